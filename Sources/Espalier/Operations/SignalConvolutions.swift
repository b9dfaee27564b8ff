// Convolutions of tensors of any rank, as SciPy's `signal` has them.

/// How ``convolveND(_:_:mode:method:precision:)`` goes about it.
public enum ConvolutionMethod: Sendable, Hashable {
    /// By sums of products.
    case direct
    /// By Fourier transforms.
    case fft
}

/// The convolution of two tensors of one rank (`jax.scipy.signal.convolve`, `convolve2d`).
///
/// Integers become float32. One of them must be at least as large as the other along each axis.
///
/// - Parameters:
///   - a: a tensor that isn't empty.
///   - b: a tensor that isn't empty.
///   - mode: which part to give; `.same` has the shape of `a`.
///   - method: whether by sums of products or by Fourier transforms.
///   - precision: how exactly products are computed, where the device has a choice.
public func convolveND(
    _ a: Tensor, _ b: Tensor, mode: ConvolutionMode = .full, method: ConvolutionMethod = .direct,
    precision: ProductPrecision = .standard
) -> Tensor {
    if method == .fft { return fftConvolve(a, b, mode: mode) }
    return checked(a, b) {
        let (swaps, operands) = try comparable("convolveND", a, b)
        let (x, y) = swaps ? (operands[1], operands[0]) : (operands[0], operands[1])
        let padding: [(Int, Int)] = y.shape.indices.map { axis in
            let size = y.shape[axis]
            let given = b.shape[axis]
            return switch mode {
            case .valid: (0, 0)
            case .full: (size - 1, size - 1)
            case .same: (size - 1 - (given - 1) / 2, size - given + (given - 1) / 2)
            }
        }
        let ones = [1, 1]
        let result = conv(
            x.reshaped(ones + x.shape), y.flipped().reshaped(ones + y.shape),
            padding: .explicit(padding), precision: precision)
        return result.reshaped(Array(result.shape.dropFirst(2)))
    }
}

/// The correlation of two tensors of one rank: the convolution with the second one reversed and conjugated
/// (`jax.scipy.signal.correlate`, `correlate2d`).
///
/// Options mean what they do for ``convolveND(_:_:mode:method:precision:)``.
public func correlateND(
    _ a: Tensor, _ b: Tensor, mode: ConvolutionMode = .full, method: ConvolutionMethod = .direct,
    precision: ProductPrecision = .standard
) -> Tensor {
    convolveND(a, conjugate(b).flipped(), mode: mode, method: method, precision: precision)
}

/// The convolution of two tensors of one rank by Fourier transforms (`jax.scipy.signal.fftconvolve`).
///
/// - Parameters:
///   - a: a tensor.
///   - b: a tensor of the same rank.
///   - mode: which part to give; `.same` has the shape of `a`.
///   - axes: along which to convolve; along the others, which must have equal sizes, examples run along. All where it
///     is nil.
public func fftConvolve(
    _ a: Tensor, _ b: Tensor, mode: ConvolutionMode = .full, axes: [Int]? = nil
) -> Tensor {
    checked(a, b) {
        guard a.rank == b.rank else {
            throw TensorError(
                "fftConvolve",
                "both must have one rank, and their shapes are \(a.shape) and \(b.shape)")
        }
        let axes =
            try axes.map { try normalized($0, rank: a.rank, for: "fftConvolve") }
            ?? Array(0..<a.rank)
        for axis in a.shape.indices
        where !axes.contains(axis) && a.shape[axis] != b.shape[axis] {
            throw TensorError(
                "fftConvolve",
                """
                along the axes that aren't convolved sizes must be equal, and axis \(axis) has \(a.shape[axis]) and \
                \(b.shape[axis])
                """)
        }
        let operands = try promoted([a, b], inexact: true)
        let isSmaller = axes.allSatisfy { a.shape[$0] <= b.shape[$0] }
        let isLarger = axes.allSatisfy { a.shape[$0] >= b.shape[$0] }
        guard mode != .valid || isSmaller || isLarger else {
            throw TensorError(
                "fftConvolve",
                """
                for .valid one must be at least as large as the other along each axis, and the shapes are \
                \(a.shape) and \(b.shape)
                """)
        }
        let swaps = mode == .valid && isSmaller
        let (x, y) = swaps ? (operands[1], operands[0]) : (operands[0], operands[1])
        let full = axes.map { x.shape[$0] + y.shape[$0] - 1 }
        var product: Tensor
        if axes.allSatisfy({ x.shape[$0] == 1 || y.shape[$0] == 1 }) {
            product = x * y
        } else if x.dtype.isComplex {
            product = ifftn(
                fftn(x, shape: full, axes: axes) * fftn(y, shape: full, axes: axes), shape: full,
                axes: axes)
        } else {
            product = irfftn(
                rfftn(x, shape: full, axes: axes) * rfftn(y, shape: full, axes: axes), shape: full,
                axes: axes)
        }
        for (axis, size) in zip(axes, full) {
            let kept =
                switch mode {
                case .full: size
                case .same: x.shape[axis]
                case .valid: x.shape[axis] - y.shape[axis] + 1
                }
            let start = (size - kept) / 2
            product = try part(product, axis, start, start + kept)
        }
        return product
    }
}

/// The operands in their common dtype, and whether the first is the smaller.
private func comparable(
    _ name: String, _ a: Tensor, _ b: Tensor
) throws -> (swaps: Bool, operands: [Tensor]) {
    guard a.rank == b.rank, a.count > 0, b.count > 0 else {
        throw TensorError(
            name,
            "needs tensors of one rank that aren't empty, and the shapes are \(a.shape) and \(b.shape)"
        )
    }
    let isSmaller = zip(a.shape, b.shape).allSatisfy { $0 <= $1 }
    guard isSmaller || zip(a.shape, b.shape).allSatisfy({ $0 >= $1 }) else {
        throw TensorError(
            name,
            """
            one must be at least as large as the other along each axis, and the shapes are \(a.shape) and \
            \(b.shape)
            """)
    }
    return (isSmaller, try promoted([a, b], inexact: true))
}
