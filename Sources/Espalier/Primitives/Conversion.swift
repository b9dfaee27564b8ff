/// The elements in another dtype (`jax.lax.convert_element_type`).
///
/// Floats become integers by cutting off the fraction; out of range they become the nearest integer there is, and NaN
/// becomes 0. Integers wrap around to narrower ones. Anything becomes bool by being unequal to zero, and a complex number
/// becomes real by losing its imaginary part. ``HostScalar`` has the same rule for what is known on the host.
struct Convert: Primitive {
    let dtype: DType
    let isWeak: Bool

    var isNativeOnFloat8: Bool { true }
    var name: String { "convert" }
    var printedParameters: [(name: String, value: String)] { [("dtype", dtype.shorthand)] }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        [inputs[0].with(dtype: dtype, isWeak: isWeak)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        [context.convert(inputs[0], to: dtype)]
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let y = try bind(self, primals)[0]
        guard let tangent = tangents[0], dtype.isInexact else { return JVPResult(y, nil) }
        return JVPResult(y, try bind1(self, tangent))
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        [try cotangents[0].map { try convert($0, to: inputs[0].type.dtype) }]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        BatchResult(try bind1(self, inputs[0]), axes[0])
    }
}

/// The bits of each element read as another dtype of the same width
/// (`jax.lax.bitcast_convert_type`).
struct Bitcast: NonDifferentiable {
    let dtype: DType

    var isNativeOnFloat8: Bool { true }
    var name: String { "bitcast" }
    var printedParameters: [(name: String, value: String)] { [("dtype", dtype.shorthand)] }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        guard inputs[0].dtype.byteSize == dtype.byteSize, inputs[0].dtype != .bool, dtype != .bool,
            !inputs[0].dtype.isComplex, !dtype.isComplex
        else {
            throw TensorError(
                "bitcast",
                "\(inputs[0].dtype) can't be read as \(dtype): they must be real and equally wide")
        }
        return [inputs[0].with(dtype: dtype, isWeak: false)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        [context.emit("stablehlo.bitcast_convert", inputs, result: outputs[0])]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        BatchResult(try bind1(self, inputs[0]), axes[0])
    }
}

/// The tensor in another dtype; itself where it has it and is not weak.
func convert(_ x: Tensor, to dtype: DType, isWeak: Bool = false) throws -> Tensor {
    if x.dtype == dtype && x.type.isWeak == isWeak { return x }
    if x.node.tag == .host && x.rank == 0 { return try x.onHost(as: dtype, isWeak: isWeak) }
    if x.dtype.isComplex && dtype == .bool {
        return try bind1(Compare(direction: .ne), x, fill(0, x.type.with(shape: [])))
    }
    if x.dtype.isComplex && !dtype.isComplex {
        return try convert(try bind1(RealPart(), x), to: dtype, isWeak: isWeak)
    }
    return try bind1(Convert(dtype: dtype, isWeak: isWeak), x)
}

extension Lowering {
    func convert(_ value: Value, to dtype: DType) -> Value {
        if value.type.dtype == dtype { return value }
        // Conversions between eight bits and numbers that aren't floats go by float32.
        let isDirect = value.type.dtype.isFloating && dtype.isFloating
        if (value.type.dtype.isFloat8 || dtype.isFloat8) && !isDirect {
            let wide = emit(
                "stablehlo.convert", [value],
                result: value.type.with(dtype: .float32, isWeak: false))
            return convert(wide, to: dtype)
        }
        if dtype == .bool {
            return compare("NE", value, splat(0, value.type.strong))
        }
        return emit(
            "stablehlo.convert", [value], result: value.type.with(dtype: dtype, isWeak: false))
    }
}
