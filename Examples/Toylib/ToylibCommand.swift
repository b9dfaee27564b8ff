import ArgumentParser
import Espalier
import EspalierIO
import Foundation

/// Regression to known weights by modules that are trees.
@main
struct ToylibCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "toylib",
        abstract: "Regression to known weights by modules that are trees.",
        discussion: "Fails where the linear layer does not find the weights that made the data.")

    @Option(help: "Where the picture goes.")
    var folder = "."

    @Option(help: "How many steps of gradient descent each model makes.")
    var steps = 100

    func validate() throws {
        guard steps >= 1 else { throw ValidationError("--steps is \(steps), less than 1.") }
    }

    func run() throws {
        let data = try RegressionData.load()
        let (x, y) = (data.x[..<100], data.y[..<100])
        let key = Key(0, .original)
        var linear = Linear(10, 1, key: key)
        let curve = train(&linear, rate: 0.1) { ((y - $0(x).squeezed()) ** 2).mean() }
        let found = try linear.weights.scalars(as: Float.self)
        let distance = zip(found, RegressionData.weights).map { abs($0 - $1) }.max() ?? .infinity
        print("linear: loss \(curve[0]) to \(curve[curve.count - 1])")
        print("weights found: \(linear.weights.squeezed())")
        print("weights of the data: \(Tensor(RegressionData.weights))")
        print("largest difference: \(distance)")

        var network = MLP(10, [32, 64], 1, key: key)
        print(network.leaves.map { "\($0.shape)" }.joined(separator: " "))
        let deep = train(&network, rate: 1e-3) { ((y - $0(x).squeezed()) ** 2).mean() }
        print("network: loss \(deep[0]) to \(deep[deep.count - 1])")
        try draw(curve, deep)
        guard steps < 100 || distance < 0.25 else {
            throw WrongResult(description: "a weight is \(distance) from the one of the data")
        }
        // What JAX has after as many steps.
        guard steps != 100 || abs(curve[99] - 0.6810306) < 1e-4 else {
            throw WrongResult(description: "the loss is \(curve[99]) and should be 0.6810306")
        }
    }

    /// Gradient descent; gives the loss before each step.
    private func train<Model: Module>(
        _ model: inout Model, rate: Float, loss: @escaping (Model) -> Tensor
    ) -> [Double] {
        let step = jit { (model: inout Model) -> Tensor in
            let (value, gradients) = valueAndGrad(&model) { loss($0) }
            model -= rate * gradients
            return value
        }
        return (0..<steps).map { _ in Double(step(&model)) }
    }

    private func draw(_ linear: [Double], _ network: [Double]) throws {
        let folder = URL(filePath: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var plot = LinePlot(title: "Regression", xLabel: "step", yLabel: "loss")
        plot.hasLogarithmicY = true
        plot.curves = [.init("linear", y: linear), .init("two hidden layers", y: network)]
        do {
            try plot.write(to: folder.appending(path: "toylib.png").path)
        } catch .notInstalled {
            print("no picture: gnuplot is not installed")
        }
    }
}
