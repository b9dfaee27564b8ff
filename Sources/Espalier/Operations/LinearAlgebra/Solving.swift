// Linear equations. Matrices stand in the last two axes; axes before are batches, which are broadcast.

/// The X with A X = B, by LU decomposition (`jax.numpy.linalg.solve`).
///
/// - Parameters:
///   - a: square matrices. Where one is singular the result is not finite.
///   - b: a vector, or matrices of as many rows.
public func solve(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        let (a, b, isVector) = try equations(a, b, "solve")
        let x = try solved(a, b)
        return isVector ? x.squeezed(axis: -1) : x
    }
}

/// The X with A X = B for Hermitian positive definite A, by Cholesky decomposition (`jax.scipy.linalg.solve` with
/// `assume_a="pos"`).
///
/// - Parameters:
///   - a: square matrices. Where one is not positive definite the result is NaN.
///   - b: a vector, or matrices of as many rows.
///   - lower: which triangle of `a` is read.
public func solvePositiveDefinite(_ a: Tensor, _ b: Tensor, lower: Bool = true) -> Tensor {
    checked(a, b) {
        let (a, b, isVector) = try equations(a, b, "solvePositiveDefinite")
        // Differentiated through the equation, which reads both triangles.
        let x = try withTangentRule([a, b]) { operands in
            [choSolve(choFactor(operands[0], lower: lower), operands[1], lower: lower)]
        } rule: { operands, tangents in
            let factor = choFactor(operands[0], lower: lower)
            let x = choSolve(factor, operands[1], lower: lower)
            let change = tangents[1] - tangents[0].matmul(x)
            return ([x], [choSolve(factor, change, lower: lower)])
        }[0]
        return isVector ? x.squeezed(axis: -1) : x
    }
}

/// The inverse of square matrices (`jax.numpy.linalg.inv`); not finite where one is singular.
public func inv(_ a: Tensor) -> Tensor {
    checked(a) {
        let a = try squareOperand(a, "inv")
        return try solved(a, try broadcast(identityMatrix(a.shape.last!, a.dtype), to: a.shape))
    }
}

/// The X with A X = B or X A = B for triangular A (`jax.lax.linalg.triangular_solve`).
///
/// - Parameters:
///   - a: square matrices, of which one triangle is read.
///   - b: matrices.
///   - left: whether A stands left of X.
///   - lower: which triangle.
///   - transposed: whether A's transpose takes its place.
///   - conjugated: whether A is conjugated.
///   - unitDiagonal: whether A's diagonal is taken to be ones.
public func triangularSolve(
    _ a: Tensor, _ b: Tensor, left: Bool = false, lower: Bool = false, transposed: Bool = false,
    conjugated: Bool = false, unitDiagonal: Bool = false
) -> Tensor {
    checked(a, b) {
        let square = try squareOperand(a, "triangularSolve")
        var (a, b) = try factorable(
            square, try matrixOperand(b, "triangularSolve"), "triangularSolve")
        guard b.shape[b.rank - (left ? 2 : 1)] == a.shape[a.rank - 1] else {
            throw TensorError(
                "triangularSolve",
                """
                the \(left ? "rows" : "columns") of the right-hand side must be as many as the triangular \
                matrix has; the shapes are \(a.shape) and \(b.shape)
                """)
        }
        (a, b) = try withCommonBatch(a, b, "triangularSolve")
        if conjugated && !transposed { a = conjugate(a) }
        let transform: TriangularSolve.Transform =
            transposed ? (conjugated && a.dtype.isComplex ? .adjoint : .transpose) : .none
        return try bind1(
            TriangularSolve(
                isLeft: left, isLower: lower, transform: transform, hasUnitDiagonal: unitDiagonal),
            a, b)
    }
}

/// What stands in place of A in ``solveTriangular(_:_:transform:lower:unitDiagonal:)`` and
/// ``luSolve(_:_:transform:)``.
public enum MatrixTransform: Sendable, Hashable {
    /// A itself.
    case none
    /// Its transpose.
    case transpose
    /// Its conjugated transpose.
    case adjoint
}

/// The X with A X = B for triangular A (`jax.scipy.linalg.solve_triangular`).
///
/// - Parameters:
///   - a: square matrices, of which one triangle is read.
///   - b: a vector, or matrices of as many rows.
///   - transform: what stands in place of A.
///   - lower: which triangle.
///   - unitDiagonal: whether A's diagonal is taken to be ones.
public func solveTriangular(
    _ a: Tensor, _ b: Tensor, transform: MatrixTransform = .none, lower: Bool = false,
    unitDiagonal: Bool = false
) -> Tensor {
    checked(a, b) {
        let (a, b, isVector) = try equations(a, b, "solveTriangular")
        let x = triangularSolve(
            a, b, left: true, lower: lower, transposed: transform != .none,
            conjugated: transform == .adjoint, unitDiagonal: unitDiagonal)
        return isVector ? x.squeezed(axis: -1) : x
    }
}

/// The Cholesky factor for ``choSolve(_:_:lower:)`` (`jax.scipy.linalg.cho_factor`).
///
/// - Parameter lower: whether the lower triangle is read and given.
public func choFactor(_ a: Tensor, lower: Bool = false) -> Tensor {
    cholesky(a, upper: !lower, symmetrize: false)
}

/// The X with A X = B, given A's Cholesky factor (`jax.scipy.linalg.cho_solve`).
///
/// - Parameters:
///   - factor: from ``choFactor(_:lower:)`` or ``cholesky(_:upper:symmetrize:)``.
///   - b: a vector, or matrices of as many rows.
///   - lower: whether the factor is the lower one.
public func choSolve(_ factor: Tensor, _ b: Tensor, lower: Bool = false) -> Tensor {
    checked(factor, b) {
        let (factor, b, isVector) = try equations(factor, b, "choSolve")
        let inner = triangularSolve(
            factor, b, left: true, lower: lower, transposed: !lower, conjugated: !lower)
        let x = triangularSolve(
            factor, inner, left: true, lower: lower, transposed: lower, conjugated: lower)
        return isVector ? x.squeezed(axis: -1) : x
    }
}

/// The X with A X = B, given A's LU decomposition (`jax.scipy.linalg.lu_solve`).
///
/// - Parameters:
///   - factors: from ``luFactor(_:)``.
///   - b: a vector, or matrices of as many rows.
///   - transform: what stands in place of A.
public func luSolve(
    _ factors: (lu: Tensor, pivots: Tensor), _ b: Tensor, transform: MatrixTransform = .none
) -> Tensor {
    checked(factors.lu, factors.pivots, b) {
        let (matrix, b, isVector) = try equations(factors.lu, b, "luSolve")
        let order = luPivotsToPermutation(factors.pivots, size: matrix.shape.last!)
        let x = try luSolved(matrix, order, b, transform)
        return isVector ? x.squeezed(axis: -1) : x
    }
}

/// The tensor that is to a tensor's axes what an inverse is to a matrix's (`jax.numpy.linalg.tensorinv`).
///
/// - Parameter firstAxes: how many first axes stand for a matrix's rows.
public func tensorInverse(_ a: Tensor, firstAxes: Int = 2) -> Tensor {
    checked(a) {
        guard firstAxes > 0, firstAxes <= a.rank else {
            throw TensorError(
                "tensorInverse", "\(firstAxes) first axes of the shape \(a.shape) are not rows")
        }
        let (rows, columns) = (Array(a.shape[..<firstAxes]), Array(a.shape[firstAxes...]))
        let size = rows.sizeProduct
        guard size == columns.sizeProduct else {
            throw TensorError(
                "tensorInverse",
                "the sizes \(rows) and \(columns) must have equal products; the shape is \(a.shape)"
            )
        }
        return try reshape(inv(try reshape(a, to: [size, size])), to: columns + rows)
    }
}

/// The X with tensordot(A, X) = B over all axes of X (`jax.numpy.linalg.tensorsolve`).
///
/// - Parameters:
///   - a: a tensor whose first axes are those of `b`.
///   - axes: axes of `a` that are moved to its end first.
public func tensorSolve(_ a: Tensor, _ b: Tensor, axes: [Int] = []) -> Tensor {
    checked(a, b) {
        let moved = try normalized(axes, rank: a.rank, for: "tensorSolve")
        let a = try permuteAxes(
            a,
            (0..<a.rank).filter { !moved.contains($0) }
                + (try axes.map {
                    try normalized($0, rank: a.rank, for: "tensorSolve")
                }))
        let shape = Array(a.shape.dropFirst(b.rank))
        guard shape.sizeProduct == b.count, a.count == b.count * b.count else {
            throw TensorError(
                "tensorSolve",
                "the shapes \(a.shape) and \(b.shape) don't fit: the sizes after the first "
                    + "\(b.rank) must have the product \(b.count)")
        }
        let x = solve(try reshape(a, to: [b.count, b.count]), try reshape(b, to: [b.count]))
        return try reshape(x, to: shape)
    }
}

// MARK: - What they share

/// Matrices and right-hand sides of one dtype and batch; a vector becomes a column.
private func equations(
    _ a: Tensor, _ b: Tensor, _ operation: String
) throws -> (Tensor, Tensor, isVector: Bool) {
    guard b.rank >= 1 else {
        throw TensorError(
            operation, "the right-hand side must be a vector or matrices, and it is a scalar")
    }
    let square = try squareOperand(a, operation)
    var (a, b) = try factorable(square, b, operation)
    let isVector = b.rank == 1
    let rows = b.shape[isVector ? 0 : b.rank - 2]
    guard rows == a.shape.last! else {
        throw TensorError(
            operation,
            """
            the right-hand side must have as many rows as the matrix; the shapes are \(a.shape) and \(b.shape), \
            with \(a.shape.last!) and \(rows)
            """)
    }
    if isVector { b = b.expanded(at: -1) }
    (a, b) = try withCommonBatch(a, b, operation)
    return (a, b, isVector)
}

/// The solution, differentiated through the equation and not through the decomposition.
func solved(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    try withTangentRule([a, b]) { operands in
        let factors = try bind(LUFactors(), [operands[0]])
        return [try luSolved(factors[0], factors[2], operands[1], .none)]
    } rule: { operands, tangents in
        let factors = try bind(LUFactors(), [operands[0]])
        let x = try luSolved(factors[0], factors[2], operands[1], .none)
        let change = tangents[1] - tangents[0].matmul(x)
        return ([x], [try luSolved(factors[0], factors[2], change, .none)])
    }[0]
}

/// The solution, given the factors and the order of rows.
func luSolved(
    _ lu: Tensor, _ order: Tensor, _ b: Tensor, _ transform: MatrixTransform
) throws -> Tensor {
    func solve(lower: Bool, _ x: Tensor) -> Tensor {
        triangularSolve(
            lu, x, left: true, lower: lower, transposed: transform != .none,
            conjugated: transform == .adjoint, unitDiagonal: lower)
    }
    let order = try broadcast(order, to: b.shape.dropLast(2) + [order.shape.last!])
    if transform == .none {
        let permuted = takeAlongAxis(b, order.expanded(at: -1), axis: -2, mode: .promiseInBounds)
        return solve(lower: false, solve(lower: true, permuted))
    }
    let x = solve(lower: true, solve(lower: false, b))
    let back = argsort(order, axis: -1)
    return takeAlongAxis(x, back.expanded(at: -1), axis: -2, mode: .promiseInBounds)
}
