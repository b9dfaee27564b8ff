import Espalier
import EspalierIO
import EspalierNN
import EspalierOptimizers
import Foundation

@Module
struct Training {
    var model: MLP
    var optimizer: Optimizer
}

extension Tour {
    static func training(file: URL) throws {
        let model = MLP(1, 1, width: 32, depth: 2, activation: .tanh, key: Key(0))
        let rule = chain(clipByGlobalNorm(1), adam(1e-2))
        var training = Training(model: model, optimizer: rule.initialized(for: model))

        let step = jit { (training: inout Training, x: Tensor, y: Tensor) -> Tensor in
            let (loss, gradients) = valueAndGrad(&training.model) { square($0(x) - y).mean() }
            training.optimizer.update(&training.model, with: gradients)
            return loss
        }
        let x = Tensor.linspace(-1, 1, count: 64).reshaped([64, 1])
        for _ in 0..<500 { _ = step(&training, x, sin(3 * x)) }
        print(Float(square(training.model(x) - sin(3 * x)).mean()) < 1e-3)

        try training.save(to: file)
        var restored = Training(model: model, optimizer: rule.initialized(for: model))
        try restored.load(from: file)
        print(restored.model(x) == training.model(x))
    }
}
