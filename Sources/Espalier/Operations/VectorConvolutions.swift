/// Which part of a convolution is given (NumPy's and SciPy's `mode`).
public enum ConvolutionMode: Sendable, Hashable {
    /// All of it: wherever the operands overlap.
    case full
    /// The middle, as large as the larger operand (of tensors, as the first one).
    case same
    /// Where the operands overlap whole.
    case valid
}

/// Sums of products of a vector with another one, reversed and moved along it (`jax.numpy.convolve`).
///
/// Integers become float32, unless `preferredDType` is given.
///
/// - Parameters:
///   - a: a vector that isn't empty.
///   - v: a vector that isn't empty.
///   - mode: which part to give.
///   - precision: how exactly products are computed, where the device has a choice.
///   - preferredDType: of the sums and the result.
public func convolve(
    _ a: Tensor, _ v: Tensor, mode: ConvolutionMode = .full,
    precision: ProductPrecision = .standard, preferredDType: DType? = nil
) -> Tensor {
    checked(a, v) {
        let operands = try vectors("convolve", a, v, preferredDType)
        let (x, y) = a.count < v.count ? (operands[1], operands[0]) : (operands[0], operands[1])
        return slide(x, y.flipped(), mode, precision, preferredDType)
    }
}

/// Sums of products of a vector with another one moved along it, conjugated (`jax.numpy.correlate`).
///
/// Options mean what they do for ``convolve(_:_:mode:precision:preferredDType:)``.
public func correlate(
    _ a: Tensor, _ v: Tensor, mode: ConvolutionMode = .valid,
    precision: ProductPrecision = .standard, preferredDType: DType? = nil
) -> Tensor {
    checked(a, v) {
        let operands = try vectors("correlate", a, v, preferredDType)
        let (x, y) = (operands[0], conjugate(operands[1]))
        guard x.count < y.count else { return slide(x, y, mode, precision, preferredDType) }
        return slide(y, x, mode, precision, preferredDType).flipped()
    }
}

private func vectors(
    _ name: String, _ a: Tensor, _ v: Tensor, _ preferred: DType?
) throws -> [Tensor] {
    guard a.rank == 1, v.rank == 1, a.count > 0, v.count > 0 else {
        throw TensorError(
            name,
            "needs two vectors that aren't empty, and the shapes are \(a.shape) and \(v.shape)")
    }
    return try promoted([a, v], inexact: preferred == nil)
}

private func slide(
    _ x: Tensor, _ y: Tensor, _ mode: ConvolutionMode, _ precision: ProductPrecision,
    _ preferred: DType?
) -> Tensor {
    let size = y.count
    let padding: (Int, Int) =
        switch mode {
        case .full: (size - 1, size - 1)
        case .same: (size / 2, size - size / 2 - 1)
        case .valid: (0, 0)
        }
    return conv(
        x.reshaped([1, 1, x.count]), y.reshaped([1, 1, size]), padding: .explicit([padding]),
        precision: precision, preferredDType: preferred
    ).flattened()
}
