extension Tensor {
    /// The matrix product (`jax.numpy.matmul`, Python's `@`).
    ///
    /// The last two axes are matrices; the axes before them are broadcast. A vector on the left is a row, one on the
    /// right a column, whose axis the result lacks. dtypes are promoted; bools are combined by "and" and "or".
    ///
    /// - Precondition: neither is a scalar, and the sizes of the inner axes are equal.
    public func matmul(_ other: Tensor) -> Tensor {
        checked(self, other) { try product(self, other) }
    }

    /// The product over the last axis of this tensor and the last but one, or only one, of the other
    /// (`jax.numpy.dot`). A scalar multiplies.
    public func dot(_ other: Tensor) -> Tensor {
        checked(self, other) {
            if rank == 0 || other.rank == 0 { return self * other }
            return try contract(
                self, other, [rank - 1], [Swift.max(0, other.rank - 2)], "dot")
        }
    }
}

/// The matrix product; see ``Tensor/matmul(_:)``.
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor { a.matmul(b) }

/// The matrix product, computed as exactly as is asked for (`jax.numpy.matmul` with a `precision`); see
/// ``Tensor/matmul(_:)``.
///
/// - Parameter precision: how exactly products are computed, where the device has a choice. The products of the
///   derivatives are computed as exactly.
public func matmul(_ a: Tensor, _ b: Tensor, precision: ProductPrecision) -> Tensor {
    checked(a, b) { try product(a, b, precision) }
}

/// The product over the last axis of the first operand and the last but one, or only one, of the second
/// (`jax.numpy.dot`). A scalar multiplies.
public func dot(_ a: Tensor, _ b: Tensor) -> Tensor { a.dot(b) }

/// The sums of products over the last `axes` axes of the first operand and the first of the second
/// (`jax.numpy.tensordot`).
public func tensordot(_ a: Tensor, _ b: Tensor, axes: Int = 2) -> Tensor {
    checked(a, b) {
        guard axes >= 0, axes <= min(a.rank, b.rank) else {
            throw TensorError(
                "tensordot",
                "\(axes) axes can't be contracted of the shapes \(a.shape) and \(b.shape)")
        }
        return try contract(a, b, Array(a.rank - axes..<a.rank), Array(0..<axes), "tensordot")
    }
}

/// The sums of products over pairs of axes (`jax.numpy.tensordot`).
///
/// - Parameter axes: the axes of the first operand, and those of the second that they are paired with.
public func tensordot(_ a: Tensor, _ b: Tensor, axes: ([Int], [Int])) -> Tensor {
    checked(a, b) {
        guard axes.0.count == axes.1.count else {
            throw TensorError("tensordot", "axes \(axes.0) and \(axes.1) can't be paired")
        }
        let first = try axes.0.map { try normalized($0, rank: a.rank, for: "tensordot") }
        let second = try axes.1.map { try normalized($0, rank: b.rank, for: "tensordot") }
        guard Set(first).count == first.count, Set(second).count == second.count else {
            throw TensorError("tensordot", "an axis is named twice in \(axes.0) or \(axes.1)")
        }
        return try contract(a, b, first, second, "tensordot")
    }
}

/// The product of every element of one tensor with every element of another, as a matrix (`jax.numpy.outer`).
public func outer(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) { try reshape(a, to: [a.count, 1]) * reshape(b, to: [1, b.count]) }
}

/// The sum of products over the last axis of both (`jax.numpy.inner`). A scalar multiplies.
public func inner(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        if a.rank == 0 || b.rank == 0 { return a * b }
        return try contract(a, b, [a.rank - 1], [b.rank - 1], "inner")
    }
}

/// The sum of products of all elements, the first operand's conjugated (`jax.numpy.vdot`).
public func vdot(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        try contract(
            conjugate(try reshape(a, to: [a.count])), try reshape(b, to: [b.count]), [0], [0],
            "vdot")
    }
}

private func product(
    _ a: Tensor, _ b: Tensor, _ precision: ProductPrecision = .standard
) throws -> Tensor {
    guard a.rank > 0, b.rank > 0 else {
        throw TensorError(
            "matmul",
            "needs at least vectors, and the shapes are \(a.shape) × \(b.shape); a scalar multiplies by *"
        )
    }
    let (inner, other) = (a.rank - 1, max(0, b.rank - 2))
    guard a.shape[inner] == b.shape[other] else {
        throw TensorError(
            "matmul",
            """
            inner dimensions differ, \(a.shape) × \(b.shape): the last axis of the first operand has \
            \(a.shape[inner]), and \(b.rank == 1 ? "the only" : "the last but one") axis of the second has \
            \(b.shape[other])
            """)
    }
    if b.rank <= 2 { return try contract(a, b, [inner], [other], "matmul", precision: precision) }
    let batches = [Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2))]
    guard let batch = try? broadcastShape(batches, for: "matmul") else {
        throw TensorError(
            "matmul",
            """
            batch axes can't be broadcast, \(a.shape) × \(b.shape): \(batches[0]) and \(batches[1]), aligned at the \
            last one, must have sizes that are equal or 1
            """)
    }
    if a.rank <= 2 {
        // The axes of the product are the first operand's rows, then the second's batch axes and columns.
        let result = try contract(a, b, [inner], [other], "matmul", precision: precision)
        return a.rank == 1 ? result : try moveAxis(result, from: 0, to: batch.count)
    }
    let left = try broadcast(a, to: batch + a.shape.suffix(2))
    let right = try broadcast(b, to: batch + b.shape.suffix(2))
    let axes = Array(batch.indices)
    return try contract(
        left, right, [left.rank - 1], [right.rank - 2], batch: (axes, axes), "matmul",
        precision: precision)
}

/// Sums of products over pairs of axes, in the common dtype of the operands.
func contract(
    _ a: Tensor, _ b: Tensor, _ first: [Int], _ second: [Int], batch: ([Int], [Int]) = ([], []),
    _ operation: String, precision: ProductPrecision = .standard
) throws -> Tensor {
    let (a, b) = (try sound(a), try sound(b))
    for (i, j) in zip(first, second) where a.shape[i] != b.shape[j] {
        throw TensorError(
            operation,
            """
            paired axes must have equal sizes, but axis \(i) of the shape \(a.shape) has \(a.shape[i]) and \
            axis \(j) of the shape \(b.shape) has \(b.shape[j])
            """)
    }
    var operands = try promoted([a, b])
    let isBool = operands[0].dtype == .bool
    if isBool { operands = try operands.map { try convert($0, to: .int32) } }
    let dot = DotGeneral(contracting: (first, second), batching: batch, precision: precision)
    let sums = try bind(dot, operands)[0]
    return isBool ? try convert(sums, to: .bool) : sums
}
