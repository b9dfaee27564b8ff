import Espalier
import EspalierStencils
import Foundation

/// Laplace's equation by Gauss-Seidel sweeps: each cell becomes the mean of its neighbours, two of
/// which have been swept already. The cells of an anti-diagonal don't need each other and are computed
/// at once.
func laplace(_ folder: URL) throws -> String {
    let n = 33
    let sweep = sscan(kernelSize: [3, 3], offset: 1, relative: true) { u in
        (u[-1, 0] + u[1, 0] + u[0, -1] + u[0, 1]) / 4
    }
    let x = Tensor.linspace(0.0, Double.pi, count: n, dtype: .float64)
    let exact = sin(x) * (sinh(x) / sinh(Tensor(Double.pi))).expanded(at: 1)
    // The border is given, the inside is not known.
    let inner = Tensor.zeros([n - 2, n - 2], dtype: .float64)
    let start = exact.at[.slice(1, -1), .slice(1, -1)].set(inner)
    let solve = jit { (u: Tensor) in scan(initial: u, count: 600) { u in (sweep(u), u[0, 0]) }.0 }
    let solution = solve(start)
    let distance = Double(abs(solution - exact).max())
    try check(distance < 1e-3, "the exact solution is \(distance) away")
    try Picture(solution, scale: 8).write(to: folder.appending(path: "laplace.png"))
    let order = stencilPlans { _ = sweep(start) }[0]
    return
        "\(distance.formatted(.number.precision(.significantDigits(2)))) from the exact solution; \(order)"
}
