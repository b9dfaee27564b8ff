/// Elements from `starts` up to `limits` in steps of `strides`, along each axis (`jax.lax.slice`).
struct Slice: LinearPrimitive {
    let starts: [Int]
    let limits: [Int]
    let strides: [Int]

    /// A stride that leads beyond the limit is as good as one that leads just there, and XLA can add that up.
    init(starts: [Int], limits: [Int], strides: [Int]) {
        self.starts = starts
        self.limits = limits
        self.strides = strides.enumerated().map { axis, stride in
            guard axis < limits.count, axis < starts.count else { return stride }
            return min(stride, max(limits[axis].saturatingSubtract(starts[axis]), 1))
        }
    }

    var isNativeOnFloat8: Bool { true }
    var name: String { "slice" }
    var printedParameters: [(name: String, value: String)] {
        [("starts", "\(starts)"), ("limits", "\(limits)"), ("strides", "\(strides)")]
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let shape = inputs[0].shape
        guard starts.count == shape.count, limits.count == shape.count,
            strides.count == shape.count,
            (0..<shape.count).allSatisfy({
                0 <= starts[$0] && starts[$0] <= limits[$0] && limits[$0] <= shape[$0]
                    && strides[$0] > 0
            })
        else {
            throw TensorError(
                "slice",
                "starts \(starts), limits \(limits) and strides \(strides) don't fit the shape \(shape)"
            )
        }
        return [
            inputs[0].with(
                shape: shape.indices.map {
                    limits[$0] == starts[$0]
                        ? 0 : (limits[$0] - starts[$0] - 1) / strides[$0] + 1
                })
        ]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        [
            context.emit(
                "stablehlo.slice", inputs,
                attributes: """
                    start_indices = \(Lowering.array(starts)), limit_indices = \(Lowering.array(limits)), \
                    strides = \(Lowering.array(strides))
                    """,
                result: outputs[0])
        ]
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil] }
        let shape = inputs[0].type.shape
        let high = shape.indices.map { axis in
            let size = cotangent.shape[axis]
            let covered = size == 0 ? 0 : (size - 1) * strides[axis] + 1
            return shape[axis] - starts[axis] - covered
        }
        let zero = fill(0, cotangent.type.with(shape: []))
        return [
            try bind1(
                Pad(low: starts, high: high, interior: strides.map { $0 - 1 }), cotangent, zero)
        ]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let axis = axes[0]!
        var (starts, limits, strides) = (starts, limits, strides)
        starts.insert(0, at: axis)
        limits.insert(batch.size, at: axis)
        strides.insert(1, at: axis)
        return BatchResult(
            try bind1(Slice(starts: starts, limits: limits, strides: strides), inputs[0]), axis)
    }
}

/// One compiled program serves all offsets: where slices are computed one at a time, starts are operands of it.
extension Slice {
    func evaluate(_ inputs: [Tensor]) throws -> [Tensor] {
        let result = try outputTypes(inputs.map(\.type))[0]
        guard result.count > 0, result.shape != inputs[0].shape else {
            return try Runtime.current.evaluate(self, inputs)
        }
        let covered = zip(result.shape, strides).map { ($0 - 1) * $1 + 1 }
        let block = try DynamicSlice(sizes: covered).evaluate(
            inputs + offsetOperands(starts, in: inputs[0].shape))
        guard covered != result.shape else { return block }
        let thinned = Slice(starts: starts.map { _ in 0 }, limits: covered, strides: strides)
        return try Runtime.current.evaluate(thinned, block)
    }
}

/// Offsets into a shape as scalars, of a dtype that holds all of that shape.
func offsetOperands(_ offsets: [Int], in shape: [Int]) -> [Tensor] {
    let dtype: DType = shape.allSatisfy { $0 <= Int(Int32.max) } ? .int32 : .int64
    return offsets.map { Tensor(.integer(Int64($0)), dtype, isWeak: false) }
}

/// A slice of a padded array is the array padded less, or more to the other side.
extension Slice: BorderReader {
    func shiftedReads(_ border: Border) -> Int? {
        guard strides.allSatisfy({ $0 == 1 }) else { return nil }
        let size = zip(limits, starts).map(-)
        return starts == border.pad.low && size == border.shape ? 0 : 1
    }

    func lower(
        _ inputs: [Value], _ border: Border, _ outputs: [ShapedTensor], in context: Lowering
    ) throws -> [Value] {
        let low = border.pad.low
        let high = border.shape.indices.map { limits[$0] - low[$0] - border.shape[$0] }
        return [context.pad(inputs[0], inputs[1], low: zip(low, starts).map(-), high: high)]
    }
}

/// Elements with others put before, after and between them (`jax.lax.pad`); negative amounts before
/// and after cut off. The second operand is the scalar that is put in.
struct Pad: LinearPrimitive {
    let low: [Int]
    let high: [Int]
    let interior: [Int]

    var name: String { "pad" }
    var printedParameters: [(name: String, value: String)] {
        [("low", "\(low)"), ("high", "\(high)"), ("interior", "\(interior)")]
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let shape = inputs[0].shape
        guard inputs[0].dtype == inputs[1].dtype, inputs[1].shape.isEmpty else {
            throw TensorError(
                "pad",
                "the padding value must be a scalar of dtype \(inputs[0].dtype), not \(inputs[1])")
        }
        try SizeLimit.checkNumbers([low, high, interior].joined(), "widths", for: "pad")
        let padded = shape.indices.map { axis in
            (low[axis] + high[axis] + shape[axis])
                .saturatingAdd(max(shape[axis] - 1, 0).saturatingMultiply(interior[axis]))
        }
        guard padded.allSatisfy({ $0 >= 0 }), interior.allSatisfy({ $0 >= 0 }) else {
            throw TensorError(
                "pad",
                "padding \(low) before and \(high) after gives \(shape) a negative size: \(padded)")
        }
        return [inputs[0].with(shape: padded)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        [context.pad(inputs[0], inputs[1], low: low, high: high, interior: interior)]
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil, nil] }
        // Undo the outer padding by negative padding, then take every (interior + 1)th element.
        let zero = fill(0, cotangent.type.with(shape: []))
        func operandPart() throws -> Tensor {
            let cut = Pad(
                low: low.map(-), high: high.map(-), interior: [Int](repeating: 0, count: low.count))
            let inner = try bind1(cut, cotangent, zero)
            return try bind1(
                Slice(
                    starts: [Int](repeating: 0, count: low.count), limits: inner.shape,
                    strides: interior.map { $0 + 1 }), inner)
        }
        let operand = try inputs[0].isLinear || inputs[1].isLinear ? operandPart() : nil
        return [
            inputs[0].isLinear ? operand : nil,
            inputs[1].isLinear
                ? try reduceSum(cotangent, axes: Array(0..<cotangent.rank))
                    - reduceSum(operand!, axes: Array(0..<cotangent.rank))
                : nil,
        ]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let axis = axes[0] ?? 0
        var (low, high, interior) = (low, high, interior)
        low.insert(0, at: axis)
        high.insert(0, at: axis)
        interior.insert(0, at: axis)
        let batched = Pad(low: low, high: high, interior: interior)
        let operand =
            try axes[0] == nil ? batchedInFront(inputs[0], nil, size: batch.size) : inputs[0]
        guard axes[1] != nil else {
            return BatchResult(try bind1(batched, operand, inputs[1]), axis)
        }
        // Each example has its own padding value: pad with a mark and choose by it.
        let zero = fill(0, operand.type.with(shape: []))
        let padded = try bind1(batched, operand, zero)
        let kept = try bind1(
            self, try broadcast(true, to: Array(removing(axis, from: operand.shape))), false)
        var shape = [Int](repeating: 1, count: padded.rank)
        shape[axis] = batch.size
        let value = try reshape(inputs[1], to: shape)
        let mask = try reshape(kept, to: inserting(1, at: axis, in: kept.shape))
        return BatchResult(
            try broadcast(try bind1(Select(), mask, padded, value), to: padded.shape), axis)
    }
}

/// Operands one after another along an axis (`jax.lax.concatenate`).
struct Concatenate: LinearPrimitive {
    let axis: Int

    var isNativeOnFloat8: Bool { true }
    var name: String { "concatenate" }
    var printedParameters: [(name: String, value: String)] { [("axis", "\(axis)")] }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        var shape = inputs[0].shape
        for (index, input) in inputs.enumerated() {
            guard input.rank == shape.count, input.dtype == inputs[0].dtype,
                shape.indices.allSatisfy({ $0 == axis || shape[$0] == input.shape[$0] })
            else {
                throw TensorError(
                    "concatenate",
                    """
                    along axis \(axis), all other sizes and the dtype must agree, but operand 0 is \(inputs[0]) \
                    and operand \(index) is \(input)
                    """)
            }
        }
        shape[axis] = inputs.map { $0.shape[axis] }.sizeSum
        return [inputs[0].with(shape: shape, isWeak: inputs.allSatisfy(\.isWeak))]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let result = context.emit(
            "stablehlo.concatenate", inputs, attributes: "dimension = \(axis) : i64",
            result: outputs[0])
        // Many operands make a large loop, which is compiled once if nothing else is fused with it.
        return inputs.count < 64
            ? [result]
            : context.emit("stablehlo.optimization_barrier", [result], results: outputs)
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return inputs.map { _ in nil } }
        var position = 0
        return try inputs.map { input in
            let start = position
            position += input.type.shape[axis]
            guard input.isLinear else { return nil }
            var starts = [Int](repeating: 0, count: cotangent.rank)
            var limits = cotangent.shape
            (starts[axis], limits[axis]) = (start, position)
            let strides = [Int](repeating: 1, count: cotangent.rank)
            return try bind1(Slice(starts: starts, limits: limits, strides: strides), cotangent)
        }
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let moved = try zip(inputs, axes).map { try batchedInFront($0, $1, size: batch.size) }
        return BatchResult(try bind(Concatenate(axis: axis + 1), moved)[0], 0)
    }
}

func inserting(_ size: Int, at axis: Int, in shape: [Int]) -> [Int] {
    var result = shape
    result.insert(size, at: axis)
    return result
}

func removing(_ axis: Int, from shape: [Int]) -> [Int] {
    var result = shape
    result.remove(at: axis)
    return result
}
