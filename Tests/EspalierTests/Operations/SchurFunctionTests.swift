import EspalierTestSupport
import TestSupport
import Testing

@testable import Espalier

/// Functions of general matrices, which need LAPACK: equations that they solve, derivatives, and mistakes.
@Suite struct SchurFunctionTests {
    private let a = spread([2, 4, 4]) + 3 * Tensor.eye(4, dtype: .float64)
    private let b = spread([3, 3], turn: 2) + 2 * Tensor.eye(3, dtype: .float64)

    @Test(.needs(.lapack, LAPACK.isInstalled))
    func equations() {
        for output in [SchurOutput.real, .complex] {
            let (t, z) = schur(a, output: output)
            let adjointZ = conjugate(z).swappingAxes(-1, -2)
            #expect(isClose(z.matmul(t).matmul(adjointZ), a.asType(t.dtype), tolerance: 1e-12))
            #expect(isClose(tril(t, offset: -2), Tensor.zeros(like: t), tolerance: 1e-12))
        }
        let (t, z) = schur(a)
        let (tc, zc) = complexSchur(t, z)
        let adjointZ = conjugate(zc).swappingAxes(-1, -2)
        #expect(isClose(zc.matmul(tc).matmul(adjointZ), a.asType(tc.dtype), tolerance: 1e-12))
        #expect(isClose(tril(tc, offset: -1), Tensor.zeros(like: tc), tolerance: 1e-12))
        let root = jit { (a: Tensor) in sqrtm(a) }(a)
        #expect(isClose(root.matmul(root), a.asType(root.dtype), tolerance: 1e-12))
        #expect(isClose(vmap { sqrtm($0) }(a), root))
        let c = spread([2, 4, 3], turn: 3)
        let x = solveSylvester(a, b, c)
        #expect(isClose(a.matmul(x) + x.matmul(b), c, tolerance: 1e-12))
        #expect(isClose(funm(a) { exp($0) }, expm(a).asType(.complex128), tolerance: 1e-9))
    }

    @Test(.needs(.lapack, LAPACK.isInstalled))
    func derivatives() {
        let (v, c) = (spread([2, 4, 4], turn: 4), spread([2, 4, 3], turn: 3))
        let functions: [@Sendable (Tensor) -> Tensor] = [
            { real(sqrtm($0)) }, { [b] in solveSylvester($0, b, c) },
            { [a, b] in solveSylvester(a, b, $0[.ellipsis, 0..<3]) },
        ]
        for f in functions {
            let numbers = jit { (a: Tensor, v: Tensor) in
                let (value, tangent) = jvp(f, a, tangent: v)
                let weights = spread(value.shape, turn: 5)
                let slope = grad { (a: Tensor) in (f(a) * weights).sum() }(a)
                return [
                    tangent, (f(a + 1e-6 * v) - f(a - 1e-6 * v)) / 2e-6, (slope * v).sum(),
                    (tangent * weights).sum(),
                ]
            }(a, v)
            #expect(isClose(numbers[0], numbers[1], tolerance: 1e-7))
            #expect(isClose(numbers[2], numbers[3], tolerance: 1e-9))
        }
        // Forwards again: the root's second derivative along a direction, by the equation X X = A.
        let along = jit { (a: Tensor, v: Tensor) in
            let first = { (a: Tensor) in jvp({ sqrtm($0) }, a, tangent: v) }
            let (x, second) = jvp({ first($0).1 }, a, tangent: v)
            return [first(a).0, x, second]
        }(a, v)
        let (x, first, second) = (along[0], along[1], along[2])
        let residual = x.matmul(second) + second.matmul(x) + 2 * first.matmul(first)
        #expect(isClose(residual, Tensor.zeros(like: residual), tolerance: 1e-10))
    }

    @Test(.needs(.lapack, LAPACK.isInstalled))
    func rootsOfPolynomials() {
        let found = sort(real(roots(Tensor([0.0, 0, 1, -6, 11, -6]))))
        #expect(isClose(found, Tensor([1.0, 2, 3]), tolerance: 1e-4))
        #expect(roots(Tensor([0.0, 0])).shape == [0] && roots(Tensor([3.0])).shape == [0])
        #expect(roots(Tensor([2, 0, 0])).shape == [2])
        let traced = mistake { jit { (p: Tensor) in roots(p) }(Tensor([1, 2.0])) }
        #expect(traced?.contains("stripZeros: false") == true)
        let slope = grad { (p: Tensor) in real(roots(p, stripZeros: false)).sum() }(
            Tensor([1.0, -3, 2]).asType(.float64))
        // The sum of the roots is −p₁/p₀.
        #expect(isClose(slope, Tensor([-3.0, -1, 0]).asType(.float64), tolerance: 1e-9))
    }

    @Test(.needs(.lapack, LAPACK.isInstalled))
    func mistakes() {
        let (rectangle, square) = (Tensor.ones([2, 3]), Tensor.eye(2))
        #expect(mistake { schur(rectangle).t }?.contains("square") == true)
        #expect(mistake { sqrtm(Tensor.ones([3])) }?.contains("needs a matrix") == true)
        #expect(mistake { funm(square) { $0.sum() } }?.contains("elementwise") == true)
        #expect(mistake { solveSylvester(square, square, rectangle) }?.contains("2 × 2") == true)
        #expect(mistake { complexSchur(square, Tensor.eye(3)).t }?.contains("one size") == true)
        #expect(mistake { roots(square) }?.contains("vector of coefficients") == true)
        #expect(
            mistake { grad { (a: Tensor) in schur(a).t.sum() }(square) }?.contains("no derivative")
                == true)
        #expect(
            mistake { schur(square.asType(.float16)).t }?.contains("float16") == true)
    }
}
