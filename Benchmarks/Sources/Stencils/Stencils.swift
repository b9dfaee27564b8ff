import Espalier
import EspalierStencils
import Workloads

/// Stencils, run when `Scripts/bench-stencils.py` says so.
@main
struct Stencils {
    static func main() throws { try serve(StencilWorkloads.all()) }
}

/// What the convolution is differentiated by.
@Module
struct Operands {
    var image: Tensor
    var weights: Tensor
}

/// The workloads of the comparison, by name: each makes its operands and gives the call to measure.
enum StencilWorkloads {
    static func all() -> [String: Workload] {
        [
            "conv2d 3x1024x1024": {
                let x = try Key(0).normal([3, 1024, 1024]).wait()
                let w = try Key(1).normal([3, 3, 3]).wait()
                let f = jit(convolution)
                return { [f(x, w)] }
            },
            "patches 1e6 k3": {
                let x = try Tensor.ones([1_000_000]).wait()
                let f = jit(kmap(kernelSize: [3], padding: .same) { x in x })
                return { [f(x)] }
            },
            "laplacian 1024x1024": {
                let x = try Key(0).normal([1024, 1024]).wait()
                let f = jit(
                    kmap(kernelSize: [3, 3], padding: .same, relative: true) { x in
                        x[1, 0] + x[-1, 0] + x[0, 1] + x[0, -1] - 4 * x[0, 0]
                    })
                return { [f(x)] }
            },
            "blur 25x25 4x512x512": {
                let x = try Key(0).normal([4, 512, 512]).wait()
                let f = jit(
                    vmap(kmap(kernelSize: [25, 25], padding: .same) { x in x.mean() }))
                return { [f(x)] }
            },
            "maxpool 2x2 16x3x224x224": {
                let x = try Key(0).normal([16, 3, 224, 224]).wait()
                let f = jit(vmap(vmap(kmap(kernelSize: [2, 2], strides: 2) { x in x.max() })))
                return { [f(x)] }
            },
            "kscan linear convection 151x51": {
                let u = try Tensor.ones([151, 51]).wait()
                let convection = convection()
                let f = jit { (u: Tensor) in convection(u) }
                return { [f(u)] }
            },
            "gradient of conv2d": {
                let x = try Key(0).normal([3, 1024, 1024]).wait()
                let w = try Key(1).normal([3, 3, 3]).wait()
                let f = jit { (operands: Operands) in
                    grad { (o: Operands) in
                        let y = convolution(o.image, o.weights)
                        return (y * y).sum()
                    }(operands)
                }
                return {
                    let slopes = f(Operands(image: x, weights: w))
                    _ = try slopes.weights.wait()
                    return [slopes.image]
                }
            },
            "mean 101x101 1024x1024": {
                let x = try Key(0).normal([1024, 1024]).wait()
                let f = jit(kmap(kernelSize: [101, 101], padding: .same) { x in x.mean() })
                return { [f(x)] }
            },
        ]
    }

    private static let convolution = kmap(
        kernelSize: [3, 3, 3], padding: [.valid, .same, .same]
    ) { x, w in (x * w).sum() }

    /// Linear convection as in Kernex's README.
    private static func convection() -> Stencil {
        let (nt, nx) = (151, 51)
        let (dt, dx, c) = (0.5 / Double(nt - 1), 2 / Double(nx - 1), 0.5)
        var f = kscan(
            kernelSize: [3, 3], padding: [(1, 1), (1, 1)], namedAxes: [0: "n", 1: "i"],
            relative: true)
        let one = StencilFunction { _ in 1 }
        f.assign(one, to: .all, 0)
        f.assign(one, to: .all, -1)
        let outside = StencilFunction { _ in 1 }
        f.assign(outside, to: .all, .slice(nil, (nx - 1) / 4 + 1))
        f.assign(outside, to: .all, .slice((nx - 1) / 2))
        f[0..<1, ((nx - 1) / 4 + 1)..<((nx - 1) / 2)] = { _ in 2 }
        f[1..., .slice(1, -1)] = { u in
            u["i", "n-1"] - (c * dt / dx) * (u["i", "n-1"] - u["i-1", "n-1"])
        }
        return f
    }
}
