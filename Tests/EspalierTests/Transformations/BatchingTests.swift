import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct BatchingTests {
    private let m = Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])

    @Test func axes() throws {
        let first = { (x: Tensor) in x[0] * 10 }
        #expect(try elements(vmap(first)(m)) == [10, 40])
        #expect(try elements(vmap(first, in: 1)(m)) == [10, 20, 30])
        #expect(try elements(vmap(first, in: -1)(m)) == [10, 20, 30])
        let same = { (x: Tensor) in x }
        #expect(vmap(same, out: 1)(m) == m.transposed())
        #expect(vmap(same, out: -1)(m) == m.transposed())
        #expect(vmap(same, in: 1, out: 1)(m) == m)
        #expect(vmap(same, in: 1)(m) == m.transposed())
    }

    @Test func sharedArgumentsAndResults() throws {
        let w = Tensor([1.0, 1.0, 2.0])
        let product = { (x: Tensor, w: Tensor) in (x * w).sum() }
        #expect(try elements(vmap(product, in: 0, nil)(m, w)) == [9, 21])
        #expect(try elements(vmap(product, in: nil, 1)(w, m.transposed())) == [9, 21])
        // A result that is the same for all.
        #expect(
            try elements(vmap({ (x: Tensor, w: Tensor) in w.sum() }, in: 0, nil)(m, w)) == [4, 4])
        #expect(
            try elements(vmap({ (x: Tensor, w: Tensor) in w.sum() }, in: 0, nil, out: nil)(m, w))
                == [4])
        #expect(try elements(vmap({ (w: Tensor) in w.sum() }, in: nil, axisSize: 2)(w)) == [4, 4])
    }

    @Test func treesAndNesting() throws {
        let table = vmap { (x: [String: Tensor]) in ["sum": x["a"]! + x["b"]!] }([
            "a": Tensor([1.0, 2.0]), "b": Tensor([10.0, 20.0]),
        ])
        #expect(table["sum"]! == Tensor([11.0, 22.0]))
        let outer = vmap(
            { (x: Tensor, y: Tensor) in vmap({ (y: Tensor) in x * y })(y) }, in: 0, nil)
        #expect(
            outer(Tensor([1.0, 2.0]), Tensor([3.0, 4.0])) == Tensor([[3.0, 4.0], [6.0, 8.0]]))
        #expect(vmap(vmap(jit(sin)))(m) == sin(m))
    }

    @Test func perExampleGradients() throws {
        let loss = { (w: Tensor, x: Tensor) in ((w * x).sum()) ** 2 }
        let w = Tensor([1.0, 0.0, 1.0])
        let each = vmap(grad(loss), in: nil, 0)(w, m)
        #expect(each[1] == grad(loss)(w, m[1]))
        #expect(jit(vmap(grad(loss), in: nil, 0))(w, m) == each)
        let whole = grad { (w: Tensor) in vmap(loss, in: nil, 0)(w, m).sum() }(w)
        #expect(whole == each.sum(axis: 0))
    }

    @Test func namedAxes() throws {
        let x = Tensor([1.0, 2.0, 3.0])
        func over(_ f: @escaping (Tensor) -> Tensor) throws -> [Double] {
            let results = [vmap(f, axisName: "b")(x), jit(vmap(f, axisName: "b"))(x)]
            #expect(results[0] == results[1])
            return try elements(results[0])
        }
        #expect(try over { $0 - pmean("b", $0) } == [-1, 0, 1])
        #expect(try over { psum("b", $0) } == [6, 6, 6])
        #expect(try over { pmax("b", $0) - pmin("b", $0) } == [2, 2, 2])
        #expect(try over { $0 * axisIndex("b") } == [0, 2, 6])
        #expect(try over { $0 * 0 + psum("b", 1.0) } == [3, 3, 3])
        #expect(try over { $0 * Tensor(Float(axisSize("b"))) } == [3, 6, 9])
        let f = { (x: Tensor) in vmap({ (x: Tensor) in x * psum("b", x) }, axisName: "b")(x).sum() }
        #expect(try elements(grad(f)(x)) == [12, 12, 12])
        #expect(try elements(jvp(f, x, tangent: Tensor([1.0, 0.0, 0.0])).1) == [12])
        let mean = { (x: Tensor) in vmap({ pmax("b", $0 as Tensor) }, axisName: "b")(x).sum() }
        #expect(try elements(grad(mean)(x)) == [0, 0, 3])
    }

    @Test func namedAxesInsideControlFlow() throws {
        let x = Tensor([1.0, 2.0, 3.0])
        let inScan = vmap(
            { (x: Tensor) in scan(initial: x, count: 2) { c in (psum("b", c), c) }.0 },
            axisName: "b")
        #expect(try elements(inScan(x)) == [18, 18, 18])
        #expect(try elements(jit(inScan)(x)) == [18, 18, 18])
        #expect(try elements(grad { (x: Tensor) in inScan(x).sum() }(x)) == [9, 9, 9])
        let inBranch = vmap(
            { (x: Tensor) in
                cond(psum("b", x) .> 3, then: { x - pmean("b", x) }, else: { x })
            }, axisName: "b")
        #expect(try elements(inBranch(x)) == [-1, 0, 1])
        let inJit = vmap({ (x: Tensor) in jit { (x: Tensor) in psum("b", x) }(x) }, axisName: "b")
        #expect(try elements(inJit(x)) == [6, 6, 6])
        #expect(try elements(jit(inJit)(x)) == [6, 6, 6])
        let inLoop = vmap(
            { (x: Tensor) in
                whileLoop(initial: x, while: { psum("b", $0) .< 10 }) { $0 + axisIndex("b") }
            }, axisName: "b")
        // Sums: 6, 9, 12.
        #expect(try elements(inLoop(x)) == [1, 4, 7])
        #expect(
            try elements(
                vmap({ (_: Tensor) in jit { axisIndex("b") }() }, axisName: "b")(x)) == [0, 1, 2])
    }

    @Test func nestedNames() throws {
        let f = vmap(
            { (row: Tensor) in
                vmap(
                    { (x: Tensor) in x / psum("row", x) + 100 * psum("column", x) }, axisName: "row"
                )(row)
            }, axisName: "column")
        let expected = m / m.sum(axis: 1, keepDims: true) + 100 * m.sum(axis: 0, keepDims: true)
        #expect(isClose(f(m), expected))
        #expect(isClose(jit(f)(m), expected))
        // The inner of two equal names is meant.
        let shadowed = vmap(
            { (row: Tensor) in vmap({ psum("b", $0 as Tensor) }, axisName: "b")(row) },
            axisName: "b")
        #expect(shadowed(m)[0, 0] == Tensor(6.0 as Float))
    }
}
