/// Exponentials divided by their sum along some axes: positive numbers that add up to 1 (`jax.nn.softmax`).
///
/// - Parameters:
///   - x: logits; integers become float32.
///   - axis: along which they compete; negative counts from the last.
///   - mask: bools, broadcast against x: which take part. The others become 0. Nil: all.
public func softmax(_ x: Tensor, axis: Int = -1, where mask: Tensor? = nil) -> Tensor {
    softmax(x, axes: [axis], where: mask)
}

/// Exponentials divided by their sum along some axes (`jax.nn.softmax`).
public func softmax(_ x: Tensor, axes: [Int], where mask: Tensor? = nil) -> Tensor {
    checked([x] + (mask.map { [$0] } ?? [])) {
        let (x, axes) = try logits(x, axes, "softmax")
        guard axes.allSatisfy({ x.shape[$0] > 0 }) else { return x }
        let masked = mask.map { which($0, x, -Tensor.weak(Double.infinity)) } ?? x
        let exponentials = exp(masked - (try shiftForExponentials(masked, axes)))
        let shares = exponentials / exponentials.sum(axes: axes, keepDims: true)
        return mask.map { which($0, shares, 0) } ?? shares
    }
}

/// The logarithm of ``softmax(_:axis:where:)``, exact where that is tiny (`jax.nn.log_softmax`).
///
/// - Parameters:
///   - x: logits; integers become float32.
///   - axis: along which they compete; negative counts from the last.
///   - mask: bools, broadcast against x: which take part. The others become minus infinity. Nil: all.
public func logSoftmax(_ x: Tensor, axis: Int = -1, where mask: Tensor? = nil) -> Tensor {
    logSoftmax(x, axes: [axis], where: mask)
}

/// The logarithm of ``softmax(_:axes:where:)`` (`jax.nn.log_softmax`).
public func logSoftmax(_ x: Tensor, axes: [Int], where mask: Tensor? = nil) -> Tensor {
    checked([x] + (mask.map { [$0] } ?? [])) {
        let (x, axes) = try logits(x, axes, "logSoftmax")
        guard axes.allSatisfy({ x.shape[$0] > 0 }) else { return x }
        let none = -Tensor.weak(Double.infinity)
        let masked = mask.map { which($0, x, none) } ?? x
        let shifted = masked - (try shiftForExponentials(masked, axes))
        let result = shifted - log(exp(shifted).sum(axes: axes, keepDims: true))
        return mask.map { which($0, result, none) } ?? result
    }
}

/// 1 at each index and 0 elsewhere along a new axis (`jax.nn.one_hot`).
///
/// - Parameters:
///   - indices: integers; one that is negative or not below `classes` gives zeros.
///   - classes: the size of the new axis.
///   - dtype: of the result.
///   - axis: where the new axis stands in the result; negative counts from the last.
public func oneHot(
    _ indices: Tensor, _ classes: Int, dtype: DType = .float32, axis: Int = -1
) -> Tensor {
    checked(indices) {
        guard indices.dtype.isInteger else {
            throw TensorError(
                "oneHot", "indices must be integers, and their dtype is \(indices.dtype)")
        }
        let axis = try normalized(axis, rank: indices.rank + 1, for: "oneHot")
        var shape = [Int](repeating: 1, count: indices.rank + 1)
        shape[axis] = classes
        // Of classes that the indices' dtype doesn't hold there are none; counted in it they would come again.
        let counted = [indices.dtype, .int32, .int64].first { $0.holds(Int128(classes) - 1) }
        let type = ShapedTensor(
            shape: try validShape(shape, for: "oneHot"), dtype: counted ?? .int64)
        let places = try bind1(Iota(type: type, axis: axis))
        let labels = try convert(indices.expanded(at: axis), to: type.dtype)
        return try convert(labels .== places, to: dtype)
    }
}

private func logits(_ x: Tensor, _ axes: [Int], _ name: String) throws -> (Tensor, [Int]) {
    let x = try promotedToInexact(x)
    guard !x.dtype.isComplex else {
        throw TensorError(name, "needs real operands, and this one has the dtype \(x.dtype)")
    }
    return (x, try normalized(axes, rank: x.rank, for: name))
}
