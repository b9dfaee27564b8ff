import TestSupport
import Testing

@testable import Espalier

/// Decompositions of matrices, and what is solved with them.
@Suite struct DecompositionFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { decompositions }

    @Test(arguments: decompositions.names)
    func agreesWithJAX(_ function: String) throws { try decompositions.check(function) }

    /// The algorithms that run on every device, where LAPACK is what runs otherwise. Derivatives know nothing of either.
    @Test(
        .needs(.lapack, LAPACK.isInstalled),
        arguments: [
            "cholesky", "qr", "luFactor", "eigh", "svd", "svdFull", "triangularSolve",
        ])
    func portableAlgorithmsAgreeWithJAX(_ function: String) throws {
        try withLinearAlgebra(.portable) { try decompositions.check(function, derivatives: false) }
    }

    @Test func isComplete() throws { try decompositions.checkCompleteness() }
}

private let decompositions = FixtureArea(
    "decompositions", exceptions: [.integersStayNarrow],
    functions: factors.merging(spectra) { $1 }.merging(equations) { $1 }.merging(others) { $1 })

private let factors: [String: FixtureFunction] = [
    "cholesky": { call in
        [
            cholesky(
                call[0], upper: call.bool("upper"),
                symmetrize: call.attributes["symmetrize"].bool ?? true)
        ]
    },
    "qr": { call in
        let (q, r) = qr(call[0], mode: call.bool("complete") ? .complete : .reduced)
        return [q, r]
    },
    "qrTriangle": { [qrTriangle($0[0])] },
    "householderFactors": { call in
        let (vectors, taus) = householderFactors(call[0])
        return [vectors, taus]
    },
    "householderProduct": { [householderProduct($0[0], $0[1])] },
    "ormqr": { call in
        [
            ormqr(
                call[0], call[1], call[2], left: call.bool("left"),
                transposed: call.bool("transposed"))
        ]
    },
    "lu": { call in
        let (p, l, u) = lu(call[0])
        return [p, l, u]
    },
    "luFactor": { call in
        let (factors, pivots) = luFactor(call[0])
        return [factors, pivots]
    },
    "luPivotsToPermutation": { [luPivotsToPermutation($0[0], size: try $0.int("size"))] },
    "choleskyUpdate": { [choleskyUpdate($0[0], $0[1])] },
]

private func squaredModulus(_ x: Tensor) -> Tensor {
    x.dtype.isComplex ? real(x * conjugate(x)) : x * x
}

/// Of eigenvectors and singular vectors, what their signs and phases don't change; see Scripts/fixtures/README.md.
private let spectra: [String: FixtureFunction] = [
    "eigh": { call in
        let isWhole = call.attributes["upper"].bool == nil
        let (w, v) = eigh(call[0], upper: call.bool("upper"), symmetrize: isWhole)
        let function = (v * sin(w).asType(v.dtype).expanded(at: -2)).matmul(try adjoint(v))
        return [w, function, squaredModulus(v)]
    },
    "eigvalsh": { [eigvalsh($0[0])] },
    "svd": { call in
        let (u, s, vh) = svd(call[0], fullMatrices: false, hermitian: call.bool("hermitian"))
        let function = (u * sin(s).asType(u.dtype).expanded(at: -2)).matmul(vh)
        return [s, function, squaredModulus(u), squaredModulus(vh)]
    },
    "svdFull": { call in
        let (u, s, vh) = svd(call[0])
        let count = s.shape.last!
        let product = (u[.ellipsis, 0..<count] * s.expanded(at: -2)).matmul(
            vh[.ellipsis, 0..<count, .all])
        return [s, product, u.matmul(try adjoint(u)), vh.matmul(try adjoint(vh))]
    },
    "svdvals": { [svdvals($0[0])] },
    "polar": { call in
        let (u, p) = polar(call[0], side: call.attributes["side"].string == "left" ? .left : .right)
        return [u, p]
    },
    "eighTridiagonal": { [eighTridiagonal($0[0], $0[1]).eigenvalues] },
]

private let equations: [String: FixtureFunction] = [
    "solve": { [solve($0[0], $0[1])] },
    "inv": { [inv($0[0])] },
    "solvePositiveDefinite": { [solvePositiveDefinite($0[0], $0[1], lower: $0.bool("lower"))] },
    "choSolve": { [choSolve($0[0], $0[1], lower: $0.bool("lower"))] },
    "choFactor": { [choFactor($0[0], lower: $0.bool("lower"))] },
    "luSolve": { [luSolve(luFactor($0[0]), $0[1], transform: try $0.transform)] },
    "solveTriangular": { call in
        [
            solveTriangular(
                call[0], call[1], transform: try call.transform, lower: call.bool("lower"),
                unitDiagonal: call.bool("unit"))
        ]
    },
    "triangularSolve": { call in
        [
            triangularSolve(
                call[0], call[1], left: call.bool("left"), lower: call.bool("lower"),
                transposed: call.bool("transposed"), conjugated: call.bool("conjugated"))
        ]
    },
    "tridiagonalSolve": { [tridiagonalSolve($0[0], $0[1], $0[2], $0[3])] },
    "det": { [det($0[0])] },
    "slogdet": { call in
        let (sign, logarithm) = slogdet(call[0])
        return [sign, logarithm]
    },
    "pinv": { [pinv($0[0], tolerance: $0.tolerance, hermitian: $0.bool("hermitian"))] },
    "lstsq": { call in
        let (x, residuals, rank, s) = lstsq(call[0], call[1])
        // Where equations are solved exactly the residuals are rounding errors, and not recorded.
        return call[0].shape[0] < call[0].shape[1] ? [x] : [x, residuals, rank, s]
    },
    "matrixRank": { [matrixRank($0[0], tolerance: $0.tolerance)] },
    "cond": { [cond($0[0], order: $0.order ?? 2)] },
    "tensorInverse": { [tensorInverse($0[0], firstAxes: try $0.int("firstAxes"))] },
    "tensorSolve": { [tensorSolve($0[0], $0[1], axes: $0.axes ?? [])] },
]

private let others: [String: FixtureFunction] = [
    "expm": { call in
        [
            expm(
                call[0], upperTriangular: call.bool("upperTriangular"),
                maxSquarings: call.attributes["maxSquarings"].int ?? 16)
        ]
    },
    "expmFrechet": { call in
        let (exponential, derivative) = expmFrechet(call[0], call[1])
        return [exponential, derivative]
    },
    "hessenberg": { call in
        let (h, q) = hessenberg(call[0])
        return [h, q]
    },
    "hessenbergFactors": { call in
        let (packed, taus) = hessenbergFactors(call[0])
        return [packed, taus]
    },
    "tridiagonal": { call in
        let result = tridiagonal(call[0])
        return [result.diagonal, result.offDiagonal, result.taus]
    },
]

extension FixtureCall {
    fileprivate var transform: MatrixTransform {
        get throws { [.none, .transpose, .adjoint][try int("trans")] }
    }

    fileprivate var tolerance: Tensor? { attributes["tolerance"].double.map { Tensor.weak($0) } }
}
