import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct ControlFlowTests {
    private let xs = Tensor([1.0, 2.0, 3.0])

    // MARK: Branches

    @Test func branches() throws {
        let f = { (x: Tensor) in cond(x .> 0, then: { x * x }, else: { -x }) }
        #expect(try elements(f(3.0)) == [9])
        #expect(try elements(f(-3.0)) == [3])
        #expect(try elements(jit(grad(f))(3.0)) == [6])
        #expect(try elements(vmap(grad(f))(Tensor([3.0, -2.0]))) == [6, -1])
        let g = { (i: Tensor, x: Tensor) in switchCase(i, [sin, cos, { 2 * $0 }], x) }
        #expect(isClose(vmap(g)(Tensor([0, 1, 2]), xs), stack([sin(1.0), cos(2.0), 6.0])))
        // Out of range takes the nearest.
        #expect(try elements(g(9, 3.0)) == [6])
        #expect(isClose(g(-9, 3.0), sin(3.0)))
    }

    @Test func branchesOnTreesWithTracedCaptures() throws {
        let f = { (x: Tensor, w: Tensor) -> Tensor in
            let result = cond(
                x .> 1, ["a": x, "b": w],
                then: { ["a": $0["a"]! * w, "b": $0["b"]!] }, else: { ["a": $0["b"]!, "b": x] })
            return result["a"]! + 10 * result["b"]!
        }
        // 2·3 + 10·3, and 3 + 10·0.5.
        #expect(try elements(f(2.0, 3.0)) == [36])
        #expect(try elements(f(0.5, 3.0)) == [8])
        #expect(try elements(jit(grad(f))(2.0, 3.0)) == [3])
        #expect(try elements(grad(f, argument: 1)(2.0, 3.0)) == [12])
        #expect(try elements(grad(f)(0.5, 3.0)) == [10])
        // The derivative is with respect to a value that is traced further out, seen by both branches.
        let outer = { (w: Tensor) in grad { (x: Tensor) in f(x, w) }(2.0) }
        #expect(try elements(grad(outer)(3.0)) == [1])
    }

    // MARK: Scan

    @Test func scanBothWays() throws {
        func total(_ xs: Tensor) -> Tensor {
            let (last, all) = scan(initial: Tensor(1.0 as Float), over: xs) { carry, x in
                (carry * x, carry + x)
            }
            return last + all.sum()
        }
        #expect(try elements(total(xs)) == [16])
        #expect(try elements(jit(total)(xs)) == [16])
        // Last is abc; the results are 1 + a, a + b, ab + c.
        #expect(try elements(grad(total)(xs)) == [10, 5, 3])
        #expect(jit(grad(total))(xs) == grad(total)(xs))
        let rows = Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
        #expect(vmap(grad(total))(rows)[0] == grad(total)(xs))
        #expect(jvp(total, xs, tangent: Tensor([1.0, 0.0, 0.0])).1 == grad(total)(xs)[0])
        let curvature: Tensor = [[0.0, 4.0, 2.0], [4.0, 0.0, 1.0], [2.0, 1.0, 0.0]]
        #expect(hessian(total)(xs) == curvature)
    }

    @Test func scanBackwardsAndUnrolled() throws {
        func running(_ xs: Tensor, reverse: Bool, unroll: Int) -> Tensor {
            scan(initial: Tensor(0.0 as Float), over: xs, reverse: reverse, unroll: unroll) {
                c, x in
                (c + x, c + x)
            }.1
        }
        let numbers = Tensor([1.0, 2.0, 3.0, 4.0, 5.0])
        for unroll in [1, 2, 5, 8] {
            #expect(
                try elements(running(numbers, reverse: false, unroll: unroll)) == [1, 3, 6, 10, 15])
            #expect(
                try elements(running(numbers, reverse: true, unroll: unroll)) == [15, 14, 12, 9, 5])
            let slope = grad { (x: Tensor) in
                (running(x, reverse: true, unroll: unroll) * numbers).sum()
            }
            #expect(try elements(slope(numbers)) == [1, 3, 6, 10, 15])
        }
    }

    @Test func scanOfNoStepsAndOfOne() throws {
        func last(_ start: Tensor, _ xs: Tensor) -> (Tensor, Tensor) {
            scan(initial: start, over: xs) { c, x in (c * x, c + x) }
        }
        let (start, none) = last(2.0, Tensor.zeros([0]))
        #expect(try elements(start) == [2])
        #expect(none.shape == [0])
        #expect(try elements(grad { (c: Tensor) in last(c, .zeros([0])).0 }(2.0)) == [1])
        let (one, results) = last(2.0, Tensor([3.0]))
        #expect(try elements(one) + elements(results) == [6, 5])
        #expect(try elements(grad { (c: Tensor) in last(c, Tensor([3.0])).0 }(2.0)) == [3])
    }

    @Test func scanOverTreesWithoutResults() throws {
        let (state, nothing) = scan(
            initial: ["sum": Tensor(0.0 as Float), "count": Tensor(0)],
            over: [xs, 10 * xs]
        ) { state, x in
            (["sum": state["sum"]! + x[0] * x[1], "count": state["count"]! + 1], EmptyTree())
        }
        #expect(nothing == EmptyTree())
        #expect(try elements(state["sum"]!) == [140])
        #expect(try elements(state["count"]!) == [3])
        let (powers, all) = scan(initial: 1, count: 4) { c in (c * 2, c) }
        #expect(try elements(powers) + elements(all) == [16, 1, 2, 4, 8])
    }

    @Test func nestedScansWithCaptures() throws {
        func f(_ w: Tensor) -> Tensor {
            scan(initial: w, over: xs) { outer, x in
                let inner = scan(initial: outer, count: 2) { c in (sin(c) * w + x, EmptyTree()) }.0
                return (inner, inner)
            }.1.sum()
        }
        let step = 1e-2
        let w: Tensor = 0.4
        let quotient = (f(w + step) - f(w - step)) / (2 * step)
        #expect(isClose(grad(f)(w), quotient, tolerance: 1e-3))
        #expect(isClose(jit(grad(f))(w), grad(f)(w)))
        #expect(isClose(jvp(f, w, tangent: 1.0).1, grad(f)(w)))
        #expect(isClose(vmap(grad(f))(stack([w, w])), stack([grad(f)(w), grad(f)(w)])))
        #expect(isClose(grad(checkpoint(f))(w), grad(f)(w)))
    }

    // MARK: Loops

    @Test func whileLoops() throws {
        let f = { (x: Tensor) in whileLoop(initial: x, while: { $0 .< 100 }) { $0 * $0 } }
        #expect(try elements(f(2.0)) == [256])
        #expect(try elements(vmap(f)(Tensor([2.0, 3.0]))) == [256, 6561])
        #expect(try elements(jvp(f, 2.0, tangent: 1.0).1) == [1024])
        #expect(try elements(jit(jacfwd(f))(2.0)) == [1024])
        let message = try #require(mistake { grad(f)(2.0) })
        #expect(message.contains("whileLoop") && message.contains("reverse mode"))
        #expect(message.contains("scan or foriLoop"))
        // A loop that the differentiated argument takes no part in is no obstacle.
        let bystander = { (x: Tensor) in x * stopGradient(f(2.0)) }
        #expect(try elements(grad(bystander)(1.0)) == [256])
    }

    @Test func loopsOverIndices() throws {
        let power = { (x: Tensor) in foriLoop(0..<3, initial: x) { _, c in c * x } }
        #expect(try elements(power(2.0)) == [16])
        #expect(try elements(grad(power)(2.0)) == [32])
        #expect(try elements(grad(checkpoint(power))(2.0)) == [32])
        let sum = { (n: Tensor) in foriLoop(from: 1, to: n, initial: 0) { i, c in c + i } }
        #expect(try elements(sum(5)) == [10])
        #expect(try elements(jit(sum)(5)) == [10])
        #expect(try elements(vmap(sum)(Tensor([1, 3, 5]))) == [0, 3, 10])
    }

    @Test func indicesBeyondTheCountersDType() throws {
        let far = foriLoop((1 << 40)..<(1 << 40) + 3, initial: Tensor(0 as Int)) { i, sum in sum + i
        }
        #expect(try far.scalars() == [3 * (1 << 40) + 3])
        let mixed = foriLoop(
            from: Tensor(0 as Int8), to: Tensor(300 as Int32), initial: Tensor(0 as Int32)
        ) { _, count in count + 1 }
        #expect(try mixed.scalars() == [300] as [Int32])
    }

    @Test func rangesThatAreTooLongAreMistakes() {
        #expect(throws: TensorError.self) {
            try withErrors { foriLoop(Int.min..<0, initial: Tensor(0)) { _, sum in sum } }
        }
    }

    @Test func labelsBeyondTheirDType() throws {
        let one = try oneHot(Tensor([1] as [UInt8]), 300).scalars(as: Float.self)
        #expect(one.indices.filter { one[$0] != 0 } == [1])
        let none = try oneHot(Tensor([-100] as [Int8]), 200).scalars(as: Float.self)
        #expect(none.allSatisfy { $0 == 0 })
    }
}
