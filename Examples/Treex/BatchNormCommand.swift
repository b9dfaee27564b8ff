import ArgumentParser
import Espalier
import EspalierNN

/// A network whose normalisation keeps running statistics, a part of the model that steps change.
@Module
struct NormalizedNetwork {
    var first: Linear
    var norm: BatchNorm
    var output: Linear

    init(key: Key) {
        let keys = key.split(2)
        first = Linear(1, 16, key: keys[0])
        norm = BatchNorm(16, spatial: 0)
        output = Linear(16, 1, key: keys[1])
    }

    /// The output; in training the statistics move.
    mutating func callAsFunction(_ x: Tensor) -> Tensor {
        let y = norm(first(x))
        return output(relu(y))
    }
}

/// Treex's BatchNorm: state changes through `inout`, without a second return value.
struct BatchNormCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batchnorm", abstract: "Running statistics change by inout.")

    @OptionGroup var options: Options

    func run() throws {
        let (x, y) = parabola(Key(2))
        var model = NormalizedNetwork(key: Key(42))
        let before = model.norm.mean
        let step = jit { (model: inout NormalizedNetwork) -> Tensor in
            let (loss, gradients) = valueAndGrad(&model) { square($0(x) - y).mean() }
            model = model.map(with: gradients) { $1.isNothing ? $0 : $0 - 0.05 * $1 }
            return loss
        }
        let losses = (0..<options.steps).map { _ in Double(step(&model)) }
        let moved = Double(abs(model.norm.mean - before).max())
        var evaluated = model.training(false)
        let loss = Double(square(evaluated(x) - y).mean())
        print("batchnorm: loss \(losses[0]) -> \(loss) in evaluation, statistics moved \(moved)")
        try options.draw("A network with BatchNorm", losses, "treex-batchnorm.png")
        try check(moved > 0, "the running statistics did not move")
        try check(loss < losses[0] / 2, "the loss did not fall by half")
    }
}
