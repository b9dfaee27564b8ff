import EspalierTestSupport
import Testing

@testable import Espalier

/// Functions of vectors over arrays; what they give is in the fixtures of shaping.
@Suite struct VectorizingTests {
    @Test func batches() throws {
        let product = vectorize("(n),(n,m)->(m)") { (x: Tensor, a: Tensor) in x.matmul(a) }
        let (x, a) = (spread([4, 1, 3]), spread([5, 3, 2], turn: 1))
        let expected = x.expanded(at: -2).matmul(a).squeezed(axis: -2)
        #expect(isClose(product(x, a), expected))
        #expect(isClose(jit { (x: Tensor, a: Tensor) in product(x, a) }(x, a), expected))
        #expect(isClose(vmap { (x: Tensor) in product(x, a) }(x), expected))
        let slope = grad { (x: Tensor) in product(x, a).sum() }(x)
        #expect(isClose(slope, grad { (x: Tensor) in x.expanded(at: -2).matmul(a).sum() }(x)))
        #expect(product(Tensor.zeros([0, 3]), a[0]).shape == [0, 2])
        let ends = vectorize("(n)->(),(n)") { [$0[0].sum(), $0[0] * 2] }([Tensor.ones([2, 3])])
        #expect(ends.map(\.shape) == [[2], [2, 3]])
        // What doesn't depend on an argument is the same everywhere.
        #expect(vectorize(" ( ) -> ( ) ") { (_: Tensor) in Tensor(1.0) }(x).shape == [4, 1, 3])
    }

    @Test func mistakes() {
        let dot = vectorize("(n),(n)->()") { (x: Tensor, y: Tensor) in x.dot(y) }
        let ones = Tensor.ones([3])
        #expect(mistake { dot(ones, Tensor.ones([2])) }?.contains("axis n has the size 3") == true)
        #expect(mistake { dot(ones, Tensor(1.0)) }?.contains("at least the axes (n)") == true)
        #expect(
            mistake { dot(Tensor.ones([2, 3]), Tensor.ones([3, 3])) }?.contains("[3]") == true)
        for signature in ["(n)", "n->n", "(n)->(n", "(n,)->()", "->()", "(n)->()->()"] {
            let bad = mistake { vectorize(signature) { (x: Tensor) in x }(ones) }
            #expect(bad?.contains("the signature must be like") == true, "\(signature)")
        }
        let wrong = vectorize("(n)->()") { (x: Tensor) in x }
        #expect(mistake { wrong(ones) }?.contains("result 0 has the axes ()") == true)
        let few = vectorize("(),()->()") { (all: [Tensor]) in all }
        #expect(mistake { few([ones])[0] }?.contains("takes 2 arguments") == true)
        #expect(mistake { applyAlongAxis(ones, axis: 1) { $0 } }?.contains("axis") == true)
        #expect(
            mistake { applyOverAxes(ones, axes: [0]) { x, _ in x.reshaped([1, 1, 3]) } }?
                .contains("take it away") == true)
    }
}
