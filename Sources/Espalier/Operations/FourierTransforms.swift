// Discrete Fourier transforms. Real operands become complex where a transform takes complex ones, integers and half
// precision float32 first.

/// By what a discrete Fourier transform is divided.
public enum FourierNorm: Sendable, Hashable {
    /// The inverse transform by the number of elements.
    case backward
    /// Both transforms by the square root of the number of elements.
    case orthonormal
    /// The forward transform by the number of elements.
    case forward
}

/// The discrete Fourier transform along an axis (`jax.numpy.fft.fft`).
///
/// - Parameters:
///   - x: real or complex numbers.
///   - length: how many elements to transform: more than there are are filled up with zeros, others left out.
///   - axis: along which; negative counts from the last.
///   - norm: by what to divide.
/// - Returns: complex numbers.
public func fft(_ x: Tensor, length: Int? = nil, axis: Int = -1, norm: FourierNorm = .backward)
    -> Tensor
{
    transformed("fft", .forward, x, length.map { [$0] }, [axis], norm)
}

/// The inverse of ``fft(_:length:axis:norm:)`` (`jax.numpy.fft.ifft`).
public func ifft(_ x: Tensor, length: Int? = nil, axis: Int = -1, norm: FourierNorm = .backward)
    -> Tensor
{
    transformed("ifft", .inverse, x, length.map { [$0] }, [axis], norm)
}

/// The discrete Fourier transform of real numbers: the half that determines the other one (`jax.numpy.fft.rfft`).
///
/// The axis has `length / 2 + 1` elements in the result. Complex operands are an error; otherwise it is as
/// ``fft(_:length:axis:norm:)``.
public func rfft(_ x: Tensor, length: Int? = nil, axis: Int = -1, norm: FourierNorm = .backward)
    -> Tensor
{
    transformed("rfft", .real, x, length.map { [$0] }, [axis], norm)
}

/// The inverse of ``rfft(_:length:axis:norm:)``: real numbers (`jax.numpy.fft.irfft`).
///
/// - Parameter length: of the axis in the result; twice the number of elements less one where it isn't given.
public func irfft(_ x: Tensor, length: Int? = nil, axis: Int = -1, norm: FourierNorm = .backward)
    -> Tensor
{
    transformed("irfft", .inverseReal, x, length.map { [$0] }, [axis], norm)
}

/// The discrete Fourier transform of numbers that are conjugate to each other at both ends: real numbers
/// (`jax.numpy.fft.hfft`).
///
/// - Parameter length: of the axis in the result; twice the number of elements less one where it isn't given.
public func hfft(_ x: Tensor, length: Int? = nil, axis: Int = -1, norm: FourierNorm = .backward)
    -> Tensor
{
    checked(x) {
        let place = try normalized(axis, rank: x.rank, for: "hfft")
        let count = length ?? 2 * (x.shape[place] - 1)
        let inverse = transformed(
            "hfft", .inverseReal, conjugate(x), length.map { [$0] }, [axis], .backward)
        return inverse * (Double(count) * norm.scale(count, isInverse: false))
    }
}

/// The inverse of ``hfft(_:length:axis:norm:)`` (`jax.numpy.fft.ihfft`).
public func ihfft(_ x: Tensor, length: Int? = nil, axis: Int = -1, norm: FourierNorm = .backward)
    -> Tensor
{
    checked(x) {
        let place = try normalized(axis, rank: x.rank, for: "ihfft")
        let count = length ?? x.shape[place]
        let name = "ihfft"
        let spectrum = transformed(name, .real, x, length.map { [$0] }, [axis], .backward)
        let scaled = spectrum * norm.scale(count, isInverse: true)
        let inverse = 1 / Double(count)
        return conjugate(scaled) * inverse
    }
}

/// The discrete Fourier transform along several axes (`jax.numpy.fft.fftn`).
///
/// - Parameters:
///   - x: real or complex numbers.
///   - shape: how many elements to transform along each of the axes: more than there are are filled up with zeros,
///     others left out.
///   - axes: along which. Left out, they are the last ones, as many as `shape` has, or all.
///   - norm: by what to divide.
/// - Returns: complex numbers.
public func fftn(
    _ x: Tensor, shape: [Int]? = nil, axes: [Int]? = nil, norm: FourierNorm = .backward
) -> Tensor {
    transformed("fftn", .forward, x, shape, axes, norm)
}

/// The inverse of ``fftn(_:shape:axes:norm:)`` (`jax.numpy.fft.ifftn`).
public func ifftn(
    _ x: Tensor, shape: [Int]? = nil, axes: [Int]? = nil, norm: FourierNorm = .backward
) -> Tensor {
    transformed("ifftn", .inverse, x, shape, axes, norm)
}

/// The discrete Fourier transform of real numbers along several axes, of which the last one is halved
/// (`jax.numpy.fft.rfftn`).
public func rfftn(
    _ x: Tensor, shape: [Int]? = nil, axes: [Int]? = nil, norm: FourierNorm = .backward
) -> Tensor {
    transformed("rfftn", .real, x, shape, axes, norm)
}

/// The inverse of ``rfftn(_:shape:axes:norm:)``: real numbers (`jax.numpy.fft.irfftn`).
public func irfftn(
    _ x: Tensor, shape: [Int]? = nil, axes: [Int]? = nil, norm: FourierNorm = .backward
) -> Tensor {
    transformed("irfftn", .inverseReal, x, shape, axes, norm)
}

/// The discrete Fourier transform along two axes (`jax.numpy.fft.fft2`).
public func fft2(
    _ x: Tensor, shape: [Int]? = nil, axes: [Int] = [-2, -1], norm: FourierNorm = .backward
) -> Tensor {
    fftn(x, shape: shape, axes: axes, norm: norm)
}

/// The inverse of ``fft2(_:shape:axes:norm:)`` (`jax.numpy.fft.ifft2`).
public func ifft2(
    _ x: Tensor, shape: [Int]? = nil, axes: [Int] = [-2, -1], norm: FourierNorm = .backward
) -> Tensor {
    ifftn(x, shape: shape, axes: axes, norm: norm)
}

/// The discrete Fourier transform of real numbers along two axes (`jax.numpy.fft.rfft2`).
public func rfft2(
    _ x: Tensor, shape: [Int]? = nil, axes: [Int] = [-2, -1], norm: FourierNorm = .backward
) -> Tensor {
    rfftn(x, shape: shape, axes: axes, norm: norm)
}

/// The inverse of ``rfft2(_:shape:axes:norm:)`` (`jax.numpy.fft.irfft2`).
public func irfft2(
    _ x: Tensor, shape: [Int]? = nil, axes: [Int] = [-2, -1], norm: FourierNorm = .backward
) -> Tensor {
    irfftn(x, shape: shape, axes: axes, norm: norm)
}

extension FourierNorm {
    /// What a transform without a factor of its own (the inverse: with 1 / count) is to be multiplied by.
    fileprivate func scale(_ count: Int, isInverse: Bool) -> Double {
        let count = Double(count)
        return switch self {
        case .backward: 1
        case .orthonormal: isInverse ? count.squareRoot() : 1 / count.squareRoot()
        case .forward: isInverse ? count : 1 / count
        }
    }
}

private func transformed(
    _ name: String, _ kind: FourierTransform.Kind, _ x: Tensor, _ shape: [Int]?, _ axes: [Int]?,
    _ norm: FourierNorm
) -> Tensor {
    checked(x) {
        guard shape?.allSatisfy({ $0 > 0 }) ?? true, (shape?.count ?? 0) <= x.rank,
            axes == nil || shape == nil || axes?.count == shape?.count
        else {
            throw TensorError(
                name,
                """
                the sizes \(shape ?? []) must be positive and as many as the axes \(axes ?? Array(0..<x.rank)) of \
                the shape \(x.shape)
                """)
        }
        let range = axes ?? Array((x.rank - (shape?.count ?? x.rank))..<x.rank)
        _ = try normalized(range, rank: x.rank, for: name)
        let places = try range.map { try normalized($0, rank: x.rank, for: name) }
        var operand = try promotedToInexact(x)
        if operand.dtype.widened != operand.dtype { operand = try convert(operand, to: .float32) }
        if kind == .real {
            guard !x.dtype.isComplex else {
                throw TensorError(name, "takes real numbers, and these are \(x.dtype)")
            }
        } else {
            operand = try convert(operand, to: operand.dtype.complexified)
        }
        guard !places.isEmpty else { return operand }
        let first = x.rank - places.count
        operand = operand.movingAxes(places, to: Array(first..<x.rank))
        var sizes = shape ?? places.map { x.shape[$0] }
        if shape == nil && kind == .inverseReal {
            sizes[sizes.count - 1] = 2 * (sizes[sizes.count - 1] - 1)
        }
        guard sizes.allSatisfy({ $0 > 0 }) else {
            throw TensorError(
                name, "the axes \(places) of the shape \(x.shape) must not be empty or too short")
        }
        var given = sizes
        if kind == .inverseReal { given[given.count - 1] = given[given.count - 1] / 2 + 1 }
        operand = try fitted(operand, given)
        let result = try transform(operand, kind, sizes)
        let isInverse = kind == .inverse || kind == .inverseReal
        let scale = norm.scale(sizes.sizeProduct, isInverse: isInverse)
        let moved = result.movingAxes(Array(first..<x.rank), to: places)
        return scale == 1 ? moved : moved * scale
    }
}

/// The tensor with its last axes cut to sizes or filled up with zeros.
private func fitted(_ x: Tensor, _ sizes: [Int]) throws -> Tensor {
    let first = x.rank - sizes.count
    let high = x.shape.indices.map { $0 < first ? 0 : sizes[$0 - first] - x.shape[$0] }
    guard high.contains(where: { $0 != 0 }) else { return x }
    let none = high.map { _ in 0 }
    return try bind1(
        Pad(low: none, high: high, interior: none), x, fill(0, x.type.with(shape: [])))
}

/// The transform over the last axes. XLA has it over up to three; more are taken in turns, the halved one being first
/// of the forward and last of the inverse transforms.
private func transform(
    _ x: Tensor, _ kind: FourierTransform.Kind, _ sizes: [Int]
) throws -> Tensor {
    guard sizes.count > 3 else { return try bind1(FourierTransform(kind: kind, lengths: sizes), x) }
    let last = Array(sizes.suffix(3))
    let outer = Array(sizes.dropLast(3))
    let whole: FourierTransform.Kind = kind == .forward || kind == .real ? .forward : .inverse
    let count = outer.count
    let places = Array((x.rank - sizes.count)..<(x.rank - 3))
    func overOuter(_ x: Tensor) throws -> Tensor {
        let moved = x.movingAxes(places, to: Array((x.rank - count)..<x.rank))
        let result = try transform(moved, whole, outer)
        return result.movingAxes(Array((x.rank - count)..<x.rank), to: places)
    }
    let inner = FourierTransform(kind: kind, lengths: last)
    return try whole == .forward
        ? overOuter(try bind1(inner, x)) : bind1(inner, try overOuter(x))
}
