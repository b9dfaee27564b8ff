// Triangles and diagonals of matrices.

/// The elements on and below a diagonal, zeros above it (`jax.numpy.tril`).
///
/// - Parameters:
///   - x: of rank 2 or more; the last two axes are the matrices'.
///   - offset: which diagonal: 0 the main one, positive above it, negative below.
public func tril(_ x: Tensor, offset: Int = 0) -> Tensor {
    triangle(x, "tril") { $0 .<= Tensor.weak(offset) }
}

/// The elements on and above a diagonal, zeros below it (`jax.numpy.triu`).
///
/// - Parameters:
///   - x: of rank 2 or more; the last two axes are the matrices'.
///   - offset: which diagonal: 0 the main one, positive above it, negative below.
public func triu(_ x: Tensor, offset: Int = 0) -> Tensor {
    triangle(x, "triu") { $0 .>= Tensor.weak(offset) }
}

private func triangle(_ x: Tensor, _ name: String, _ keeps: (Tensor) -> Tensor) -> Tensor {
    checked(x) {
        guard x.rank >= 2 else {
            throw TensorError(name, "needs a matrix or more axes, and the shape is \(x.shape)")
        }
        let mask = keeps(try diagonalDistance(Array(x.shape.suffix(2))))
        return try bind1(Select(), mask, x, fill(0, x.type.with(shape: [])))
    }
}

/// Of a vector, the matrix that has it on a diagonal; of a matrix, the diagonal (`jax.numpy.diag`).
///
/// - Parameter offset: which diagonal: 0 the main one, positive above it, negative below.
public func diag(_ x: Tensor, offset: Int = 0) -> Tensor {
    checked(x) {
        switch x.rank {
        case 1: return try embeddedDiagonal(x, offset)
        case 2: return diagonal(x, offset: offset)
        default:
            throw TensorError("diag", "needs a vector or a matrix, and the shape is \(x.shape)")
        }
    }
}

/// The diagonals of matrices, along a new last axis (`jax.numpy.diagonal`).
///
/// - Parameters:
///   - x: of rank 2 or more.
///   - offset: which diagonal: 0 the main one, positive above it, negative below.
///   - axis1: the axis of the matrices' rows.
///   - axis2: the axis of the matrices' columns.
public func diagonal(_ x: Tensor, offset: Int = 0, axis1: Int = 0, axis2: Int = 1) -> Tensor {
    checked(x) {
        guard x.rank >= 2 else {
            throw TensorError(
                "diagonal", "needs a matrix or more axes, and the shape is \(x.shape)")
        }
        let first = try normalized(axis1, rank: x.rank, for: "diagonal")
        let second = try normalized(axis2, rank: x.rank, for: "diagonal")
        guard first != second else {
            throw TensorError("diagonal", "the axes must differ, and both are \(first)")
        }
        // Beyond the corners all diagonals are empty.
        let offset = min(max(offset, -x.shape[first]), x.shape[second])
        let others = (0..<x.rank).filter { $0 != first && $0 != second }
        var matrices = try permuteAxes(x, others + [first, second])
        let (row, column) = (others.count, others.count + 1)
        let rows = max(
            0, min(x.shape[first], x.shape[first] + offset, x.shape[second] - max(offset, 0)))
        let size = min(rows, x.shape[second])
        let leading = others.map { x.shape[$0] }
        guard size > 0 else { return try reshape(try part(matrices, row, 0, 0), to: leading + [0]) }
        matrices = try part(matrices, row, max(-offset, 0), max(-offset, 0) + size)
        matrices = try part(matrices, column, max(offset, 0), max(offset, 0) + size)
        // In the flat matrix the diagonal stands at every (size + 1)th place.
        let flat = try reshape(matrices, to: leading + [size * size])
        return try part(flat, row, 0, size * size, stride: size + 1)
    }
}

/// The matrix that has all elements of a tensor on a diagonal, zeros elsewhere (`jax.numpy.diagflat`).
///
/// - Parameter offset: which diagonal: 0 the main one, positive above it, negative below.
public func diagflat(_ x: Tensor, offset: Int = 0) -> Tensor {
    checked(x) { try embeddedDiagonal(try reshape(x, to: [x.count]), offset) }
}

/// The sum of the elements on a diagonal (`jax.numpy.trace`).
///
/// - Parameters:
///   - x: of rank 2 or more.
///   - offset: which diagonal: 0 the main one, positive above it, negative below.
///   - axis1: the axis of the matrices' rows.
///   - axis2: the axis of the matrices' columns.
///   - dtype: in which to add up; that of the elements where it isn't given.
public func trace(
    _ x: Tensor, offset: Int = 0, axis1: Int = 0, axis2: Int = 1, dtype: DType? = nil
) -> Tensor {
    let elements = diagonal(x, offset: offset, axis1: axis1, axis2: axis2)
    return (dtype.map { elements.asType($0) } ?? elements).sum(axis: -1)
}

private func embeddedDiagonal(_ x: Tensor, _ offset: Int) throws -> Tensor {
    let size = x.count.saturatingAdd(offset.saturatingMagnitude)
    _ = try validShape([size, size], for: "diag")
    let zero = fill(0, x.type.with(shape: []))
    guard x.count > 0 else { return try broadcast(zero, to: [size, size]) }
    let start = offset >= 0 ? offset : -offset * size
    let covered = (x.count - 1) * (size + 1) + 1
    let flat = try bind1(
        Pad(low: [start], high: [size * size - start - covered], interior: [size]), x, zero)
    return try reshape(flat, to: [size, size])
}
