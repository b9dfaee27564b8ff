/// Which number a quantile between two elements is (NumPy's `method`).
public enum QuantileMethod: Sendable, Hashable {
    /// In proportion to the distance from both.
    case linear
    /// The smaller one.
    case lower
    /// The larger one.
    case higher
    /// Halfway between both.
    case midpoint
    /// The nearer one, the smaller at a tie.
    case nearest
    /// The smallest element up to which at least the fraction of all elements lies.
    case invertedCDF
}

extension Tensor {
    /// The number below which a fraction of the elements lies (`jax.numpy.quantile`).
    ///
    /// - Parameters:
    ///   - q: fractions from 0 to 1: a scalar, or a vector whose axis comes first in the result.
    ///   - axes: along which; all of them where it is nil.
    ///   - method: what lies between two elements.
    ///   - keepDims: whether the axes stay, with size 1.
    /// - Returns: a float; NaN where an element is NaN.
    public func quantile(
        _ q: Tensor, axes: [Int]? = nil, method: QuantileMethod = .linear, keepDims: Bool = false
    ) -> Tensor {
        quantile("quantile", q, axes, method, keepDims, leavesOutNaN: false)
    }

    /// The number below which a fraction of the elements along one axis lies (`jax.numpy.quantile`).
    public func quantile(
        _ q: Tensor, axis: Int, method: QuantileMethod = .linear, keepDims: Bool = false
    ) -> Tensor {
        quantile(q, axes: [axis], method: method, keepDims: keepDims)
    }

    /// The number below which so many percent of the elements lie (`jax.numpy.percentile`).
    ///
    /// Options mean what they do for ``quantile(_:axes:method:keepDims:)``.
    public func percentile(
        _ q: Tensor, axes: [Int]? = nil, method: QuantileMethod = .linear, keepDims: Bool = false
    ) -> Tensor {
        quantile(q / 100, axes: axes, method: method, keepDims: keepDims)
    }

    /// The number below which so many percent of the elements along one axis lie (`jax.numpy.percentile`).
    public func percentile(
        _ q: Tensor, axis: Int, method: QuantileMethod = .linear, keepDims: Bool = false
    ) -> Tensor {
        percentile(q, axes: [axis], method: method, keepDims: keepDims)
    }

    /// The middle element, or the mean of the two in the middle (`jax.numpy.median`).
    public func median(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        quantile("median", 0.5, axes, .midpoint, keepDims, leavesOutNaN: false)
    }

    /// The middle element along one axis (`jax.numpy.median`).
    public func median(axis: Int, keepDims: Bool = false) -> Tensor {
        median(axes: [axis], keepDims: keepDims)
    }

    /// The number below which a fraction of what isn't NaN lies (`jax.numpy.nanquantile`).
    ///
    /// Options mean what they do for ``quantile(_:axes:method:keepDims:)``.
    public func nanQuantile(
        _ q: Tensor, axes: [Int]? = nil, method: QuantileMethod = .linear, keepDims: Bool = false
    ) -> Tensor {
        quantile("nanQuantile", q, axes, method, keepDims, leavesOutNaN: true)
    }

    /// The number below which a fraction of what isn't NaN along one axis lies (`jax.numpy.nanquantile`).
    public func nanQuantile(
        _ q: Tensor, axis: Int, method: QuantileMethod = .linear, keepDims: Bool = false
    ) -> Tensor {
        nanQuantile(q, axes: [axis], method: method, keepDims: keepDims)
    }

    /// The number below which so many percent of what isn't NaN lie (`jax.numpy.nanpercentile`).
    ///
    /// Options mean what they do for ``quantile(_:axes:method:keepDims:)``.
    public func nanPercentile(
        _ q: Tensor, axes: [Int]? = nil, method: QuantileMethod = .linear, keepDims: Bool = false
    ) -> Tensor {
        nanQuantile(q / 100, axes: axes, method: method, keepDims: keepDims)
    }

    /// The number below which so many percent of what isn't NaN along one axis lie (`jax.numpy.nanpercentile`).
    public func nanPercentile(
        _ q: Tensor, axis: Int, method: QuantileMethod = .linear, keepDims: Bool = false
    ) -> Tensor {
        nanPercentile(q, axes: [axis], method: method, keepDims: keepDims)
    }

    /// The middle of what isn't NaN (`jax.numpy.nanmedian`).
    public func nanMedian(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        quantile("nanMedian", 0.5, axes, .midpoint, keepDims, leavesOutNaN: true)
    }

    /// The middle of what isn't NaN along one axis (`jax.numpy.nanmedian`).
    public func nanMedian(axis: Int, keepDims: Bool = false) -> Tensor {
        nanMedian(axes: [axis], keepDims: keepDims)
    }

    private func quantile(
        _ name: String, _ q: Tensor, _ axes: [Int]?, _ method: QuantileMethod, _ keepDims: Bool,
        leavesOutNaN: Bool
    ) -> Tensor {
        checked(self, q) {
            let x = try promotedToInexact(self)
            guard !x.dtype.isComplex, !q.dtype.isComplex, q.rank <= 1 else {
                throw TensorError(
                    name,
                    """
                    needs real elements and a scalar or vector of fractions, and these are \(x.type) and \
                    \(q.type)
                    """)
            }
            let options = ReductionOptions(axes, keepDims)
            let range = try options.range(of: x, for: name)
            try requireElements(x, range, name)
            // The elements of each result along the last axis, in ascending order.
            let others = (0..<rank).filter { !range.contains($0) }
            let count = range.reduce(1) { $0 * shape[$1] }
            let rows = try reshape(
                try permuteAxes(x, others + range), to: others.map { shape[$0] } + [count])
            let sorted = sort(rows)
            let fractions = try convert(
                q,
                to: q.type.isWeak || q.dtype.isInteger
                    ? x.dtype.widened : q.dtype)
            // As many axes as the rows have, after the axis of the fractions.
            let qs = try reshape(fractions, to: q.shape + others.map { _ in 1 })
            var total = Tensor(.float(Double(count)), fractions.dtype, isWeak: false)
            if leavesOutNaN { total = (!isNaN(rows)).sum(axis: -1, dtype: fractions.dtype) }
            let place = placeOfQuantile(qs, total, method)
            let (low, high) = (element(sorted, floor(place)), element(sorted, ceil(place)))
            let weight = place - floor(place)
            var result: Tensor
            switch method {
            case .linear: result = low * (1 - weight) + high * weight
            case .lower, .invertedCDF: result = low
            case .higher: result = high
            case .midpoint: result = (low + high) * 0.5
            case .nearest: result = which(weight .<= 0.5, low, high)
            }
            if !leavesOutNaN {
                let isSpoilt = isNaN(rows).any(axis: -1)
                result = which(isSpoilt, Tensor.weak(Double.nan), result)
            }
            result = try convert(result, to: x.dtype)
            return keepDims
                ? try reshape(result, to: q.shape + keptShape(shape, range)) : result
        }
    }
}

/// Where in a sorted row of `total` elements a quantile lies, within the row.
private func placeOfQuantile(_ q: Tensor, _ total: Tensor, _ method: QuantileMethod) -> Tensor {
    let place = method == .invertedCDF ? ceil(q * total) - 1 : q * (total - 1)
    return maximum(minimum(place, total - 1), 0)
}

/// The elements at whole places along the last axis; the places have axes in front that the rows may lack.
private func element(_ rows: Tensor, _ places: Tensor) -> Tensor {
    checked(rows, places) {
        let indices = try convert(places, to: .int32)
        let outer = Array(rows.shape.dropLast())
        let shape = try broadcastShape([indices.shape, outer], for: "quantile")
        let full = try broadcast(indices, to: shape)
        let lead = shape.count - outer.count
        // One place for each row and fraction: the fractions go to the last axis and back.
        let last =
            try lead == 0
            ? reshape(full, to: shape + [1]) : moveAxis(full, from: 0, to: shape.count - 1)
        let found = try gatherAlong(rows, last, axis: outer.count)
        return try lead == 0 ? reshape(found, to: outer) : moveAxis(found, from: outer.count, to: 0)
    }
}
