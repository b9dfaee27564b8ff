/// A block of fixed size that starts at computed places (`jax.lax.dynamic_slice`).
///
/// The operands are the tensor and one scalar start for each axis, all of one integer dtype. Starts are moved into
/// the range in which the block fits.
struct DynamicSlice: Primitive {
    let sizes: [Int]

    var isNativeOnFloat8: Bool { true }
    var name: String { "dynamic_slice" }
    var printedParameters: [(name: String, value: String)] { [("sizes", "\(sizes)")] }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let shape = inputs[0].shape
        try checkStarts(Array(inputs.dropFirst()), rank: shape.count, for: name)
        guard sizes.count == shape.count, zip(sizes, shape).allSatisfy({ 0 <= $0 && $0 <= $1 })
        else {
            throw TensorError(name, "a block of \(sizes) doesn't fit into the shape \(shape)")
        }
        return [inputs[0].with(shape: sizes)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard !sizes.isEmpty else { return [inputs[0]] }
        return [
            context.emit(
                "stablehlo.dynamic_slice", inputs,
                attributes: "slice_sizes = \(Lowering.array(sizes))",
                result: outputs[0])
        ]
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let starts = Array(primals.dropFirst())
        return JVPResult(
            try bind(self, primals)[0], try tangents[0].map { try bind(self, [$0] + starts)[0] })
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        let none = [Tensor?](repeating: nil, count: inputs.count - 1)
        guard let cotangent = cotangents[0], inputs[0].isLinear else { return [nil] + none }
        let starts = inputs.dropFirst().map(\.value)
        let zeros = fill(0, inputs[0].type)
        return [try bind(DynamicUpdateSlice(), [zeros, cotangent] + starts)[0]] + none
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let starts = Array(inputs.dropFirst())
        guard axes.dropFirst().allSatisfy({ $0 == nil }) else {
            let (indices, indexAxis) = try batchedStarts(starts, Array(axes.dropFirst()), batch)
            let gather = Gather(block: sizes)
            return try gather.batch([inputs[0], indices], [axes[0], indexAxis], over: batch)
        }
        let operand = try batchedInFront(inputs[0], axes[0], size: batch.size)
        let block = DynamicSlice(sizes: [batch.size] + sizes)
        return BatchResult(try bind(block, [operand, zeroStart(like: starts)] + starts)[0], 0)
    }
}

/// A tensor in which a block that starts at computed places is replaced (`jax.lax.dynamic_update_slice`).
///
/// The operands are the tensor, the block, and one scalar start for each axis, all of one integer dtype. Starts are
/// moved into the range in which the block fits.
struct DynamicUpdateSlice: Primitive {
    var isNativeOnFloat8: Bool { true }
    var name: String { "dynamic_update_slice" }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let (operand, update) = (inputs[0], inputs[1])
        try checkStarts(Array(inputs.dropFirst(2)), rank: operand.rank, for: name)
        guard update.dtype == operand.dtype else {
            throw TensorError(
                name, "the block \(update) must have the dtype of the operand \(operand)")
        }
        guard update.rank == operand.rank, zip(update.shape, operand.shape).allSatisfy({ $0 <= $1 })
        else {
            throw TensorError(
                name, "a block of \(update.shape) doesn't fit into the shape \(operand.shape)")
        }
        return [operand.with(isWeak: operand.isWeak && update.isWeak)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard outputs[0].rank > 0 else { return [inputs[1]] }
        return [context.emit("stablehlo.dynamic_update_slice", inputs, result: outputs[0])]
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let y = try bind(self, primals)[0]
        guard tangents[0] != nil || tangents[1] != nil else { return JVPResult(y, nil) }
        let operand = tangents[0] ?? zeros(like: primals[0])
        let update = tangents[1] ?? zeros(like: primals[1])
        return JVPResult(y, try bind(self, [operand, update] + primals.dropFirst(2))[0])
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        var result = [Tensor?](repeating: nil, count: inputs.count)
        guard let cotangent = cotangents[0] else { return result }
        let starts = inputs.dropFirst(2).map(\.value)
        let block = inputs[1].type
        if inputs[0].isLinear {
            result[0] = try bind(self, [cotangent, fill(0, block)] + starts)[0]
        }
        if inputs[1].isLinear {
            result[1] = try bind(DynamicSlice(sizes: block.shape), [cotangent] + starts)[0]
        }
        return result
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let starts = Array(inputs.dropFirst(2))
        guard axes.dropFirst(2).allSatisfy({ $0 == nil }) else {
            let (indices, indexAxis) = try batchedStarts(starts, Array(axes.dropFirst(2)), batch)
            let scatter = Scatter(block: inputs[0].rank - (axes[0] == nil ? 0 : 1))
            return try scatter.batch(
                [inputs[0], indices, inputs[1]], [axes[0], indexAxis, axes[1]], over: batch)
        }
        let operand = try batchedInFront(inputs[0], axes[0], size: batch.size)
        let update = try batchedInFront(inputs[1], axes[1], size: batch.size)
        return BatchResult(
            try bind(self, [operand, update, zeroStart(like: starts)] + starts)[0], 0)
    }
}

private func checkStarts(_ starts: [ShapedTensor], rank: Int, for operation: String) throws {
    guard starts.count == rank else {
        throw TensorError(
            operation,
            "a tensor of rank \(rank) needs \(rank) starts, and \(starts.count) are given")
    }
    for start in starts
    where !start.shape.isEmpty || !start.dtype.isInteger || start.dtype != starts[0].dtype {
        throw TensorError(
            operation, "starts must be scalars of one integer dtype, and one is \(start)")
    }
}

/// The start along an added axis.
private func zeroStart(like starts: [Tensor]) -> Tensor {
    fill(0, ShapedTensor(shape: [], dtype: starts.first?.dtype ?? .int32))
}

/// Starts, some of which differ between examples, as one tensor of index vectors.
private func batchedStarts(
    _ starts: [Tensor], _ axes: [Int?], _ batch: BatchAxis
) throws -> (indices: Tensor, axis: Int?) {
    let columns = try zip(starts, axes).map { start, axis in
        try reshape(try batchedInFront(start, axis, size: batch.size), to: [batch.size, 1])
    }
    return (try bind(Concatenate(axis: 1), columns)[0], 0)
}
