/// The elements along an axis from one place on, followed by those before it (`jax.numpy.roll`).
///
/// Programs hold it as two slices, which the compiler knows more of. Where it is computed by itself, one compiled
/// program serves all places.
struct Roll: LinearPrimitive {
    let axis: Int
    /// The place that comes first.
    let cut: Int

    var isNativeOnFloat8: Bool { true }
    var name: String { "roll" }
    var printedParameters: [(name: String, value: String)] {
        [("axis", "\(axis)"), ("cut", "\(cut)")]
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] { [inputs[0]] }

    private func joined(_ x: Tensor) throws -> [Tensor] {
        let halves = [try part(x, axis, cut, x.shape[axis]), try part(x, axis, 0, cut)]
        return try bind(Concatenate(axis: axis), halves)
    }

    func stage(_ inputs: [Tensor], in staging: StagingInterpreter) throws -> [Tensor] {
        try staging.run { try joined(inputs[0]) }
    }

    func partialEvaluate(
        _ inputs: [Tensor], in staging: PartialEvaluationInterpreter
    ) throws -> [Tensor] {
        try staging.run { try joined(inputs[0]) }
    }

    func evaluate(_ inputs: [Tensor]) throws -> [Tensor] {
        try RollByOperand(axis: axis).evaluate(
            inputs + offsetOperands([cut], in: [2 * inputs[0].shape[axis]]))
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let place = context.scalar(Double(cut), .int32)
        return try RollByOperand(axis: axis).lower(inputs + [place], outputs, in: context)
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        [try cotangents[0].map { try bind1(Roll(axis: axis, cut: $0.shape[axis] - cut), $0) }]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let batched = Roll(axis: axis + 1, cut: cut)
        let operand = try batchedInFront(inputs[0], axes[0], size: batch.size)
        return BatchResult(try bind1(batched, operand), 0)
    }
}

/// As ``Roll``, with the place as a second operand.
private struct RollByOperand: NonDifferentiable {
    let axis: Int

    var isNativeOnFloat8: Bool { true }
    var name: String { "roll" }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] { [inputs[0]] }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let shape = inputs[0].type.shape
        var doubled = shape
        doubled[axis] *= 2
        let twice = context.emit(
            "stablehlo.concatenate", [inputs[0], inputs[0]],
            attributes: "dimension = \(axis) : i64", result: outputs[0].with(shape: doubled))
        let zero = context.constant(
            [UInt8](repeating: 0, count: inputs[1].type.dtype.byteSize), inputs[1].type)
        let starts = shape.indices.map { $0 == axis ? inputs[1] : zero }
        return [
            context.emit(
                "stablehlo.dynamic_slice", [twice] + starts,
                attributes: "slice_sizes = \(Lowering.array(shape))", result: outputs[0])
        ]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        throw TensorError(name, "is computed by itself only")
    }
}
