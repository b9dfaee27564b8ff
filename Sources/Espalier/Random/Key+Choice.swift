extension Key {
    /// Integers from 0 below a number, drawn with or without replacement (`jax.random.choice`).
    ///
    /// - Parameters:
    ///   - count: how many there are to choose from.
    ///   - shape: the shape of the result.
    ///   - replace: whether an integer may come out twice. Without replacement there must be enough of them.
    ///   - p: the probability of each, of the shape `[count]`; by default all are equal. They need not sum to 1.
    ///   - resolution: how finely the noise is graded that decides by `p` without replacement.
    /// - Returns: int32.
    public func choice(
        _ count: Int, _ shape: [Int] = [], replace: Bool = true, p: Tensor? = nil,
        resolution: Resolution = .low
    ) -> Tensor {
        checked([data] + (p.map { [$0] } ?? [])) {
            let draw = Choice(
                count: count, shape: shape, replace: replace, resolution: resolution)
            let weights = try draw.check(p)
            if draw.drawCount == 0 { return fill(0, ShapedTensor(shape: shape, dtype: .int32)) }
            let signature = Sampler.Signature(
                "choice", layout, shape: shape,
                numbers: [count, replace ? 1 : 0, resolution.number])
            return try sample(signature, with: weights) { key, operands in
                [try draw.places(key, operands.first)]
            }[0]
        }
    }

    /// Parts of a tensor, drawn with or without replacement (`jax.random.choice`).
    ///
    /// - Parameters:
    ///   - x: the tensor.
    ///   - shape: the shape that replaces the axis in the result.
    ///   - replace: whether a part may come out twice. Without replacement there must be enough of them.
    ///   - p: the probability of each part, a vector; by default all are equal. They need not sum to 1.
    ///   - axis: the axis that goes through the parts; negative counts from the last.
    ///   - resolution: how finely the noise is graded that decides by `p` without replacement.
    public func choice(
        of x: Tensor, _ shape: [Int] = [], replace: Bool = true, p: Tensor? = nil, axis: Int = 0,
        resolution: Resolution = .low
    ) -> Tensor {
        checked([data, x] + (p.map { [$0] } ?? [])) {
            let axis = try normalized(axis, rank: x.rank, for: "choice")
            let draw = Choice(
                count: x.shape[axis], shape: shape, replace: replace, resolution: resolution)
            let weights = try draw.check(p)
            let result = x.shape[..<axis] + shape + x.shape[(axis + 1)...]
            if draw.drawCount == 0 { return fill(0, x.type.with(shape: Array(result))) }
            let signature = Sampler.Signature(
                "choice of", layout, shape: shape,
                numbers: [axis, replace ? 1 : 0, resolution.number])
            return try sample(signature, with: [x] + weights) { key, operands in
                let places = try draw.places(key, operands.dropFirst().first)
                return [take(operands[0], places, axis: axis, mode: .clip)]
            }[0]
        }
    }
}

/// A draw of places among others.
private struct Choice {
    let count: Int
    let shape: [Int]
    let replace: Bool
    let resolution: Key.Resolution

    var drawCount: Int { shape.sizeProduct }

    /// Checks the draw, and gives the weights as floats where there are any.
    func check(_ p: Tensor?) throws -> [Tensor] {
        guard shape.allSatisfy({ $0 >= 0 }) else {
            throw TensorError("choice", "the shape \(shape) has a negative size")
        }
        guard count > 0 || drawCount == 0 else {
            throw TensorError("choice", "there is nothing to choose from: the count is \(count)")
        }
        guard replace || drawCount <= count else {
            throw TensorError(
                "choice", "can't choose \(drawCount) of \(count) without replacement")
        }
        guard let p else { return [] }
        guard p.shape == [count], !p.dtype.isComplex else {
            throw TensorError(
                "choice",
                "the probabilities must be real numbers of the shape [\(count)], not \(p.type)")
        }
        return [try promoted([p], inexact: true)[0]]
    }

    /// The places, int32.
    func places(_ key: Key, _ p: Tensor?) throws -> Tensor {
        guard let p else {
            if replace {
                let bounds = [0, count].map { Tensor(.integer(Int64($0)), .int32, isWeak: false) }
                return try key.rawIntegers(shape, .int32, bounds[0], bounds[1])
            }
            return try first(of: try key.rawPermutation(count))
        }
        if replace {
            let sums = try bind1(Cumulative(kind: .sum, axis: 0, reverse: false), p)
            let last = try bind1(Slice(starts: [count - 1], limits: [count], strides: [1]), sums)
            let uniform = try key.rawUniform(shape, p.dtype, from: 0, to: 1)
            let level = try reshape(last, to: []) * (fill(1, p.dtype.scalar) - uniform)
            return try firstPlace(in: sums, notBelow: level)
        }
        // The largest of log-probabilities with Gumbel noise, as many as are asked for, are a draw without
        // replacement.
        let scores = try key.rawGumbel([count], p.dtype, resolution) + log(p)
        let ordered = try bind1(Iota(type: ShapedTensor(shape: [count], dtype: .int32), axis: 0))
        return try first(of: try bind(Sort(axis: 0, keyCount: 1), [-scores, ordered])[1])
    }

    private func first(of places: Tensor) throws -> Tensor {
        let slice = Slice(starts: [0], limits: [drawCount], strides: [1])
        return try reshape(try bind1(slice, places), to: shape)
    }

    /// For each level the first place of an ascending vector that is not below it, by bisection.
    private func firstPlace(in sums: Tensor, notBelow level: Tensor) throws -> Tensor {
        let type = ShapedTensor(shape: shape, dtype: .int32)
        var (low, high) = (fill(0, type), fill(Double(count), type))
        var remaining = count
        while remaining > 0 {
            let middle = (low + high) >> 1
            let isBelow = (take(sums, middle, axis: 0, mode: .clip) .< level) & (low .< high)
            low = which(isBelow, middle + 1, low)
            high = which(isBelow, high, middle)
            remaining >>= 1
        }
        return low
    }
}
