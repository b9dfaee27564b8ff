import ArgumentParser
import Espalier
import EspalierIO
import Foundation

/// A regression whose step is arithmetic of models.
@main
struct KernexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernex", abstract: "A regression whose step is arithmetic of models.",
        discussion: "Fails where the loss does not fall to a tenth in 500 steps or more.")

    @Option(help: "Where the picture goes.")
    var folder = "."

    @Option(help: "How many steps of gradient descent.")
    var steps = 2_000

    func validate() throws {
        guard steps >= 1 else { throw ValidationError("--steps is \(steps), less than 1.") }
    }

    func run() throws {
        let x = Tensor.linspace(0, 1, count: 100).reshaped([100, 1])
        let y = x ** 3 + Key(0, .original).uniform([100, 1]) * 0.01
        var model = StackedLinear(1, 1, key: Key(0, .original))
        print(
            model.summary(style: .kernex), model.treeBox(input: x), model.treeDiagram(),
            separator: "\n\n")

        let update = jit { (model: inout StackedLinear, x: Tensor, y: Tensor) -> Tensor in
            let (loss, gradients) = valueAndGrad(&model) { (($0(x) - y) ** 2).mean() }
            model -= 1e-3 * gradients
            return loss
        }
        let losses = (0..<steps).map { _ in Double(update(&model, x, y)) }
        let last = Double(((model(x) - y) ** 2).mean())
        print("\nloss \(losses[0]) to \(last) in \(steps) steps")
        try draw(x, y, model(x))
        guard steps < 500 || last < 0.1 * losses[0] else {
            throw WrongResult(description: "the loss went from \(losses[0]) to \(last)")
        }
    }

    private func draw(_ x: Tensor, _ y: Tensor, _ found: Tensor) throws {
        let folder = URL(filePath: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func values(_ x: Tensor) throws -> [Double] {
            try x.asType(.float64).scalars(as: Double.self)
        }
        var plot = LinePlot(title: "Regression by tree arithmetic", xLabel: "x", yLabel: "y")
        plot.curves = [
            .init("data", x: try values(x), y: try values(y)),
            .init("model", x: try values(x), y: try values(found)),
        ]
        do {
            try plot.write(to: folder.appending(path: "kernex.png").path)
        } catch .notInstalled {
            print("no picture: gnuplot is not installed")
        }
    }
}

/// What an example found wrong.
struct WrongResult: Error, CustomStringConvertible {
    let description: String
}
