// Matrices reduced to a few diagonals by unitary similarities, and what is done with those diagonals.

/// Hermitian matrices reduced to tridiagonal ones with the same eigenvalues: A = Q T Qᴴ (`jax.lax.linalg.tridiagonal`).
///
/// - Parameters:
///   - a: square matrices, of which one triangle is read.
///   - lower: which triangle.
/// - Returns: the Householder reflectors' vectors below the first subdiagonal and T on the three diagonals, T's real
///   diagonal and subdiagonal, and the reflectors' factors.
public func tridiagonal(
    _ a: Tensor, lower: Bool = true
) -> (packed: Tensor, diagonal: Tensor, offDiagonal: Tensor, taus: Tensor) {
    let results = checked([a], count: 4) {
        let a = try squareOperand(a, "tridiagonal")
        let size = a.shape.last!
        guard size > 0 else { return [a, matrixDiagonal(a), matrixDiagonal(a), matrixDiagonal(a)] }
        let half = lower ? tril(a, offset: -1) : triu(a, offset: 1)
        let middle = identityMatrix(size, a.dtype) * a
        let matrix = half + middle + (try adjoint(half))
        let (vectors, taus, reduced) = try similarities(matrix)
        let below = tril(vectors, offset: -2)
        // In the other triangle too the vectors stand, as those of the matrix turned round.
        let packed = below + triu(tril(reduced, offset: 1), offset: -1)
        let offDiagonal = real(diagonal(reduced, offset: -1, axis1: -2, axis2: -1))
        return [packed, real(matrixDiagonal(reduced)), offDiagonal, taus]
    }
    return (results[0], results[1], results[2], results[3])
}

/// Square matrices reduced to ones without elements below the first subdiagonal: A = Q H Qᴴ
/// (`jax.scipy.linalg.hessenberg`).
///
/// - Returns: H and the unitary Q.
public func hessenberg(_ a: Tensor) -> (h: Tensor, q: Tensor) {
    checked2(a) {
        let a = try squareOperand(a, "hessenberg")
        let size = a.shape.last!
        guard size > 2 else {
            return (a, try broadcast(identityMatrix(size, a.dtype), to: a.shape))
        }
        let (vectors, taus, reduced) = try similarities(a)
        return (triu(reduced, offset: -1), try unitary(vectors, taus))
    }
}

/// The reflectors that ``hessenberg(_:)`` is made of (`jax.lax.linalg.hessenberg`).
///
/// - Returns: H on and above the first subdiagonal and the reflectors' vectors below it, and their factors.
public func hessenbergFactors(_ a: Tensor) -> (packed: Tensor, taus: Tensor) {
    checked2(a) {
        let a = try squareOperand(a, "hessenbergFactors")
        guard a.shape.last! > 0 else { return (a, matrixDiagonal(a)) }
        let (vectors, taus, reduced) = try similarities(a)
        return (triu(reduced, offset: -1) + tril(vectors, offset: -2), taus)
    }
}

/// The solutions of tridiagonal equations, by elimination without exchanges of rows (`jax.lax.linalg.tridiagonal_solve`).
///
/// Accurate where the diagonal outweighs its neighbours or the matrix is positive definite; JAX exchanges rows.
///
/// - Parameters:
///   - lower: below the diagonal, along the last axis; as long as the diagonal, the first element is not read.
///   - diagonal: the diagonal.
///   - upper: above the diagonal; the last element is not read.
///   - b: right-hand sides as matrices.
public func tridiagonalSolve(
    _ lower: Tensor, _ diagonal: Tensor, _ upper: Tensor, _ b: Tensor
) -> Tensor {
    checked(lower, diagonal, upper, b) {
        let operands = try promoted([lower, diagonal, upper, b]).map {
            try factorable($0, "tridiagonalSolve")
        }
        let shape = operands[1].shape
        guard !shape.isEmpty, operands[0].shape == shape, operands[2].shape == shape,
            operands[3].rank == shape.count + 1, Array(operands[3].shape.dropLast()) == shape
        else {
            throw TensorError(
                "tridiagonalSolve",
                """
                the three diagonals must have one shape, and the right-hand side that and one more axis; the \
                shapes are \(operands.map { "\($0.shape)" }.joined(separator: ", "))
                """)
        }
        guard operands[3].count > 0 else { return operands[3] }
        let axis = shape.count - 1
        let lines = try operands.map { x -> Tensor in
            let front = try moveAxis(x, from: axis, to: 0)
            return x.rank == shape.count ? front.expanded(at: -1) : front
        }
        let start = fill(0, lines[0].type.with(shape: Array(lines[0].shape.dropFirst())))
        let (_, swept) = scan(
            initial: [
                start, try broadcast(start, to: Array(lines[3].shape.dropFirst())), Tensor(0),
            ],
            over: lines
        ) { state, line -> ([Tensor], [Tensor]) in
            let isFirst = state[2] .== 0
            let below = which(isFirst, scalar(0, line[0].dtype), line[0])
            let pivot = line[1] - below * state[0]
            let ratio = line[2] / pivot
            let value = (line[3] - below * state[1]) / pivot
            return ([ratio, value, state[2] + 1], [ratio, value])
        }
        let last = fill(0, lines[3].type.with(shape: Array(lines[3].shape.dropFirst())))
        let (_, x) = scan(
            initial: [last, Tensor(0)], over: swept, reverse: true
        ) { state, line -> ([Tensor], Tensor) in
            let ratio = which(state[1] .== 0, scalar(0, line[0].dtype), line[0])
            let value = line[1] - ratio * state[0]
            return ([value, state[1] + 1], value)
        }
        return try moveAxis(x, from: 0, to: axis)
    }
}

/// The eigenvalues, in ascending order, and eigenvectors of real symmetric tridiagonal matrices
/// (`jax.scipy.linalg.eigh_tridiagonal`).
///
/// - Parameters:
///   - diagonal: along the last axis.
///   - offDiagonal: beside it; one element less.
public func eighTridiagonal(
    _ diagonal: Tensor, _ offDiagonal: Tensor
) -> (eigenvalues: Tensor, eigenvectors: Tensor) {
    checked2(diagonal, offDiagonal) {
        let (d, e) = try factorable(diagonal, offDiagonal, "eighTridiagonal")
        guard d.rank >= 1, !d.dtype.isComplex, e.rank == d.rank,
            e.shape.last! == max(0, d.shape.last! - 1)
        else {
            throw TensorError(
                "eighTridiagonal",
                "needs a real diagonal and one element less beside it; the types are \(d.type) and \(e.type)"
            )
        }
        let size = d.shape.last!
        let middle = identityMatrix(size, d.dtype) * d.expanded(at: -2)
        guard size > 1 else { return eigh(middle) }
        let above = Tensor.eye(size - 1, size, offset: 1, dtype: d.dtype) * e.expanded(at: -1)
        let zeros = fill(0, d.type.with(shape: above.shape.dropLast(2) + [1, size]))
        let upper = concatenate([above, zeros], axis: -2)
        return eigh(middle + upper + (try matrixTransposed(upper)), symmetrize: false)
    }
}

/// The Cholesky factor of a matrix to which the product of a vector with itself is added
/// (`jax.lax.linalg.cholesky_update`).
///
/// - Parameters:
///   - factor: an upper triangle R, the factor of Rᵀ R.
///   - vector: the w of Rᵀ R + w wᵀ.
public func choleskyUpdate(_ factor: Tensor, _ vector: Tensor) -> Tensor {
    checked(factor, vector) {
        let square = try squareOperand(factor, "choleskyUpdate")
        let (r, w) = try factorable(square, vector, "choleskyUpdate")
        guard r.rank == 2, w.shape == [r.shape[0]], !r.dtype.isComplex else {
            throw TensorError(
                "choleskyUpdate",
                "needs a real matrix and a vector of its size; the types are \(r.type) and \(w.type)"
            )
        }
        guard r.count > 0 else { return r }
        // One rotation for each row, which brings an element of the vector into the diagonal.
        let (_, rows) = scan(
            initial: w, over: [r, Tensor.arange(r.shape[0])]
        ) { rest, line -> (Tensor, Tensor) in
            let (row, place) = (line[0], line[1])
            let (pivot, element) = (
                dynamicIndexInDim(row, place, keepDims: false),
                dynamicIndexInDim(rest, place, keepDims: false)
            )
            let length = sqrt(pivot * pivot + element * element)
            let (c, s) = (pivot / length, element / length)
            return (c * rest - s * row, c * row + s * rest)
        }
        return triu(rows)
    }
}

// MARK: - Reflections

/// The Householder reflection that leaves of vectors nothing below an element.
///
/// - Parameters:
///   - x: vectors along the last axis.
///   - row: the element, an integer scalar.
/// - Returns: the reflector's vector, whose element there is 1, and its factor.
func reflector(_ x: Tensor, below row: Tensor) -> (vector: Tensor, tau: Tensor) {
    let places = Tensor.arange(x.shape.last!)
    let (zero, one) = (scalar(0, x.dtype), scalar(1, x.dtype))
    let alpha = which(places .== row, x, zero).sum(axis: -1, keepDims: true)
    let tail = which(places .> row, x, zero)
    let rest = (x.dtype.isComplex ? real(tail * conjugate(tail)) : tail * tail)
        .sum(axis: -1, keepDims: true)
    let none = scalar(0, rest.dtype)
    let (a, b) = (real(alpha), imaginary(alpha))
    let isTrivial = (rest .== none) & (b .== none)
    let squared = which(isTrivial, scalar(1, rest.dtype), a * a + b * b + rest)
    let length = sqrt(squared)
    let beta = which(a .< none, length, -length).asType(x.dtype)
    let tau = which(isTrivial, zero, (beta - alpha) / beta)
    let scale = 1 / which(isTrivial, one, alpha - beta)
    return (which(places .== row, one, tail * scale), tau)
}

/// Square matrices reduced by similarities: the reflectors' vectors as columns, their factors, and what the matrices
/// become.
private func similarities(_ a: Tensor) throws -> (vectors: Tensor, taus: Tensor, reduced: Tensor) {
    let size = a.shape.last!
    guard size > 1 else {
        return (zeros(like: a), fill(0, a.type.with(shape: a.shape.dropLast(2) + [0])), a)
    }
    let (reduced, steps) = scan(
        initial: a, over: Tensor.arange(size - 1)
    ) { matrix, step -> (Tensor, [Tensor]) in
        let (v, tau) = reflector(
            dynamicIndexInDim(matrix, step, axis: -1, keepDims: false), below: step + 1)
        let (column, row) = (v.expanded(at: -1), conjugate(v).expanded(at: -2))
        let factor = tau.expanded(at: -1)
        let left = matrix - conjugate(factor) * column * row.matmul(matrix)
        return (left - factor * left.matmul(column) * row, [v, tau.squeezed(axis: -1)])
    }
    let vectors = try moveAxis(steps[0], from: 0, to: steps[0].rank - 1)
    let high = (0..<vectors.rank).map { $0 == vectors.rank - 1 ? 1 : 0 }
    let padded = try bind1(
        Pad(low: high.map { _ in 0 }, high: high, interior: high.map { _ in 0 }), vectors,
        scalar(0, vectors.dtype))
    return (padded, try moveAxis(steps[1], from: 0, to: steps[1].rank - 1), reduced)
}

/// The unitary matrix of reflectors of ``similarities(_:)``, whose first row and column are the identity's.
private func unitary(_ vectors: Tensor, _ taus: Tensor) throws -> Tensor {
    let (rank, size) = (vectors.rank, vectors.shape.last!)
    let corner = try part(
        try part(vectors, rank - 2, 1, size), rank - 1, 0, size - 1)
    let q = try bind1(HouseholderProduct(), corner, taus)
    let low = (0..<rank).map { $0 >= rank - 2 ? 1 : 0 }
    let padded = try bind1(
        Pad(low: low, high: low.map { _ in 0 }, interior: low.map { _ in 0 }), q,
        scalar(0, q.dtype))
    let first = Tensor.arange(size * size).reshaped([size, size]) .== 0
    return padded + first.asType(q.dtype)
}
