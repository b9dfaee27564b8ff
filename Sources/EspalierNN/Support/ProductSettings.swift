import Espalier

/// In what dtype and how exactly a layer multiplies: what it keeps of that as a constant.
///
/// Without a dtype the operands of a layer, which are its input, weight and bias, are promoted to their common dtype.
/// With one they are converted to it first, products and sums are computed in it, and it is the dtype of the output;
/// the parameters stay as they are, and so do their gradients (Flax's `dtype`, beside which `param_dtype` is the `dtype:`
/// of layers here).
///
///     Linear(64, 10, computeDType: .bfloat16, key: key)      // float32 weights, bfloat16 output
public struct ProductSettings: Hashable, Sendable, CustomStringConvertible {
    /// What operands are converted to; nil for their common dtype.
    public let dtype: DType?
    /// How exactly products are computed, where the device has a choice.
    public let precision: ProductPrecision

    /// Settings of both.
    public init(dtype: DType? = nil, precision: ProductPrecision = .standard) {
        self.dtype = dtype
        self.precision = precision
    }

    /// What differs from the default.
    public var description: String {
        let parts =
            [dtype.map { "\($0)" }, precision == .standard ? nil : "\(precision)"]
            .compactMap { $0 }
        return parts.isEmpty ? "standard" : parts.joined(separator: ", ")
    }

    /// What is wrong with the settings; nil if nothing is.
    var problem: String? {
        guard let dtype, !dtype.isFloating, !dtype.isComplex else { return nil }
        return "computeDType must be a floating or complex dtype, and it is \(dtype)"
    }

    /// The operand in the dtype of the computation.
    func cast(_ x: Tensor) -> Tensor { dtype.map { x.asType($0) } ?? x }

    /// The product of two operands in the dtype of the computation.
    func product(_ a: Tensor, _ b: Tensor) -> Tensor {
        matmul(cast(a), cast(b), precision: precision)
    }

    /// x Wᵀ, of a weight `[outputs, inputs]`, plus a bias.
    func affine(_ input: Tensor, _ weight: Tensor, _ bias: Tensor? = nil) -> Tensor {
        let product = product(input, weight.transposed())
        return bias.map { product + cast($0) } ?? product
    }
}
