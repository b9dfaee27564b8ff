extension Key {
    /// Random bits: integers that are uniform over a whole unsigned dtype (`jax.random.bits`).
    ///
    /// - Parameters:
    ///   - shape: the shape of the result.
    ///   - dtype: `uint8`, `uint16`, `uint32` or `uint64`.
    public func bits(_ shape: [Int] = [], dtype: DType = .uint32) -> Tensor {
        checked(data) {
            guard dtype.isUnsignedInteger else {
                throw TensorError("bits", "the dtype must be an unsigned integer, not \(dtype)")
            }
            let signature = Sampler.Signature("bits", layout, shape: shape, dtype: dtype)
            return try sample(signature) { key, _ in [try key.rawBits(shape, dtype)] }[0]
        }
    }

    /// Floats that are uniform in a range (`jax.random.uniform`).
    ///
    ///     key.uniform([2], in: -1 ..< 1)
    ///
    /// - Parameters:
    ///   - shape: the shape of the result.
    ///   - range: the bounds, which are rounded to the dtype; an empty range is an error.
    ///   - dtype: a floating dtype.
    public func uniform(
        _ shape: [Int] = [], in range: Range<Double> = 0..<1, dtype: DType = .float32
    ) -> Tensor {
        checked(data) {
            guard !range.isEmpty else {
                throw TensorError("uniform", "the range \(range) is empty")
            }
            return try uniform(
                shape, Tensor(range.lowerBound), Tensor(range.upperBound), dtype)
        }
    }

    /// Floats that are uniform between bounds that are tensors (`jax.random.uniform`).
    ///
    /// Differentiable in the bounds. Where `low` is not below `high`, `low` comes out or something near it.
    ///
    /// - Parameters:
    ///   - shape: the shape of the result, to which the bounds are broadcast.
    ///   - low: the lower bounds, in any real dtype.
    ///   - high: the upper bounds, in any real dtype.
    ///   - dtype: a floating dtype.
    public func uniform(
        _ shape: [Int], from low: Tensor, to high: Tensor, dtype: DType = .float32
    ) -> Tensor {
        checked(data, low, high) { try uniform(shape, low, high, dtype) }
    }

    private func uniform(_ shape: [Int], _ low: Tensor, _ high: Tensor, _ dtype: DType) throws
        -> Tensor
    {
        try checkFloating(dtype, for: "uniform")
        try check([low, high], broadcastTo: shape, for: "uniform")
        let bounds = try [low, high].map { try convert($0, to: dtype) }
        let signature = Sampler.Signature("uniform", layout, shape: shape, dtype: dtype)
        return try sample(signature, with: bounds) { key, bounds in
            [try broadcast(try key.rawUniform(shape, dtype, bounds[0], bounds[1]), to: shape)]
        }[0]
    }

    /// Whether each of some events of the same probability happens (`jax.random.bernoulli`).
    ///
    /// - Parameters:
    ///   - p: the probability, from 0 to 1.
    ///   - shape: the shape of the result.
    /// - Returns: bools.
    public func bernoulli(_ p: Double = 0.5, _ shape: [Int] = []) -> Tensor {
        checked(data) {
            guard p >= 0 && p <= 1 else {
                throw TensorError(
                    "bernoulli", "a probability must lie between 0 and 1, not be \(p)")
            }
            return try bernoulli(Tensor(Float(p)), shape)
        }
    }

    /// Whether each of some events happens, given their probabilities (`jax.random.bernoulli`).
    ///
    /// - Parameters:
    ///   - p: the probabilities, in a floating dtype. Those below 0 count as 0, those above 1 as 1.
    ///   - shape: the shape of the result, to which the probabilities are broadcast; by default their own.
    ///   - resolution: anything above `low` lets very rare events happen as rarely as they should.
    /// - Returns: bools.
    public func bernoulli(
        _ p: Tensor, _ shape: [Int]? = nil, resolution: Resolution = .low
    ) -> Tensor {
        checked(data, p) { try bernoulli(p, shape ?? p.shape, resolution) }
    }

    private func bernoulli(
        _ p: Tensor, _ shape: [Int], _ resolution: Resolution = .low
    ) throws -> Tensor {
        guard p.dtype.isFloating else {
            throw TensorError("bernoulli", "the probabilities must be floating, not \(p.dtype)")
        }
        try check([p], broadcastTo: shape, for: "bernoulli")
        let p = try convert(p, to: p.dtype)
        let (dtype, isFine) = (p.dtype, resolution != .low)
        let signature = Sampler.Signature(
            "bernoulli", layout, shape: shape, dtype: dtype, numbers: [isFine ? 1 : 0])
        return try sample(signature, with: [p]) { key, operands in
            guard isFine else {
                return [try key.rawUniform(shape, dtype, from: 0, to: 1) .< operands[0]]
            }
            let uniform = try key.rawUniform([2] + shape, dtype, from: 0, to: 1)
            let step = Double(sign: .plus, exponent: -dtype.significandWidth, significand: 1)
            let fine = try key.part(uniform, 1) * fill(step, dtype.scalar)
            return [fine .< operands[0] - (try key.part(uniform, 0))]
        }[0]
    }

    /// -1 or 1, each half of the time (`jax.random.rademacher`).
    ///
    /// - Parameters:
    ///   - shape: the shape of the result.
    ///   - dtype: any numeric dtype with a sign.
    public func rademacher(_ shape: [Int] = [], dtype: DType = .int32) -> Tensor {
        checked(data) {
            guard dtype != .bool, !dtype.isUnsignedInteger else {
                throw TensorError("rademacher", "the dtype must hold -1, which \(dtype) can't")
            }
            let signature = Sampler.Signature("rademacher", layout, shape: shape, dtype: dtype)
            return try sample(signature) { key, _ in [try key.rawSigns(shape, dtype)] }[0]
        }
    }
}

/// Checks that operands can be broadcast to the shape of a sampler's result.
func check(_ operands: [Tensor], broadcastTo shape: [Int], for operation: String) throws {
    guard shape.allSatisfy({ $0 >= 0 }) else {
        throw TensorError(operation, "the shape \(shape) has a negative size")
    }
    guard try broadcastShape([shape] + operands.map(\.shape), for: operation) == shape else {
        let shapes = operands.map { "\($0.shape)" }.joined(separator: " and ")
        throw TensorError(
            operation,
            "parameters of the shape \(shapes) can't be broadcast to the result's shape \(shape)")
    }
}
