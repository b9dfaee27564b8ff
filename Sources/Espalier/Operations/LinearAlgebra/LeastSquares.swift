// What is left of inverses where matrices are not square or not of full rank: by singular values.

/// The Moore-Penrose pseudo-inverse (`jax.numpy.linalg.pinv`).
///
/// - Parameters:
///   - a: matrices of any sizes.
///   - tolerance: singular values up to this part of the largest count as 0; by default ten times the larger
///     side times the distance from 1 to the next number.
///   - hermitian: whether matrices are Hermitian.
public func pinv(_ a: Tensor, tolerance: Tensor? = nil, hermitian: Bool = false) -> Tensor {
    checked([a] + (tolerance.map { [$0] } ?? [])) {
        let a = try matrixOperand(a, "pinv")
        let (rows, columns) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
        guard a.count > 0 else {
            return fill(0, a.type.with(shape: a.shape.dropLast(2) + [columns, rows]))
        }
        let type = a.dtype.realPart
        let bound =
            try tolerance.map { try convert($0, to: type) }
            ?? scalar(10 * Double(max(rows, columns)) * type.epsilon, type)
        return try withTangentRule([a, bound]) { operands in
            [try pseudoInverse(operands[0], operands[1], hermitian)]
        } rule: { operands, tangents in
            let p = pinv(operands[0], tolerance: operands[1], hermitian: hermitian)
            let a = hermitian ? try hermitianPart(operands[0]) : operands[0]
            let change = hermitian ? try hermitianPart(tangents[0]) : tangents[0]
            let (ph, ch) = (try adjoint(p), try adjoint(change))
            if rows >= columns {
                let s = p.matmul(ph).matmul(ch)
                let t = ch.matmul(ph).matmul(p)
                let inner = s.matmul(a).matmul(p) + p.matmul(a).matmul(t)
                return ([p], [s + t - inner - p.matmul(change).matmul(p)])
            }
            let s = p.matmul(ph.matmul(ch))
            let t = ch.matmul(ph.matmul(p))
            let inner = s.matmul(a.matmul(p)) + p.matmul(a.matmul(t))
            return ([p], [s + t - inner - p.matmul(change.matmul(p))])
        }[0]
    }
}

private func pseudoInverse(_ a: Tensor, _ tolerance: Tensor, _ hermitian: Bool) throws -> Tensor {
    let (u, s, vh) = svd(a, fullMatrices: false, hermitian: hermitian)
    let cutoff = tolerance.expanded(at: -1) * s[.ellipsis, 0..<1]
    let kept = which(s .> cutoff, s, scalar(.infinity, s.dtype)).asType(a.dtype)
    return try adjoint(vh).matmul(try adjoint(u) / kept.expanded(at: -1))
}

/// The X for which A X is nearest to B; of several the shortest (`jax.numpy.linalg.lstsq`).
///
/// - Parameters:
///   - a: one matrix.
///   - b: a vector or a matrix of as many rows.
///   - tolerance: singular values below this part of the largest count as 0; by default the larger side times the
///     distance from 1 to the next number.
/// - Returns: X, the squared lengths of the columns of B − A X, the rank, and the singular values.
public func lstsq(
    _ a: Tensor, _ b: Tensor, tolerance: Double? = nil
) -> (x: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor) {
    let results = checked([a, b], count: 4) {
        guard a.rank == 2, b.rank == 1 || b.rank == 2 else {
            throw TensorError(
                "lstsq",
                """
                needs one matrix and a vector or matrix, and the shapes are \(a.shape) and \(b.shape); vmap goes \
                over several
                """)
        }
        guard a.shape[0] == b.shape[0] else {
            throw TensorError(
                "lstsq",
                "the right-hand side must have as many rows as the matrix; the shapes are "
                    + "\(a.shape) and \(b.shape)")
        }
        let (a, b) = try factorable(a, b, "lstsq")
        let type = a.dtype.realPart
        let rightSide = b.rank == 1 ? b.expanded(at: 1) : b
        var x: Tensor
        var (rank, s) = (Tensor(0), fill(0, a.type.with(shape: [0], dtype: type)))
        if a.count == 0 {
            x = fill(0, a.type.with(shape: [a.shape[1], rightSide.shape[1]]))
        } else {
            let (u, values, vh) = svd(a, fullMatrices: false)
            s = values
            var bound = tolerance ?? type.epsilon * Double(max(a.shape[0], a.shape[1]))
            if bound < 0 { bound = type.epsilon }
            let zero = scalar(0, type)
            let counts = (s .> zero) & (s .>= scalar(bound, type) * s[0])
            rank = counts.asType(.int32).sum()
            let inverse = which(counts, 1 / which(counts, s, scalar(1, type)), zero)
            let parts = try adjoint(u).matmul(rightSide)
            x = try adjoint(vh).matmul(inverse.asType(a.dtype).expanded(at: 1) * parts)
        }
        let rest = rightSide - a.matmul(x)
        let squares = rest.dtype.isComplex ? real(rest * conjugate(rest)) : rest * rest
        return [
            b.rank == 1 ? x.squeezed(axis: 1) : x, squares.sum(axis: 0), rank, s,
        ]
    }
    return (results[0], results[1], results[2], results[3])
}

/// The number of singular values that count, as int32 (`jax.numpy.linalg.matrix_rank`).
///
/// - Parameters:
///   - a: matrices; of a vector or scalar, whether any element isn't 0.
///   - tolerance: what a singular value must exceed; by default the largest times the larger side times the
///     distance from 1 to the next number. Its axes are the batches'.
///   - hermitian: whether matrices are Hermitian.
public func matrixRank(
    _ a: Tensor, tolerance: Tensor? = nil, hermitian: Bool = false
) -> Tensor {
    checked(a) {
        guard a.rank >= 2 else { return (a .!= 0).any().asType(.int32) }
        let a = try matrixOperand(a, "matrixRank")
        let side = max(a.shape[a.rank - 2], a.shape[a.rank - 1])
        guard a.count > 0 else {
            return fill(0, ShapedTensor(shape: Array(a.shape.dropLast(2)), dtype: .int32))
        }
        let s = svdvals(a, hermitian: hermitian)
        let bound =
            tolerance
            ?? s.max(axis: -1) * scalar(Double(side) * s.dtype.epsilon, s.dtype)
        return (s .> bound.expanded(at: -1)).asType(.int32).sum(axis: -1)
    }
}

/// The condition number: how much a matrix may stretch some vectors more than others (`jax.numpy.linalg.cond`).
///
/// - Parameters:
///   - a: matrices that are not empty; square ones unless the order is 2 or -2.
///   - order: of the matrix norm that is multiplied by the inverse's; 2 gives the ratio of the largest and the
///     smallest singular value, -2 that of the smallest and the largest.
public func cond(_ a: Tensor, order: NormOrder = 2) -> Tensor {
    checked(a) {
        let matrix = try matrixOperand(a, "cond")
        guard matrix.count > 0 else {
            throw TensorError("cond", "an empty matrix has none, and the shape is \(a.shape)")
        }
        let result: Tensor
        switch order {
        case .power(2):
            let s = svdvals(matrix)
            return s[.ellipsis, 0] / s[.ellipsis, -1]
        case .power(-2):
            let s = svdvals(matrix)
            result = s[.ellipsis, -1] / s[.ellipsis, 0]
        default:
            let square = try squareOperand(matrix, "cond")
            result = matrixNorm(square, order: order) * matrixNorm(inv(square), order: order)
        }
        let hasNaN = isNaN(matrix).any(axes: [-2, -1])
        return which(isNaN(result) & !hasNaN, scalar(.infinity, result.dtype), result)
    }
}
