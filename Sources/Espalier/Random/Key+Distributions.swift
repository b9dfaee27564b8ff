// Distributions without parameters: the uniform one through the inverse of their distribution function. For others
// of the family scale and shift the result.

extension Key {
    /// Exponentially distributed numbers with mean 1 (`jax.random.exponential`).
    ///
    /// - Parameters:
    ///   - shape: the shape of the result.
    ///   - dtype: a floating dtype.
    public func exponential(_ shape: [Int] = [], dtype: DType = .float32) -> Tensor {
        inverted("exponential", shape, dtype) { key in
            -log1p(-(try key.rawUniform(shape, dtype, from: 0, to: 1)))
        }
    }

    /// How finely the numbers are graded from which others are made (`mode` in `jax.random`).
    public enum Resolution: String, Hashable, Sendable, CaseIterable {
        /// As finely as the dtype's significand between 1 and 2.
        case low
        /// With as many bits again, so that rare events are as rare as they should be.
        case high
        /// With 64 bits for float32; the same as `high` for other dtypes.
        case highest
    }

    /// Numbers of the standard Gumbel distribution (`jax.random.gumbel`).
    ///
    /// - Parameters:
    ///   - shape: the shape of the result.
    ///   - resolution: how finely the uniform numbers are graded that they are made of.
    ///   - dtype: a floating dtype.
    public func gumbel(
        _ shape: [Int] = [], resolution: Resolution = .low, dtype: DType = .float32
    ) -> Tensor {
        checked(data) {
            try checkFloating(dtype, for: "gumbel")
            let signature = Sampler.Signature(
                "gumbel", layout, shape: shape, dtype: dtype, numbers: [resolution.number])
            return try sample(signature) { key, _ in
                [try key.rawGumbel(shape, dtype, resolution)]
            }[0]
        }
    }

    /// Numbers of the Laplace distribution with mean 0 and scale 1 (`jax.random.laplace`).
    ///
    /// - Parameters:
    ///   - shape: the shape of the result.
    ///   - dtype: a floating dtype.
    public func laplace(_ shape: [Int] = [], dtype: DType = .float32) -> Tensor {
        inverted("laplace", shape, dtype) { key in
            let uniform = try key.rawUniform(shape, dtype, from: -1 + dtype.epsilon / 2, to: 1)
            return sign(uniform) * log1p(-abs(uniform))
        }
    }

    /// Numbers of the standard logistic distribution (`jax.random.logistic`).
    ///
    /// - Parameters:
    ///   - shape: the shape of the result.
    ///   - dtype: a floating dtype.
    public func logistic(_ shape: [Int] = [], dtype: DType = .float32) -> Tensor {
        inverted("logistic", shape, dtype) { key in
            let uniform = try key.rawUniform(shape, dtype, from: dtype.leastNormal, to: 1)
            return log(uniform) - log1p(-uniform)
        }
    }

    /// Numbers of the standard Cauchy distribution (`jax.random.cauchy`).
    ///
    /// - Parameters:
    ///   - shape: the shape of the result.
    ///   - dtype: a floating dtype.
    public func cauchy(_ shape: [Int] = [], dtype: DType = .float32) -> Tensor {
        inverted("cauchy", shape, dtype) { key in
            let uniform = try key.rawUniform(shape, dtype, from: dtype.epsilon, to: 1)
            return tan(fill(.pi, dtype.scalar) * (uniform - fill(0.5, dtype.scalar)))
        }
    }

    private func inverted(
        _ name: String, _ shape: [Int], _ dtype: DType, _ body: (Key) throws -> Tensor
    ) -> Tensor {
        checked(data) {
            try checkFloating(dtype, for: name)
            let signature = Sampler.Signature(name, layout, shape: shape, dtype: dtype)
            return try sample(signature) { key, _ in [try body(key)] }[0]
        }
    }

    /// Gumbel numbers, inside a sampler.
    func rawGumbel(
        _ shape: [Int], _ dtype: DType, _ resolution: Resolution = .low
    ) throws -> Tensor {
        switch resolution {
        case .low:
            return -log(-log(try rawUniform(shape, dtype, from: dtype.leastNormal, to: 1)))
        case .highest where dtype == .float32:
            // Of 64 bits as a fraction, which is rounded towards 0; large ones are taken from 1, where floats are
            // finer.
            let words = try rawBits([2] + shape, .uint32)
            let high = try convert(try part(words, 0), to: .uint64)
            let all = (high << 32) | (try convert(try part(words, 1), to: .uint64))
            let zero = fill(0, all.type)
            let isSmall = (all >> 63) .== 0
            let x = try fraction(which(isSmall, all, zero - all))
            return which(isSmall, -log(-log1p(-x)), -log(-log(x)))
        case .high, .highest:
            let uniform = try rawUniform([2] + shape, dtype, from: 0, to: 1)
            let (coarse, fine) = (try part(uniform, 0), try part(uniform, 1))
            let step = Double(sign: .plus, exponent: -dtype.significandWidth, significand: 1)
            let finer = coarse + fill(step, dtype.scalar) * fine
            let x = which(coarse .>= 0.5, coarse, finer + fill(dtype.leastNormal, dtype.scalar))
            return -log(-log1p(-x))
        }
    }

    /// One of the parts along the first axis.
    func part(_ x: Tensor, _ index: Int) throws -> Tensor {
        let starts = [index] + x.shape.dropFirst().map { _ in 0 }
        let limits = [index + 1] + x.shape.dropFirst()
        let slice = Slice(starts: starts, limits: limits, strides: limits.map { _ in 1 })
        return try reshape(try bind1(slice, x), to: Array(x.shape.dropFirst()))
    }

    /// 64 bits as a float32 below 1, rounded towards 0; no bits give 2^-65.
    private func fraction(_ bits: Tensor) throws -> Tensor {
        func word(_ number: UInt64) -> Tensor { Tensor(.unsigned(number), .uint64, isWeak: false) }
        // What a float64 can't hold is dropped, so that converting does not round up.
        let held = which((bits >> word(53)) .== 0, bits, bits & word(~0x7FF))
        let double = try bind1(Bitcast(dtype: .uint64), try convert(held, to: .float64))
        let significand = (double >> word(29)) & word(0x7F_FFFF)
        let exponent = which(bits .== 0, word(62), (double >> word(52)) - word(1023 + 64 - 127))
        let single = try convert((exponent << word(23)) | significand, to: .uint32)
        return try bind1(Bitcast(dtype: .float32), single)
    }
}

extension Key.Resolution {
    /// What tells the resolutions apart in signatures.
    var number: Int {
        switch self {
        case .low: 0
        case .high: 1
        case .highest: 2
        }
    }
}
