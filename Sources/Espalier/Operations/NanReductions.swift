// Reductions that leave out NaN. Integers and bools have none, so that these are the plain reductions there.

extension Tensor {
    /// The sum of what isn't NaN (`jax.numpy.nansum`); 0 over nothing.
    ///
    /// Options mean what they do for ``sum(axes:keepDims:dtype:initial:where:)``.
    public func nanSum(
        axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil, initial: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        withoutNaN(0).sum(
            axes: axes, keepDims: keepDims, dtype: dtype, initial: initial, where: mask)
    }

    /// The product of what isn't NaN (`jax.numpy.nanprod`); 1 over nothing.
    ///
    /// Options mean what they do for ``sum(axes:keepDims:dtype:initial:where:)``.
    public func nanProd(
        axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil, initial: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        withoutNaN(1).prod(
            axes: axes, keepDims: keepDims, dtype: dtype, initial: initial, where: mask)
    }

    /// The largest element that isn't NaN (`jax.numpy.nanmax`); NaN where all are, unless there is `initial`.
    ///
    /// Options mean what they do for ``max(axes:keepDims:initial:where:)``.
    public func nanMax(
        axes: [Int]? = nil, keepDims: Bool = false, initial: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        nanExtremum(
            withoutNaN(-.infinity).max(
                axes: axes, keepDims: keepDims, initial: initial, where: mask),
            axes, keepDims, initial)
    }

    /// The smallest element that isn't NaN (`jax.numpy.nanmin`); NaN where all are, unless there is `initial`.
    ///
    /// Options mean what they do for ``max(axes:keepDims:initial:where:)``.
    public func nanMin(
        axes: [Int]? = nil, keepDims: Bool = false, initial: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        nanExtremum(
            withoutNaN(.infinity).min(
                axes: axes, keepDims: keepDims, initial: initial, where: mask),
            axes, keepDims, initial)
    }

    /// The tensor with a number in place of NaN.
    func withoutNaN(_ number: Double) -> Tensor {
        guard dtype.isInexact else { return self }
        return which(isNaN(self), fill(number, type.with(shape: [])), self)
    }

    private func nanExtremum(
        _ found: Tensor, _ axes: [Int]?, _ keepDims: Bool, _ initial: Tensor?
    ) -> Tensor {
        guard dtype.isInexact, initial == nil else { return found }
        return which(
            isNaN(self).all(axes: axes, keepDims: keepDims), Tensor.weak(Double.nan), found)
    }
}

/// The running sum with NaN as 0 (`jax.numpy.nancumsum`).
///
/// Options mean what they do for ``cumsum(_:axis:reverse:dtype:)``.
public func nanCumsum(_ x: Tensor, axis: Int? = nil, dtype: DType? = nil) -> Tensor {
    cumsum(x.withoutNaN(0), axis: axis, dtype: dtype)
}

/// The running product with NaN as 1 (`jax.numpy.nancumprod`).
///
/// Options mean what they do for ``cumsum(_:axis:reverse:dtype:)``.
public func nanCumprod(_ x: Tensor, axis: Int? = nil, dtype: DType? = nil) -> Tensor {
    cumprod(x.withoutNaN(1), axis: axis, dtype: dtype)
}
