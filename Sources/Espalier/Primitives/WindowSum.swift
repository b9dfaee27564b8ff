/// The sum over each window (`jax.lax.reduce_window` with addition, `reduce_window_sum`).
struct WindowSum: LinearPrimitive {
    let windows: WindowGeometry

    var name: String { "reduce_window_sum" }
    var printedParameters: [(name: String, value: String)] { windows.printedParameters }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        guard inputs[0].dtype != .bool else {
            throw TensorError("reduceWindow", "bools can't be added; convert them to int32")
        }
        return [inputs[0].with(shape: try windows.count(inputs[0].shape, for: "reduceWindow"))]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        [context.reduceWindow(inputs[0], windows, "stablehlo.add", .integer(0), outputs[0])]
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil] }
        // Each element gets the cotangents of the windows that it is in: windows over the windows.
        let shape = inputs[0].type.shape
        let (low, high) = windows.transposedPadding(shape, cotangent.shape)
        let spread = try bind1(
            Pad(low: low, high: high, interior: windows.strides.map { $0 - 1 }), cotangent,
            fill(0, cotangent.type.with(shape: [])))
        let back = WindowGeometry(
            sizes: windows.sizes, strides: windows.baseDilation, low: shape.map { _ in 0 },
            high: shape.map { _ in 0 }, baseDilation: shape.map { _ in 1 },
            windowDilation: windows.windowDilation)
        return [try bind1(WindowSum(windows: back), spread)]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let axis = axes[0]!
        return BatchResult(
            try bind1(WindowSum(windows: windows.inserting(at: axis)), inputs[0]), axis)
    }
}

/// The largest or smallest element of each window (`reduce_window_max`, `reduce_window_min`).
///
/// Derivatives go to the first of equal ones.
struct WindowExtremum: Primitive {
    let windows: WindowGeometry
    let isMaximum: Bool

    var name: String { isMaximum ? "reduce_window_max" : "reduce_window_min" }
    var printedParameters: [(name: String, value: String)] { windows.printedParameters }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        guard !inputs[0].dtype.isComplex else {
            throw TensorError("reduceWindow", "complex numbers have no order")
        }
        return [inputs[0].with(shape: try windows.count(inputs[0].shape, for: "reduceWindow"))]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let dtype = inputs[0].type.dtype
        return [
            context.reduceWindow(
                inputs[0], windows, isMaximum ? "stablehlo.maximum" : "stablehlo.minimum",
                isMaximum ? dtype.lowest : dtype.highest, outputs[0])
        ]
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let x = primals[0]
        let y = try bind1(self, x)
        guard let tangent = tangents[0] else { return JVPResult(y, nil) }
        let places = try bind1(WindowArgExtremum(windows: windows, isMaximum: isMaximum), x)
        let flat = try reshape(tangent, to: [x.count])
        let chosen = try gatherAlong(
            flat, try reshape(places, to: [places.count]), axis: 0, mode: .fillOrDrop,
            fillValue: .integer(0))
        return JVPResult(y, try reshape(chosen, to: y.shape))
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let axis = axes[0]!
        let batched = WindowExtremum(windows: windows.inserting(at: axis), isMaximum: isMaximum)
        return BatchResult(try bind1(batched, inputs[0]), axis)
    }
}

/// Where the largest or smallest element of each window is, in the row-major order of the tensor, as int32.
///
/// It is the first of equal ones. Of a window that lies in the padding it is the largest int32.
struct WindowArgExtremum: NonDifferentiable {
    let windows: WindowGeometry
    let isMaximum: Bool

    var name: String { isMaximum ? "reduce_window_argmax" : "reduce_window_argmin" }
    var printedParameters: [(name: String, value: String)] { windows.printedParameters }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        [
            ShapedTensor(
                shape: try windows.count(inputs[0].shape, for: "reduceWindow"), dtype: .int32)
        ]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let type = inputs[0].type
        let element = ShapedTensor(shape: [], dtype: type.dtype)
        let index = ShapedTensor(shape: [], dtype: .int32)
        let flat = context.emit(
            "stablehlo.iota", [], attributes: "iota_dimension = 0 : i64",
            result: ShapedTensor(shape: [type.count], dtype: .int32))
        let worst = (isMaximum ? type.dtype.lowest : type.dtype.highest).bytes(type.dtype)
        let nowhere = HostScalar.integer(Int64(Int32.max)).bytes(.int32)
        let region = context.region([element, index, element, index]) { values in
            context.betterPlace(values, isMaximum: isMaximum)
        }
        return [
            context.emit(
                "stablehlo.reduce_window",
                [
                    inputs[0], context.reshape(flat, to: type.shape),
                    context.constant(worst, element), context.constant(nowhere, index),
                ], attributes: windows.attributes, regions: [region],
                results: [outputs[0].with(dtype: type.dtype), outputs[0]])[1]
        ]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let axis = axes[0]!
        let x = inputs[0]
        let batched = WindowArgExtremum(windows: windows.inserting(at: axis), isMaximum: isMaximum)
        let places = try bind1(batched, x)
        // The places are those in the whole batch. In the axes before the batch axis, and in those after it:
        let inner = x.shape[(axis + 1)...].sizeProduct
        let size = x.shape[axis]
        let isSomewhere = places .< Tensor.weak(x.count)
        let outer = floorDivide(places, Tensor.weak(inner * size))
        let within = outer * Tensor.weak(inner) + places % Tensor.weak(inner)
        return BatchResult(which(isSomewhere, within, places), axis)
    }
}

extension Lowering {
    /// A window reduction with one operation.
    fileprivate func reduceWindow(
        _ value: Value, _ windows: WindowGeometry, _ operation: String, _ identity: HostScalar,
        _ result: ShapedTensor
    ) -> Value {
        let scalar = ShapedTensor(shape: [], dtype: value.type.dtype)
        return emit(
            "stablehlo.reduce_window", [value, constant(identity.bytes(scalar.dtype), scalar)],
            attributes: windows.attributes, regions: [combiner(operation, scalar.dtype)],
            result: result)
    }
}
