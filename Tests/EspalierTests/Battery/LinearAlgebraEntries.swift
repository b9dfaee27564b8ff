@testable import Espalier

private let square = spread([3, 3]) + 2 * Tensor.eye(3, dtype: .float64)
private let symmetric =
    spread([3, 3]) + spread([3, 3]).transposed() + diag(Tensor([0.0, 3, 6]).asType(.float64))
private let definite = square.matmul(square.transposed())
private let tall = spread([3, 2]) + 2 * Tensor.eye(3, 2, dtype: .float64)

let linearAlgebraEntries: [BatteryEntry] = [
    .unary("CholeskyFactor", definite) { cholesky($0) },
    .binary("TriangularSolve", square, spread([3, 2], turn: 1)) { a, b in
        solveTriangular(a, b, lower: true)
    },
    .binary("TriangularSolve", variant: "right, transposed", square, spread([2, 3], turn: 1)) {
        triangularSolve($0, $1, transposed: true, unitDiagonal: true)
    },
    BatteryEntry("HouseholderFactors", variant: "qr", [tall]) { x in
        let (q, r) = qr(x[0])
        return [q, r]
    },
    // These two alone have no derivative.
    BatteryEntry(
        "HouseholderProduct", [tall, Tensor([1.2, 1.4]).asType(.float64)], isTrueDerivative: false
    ) { x in
        [householderProduct(stopGradient(x[0]), stopGradient(x[1])) * x[1]]
    },
    BatteryEntry("SymmetricEigen", [symmetric]) { x in
        let (w, v) = eigh(x[0])
        return [w, v * v]
    },
    BatteryEntry("SingularValues", variant: "vectors", [tall]) { x in
        let (u, s, vh) = svd(x[0], fullMatrices: false)
        return [u * u, s, vh * vh]
    },
    .unary("SingularValues", spread([2, 3], 0.5, 1.5)) { svdvals($0) },
    BatteryEntry("LUFactors", [square]) { x in
        let (factors, pivots) = luFactor(x[0])
        return [factors, pivots]
    },
    .binary("LUFactors", variant: "solve", square, spread([3, 2], turn: 1)) { solve($0, $1) },
]
