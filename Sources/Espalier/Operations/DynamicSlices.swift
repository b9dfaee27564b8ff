// Blocks of fixed size at places that are computed.

/// A block of fixed size from computed starts, which are moved to where it fits (`jax.lax.dynamic_slice`).
///
/// - Parameters:
///   - starts: one integer scalar for each axis; negative ones count from the end.
///   - sizes: the size of the block along each axis.
public func dynamicSlice(_ x: Tensor, _ starts: [Tensor], sizes: [Int]) -> Tensor {
    checked([x] + starts) {
        try bind(DynamicSlice(sizes: sizes), [x] + blockStarts(starts, x, "dynamicSlice"))[0]
    }
}

/// A copy in which a block is replaced, from computed starts, which are moved to where it fits
/// (`jax.lax.dynamic_update_slice`).
///
/// - Parameters:
///   - update: the block, of the rank of `x` and no larger; it is converted to the dtype of `x`.
///   - starts: one integer scalar for each axis; negative ones count from the end.
public func dynamicUpdateSlice(_ x: Tensor, _ update: Tensor, _ starts: [Tensor]) -> Tensor {
    checked([x, update] + starts) {
        let update = try convert(update, to: x.dtype)
        return try bind(
            DynamicUpdateSlice(), [x, update] + blockStarts(starts, x, "dynamicUpdateSlice"))[0]
    }
}

private func blockStarts(_ starts: [Tensor], _ x: Tensor, _ operation: String) throws -> [Tensor] {
    guard starts.count == x.rank else {
        throw TensorError(
            operation,
            "a tensor of the shape \(x.shape) needs \(x.rank) starts, and \(starts.count) are given"
        )
    }
    let dtype = commonIndexDType(starts)
    return try zip(starts, x.shape).map { start, size in
        guard start.rank == 0, start.dtype.isInteger else {
            throw TensorError(operation, "starts must be integer scalars, and one is \(start.type)")
        }
        return try convert(try wrapped(start, size: size), to: dtype)
    }
}

/// A block of fixed size along one axis from a computed start, which is moved to where it fits
/// (`jax.lax.dynamic_slice_in_dim`).
///
/// - Parameters:
///   - start: an integer scalar; negative ones count from the end.
///   - size: how many elements along the axis.
///   - axis: the axis; negative counts from the last.
public func dynamicSliceInDim(_ x: Tensor, _ start: Tensor, size: Int, axis: Int = 0) -> Tensor {
    checked(x, start) {
        let name = "dynamicSliceInDim"
        let axis = try normalized(axis, rank: x.rank, for: name)
        guard size >= 0, size <= x.shape[axis] else {
            throw TensorError(
                name,
                "\(size) elements don't fit axis \(axis) of the shape \(x.shape), which has \(x.shape[axis])"
            )
        }
        var sizes = x.shape
        sizes[axis] = size
        return try bind(DynamicSlice(sizes: sizes), [x] + starts(start, axis, x, name))[0]
    }
}

/// A copy in which a block along one axis is replaced, from a computed start, which is moved to where it fits
/// (`jax.lax.dynamic_update_slice_in_dim`).
///
/// - Parameters:
///   - update: the block, of the rank of `x` and no larger; it is converted to the dtype of `x`.
///   - start: an integer scalar; negative ones count from the end.
///   - axis: the axis; negative counts from the last.
public func dynamicUpdateSliceInDim(
    _ x: Tensor, _ update: Tensor, _ start: Tensor, axis: Int = 0
) -> Tensor {
    checked(x, update, start) {
        let name = "dynamicUpdateSliceInDim"
        let axis = try normalized(axis, rank: x.rank, for: name)
        let block = try convert(update, to: x.dtype)
        return try bind(DynamicUpdateSlice(), [x, block] + starts(start, axis, x, name))[0]
    }
}

/// The element at one computed place of an axis, which is moved into range (`jax.lax.dynamic_index_in_dim`).
///
/// - Parameters:
///   - place: an integer scalar; negative ones count from the end.
///   - axis: the axis; negative counts from the last.
///   - keepDims: whether the axis stays, with size 1.
public func dynamicIndexInDim(
    _ x: Tensor, _ place: Tensor, axis: Int = 0, keepDims: Bool = true
) -> Tensor {
    checked(x, place) {
        let name = "dynamicIndexInDim"
        let axis = try normalized(axis, rank: x.rank, for: name)
        guard x.shape[axis] > 0 else {
            throw TensorError(
                name, "there is no place in axis \(axis) of the shape \(x.shape): it is empty")
        }
        var sizes = x.shape
        sizes[axis] = 1
        let slice = try bind(DynamicSlice(sizes: sizes), [x] + starts(place, axis, x, name))[0]
        return keepDims ? slice : try reshape(slice, to: removing(axis, from: sizes))
    }
}

/// A copy in which the element at one computed place of an axis, which is moved into range, is replaced
/// (`jax.lax.dynamic_update_index_in_dim`).
///
/// - Parameters:
///   - update: the element, with the axis at size 1 or without it; it is converted to the dtype of `x`.
///   - place: an integer scalar; negative ones count from the end.
///   - axis: the axis; negative counts from the last.
public func dynamicUpdateIndexInDim(
    _ x: Tensor, _ update: Tensor, _ place: Tensor, axis: Int = 0
) -> Tensor {
    checked(x, update, place) {
        let name = "dynamicUpdateIndexInDim"
        let axis = try normalized(axis, rank: x.rank, for: name)
        var sizes = x.shape
        sizes[axis] = 1
        guard update.shape == sizes || update.shape == removing(axis, from: sizes) else {
            throw TensorError(
                name,
                "an element of the shape \(update.shape) doesn't fit axis \(axis) of \(x.shape)")
        }
        let block = try reshape(try convert(update, to: x.dtype), to: sizes)
        return try bind(DynamicUpdateSlice(), [x, block] + starts(place, axis, x, name))[0]
    }
}

/// The starts of a block that has whole axes but for one.
private func starts(
    _ place: Tensor, _ axis: Int, _ x: Tensor, _ operation: String
) throws -> [Tensor] {
    guard place.rank == 0, place.dtype.isInteger else {
        throw TensorError(operation, "the place must be an integer scalar, not \(place.type)")
    }
    let place = try wrapped(place, size: x.shape[axis])
    return x.shape.indices.map { $0 == axis ? place : fill(0, place.type) }
}
