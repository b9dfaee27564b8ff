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
        var state = [Tensor(0.0)]
        #expect(try checkpoints.restoreLatest(into: &state) == nil)
        for step in [5, 10, 1_000_000_000, 20] {
            try checkpoints.save([Tensor(Double(step))], step: step)
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
        let step = jit { (state: inout (Tensor, Key)) in
            let (next, draw) = state.1.split()
            state = (state.0 * 0.9 + draw.normal([3]), next)
        }
        func run(
            _ state: inout (Tensor, Key), from start: Int, to end: Int,
            _ checkpoints: CheckpointFolder?
        ) throws {
            for number in start..<end {
                step(&state)
                if number % 3 == 0 { try checkpoints?.save(ArgumentPair(state), step: number + 1) }
            }
        }
        var whole = (Tensor.zeros([3]), Key(1))
        try run(&whole, from: 0, to: 20, nil)
        let checkpoints = try CheckpointFolder(folder["runs"])
        var first = (Tensor.zeros([3]), Key(1))
        try run(&first, from: 0, to: 12, checkpoints)
        var second = ArgumentPair((Tensor.zeros([3]), Key(7)))
        let start = try #require(try checkpoints.restoreLatest(into: &second))
        var resumed = (second.tensor, second.key)
        try run(&resumed, from: start, to: 20, nil)
        #expect(resumed.0 == whole.0)
    }
}

@Module
private struct ArgumentPair {
    var tensor: Tensor
    var key: Key

    init(_ pair: (Tensor, Key)) { (tensor, key) = pair }
}
