/// What becomes of indices that are out of range (`jax.lax.GatherScatterMode`).
public enum IndexMode: String, Sendable, Hashable {
    /// Reads give a fill value, writes are left out.
    case fillOrDrop
    /// Indices are moved to the nearest place in range.
    case clip
    /// The caller promises that there are none. Otherwise reads are moved into range and writes are left out, which
    /// makes the derivatives of the two modes disagree.
    case promiseInBounds
    /// Indices count around: the one after the last place is the first (`mode="wrap"` of `jax.numpy.take`).
    case wrap
}

/// What the caller promises of index vectors, so that less has to be done.
struct IndexPromises: Hashable, Sendable {
    /// They are in ascending order.
    var areSorted = false
    /// No two of them name blocks that meet.
    var areUnique = false
}

/// Blocks of fixed size that start at index vectors (`jax.lax.gather`).
///
/// The operands are the tensor and the index vectors. The result is differentiable in the tensor; its transpose adds
/// up what was read from one place.
struct Gather: Primitive {
    var axes: BlockAxes
    /// The size of a block along each axis of the operand.
    var sizes: [Int]
    var mode: IndexMode
    /// What is read out of range; where nil, NaN, the least signed or largest unsigned integer, or true.
    var fillValue: HostScalar?
    /// What the caller promises of the index vectors.
    var promises = IndexPromises()

    init(axes: BlockAxes, sizes: [Int], mode: IndexMode, fillValue: HostScalar? = nil) {
        self.axes = axes
        self.sizes = sizes
        self.mode = mode
        self.fillValue = fillValue
    }

    /// One block of the operand's rank, moved into range.
    init(block sizes: [Int]) {
        self.init(axes: BlockAxes(spanning: sizes.count), sizes: sizes, mode: .clip)
    }

    var isNativeOnFloat8: Bool { true }
    var name: String { "gather" }
    var printedParameters: [(name: String, value: String)] {
        axes.printedParameters + [("sizes", "\(sizes)"), ("mode", mode.rawValue)]
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let (operand, indices) = (inputs[0], inputs[1])
        try axes.check(operand, indices, blocks: axes.windowAxes.count, for: name)
        guard sizes.count == operand.rank,
            zip(sizes, operand.shape).allSatisfy({ 0 <= $0 && $0 <= $1 })
        else {
            throw TensorError(
                name, "blocks of \(sizes) don't fit into an operand of the shape \(operand.shape)")
        }
        for axis in axes.collapsedAxes + axes.operandBatchAxes where sizes[axis] > 1 {
            throw TensorError(
                name,
                """
                blocks of \(sizes) lack axis \(axis) of the operand, along which their size must be 1 and is \
                \(sizes[axis])
                """)
        }
        let window = (0..<operand.rank).filter {
            !axes.collapsedAxes.contains($0) && !axes.operandBatchAxes.contains($0)
        }
        var windowSizes = window.map { sizes[$0] }.makeIterator()
        var places = indices.shape.dropLast().makeIterator()
        let shape = (0..<indices.rank - 1 + window.count).compactMap { axis in
            axes.windowAxes.contains(axis) ? windowSizes.next() : places.next()
        }
        return [operand.with(shape: shape)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let output = outputs[0]
        guard output.count > 0 else { return [context.splat(0, output)] }
        let indices = context.convert(inputs[1], to: indexDType(inputs[1].type))
        let gathered = context.emit(
            "stablehlo.gather", [inputs[0], indices],
            attributes: """
                dimension_numbers = #stablehlo.gather<\
                offset_dims = \(Lowering.list(axes.windowAxes)), \
                collapsed_slice_dims = \(Lowering.list(axes.collapsedAxes)), \
                operand_batching_dims = \(Lowering.list(axes.operandBatchAxes)), \
                start_indices_batching_dims = \(Lowering.list(axes.indexBatchAxes)), \
                start_index_map = \(Lowering.list(axes.indexedAxes)), \
                index_vector_dim = \(indices.type.rank - 1)>, \
                slice_sizes = \(Lowering.array(sizes)), indices_are_sorted = \(promises.areSorted)
                """,
            result: output)
        guard mode == .fillOrDrop, !axes.indexedAxes.isEmpty else { return [gathered] }
        let limits = axes.indexedAxes.map { inputs[0].type.shape[$0] - sizes[$0] }
        let inRange = context.indicesInRange(indices, limits: limits)
        let places = (0..<output.rank).filter { !axes.windowAxes.contains($0) }
        let mask = context.broadcast(inRange, to: output.shape, axes: places)
        let scalar = output.with(shape: [], isWeak: false)
        let fill = context.constant((fillValue ?? output.dtype.missing).bytes(output.dtype), scalar)
        return [
            context.emit(
                "stablehlo.select",
                [mask, gathered, context.broadcast(fill, to: output.shape, axes: [])],
                result: output)
        ]
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        var linear = self
        linear.fillValue = .integer(0)
        return JVPResult(
            try bind(self, primals)[0], try tangents[0].map { try bind1(linear, $0, primals[1]) })
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0], inputs[0].isLinear else { return [nil, nil] }
        var scatter = Scatter(kind: .add, axes: axes, mode: mode, isUnique: promises.areUnique)
        scatter.isSorted = promises.areSorted
        return [try bind1(scatter, fill(0, inputs[0].type), inputs[1].value, cotangent), nil]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        var result = self
        var operands = inputs
        for (index, axis) in axes.enumerated() {
            if let axis { operands[index] = try moveAxis(inputs[index], from: axis, to: 0) }
        }
        switch (axes[0], axes[1]) {
        case (_?, nil):
            result.axes = self.axes.batchingOperand
            result.sizes.insert(batch.size, at: 0)
            // The batch axis is the first of the block's, so it comes first.
            return BatchResult(try bind(result, operands)[0], 0)
        case (nil, _?):
            result.axes = self.axes.batchingIndices
            // Two examples may read one place.
            result.promises = IndexPromises()
            return BatchResult(try bind(result, operands)[0], 0)
        case (_?, _?):
            result.axes = self.axes.batchingBoth
            result.promises.areSorted = false
            result.sizes.insert(min(batch.size, 1), at: 0)
            return BatchResult(try bind(result, operands)[0], 0)
        case (nil, nil):
            return BatchResult(try bind(self, inputs)[0], nil)
        }
    }
}

/// The signed dtype that indices are computed in.
func indexDType(_ type: ShapedTensor) -> DType {
    type.dtype == .int64 || type.dtype == .uint32 || type.dtype == .uint64 ? .int64 : .int32
}

extension DType {
    /// What reads out of range give: NaN, the least signed or largest unsigned integer, or true.
    var missing: HostScalar {
        if isInexact { return .float(.nan) }
        return isSignedInteger ? lowest : highest
    }
}

extension Lowering {
    /// Whether every entry of an index vector lies between 0 and its limit.
    func indicesInRange(_ indices: Value, limits: [Int]) -> Value {
        let bounds = bounds(limits, like: indices)
        let low = compare("GE", indices, splat(0, indices.type.strong))
        let high = compare("LE", indices, bounds)
        let both = emit("stablehlo.and", [low, high], result: low.type)
        let bool = ShapedTensor(shape: [], dtype: .bool)
        let last = indices.type.rank - 1
        return emit(
            "stablehlo.reduce", [both, constant([1], bool)],
            attributes: "dimensions = \(Lowering.array([last]))",
            regions: [combiner("stablehlo.and", .bool)],
            result: bool.with(shape: Array(indices.type.shape.dropLast())))
    }

    /// One number for each entry of an index vector.
    func bounds(_ limits: [Int], like indices: Value) -> Value {
        let type = ShapedTensor(shape: [limits.count], dtype: indices.type.dtype)
        let bytes = limits.flatMap { HostScalar.integer(Int64($0)).bytes(type.dtype) }
        return broadcast(
            constant(bytes, type), to: indices.type.shape, axes: [indices.type.rank - 1])
    }
}
