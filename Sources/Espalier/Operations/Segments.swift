// Rows put together by the segment that each belongs to.

/// The sums of the rows of each segment (`jax.ops.segment_sum`); 0 where there are none.
///
/// - Parameters:
///   - x: rows along the first axis.
///   - segments: for each row the number of its segment. Rows of segments out of range are left out. Of a higher rank, it
///     names the segments of the elements along as many first axes.
///   - count: how many segments there are; one more than the largest number where it is nil, which must be known then,
///     so that it is needed while tracing.
///   - uniqueSegments: a promise that no segment has two rows.
///   - mode: what becomes of segments out of range.
public func segmentSum(
    _ x: Tensor, _ segments: Tensor, count: Int? = nil, uniqueSegments: Bool = false,
    mode: IndexMode = .fillOrDrop
) -> Tensor {
    scattered(.add, "segmentSum", x, segments, count, uniqueSegments, mode, .integer(0))
}

/// The products of the rows of each segment (`jax.ops.segment_prod`); 1 where there are none.
///
/// Derivatives need `uniqueSegments`. Options mean what they do for ``segmentSum(_:_:count:uniqueSegments:mode:)``.
public func segmentProd(
    _ x: Tensor, _ segments: Tensor, count: Int? = nil, uniqueSegments: Bool = false,
    mode: IndexMode = .fillOrDrop
) -> Tensor {
    scattered(.multiply, "segmentProd", x, segments, count, uniqueSegments, mode, .integer(1))
}

/// The largest of the rows of each segment, element by element (`jax.ops.segment_max`); the lowest number where there
/// are none.
///
/// Options mean what they do for ``segmentSum(_:_:count:uniqueSegments:mode:)``.
public func segmentMax(
    _ x: Tensor, _ segments: Tensor, count: Int? = nil, uniqueSegments: Bool = false,
    mode: IndexMode = .fillOrDrop
) -> Tensor {
    scattered(.max, "segmentMax", x, segments, count, uniqueSegments, mode, x.dtype.lowest)
}

/// The smallest of the rows of each segment, element by element (`jax.ops.segment_min`); the highest number where there
/// are none.
///
/// Options mean what they do for ``segmentSum(_:_:count:uniqueSegments:mode:)``.
public func segmentMin(
    _ x: Tensor, _ segments: Tensor, count: Int? = nil, uniqueSegments: Bool = false,
    mode: IndexMode = .fillOrDrop
) -> Tensor {
    scattered(.min, "segmentMin", x, segments, count, uniqueSegments, mode, x.dtype.highest)
}

private func scattered(
    _ kind: Scatter.Kind, _ name: String, _ x: Tensor, _ segments: Tensor, _ count: Int?,
    _ isUnique: Bool, _ mode: IndexMode, _ identity: HostScalar
) -> Tensor {
    checked(x, segments) {
        let lead = segments.rank
        guard segments.dtype.isInteger, lead >= 1, lead <= x.rank,
            Array(x.shape.prefix(lead)) == segments.shape
        else {
            throw TensorError(
                name,
                "needs an integer for each row of \(x.type), and the segments are \(segments.type)")
        }
        var total = count ?? 0
        if count == nil, segments.count > 0 {
            let largest = HostScalar.read(
                try segments.max().readable(name).hostBytes(), segments.dtype)[0]
            total = Swift.max(largest.clampedIndex.saturatingAdd(1), 0)
        }
        guard total >= 0 else {
            throw TensorError(name, "the count must not be negative, and it is \(total)")
        }
        let row = Array(x.shape.dropFirst(lead))
        let start = Tensor(identity, x.dtype, isWeak: false)
        let empty = try broadcast(start, to: [total] + row)
        guard total > 0, x.count > 0 else { return empty }
        let axes = BlockAxes(
            windowAxes: Array(lead..<x.rank), collapsedAxes: [0], indexedAxes: [0])
        let scatter = Scatter(kind: kind, axes: axes, mode: mode, isUnique: isUnique)
        return try bind1(scatter, empty, try reshape(segments, to: segments.shape + [1]), x)
    }
}
