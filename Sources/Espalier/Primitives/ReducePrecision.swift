/// The nearest number with fewer bits in exponent and significand (`jax.lax.reduce_precision`).
struct ReducePrecision: Elementwise, LinearPrimitive {
    let exponentBits: Int
    let mantissaBits: Int

    var name: String { "reduce_precision" }
    var printedParameters: [(name: String, value: String)] {
        [("exponent_bits", "\(exponentBits)"), ("mantissa_bits", "\(mantissaBits)")]
    }

    func resultDType(_ inputs: [ShapedTensor]) throws -> DType {
        guard exponentBits > 0, mantissaBits >= 0 else {
            throw TensorError(
                "reducePrecision",
                """
                needs at least 1 bit for the exponent and 0 for the mantissa, and these are \(exponentBits) and \
                \(mantissaBits)
                """)
        }
        return try commonDType(inputs, "floating") { $0.isFloating }
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        context.emit(
            "stablehlo.reduce_precision", inputs,
            attributes: """
                exponent_bits = \(exponentBits) : i32, mantissa_bits = \(mantissaBits) : i32
                """, result: result)
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        [try cotangents[0].map { try bind1(self, $0) }]
    }
}
