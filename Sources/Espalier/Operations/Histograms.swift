// Counting elements by what they are.

/// How often each number from 0 on occurs (`jax.numpy.bincount`).
///
/// Numbers that the result has no place for are left out; negative ones count as 0.
///
/// - Parameters:
///   - x: a vector of integers.
///   - weights: what each of them counts, of its shape; 1, as int32, where it is nil.
///   - minLength: how long the result is at least where `length` isn't given.
///   - length: how long the result is; one more than the largest number where it isn't given, which must be known then,
///     so that it is needed while tracing.
public func bincount(
    _ x: Tensor, weights: Tensor? = nil, minLength: Int = 0, length: Int? = nil
) -> Tensor {
    checked([x, weights].compactMap { $0 }) {
        let numbers = x.dtype == .bool ? try convert(x, to: .int32) : x
        guard x.rank == 1, numbers.dtype.isInteger, (weights ?? x).shape == x.shape else {
            throw TensorError(
                "bincount",
                """
                needs a vector of integers and weights of its size, and these are \(x.type) and \
                \((weights ?? x).type)
                """)
        }
        var count = Swift.max(length ?? minLength, 0)
        if length == nil, x.count > 0 {
            let largest = HostScalar.read(
                try numbers.max().readable("bincount").hostBytes(), numbers.dtype)[0]
            count = Swift.max(count, largest.clampedIndex.saturatingAdd(1))
        }
        let ones = Tensor.ones(x.shape, dtype: .int32)
        return segmentSum(weights ?? ones, maximum(numbers, 0), count: count)
    }
}

/// How the range of a histogram is cut into bins.
public enum HistogramBins: Sendable, ExpressibleByIntegerLiteral {
    /// So many bins of equal width.
    case count(Int)
    /// The edges of the bins, in ascending order: one more than bins.
    case edges(Tensor)

    /// So many bins of equal width.
    public init(integerLiteral value: Int) { self = .count(value) }
}

/// The edges of a histogram's bins (`jax.numpy.histogram_bin_edges`).
///
/// - Parameters:
///   - x: elements of any shape.
///   - bins: how many, or the edges themselves.
///   - range: from where to where; from the smallest to the largest element where it is nil.
public func histogramBinEdges(
    _ x: Tensor, bins: HistogramBins = 10, range: (Tensor, Tensor)? = nil
) -> Tensor {
    checked([x, range?.0, range?.1].compactMap { $0 }) {
        let dtype: DType = x.dtype.isInexact ? x.dtype : .float32
        switch bins {
        case .edges(let edges):
            guard edges.rank == 1, edges.count > 0 else {
                throw TensorError(
                    "histogram", "edges must be a vector, and their shape is \(edges.shape)")
            }
            return try convert(edges, to: dtype)
        case .count(let count):
            guard count > 0 else {
                throw TensorError("histogram", "needs at least one bin, and was asked for \(count)")
            }
            let low = try convert(range?.0 ?? x.min(), to: dtype)
            let high = try convert(range?.1 ?? x.max(), to: dtype)
            let isPoint = low .== high
            _ = try validShape([count.saturatingAdd(1)], for: "histogram")
            return Tensor.linspace(
                which(isPoint, low - 0.5, low), which(isPoint, high + 0.5, high), count: count + 1,
                dtype: dtype)
        }
    }
}

/// How many elements lie in each bin (`jax.numpy.histogram`).
///
/// A bin has its left edge, the last one both edges.
///
/// - Parameters:
///   - x: elements of any shape.
///   - bins: how many, or the edges themselves.
///   - range: from where to where; from the smallest to the largest element where it is nil.
///   - weights: what each element counts, of its shape.
///   - isDensity: whether the result is divided so that the area under it is 1.
public func histogram(
    _ x: Tensor, bins: HistogramBins = 10, range: (Tensor, Tensor)? = nil, weights: Tensor? = nil,
    isDensity: Bool = false
) -> (counts: Tensor, edges: Tensor) {
    let results = checked([x, weights].compactMap { $0 }, count: 2) {
        guard (weights ?? x).shape == x.shape else {
            throw TensorError(
                "histogram",
                "weights must have the shape \(x.shape), and theirs is \((weights ?? x).shape)")
        }
        let operands = try promoted([x] + [weights].compactMap { $0 }, inexact: true)
        let flat = try reshape(operands[0], to: [x.count])
        let weight = try reshape(
            operands.count > 1 ? operands[1] : .ones(like: flat), to: [x.count])
        let edges = try sound(histogramBinEdges(operands[0], bins: bins, range: range))
        // Places count from 1, and 0 is what lies before the first edge.
        var counts = segmentSum(weight, try binPlaces(flat, edges) - 1, count: edges.count - 1)
        if isDensity { counts = counts / diff(edges) / counts.sum() }
        return [counts, edges]
    }
    return (results[0], results[1])
}

/// How many points lie in each cell of a grid (`jax.numpy.histogramdd`).
///
/// - Parameters:
///   - sample: points as rows.
///   - bins: for each coordinate how many, or the edges; or one for all.
///   - ranges: for each coordinate from where to where, nil standing for its smallest and largest.
///   - weights: what each point counts.
///   - isDensity: whether the result is divided so that the volume under it is 1.
public func histogramDD(
    _ sample: Tensor, bins: [HistogramBins] = [10], ranges: [(Tensor, Tensor)?]? = nil,
    weights: Tensor? = nil, isDensity: Bool = false
) -> (counts: Tensor, edges: [Tensor]) {
    let dimensions = sample.rank == 2 ? sample.shape[1] : 0
    let results = checked([sample, weights].compactMap { $0 }, count: dimensions + 1) {
        guard sample.rank == 2, bins.count == 1 || bins.count == dimensions,
            (ranges?.count ?? dimensions) == dimensions,
            weights.map({ $0.shape == [sample.shape[0]] }) ?? true
        else {
            throw TensorError(
                "histogramDD",
                """
                needs points as rows, bins and ranges for each coordinate and a weight for each point; the sample \
                has the shape \(sample.shape), and there are \(bins.count) bins
                """)
        }
        let operands = try promoted([sample] + [weights].compactMap { $0 }, inexact: true)
        var place = Tensor.zeros([sample.shape[0]], dtype: .int32)
        var isInside = Tensor.full([sample.shape[0]], true)
        var edges: [Tensor] = []
        for axis in 0..<dimensions {
            let column = operands[0][.all, axis]
            let borders = try sound(
                histogramBinEdges(
                    column, bins: bins.count == 1 ? bins[0] : bins[axis], range: ranges?[axis]))
            let cell = try binPlaces(column, borders) - 1
            let count = borders.count - 1
            isInside = isInside & (cell .>= 0) & (cell .< Tensor.weak(count))
            place = place * Tensor.weak(count) + cell
            edges.append(borders)
        }
        let shape = edges.map { $0.count - 1 }
        let size = shape.sizeProduct
        let weight = operands.count > 1 ? operands[1] : Tensor.ones(place.shape, dtype: .int32)
        let flat = segmentSum(weight, which(isInside, place, Tensor.weak(size)), count: size)
        var counts = try reshape(flat, to: shape)
        if isDensity {
            counts = try convert(counts, to: operands[0].dtype)
            counts = counts / counts.sum()
            for (axis, borders) in edges.enumerated() {
                let widths = shape.indices.map { $0 == axis ? shape[axis] : 1 }
                counts = counts / (try reshape(diff(borders), to: widths))
            }
        }
        return [counts] + edges
    }
    return (results[0], Array(results.dropFirst()))
}

/// How many points of the plane lie in each rectangle of a grid (`jax.numpy.histogram2d`).
///
/// - Parameters:
///   - x: the first coordinates, a vector.
///   - y: the second coordinates, as many.
///   - bins: for both how many, or the edges; or one for both.
///   - ranges: for both from where to where, nil standing for the smallest and largest.
///   - weights: what each point counts.
///   - isDensity: whether the result is divided so that the volume under it is 1.
public func histogram2D(
    _ x: Tensor, _ y: Tensor, bins: [HistogramBins] = [10], ranges: [(Tensor, Tensor)?]? = nil,
    weights: Tensor? = nil, isDensity: Bool = false
) -> (counts: Tensor, xEdges: Tensor, yEdges: Tensor) {
    let (counts, edges) = histogramDD(
        stack([x, y], axis: -1), bins: bins, ranges: ranges, weights: weights, isDensity: isDensity)
    return edges.count == 2 ? (counts, edges[0], edges[1]) : (counts, counts, counts)
}

/// Behind how many edges each element lies, the last edge not counting for what lies on it.
private func binPlaces(_ x: Tensor, _ edges: Tensor) throws -> Tensor {
    let last = edges.count
    let places = searchSorted(edges, x, side: .right)
    let end = try reshape(try part(edges, 0, last - 1, last), to: [])
    return which(x .== end, Tensor.weak(last - 1), places)
}
