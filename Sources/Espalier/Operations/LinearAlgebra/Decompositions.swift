// Matrices as products of simpler ones. Every function takes matrices in the last two axes and batches before them,
// in float32, float64, complex64 or complex128; integers become float32.

/// The triangular factor of Hermitian positive definite matrices: L with L Lᴴ = A (`jax.numpy.linalg.cholesky`).
///
/// NaN, in the triangle, where a matrix is not positive definite.
///
/// - Parameters:
///   - a: square matrices.
///   - upper: whether to give Lᴴ in place of L.
///   - symmetrize: whether to take the Hermitian part first; otherwise only one triangle is read.
public func cholesky(_ a: Tensor, upper: Bool = false, symmetrize: Bool = true) -> Tensor {
    checked(a) {
        var a = try squareOperand(a, "cholesky")
        if symmetrize {
            a = try hermitianPart(a)
        } else if upper {
            a = try adjoint(a)
        }
        let factor = try bind1(CholeskyFactor(), a)
        return upper ? try adjoint(factor) : factor
    }
}

/// How many columns the orthogonal factor of ``qr(_:mode:)`` has.
public enum QRMode: Sendable, Hashable {
    /// As many as the smaller side of the matrix.
    case reduced
    /// As many as rows, which completes them to a basis. Has no derivative where the matrix has more rows than columns.
    case complete
}

/// Matrices as orthonormal columns times an upper triangle: A = Q R (`jax.numpy.linalg.qr`).
///
/// Q is found by Householder reflections, so the diagonal of R may be negative.
public func qr(_ a: Tensor, mode: QRMode = .reduced) -> (q: Tensor, r: Tensor) {
    checked2(a) { try orthogonalFactors(try matrixOperand(a, "qr"), mode) }
}

/// The upper triangle R of ``qr(_:mode:)`` alone (`jax.numpy.linalg.qr` with mode "r").
public func qrTriangle(_ a: Tensor) -> Tensor { qr(a).r }

/// The Householder reflectors of the QR decomposition (`jax.numpy.linalg.qr` with mode "raw", `jax.lax.linalg.geqrf`).
///
/// - Returns: R in the upper triangles and the reflectors' vectors below them, and the reflectors' factors.
///   They have no derivative.
public func householderFactors(_ a: Tensor) -> (vectors: Tensor, taus: Tensor) {
    checked2(a) {
        let results = try bind(HouseholderFactors(), [try matrixOperand(a, "householderFactors")])
        return (results[0], results[1])
    }
}

/// The first columns of a product of Householder reflections (`jax.lax.linalg.householder_product`).
///
/// - Parameters:
///   - vectors: matrices with the reflectors' vectors below the diagonal.
///   - taus: the factor of each reflection; no more than columns.
public func householderProduct(_ vectors: Tensor, _ taus: Tensor) -> Tensor {
    checked(vectors, taus) {
        let (vectors, taus) = try factorable(vectors, taus, "householderProduct")
        return try bind1(HouseholderProduct(), vectors, taus)
    }
}

/// The product of the unitary matrix of Householder reflections and another (`jax.lax.linalg.ormqr`).
///
/// - Parameters:
///   - vectors: matrices with the reflectors' vectors below the diagonal.
///   - taus: the factor of each reflection.
///   - c: what is multiplied.
///   - left: whether the unitary matrix stands left.
///   - transposed: whether its adjoint is taken.
public func ormqr(
    _ vectors: Tensor, _ taus: Tensor, _ c: Tensor, left: Bool = true, transposed: Bool = false
) -> Tensor {
    checked(vectors, taus, c) {
        let vectors = try matrixOperand(vectors, "ormqr")
        let (rows, columns) = (vectors.shape[vectors.rank - 2], vectors.shape[vectors.rank - 1])
        let high = (0..<vectors.rank).map { $0 == vectors.rank - 1 ? max(0, rows - columns) : 0 }
        let padded = try bind1(
            Pad(low: high.map { _ in 0 }, high: high, interior: high.map { _ in 0 }), vectors,
            scalar(0, vectors.dtype))
        var q = householderProduct(padded, taus)
        if transposed { q = try adjoint(q) }
        return left ? q.matmul(c) : c.matmul(q)
    }
}

/// The eigenvalues, in ascending order, and eigenvectors of Hermitian matrices (`jax.numpy.linalg.eigh`).
///
/// Derivatives are those of distinct eigenvalues: where two are equal, derivatives of eigenvectors are not finite.
///
/// - Parameters:
///   - a: square matrices.
///   - upper: which triangle is read where they aren't symmetrized.
///   - symmetrize: whether to take the Hermitian part first.
/// - Returns: real eigenvalues along the last axis, and the eigenvectors as columns, of length 1.
public func eigh(
    _ a: Tensor, upper: Bool = false, symmetrize: Bool = true
) -> (eigenvalues: Tensor, eigenvectors: Tensor) {
    checked2(a) {
        let a = try squareOperand(a, "eigh")
        let matrix = symmetrize ? try hermitianPart(a) : try mirrored(a, upper: upper)
        let results = try bind(SymmetricEigen(), [matrix])
        return (results[0], results[1])
    }
}

/// The eigenvalues of Hermitian matrices in ascending order (`jax.numpy.linalg.eigvalsh`).
///
/// - Parameter upper: which triangle is read.
public func eigvalsh(_ a: Tensor, upper: Bool = false) -> Tensor {
    eigh(a, upper: upper).eigenvalues
}

/// Matrices as U diag(s) Vᴴ with orthonormal columns U and V (`jax.numpy.linalg.svd`).
///
/// Derivatives are those of distinct singular values, and want `fullMatrices: false` unless matrices are square.
///
/// - Parameters:
///   - fullMatrices: whether U and Vᴴ are completed to square matrices.
///   - hermitian: whether matrices are Hermitian, which lets the eigenvalues be used.
/// - Returns: U, the singular values in descending order, and Vᴴ.
public func svd(
    _ a: Tensor, fullMatrices: Bool = true, hermitian: Bool = false
) -> (u: Tensor, s: Tensor, vh: Tensor) {
    let (u, s, vh) = checked3(a) {
        if hermitian {
            let (w, v) = eigh(try squareOperand(a, "svd"))
            let order = argsort(abs(w), axis: -1, descending: true)
            let values = takeAlongAxis(w, order, axis: -1)
            let u = takeAlongAxis(v, order.expanded(at: -2), axis: -1)
            let signs = which(values .< 0, -1, 1).asType(u.dtype)
            return (u, abs(values), try adjoint(u * signs.expanded(at: -2)))
        }
        let a = try matrixOperand(a, "svd")
        let results = try bind(SingularValues(vectors: fullMatrices ? .full : .reduced), [a])
        return (results[0], results[1], results[2])
    }
    return (u, s, vh)
}

/// The singular values in descending order (`jax.numpy.linalg.svdvals`).
public func svdvals(_ a: Tensor, hermitian: Bool = false) -> Tensor {
    checked(a) {
        if hermitian {
            return sort(
                abs(eigvalsh(try squareOperand(a, "svdvals"))), axis: -1, descending: true)
        }
        return try bind1(SingularValues(vectors: .none), try matrixOperand(a, "svdvals"))
    }
}

/// The LU decomposition with row exchanges: A = P L U (`jax.scipy.linalg.lu`).
///
/// - Returns: the permutation matrix P, L with ones on its diagonal, and U.
public func lu(_ a: Tensor) -> (p: Tensor, l: Tensor, u: Tensor) {
    let (p, l, u) = checked3(a) {
        let a = try matrixOperand(a, "lu")
        let results = try bind(LUFactors(), [a])
        let (rows, columns) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
        let size = min(rows, columns)
        let unit = Tensor.eye(rows, size, dtype: a.dtype)
        let l = tril(try part(results[0], a.rank - 1, 0, size), offset: -1) + unit
        let u = triu(try part(results[0], a.rank - 2, 0, size))
        // Row i of L U is row order[i] of A.
        let order = results[2].expanded(at: -2)
        let p = (Tensor.arange(rows).expanded(at: 1) .== order).asType(a.dtype.realPart)
        return (p, l, u)
    }
    return (p, l, u)
}

/// The LU decomposition as LAPACK gives it (`jax.scipy.linalg.lu_factor`); for ``luSolve(_:_:transposed:adjoint:)``.
///
/// - Returns: L, without its diagonal of ones, and U in one matrix, and for each step the row that its row was
///   exchanged with.
public func luFactor(_ a: Tensor) -> (lu: Tensor, pivots: Tensor) {
    checked2(a) {
        let results = try bind(LUFactors(), [try matrixOperand(a, "luFactor")])
        return (results[0], results[1])
    }
}

/// The order of rows that row exchanges lead to (`jax.lax.linalg.lu_pivots_to_permutation`).
///
/// - Parameters:
///   - pivots: for each step, in order, the row that its row was exchanged with.
///   - size: the number of rows.
public func luPivotsToPermutation(_ pivots: Tensor, size: Int) -> Tensor {
    checked(pivots) {
        guard pivots.dtype.isInteger, pivots.rank >= 1, pivots.shape.last! <= size else {
            throw TensorError(
                "luPivotsToPermutation",
                "needs integers, no more than the \(size) rows, and they are \(pivots.type)")
        }
        let count = pivots.shape.last!
        let start = try broadcast(.arange(size), to: pivots.shape.dropLast() + [size])
        let places = Tensor.arange(size)
        let steps = try moveAxis(try convert(pivots, to: .int32), from: pivots.rank - 1, to: 0)
        let (order, _) = scan(
            initial: start, over: [steps, Tensor.arange(count)]
        ) { order, step -> (Tensor, EmptyTree) in
            let (other, here) = (step[0].expanded(at: -1), step[1])
            let atOther = takeAlongAxis(order, other, axis: -1, mode: .promiseInBounds)
            let atHere = dynamicIndexInDim(order, here, axis: -1, keepDims: false).expanded(at: -1)
            let isOther = places .== other
            return (which(places .== here, atOther, which(isOther, atHere, order)), EmptyTree())
        }
        return order
    }
}

/// The Hermitian matrix that has the given triangle.
private func mirrored(_ a: Tensor, upper: Bool) throws -> Tensor {
    let strict = upper ? triu(a, offset: 1) : tril(a, offset: -1)
    let diagonal = matrixDiagonal(a)
    let middle =
        identityMatrix(a.shape.last!, a.dtype) * real(diagonal).asType(a.dtype).expanded(at: -1)
    return strict + (try adjoint(strict)) + middle
}

/// Q and R, with the derivative of Q.
func orthogonalFactors(_ a: Tensor, _ mode: QRMode) throws -> (Tensor, Tensor) {
    let (rows, columns) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
    if rows < columns {
        // The first columns decide.
        let (q, first) = try orthogonalFactors(try part(a, a.rank - 1, 0, rows), .reduced)
        let rest = try adjoint(q).matmul(try part(a, a.rank - 1, rows, columns))
        return (q, concatenate([first, rest], axis: -1))
    }
    let width = mode == .complete ? rows : columns
    let results = try withTangentRule([a]) { operands in
        let (q, r) = try householderQR(operands[0], columns: width)
        return [q, r]
    } rule: { operands, tangents in
        guard width == columns else {
            throw TensorError(
                "qr",
                """
                the columns that complete Q are any that fit, and have no derivative; take mode: .reduced for the \
                shape \(operands[0].shape)
                """)
        }
        let (q, r) = try orthogonalFactors(operands[0], .reduced)
        let scaled = try bind1(TriangularSolve(isLeft: false, isLower: false), r, tangents[0])
        let turned = try adjoint(q).matmul(scaled)
        let below = tril(turned, offset: -1)
        var rotation = below - (try adjoint(below))
        if rotation.dtype.isComplex {
            let eye = identityMatrix(columns, rotation.dtype)
            rotation = rotation + eye * (turned - real(turned).asType(turned.dtype))
        }
        let dq = q.matmul(rotation - turned) + scaled
        let dr = (turned - rotation).matmul(r)
        return ([q, r], [dq, dr])
    }
    return (results[0], results[1])
}
