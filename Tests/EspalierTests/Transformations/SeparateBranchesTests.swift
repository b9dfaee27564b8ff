import EspalierTestSupport
import Testing

@testable import Espalier

/// Gradients of branches that each example takes by itself: what the others would be makes no difference.
@Suite struct SeparateBranchesTests {
    private let x = Tensor([4, 0] as [Float])

    @Test func cond() throws {
        let f = { (x: Tensor) -> Tensor in
            Espalier.cond(x .> 0, x, then: { sqrt($0) }, else: { $0 * 3 })
        }
        let slope = grad { (x: Tensor) in vmap(f)(x).sum() }
        #expect(try slope(x).scalars() == [0.25, 3] as [Float])
        #expect(try jit(slope)(x).scalars() == [0.25, 3] as [Float])
        #expect(try vmap(grad(f))(x).scalars() == [0.25, 3] as [Float])
    }

    @Test func whatIsClosedOver() throws {
        let weight = Tensor(0 as Float)
        let slope = grad { (w: Tensor) in
            vmap { (x: Tensor) in Espalier.cond(x .> 0, then: { w * x }, else: { log(w) * 0 + x })
            }(
                Tensor([2, 3] as [Float])
            ).sum()
        }
        #expect(try slope(weight).scalars() == [5] as [Float])
    }

    @Test func switchCase() throws {
        let f = { (i: Tensor, x: Tensor) -> Tensor in
            Espalier.switchCase(i, [{ 1 / $0 }, { $0 * 2 }, { log($0) }], x)
        }
        let indices = Tensor([0, 1] as [Int32])
        let slope = grad { (x: Tensor) in vmap(f)(indices, x).sum() }
        #expect(try slope(x).scalars() == [-1.0 / 16, 2] as [Float])
    }
}
