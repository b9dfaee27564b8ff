/// Each element of the first operand times the whole second one, as blocks of a tensor (`jax.numpy.kron`).
///
/// The operand of lower rank gets first axes of size 1.
public func kron(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        let rank = max(a.rank, b.rank)
        let first = [Int](repeating: 1, count: rank - a.rank) + a.shape
        let second = [Int](repeating: 1, count: rank - b.rank) + b.shape
        let left = try reshape(a, to: first.flatMap { [$0, 1] })
        let right = try reshape(b, to: second.flatMap { [1, $0] })
        return try reshape(left * right, to: zip(first, second).map { $0 * $1 })
    }
}

/// The vectors at right angles to pairs of vectors, of the length of the area between them (`jax.numpy.cross`).
///
/// - Parameters:
///   - a: vectors of 3 elements, or of 2, whose third is 0. Of two vectors of 2 elements only the third of the result
///     is given.
///   - b: the same. The other axes are broadcast.
///   - axis: where the elements stand, in both operands and the result.
public func cross(_ a: Tensor, _ b: Tensor, axis: Int = -1) -> Tensor {
    cross(a, b, axes: (axis, axis), resultAxis: axis)
}

/// The cross products of vectors that stand along different axes (`jax.numpy.cross`).
///
/// - Parameters:
///   - axes: where the elements stand in the operands.
///   - resultAxis: where they stand in the result.
public func cross(_ a: Tensor, _ b: Tensor, axes: (Int, Int), resultAxis: Int) -> Tensor {
    checked(a, b) {
        let first = try moveAxis(
            a, from: try normalized(axes.0, rank: a.rank, for: "cross"), to: max(0, a.rank - 1))
        let second = try moveAxis(
            b, from: try normalized(axes.1, rank: b.rank, for: "cross"), to: max(0, b.rank - 1))
        let sizes = (first.shape.last!, second.shape.last!)
        guard [2, 3].contains(sizes.0), [2, 3].contains(sizes.1) else {
            throw TensorError(
                "cross",
                """
                vectors must have 2 or 3 elements, and those of the shapes \(a.shape) and \(b.shape) have \
                \(sizes.0) and \(sizes.1)
                """)
        }
        let x = (0..<sizes.0).map { first[.ellipsis, $0] }
        let y = (0..<sizes.1).map { second[.ellipsis, $0] }
        let last = x[0] * y[1] - x[1] * y[0]
        if sizes == (2, 2) { return last }
        let xz = sizes.0 == 3 ? x[2] : zeros(like: x[0])
        let yz = sizes.1 == 3 ? y[2] : zeros(like: y[0])
        return stack([x[1] * yz - xz * y[1], xz * y[0] - x[0] * yz, last], axis: resultAxis)
    }
}

/// The sum of products along one axis, the first operand's conjugated (`jax.numpy.vecdot`).
///
/// - Parameter axis: along which vectors stand in both; the other axes are broadcast.
public func vecdot(_ a: Tensor, _ b: Tensor, axis: Int = -1) -> Tensor {
    checked(a, b) {
        let x = try moveAxis(
            a, from: try normalized(axis, rank: a.rank, for: "vecdot"), to: max(0, a.rank - 1))
        let y = try moveAxis(
            b, from: try normalized(axis, rank: b.rank, for: "vecdot"), to: max(0, b.rank - 1))
        guard x.shape.last! == y.shape.last! else {
            throw TensorError(
                "vecdot",
                "vectors must be equally long, and those of the shapes \(a.shape) and \(b.shape) have "
                    + "\(x.shape.last!) and \(y.shape.last!) elements")
        }
        return einsum("...i,...i->...", conjugate(x), y)
    }
}

/// The products of matrices and vectors in the last axes; batches are broadcast (`jax.numpy.matvec`).
public func matvec(_ a: Tensor, _ x: Tensor) -> Tensor {
    checked(a, x) {
        guard a.rank >= 2, x.rank >= 1 else {
            throw TensorError(
                "matvec", "needs matrices and vectors, and the shapes are \(a.shape) and \(x.shape)"
            )
        }
        return einsum("...ij,...j->...i", a, x)
    }
}

/// The products of conjugated vectors and matrices in the last axes; batches are broadcast (`jax.numpy.vecmat`).
public func vecmat(_ x: Tensor, _ a: Tensor) -> Tensor {
    checked(x, a) {
        guard a.rank >= 2, x.rank >= 1 else {
            throw TensorError(
                "vecmat", "needs vectors and matrices, and the shapes are \(x.shape) and \(a.shape)"
            )
        }
        return einsum("...i,...ij->...j", conjugate(x), a)
    }
}

/// The matrix product of several operands, in the order that takes the fewest multiplications
/// (`jax.numpy.linalg.multi_dot`).
///
/// - Parameter matrices: at least two. The first and last may be vectors: a row and a column, whose axes the result
///   lacks.
public func multiDot(_ matrices: [Tensor]) -> Tensor {
    checked(matrices) {
        guard matrices.count >= 2 else {
            throw TensorError(
                "multiDot", "needs two operands or more, and there are \(matrices.count)")
        }
        for (index, matrix) in matrices.enumerated()
        where matrix.rank != 2
            && !(matrix.rank == 1 && (index == 0 || index == matrices.count - 1))
        {
            throw TensorError(
                "multiDot",
                "operands must be matrices, the first and last also vectors; operand \(index) has the "
                    + "shape \(matrix.shape)")
        }
        for (a, b) in zip(matrices, matrices.dropFirst()) where a.shape.last! != b.shape[0] {
            throw TensorError(
                "multiDot",
                "neighbours don't fit: \(matrices.map { "\($0.shape)" }.joined(separator: " × "))")
        }
        // Sizes: operand k is sizes[k] × sizes[k + 1].
        let first = matrices[0].rank == 1 ? 1 : matrices[0].shape[0]
        let last = matrices.last!.rank == 1 ? 1 : matrices.last!.shape[1]
        let sizes = [first] + matrices.dropFirst().map { $0.shape[0] } + [last]
        let order = chainOrder(sizes)
        func product(_ range: Range<Int>) -> Tensor {
            guard range.count > 1 else { return matrices[range.lowerBound] }
            let middle = order[range.lowerBound][range.upperBound - 1]
            return product(range.lowerBound..<middle).matmul(product(middle..<range.upperBound))
        }
        return product(0..<matrices.count)
    }
}

/// For each part of a chain of products, from operand i to operand j, where it is divided best.
private func chainOrder(_ sizes: [Int]) -> [[Int]] {
    let count = sizes.count - 1
    var cost = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    var place = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
    for length in 1..<max(count, 2) {
        for start in 0..<max(count - length, 0) {
            let end = start + length
            cost[start][end] = .infinity
            for middle in (start + 1)...end {
                let product = Double(sizes[start]) * Double(sizes[middle]) * Double(sizes[end + 1])
                let total = cost[start][middle - 1] + cost[middle][end] + product
                if total < cost[start][end] {
                    (cost[start][end], place[start][end]) = (total, middle)
                }
            }
        }
    }
    return place
}

/// Square matrices multiplied by themselves (`jax.numpy.linalg.matrix_power`).
///
/// - Parameter exponent: how often; 0 gives the identity, and a negative one powers of the inverse.
public func matrixPower(_ a: Tensor, _ exponent: Int) -> Tensor {
    checked(a) {
        guard a.rank >= 2, a.shape[a.rank - 1] == a.shape[a.rank - 2] else {
            throw TensorError("matrixPower", "needs square matrices, and the shape is \(a.shape)")
        }
        if exponent == 0 {
            return try broadcast(identityMatrix(a.shape.last!, a.dtype), to: a.shape)
        }
        var square = exponent < 0 ? inv(a) : a
        var rest = exponent.magnitude
        if rest == 3 { return square.matmul(square).matmul(square) }
        var result: Tensor?
        while true {
            if rest % 2 == 1 { result = result.map { $0.matmul(square) } ?? square }
            rest /= 2
            guard rest > 0 else { return result! }
            square = square.matmul(square)
        }
    }
}

/// α A Aᵀ + β C (`jax.lax.linalg.symmetric_product`).
///
/// - Parameters:
///   - a: matrices.
///   - c: square matrices of as many rows.
///   - alpha: what the product is multiplied by.
///   - beta: what `c` is multiplied by.
public func symmetricProduct(
    _ a: Tensor, _ c: Tensor, alpha: Tensor = 1.0, beta: Tensor = 0.0
) -> Tensor {
    checked(a, c, alpha, beta) {
        let a = try matrixOperand(a, "symmetricProduct")
        return alpha * a.matmul(try matrixTransposed(a)) + beta * c
    }
}
