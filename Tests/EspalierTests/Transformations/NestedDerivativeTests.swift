import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct NestedDerivativeTests {
    private let x = Tensor([1.0, 2.0, 3.0])
    private func cube(_ x: Tensor) -> Tensor { (x ** 3).sum() }

    @Test func gradientsOfCompiledAndCompiledGradients() throws {
        #expect(try elements(grad(cube)(x)) == [3, 12, 27])
        #expect(try elements(jit(grad(cube))(x)) == [3, 12, 27])
        #expect(try elements(grad(jit(cube))(x)) == [3, 12, 27])
        #expect(try elements(grad(jit(grad { (x: Tensor) in sin(x) }))(0.5))[0].isFinite)
    }

    @Test func derivativesOfDerivatives() throws {
        let second = grad { (x: Tensor) in grad(cube)(x).sum() }
        #expect(try elements(second(x)) == [6, 12, 18])
        let fourth = grad(grad(grad(grad { (x: Tensor) in x ** 5 })))
        #expect(try elements(fourth(2.0)) == [240])
        #expect(try elements(jit(fourth)(2.0)) == [240])
    }

    /// The inner derivative with respect to y is 1 whatever x is, so the outer function is x.
    @Test func perturbationsAreNotConfused() throws {
        let reverse = grad { (x: Tensor) in x * grad { (y: Tensor) in x + y }(x) }
        #expect(try elements(reverse(3.0)) == [1])
        func forward(_ f: @escaping (Tensor) -> Tensor) -> (Tensor) -> Tensor {
            { x in jvp(f, x, tangent: 1.0).1 }
        }
        #expect(try elements(forward { x in x * forward { y in x + y }(x) }(3.0)) == [1])
        #expect(try elements(forward { x in x * grad { (y: Tensor) in x + y }(x) }(3.0)) == [1])
        #expect(try elements(grad { (x: Tensor) in x * forward { y in x + y }(x) }(3.0)) == [1])
        // d/dx of x · d/dy (x y²) at y = x is d/dx of 2x³.
        #expect(
            try elements(jit(grad { (x: Tensor) in x * forward { y in x * y * y }(x) })(2.0)) == [
                24
            ])
    }

    @Test func gradOfVmapOfScanOfGrad() throws {
        // A few steps of gradient descent on (w - t)² from many starting points: each step keeps 0.8 of the
        // distance, so the derivative of the last point by the first is 0.8³.
        func descend(_ start: Tensor) -> Tensor {
            scan(initial: start, over: Tensor([1.0, 1.0, 1.0])) { w, target in
                let slope = grad { (w: Tensor) in (w - target) ** 2 }(w)
                return (w - 0.1 * slope, w)
            }.0
        }
        let total = { (starts: Tensor) in vmap(descend)(starts).sum() }
        let expected = Tensor([0.512, 0.512, 0.512])
        #expect(isClose(grad(total)(x), expected))
        #expect(isClose(jit(grad(total))(x), expected))
        #expect(isClose(vmap(grad(descend))(x), expected))
        #expect(isClose(jit(vmap(grad(jit(descend))))(x), expected))
        #expect(isClose(jvp(total, x, tangent: Tensor([1.0, 0.0, 0.0])).1, 0.512))
    }

    @Test func swiftControlFlowOnConcreteValues() throws {
        func collatz(_ x: Tensor) -> Tensor {
            var x = x
            while Float(x) < 10 { x = Float(x) > 4 ? x + 3 : x * x }
            return x
        }
        #expect(try elements(grad(collatz)(1.5)) == [13.5])
        let (y, pullback) = vjp(collatz, 2.0)
        #expect(try elements(y) == [16])
        #expect(try elements(pullback(1.0)) == [32])
        #expect(try elements(jvp(collatz, 2.0, tangent: 1.0).1) == [32])
        #expect(try elements(grad(grad(collatz))(3.0)) == [2])
    }

    @Test func stopGradientCutsOneWay() throws {
        #expect(try elements(grad { (x: Tensor) in x * stopGradient(x) }(3.0)) == [3])
        #expect(try elements(jit(grad { (x: Tensor) in x * stopGradient(x) })(3.0)) == [3])
        let throughScan = { (x: Tensor) in
            scan(initial: x, count: 2) { c in (c * stopGradient(c), EmptyTree()) }.0
        }
        // x → x·|x| → …; with the second factors held, the derivative is x · x².
        #expect(try elements(grad(throughScan)(2.0)) == [8])
        let pair = stopGradient([Tensor(1.0), Tensor([1, 2])])
        #expect(pair[1] == Tensor([1, 2]))
    }

    @Test func gradientOfSeveralArgumentsWithExtraResults() throws {
        let f = { (x: Tensor, y: Tensor) -> (Tensor, [String: Tensor]) in
            (x * y, ["sum": x + y])
        }
        let ((value, extra), slope) = valueAndGrad(f)(3.0, 4.0)
        #expect(try elements(value) == [12])
        #expect(try elements(extra["sum"]!) == [7])
        #expect(try elements(slope) == [4])
        let product = { (x: Tensor, y: Tensor) in x * y }
        #expect(try elements(grad(product, argument: 1)(3.0, 4.0)) == [3])
        #expect(try elements(grad(product, argument: -1)(3.0, 4.0)) == [3])
        let (gradient, aux) = jit(grad(f))(3.0, 4.0)
        #expect(try elements(gradient) == [4])
        #expect(try elements(aux["sum"]!) == [7])
    }

    @Test func linearizedFunctionsAreLinear() throws {
        let (y, derivative) = linearize({ (x: Tensor) in sin(x) * x }, 2.0)
        #expect(isClose(y, sin(2.0) * 2))
        #expect(isClose(derivative(3.0), 3 * derivative(1.0)))
        let (_, pullback) = vjp({ (x: Tensor) in sin(x) * x }, 2.0)
        #expect(isClose(derivative(1.0), pullback(1.0)))
        #expect(isClose(vmap(derivative)(Tensor([1.0, 2.0]))[1], derivative(2.0)))
    }
}
