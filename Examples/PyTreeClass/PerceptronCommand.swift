import ArgumentParser
import Espalier
import EspalierIO
import Foundation

/// The quick example: a model as a struct, looked at and trained on x³.
struct PerceptronCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mlp", abstract: "A model as a struct, looked at and trained.")

    @OptionGroup var options: Options

    @Option(help: "How many thousands of steps are taken.")
    var thousands = 20

    /// What JAX has at these steps.
    private static let recorded = [
        1: 3.93689, 1_000: 1.634191e-2, 5_000: 8.217111e-3, 10_000: 3.101201e-3,
        20_000: 6.632698e-4,
    ]

    func validate() throws {
        guard thousands >= 1 else { throw ValidationError("--thousands has to be at least 1.") }
    }

    func run() throws {
        let key = Key(0, .original)
        var model = StackedLinear(1, 1, hidden: 10, key: key)
        let x = Tensor.linspace(0, 1, count: 100).reshaped([100, 1])
        let y = x ** 3 + key.uniform([100, 1]) * 0.01
        print(model.summary(), model.treeBox(input: x), model.treeDiagram(), separator: "\n\n")

        // A thousand steps are one compiled program.
        let train = jit { (model: inout StackedLinear) -> Tensor in
            let (last, losses) = scan(initial: model, count: 1_000) { (model: StackedLinear) in
                let (loss, gradients) = valueAndGrad { (model: StackedLinear) in
                    meanSquare(model(x) - y)
                }(model)
                return (model - 1e-3 * gradients, loss)
            }
            model = last
            return losses
        }
        var losses: [Double] = []
        print()
        for _ in 0..<thousands {
            losses += try numbers(train(&model))
            let last = losses[losses.count - 1]
            print(String(format: "step %6d  loss %.6e", losses.count, last))
        }
        var bySteps: [Int: Double] = [:]
        for (index, loss) in losses.enumerated() { bySteps[index + 1] = loss }
        try check(bySteps, against: Self.recorded)

        var plot = LinePlot(title: "Three layers learn x³", xLabel: "step", yLabel: "loss")
        plot.hasLogarithmicY = true
        let drawn = stride(from: 0, to: losses.count, by: 20)
        plot.curves = [.init("", x: drawn.map { Double($0 + 1) }, y: drawn.map { losses[$0] })]
        try options.draw(plot, "pytreeclass-mlp.png")
    }
}
