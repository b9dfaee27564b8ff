import ArgumentParser
import Espalier
import EspalierNN
import EspalierOptimizers

/// A model and what it is trained by.
@Module
struct Training<Model: Tree> {
    var model: Model
    var optimizer: Optimizer
}

/// Equinox's `train_mlp`: compiled gradient descent on a library's model.
struct TrainMLP: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train-mlp", abstract: "A perceptron learns a line.")

    @OptionGroup var options: Options

    @Option(help: "How many steps are taken.")
    var steps = 1_000

    func run() throws {
        let keys = options.keys
        let model = MLP(1, 1, width: 8, depth: 1, key: keys.model)
        var training = Training(model: model, optimizer: sgd(3e-3).initialized(for: model))
        // Tensors are parameters, and the activation function is a constant: nothing has to be said about either.
        let step = jit { (training: inout Training<MLP>, x: Tensor, y: Tensor) -> Tensor in
            let (loss, gradients) = valueAndGrad(&training.model) { square(y - $0(x)).mean() }
            training.optimizer.update(&training.model, with: gradients)
            return loss
        }
        let batches = endlessBatches(line(keys.data), size: 256, key: keys.order)
        let losses = batches.prefix(steps).map { Double(step(&training, $0[0], $0[1])) }
        try options.compare(
            losses,
            [
                (0, 30.1419067), (1, 32.7002831), (10, 27.3145180), (100, 4.6219683),
                (250, 0.4692852), (500, 0.3438177), (750, 0.2303089), (999, 0.1614476),
            ], within: 1e-3)
        try options.draw("A perceptron learns a line", losses, "equinox-mlp.png")
    }
}
