extension Tensor {
    /// The logarithm of the sum of the exponentials, without overflow (`jax.scipy.special.logsumexp`).
    ///
    /// Minus infinity over no elements. Integers become float32.
    ///
    /// - Parameters:
    ///   - axes: along which; all of them where it is nil.
    ///   - keepDims: whether the axes stay, with size 1.
    ///   - weights: what to multiply the exponentials by, broadcast with the tensor. Where their sum is negative, the
    ///     result is NaN; see ``signedLogSumExp(axes:keepDims:weights:where:)``.
    ///   - mask: which elements count; broadcast to the shape.
    public func logSumExp(
        axes: [Int]? = nil, keepDims: Bool = false, weights: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        let (logarithm, sign) = signedLogSumExp(
            axes: axes, keepDims: keepDims, weights: weights, where: mask)
        return weights == nil
            ? logarithm : which(sign .< 0, Tensor.weak(Double.nan), logarithm)
    }

    /// The logarithm of the modulus of the weighted sum of the exponentials, and the sign of the sum
    /// (`jax.scipy.special.logsumexp` with `return_sign`).
    ///
    /// Options mean what they do for ``logSumExp(axes:keepDims:weights:where:)``.
    public func signedLogSumExp(
        axes: [Int]? = nil, keepDims: Bool = false, weights: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> (logarithm: Tensor, sign: Tensor) {
        let results = checked([self, weights, mask].compactMap { $0 }, count: 2) {
            var operands = try promoted([self] + [weights].compactMap { $0 }, inexact: true)
            guard !operands[0].dtype.isComplex else {
                throw TensorError(
                    "logSumExp",
                    "needs real operands, and this one has the dtype \(operands[0].dtype)")
            }
            let shape = try broadcastShape(operands.map(\.shape), for: "logSumExp")
            operands = try operands.map { try Espalier.broadcast($0, to: shape) }
            var x = operands[0]
            let options = ReductionOptions(axes, keepDims, nil, nil, mask)
            let range = try options.range(of: x, for: "logSumExp")
            let nothing = fill(-.infinity, x.type.with(shape: []))
            // Where the weight is 0, however large the number is, it adds nothing.
            if operands.count > 1 { x = which(operands[1] .!= 0, x, nothing) }
            if let mask = try options.mask(like: x, for: "logSumExp") {
                x = which(mask, x, nothing)
            }
            var shift = Espalier.zeros(like: x.sum(axes: range, keepDims: true))
            if range.allSatisfy({ shape[$0] > 0 }) { shift = try shiftForExponentials(x, range) }
            var exponentials = exp(x - shift)
            if operands.count > 1 { exponentials = exponentials * operands[1] }
            let sum = try reduceSum(exponentials, axes: range)
            let modulus = operands.count > 1 ? abs(sum) : sum
            let logarithm = log(modulus) + (try reshape(shift, to: sum.shape))
            return try [logarithm, sign(sum)].map { try options.kept($0, range, of: x) }
        }
        return (results[0], results[1])
    }
}

/// The logarithm of the sum of the exponentials, without overflow (`jax.scipy.special.logsumexp`).
public func logSumExp(
    _ x: Tensor, axes: [Int]? = nil, keepDims: Bool = false, weights: Tensor? = nil,
    where mask: Tensor? = nil
) -> Tensor {
    x.logSumExp(axes: axes, keepDims: keepDims, weights: weights, where: mask)
}

/// The logarithm of the sum of the exponentials along one axis, without overflow.
public func logSumExp(
    _ x: Tensor, axis: Int, keepDims: Bool = false, weights: Tensor? = nil,
    where mask: Tensor? = nil
) -> Tensor {
    x.logSumExp(axes: [axis], keepDims: keepDims, weights: weights, where: mask)
}

/// What to subtract from numbers so that their exponentials don't overflow: the largest, as a constant to
/// derivatives, with the reduced axes kept; 0 where that isn't finite.
func shiftForExponentials(_ x: Tensor, _ axes: [Int]) throws -> Tensor {
    let largest = stopGradient(x.max(axes: axes, keepDims: true))
    return which(isFinite(largest), largest, zeros(like: largest))
}
