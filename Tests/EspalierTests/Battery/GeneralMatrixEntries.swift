@testable import Espalier

/// Eigenvalues that are real and lie apart.
private let distinct = spread([3, 3], -0.4, 0.4) + diag(Tensor([1.0, 3, 6]).asType(.float64))

/// What can't be computed without LAPACK.
let primitivesOfLAPACK = ["GeneralEigen", "SchurForm"]

let generalMatrixEntries: [BatteryEntry] =
    LAPACK.isInstalled
    ? [
        .unary("GeneralEigen", distinct) { real(eigvals($0)) },
        BatteryEntry("GeneralEigen", variant: "vectors", [distinct]) { x in
            let (values, vectors) = eig(x[0], differentiableVectors: true)
            return [real(values), real(vectors * conjugate(vectors))]
        },
        // It has no derivative.
        BatteryEntry("SchurForm", [distinct], isTrueDerivative: false) { x in
            [schur(stopGradient(x[0])).t * x[0]]
        },
    ] : []
