// Sums and means of exponentials, by their logarithms, so that nothing overflows.

extension Tensor {
    /// The logarithm of the sum of the exponentials, without overflow (`jax.scipy.special.logsumexp`).
    ///
    /// Minus infinity over no elements. Integers become float32.
    public func logSumExp(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        Espalier.logSumExp(self, axes: axes, keepDims: keepDims)
    }

    /// The logarithm of the sum of the exponentials along one axis.
    public func logSumExp(axis: Int, keepDims: Bool = false) -> Tensor {
        logSumExp(axes: [axis], keepDims: keepDims)
    }
}

/// The logarithm of the sum of the exponentials, without overflow (`jax.scipy.special.logsumexp`).
///
/// Minus infinity over no elements. Integers become float32. Of complex numbers it is the principal value.
///
/// - Parameters:
///   - x: the exponents.
///   - axes: which are summed over; nil is all.
///   - keepDims: whether they stay, with size 1.
///   - weights: factors of the exponentials, broadcast against x. Where the sum is negative the result is NaN; see
///     ``signedLogSumExp(_:axes:keepDims:weights:where:)``.
///   - mask: bools, broadcast against x: which take part.
public func logSumExp(
    _ x: Tensor, axes: [Int]? = nil, keepDims: Bool = false, weights: Tensor? = nil,
    where mask: Tensor? = nil
) -> Tensor {
    checked([x, weights, mask].compactMap { $0 }) {
        let (sum, shift) = try shiftedSum(x, axes, keepDims, weights, mask)
        guard !sum.dtype.isComplex else { return log(sum) + (try convert(shift, to: sum.dtype)) }
        let result = log(abs(sum)) + shift
        return weights == nil ? result : which(sum .< 0, Tensor.weak(Double.nan), result)
    }
}

/// The logarithm of the sum of the exponentials along one axis, without overflow.
public func logSumExp(
    _ x: Tensor, axis: Int, keepDims: Bool = false, weights: Tensor? = nil,
    where mask: Tensor? = nil
) -> Tensor {
    logSumExp(x, axes: [axis], keepDims: keepDims, weights: weights, where: mask)
}

/// The logarithm of the size of a weighted sum of exponentials, and its sign
/// (`jax.scipy.special.logsumexp` with `return_sign`).
///
/// The parameters are those of ``logSumExp(_:axes:keepDims:weights:where:)``. Of complex numbers the sign is the
/// direction, a number of modulus 1.
public func signedLogSumExp(
    _ x: Tensor, axes: [Int]? = nil, keepDims: Bool = false, weights: Tensor? = nil,
    where mask: Tensor? = nil
) -> (logarithm: Tensor, sign: Tensor) {
    let results = checked([x, weights, mask].compactMap { $0 }, count: 2) {
        let (sum, shift) = try shiftedSum(x, axes, keepDims, weights, mask)
        return [log(abs(sum)) + shift, sign(sum)]
    }
    return (results[0], results[1])
}

/// The logarithm of the mean of the exponentials, without overflow (`jax.nn.logmeanexp`).
///
/// The parameters are those of ``logSumExp(_:axes:keepDims:weights:where:)``.
public func logMeanExp(
    _ x: Tensor, axes: [Int]? = nil, keepDims: Bool = false, where mask: Tensor? = nil
) -> Tensor {
    checked([x, mask].compactMap { $0 }) {
        let sum = logSumExp(x, axes: axes, keepDims: keepDims, where: mask)
        let ones = try broadcast(mask.map { try convert($0, to: .bool) } ?? true, to: x.shape)
        let count = ones.countNonzero(axes: axes, keepDims: keepDims)
        return sum - log(try convert(count, to: sum.dtype))
    }
}

/// The logarithm of the mean of the exponentials along one axis.
public func logMeanExp(
    _ x: Tensor, axis: Int, keepDims: Bool = false, where mask: Tensor? = nil
) -> Tensor {
    logMeanExp(x, axes: [axis], keepDims: keepDims, where: mask)
}

/// The tensor with mean 0 and variance 1 along some axes (`jax.nn.standardize`).
///
/// - Parameters:
///   - x: integers become float32.
///   - axes: along which the mean and variance are taken.
///   - mean: taken from x where it isn't given.
///   - variance: taken from x where it isn't given, as the mean of the squares less the square of the mean.
///   - epsilon: added to the variance.
///   - mask: bools, broadcast against x: which take part in mean and variance.
public func standardize(
    _ x: Tensor, axes: [Int] = [-1], mean: Tensor? = nil, variance: Tensor? = nil,
    epsilon: Double = 1e-5, where mask: Tensor? = nil
) -> Tensor {
    checked([x, mean, variance, mask].compactMap { $0 }) {
        let x = try promotedToInexact(x)
        func average(_ numbers: Tensor) throws -> Tensor {
            guard let mask else { return numbers.mean(axes: axes, keepDims: true) }
            let flags = try broadcast(try convert(mask, to: .bool), to: x.shape)
            let count = try convert(
                flags.countNonzero(axes: axes, keepDims: true), to: numbers.dtype)
            return which(flags, numbers, 0).sum(axes: axes, keepDims: true) / count
        }
        let centre = try mean ?? average(x)
        let width = try variance ?? maximum(try average(square(x)) - square(centre), 0)
        return (x - centre) * rsqrt(width + Tensor.weak(epsilon))
    }
}

/// The sum of the exponentials after a shift that keeps them finite, and the shift, of the sum's shape.
private func shiftedSum(
    _ x: Tensor, _ axes: [Int]?, _ keepDims: Bool, _ weights: Tensor?, _ mask: Tensor?
) throws -> (sum: Tensor, shift: Tensor) {
    var operands = try promoted([x] + (weights.map { [$0] } ?? []), inexact: true)
    let shape = try broadcastShape(
        operands.map(\.shape) + (mask.map { [$0.shape] } ?? []), for: "logSumExp")
    operands = try operands.map { try broadcast($0, to: shape) }
    let axes = try normalized(
        axes ?? Array(shape.indices), rank: shape.count, for: "logSumExp")
    let none = -Tensor.weak(Double.infinity)
    var exponents = operands[0]
    if operands.count > 1 { exponents = which(operands[1] .!= 0, exponents, none) }
    if let mask { exponents = which(mask, exponents, none) }
    guard axes.allSatisfy({ shape[$0] > 0 }) else {
        let sum = exp(exponents).sum(axes: axes, keepDims: keepDims)
        return (sum, Tensor.zeros(like: sum, dtype: sum.dtype.realPart))
    }
    let shift = try shiftForExponentials(real(exponents), axes)
    var exponentials = exp(exponents - shift)
    if operands.count > 1 { exponentials = exponentials * operands[1] }
    if let mask { exponentials = which(mask, exponentials, 0) }
    let sum = try reduceSum(exponentials, axes: axes)
    guard !keepDims else { return (try reshape(sum, to: shift.shape), shift) }
    return (sum, try reshape(shift, to: sum.shape))
}

/// What to subtract from numbers so that their exponentials don't overflow: the largest, as a constant to
/// derivatives, with the reduced axes kept; 0 where that isn't finite.
func shiftForExponentials(_ x: Tensor, _ axes: [Int]) throws -> Tensor {
    let largest = stopGradient(x.max(axes: axes, keepDims: true))
    return which(isFinite(largest), largest, zeros(like: largest))
}
