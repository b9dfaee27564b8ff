import Espalier
import EspalierIO
import EspalierStencils
import Foundation

/// Linear convection of a square wave, ∂u/∂t + c ∂u/∂x = 0, with time as an axis of the array: a sweep
/// fills in one time after another.
func convection(_ folder: URL) throws -> String {
    let (nt, nx, c) = (151, 51, 0.5)
    let (dt, dx) = (0.5 / Double(nt - 1), 2 / Double(nx - 1))
    var f = kscan(
        kernelSize: [3, 3], padding: [(1, 1), (1, 1)], namedAxes: [0: "n", 1: "i"],
        relative: true)
    let boundary = StencilFunction { _ in 1 }
    f.assign(boundary, to: .all, 0)
    f.assign(boundary, to: .all, -1)
    let low = StencilFunction { _ in 1 }
    f.assign(low, to: .all, .slice(nil, (nx - 1) / 4 + 1))
    f.assign(low, to: .all, .slice((nx - 1) / 2))
    f[0, ((nx - 1) / 4 + 1)..<((nx - 1) / 2)] = { _ in 2 }
    f[1..., .slice(1, -1)] = { u in
        u["i", "n-1"] - (c * dt / dx) * (u["i", "n-1"] - u["i-1", "n-1"])
    }
    let solution = f(.ones([nt, nx], dtype: .float64))

    // The same by loops.
    var u = (0..<nx).map { $0 >= 13 && $0 < 25 ? 2.0 : 1.0 }
    for _ in 1..<nt {
        let old = u
        for i in 1..<nx - 1 { u[i] = old[i] - (c * dt / dx) * (old[i] - old[i - 1]) }
    }
    let last = try solution[-1].scalars(as: Double.self)
    let distance = zip(u, last).map { abs($0 - $1) }.max() ?? 0
    try check(distance < 1e-12, "the loops' result is \(distance) away")

    var plot = LinePlot(title: "Linear convection", xLabel: "x", yLabel: "u")
    let x = (0..<nx).map { Double($0) * dx }
    for n in stride(from: 0, to: nt, by: 30) {
        plot.curves.append(
            .init("step \(n)", x: x, y: try solution[n].scalars(as: Double.self)))
    }
    try draw(plot, folder, "convection.png")
    let order = stencilPlans { _ = f(.ones([nt, nx], dtype: .float64)) }[0]
    return "equals the loops' result; \(order)"
}

/// Draws a plot if there is a gnuplot to draw it.
func draw(_ plot: LinePlot, _ folder: URL, _ name: String) throws {
    do {
        try plot.write(to: folder.appending(path: name).path)
    } catch PlotError.notInstalled {
        print("(no gnuplot: \(name) is not drawn)")
    }
}
