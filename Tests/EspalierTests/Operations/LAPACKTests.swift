import EspalierTestSupport
import TestSupport
import Testing

@testable import Espalier

/// Decompositions by LAPACK, beside the portable algorithms, in larger sizes than the fixtures'.
@Suite(.needs(.lapack, LAPACK.isInstalled))
struct LAPACKTests {
    private static let size = 40
    private let general = spread([2, size, size]) + 3 * Tensor.eye(size, dtype: .float64)
    private var definite: Tensor { general.matmul(general.swappingAxes(-1, -2)) }

    /// What doesn't depend on free signs.
    private static let functions: [String: @Sendable (Tensor, Tensor) -> [Tensor]] = [
        "cholesky": { _, definite in [cholesky(definite)] },
        "solveTriangular": { general, definite in
            [solveTriangular(definite, general, lower: true)]
        },
        "lu": { general, _ in
            let (factors, pivots) = luFactor(general)
            return [factors, pivots]
        },
        "qr": { general, _ in
            let (q, r) = qr(general)
            return [q, r]
        },
        "eigh": { _, definite in
            let (w, v) = eigh(definite)
            return [w, abs(v)]
        },
        "svd": { general, _ in
            let (u, s, vh) = svd(general)
            return [abs(u), s, abs(vh)]
        },
    ]

    @Test func agreesWithPortableAlgorithms() {
        for (name, call) in Self.functions {
            let direct = call(general, definite)
            let portable = withLinearAlgebra(.portable) { call(general, definite) }
            for (a, b) in zip(direct, portable) {
                #expect(isClose(a, b, tolerance: 1e-9), "\(name)")
            }
            // Matrices from both ends of a batch, and compiled.
            let mapped = jit(vmap { (a: Tensor, p: Tensor) in call(a, p) })(general, definite)
            for (a, b) in zip(direct, mapped) { #expect(isClose(a, b), "\(name) in vmap") }
        }
    }

    /// One bad matrix leaves the others of its batch alone.
    @Test(arguments: [LinearAlgebraAlgorithms.automatic, .portable])
    func badMatrices(algorithms: LinearAlgebraAlgorithms) {
        let good = Tensor.eye(3, dtype: .float64) * 2
        let undefined = good * Tensor(Double.nan)
        let infinite = good + Tensor(Double.infinity)
        withLinearAlgebra(algorithms) {
            let factors = cholesky(stack([good, -good, undefined]))
            #expect(isClose(factors[0] * factors[0], good))
            #expect(Bool(isNaN(diagonal(factors[1])).all()))
            #expect(Bool((triu(factors[1], offset: 1) .== 0).all()))
            #expect(Bool(isNaN(diagonal(factors[2])).all()))
            for bad in [undefined, infinite] {
                let both = stack([bad, good])
                let (w, v) = eigh(both)
                #expect(Bool(isNaN(w[0]).all()) && Bool(isNaN(v[0]).all()))
                #expect(isClose(w[1], 2 * Tensor.ones([3], dtype: .float64)))
                let (u, s, vh) = svd(both)
                #expect(Bool(isNaN(s[0]).all()) && Bool(isNaN(u[0]).all() & isNaN(vh[0]).all()))
                #expect(isClose(s[1], w[1]))
                #expect(Bool(isNaN(svdvals(both)[0]).all()))
            }
        }
        // A singular matrix has factors, and a NaN goes no further than it must.
        #expect(Bool((luFactor(Tensor.zeros([2, 2])).lu .== 0).all()))
        #expect(Bool(isNaN(luFactor(undefined).lu).any()))
    }

    /// Many programs at once, each of which calls the library.
    @Test func concurrency() async throws {
        let (general, definite) = (general, definite)
        let expected = eigh(definite).eigenvalues
        let step = jit { (a: Tensor, p: Tensor) in
            (solve(a, p).sum(), eigh(p).eigenvalues)
        }
        let sum = step(general, definite).0
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    let (total, values) = step(general, definite)
                    return isClose(total, sum) && isClose(values, expected, tolerance: 1e-9)
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    /// A program for LAPACK is compiled once, and text for other devices has no call of it.
    @Test func programs() throws {
        let f = jit { (a: Tensor) in cholesky(a) }
        #expect(!f.lower(definite).text.contains("custom_call"))
        let portable = withLinearAlgebra(.portable) {
            jit { (a: Tensor) in cholesky(a) }(definite)
        }
        #expect(isClose(f(definite), portable, tolerance: 1e-12))
        let needsIt = jit { (a: Tensor) in eigvals(a) }
        #expect(needsIt.lower(definite).text.contains("needs LAPACK"))
    }
}
