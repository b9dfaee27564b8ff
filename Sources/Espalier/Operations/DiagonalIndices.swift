// Places of triangles and diagonals, for indexing.

/// The places on and below a diagonal of a matrix, row by row, as int32 (`jax.numpy.tril_indices`).
///
///     let (rows, columns) = trilIndices(3)
///     m[rows, columns]
///
/// - Parameters:
///   - rows: the number of rows.
///   - columns: the number of columns; as many as rows where it isn't given.
///   - offset: which diagonal: 0 the main one, positive above it, negative below.
public func trilIndices(
    _ rows: Int, _ columns: Int? = nil, offset: Int = 0
) -> (rows: Tensor, columns: Tensor) {
    triangleIndices(rows, columns ?? rows, "trilIndices") { $1 - $0 <= offset }
}

/// The places on and above a diagonal of a matrix, row by row, as int32 (`jax.numpy.triu_indices`).
///
/// - Parameters:
///   - rows: the number of rows.
///   - columns: the number of columns; as many as rows where it isn't given.
///   - offset: which diagonal: 0 the main one, positive above it, negative below.
public func triuIndices(
    _ rows: Int, _ columns: Int? = nil, offset: Int = 0
) -> (rows: Tensor, columns: Tensor) {
    triangleIndices(rows, columns ?? rows, "triuIndices") { $1 - $0 >= offset }
}

/// The places on and below a diagonal of a matrix of another's shape (`jax.numpy.tril_indices_from`).
public func trilIndices(from x: Tensor, offset: Int = 0) -> (rows: Tensor, columns: Tensor) {
    guard x.rank == 2 else { return notMatrix(x, "trilIndices") }
    return trilIndices(x.shape[0], x.shape[1], offset: offset)
}

/// The places on and above a diagonal of a matrix of another's shape (`jax.numpy.triu_indices_from`).
public func triuIndices(from x: Tensor, offset: Int = 0) -> (rows: Tensor, columns: Tensor) {
    guard x.rank == 2 else { return notMatrix(x, "triuIndices") }
    return triuIndices(x.shape[0], x.shape[1], offset: offset)
}

/// The places of a square matrix at which a function of a matrix leaves ones alone (`jax.numpy.mask_indices`).
///
///     maskIndices(3, offset: 1, triu)
///
/// - Parameters:
///   - size: the number of rows and columns of the matrix.
///   - offset: passed on to the function.
///   - count: how many places there are, needed where the function's result is traced.
public func maskIndices(
    _ size: Int, offset: Int = 0, count: Int? = nil, _ mask: (Tensor, Int) throws -> Tensor
) rethrows -> (rows: Tensor, columns: Tensor) {
    let found = nonzero(try mask(.ones([size, size]), offset), size: count)
    guard found.count == 2 else {
        let error = failed(
            TensorError(
                "maskIndices",
                "the function must give a matrix, and its result has \(found.count) axes"
            ))
        return (error, error)
    }
    return (found[0], found[1])
}

/// The places of the main diagonal, as int32: one vector for each axis (`jax.numpy.diag_indices`).
///
/// - Parameters:
///   - size: how many.
///   - rank: of the tensor that is to be indexed.
public func diagIndices(_ size: Int, rank: Int = 2) -> [Tensor] {
    checked([], count: max(rank, 0)) {
        guard size >= 0, rank >= 0 else {
            throw TensorError(
                "diagIndices",
                "size and rank must not be negative, and they are \(size) and \(rank)")
        }
        guard rank <= SizeLimit.rank else {
            throw TensorError(
                "diagIndices",
                "a tensor has at most \(SizeLimit.rank) axes, and the rank is \(rank)")
        }
        return Array(repeating: .arange(size), count: rank)
    }
}

/// The places of the main diagonal of a tensor whose axes are equally long (`jax.numpy.diag_indices_from`).
public func diagIndices(from x: Tensor) -> [Tensor] {
    checked([x], count: x.rank) {
        guard x.rank >= 2, Set(x.shape).count == 1 else {
            throw TensorError(
                "diagIndices", "needs two or more axes of one size, and the shape is \(x.shape)")
        }
        return diagIndices(x.shape[0], rank: x.rank)
    }
}

/// A copy with other values on the main diagonal (`jax.numpy.fill_diagonal`).
///
/// - Parameters:
///   - x: a matrix, or a tensor of more axes that are equally long.
///   - value: a scalar, or elements that are repeated along the diagonal as often as it takes.
///   - wrap: whether the diagonal of a tall matrix begins again, a row after it has reached the last column, as in NumPy.
public func fillDiagonal(_ x: Tensor, _ value: Tensor, wrap: Bool = false) -> Tensor {
    checked(x, value) {
        guard x.rank == 2 || x.rank > 2 && Set(x.shape).count == 1 else {
            throw TensorError(
                "fillDiagonal",
                "needs a matrix, or more axes of one size, and the shape is \(x.shape)")
        }
        guard value.count > 0 else {
            throw TensorError("fillDiagonal", "there is no value to fill with")
        }
        // In the flat tensor the diagonal stands at equal distances.
        let step = (1..<x.rank).reduce(1) { sum, axis in sum + x.shape[axis...].sizeProduct }
        let isWrapping = wrap && x.rank == 2
        let square = Array(repeating: x.shape.min() ?? 0, count: x.rank)
        let end = isWrapping || x.rank > 2 ? x.count : square[0] * x.shape[1]
        let places = Array(stride(from: 0, to: min(end, x.count), by: step))
        guard !places.isEmpty else { return x }
        let values =
            value.rank == 0
            ? value : resize(try reshape(value, to: [value.count]), [places.count])
        let filled = try reshape(x, to: [x.count]).at[.slice(0, places[places.count - 1] + 1, step)]
            .set(values)
        return try reshape(filled, to: x.shape)
    }
}

private func triangleIndices(
    _ rows: Int, _ columns: Int, _ name: String, _ isIn: (Int, Int) -> Bool
) -> (rows: Tensor, columns: Tensor) {
    let results = checked([], count: 2) {
        guard rows >= 0, columns >= 0 else {
            throw TensorError(
                name, "the numbers of rows and columns must not be negative: \(rows), \(columns)")
        }
        try SizeLimit.checkMemory(
            ShapedTensor(shape: [2, rows, columns], dtype: .int64), for: name)
        var places: (rows: [Int], columns: [Int]) = ([], [])
        for row in 0..<rows {
            for column in 0..<columns where isIn(row, column) {
                places.rows.append(row)
                places.columns.append(column)
            }
        }
        let shape = [places.rows.count]
        return [
            placeTensor(places.rows, shape: shape), placeTensor(places.columns, shape: shape),
        ]
    }
    return (results[0], results[1])
}

private func notMatrix(_ x: Tensor, _ name: String) -> (Tensor, Tensor) {
    let error = failed(TensorError(name, "needs a matrix, and the shape is \(x.shape)"))
    return (error, error)
}
