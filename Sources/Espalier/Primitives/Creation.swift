/// Elements that are written into the program.
struct Constant: NonDifferentiable {
    let bytes: [UInt8]
    let type: ShapedTensor

    init(_ bytes: [UInt8], _ type: ShapedTensor) {
        self.bytes = bytes
        self.type = type
    }

    var isNativeOnFloat8: Bool { true }
    var isConstantOfLiterals: Bool { true }
    var name: String { "constant" }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] { [type] }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        [context.constant(bytes, type)]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        BatchResult(try bind1(self), nil)
    }
}

/// 0, 1, 2 … along one axis (`jax.lax.broadcasted_iota`).
struct Iota: NonDifferentiable {
    let type: ShapedTensor
    let axis: Int

    var isConstantOfLiterals: Bool { true }
    var name: String { "iota" }
    var printedParameters: [(name: String, value: String)] {
        [("type", "\(type)"), ("axis", "\(axis)")]
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        guard type.dtype != .bool else {
            throw TensorError("iota", "needs a numeric dtype, not bool")
        }
        return [type]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        [
            context.emit(
                "stablehlo.iota", [], attributes: "iota_dimension = \(axis) : i64",
                result: outputs[0])
        ]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        BatchResult(try bind1(self), nil)
    }
}

/// A tensor of a type whose elements all hold one number.
func fill(_ number: Double, _ type: ShapedTensor) -> Tensor {
    let scalar = Tensor(HostScalar(number, for: type.dtype), type.dtype, isWeak: type.isWeak)
    if type.shape.isEmpty { return scalar }
    return checked { try broadcast(scalar, to: type.shape) }
}

/// Zeros of another tensor's type.
func zeros(like x: Tensor) -> Tensor { fill(0, x.type) }
