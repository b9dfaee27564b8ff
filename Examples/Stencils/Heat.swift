import Espalier
import EspalierStencils
import Foundation

/// The heat equation on a plate, one side of which a flame moves along.
func heat(_ folder: URL) throws -> String {
    let (n, steps) = (96, 1500)
    let diffusion = smap(kernelSize: [3, 3], offset: 1, relative: true) { u in
        u[0, 0] + 0.2 * (u[-1, 0] + u[1, 0] + u[0, -1] + u[0, 1] - 4 * u[0, 0])
    }
    let step = jit { (u: inout Tensor, time: Tensor) in
        let place = 0.5 + 0.3 * sin(time * (2 * Double.pi / 1000))
        let x = Tensor.linspace(0.0, 1.0, count: n)
        u[0] = exp(-(((x - place) / 0.06) ** 2))
        u = diffusion(u)
    }
    var u = Tensor.zeros([n, n])
    for time in 0..<steps { step(&u, Tensor(Float(time))) }

    let values = try u.scalars(as: Float.self)
    try check(
        values.allSatisfy { $0 > -1e-5 && $0 < 1.00001 },
        "temperatures are from \(values.min() ?? 0) to \(values.max() ?? 0)")
    let inside = values[(n / 4) * n..<(n / 2) * n].max() ?? 0
    try check(inside > 0.01 && inside < 0.5, "no heat came in: \(inside)")
    try Picture(sqrt(sqrt(u)), scale: 3).write(to: folder.appending(path: "heat.png"))
    return "\(steps) steps in place, \(inside) at a quarter of the way in"
}
