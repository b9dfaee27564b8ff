// Where the largest and smallest elements are.

extension Tensor {
    /// Where the largest element is: the first of equal ones, or the first NaN (`jax.numpy.argmax`).
    ///
    /// - Parameters:
    ///   - axis: along which to look; without one the index is into the flattened tensor.
    ///   - keepDims: whether the axes stay, with size 1.
    /// - Returns: int32 indices. Over no elements: an error.
    public func argmax(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
        argExtremum(self, "argmax", isMaximum: true, axis, keepDims)
    }

    /// Where the smallest element is: the first of equal ones, or the first NaN (`jax.numpy.argmin`).
    ///
    /// Options mean what they do for ``argmax(axis:keepDims:)``.
    public func argmin(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
        argExtremum(self, "argmin", isMaximum: false, axis, keepDims)
    }

    /// Where the largest element that isn't NaN is (`jax.numpy.nanargmax`); -1 where all are NaN.
    ///
    /// Options mean what they do for ``argmax(axis:keepDims:)``.
    public func nanArgmax(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
        nanArgExtremum(self, isMaximum: true, axis, keepDims)
    }

    /// Where the smallest element that isn't NaN is (`jax.numpy.nanargmin`); -1 where all are NaN.
    ///
    /// Options mean what they do for ``argmax(axis:keepDims:)``.
    public func nanArgmin(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
        nanArgExtremum(self, isMaximum: false, axis, keepDims)
    }
}

private func argExtremum(
    _ x: Tensor, _ name: String, isMaximum: Bool, _ axis: Int?, _ keepDims: Bool
) -> Tensor {
    checked(x) {
        let operand = axis == nil ? try reshape(x, to: [x.count]) : x
        let place = try normalized(axis ?? 0, rank: operand.rank, for: name)
        try requireElements(operand, [place], name)
        let result = try bind1(ArgExtremum(axis: place, isMaximum: isMaximum), operand)
        guard keepDims else { return result }
        return try reshape(
            result, to: axis == nil ? x.shape.map { _ in 1 } : keptShape(x.shape, [place]))
    }
}

private func nanArgExtremum(
    _ x: Tensor, isMaximum: Bool, _ axis: Int?, _ keepDims: Bool
) -> Tensor {
    func place(_ x: Tensor) -> Tensor {
        isMaximum
            ? x.argmax(axis: axis, keepDims: keepDims) : x.argmin(axis: axis, keepDims: keepDims)
    }
    guard x.dtype.isFloating else { return place(x) }
    let worst = Tensor.weak(isMaximum ? -Double.infinity : Double.infinity)
    let found = place(which(isNaN(x), worst, x))
    let isNothing = isNaN(x).all(axes: axis.map { [$0] }, keepDims: keepDims)
    return which(isNothing, -1, found)
}
