// The gamma distribution and those that are made of it. All are differentiable in their parameters.

extension Key {
    /// Numbers of the gamma distribution (`jax.random.gamma`).
    ///
    /// - Parameters:
    ///   - a: the shape parameter, positive. Its derivative keeps a number's level of the distribution function.
    ///   - shape: the shape of the result, to which `a` is broadcast; by default its own.
    ///   - dtype: a floating dtype; by default that of `a`.
    public func gamma(_ a: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil) -> Tensor {
        drawn("gamma", [a], shape, dtype) { key, a, shape, _ in try key.rawGamma(a[0], shape) }
    }

    /// Logarithms of numbers of the gamma distribution (`jax.random.loggamma`), which are finite where the numbers
    /// themselves underflow to 0.
    ///
    /// - Parameters:
    ///   - a: the shape parameter, positive.
    ///   - shape: the shape of the result, to which `a` is broadcast; by default its own.
    ///   - dtype: a floating dtype; by default that of `a`.
    public func logGamma(_ a: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil) -> Tensor {
        drawn("logGamma", [a], shape, dtype) { key, a, shape, _ in
            try key.rawGamma(a[0], shape, logarithmic: true)
        }
    }

    /// Numbers between 0 and 1 of the beta distribution (`jax.random.beta`).
    ///
    /// - Parameters:
    ///   - a: the first shape parameter, positive.
    ///   - b: the second shape parameter, positive.
    ///   - shape: the shape of the result; by default that of the parameters.
    ///   - dtype: a floating dtype; by default that of the parameters.
    public func beta(
        _ a: Tensor, _ b: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil
    ) -> Tensor {
        drawn("beta", [a, b], shape, dtype) { key, parameters, shape, _ in
            let (first, second) = try key.splitPair()
            let x = try first.rawGamma(parameters[0], shape, logarithmic: true)
            let y = try second.rawGamma(parameters[1], shape, logarithmic: true)
            // Divided by the larger one, so that not both underflow.
            let larger = maximum(x, y)
            let (u, v) = (exp(x - larger), exp(y - larger))
            return u / (u + v)
        }
    }

    /// Vectors of positive numbers that add up to 1, of the Dirichlet distribution (`jax.random.dirichlet`).
    ///
    /// - Parameters:
    ///   - alpha: the concentrations, positive, of the shape `[…, n]`.
    ///   - shape: the shape of the result without its last axis; by default that of `alpha` without its own.
    ///   - dtype: a floating dtype; by default that of `alpha`.
    /// - Returns: of the shape `shape + [n]`.
    public func dirichlet(
        _ alpha: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil
    ) -> Tensor {
        guard let count = alpha.shape.last else {
            return checked(data, alpha) {
                throw TensorError(
                    "dirichlet", "needs a vector of concentrations, not a scalar of \(alpha.dtype)")
            }
        }
        return drawn("dirichlet", [alpha], shape.map { $0 + [count] }, dtype) {
            key, alpha, shape, _ in
            softmax(try key.rawGamma(alpha[0], shape, logarithmic: true), axis: -1)
        }
    }

    /// Numbers of the χ² distribution (`jax.random.chisquare`).
    ///
    /// - Parameters:
    ///   - degrees: of freedom, positive.
    ///   - shape: the shape of the result; by default that of `degrees`.
    ///   - dtype: a floating dtype; by default that of `degrees`.
    public func chiSquare(
        _ degrees: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil
    ) -> Tensor {
        drawn("chiSquare", [degrees], shape, dtype) { key, degrees, shape, _ in
            try key.rawChiSquare(degrees[0], shape)
        }
    }

    /// Numbers of the F distribution: the quotient of two χ² numbers, each divided by its degrees of freedom
    /// (`jax.random.f`).
    ///
    /// - Parameters:
    ///   - numerator: the degrees of freedom above, positive.
    ///   - denominator: the degrees of freedom below, positive.
    ///   - shape: the shape of the result; by default that of the parameters.
    ///   - dtype: a floating dtype; by default that of the parameters.
    public func f(
        _ numerator: Tensor, _ denominator: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil
    ) -> Tensor {
        drawn("f", [numerator, denominator], shape, dtype) { key, degrees, shape, _ in
            let (below, above) = try key.splitPair()
            let x = try above.rawChiSquare(degrees[0], shape) / degrees[0]
            return x / (try below.rawChiSquare(degrees[1], shape) / degrees[1])
        }
    }

    /// Numbers of Student's t distribution (`jax.random.t`).
    ///
    /// - Parameters:
    ///   - degrees: of freedom, positive.
    ///   - shape: the shape of the result; by default that of `degrees`.
    ///   - dtype: a floating dtype; by default that of `degrees`.
    public func t(_ degrees: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil) -> Tensor {
        drawn("t", [degrees], shape, dtype) { key, degrees, shape, dtype in
            let (first, second) = try key.splitPair()
            let normal = try first.rawNormal(shape, dtype)
            let half = degrees[0] / fill(2, dtype.scalar)
            return normal * sqrt(half / (try second.rawGamma(half, shape)))
        }
    }

    /// Numbers whose density falls as exp(-|x|ᵖ) (`jax.random.generalized_normal`): of the Laplace distribution for
    /// p = 1, of a normal one with variance 1/2 for p = 2.
    ///
    /// - Parameters:
    ///   - p: the exponent, positive.
    ///   - shape: the shape of the result; by default that of `p`.
    ///   - dtype: a floating dtype; by default that of `p`.
    public func generalizedNormal(
        _ p: Tensor, _ shape: [Int]? = nil, dtype: DType? = nil
    ) -> Tensor {
        drawn("generalizedNormal", [p], shape, dtype) { key, p, shape, dtype in
            try key.rawGeneralizedNormal(p[0], shape, dtype)
        }
    }

    /// Points that are uniform in the unit ball of a p-norm (`jax.random.ball`).
    ///
    /// - Parameters:
    ///   - dimensions: of the space, at least 1.
    ///   - p: the exponent of the norm, a positive scalar.
    ///   - shape: how many points: the shape of the result without its last axis.
    ///   - dtype: a floating dtype; by default that of `p`.
    /// - Returns: of the shape `shape + [dimensions]`.
    public func ball(
        _ dimensions: Int, p: Tensor = 2, _ shape: [Int] = [], dtype: DType? = nil
    ) -> Tensor {
        guard dimensions > 0, p.rank == 0 else {
            return checked(data, p) {
                throw TensorError(
                    "ball",
                    """
                    needs at least one dimension and a scalar exponent, not \(dimensions) dimensions and an \
                    exponent of the shape \(p.shape)
                    """)
            }
        }
        return drawn("ball", [p], shape + [dimensions], dtype) { key, p, shape, dtype in
            let (first, second) = try key.splitPair()
            let x = try first.rawGeneralizedNormal(p[0], shape, dtype)
            let extra = -log1p(
                -(try second.rawUniform(Array(shape.dropLast()), dtype, from: 0, to: 1)))
            let size = power(abs(x), p[0]).sum(axis: -1) + extra
            return x / power(size, 1 / p[0]).expanded(at: -1)
        }
    }
}

// MARK: - Inside samplers

extension Key {
    fileprivate func rawChiSquare(_ degrees: Tensor, _ shape: [Int]) throws -> Tensor {
        let two = fill(2, degrees.dtype.scalar)
        return exp(try rawGamma(degrees / two, shape, logarithmic: true)) * two
    }

    fileprivate func rawGeneralizedNormal(
        _ p: Tensor, _ shape: [Int], _ dtype: DType
    ) throws -> Tensor {
        let (first, second) = try splitPair()
        let number = try first.rawGamma(1 / p, shape)
        return try second.rawSigns(shape, dtype) * power(number, 1 / p)
    }
}
