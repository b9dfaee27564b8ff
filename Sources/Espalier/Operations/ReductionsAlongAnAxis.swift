// Reductions along a single axis. Options mean what they do for those along several.

extension Tensor {
    /// The sum along one axis (`jax.numpy.sum`).
    public func sum(
        axis: Int, keepDims: Bool = false, dtype: DType? = nil, initial: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        sum(axes: [axis], keepDims: keepDims, dtype: dtype, initial: initial, where: mask)
    }
    /// The product along one axis (`jax.numpy.prod`).
    public func prod(
        axis: Int, keepDims: Bool = false, dtype: DType? = nil, initial: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        prod(axes: [axis], keepDims: keepDims, dtype: dtype, initial: initial, where: mask)
    }
    /// The mean along one axis (`jax.numpy.mean`).
    public func mean(
        axis: Int, keepDims: Bool = false, dtype: DType? = nil, where mask: Tensor? = nil
    ) -> Tensor {
        mean(axes: [axis], keepDims: keepDims, dtype: dtype, where: mask)
    }
    /// The variance along one axis (`jax.numpy.var`).
    public func variance(
        axis: Int, correction: Double = 0, keepDims: Bool = false, dtype: DType? = nil,
        mean: Tensor? = nil, where mask: Tensor? = nil
    ) -> Tensor {
        variance(
            axes: [axis], correction: correction, keepDims: keepDims, dtype: dtype, mean: mean,
            where: mask)
    }
    /// The standard deviation along one axis (`jax.numpy.std`).
    public func standardDeviation(
        axis: Int, correction: Double = 0, keepDims: Bool = false, dtype: DType? = nil,
        mean: Tensor? = nil, where mask: Tensor? = nil
    ) -> Tensor {
        standardDeviation(
            axes: [axis], correction: correction, keepDims: keepDims, dtype: dtype, mean: mean,
            where: mask)
    }
    /// The largest element along one axis (`jax.numpy.max`).
    public func max(
        axis: Int, keepDims: Bool = false, initial: Tensor? = nil, where mask: Tensor? = nil
    ) -> Tensor {
        max(axes: [axis], keepDims: keepDims, initial: initial, where: mask)
    }
    /// The smallest element along one axis (`jax.numpy.min`).
    public func min(
        axis: Int, keepDims: Bool = false, initial: Tensor? = nil, where mask: Tensor? = nil
    ) -> Tensor {
        min(axes: [axis], keepDims: keepDims, initial: initial, where: mask)
    }
    /// The largest element minus the smallest along one axis (`jax.numpy.ptp`).
    public func ptp(axis: Int, keepDims: Bool = false) -> Tensor {
        ptp(axes: [axis], keepDims: keepDims)
    }
    /// Whether all elements along one axis hold (`jax.numpy.all`).
    public func all(axis: Int, keepDims: Bool = false, where mask: Tensor? = nil) -> Tensor {
        all(axes: [axis], keepDims: keepDims, where: mask)
    }
    /// Whether any element along one axis holds (`jax.numpy.any`).
    public func any(axis: Int, keepDims: Bool = false, where mask: Tensor? = nil) -> Tensor {
        any(axes: [axis], keepDims: keepDims, where: mask)
    }
    /// How many elements along one axis aren't 0 or false (`jax.numpy.count_nonzero`).
    public func countNonzero(axis: Int, keepDims: Bool = false) -> Tensor {
        countNonzero(axes: [axis], keepDims: keepDims)
    }
    /// The lengths of the vectors along one axis (`jax.numpy.linalg.norm`).
    public func norm(order: Double = 2, axis: Int, keepDims: Bool = false) -> Tensor {
        norm(order: order, axes: [axis], keepDims: keepDims)
    }
}

// Those that leave out NaN.
extension Tensor {
    /// The sum of what isn't NaN along one axis (`jax.numpy.nansum`).
    public func nanSum(
        axis: Int, keepDims: Bool = false, dtype: DType? = nil, initial: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        nanSum(axes: [axis], keepDims: keepDims, dtype: dtype, initial: initial, where: mask)
    }
    /// The product of what isn't NaN along one axis (`jax.numpy.nanprod`).
    public func nanProd(
        axis: Int, keepDims: Bool = false, dtype: DType? = nil, initial: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        nanProd(axes: [axis], keepDims: keepDims, dtype: dtype, initial: initial, where: mask)
    }
    /// The largest element that isn't NaN along one axis (`jax.numpy.nanmax`).
    public func nanMax(
        axis: Int, keepDims: Bool = false, initial: Tensor? = nil, where mask: Tensor? = nil
    ) -> Tensor {
        nanMax(axes: [axis], keepDims: keepDims, initial: initial, where: mask)
    }
    /// The smallest element that isn't NaN along one axis (`jax.numpy.nanmin`).
    public func nanMin(
        axis: Int, keepDims: Bool = false, initial: Tensor? = nil, where mask: Tensor? = nil
    ) -> Tensor {
        nanMin(axes: [axis], keepDims: keepDims, initial: initial, where: mask)
    }
    /// The mean of what isn't NaN along one axis (`jax.numpy.nanmean`).
    public func nanMean(
        axis: Int, keepDims: Bool = false, dtype: DType? = nil, where mask: Tensor? = nil
    ) -> Tensor {
        nanMean(axes: [axis], keepDims: keepDims, dtype: dtype, where: mask)
    }
    /// The variance of what isn't NaN along one axis (`jax.numpy.nanvar`).
    public func nanVariance(
        axis: Int, correction: Double = 0, keepDims: Bool = false, dtype: DType? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        nanVariance(
            axes: [axis], correction: correction, keepDims: keepDims, dtype: dtype, where: mask)
    }
    /// The standard deviation of what isn't NaN along one axis (`jax.numpy.nanstd`).
    public func nanStandardDeviation(
        axis: Int, correction: Double = 0, keepDims: Bool = false, dtype: DType? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        nanStandardDeviation(
            axes: [axis], correction: correction, keepDims: keepDims, dtype: dtype, where: mask)
    }
}
