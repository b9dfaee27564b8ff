// Counts: the Poisson, binomial and multinomial distributions. They have no derivatives in their parameters.

extension Key {
    /// Numbers of events in a unit of time (`jax.random.poisson`).
    ///
    /// Counts below a rate of 10 are those of uniform numbers multiplied (D. E. Knuth), above it they are
    /// found by rejection (W. Hörmann, "The transformed rejection method for generating Poisson random variables",
    /// 1993).
    ///
    /// - Parameters:
    ///   - rate: the mean; computed with in float32. Where it is negative, -1 comes out.
    ///   - shape: the shape of the result; by default that of `rate`.
    ///   - dtype: an integer dtype.
    public func poisson(_ rate: Tensor, _ shape: [Int]? = nil, dtype: DType = .int32) -> Tensor {
        checked(data, rate) {
            guard dtype.isInteger else {
                throw TensorError("poisson", "gives integers, so the dtype can't be \(dtype)")
            }
            _ = try commonDType([rate], for: "poisson")
            let shape = try drawnShape([rate], shape, for: "poisson")
            let signature = Sampler.Signature("poisson", layout, shape: shape, dtype: dtype)
            let operand = try convert(stopGradient(rate), to: .float32)
            return try sample(signature, with: [operand]) { key, operands in
                let rate = try broadcast(operands[0], to: shape)
                let isSmall = isNaN(rate) | (rate .< 10)
                // Elements that the other method is for get a rate that lets them end early.
                let small = try key.countedPoisson(which(isSmall, rate, 0), dtype)
                let large = try key.rejectedPoisson(which(isSmall, 1e5, rate), dtype)
                return [which(rate .== 0, zeros(like: small), which(isSmall, small, large))]
            }[0]
        }
    }

    /// How many of some independent events of the same probability happen (`jax.random.binomial`).
    ///
    /// Below an expected count of 10 the waiting times between events are added up, above it counts are
    /// found by rejection (W. Hörmann, "The generation of binomial random variates", 1993).
    ///
    /// - Parameters:
    ///   - n: the number of events; NaN comes out where it is negative.
    ///   - p: the probability; NaN comes out where it is not between 0 and 1.
    ///   - shape: the shape of the result; by default that of the parameters.
    ///   - dtype: a floating dtype; by default that of `p`, in which it is computed.
    public func binomial(
        _ n: Tensor, _ p: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil
    ) -> Tensor {
        checked(data, n, p) {
            _ = try commonDType([n], for: "binomial")
            let own = try commonDType([p], for: "binomial")
            let dtype = dtype ?? own
            try checkFloating(dtype, for: "binomial")
            let shape = try drawnShape([n, p], shape, for: "binomial")
            let signature = Sampler.Signature("binomial", layout, shape: shape, dtype: dtype)
            let operands = try [n, p].map { try convert(stopGradient($0), to: own) }
            return try sample(signature, with: operands) { key, operands in
                [try key.rawBinomial(operands[0], operands[1], shape, dtype)]
            }[0]
        }
    }

    /// How often each of several classes is drawn in some number of draws (`jax.random.multinomial`).
    ///
    /// - Parameters:
    ///   - n: the number of draws, of the shape of `p` without its last axis, or broadcast to it.
    ///   - p: the probabilities of the classes along the last axis. They need not add up to 1.
    ///   - shape: the shape of the result, to which `p` is broadcast; by default its own.
    ///   - dtype: a floating dtype; by default that of `p`.
    public func multinomial(
        _ n: Tensor, _ p: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil
    ) -> Tensor {
        checked(data, n, p) {
            let own = try commonDType([n, p], for: "multinomial")
            let dtype = dtype ?? own
            try checkFloating(dtype, for: "multinomial")
            guard p.rank > 0 else {
                throw TensorError("multinomial", "the probabilities must be a vector at least")
            }
            let shape = try drawnShape([p], shape, for: "multinomial")
            guard let classes = shape.last, classes > 0 else {
                throw TensorError("multinomial", "there are no classes: p has the shape \(p.shape)")
            }
            let batch = Array(shape.dropLast())
            try check([n], broadcastTo: batch, for: "multinomial")
            let signature = Sampler.Signature("multinomial", layout, shape: shape, dtype: dtype)
            let operands = try [n, p].map { try convert(stopGradient($0), to: own) }
            return try sample(signature, with: operands) { key, operands in
                let counts = try key.rawMultinomial(
                    try broadcast(operands[0], to: batch), try broadcast(operands[1], to: shape))
                return [try convert(counts, to: dtype)]
            }[0]
        }
    }
}

// MARK: - Inside samplers

extension Key {
    /// The state of a loop: the key's words, how many turns there were, and what else there is.
    private func turns(
        _ state: [Tensor], atMost limit: Int, while condition: ([Tensor]) -> Tensor,
        _ body: (Key, [Tensor]) throws -> (Key, [Tensor])
    ) throws -> [Tensor] {
        let start = Tensor(.integer(0), .int32, isWeak: false)
        let last = try repeated([start, data] + state) {
            ($0[0] .< Tensor.weak(limit)) & condition(Array($0[2...])).any()
        } _: { all in
            let (key, next) = try body(Key(unchecked: all[1], layout), Array(all[2...]))
            return [all[0] + 1, key.data] + next
        }
        return Array(last[2...])
    }

    /// As many turns as JAX allows at most, where that can be reached at all.
    private func limit(_ dtype: DType) -> Int {
        dtype.bitWidth < 32
            ? (1 << (dtype.bitWidth - (dtype.isUnsignedInteger ? 0 : 1))) - 1 : Int(Int32.max)
    }

    private func countedPoisson(_ rate: Tensor, _ dtype: DType) throws -> Tensor {
        let state = [fill(0, rate.type.strong), zeros(like: try convert(rate, to: dtype))]
        let last = try turns(state, atMost: limit(dtype), while: { $0[0] .> -rate }) { key, state in
            let (next, drawing) = try key.splitPair()
            let count = which(state[0] .> -rate, state[1] + 1, state[1])
            let uniform = try drawing.rawUniform(rate.shape, .float32, from: 0, to: 1)
            return (next, [state[0] + log(uniform), count])
        }
        return last[1] - 1
    }

    private func rejectedPoisson(_ rate: Tensor, _ dtype: DType) throws -> Tensor {
        let logarithm = log(rate)
        let b = 0.931 + 2.53 * sqrt(rate)
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let surelyBelow = 0.9277 - 3.6224 / (b - 2)
        let state = [
            fill(0, ShapedTensor(shape: rate.shape, dtype: .bool)), fill(-1, rate.type.strong),
        ]
        let last = try turns(state, atMost: limit(dtype), while: { !$0[0] }) { key, state in
            let keys = try key.splitKeys(3)
            let u = try keys[1].rawUniform(rate.shape, rate.dtype, from: 0, to: 1) - 0.5
            let v = try keys[2].rawUniform(rate.shape, rate.dtype, from: 0, to: 1)
            let distance = 0.5 - abs(u)
            let k = floor((2 * a / distance + b) * u + rate + 0.43)
            let s = log(v * inverseAlpha / (a / (distance * distance) + b))
            let t = -rate + k * logarithm - lgamma(k + 1)
            let surely = (distance .>= 0.07) & (v .<= surelyBelow)
            let never = (k .< 0) | ((distance .< 0.013) & (v .> distance))
            let accepts = surely | (!never & (s .<= t))
            return (keys[0], [state[0] | accepts, which(accepts, k, state[1])])
        }
        return try convert(last[1], to: dtype)
    }

    fileprivate func rawBinomial(
        _ n: Tensor, _ p: Tensor, _ shape: [Int], _ dtype: DType
    ) throws -> Tensor {
        let given = try broadcast(n, to: shape)
        let p = try broadcast(p, to: shape)
        let nan = Tensor.weak(Double.nan)
        // The rarer of the two outcomes is counted.
        let isRare = p .< 0.5
        let rare = which(isRare, p, 1 - p)
        let isWrongCount = isNaN(given) | (given .< 0)
        let isInfinite = isInfinite(given)
        let isWrong = isNaN(rare) | (rare .< 0)
        let q = which(isWrong, 0.01, rare)
        let isSmall = isWrongCount | (given * q .<= 10)
        let count = floor(given)
        let small = try summedBinomial(which(isSmall, count, 0), q, dtype)
        let large = try rejectedBinomial(which(isSmall, 1e4, count), which(isSmall, 0.5, q), dtype)
        var result = which(isSmall, small, large)
        result = which(isWrong | isWrongCount, nan, result)
        let isAll = isInfinite & !(isWrong | isWrongCount)
        result = which(isAll, Tensor.weak(Double.infinity), result)
        let isCounted = isRare | isWrongCount | isNaN(rare) | isInfinite
        return which(isCounted, result, try convert(count, to: dtype) - result)
    }

    private func summedBinomial(_ count: Tensor, _ p: Tensor, _ dtype: DType) throws -> Tensor {
        let logarithm = log1p(-p)
        let zero = fill(0, p.type.strong)
        let last = try turns([zero, zero], atMost: Int(Int32.max), while: { $0[0] .<= count }) {
            key, state in
            let (drawing, next) = try key.splitPair()
            let events = which(state[0] .<= count, state[1] + 1, state[1])
            let uniform = try drawing.rawUniform(p.shape, p.dtype, from: 0, to: 1)
            return (next, [state[0] + ceil(log(uniform) / logarithm), events])
        }
        return try convert(last[1] - 1, to: dtype)
    }

    private func rejectedBinomial(_ count: Tensor, _ p: Tensor, _ dtype: DType) throws -> Tensor {
        let deviation = sqrt(count * p * (1 - p))
        let b = 1.15 + 2.53 * deviation
        let a = -0.0873 + 0.0248 * b + 0.01 * p
        let c = count * p + 0.5
        let surelyBelow = 0.92 - 4.2 / b
        let r = p / (1 - p)
        let alpha = (2.83 + 5.1 / b) * deviation
        let m = floor((count + 1) * p)
        let state = [fill(0, ShapedTensor(shape: p.shape, dtype: .bool)), fill(-1, p.type.strong)]
        let last = try turns(state, atMost: Int(Int32.max), while: { !$0[0] }) { key, state in
            let keys = try key.splitKeys(3)
            let u = try keys[1].rawUniform(p.shape, p.dtype, from: 0, to: 1) - 0.5
            let v = try keys[2].rawUniform(p.shape, p.dtype, from: 0, to: 1)
            let distance = 0.5 - abs(u)
            let surely = (distance .>= 0.07) & (v .<= surelyBelow)
            let k = floor((2 * a / distance + b) * u + c)
            let never = (k .< 0) | (k .> count)
            let level = log(v * alpha / (a / (distance * distance) + b))
            let rest = count - m + 1
            var bound = (m + 0.5) * log((m + 1) / (r * rest))
            bound = bound + (count + 1) * log(rest / (count - k + 1))
            bound = bound + (k + 0.5) * log(r * (count - k + 1) / (k + 1))
            bound = bound + stirlingTail(m) + stirlingTail(count - m)
            bound = bound - stirlingTail(k) - stirlingTail(count - k)
            let accepts = surely | (!never & (level .<= bound))
            return (keys[0], [state[0] | accepts, which(accepts, k, state[1])])
        }
        return try convert(last[1], to: dtype)
    }

    fileprivate func rawMultinomial(_ n: Tensor, _ p: Tensor) throws -> Tensor {
        // Class by class: of what is left, a binomial share with the class's part of what is left of the
        // probability.
        let front = try moveAxis(p, from: p.rank - 1, to: 0)
        let left = try bind1(Cumulative(kind: .sum, axis: 0, reverse: true), front)
        let ratios = front / which(left .== 0, 1, left)
        let keys = try splitWords(ratios.shape[0])
        var failure: (any Error)?
        let (_, counts) = scan(initial: n, over: [ratios, keys]) {
            (left: Tensor, turn: [Tensor]) -> (Tensor, Tensor) in
            do {
                let key = Key(unchecked: turn[1], layout)
                let count = try key.rawBinomial(left, clip(turn[0], 0, 1), n.shape, n.dtype)
                return (left - count, count)
            } catch {
                failure = error
                return (left, left)
            }
        }
        if let failure { throw failure }
        return try moveAxis(counts, from: 0, to: p.rank - 1)
    }
}

/// What Stirling's formula lacks of log k!.
private func stirlingTail(_ k: Tensor) -> Tensor {
    let known = [
        0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509,
        0.0166446911898211, 0.0138761288230707, 0.0118967099458917, 0.0104112652619720,
        0.00925546218271273, 0.00833056343336287,
    ]
    let place = clip(k, 0, 9)
    let square = (place + 1) * (place + 1)
    let formula = (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (place + 1)
    var table = fill(known[0], k.type.strong)
    let whole = floor(place)
    for (index, value) in known.enumerated().dropFirst() {
        table = which(whole .== Tensor.weak(index), Tensor.weak(value), table)
    }
    return which(k .<= 9, table, formula)
}
