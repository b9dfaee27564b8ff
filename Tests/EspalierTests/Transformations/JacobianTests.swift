import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct JacobianTests {
    @Test func matrixInputs() throws {
        let x = Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
        let f = { (x: Tensor) in x.transposed() * 2 }
        let forward = jacfwd(f)(x)
        #expect(forward.shape == [3, 2, 2, 3])
        #expect(forward == jacrev(f)(x))
        #expect(try elements(forward[2, 1, 1, 2]) == [2])
        #expect(try elements(forward.sum()) == [12])
        let curvature = hessian { (x: Tensor) in (x ** 2).sum() }(x)
        #expect(curvature.shape == [2, 3, 2, 3])
        #expect(curvature.reshaped([6, 6]) == 2 * Tensor.eye(6))
        #expect(jit(hessian { (x: Tensor) in (x ** 2).sum() })(x) == curvature)
    }

    @Test func scalarsAndSeveralArguments() throws {
        #expect(jacfwd { (x: Tensor) in stack([x, x * x]) }(3.0) == Tensor([1.0, 6.0]))
        let f = { (x: Tensor, y: Tensor) in x * y.sum() }
        let (x, y) = (Tensor([1.0, 2.0]), Tensor([3.0, 4.0, 5.0]))
        #expect(jacrev(f, argument: 1)(x, y).shape == [2, 3])
        #expect(jacfwd(f)(x, y) == 12 * Tensor.eye(2))
        #expect(vmap(jacrev(sin))(Tensor([[0.0, 0.0], [0.0, 0.0]])).shape == [2, 2, 2])
    }

    /// JAX's convention: the gradient of a real function of z = x + iy is ∂f/∂x - i ∂f/∂y.
    @Test func complexGradients() throws {
        let z = complex(Tensor([3.0]), Tensor([4.0]))[0]
        let gradient = grad { (z: Tensor) in real(z * conjugate(z)) }(z)
        #expect(gradient == complex(Tensor(6.0 as Float), Tensor(-8.0 as Float)))
        #expect(isClose(grad { (z: Tensor) in abs(z) }(z), gradient / 10))
        let (_, pullback) = vjp({ (z: Tensor) in z * z }, z)
        #expect(isClose(pullback(fill(1, z.type)), 2 * z))
        let (_, tangent) = jvp({ (z: Tensor) in conjugate(z) }, z, tangent: z)
        #expect(tangent == conjugate(z))
        let (_, forReal) = vjp({ (x: Tensor) in complex(x, 2 * x) }, Tensor(1.0 as Float))
        // The transpose of x ↦ (1 + 2i) x with respect to Re(a b) is the real part of (1 + 2i) g.
        #expect(try elements(forReal(z)) == [-5])
    }
}
