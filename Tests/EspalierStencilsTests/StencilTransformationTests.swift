import Espalier
import EspalierStencils
import Testing

/// Stencils under the transformations of functions.
@Suite struct StencilTransformationTests {
    /// Both modes of derivative against differences, and each under jit.
    private func checkDerivatives(
        _ shape: [Int], tolerance: Double = 1e-6, _ f: @escaping (Tensor) -> Tensor,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let x = Key(1).normal(shape, dtype: .float64)
        let v = Key(2).normal(shape, dtype: .float64)
        let fast = jit { (x: Tensor, v: Tensor) in
            let slope = grad { (x: Tensor) in (f(x) * f(x)).sum() }(x)
            let (y, tangent) = jvp({ (x: Tensor) in (f(x) * f(x)).sum() }, x, tangent: v)
            let step = 1e-5
            let g = { (x: Tensor) in (f(x) * f(x)).sum() }
            let difference = (g(x + step * v) - g(x - step * v)) / (2 * step)
            return stack([(slope * v).sum(), tangent, difference, y])
        }
        let results = try fast(x, v).scalars(as: Double.self)
        let scale = 1 + abs(results[2])
        #expect(abs(results[0] - results[2]) < tolerance * scale, sourceLocation: location)
        #expect(abs(results[1] - results[2]) < tolerance * scale, sourceLocation: location)
    }

    @Test func derivativesOfMaps() throws {
        try checkDerivatives(
            [5, 6], kmap(kernelSize: [3, 3], padding: .same) { x in tanh(x).sum() * x[1, 1] })
        try checkDerivatives([6, 6], kmap(kernelSize: [2, 2], strides: 2) { x in x.max() })
        try checkDerivatives([9, 8], kmap(kernelSize: [5, 5]) { x in x.mean() + (x * x).sum() })
        try checkDerivatives([5, 5], kmap(kernelSize: [3, 3]) { x in sort(x.flattened())[4] })
        try checkDerivatives(
            [7], kmap(kernelSize: [3], padding: .same, boundary: .periodic) { x in x[0] * x[2] })
        try checkDerivatives(
            [3, 4, 5], kmap(kernelSize: [2, 3, 2], padding: .same) { x in sin(x).prod() })
        try checkDerivatives(
            [3, 3, 3, 3], kmap(kernelSize: [2, 2, 2, 2]) { x in exp(x).mean() })
    }

    @Test func derivativesOfSweeps() throws {
        let gaussSeidel = kscan(kernelSize: [3, 3], padding: .same, relative: true) { u in
            0.25 * (u[1, 0] + u[-1, 0] + u[0, 1] * sin(u[0, -1]))
        }
        try checkDerivatives([5, 4], gaussSeidel)
        let rows = kscan(kernelSize: [2, 3], padding: [(1, 0), (1, 1)], relative: true) { u in
            u[0, 0] * u[1, 0]
        }
        try checkDerivatives([4, 5], rows)
        let cells = kscan(kernelSize: [-1, -1], relative: true) { u in sin(u).sum() }
        try checkDerivatives([3, 3], cells)
        let whole = kscan(kernelSize: [-1, -1], padding: .same) { u in sin(u).mean() }
        try checkDerivatives([3, 4], whole)
        let inner = sscan(kernelSize: [3], offset: 1) { u in u[0] / (1 + u[2] * u[2]) }
        try checkDerivatives([6], inner)
    }

    @Test func noDerivativeComesFromCellsThatAreNotThere() throws {
        // Quotients of a wave's missing cells are 0/0.
        let f = kscan(kernelSize: [3, 3], padding: .same, relative: true) { u in
            u[-1, 0] / u[0, 0] + u[0, -1] / u[0, 0]
        }
        let x = 1 + Key(4).uniform([4, 3], dtype: .float64)
        let slope = grad { (x: Tensor) in f(x).sum() }(x)
        #expect(Bool(isFinite(slope).all()))
    }

    @Test func equalLargestShareTheDerivative() throws {
        let pool = kmap(kernelSize: [3]) { x in x.max() }
        let slope = grad { (x: Tensor) in pool(x).sum() }(Tensor([2.0, 2.0, 2.0]))
        #expect(try slope.scalars(as: Float.self).allSatisfy { abs($0 - 1 / 3) < 1e-6 })
    }

    @Test func batches() throws {
        let x = Key(5).normal([2, 3, 5, 6])
        let blur = kmap(kernelSize: [3, 3], padding: .same) { x in x.mean() }
        let sweep = kscan(kernelSize: [3, 3], padding: .same, relative: true) { u in
            u[0, -1] + 0.5 * u[-1, 0]
        }
        for f in [blur, sweep] {
            let all = vmap(vmap(f))(x)
            for (i, j) in [(0, 0), (1, 2)] {
                #expect(Float(abs(all[i, j] - f(x[i, j])).max()) < 1e-5)
            }
        }
        // Over the weights, as a layer with several filters does.
        let conv = kmap(kernelSize: [3, 3]) { x, w in (x * w).sum() }
        let weights = Key(6).normal([4, 3, 3])
        let filtered = vmap(conv, in: nil, 0)(x[0, 0], weights)
        #expect(filtered.shape == [4, 3, 4])
        #expect(Float(abs(filtered[2] - conv(x[0, 0], weights[2])).max()) < 1e-5)
    }

    @Test func timeSteps() throws {
        let heat = smap(kernelSize: [3], offset: 1, relative: true) { u in
            u[0] + 0.1 * (u[-1] - 2 * u[0] + u[1])
        }
        let start = Key(7).normal([20], dtype: .float64)
        let (last, _) = scan(initial: start, count: 5) { u in (heat(u), u[0]) }
        var u = start
        for _ in 0..<5 { u = heat(u) }
        #expect(Double(abs(last - u).max()) < 1e-12)
        let step = jit { (u: inout Tensor) in u = heat(u) }
        var state = start
        for _ in 0..<5 { step(&state) }
        #expect(Double(abs(state - u).max()) < 1e-12)
        #expect(state.dtype == .float64)
    }

    @Test func derivativesByWeights() throws {
        let conv = kmap(kernelSize: [2, 3], strides: [1, 2], padding: [(0, 1), (1, 1)]) { x, w in
            (x * w).sum()
        }
        let images = Key(8).normal([3, 4, 7], dtype: .float64)
        try checkDerivatives([2, 3]) { w in vmap(conv, in: 0, nil)(images, w) }
        try checkDerivatives([5, 2, 3]) { w in vmap(conv, in: nil, 0)(images[0], w) }
        let w = Key(9).normal([2, 3], dtype: .float64)
        try checkDerivatives([3, 4, 7]) { images in vmap(conv, in: 0, nil)(images, w) }
        let product = kmap(kernelSize: [2, 2]) { x, w in x.flattened().matmul(w).sum() }
        try checkDerivatives([4, 3]) { w in product(images[0], w) }
        // Second derivatives go through the derivatives' own derivatives.
        try checkDerivatives([2, 3]) { w in
            grad { (w: Tensor) in sin(conv(images[1], w)).sum() }(w)
        }
        try checkDerivatives([4, 7]) { x in grad { (x: Tensor) in sin(conv(x, w)).sum() }(x) }
    }

    @Test func compiledOnce() throws {
        let f = jit(kmap(kernelSize: [2]) { x in x.sum() })
        _ = f(Tensor([1.0, 2, 3]))
        _ = f(Tensor([4.0, 5, 6]))
        #expect(f.traceCount == 1)
    }
}
