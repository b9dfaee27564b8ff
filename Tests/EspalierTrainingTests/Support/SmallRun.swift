import Espalier
import EspalierIO
import EspalierOptimizers
import EspalierTraining
import Foundation

/// A training so small that it costs little: a linear regression with noise in its weights, Adam, and data in an order of
/// its own in each epoch.
@Module
struct SmallRun {
    var weight: Tensor
    var optimizer: Optimizer
    @Rng var key: Key

    init(seed: Int = 0) {
        key = Key(seed)
        weight = .zeros([3])
        optimizer = adam(.cosineDecay(initial: 0.1, steps: 60)).initialized(for: Weights(weight))
    }

    /// One compiled step, which all tests share.
    static let step = jit { (run: inout SmallRun, batch: Tensor) -> Tensor in
        let (next, noise) = run.key.split()
        run.key = next
        var weights = Weights(run.weight)
        let drawn = noise.normal([3])
        let (loss, gradients) = valueAndGrad(&weights) { weights in
            let x = batch[0..., 0..<3]
            return square(x.matmul(weights.weight + 0.01 * drawn) - batch[0..., 3]).mean()
        }
        run.optimizer.update(&weights, with: gradients)
        run.weight = weights.weight
        return loss
    }

    /// 20 examples, 5 batches an epoch.
    static func batches(_ epoch: Int) -> Batches<Tensor> {
        Batches(of: data, size: 4, shuffledBy: Key(7).folded(in: epoch))
    }

    private static let data: Tensor = {
        let x = Key(5).normal([20, 3])
        return concatenate([x, x.matmul(Tensor([1.0, -2.0, 0.5])).expanded(at: 1)], axis: 1)
    }()

    /// The bits of everything in it.
    var bits: [[UInt32]] {
        get throws {
            try leaves.map { leaf in
                leaf.dtype == .float32
                    ? try leaf.scalars(as: Float.self).map(\.bitPattern)
                    : try leaf.asType(.uint32).scalars(as: UInt32.self)
            }
        }
    }
}

@Module
struct Weights {
    var weight: Tensor
    init(_ weight: Tensor) { self.weight = weight }
}

/// Text that was written.
final class Recorder: @unchecked Sendable {
    // One test writes at a time.
    private(set) var text = ""

    func output(columns: Int?) -> TextOutput {
        TextOutput(columns: { columns }, write: { self.text += $0 })
    }
}
