extension Distributions {
    /// The Poisson distribution of the number of events in a unit of time (`jax.scipy.stats.poisson`).
    public struct Poisson: DiscreteDistribution {
        /// The mean, not negative.
        public var rate: Tensor
        /// What is added.
        public var location: Tensor

        /// The distribution of this mean.
        public init(_ rate: Tensor, location: Tensor = 0.0) {
            self.rate = rate
            self.location = location
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("rate", \.rate), .init("location", \.location)]
        }

        /// The logarithm of the probability (`poisson.logpmf`).
        public func logPMF(_ k: Tensor) -> Tensor {
            formula("logPMF", [k]) {
                let x = $0[0] - $0[2]
                let value = xlogy(x, $0[1]) - lgamma(x + 1) - $0[1]
                return which((x .< 0) | (round($0[0]) .!= $0[0]), impossible, value)
            }
        }

        /// The probability of a number that is not above k (`poisson.cdf`).
        public func cdf(_ k: Tensor) -> Tensor {
            formula("cdf", [k]) {
                let x = $0[0] - $0[2]
                return which(x .< 0, 0, gammaincc(floor(1 + x), $0[1]))
            }
        }

        /// The entropy in nats, of the shape of the parameters (`poisson.entropy`).
        ///
        /// Below a rate of 100 terms are added up, above it two terms of its expansion are taken.
        public func entropy() -> Tensor {
            formula("entropy", []) {
                let rate = $0[0]
                let few = entropySum(rate, count: 35, limit: rate + 20)
                let many = entropySum(rate, count: 250, limit: rate + 10 * sqrt(rate) + 20)
                let turn = Tensor.weak(2 * Double.pi * 2.718281828459045)
                let expansion = 0.5 * log(turn * rate) - 1 / (12 * rate)
                var value = which(rate .< 100, many, expansion)
                value = which(rate .< 10, few, value)
                value = which(rate .== 0, 0, value)
                return try broadcast(
                    value, to: try broadcastShape($0.map(\.shape), for: "Poisson.entropy"))
            }
        }

        private func entropySum(_ rate: Tensor, count: Int, limit: Tensor) -> Tensor {
            let shape = [count] + [Int](repeating: 1, count: rate.rank)
            let k = Tensor.iota(shape, axis: 0, dtype: rate.dtype)
            let p = exp(xlogy(k, rate) - lgamma(k + 1) - rate)
            return entr(which(k .< ceil(limit), p, 0)).sum(axis: 0)
        }

        /// Draws (`jax.random.poisson`), in the floating dtype of the parameters. They have no derivative in the rate.
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + (try convert(key.poisson(rate, shape), to: dtype))
            }
        }
    }
}
