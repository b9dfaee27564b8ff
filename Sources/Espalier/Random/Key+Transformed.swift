// Distributions whose numbers are functions of uniform or normal ones. All are differentiable in their parameters,
// except for the geometric one.

extension Key {
    /// Numbers from 1 on whose density falls as x^(-b - 1) (`jax.random.pareto`).
    ///
    /// - Parameters:
    ///   - b: the exponent, positive.
    ///   - shape: the shape of the result; by default that of `b`.
    ///   - dtype: a floating dtype; by default that of `b`.
    public func pareto(_ b: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil) -> Tensor {
        drawn("pareto", [b], shape, dtype) { key, b, shape, dtype in
            exp(-log1p(-(try key.rawUniform(shape, dtype, from: 0, to: 1))) / b[0])
        }
    }

    /// Numbers whose logarithms are normally distributed with mean 0 (`jax.random.lognormal`).
    ///
    /// - Parameters:
    ///   - sigma: the standard deviation of the logarithms.
    ///   - shape: the shape of the result; by default that of `sigma`.
    ///   - dtype: a floating or complex dtype; by default that of `sigma`.
    public func logNormal(
        _ sigma: Tensor = 1.0, _ shape: [Int]? = nil, dtype: DType? = nil
    ) -> Tensor {
        checked(data, sigma) {
            let own = sigma.dtype.isInexact ? sigma.dtype : .float32
            let dtype = dtype ?? own
            guard dtype.isInexact, dtype.isComplex || !own.isComplex else {
                throw TensorError(
                    "logNormal",
                    "the dtype must be floating or complex and hold that of sigma, \(own), not \(dtype)"
                )
            }
            let shape = try drawnShape([sigma], shape, for: "logNormal")
            let signature = Sampler.Signature("logNormal", layout, shape: shape, dtype: dtype)
            return try sample(signature, with: [try convert(sigma, to: dtype)]) { key, operands in
                [exp(try key.rawNormal(shape, dtype) * operands[0])]
            }[0]
        }
    }

    /// Numbers of the Rayleigh distribution: lengths of vectors with two normal components (`jax.random.rayleigh`).
    ///
    /// - Parameters:
    ///   - scale: the standard deviation of the components.
    ///   - shape: the shape of the result; by default that of `scale`.
    ///   - dtype: a floating dtype; by default that of `scale`.
    public func rayleigh(_ scale: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil) -> Tensor {
        drawn("rayleigh", [scale], shape, dtype) { key, scale, shape, dtype in
            let uniform = try key.rawUniform(shape, dtype, from: 0, to: 1)
            return scale[0] * sqrt(log(uniform) * fill(-2, dtype.scalar))
        }
    }

    /// Numbers of the Wald distribution, the inverse Gaussian one with scale 1 (`jax.random.wald`).
    ///
    /// - Parameters:
    ///   - mean: positive.
    ///   - shape: the shape of the result; by default that of `mean`.
    ///   - dtype: a floating dtype; by default that of `mean`.
    public func wald(_ mean: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil) -> Tensor {
        drawn("wald", [mean], shape, dtype) { key, parameters, shape, dtype in
            let (first, second) = try key.splitPair()
            let mean = try broadcast(parameters[0], to: shape)
            let y = square(try first.rawNormal(shape, dtype))
            let level = try second.rawUniform(shape, dtype, from: 0, to: 1)
            let root = sqrt(4 * mean * y + square(mean) * square(y))
            let x = mean + square(mean) * y / 2 - mean / 2 * root
            return which(level .<= mean / (mean + x), x, square(mean) / x)
        }
    }

    /// Numbers of the triangular distribution (`jax.random.triangular`).
    ///
    /// - Parameters:
    ///   - left: the smallest number.
    ///   - mode: where the density is largest, between the others.
    ///   - right: the largest number.
    ///   - shape: the shape of the result; by default that of the parameters.
    ///   - dtype: a floating dtype; by default that of the parameters.
    public func triangular(
        _ left: Tensor, _ mode: Tensor, _ right: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil
    ) -> Tensor {
        drawn("triangular", [left, mode, right], shape, dtype) { key, parameters, shape, dtype in
            let (left, mode, right) = (parameters[0], parameters[1], parameters[2])
            let uniform = try key.rawUniform(shape, dtype, from: 0, to: 1)
            let rising = left + sqrt(uniform * (right - left) * (mode - left))
            let falling = right - sqrt((1 - uniform) * (right - left) * (right - mode))
            return which(uniform .< (mode - left) / (right - left), rising, falling)
        }
    }

    /// Numbers of the Weibull distribution (`jax.random.weibull_min`).
    ///
    /// - Parameters:
    ///   - scale: positive.
    ///   - concentration: the shape parameter, positive.
    ///   - shape: the shape of the result; by default that of the parameters, where JAX draws one number for all.
    ///   - dtype: a floating dtype; by default that of the parameters.
    public func weibullMin(
        scale: Tensor, concentration: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil
    ) -> Tensor {
        drawn("weibullMin", [scale, concentration], shape, dtype) { key, parameters, shape, dtype in
            let uniform = try key.rawUniform(shape, dtype, from: 0, to: 1)
            return power(-log1p(-uniform), 1 / parameters[1]) * parameters[0]
        }
    }

    /// Numbers of the Maxwell distribution: lengths of vectors with three standard normal components
    /// (`jax.random.maxwell`).
    ///
    /// - Parameters:
    ///   - shape: the shape of the result.
    ///   - dtype: a floating dtype.
    public func maxwell(_ shape: [Int] = [], dtype: DType = .float32) -> Tensor {
        drawn("maxwell", [], shape, dtype) { key, _, shape, dtype in
            try key.rawMaxwell(shape, dtype)
        }
    }

    /// Maxwell numbers with a random sign, scaled and moved (`jax.random.double_sided_maxwell`).
    ///
    /// - Parameters:
    ///   - location: the centre.
    ///   - scale: the factor.
    ///   - shape: the shape in front of that of the parameters, as in JAX; by default none, where JAX takes that of
    ///     the parameters twice.
    ///   - dtype: a floating dtype; by default that of the parameters.
    public func doubleSidedMaxwell(
        location: Tensor, scale: Tensor, _ shape: [Int] = [], dtype: DType? = nil
    ) -> Tensor {
        let parameters = [location, scale]
        guard let own = try? broadcastShape(parameters.map(\.shape), for: "doubleSidedMaxwell")
        else {
            return checked([data] + parameters) {
                throw TensorError(
                    "doubleSidedMaxwell",
                    "location and scale can't be broadcast: \(location.shape) and \(scale.shape)")
            }
        }
        return drawn("doubleSidedMaxwell", parameters, shape + own, dtype) {
            key, parameters, shape, dtype in
            let (first, second) = try key.splitPair()
            let size = try first.rawMaxwell(shape, dtype)
            return try second.rawSigns(shape, dtype) * size * parameters[1] + parameters[0]
        }
    }

    /// How often an event is tried until it happens for the first time, from 1 on (`jax.random.geometric`).
    ///
    /// - Parameters:
    ///   - p: the probability, in 0 < p ≤ 1.
    ///   - shape: the shape of the result; by default that of `p`.
    ///   - dtype: an integer dtype.
    public func geometric(
        _ p: Tensor, _ shape: [Int]? = nil, dtype: DType = .int32
    ) -> Tensor {
        checked(data, p) {
            guard dtype.isInteger else {
                throw TensorError("geometric", "gives integers, so the dtype can't be \(dtype)")
            }
            let own = try commonDType([p], for: "geometric")
            let shape = try drawnShape([p], shape, for: "geometric")
            let signature = Sampler.Signature("geometric", layout, shape: shape, dtype: dtype)
            return try sample(signature, with: [try convert(p, to: own)]) { key, operands in
                let uniform = try key.rawUniform(shape, own, from: 0, to: 1)
                let positive = which(uniform .== 0, 1, uniform)
                let count = floor(log(positive) / log1p(-operands[0])) + 1
                return [try convert(count, to: dtype)]
            }[0]
        }
    }

    /// Maxwell numbers, inside of a sampler.
    fileprivate func rawMaxwell(_ shape: [Int], _ dtype: DType) throws -> Tensor {
        try rawNormal(shape + [3], dtype).norm(axis: -1)
    }
}
