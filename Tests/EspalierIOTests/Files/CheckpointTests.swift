import Espalier
import EspalierIO
import Foundation
import TestSupport
import Testing

/// Saved states, of which the latest are kept.
@Suite struct CheckpointTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func keepsTheLatest() throws {
        let checkpoints = try CheckpointFolder(folder["runs/first"], keeping: 2)
        var state = [Tensor(0.0 as Float)]
        #expect(try checkpoints.restoreLatest(into: &state) == nil)
        for step in [5, 10, 1_000_000_000, 20] {
            try checkpoints.save([Tensor(Float(step))], step: step)
        }
        #expect(try checkpoints.steps == [20, 1_000_000_000])
        #expect(try checkpoints.restoreLatest(into: &state) == 1_000_000_000)
        #expect(state == [Tensor(1e9)])
        try checkpoints.restore(into: &state, step: 20)
        #expect(state == [Tensor(20.0)])
        #expect(throws: FileError.self) { try checkpoints.restore(into: &state, step: 5) }
    }

    /// What a killed writer left goes; what is being written stays.
    @Test func abandonedFilesAreRemoved() throws {
        let names = [".step-000000005.safetensors.12.34", ".step-x.safetensors.12.34", ".other"]
        for name in names { try Data([1]).write(to: folder[name]) }
        let writing = folder[".step-000000006.safetensors.12.35"]
        try Data([1]).write(to: writing)
        let descriptor = open(writing.path, O_RDONLY)
        #expect(flock(descriptor, LOCK_EX) == 0)
        _ = try CheckpointFolder(folder.url)
        func left() throws -> Set<String> {
            Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path))
        }
        #expect(try left() == [names[1], names[2], writing.lastPathComponent])
        close(descriptor)
        let checkpoints = try CheckpointFolder(folder.url)
        #expect(try left() == [names[1], names[2]])
        try checkpoints.save([Tensor(1.0)], step: 7)
        #expect(try left() == [names[1], names[2], "step-000000007.safetensors"])
    }

    /// Constants are compared, each by its path, as far as both sides know them.
    @Test func constantsAreCompared() throws {
        let checkpoints = try CheckpointFolder(folder.url)
        let saved = Settings(rate: 0.1, form: .scaled(by: 2), names: ["b", "a"], sizes: [1, 2])
        try checkpoints.save([saved], step: 1, metadata: ["note": "first"])
        #expect(try checkpoints.metadata(step: 1)["note"] == "first")
        // A set has another order in each process, and modes are no constants.
        var same = [Settings(rate: 0.1, form: .scaled(by: 2), names: ["a", "b"], sizes: [1, 2])]
        same[0].freeze()
        #expect(try checkpoints.restoreLatest(into: &same) == 1)
        var other = [Settings(rate: 0.2, form: .scaled(by: 3), names: ["b"], sizes: [1, 3])]
        let error = #expect(throws: FileError.self) {
            try checkpoints.restore(into: &other, step: 1)
        }
        #expect(
            error?.reason == """
                doesn't fit the tree: 0.form.scaled.by was 2.0, and is 3.0; 0.names was ["a", "b"], and is ["b"]; \
                0.options.rate was 0.1, and is 0.2; 0.sizes was [1, 2], and is [1, 3]
                """)
        try checkpoints.restore(into: &other, step: 1, comparingConstants: false)
        #expect(other[0].x == saved.x)
        // What can't be read is an error too.
        try SafeTensors.write(
            ["x": other[0].x], to: folder["other"], metadata: ["espalier.constants": "[1]"])
        #expect(throws: FileError.self) { try other[0].load(from: folder["other"]) }
    }

    /// A run that was stopped goes on as if nothing had happened.
    @Test func aResumedRunIsTheSame() throws {
        let step = jit { (run: inout Run) in
            let (next, draw) = run.key.split()
            run = Run(x: run.x * 0.9 + draw.normal([3]), key: next)
        }
        func train(
            _ run: inout Run, from start: Int, to end: Int, _ folder: CheckpointFolder? = nil
        ) throws {
            for number in start..<end {
                step(&run)
                if number % 3 == 0 { try folder?.save(run, step: number + 1) }
            }
        }
        var whole = Run(x: Tensor.zeros([3]), key: Key(1))
        try train(&whole, from: 0, to: 20)
        let checkpoints = try CheckpointFolder(folder["runs"])
        var killed = Run(x: Tensor.zeros([3]), key: Key(1))
        try train(&killed, from: 0, to: 12, checkpoints)
        var resumed = Run(x: Tensor.zeros([3]), key: Key(7))
        let start = try #require(try checkpoints.restoreLatest(into: &resumed))
        #expect(start == 10)
        try train(&resumed, from: start, to: 20)
        #expect(resumed.x == whole.x)
    }
}

@Module
private struct Run {
    var x: Tensor
    var key: Key
}

@Module
private struct Settings {
    struct Options: Hashable {
        var rate: Double
        var unit: Key.Layout?
    }

    enum Form: Hashable {
        case plain
        case scaled(by: Double)
    }

    var x = Tensor([1.0, 2.0])
    let options: Options
    let form: Form
    let names: Set<String>
    let sizes: [Int]

    init(rate: Double, form: Form, names: Set<String>, sizes: [Int]) {
        options = Options(rate: rate)
        self.form = form
        self.names = names
        self.sizes = sizes
    }
}
