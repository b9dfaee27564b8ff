import ArgumentParser
import Espalier
import EspalierIO
import EspalierNN
import EspalierOptimizers
import Foundation

/// All that a step of training changes.
@Module
private struct Training {
    var model: MLP
    var optimizer: Optimizer
}

/// How fast heat spreads, a.
private let diffusivity = 0.25

/// A physics-informed network (Raissi et al., 2019): it learns from a differential equation, not from data.
///
/// The temperature u of a rod whose ends are kept at zero obeys ∂u/∂t = a ∂²u/∂x² and begins as sin(πx). The network's
/// own derivatives are put into the equation; what is left over is the loss. The exact solution,
/// exp(-aπ²t) sin(πx), is only looked at in the end.
struct PhysicsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pinn", abstract: "A network learns the heat equation from its derivatives.")

    @OptionGroup var options: Options

    @Option(help: "How many steps are taken.")
    var steps = 3_000

    @Option(help: "What the weights and the points are drawn from.")
    var seed = 0

    func validate() throws {
        guard steps >= 100 else { throw ValidationError("--steps has to be at least 100.") }
    }

    func run() throws {
        let (modelKey, pointKey) = Key(seed).split()
        let model = MLP([2, 32, 32, 1], activation: .tanh, key: modelKey)
        let rate = Schedule.cosineDecay(initial: 5e-3, steps: steps, alpha: 1e-2)
        var training = Training(model: model, optimizer: adam(rate).initialized(for: model))
        let step = jit { (training: inout Training, key: Key) -> Tensor in
            let (loss, gradients) = valueAndGrad(&training.model) { leftOver($0, key: key) }
            training.optimizer.update(&training.model, with: gradients)
            return loss
        }
        let losses = (0..<steps).map { Double(step(&training, pointKey.folded(in: $0))) }
        let (found, exact) = solutions(training.model)
        let error = Double(abs(found - exact).max())
        print(
            String(
                format: "%d steps, loss %.2e -> %.2e, largest error %.4f", steps, losses[0],
                losses[steps - 1], error))
        try draw(losses)
        try draw(found, exact)
        try check(error < (steps < 2_000 ? 0.5 : 0.01), "the largest error is \(error)")
    }

    /// What is left over in the equation, at the beginning and at the ends, at points that are drawn anew each time.
    private func leftOver(_ model: MLP, key: Key) -> Tensor {
        let keys = key.split(4)
        func temperature(_ x: Tensor, _ t: Tensor) -> Tensor { model(stack([x, t]))[0] }
        let equation = vmap { (x: Tensor, t: Tensor) -> Tensor in
            let change = grad { (t: Tensor) in temperature(x, t) }(t)
            let curvature = grad(grad { (x: Tensor) in temperature(x, t) })(x)
            return change - diffusivity * curvature
        }
        let everywhere = vmap(temperature)
        let (x, t) = (keys[0].uniform([256]), keys[1].uniform([256]))
        let (places, times) = (keys[2].uniform([64]), keys[3].uniform([64]))
        let beginning = everywhere(places, .zeros([64])) - sin(Double.pi * places)
        let ends = [Tensor.zeros([64]), .ones([64])].map { everywhere($0, times) }
        return square(equation(x, t)).mean()
            + 10 * (square(beginning).mean() + square(concatenate(ends)).mean())
    }

    /// The network and the exact solution at five times, `[5, 101]`.
    private func solutions(_ model: MLP) -> (found: Tensor, exact: Tensor) {
        let grid = broadcastArrays([
            .linspace(0, 1, count: 101), Tensor.linspace(0, 1, count: 5).reshaped([5, 1]),
        ])
        let (x, t) = (grid[0], grid[1])
        let exact = exp(-diffusivity * Double.pi * Double.pi * t) * sin(Double.pi * x)
        return (model(stack([x, t], axis: -1))[.ellipsis, 0], exact)
    }

    private func draw(_ losses: [Double]) throws {
        var plot = LinePlot(
            title: "A network learns the heat equation", xLabel: "step", yLabel: "loss")
        plot.hasLogarithmicY = true
        let drawn = stride(from: 0, to: losses.count, by: max(1, losses.count / 500))
        plot.curves = [.init("", x: drawn.map { Double($0 + 1) }, y: drawn.map { losses[$0] })]
        try options.draw(plot, "pytreeclass-pinn-loss.png")
    }

    private func draw(_ found: Tensor, _ exact: Tensor) throws {
        var plot = LinePlot(
            title: "Heat in a rod at t = 0, 0.25, 0.5, 0.75 and 1", xLabel: "place x",
            yLabel: "temperature u")
        let x = (0...100).map { Double($0) / 100 }
        for time in 0..<5 {
            var curve = LinePlot.Curve(
                time == 0 ? "exact" : "", x: x, y: try numbers(exact[time]))
            (curve.width, curve.color) = (7, "#c8c8c8")
            plot.curves.append(curve)
        }
        for time in 0..<5 {
            var curve = LinePlot.Curve(
                time == 0 ? "network" : "", x: x, y: try numbers(found[time]))
            curve.color = "#0072b2"
            plot.curves.append(curve)
        }
        try options.draw(plot, "pytreeclass-pinn.png")
    }
}
