extension Key {
    /// Integers that are uniform in a range (`jax.random.randint`).
    ///
    ///     key.integers([3], in: 0 ..< 10)
    ///
    /// - Parameters:
    ///   - shape: the shape of the result.
    ///   - range: the integers to choose from; an empty range, or one that the dtype can't hold, is an error.
    ///   - dtype: an integer dtype.
    public func integers(
        _ shape: [Int] = [], in range: Range<Int>, dtype: DType = .int32
    ) -> Tensor {
        checked(data) {
            try checkInteger(dtype)
            guard !range.isEmpty else {
                throw TensorError("integers", "the range \(range) is empty")
            }
            let last = range.upperBound - 1
            guard dtype.holds(range.lowerBound), dtype.holds(last) else {
                throw TensorError("integers", "the range \(range) doesn't fit the dtype \(dtype)")
            }
            return try integers(shape, Tensor(range.lowerBound), Tensor(range.upperBound), dtype)
        }
    }

    /// Integers that are uniform between bounds that are tensors (`jax.random.randint`).
    ///
    /// Bounds that the dtype can't hold are moved to its nearest number. Where `low` is not below `high`, `low` comes
    /// out.
    ///
    /// - Parameters:
    ///   - shape: the shape of the result, to which the bounds are broadcast.
    ///   - low: the smallest integers that may come out, in any integer dtype.
    ///   - high: the integers that they stay below, in any integer dtype.
    ///   - dtype: an integer dtype.
    public func integers(
        _ shape: [Int], from low: Tensor, to high: Tensor, dtype: DType = .int32
    ) -> Tensor {
        checked(data, low, high) {
            try checkInteger(dtype)
            for bound in [low, high] where !bound.dtype.isInteger {
                throw TensorError("integers", "the bounds must be integers, not \(bound.dtype)")
            }
            return try integers(shape, low, high, dtype)
        }
    }

    private func integers(_ shape: [Int], _ low: Tensor, _ high: Tensor, _ dtype: DType) throws
        -> Tensor
    {
        try check([low, high], broadcastTo: shape, for: "integers")
        let bounds = try [low, high].map { try convert($0, to: $0.dtype) }
        let signature = Sampler.Signature("integers", layout, shape: shape, dtype: dtype)
        return try sample(signature, with: bounds) { key, bounds in
            [try key.rawIntegers(shape, dtype, bounds[0], bounds[1])]
        }[0]
    }

    private func checkInteger(_ dtype: DType) throws {
        guard dtype.isInteger else {
            throw TensorError("integers", "the dtype must be an integer one, not \(dtype)")
        }
    }
}

// MARK: - Inside samplers

extension Key {
    /// Integers between bounds of any integer dtypes.
    ///
    /// Twice as many bits as the dtype has are drawn and reduced modulo the span, which keeps the bias of the
    /// remainder small. Dtypes below 32 bits are drawn in int32.
    func rawIntegers(_ shape: [Int], _ dtype: DType, _ low: Tensor, _ high: Tensor) throws -> Tensor
    {
        guard dtype.bitWidth >= 32 else {
            let (least, greatest) = dtype.integerRange
            let bottom = clip(
                try convert(low, to: .int32), Tensor.weak(Int(least)), Tensor.weak(Int(greatest)))
            let top = clip(
                try convert(high, to: .int32), Tensor.weak(Int(least)),
                Tensor.weak(Int(greatest) + 1))
            return try convert(try rawIntegers(shape, .int32, bottom, top), to: dtype)
        }
        // An upper bound of 2^32 for uint32, which the dtype can't hold itself, is the whole range.
        let greatest = dtype.integerRange.upper
        let isBeyond =
            greatest > high.dtype.integerRange.upper
            ? Tensor(false) : high .> Tensor(high.dtype.scalar(greatest), high.dtype, isWeak: false)
        let bottom = try clipped(low, to: dtype)
        let top = try clipped(high, to: dtype)
        let word = dtype.bitsDType
        let one = Tensor(.unsigned(1), word, isWeak: false)

        let (first, second) = try splitPair()
        let higher = try first.rawBits(shape, word)
        let lower = try second.rawBits(shape, word)
        var span = which(top .<= bottom, one, try convert(top - bottom, to: word))
        // The span of the whole range wraps to zero, by which a remainder changes nothing.
        span = which(isBeyond & (top .> bottom), span + one, span)
        let half = Tensor(.unsigned(1 << UInt64(word.bitWidth / 2)), word, isWeak: false)
        var multiplier = remainder(half, span)
        multiplier = remainder(multiplier * multiplier, span)
        let offset = remainder(
            remainder(higher, span) * multiplier + remainder(lower, span), span)
        return bottom + (try convert(offset, to: dtype))
    }

    /// Integers in another dtype, moved to its nearest number where it can't hold them.
    private func clipped(_ x: Tensor, to dtype: DType) throws -> Tensor {
        if x.dtype == dtype { return x }
        let (own, target) = (x.dtype.integerRange, dtype.integerRange)
        var result = x
        if target.lower > own.lower {
            result = maximum(result, Tensor(x.dtype.scalar(target.lower), x.dtype, isWeak: false))
        }
        if target.upper < own.upper {
            result = minimum(result, Tensor(x.dtype.scalar(target.upper), x.dtype, isWeak: false))
        }
        return try convert(result, to: dtype)
    }
}

extension DType {
    /// The smallest and largest number of an integer dtype.
    fileprivate var integerRange: (lower: Int128, upper: Int128) {
        let one: Int128 = 1
        if isUnsignedInteger { return (0, (one << bitWidth) - 1) }
        return (-(one << (bitWidth - 1)), (one << (bitWidth - 1)) - 1)
    }

    fileprivate func holds(_ number: Int) -> Bool {
        let range = integerRange
        return range.lower <= Int128(number) && Int128(number) <= range.upper
    }

    /// A number that the dtype holds, as it is written into a tensor.
    fileprivate func scalar(_ number: Int128) -> HostScalar {
        isUnsignedInteger ? .unsigned(UInt64(number)) : .integer(Int64(number))
    }
}
