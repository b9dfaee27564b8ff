/// The elements at places along an axis (`jax.numpy.take`).
///
/// - Parameters:
///   - indices: integers of any shape, whose axes take the place of the axis; negative ones count from the end.
///   - axis: the axis; nil for all elements in row-major order.
///   - mode: what places out of range give; by default NaN, or for integers the least or the largest unsigned one. Under
///     ``IndexMode/clip`` negative places are out of range.
///   - fillValue: what to read out of range instead, under ``IndexMode/fillOrDrop``; must not be traced.
///   - indicesAreSorted: a promise that places ascend.
///   - uniqueIndices: a promise that no place is named twice.
public func take(
    _ x: Tensor, _ indices: Tensor, axis: Int? = nil, mode: IndexMode = .fillOrDrop,
    fillValue: Tensor? = nil, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
) -> Tensor {
    checked(x, indices) {
        guard indices.dtype.isInteger else {
            throw TensorError(
                "take", "indices must be integers, and their dtype is \(indices.dtype)")
        }
        let operand = try axis == nil ? reshape(x, to: [x.count]) : x
        let axis = try normalized(axis ?? 0, rank: operand.rank, for: "take")
        guard operand.shape[axis] > 0 || indices.count == 0 else {
            throw TensorError(
                "take",
                "there is no place in axis \(axis) of the shape \(operand.shape): it is empty"
            )
        }
        let all = [AxisIndex](repeating: .all, count: axis)
        let last = max(0, operand.shape[axis] - 1)
        let places =
            mode == .clip
            ? clip(try convert(indices, to: indexDType(indices.type)), 0, .weak(last)) : indices
        let fill = try fillValue.map { try fillScalar($0, x.dtype, for: "take") } ?? nil
        let plan = try IndexPlan(
            all + [places.axisIndex], shape: operand.shape, counting: .init(mode))
        return try plan.read(
            operand, mode: mode, fillValue: fill,
            promises: IndexPromises(areSorted: indicesAreSorted, areUnique: uniqueIndices))
    }
}

/// One element for each place along an axis, where the other axes run along (`jax.numpy.take_along_axis`).
///
///     takeAlongAxis(x, argsort(x), axis: -1)      // sorted
///
/// - Parameters:
///   - indices: integers of the rank of `x`; along the other axes sizes are equal or 1.
///   - axis: the axis that they are places of; negative counts from the last, and nil takes both as vectors.
///   - mode: what places out of range give; by default NaN, or for integers the least or the largest unsigned one.
///   - fillValue: what to read out of range instead, under ``IndexMode/fillOrDrop``; must not be traced.
///   - wrapNegativeIndices: whether negative places count from the end.
public func takeAlongAxis(
    _ x: Tensor, _ indices: Tensor, axis: Int? = -1, mode: IndexMode = .fillOrDrop,
    fillValue: Tensor? = nil, wrapNegativeIndices: Bool = true
) -> Tensor {
    checked(x, indices) {
        let name = "takeAlongAxis"
        guard let given = axis else {
            return takeAlongAxis(
                try reshape(x, to: [x.count]), try reshape(indices, to: [indices.count]), axis: 0,
                mode: mode, fillValue: fillValue, wrapNegativeIndices: wrapNegativeIndices)
        }
        let axis = try normalized(given, rank: x.rank, for: name)
        guard indices.rank == x.rank else {
            throw TensorError(
                name,
                "indices of the shape \(indices.shape) must have the rank of the shape \(x.shape)")
        }
        var (operandShape, indexShape) = (x.shape, indices.shape)
        (operandShape[axis], indexShape[axis]) = (1, 1)
        let common = try broadcastShape([operandShape, indexShape], for: name)
        (operandShape, indexShape) = (common, common)
        (operandShape[axis], indexShape[axis]) = (x.shape[axis], indices.shape[axis])
        guard indexShape.allSatisfy({ $0 > 0 }) else {
            return fill(0, x.type.with(shape: indexShape))
        }
        guard x.shape[axis] > 0 else {
            throw TensorError(name, "axis \(axis) of the shape \(x.shape) is empty")
        }
        let places = try wrapped(
            indices, size: x.shape[axis], negative: wrapNegativeIndices, around: mode == .wrap)
        return try gatherAlong(
            try broadcast(x, to: operandShape), try broadcast(places, to: indexShape), axis: axis,
            mode: mode == .wrap ? .promiseInBounds : mode,
            fillValue: try fillValue.map { try fillScalar($0, x.dtype, for: name) } ?? nil)
    }
}
