import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct CustomDerivativeTests {
    /// A square whose derivative says 10 in place of 2x, so that its use shows.
    private let forward = customJVP({ (x: Tensor) in x * x }) { x, t in (x * x, 10 * t) }

    /// A square whose pullback says 7x.
    private let reverse = customVJP(
        forward: { (x: Tensor) -> (Tensor, Tensor) in (x * x, x) },
        backward: { (x: Tensor, g: Tensor) in 7 * g * x })

    @Test(arguments: [false, true])
    func underEveryTransformation(usesPullback: Bool) throws {
        let f = usesPullback ? reverse : forward
        let slope = usesPullback ? { 7 * $0 } : { (_: Double) in 10.0 }
        let x = Tensor([2.0, 3.0])
        let slopes = [slope(2), slope(3)]
        #expect(try elements(f(3.0)) == [9])
        #expect(try elements(jit(f)(3.0)) == [9])
        #expect(try elements(grad(f)(3.0)) == [slope(3)])
        #expect(try elements(jit(grad(f))(3.0)) == [slope(3)])
        #expect(try elements(grad(jit(f))(3.0)) == [slope(3)])
        #expect(try elements(vmap(grad(f))(x)) == slopes)
        #expect(try elements(jit(vmap(grad(f)))(x)) == slopes)
        #expect(try elements(grad { (x: Tensor) in vmap(f)(x).sum() }(x)) == slopes)
        #expect(try elements(grad { (x: Tensor) in jit(vmap(f))(x).sum() }(x)) == slopes)
        #expect(try elements(grad(checkpoint(f))(3.0)) == [slope(3)])
        let scanned = { (xs: Tensor) in
            scan(initial: Tensor(0.0 as Float), over: xs) { c, x in (c + f(x), f(x)) }.0
        }
        #expect(try elements(scanned(x)) == [13])
        #expect(try elements(grad(scanned)(x)) == slopes)
        #expect(try elements(jit(grad(scanned))(x)) == slopes)
        #expect(
            try elements(grad { (x: Tensor) in cond(x .> 0, then: { f(x) }, else: { x }) }(3.0))
                == [slope(3)])
    }

    @Test func forwardModeNeedsARule() throws {
        #expect(try elements(jvp(forward, 3.0, tangent: 2.0).1) == [20])
        #expect(try elements(jacfwd(jit(forward))(3.0)) == [10])
        let message = try #require(mistake { jvp(reverse, 3.0, tangent: 1.0).1 + 1 })
        #expect(message.contains("customVJP") && message.contains("customJVP"))
    }

    /// A function with a derivative of its own that another one's rule applies to a tangent.
    @Test func rulesThatUseRules() throws {
        let linear = customJVP({ (x: Tensor) in 2 * x }) { x, t in (2 * x, 2 * t) }
        let pulled = customVJP(
            forward: { (x: Tensor) -> (Tensor, Tensor) in (5 * x, x) },
            backward: { (_: Tensor, g: Tensor) in 5 * g })
        let (compiled, mapped) = (jit(linear), vmap(linear))
        let functions: [(Tensor) -> Tensor] = [linear, { compiled($0) }, pulled, { mapped($0) }]
        for f in functions {
            let outer = customJVP({ (x: Tensor) in x * x }) { x, t in (x * x, x * f(t)) }
            let x = Tensor([3.0])
            let slopes = try elements(f(x))
            let total = { (x: Tensor) in outer(x).sum() }
            #expect(try elements(grad(total)(x)) == slopes)
            #expect(try elements(jit(grad(total))(x)) == slopes)
            #expect(try elements(vmap(grad(total))(Tensor([[3.0]]))) == slopes)
            let scanned = { (xs: Tensor) in
                scan(initial: Tensor(0.0 as Float), over: xs) { c, x in
                    (c + outer(x.expanded(at: 0)).sum(), x)
                }.0
            }
            #expect(try elements(grad(scanned)(x)) == slopes)
        }
        let outer = customJVP({ (x: Tensor) in x * x }) { x, t in (x * x, x * linear(t)) }
        #expect(
            try elements(jvp({ x in jvp(outer, x, tangent: x).1 }, 3.0, tangent: 1.0).1) == [12])
        #expect(try elements(grad(grad(outer))(3.0)) == [2])
    }

    @Test func severalArgumentsSomeOfThemIntegers() throws {
        let scaled = customVJP(
            forward: { (x: Tensor, n: Tensor) -> (Tensor, [Tensor]) in (x * n, [x, n]) },
            backward: { (kept: [Tensor], g: Tensor) -> (Tensor, Tensor) in
                (100 * g * kept[1], kept[1])
            })
        let n = Tensor(3)
        #expect(try elements(grad(scaled)(2.0, n)) == [300])
        #expect(try elements(jit(grad(scaled))(2.0, n)) == [300])
        #expect(
            try elements(vmap(grad(scaled))(Tensor([1.0, 2.0]), Tensor([1, 2]))) == [100, 200])
        #expect(try elements(vmap(grad(scaled), in: nil, 0)(2.0, Tensor([1, 2]))) == [100, 200])
        let shared = { (x: Tensor) in vmap(scaled, in: nil, 0)(x, Tensor([1, 2])).sum() }
        #expect(try elements(grad(shared)(2.0)) == [300])
        let product = customJVP({ (x: Tensor, n: Tensor) in x * n }) { x, n, dx, _ in
            (x * n, 5 * dx)
        }
        #expect(try elements(grad(product)(2.0, n)) == [5])
        #expect(
            try elements(jit(vmap(grad(product)))(Tensor([1.0, 2.0]), Tensor([1, 2]))) == [5, 5])
    }

    @Test func treesAndCapturedValues() throws {
        // Clips the gradient; the bound is captured.
        let bound: Tensor = 0.5
        let clipped = customVJP(
            forward: { (x: [Tensor]) -> ([Tensor], EmptyTree) in (x, EmptyTree()) },
            backward: { (_: EmptyTree, g: [Tensor]) in g.map { clip($0, -bound, bound) } })
        let f = { (x: [Tensor]) -> Tensor in
            let y = clipped(x)
            return 3 * y[0] + 0.25 * y[1]
        }
        #expect(try grad(f)([1.0, 1.0]).flatMap(elements) == [0.5, 0.25])
        #expect(try jit(grad(f))([1.0, 1.0]).flatMap(elements) == [0.5, 0.25])
    }

    @Test func secondDerivativesGoThroughTheRule() throws {
        let f = customJVP({ (x: Tensor) in x ** 3 }) { x, t in (x ** 3, 3 * t * x ** 2) }
        #expect(try elements(grad(grad(f))(2.0)) == [12])
        #expect(try elements(jit(hessian(f))(2.0)) == [12])
        #expect(try elements(grad(grad(reverse))(2.0)) == [7])
    }

    @Test func closesOverValuesOfVmap() throws {
        let product = { (x: Tensor, y: Tensor) -> Tensor in
            customVJP(
                forward: { (y: Tensor) -> (Tensor, EmptyTree) in (x * y, EmptyTree()) },
                backward: { (_: EmptyTree, g: Tensor) -> Tensor in g * x })(y)
        }
        let pushed = { (x: Tensor, y: Tensor) -> Tensor in
            customJVP({ (y: Tensor) in x * y }, jvp: { (y: Tensor, t: Tensor) in (x * y, x * t) })(
                y)
        }
        let xs = Tensor([1, 2] as [Float])
        let three = Tensor(3 as Float)
        for f in [product, pushed] {
            #expect(try vmap { (x: Tensor) in f(x, three) }(xs).scalars() == [3, 6] as [Float])
            #expect(
                try vmap { (x: Tensor, y: Tensor) in f(x, y) }(xs, xs).scalars() == [1, 4]
                    as [Float])
            #expect(
                try jit(vmap { (x: Tensor) in f(x, three) })(xs).scalars() == [3, 6] as [Float])
            let ofVmap = grad { (y: Tensor) in vmap { (x: Tensor) in f(x, y) }(xs).sum() }
            #expect(try ofVmap(three).scalars() == [3] as [Float])
            let vmapOf = vmap { (x: Tensor) in grad { (y: Tensor) in f(x, y) }(three) }
            #expect(try vmapOf(xs).scalars() == [1, 2] as [Float])
            let nested = vmap { (z: Tensor) in vmap { (x: Tensor) in f(x * z, three) }(xs) }
            #expect(try nested(xs).scalars() == [3, 6, 6, 12] as [Float])
        }
    }
}
