import Espalier
import EspalierStencils
import Testing

/// What a stencil's function may do with its window, and how it is carried out.
@Suite struct WindowOperationTests {
    /// The result, beside that of the function called on each window cut out by itself.
    private func check(
        _ gathered: [String] = [], kernel: [Int] = [3, 3], tolerance: Double = 1e-10,
        _ function: @escaping (Tensor) -> Tensor, at location: SourceLocation = #_sourceLocation
    ) {
        let x = Key(7).normal([5, 6], dtype: .float64)
        let stencil = kmap(kernelSize: kernel, function)
        var y = x
        let plans = stencilPlans { y = stencil(x) }
        #expect(plans.first?.gatheredOperations == gathered, sourceLocation: location)
        for (i, j) in [(0, 0), (1, 2), (2, 3)] {
            let window = x[i..<(i + kernel[0]), j..<(j + kernel[1])]
            let expected = function(window)
            #expect(y[i, j].shape == expected.shape, sourceLocation: location)
            let distance = Double(
                abs(y[i, j].asType(.float64) - expected.asType(.float64)).max())
            #expect(distance < tolerance, sourceLocation: location)
        }
    }

    @Test func elementwise() {
        check { x in tanh(x[0, 0]) * exp(-x[1, 1]) + sqrt(abs(x[2, 0])) / 3 }
        check { x in (x * x - 2 * x).sum() }
        check { x in x ** 3 }
    }

    @Test func slicesAndShapes() {
        check { x in x[1] }
        check { x in x[0..., 1].sum() + x[.slice(nil, nil, -1)][0, 2] }
        check { x in x.transposed().reshaped([9])[2..<7] }
        check { x in concatenate([x[0], x[2]], axis: 0) }
        check { x in pad(x, [(1, 0), (0, 1)]) }
        check { x in x.flipped(axis: 0) - x }
        check { x in stack([x.sum(), x[0, 0]]) }
    }

    @Test func reductions() {
        check { x in x.sum(axis: 0) }
        check { x in x.max(axis: 1, keepDims: true) + x }
        check { x in x.variance() }
        check { x in x.prod() + x.min() }
        check { x in (x .> 0).any(axis: 0) & (x .< 1).all(axis: 0) }
        check { x in x.logSumExp() }
        check { x in softmax(x.flattened(), axis: 0) }
    }

    @Test func dotProducts() {
        let w = Key(1).normal([3, 3], dtype: .float64)
        let v = Key(2).normal([3], dtype: .float64)
        check { x in x.matmul(v) }
        check { x in einsum("ij,ij->", x, w) }
        check { x in x.matmul(x.transposed()).sum() }
    }

    @Test func selection() {
        check { x in which(x .> x[1, 1], x, 0).sum() }
        check { x in which(x[0, 0] .>= 0, x[0, 1], x[1, 0]) }
        check { x in clip(x, -0.5, 0.5).mean() }
    }

    @Test func whatHasNoRuleIsGathered() {
        check(["sort"]) { x in sort(x.flattened())[4] }
        check(["argmax"]) { x in x.argmax() }
        check(["cumsum"]) { x in cumsum(x.flattened())[8] + x.sum() }
        check(["scan"]) { x in scan(initial: x[0], over: x) { c, r in (c * 0.5 + r, c.sum()) }.1 }
    }

    @Test func functionsInsideFunctions() {
        check { x in vmap({ (row: Tensor) in row.sum() })(x) }
        check { x in grad({ (x: Tensor) in (x * x).sum() })(x) }
        let f = jit { (x: Tensor) in (x * 2).sum() }
        check { x in f(x) }
    }

    @Test func largeBoxesAreReducedAxisByAxis() throws {
        let x = Key(0).normal([120, 110], dtype: .float64)
        for (kernel, name) in [
            ([5, 5], "sum"), ([16, 25], "sum"), ([41, 37], "product"), ([65, 64], "sum"),
            ([41, 37], "max"), ([4, 6], "min"), ([16, 31], "min"),
        ] {
            let stencil = kmap(kernelSize: kernel) { x in
                switch name {
                case "sum": (x * x).sum()
                case "product": (1 + 0.01 * x).prod()
                case "max": x.max()
                default: x.min()
                }
            }
            var y = x
            let plans = stencilPlans { y = stencil(x) }
            #expect(plans.map(\.isSeparated) == [true])
            for (i, j) in [(0, 0), (3, 5), (19, 13)] {
                let window = x[i..<(i + kernel[0]), j..<(j + kernel[1])]
                let expected =
                    switch name {
                    case "sum": (window * window).sum()
                    case "product": (1 + 0.01 * window).prod()
                    case "max": window.max()
                    default: window.min()
                    }
                #expect(Double(abs(y[i, j] - expected)) < 1e-9)
            }
        }
    }

    @Test func weightedSumsOverLargeWindowsAreLoops() throws {
        let x = Key(0).normal([60, 50], dtype: .float64)
        let w = Key(1).normal([47, 45], dtype: .float64)
        let stencil = kmap(kernelSize: [47, 45], strides: [2, 1]) { x, w in (w * x).sum() }
        var y = x
        let plans = stencilPlans { y = stencil(x, w) }
        #expect(plans.map(\.gatheredOperations) == [[]])
        for (i, j) in [(0, 0), (3, 5)] {
            let expected = (x[(2 * i)..<(2 * i + 47), j..<(j + 45)] * w).sum()
            #expect(Double(abs(y[i, j] - expected)) < 1e-9)
        }
        // Anything else than the whole sum gathers.
        let rows = kmap(kernelSize: [47, 45]) { x, w in (x * w).sum(axis: 0) }
        let gathered = rows(x, w)[1, 2]
        #expect(Double(abs(gathered - (x[1..<48, 2..<47] * w).sum(axis: 0)).max()) < 1e-9)
        let slope = grad { (x: Tensor) in stencil(x, w).sum() }(x)
        #expect(Double(abs(slope.sum() - w.sum() * Double(y.count))) < 1e-8)
    }

    @Test func rolledWindows() throws {
        func rolled(_ n: Int) throws -> [Int32] {
            let f = kmap(kernelSize: [n], relative: true) { x in x }
            return try f(Tensor.arange(1, n + 1))[0].scalars()
        }
        #expect(try rolled(5) == [3, 4, 5, 1, 2])
        #expect(try rolled(4) == [2, 3, 4, 1])
        #expect(try rolled(2) == [1, 2])
        let square = kmap(kernelSize: [3, 3], relative: true) { x in x }
        #expect(
            square(Tensor.arange(1, 10).reshaped([3, 3]))[0, 0]
                == Tensor([[5, 6, 4], [8, 9, 7], [2, 3, 1]]))
    }
}
