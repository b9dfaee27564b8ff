import Espalier
import EspalierIO
import Foundation
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
