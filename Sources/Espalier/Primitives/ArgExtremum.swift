/// Where the largest or smallest element along an axis is, as int32 (`jax.lax.argmax`, `jax.lax.argmin`).
///
/// The first of equal elements counts, and the first NaN before everything else.
struct ArgExtremum: NonDifferentiable {
    let axis: Int
    let isMaximum: Bool

    var name: String { isMaximum ? "argmax" : "argmin" }
    var printedParameters: [(name: String, value: String)] { [("axis", "\(axis)")] }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let shape = inputs[0].shape
        guard !inputs[0].dtype.isComplex, shape[axis] > 0 else {
            throw TensorError(
                name, "needs real elements along axis \(axis), and the operand is \(inputs[0])")
        }
        return [ShapedTensor(shape: removing(axis, from: shape), dtype: .int32)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let dtype = inputs[0].type.dtype
        let element = ShapedTensor(shape: [], dtype: dtype)
        let index = ShapedTensor(shape: [], dtype: .int32)
        let places = context.emit(
            "stablehlo.iota", [], attributes: "iota_dimension = \(axis) : i64",
            result: inputs[0].type.with(dtype: .int32, isWeak: false))
        let worst = (isMaximum ? dtype.lowest : dtype.highest).bytes(dtype)
        // The initial index lies behind all others, so that it loses every tie.
        let last = HostScalar.integer(Int64(Int32.max)).bytes(.int32)
        let region = context.region([element, index, element, index]) { values in
            context.betterPlace(values, isMaximum: isMaximum)
        }
        let results = context.emit(
            "stablehlo.reduce",
            [inputs[0], places, context.constant(worst, element), context.constant(last, index)],
            attributes: "dimensions = \(Lowering.array([axis]))", regions: [region],
            results: [outputs[0].with(dtype: dtype), outputs[0]])
        return [results[1]]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let moved = try moveAxis(inputs[0], from: axes[0]!, to: 0)
        return BatchResult(try bind1(ArgExtremum(axis: axis + 1, isMaximum: isMaximum), moved), 0)
    }
}

extension Lowering {
    /// The better of two elements with its index, NaN being the best. It doesn't matter which comes first, so that
    /// reductions may take any order.
    func betterPlace(_ values: [Value], isMaximum: Bool) -> [Value] {
        let (a, i, b, j) = (values[0], values[1], values[2], values[3])
        func logic(_ operation: String, _ p: Value, _ q: Value) -> Value {
            emit("stablehlo.\(operation)", [p, q], result: p.type)
        }
        let earlier = compare("LT", i, j)
        var isBetter = compare(isMaximum ? "GT" : "LT", a, b)
        var isTie = compare("EQ", a, b)
        if a.type.dtype.isFloating {
            let aIsNaN = compare("NE", a, a)
            let bIsNaN = compare("NE", b, b)
            let bIsNumber = compare("EQ", b, b)
            isBetter = logic("or", isBetter, logic("and", aIsNaN, bIsNumber))
            isTie = logic("or", isTie, logic("and", aIsNaN, bIsNaN))
        }
        let takes = logic("or", isBetter, logic("and", isTie, earlier))
        return [
            emit("stablehlo.select", [takes, a, b], result: a.type),
            emit("stablehlo.select", [takes, i, j], result: i.type),
        ]
    }
}
