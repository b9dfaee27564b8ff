// Numbers that describe samples.

/// How ranks are given to equal elements (SciPy's `rankdata`).
public enum RankMethod: Sendable, Hashable {
    /// The mean of the ranks that they take.
    case average
    /// The lowest of the ranks that they take.
    case min
    /// The highest of the ranks that they take.
    case max
    /// As `min`, but the next larger element has the next rank.
    case dense
    /// Each one of its own, in the order in which they stand.
    case ordinal
}

extension Tensor {
    /// The most frequent element, the smallest of those that are equally frequent, and how often it occurs
    /// (`jax.scipy.stats.mode`).
    ///
    /// - Parameters:
    ///   - axis: along which; all elements where it is nil.
    ///   - keepDims: whether the axis stays, with size 1.
    /// - Returns: elements and int32 counts.
    public func mode(axis: Int? = 0, keepDims: Bool = false) -> (mode: Tensor, count: Tensor) {
        let results = checked([self], count: 2) {
            let (x, place) = try flattenedWithout(rank == 0 ? nil : axis, self, "mode")
            try requireElements(x, [place], "mode")
            let sorted = try moveAxis(sort(x, axis: place), from: place, to: x.rank - 1)
            // The first of the longest runs is that of the smallest element.
            let runs = try Runs(of: sorted, axis: x.rank - 1)
            let counts = runs.end - runs.begin + 1
            let best = counts.argmax(axis: -1, keepDims: true)
            let found = try gatherAlong(sorted, best, axis: x.rank - 1)
            let shape =
                keepDims
                ? (axis == nil ? shape.map { _ in 1 } : keptShape(shape, [place]))
                : Array(sorted.shape.dropLast())
            return [try reshape(found, to: shape), try reshape(counts.max(axis: -1), to: shape)]
        }
        return (results[0], results[1])
    }

    /// The standard error of the mean (`jax.scipy.stats.sem`).
    ///
    /// - Parameters:
    ///   - axis: along which; all elements where it is nil.
    ///   - correction: as for ``variance(axes:correction:keepDims:dtype:mean:where:)``.
    ///   - leavesOutNaN: whether NaN is left out rather than giving NaN.
    ///   - keepDims: whether the axis stays, with size 1.
    public func standardError(
        axis: Int? = 0, correction: Double = 1, leavesOutNaN: Bool = false, keepDims: Bool = false
    ) -> Tensor {
        checked(self) {
            let x = try promotedToInexact(self)
            let axes = axis.map { [$0] }
            if leavesOutNaN {
                let count = (!isNaN(x)).sum(axes: axes, keepDims: keepDims, dtype: x.dtype.realPart)
                return x.nanStandardDeviation(
                    axes: axes, correction: correction, keepDims: keepDims) / sqrt(count)
            }
            let place = try axis.map { try normalized($0, rank: rank, for: "standardError") }
            let size = place.map { shape[$0] } ?? x.count
            return x.standardDeviation(axes: axes, correction: correction, keepDims: keepDims)
                / Double(size).squareRoot()
        }
    }

    /// The rank of each element among all, from 1, as float32 (`jax.scipy.stats.rankdata`); NaN where one is NaN.
    ///
    /// - Parameters:
    ///   - method: which rank equal elements have.
    ///   - axis: along which to rank; all elements, as a vector, where it is nil.
    public func ranks(method: RankMethod = .average, axis: Int? = nil) -> Tensor {
        checked(self) {
            let (x, place) = try flattenedWithout(axis, self, "ranks")
            guard !x.dtype.isComplex else {
                throw TensorError("ranks", "complex numbers have no order")
            }
            guard x.count > 0 else { return .zeros(x.shape) }
            let order = argsort(x, axis: place)
            let ordinal = argsort(order, axis: place)
            let sorted = try gatherAlong(x, order, axis: place)
            let runs = try Runs(of: sorted, axis: place)
            func back(_ ranks: Tensor) throws -> Tensor {
                try gatherAlong(try convert(ranks, to: .float32), ordinal, axis: place)
            }
            let ranks =
                switch method {
                case .ordinal: try convert(ordinal + 1, to: .float32)
                case .dense: try back(runs.isNew.cumsum(axis: place))
                case .min: try back(runs.begin + 1)
                case .max: try back(runs.end + 1)
                case .average: try back(runs.begin + runs.end + 2) * 0.5
                }
            guard x.dtype.isFloating else { return ranks }
            let isSpoilt = isNaN(x).any(axis: place, keepDims: true)
            return which(isSpoilt, Tensor.weak(Double.nan), ranks)
        }
    }
}

/// The runs of equal elements along an axis; NaN counts as equal to NaN.
private struct Runs {
    /// Whether a run begins at each place.
    let isNew: Tensor
    /// Where the run of each place begins, as int32.
    let begin: Tensor
    /// Where the run of each place ends, as int32.
    let end: Tensor

    init(of sorted: Tensor, axis: Int) throws {
        let size = sorted.shape[axis]
        let first = Tensor.full(keptShape(sorted.shape, [axis]), true)
        let (later, earlier) = (
            try part(sorted, axis, 1, size), try part(sorted, axis, 0, size - 1)
        )
        let differs = (later .!= earlier) & !(isNaN(later) & isNaN(earlier))
        isNew = concatenate([first, differs], axis: axis)
        let positions = Tensor.iota(sorted.shape, axis: axis)
        begin = which(isNew, positions, 0).cummax(axis: axis)
        let isLast = concatenate([differs, first], axis: axis)
        end = which(isLast, positions, Tensor.weak(size)).cummin(axis: axis, reverse: true)
    }
}
