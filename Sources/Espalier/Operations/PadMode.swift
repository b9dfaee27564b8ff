/// What ``pad(_:_:mode:interior:)`` puts around a tensor (`jax.numpy.pad`).
///
/// Values and lengths for each side are given like widths: one for all, a pair for all axes, or a pair for each axis.
public enum PadMode: Sendable {
    /// A value: a scalar, a vector of those before and after, or a matrix of such rows for each axis.
    case constant(Tensor)
    /// The nearest element: `a a | a b c | c c`.
    case edge
    /// A reflection at the outermost element: `c b | a b c | b a`.
    case reflect
    /// A reflection at the outermost element whose differences from it are negated (`reflect_type="odd"`).
    case reflectOdd
    /// A reflection at the border: `b a | a b c | c b`.
    case symmetric
    /// A reflection at the border whose differences from the outermost element are negated (`reflect_type="odd"`).
    case symmetricOdd
    /// The tensor over again: `b c | a b c | a b`.
    case wrap
    /// Equal steps from the outermost element to an end value, given like a constant.
    case linearRamp(Tensor)
    /// The largest element along the axis, or of as many at either end.
    case maximum(statLength: [(Int, Int)]? = nil)
    /// The mean along the axis, or of as many elements at either end; rounded for integers.
    case mean(statLength: [(Int, Int)]? = nil)
    /// The median along the axis, or of as many elements at either end; rounded for integers.
    case median(statLength: [(Int, Int)]? = nil)
    /// The smallest element along the axis, or of as many at either end.
    case minimum(statLength: [(Int, Int)]? = nil)
    /// Elements of no interest: zeros, as in JAX.
    case empty
    /// A function of each vector along each axis, one axis after another, that is padded with zeros already: it takes the
    /// vector, the widths before and after, and the axis, and gives the vector with other elements.
    case function(@Sendable (_ vector: Tensor, _ widths: (Int, Int), _ axis: Int) -> Tensor)
}

/// Pairs for every axis, of which one may be given for all.
func padPairs(_ pairs: [(Int, Int)], _ rank: Int, _ what: String) throws -> [(Int, Int)] {
    guard pairs.count == rank || pairs.count == 1 else {
        throw TensorError(
            "pad", "\(rank) axes need \(rank) pairs of \(what) or one, and there are \(pairs.count)"
        )
    }
    return pairs.count == rank ? pairs : Array(repeating: pairs[0], count: rank)
}

/// Values for both sides of every axis, of the shape [rank, 2].
func padValues(_ values: Tensor, _ x: Tensor) throws -> Tensor {
    let converted = try convert(values, to: x.dtype, isWeak: x.type.isWeak)
    guard values.rank <= 2, values.rank == 0 || [1, 2].contains(values.shape[values.rank - 1]),
        values.rank < 2 || values.shape[0] == 1 || values.shape[0] == x.rank
    else {
        throw TensorError(
            "pad",
            """
            values must be a scalar, a pair, or a pair for each of the \(x.rank) axes, and their shape is \
            \(values.shape)
            """)
    }
    return try broadcast(converted, to: [x.rank, 2])
}

extension PadMode {
    /// The tensor with elements put before and after it along one axis.
    ///
    /// - Parameter side: the values of ``padValues(_:_:)``, where the mode has any.
    func padded(
        _ x: Tensor, _ axis: Int, _ widths: (Int, Int), _ values: Tensor?
    ) throws -> Tensor {
        let (low, high) = widths
        switch self {
        case .constant:
            guard let values else { return x }
            return try [(low, 0, values[axis, 0]), (0, high, values[axis, 1])].reduce(x) {
                try blank($0, axis, $1.0, $1.1, $1.2)
            }
        case .empty:
            return try blank(x, axis, low, high, fill(0, x.type.with(shape: [])))
        case .edge, .reflect, .symmetric, .wrap:
            let size = x.shape[axis]
            return try select(x, axis, (-low..<size + high).map { source(of: $0, size) })
        case .reflectOdd, .symmetricOdd:
            let before = try oddReflections(x, axis, low, isBefore: true)
            return try oddReflections(before, axis, high, isBefore: false, size: x.shape[axis])
        case .linearRamp:
            guard let values else { return x }
            return try ramped(x, axis, widths, values)
        case .maximum(let lengths), .mean(let lengths), .median(let lengths), .minimum(let lengths):
            return try statistics(x, axis, widths, lengths)
        case .function:
            return x
        }
    }

    private func blank(
        _ x: Tensor, _ axis: Int, _ low: Int, _ high: Int, _ value: Tensor
    ) throws -> Tensor {
        guard low != 0 || high != 0 else { return x }
        var (lows, highs) = (x.shape.map { _ in 0 }, x.shape.map { _ in 0 })
        (lows[axis], highs[axis]) = (low, high)
        return try bind1(Pad(low: lows, high: highs, interior: x.shape.map { _ in 0 }), x, value)
    }

    /// Which element stands at a place that may lie outside.
    private func source(of place: Int, _ size: Int) -> Int {
        func modulo(_ divisor: Int) -> Int { ((place % divisor) + divisor) % divisor }
        switch self {
        case .wrap:
            return modulo(size)
        case .symmetric:
            let index = modulo(2 * size)
            return index < size ? index : 2 * size - 1 - index
        case .reflect:
            guard size > 1 else { return 0 }
            let index = modulo(2 * size - 2)
            return index < size ? index : 2 * size - 2 - index
        default:
            return min(max(place, 0), size - 1)
        }
    }

    /// Reflections, one after another, each as long as the tensor at most: x becomes twice the outermost element less x.
    private func oddReflections(
        _ x: Tensor, _ axis: Int, _ width: Int, isBefore: Bool, size: Int? = nil
    ) throws -> Tensor {
        let size = size ?? x.shape[axis]
        let isAtElement = if case .reflectOdd = self { size > 1 } else { false }
        let offset = isAtElement ? 1 : 0
        var (result, rest) = (x, width)
        while rest > 0 {
            let count = min(rest, size - offset)
            rest -= count
            let length = result.shape[axis]
            let edge = try part(
                result, axis, isBefore ? 0 : length - 1, isBefore ? 1 : length)
            let start = isBefore ? offset : length - count - offset
            let mirrored = try bind1(
                Reverse(axes: [axis]), try part(result, axis, start, start + count))
            let new = 2 * edge - mirrored
            result = concatenate(isBefore ? [new, result] : [result, new], axis: axis)
        }
        return result
    }

    private func ramped(
        _ x: Tensor, _ axis: Int, _ widths: (Int, Int), _ values: Tensor
    ) throws -> Tensor {
        let size = x.shape[axis]
        func ramp(_ value: Tensor, _ place: Int, _ width: Int) throws -> Tensor {
            let edge = try reshape(
                try part(x, axis, place, place + 1), to: removing(axis, from: x.shape))
            let numbers = Tensor.linspace(
                value, edge, count: width, endpoint: false, dtype: x.dtype, axis: axis)
            return try convert(numbers, to: x.dtype, isWeak: x.type.isWeak)
        }
        let before = try ramp(values[axis, 0], 0, widths.0)
        let after = try ramp(values[axis, 1], size - 1, widths.1)
        return concatenate([before, x, try bind1(Reverse(axes: [axis]), after)], axis: axis)
    }

    private func statistics(
        _ x: Tensor, _ axis: Int, _ widths: (Int, Int), _ lengths: [(Int, Int)]?
    ) throws -> Tensor {
        let size = x.shape[axis]
        let (first, last) =
            try lengths.map {
                let pair = try padPairs($0, x.rank, "lengths")[axis]
                guard pair.0 > 0, pair.1 > 0 else {
                    throw TensorError("pad", "statLength must be positive, and here it is \(pair)")
                }
                return (min(pair.0, size), min(pair.1, size))
            } ?? (size, size)
        func repeated(_ elements: Tensor, _ width: Int) throws -> Tensor {
            var value = try statistic(elements, axis)
            if x.dtype.isInteger && value.dtype.isFloating { value = round(value) }
            var shape = x.shape
            shape[axis] = width
            return try broadcast(
                try convert(value, to: x.dtype, isWeak: x.type.isWeak), to: shape)
        }
        return concatenate(
            [
                try repeated(try part(x, axis, 0, first), widths.0), x,
                try repeated(try part(x, axis, size - last, size), widths.1),
            ], axis: axis)
    }

    private func statistic(_ x: Tensor, _ axis: Int) throws -> Tensor {
        switch self {
        case .maximum: return x.max(axes: [axis], keepDims: true)
        case .minimum: return x.min(axes: [axis], keepDims: true)
        case .median:
            // The middle one in order, or the mean of the middle two; NaN where there is one.
            let size = x.shape[axis]
            let sorted = try bind1(Sort(axis: axis, keyCount: 1), try promotedToInexact(x))
            let low = try part(sorted, axis, (size - 1) / 2, (size - 1) / 2 + 1)
            let high = try part(sorted, axis, size / 2, size / 2 + 1)
            let last = try part(sorted, axis, size - 1, size)
            let middle = size % 2 == 1 ? low : (low + high) * 0.5
            return which(isNaN(last), last, middle)
        default: return x.mean(axes: [axis], keepDims: true)
        }
    }
}
