import Espalier
import EspalierStencils

func stencils() {
    let laplacian = kmap(kernelSize: [3, 3], padding: .same, relative: true) { x in
        x[1, 0] + x[-1, 0] + x[0, 1] + x[0, -1] - 4 * x[0, 0]
    }
    print(laplacian(Tensor.arange(16).reshaped([4, 4])))

    let conv = kmap(kernelSize: 3) { x, w in (x * w).sum() }
    let line = Tensor([1.0, 2.0, 4.0, 8.0])
    print(conv(line, [1, 0, -1]), grad { w in conv(line, w).sum() }([1.0, 0.0, -1.0]))

    var sums = kscan(kernelSize: 3, padding: .same, namedAxes: [0: "i"])
    sums[0...] = { u in u["i"] + 0.5 * u["i-1"] }
    print(sums(line))
    print(stencilPlans { _ = sums(line) }[0])
}
