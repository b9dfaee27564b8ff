import ArgumentParser
import Espalier
import EspalierNN
import EspalierOptimizers

/// Equinox's `frozen_layer`: only the last layer is differentiated and trained, the whole model compiled.
struct FrozenLayer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frozen-layer", abstract: "Only the last layer of a perceptron learns.")

    @OptionGroup var options: Options

    @Option(help: "How many steps are taken.")
    var steps = 1_000

    func run() throws {
        let keys = options.keys
        let original = MLP(1, 1, width: 8, depth: 1, key: keys.model)
        let isLast = { (leaf: TreeLeaf) in leaf.path.description.hasPrefix("layers[1]") }
        var training = Training(
            model: original, optimizer: sgd(3e-3).initialized(for: original, where: isLast))
        let step = jit { (training: inout Training<MLP>, x: Tensor, y: Tensor) -> Tensor in
            let loss = { (model: MLP) in square(y - model(x)).mean() }
            let (value, gradients) = valueAndGrad(loss, where: isLast)(training.model)
            training.optimizer.update(&training.model, with: gradients)
            return value
        }
        let batches = endlessBatches(line(keys.data), size: 256, key: keys.order)
        let losses = batches.prefix(steps).map { Double(step(&training, $0[0], $0[1])) }
        try options.compare(
            losses,
            [
                (0, 30.1419067), (1, 32.7186966), (10, 27.4820747), (100, 12.5660086),
                (250, 6.4047961), (500, 3.4233994), (750, 1.2797611), (999, 0.5472770),
            ], within: 1e-3)
        let model = training.model
        print("first layer before:", original.layers[0].weight.reshaped([8]))
        print("first layer after: ", model.layers[0].weight.reshaped([8]))
        print("last layer before: ", original.layers[1].weight.reshaped([8]))
        print("last layer after:  ", model.layers[1].weight.reshaped([8]))
        try check(treeEqual(model.layers[0], original.layers[0]), "the first layer moved")
        try check(!treeEqual(model.layers[1], original.layers[1]), "the last layer did not move")
    }
}
