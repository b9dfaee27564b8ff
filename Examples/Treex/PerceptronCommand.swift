import ArgumentParser
import Espalier
import EspalierNN

/// Treex's first example: a perceptron learns a parabola by plain gradient descent.
struct PerceptronCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mlp", abstract: "A perceptron learns a parabola.")

    @OptionGroup var options: Options

    func run() throws {
        let (x, y) = parabola(Key(0))
        var model = MLP([1, 12, 8, 1], key: Key(42))
        let step = jit { (model: inout MLP) -> Tensor in
            let (loss, gradients) = valueAndGrad(&model) { square($0(x) - y).mean() }
            model -= 0.05 * gradients
            return loss
        }
        let losses = (0..<options.steps).map { _ in Double(step(&model)) }
        print("mlp: loss \(losses[0]) -> \(losses[losses.count - 1])")
        try options.draw("A perceptron learns a parabola", losses, "treex-mlp.png")
        try check(losses[losses.count - 1] < losses[0] / 2, "the loss did not fall by half")
    }
}
