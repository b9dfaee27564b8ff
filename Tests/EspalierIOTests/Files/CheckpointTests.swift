import Espalier
import EspalierIO
import Foundation
import Logging
import Synchronization
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

    /// What is no checkpoint of the tree is passed over, and the log says so.
    @Test func theNewestWholeOneIsRestored() throws {
        let checkpoints = try CheckpointFolder(folder.url, keeping: 2)
        for step in [1, 2] { try checkpoints.save([Tensor(Float(step))], step: step) }
        // Damaged: cut off, empty, garbage. Foreign: another tree, other names, a folder.
        let whole = Array(try Data(contentsOf: checkpoints.file(step: 2)))
        try folder.write(Array(whole.dropLast(2)), to: "step-000000008.safetensors")
        try folder.write([], to: "step-000000009.safetensors")
        try folder.write([1, 2, 3], to: "step-000000010.safetensors")
        try [Tensor([1.0, 2.0])].save(to: checkpoints.file(step: 11))
        for name in [
            "step-12.safetensors", "step-99999999999999999999.safetensors", "step-x.safetensors",
            "step-٣.safetensors",
        ] { try folder.write(whole, to: name) }
        try folder.write([1], to: "step-000000013.safetensors/precious")
        #expect(try checkpoints.steps == [1, 2, 8, 9, 10, 11])
        var state = [Tensor(0.0)]
        let log = LogBook()
        let step = try Diagnostics.withLogger(Logger(label: "test") { _ in log }) {
            try checkpoints.restoreLatest(into: &state)
        }
        #expect(step == 2 && state == [Tensor(2.0)])
        #expect(log.lines.count == 4 && log.lines.allSatisfy { $0.contains("step 2 is restored") })
        #expect(log.lines.contains { $0.contains("step-000000011.safetensors: doesn't fit") })
        // Those that stay are of the run, and nothing else is removed but its own.
        for step in [3, 4] { try checkpoints.save([Tensor(Float(step))], step: step) }
        #expect(try checkpoints.steps == [3, 4, 8, 9, 10, 11])
        try checkpoints.save([Tensor(14.0)], step: 14)
        let file = folder["step-000000013.safetensors/precious"].path
        #expect(FileManager.default.fileExists(atPath: file))
        #expect(try checkpoints.restoreLatest(into: &state) == 14)
        // Where nothing fits, it is an error as ever.
        var other = ["x": Tensor(0.0)]
        let error = #expect(throws: FileError.self) { try checkpoints.restoreLatest(into: &other) }
        #expect(error?.path.hasSuffix("step-000000014.safetensors") == true)
    }

    /// A reader beside a writer that removes what the reader is about to open.
    @Test func readersBesideAWriter() throws {
        let folder = try TemporaryFolder(inMemory: true)
        let checkpoints = try CheckpointFolder(folder.url, keeping: 1)
        try checkpoints.save([Tensor(0.0)], step: 0)
        let isOver = Mutex(false)
        let reader = Thread {
            var (state, last) = ([Tensor(-1.0)], 0)
            while !isOver.withLock({ $0 }) {
                do {
                    let step = try checkpoints.restoreLatest(into: &state)
                    #expect(step ?? -1 >= last && Float(state[0]) == Float(step ?? -1))
                    last = step ?? last
                } catch { Issue.record(error) }
            }
            isOver.withLock { $0 = false }
        }
        reader.start()
        for step in 1...1_000 { try checkpoints.save([Tensor(Float(step))], step: step) }
        isOver.withLock { $0 = true }
        while isOver.withLock({ $0 }) { Thread.sleep(forTimeInterval: 0.001) }
    }

    @Test func mistakesAreTold() throws {
        for count in [0, -1] {
            let error = #expect(throws: TensorError.self) {
                try CheckpointFolder(folder.url, keeping: count)
            }
            #expect(error?.description.contains("keeping is \(count)") == true)
        }
        let checkpoints = try CheckpointFolder(folder.url)
        #expect(throws: TensorError.self) { try checkpoints.save([Tensor(1.0)], step: -1) }
        #expect(throws: TensorError.self) { try checkpoints.saveBest([Tensor(1.0)], step: -1) }
        let events = try EventFile(in: folder.url)
        for bins in [0, -1, .max] {
            #expect(throws: TensorError.self) {
                try events.histogram("h", Tensor([1.0]), bins: bins, step: 0)
            }
        }
        try events.histogram(
            "h", Tensor([-1e308, 1e308]).asType(.float64), bins: 3, step: 0)
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
