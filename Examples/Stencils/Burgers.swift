import Espalier
import EspalierIO
import EspalierStencils
import Foundation

/// Burgers' equation, ∂u/∂t + u ∂u/∂x = ν ∂²u/∂x²: a front that moves without changing its form.
func burgers(_ folder: URL) throws -> String {
    let (n, nu, dt, steps) = (801, 0.02, 2e-4, 5000)
    let dx = 4 / Double(n - 1)
    func exact(_ x: Tensor, _ time: Double) -> Tensor {
        1 - 0.5 * tanh((x - 1 - time) * (0.5 / (2 * nu)))
    }
    let step = smap(kernelSize: [3], offset: 1, relative: true) { u in
        let convection = u[0] * (u[1] - u[-1]) / (2 * dx)
        let diffusion = nu * (u[1] - 2 * u[0] + u[-1]) / (dx * dx)
        return u[0] + dt * (diffusion - convection)
    }
    let x = Tensor.linspace(0.0, 4.0, count: n, dtype: .float64)
    let run = jit { (u: Tensor) in scan(initial: u, count: steps) { u in (step(u), u[0]) }.0 }
    let start = exact(x, 0)
    let end = run(start)
    let distance = Double(abs(end - exact(x, Double(steps) * dt)).max())
    try check(distance < 2e-3, "the exact solution is \(distance) away")

    var plot = LinePlot(title: "Burgers' equation", xLabel: "x", yLabel: "u")
    let places = try x.scalars(as: Double.self)
    plot.curves = [
        .init("at the start", x: places, y: try start.scalars(as: Double.self)),
        .init("after \(steps) steps", x: places, y: try end.scalars(as: Double.self)),
    ]
    try draw(plot, folder, "burgers.png")
    return "\(distance.formatted(.number.precision(.significantDigits(2)))) from the exact solution"
}
