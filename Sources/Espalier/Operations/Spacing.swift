// Given counts of numbers between two ends.

extension Tensor {
    /// Numbers at equal distances (`jax.numpy.linspace`).
    ///
    /// - Parameters:
    ///   - start: the first number.
    ///   - stop: the last number.
    ///   - count: how many.
    ///   - endpoint: whether `stop` itself is among them.
    ///   - dtype: integers are rounded down.
    public static func linspace(
        _ start: Double, _ stop: Double, count: Int = 50, endpoint: Bool = true,
        dtype: DType = .float32
    ) -> Tensor {
        linspace(
            Tensor.weak(start), Tensor.weak(stop), count: count, endpoint: endpoint, dtype: dtype)
    }

    /// Numbers at equal distances between the elements of tensors, along a new axis (`jax.numpy.linspace`).
    ///
    /// - Parameters:
    ///   - start: the first numbers.
    ///   - stop: the last numbers; the shapes are broadcast together.
    ///   - count: how many along the new axis.
    ///   - endpoint: whether `stop` itself is among them.
    ///   - dtype: that of the ends where it isn't given, float32 where these are integers; integers are rounded down.
    ///   - axis: where the new axis stands in the result; negative counts from the last.
    @_disfavoredOverload
    public static func linspace(
        _ start: Tensor, _ stop: Tensor, count: Int = 50, endpoint: Bool = true,
        dtype: DType? = nil, axis: Int = 0
    ) -> Tensor {
        linspaceWithStep(
            start, stop, count: count, endpoint: endpoint, dtype: dtype, axis: axis
        ).numbers
    }

    /// Numbers at equal distances and their distance (`jax.numpy.linspace` with `retstep`).
    ///
    /// The step has the shape of the ends; of a single number with its endpoint, and of none, it is NaN. The parameters
    /// are those of ``linspace(_:_:count:endpoint:dtype:axis:)``.
    public static func linspaceWithStep(
        _ start: Tensor, _ stop: Tensor, count: Int = 50, endpoint: Bool = true,
        dtype: DType? = nil, axis: Int = 0
    ) -> (numbers: Tensor, step: Tensor) {
        let results = checked([start, stop], count: 2) {
            guard count >= 0 else {
                throw TensorError("linspace", "the count must not be negative, and it is \(count)")
            }
            let dtype = dtype ?? inexactDType(start, stop)
            let work: DType = dtype.isInexact ? dtype : .float32
            let shape = try broadcastShape([start.shape, stop.shape], for: "linspace")
            let axis = try normalized(axis, rank: shape.count + 1, for: "linspace")
            let (low, high) = (try convert(start, to: work), try convert(stop, to: work))
            let column = inserting(1, at: axis, in: shape)
            let first = try reshape(try Espalier.broadcast(low, to: shape), to: column)
            let last = try reshape(try Espalier.broadcast(high, to: shape), to: column)
            let intervals = endpoint ? count - 1 : count
            var numbers: Tensor
            if count == 0 {
                numbers = zeros(inserting(0, at: axis, in: shape), dtype: work)
            } else if intervals == 0 {
                numbers = first
            } else {
                var spread = column.map { _ in 1 }
                spread[axis] = intervals
                let divisor = Tensor(.integer(Int64(intervals)), work.realPart, isWeak: false)
                let steps = try convert(
                    try reshape(iota([intervals], dtype: work.realPart) / divisor, to: spread),
                    to: work)
                numbers = first * (1 - steps) + last * steps
                if endpoint { numbers = concatenate([numbers, last], axis: axis) }
            }
            let isDefined = count > 0 && intervals > 0
            let step =
                isDefined
                ? (high - low) / Tensor(.integer(Int64(intervals)), work, isWeak: false)
                : full([], Tensor.weak(Double.nan), dtype: work)
            return [try convert(dtype.isInexact ? numbers : floor(numbers), to: dtype), step]
        }
        return (results[0], results[1])
    }

    /// Numbers at equal ratios, given by the logarithms of the ends (`jax.numpy.logspace`).
    ///
    /// - Parameters:
    ///   - start: the logarithm of the first number.
    ///   - stop: the logarithm of the last number; the shapes are broadcast together.
    ///   - count: how many along the new axis.
    ///   - endpoint: whether the last number itself is among them.
    ///   - base: of the logarithms.
    ///   - dtype: that of the ends where it isn't given, float32 where these are integers.
    ///   - axis: where the new axis stands in the result; negative counts from the last.
    public static func logspace(
        _ start: Tensor, _ stop: Tensor, count: Int = 50, endpoint: Bool = true,
        base: Tensor = 10.0, dtype: DType? = nil, axis: Int = 0
    ) -> Tensor {
        checked(start, stop, base) {
            let dtype = dtype ?? inexactDType(start, stop)
            let exponents = linspace(
                start, stop, count: count, endpoint: endpoint,
                dtype: dtype.isInexact ? dtype : .float32, axis: axis)
            return try convert(power(base, exponents), to: dtype)
        }
    }

    /// Numbers at equal ratios, given by the ends themselves, neither of which may be 0 (`jax.numpy.geomspace`).
    ///
    /// - Parameters:
    ///   - start: the first number.
    ///   - stop: the last number, of the sign of the first; the shapes are broadcast together.
    ///   - count: how many along the new axis.
    ///   - endpoint: whether the last number itself is among them.
    ///   - dtype: that of the ends where it isn't given, float32 where these are integers.
    ///   - axis: where the new axis stands in the result; negative counts from the last.
    public static func geomspace(
        _ start: Tensor, _ stop: Tensor, count: Int = 50, endpoint: Bool = true,
        dtype: DType? = nil, axis: Int = 0
    ) -> Tensor {
        checked(start, stop) {
            let dtype = dtype ?? inexactDType(start, stop)
            let work: DType = dtype.isInexact ? dtype : .float32
            let (first, last) = (try convert(start, to: work), try convert(stop, to: work))
            let direction = sign(first)
            let lengths = logspace(
                log10(first / direction), log10(last / direction), count: count,
                endpoint: endpoint, dtype: work)
            let axis = try normalized(axis, rank: lengths.rank, for: "geomspace")
            return try convert(
                try moveAxis(direction * lengths, from: 0, to: axis), to: dtype)
        }
    }
}

/// The dtype of two ends in which numbers between them are computed.
private func inexactDType(_ a: Tensor, _ b: Tensor) -> DType {
    let dtype = Promotion.join([a.type, b.type]).dtype
    return dtype.isInexact ? dtype : .float32
}
