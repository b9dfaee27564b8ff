// Gathering and scattering in full generality; subscripts and `at` say most of it more simply.

/// How index vectors name blocks of a tensor for ``gather(_:_:dimensionNumbers:sliceSizes:mode:fillValue:uniqueIndices:indicesAreSorted:)``
/// (`jax.lax.GatherDimensionNumbers`).
///
/// The index vectors lie along the last axis of the index tensor; its other axes are axes of the result.
public struct GatherDimensionNumbers: Sendable, Hashable {
    /// Where the axes of a block stand in the result, ascending.
    public var offsetDims: [Int]
    /// Axes of the operand along which a block has size 1 and which it lacks, ascending.
    public var collapsedSliceDims: [Int]
    /// The axis of the operand that each entry of an index vector is a place of.
    public var startIndexMap: [Int]
    /// Axes of the operand that run along with axes of the index tensor, ascending.
    public var operandBatchingDims: [Int]
    /// The axes of the index tensor that they run along with.
    public var startIndicesBatchingDims: [Int]

    /// The axes by their roles.
    public init(
        offsetDims: [Int], collapsedSliceDims: [Int], startIndexMap: [Int],
        operandBatchingDims: [Int] = [], startIndicesBatchingDims: [Int] = []
    ) {
        self.offsetDims = offsetDims
        self.collapsedSliceDims = collapsedSliceDims
        self.startIndexMap = startIndexMap
        self.operandBatchingDims = operandBatchingDims
        self.startIndicesBatchingDims = startIndicesBatchingDims
    }

    var axes: BlockAxes {
        BlockAxes(
            windowAxes: offsetDims, collapsedAxes: collapsedSliceDims, indexedAxes: startIndexMap,
            operandBatchAxes: operandBatchingDims, indexBatchAxes: startIndicesBatchingDims)
    }
}

/// How index vectors name blocks of a tensor for ``scatter(_:_:_:dimensionNumbers:mode:uniqueIndices:indicesAreSorted:)``
/// and its relatives (`jax.lax.ScatterDimensionNumbers`).
///
/// The index vectors lie along the last axis of the index tensor; its other axes are axes of the updates.
public struct ScatterDimensionNumbers: Sendable, Hashable {
    /// Where the axes of a block stand in the updates, ascending.
    public var updateWindowDims: [Int]
    /// Axes of the operand along which a block has size 1 and which it lacks, ascending.
    public var insertedWindowDims: [Int]
    /// The axis of the operand that each entry of an index vector is a place of.
    public var scatterDimsToOperandDims: [Int]
    /// Axes of the operand that run along with axes of the index tensor, ascending.
    public var operandBatchingDims: [Int]
    /// The axes of the index tensor that they run along with.
    public var scatterIndicesBatchingDims: [Int]

    /// The axes by their roles.
    public init(
        updateWindowDims: [Int], insertedWindowDims: [Int], scatterDimsToOperandDims: [Int],
        operandBatchingDims: [Int] = [], scatterIndicesBatchingDims: [Int] = []
    ) {
        self.updateWindowDims = updateWindowDims
        self.insertedWindowDims = insertedWindowDims
        self.scatterDimsToOperandDims = scatterDimsToOperandDims
        self.operandBatchingDims = operandBatchingDims
        self.scatterIndicesBatchingDims = scatterIndicesBatchingDims
    }

    var axes: BlockAxes {
        BlockAxes(
            windowAxes: updateWindowDims, collapsedAxes: insertedWindowDims,
            indexedAxes: scatterDimsToOperandDims, operandBatchAxes: operandBatchingDims,
            indexBatchAxes: scatterIndicesBatchingDims)
    }
}

/// Blocks of fixed size that start at index vectors (`jax.lax.gather`).
///
/// - Parameters:
///   - x: the operand.
///   - starts: integers, the index vectors along the last axis; negative ones are out of range.
///   - dimensionNumbers: which axis has which role.
///   - sliceSizes: the size of a block along each axis of the operand, 1 along those that it lacks.
///   - mode: what to do with blocks that aren't wholly in range; ``IndexMode/wrap`` has no meaning here.
///   - fillValue: what blocks out of range hold under ``IndexMode/fillOrDrop``; by default NaN, the least signed or the
///     largest unsigned integer, or true. Must not be traced.
///   - uniqueIndices: a promise that no two blocks meet.
///   - indicesAreSorted: a promise that index vectors ascend.
public func gather(
    _ x: Tensor, _ starts: Tensor, dimensionNumbers: GatherDimensionNumbers, sliceSizes: [Int],
    mode: IndexMode = .promiseInBounds, fillValue: Tensor? = nil, uniqueIndices: Bool = false,
    indicesAreSorted: Bool = false
) -> Tensor {
    checked(x, starts) {
        try requireBlockMode(mode, "gather")
        var gather = Gather(
            axes: dimensionNumbers.axes, sizes: sliceSizes, mode: mode,
            fillValue: try fillValue.map { try fillScalar($0, x.dtype, for: "gather") } ?? nil)
        gather.promises = IndexPromises(areSorted: indicesAreSorted, areUnique: uniqueIndices)
        return try bind1(gather, x, starts)
    }
}

/// A copy in which blocks that start at index vectors are replaced (`jax.lax.scatter`).
///
/// Where blocks meet, one of them is set, whichever it is. The other parameters are those of
/// ``gather(_:_:dimensionNumbers:sliceSizes:mode:fillValue:uniqueIndices:indicesAreSorted:)``.
///
/// - Parameters:
///   - x: the operand.
///   - indices: integers, the index vectors along the last axis.
///   - updates: the blocks, converted to the dtype of `x`.
///   - mode: what to do with blocks that aren't wholly in range: by default they are left out.
public func scatter(
    _ x: Tensor, _ indices: Tensor, _ updates: Tensor, dimensionNumbers: ScatterDimensionNumbers,
    mode: IndexMode = .fillOrDrop, uniqueIndices: Bool = false, indicesAreSorted: Bool = false
) -> Tensor {
    scattered(
        .set, x, indices, updates, dimensionNumbers, mode, uniqueIndices, indicesAreSorted)
}

/// A copy with blocks added at index vectors (`jax.lax.scatter_add`); where blocks meet, all are added.
public func scatterAdd(
    _ x: Tensor, _ indices: Tensor, _ updates: Tensor, dimensionNumbers: ScatterDimensionNumbers,
    mode: IndexMode = .fillOrDrop, uniqueIndices: Bool = false, indicesAreSorted: Bool = false
) -> Tensor {
    scattered(
        .add, x, indices, updates, dimensionNumbers, mode, uniqueIndices, indicesAreSorted)
}

/// A copy with blocks subtracted at index vectors (`jax.lax.scatter_sub`); where blocks meet, all are subtracted.
public func scatterSubtract(
    _ x: Tensor, _ indices: Tensor, _ updates: Tensor, dimensionNumbers: ScatterDimensionNumbers,
    mode: IndexMode = .fillOrDrop, uniqueIndices: Bool = false, indicesAreSorted: Bool = false
) -> Tensor {
    scattered(
        .add, x, indices, -updates, dimensionNumbers, mode, uniqueIndices, indicesAreSorted)
}

/// A copy multiplied by blocks at index vectors (`jax.lax.scatter_mul`); where blocks meet, by all of them.
///
/// Differentiable in the updates only with `uniqueIndices`.
public func scatterMultiply(
    _ x: Tensor, _ indices: Tensor, _ updates: Tensor, dimensionNumbers: ScatterDimensionNumbers,
    mode: IndexMode = .fillOrDrop, uniqueIndices: Bool = false, indicesAreSorted: Bool = false
) -> Tensor {
    scattered(
        .multiply, x, indices, updates, dimensionNumbers, mode, uniqueIndices, indicesAreSorted)
}

/// A copy with the smaller of element and update at index vectors (`jax.lax.scatter_min`).
public func scatterMin(
    _ x: Tensor, _ indices: Tensor, _ updates: Tensor, dimensionNumbers: ScatterDimensionNumbers,
    mode: IndexMode = .fillOrDrop, uniqueIndices: Bool = false, indicesAreSorted: Bool = false
) -> Tensor {
    scattered(
        .min, x, indices, updates, dimensionNumbers, mode, uniqueIndices, indicesAreSorted)
}

/// A copy with the larger of element and update at index vectors (`jax.lax.scatter_max`).
public func scatterMax(
    _ x: Tensor, _ indices: Tensor, _ updates: Tensor, dimensionNumbers: ScatterDimensionNumbers,
    mode: IndexMode = .fillOrDrop, uniqueIndices: Bool = false, indicesAreSorted: Bool = false
) -> Tensor {
    scattered(
        .max, x, indices, updates, dimensionNumbers, mode, uniqueIndices, indicesAreSorted)
}

/// A copy with a function of the elements in the blocks at index vectors (`jax.lax.scatter_apply`).
///
/// The function takes all blocks at once and gives a tensor of their shape, and it may be differentiated. An element in
/// more than one block gets the function once; in JAX as often as there are blocks.
///
/// - Parameter sliceSizes: the size of a block along each axis of the operand.
public func scatterApply(
    _ x: Tensor, _ indices: Tensor, dimensionNumbers: ScatterDimensionNumbers, sliceSizes: [Int],
    mode: IndexMode = .fillOrDrop, uniqueIndices: Bool = false, indicesAreSorted: Bool = false,
    _ function: (Tensor) throws -> Tensor
) rethrows -> Tensor {
    let blocks = checked(x, indices) {
        try requireBlockMode(mode, "scatterApply")
        var gather = Gather(axes: dimensionNumbers.axes, sizes: sliceSizes, mode: mode)
        gather.promises = IndexPromises(areSorted: indicesAreSorted, areUnique: uniqueIndices)
        return try bind1(gather, x, indices)
    }
    return scattered(
        .set, x, indices, try function(blocks), dimensionNumbers, mode, uniqueIndices,
        indicesAreSorted)
}

private func scattered(
    _ kind: Scatter.Kind, _ x: Tensor, _ indices: Tensor, _ updates: Tensor,
    _ numbers: ScatterDimensionNumbers, _ mode: IndexMode, _ isUnique: Bool, _ isSorted: Bool
) -> Tensor {
    checked(x, indices, updates) {
        var scatter = Scatter(kind: kind, axes: numbers.axes, mode: mode, isUnique: isUnique)
        scatter.isSorted = isSorted
        try requireBlockMode(mode, scatter.name)
        return try bind1(scatter, x, indices, try convert(updates, to: x.dtype))
    }
}

private func requireBlockMode(_ mode: IndexMode, _ operation: String) throws {
    guard mode != .wrap else {
        throw TensorError(
            operation,
            "the mode .wrap counts places of single axes around; take and x.at have it, and blocks don't"
        )
    }
}
