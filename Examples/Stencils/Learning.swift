import Espalier
import EspalierIO
import EspalierStencils
import Foundation

/// A stencil whose coefficients are learned: from a field before and after four steps of diffusion,
/// gradient descent finds by what they were made.
func learning(_ folder: URL) throws -> String {
    let step = kmap(kernelSize: [3], padding: .same, boundary: .periodic) { u, w in (u * w).sum() }
    func steps(_ u: Tensor, _ w: Tensor) -> Tensor {
        scan(initial: u, count: 4) { u in (step(u, w), Tensor(0)) }.0
    }
    let truth = Tensor([0.25, 0.6, 0.15])
    let start = Key(0).normal([256])
    let end = steps(start, truth)
    let update = jit { (w: inout Tensor) -> Tensor in
        let (loss, slope) = valueAndGrad { (w: Tensor) in ((steps(start, w) - end) ** 2).mean() }(w)
        w -= 0.05 * slope
        return loss
    }
    var w = Tensor([0.3, 0.4, 0.3])
    var losses: [Double] = []
    for _ in 0..<3000 { losses.append(Double(update(&w))) }
    let distance = Float(abs(w - truth).max())
    try check(distance < 5e-3, "learned \(w) in the place of \(truth)")

    var plot = LinePlot(title: "A stencil that is learned", xLabel: "step", yLabel: "loss")
    plot.hasLogarithmicY = true
    plot.curves = [.init("", x: losses.indices.map(Double.init), y: losses)]
    try draw(plot, folder, "learning.png")
    return "learned \(w), made by \(truth)"
}
