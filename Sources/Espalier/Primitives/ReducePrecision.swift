/// Rounds to a floating format of fewer bits, keeping the dtype (`jax.lax.reduce_precision`).
struct ReducePrecision: Elementwise {
    let exponentBits: Int
    let mantissaBits: Int

    var name: String { "reduce_precision" }
    var printedParameters: [(name: String, value: String)] {
        [("exponentBits", "\(exponentBits)"), ("mantissaBits", "\(mantissaBits)")]
    }

    func resultDType(_ inputs: [ShapedTensor]) throws -> DType {
        guard exponentBits >= 1, mantissaBits >= 0 else {
            throw TensorError(
                "reducePrecision",
                """
                needs at least 1 bit of exponent and no negative number of bits of mantissa, and was given \
                \(exponentBits) and \(mantissaBits)
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
                """,
            result: result)
    }

    /// Rounding is treated as if it did nothing: the tangent is rounded, too.
    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        JVPResult(try bind1(self, primals[0]), try tangents[0].map { try bind1(self, $0) })
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        [try cotangents[0].map { try bind1(self, $0) }]
    }
}
