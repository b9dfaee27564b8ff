// Copies with elements put in at places or where a mask holds.

/// A copy with values put in at places of the flat tensor (`jax.numpy.put`).
///
/// - Parameters:
///   - places: integers of any shape; negative ones count from the end.
///   - values: converted to the dtype of `x`, and repeated as often as there are places.
///   - mode: what becomes of places out of range: by default they are moved to the nearest in it. Under
///     ``IndexMode/clip`` negative places are out of range too.
public func put(
    _ x: Tensor, _ places: Tensor, _ values: Tensor, mode: IndexMode? = nil
) -> Tensor {
    checked(x, places, values) {
        guard places.dtype.isInteger else {
            throw TensorError("put", "places must be integers, and their dtype is \(places.dtype)")
        }
        guard x.count > 0, places.count > 0, values.count > 0 else { return x }
        var flat = try reshape(places, to: [places.count])
        if mode == nil { flat = try wrapped(flat, size: x.count) }
        if mode == nil || mode == .clip { flat = clip(flat, 0, Tensor.weak(x.count - 1)) }
        let changed = try reshape(x, to: [x.count]).at[flat].set(
            resize(values, [places.count]), mode: mode ?? .promiseInBounds)
        return try reshape(changed, to: x.shape)
    }
}

/// A copy with values put in along an axis, one for each place (`jax.numpy.put_along_axis`).
///
/// - Parameters:
///   - indices: integers of the rank of `x`; along the other axes sizes are equal or 1. Negative ones count from the end.
///   - values: broadcast to the shape of the indices.
///   - axis: the axis that they are places of; nil takes all elements as a vector.
///   - mode: what becomes of places out of range: by default nothing is put there.
public func putAlongAxis(
    _ x: Tensor, _ indices: Tensor, _ values: Tensor, axis: Int?, mode: IndexMode = .fillOrDrop
) -> Tensor {
    checked(x, indices, values) {
        let name = "putAlongAxis"
        let shape = x.shape
        let (x, axis) = try flattenedWithout(axis, x, name)
        guard indices.rank == x.rank, indices.dtype.isInteger else {
            throw TensorError(
                name,
                "needs integers of the rank of the shape \(x.shape), and the indices are \(indices.type)"
            )
        }
        let grid = x.shape.indices.map { other -> Tensor in
            guard other != axis else { return indices }
            let column = x.shape.indices.map { $0 == other ? x.shape[other] : 1 }
            return Tensor.iota(column, axis: other)
        }
        let changed = IndexedTensor(tensor: x, indices: grid.map(\.axisIndex)).set(
            try broadcast(values, to: indices.shape), mode: mode)
        return try reshape(changed, to: shape)
    }
}

/// A copy with values put in one after another where a mask holds (`jax.numpy.place`).
///
/// - Parameters:
///   - mask: as many bools as `x` has elements.
///   - values: converted to the dtype of `x`; the first goes to the first place, and they are repeated as often as it
///     takes.
public func place(_ x: Tensor, _ mask: Tensor, _ values: Tensor) -> Tensor {
    checked(x, mask, values) {
        try requireMask(mask, x, values, "place")
        guard x.count > 0 else { return x }
        let flat = try reshape(try convert(mask, to: .bool), to: [x.count])
        let numbers = cumsum(try convert(flat, to: .int32), axis: 0) - 1
        let source = try reshape(try adopted(values, as: x.dtype), to: [values.count])
        let next = take(
            source, clip(numbers, 0, Tensor.weak(x.count)) % Tensor.weak(values.count), axis: 0,
            mode: .promiseInBounds)
        return which(
            try reshape(flat, to: x.shape), try reshape(next, to: x.shape), x)
    }
}

/// A copy with values put in where a mask holds, each at its own place (`numpy.putmask`).
///
/// - Parameters:
///   - mask: as many bools as `x` has elements.
///   - values: converted to the dtype of `x`; the nth element gets the nth of them, and they are repeated as often as it
///     takes.
public func putMask(_ x: Tensor, _ mask: Tensor, _ values: Tensor) -> Tensor {
    checked(x, mask, values) {
        try requireMask(mask, x, values, "putMask")
        guard x.count > 0 else { return x }
        let condition = try reshape(try convert(mask, to: .bool), to: x.shape)
        return which(condition, resize(try adopted(values, as: x.dtype), x.shape), x)
    }
}

private func requireMask(
    _ mask: Tensor, _ x: Tensor, _ values: Tensor, _ operation: String
) throws {
    guard mask.count == x.count else {
        throw TensorError(
            operation,
            """
            the mask must have as many elements as the tensor, and the shapes are \(mask.shape) and \(x.shape)
            """)
    }
    guard values.count > 0 else { throw TensorError(operation, "there is no value to put in") }
}
