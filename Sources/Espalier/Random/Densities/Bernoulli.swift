extension Distributions {
    /// The Bernoulli distribution: 1 with a probability and else 0 (`jax.scipy.stats.bernoulli`).
    public struct Bernoulli: DiscreteDistribution {
        /// The probability of 1.
        public var p: Tensor
        /// What is added.
        public var location: Tensor

        /// The distribution of this probability.
        public init(_ p: Tensor, location: Tensor = 0.0) {
            self.p = p
            self.location = location
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("p", \.p), .init("location", \.location)]
        }

        /// The logarithm of the probability (`bernoulli.logpmf`).
        public func logPMF(_ k: Tensor) -> Tensor {
            formula("logPMF", [k]) {
                let x = $0[0] - $0[2]
                let value = xlogy(x, $0[1]) + xlog1py(1 - x, -$0[1])
                return which((x .< 0) | (x .> 1), impossible, value)
            }
        }

        /// The probability of a number that is not above k (`bernoulli.cdf`).
        public func cdf(_ k: Tensor) -> Tensor {
            formula("cdf", [k]) {
                let (x, p) = ($0[0] - $0[2], $0[1])
                let isWrong = isNaN(x) | isNaN(p) | (p .< 0) | (p .> 1)
                return which(isWrong, undefined, which(x .< 0, 0, which(x .< 1, 1 - p, 1)))
            }
        }

        /// The number that a fraction q is not above (`bernoulli.ppf`).
        public func ppf(_ q: Tensor) -> Tensor {
            formula("ppf", [q]) {
                let (q, p) = ($0[0], $0[1])
                let isWrong = isNaN(p) | (p .< 0) | (p .> 1)
                let value = which(q .<= 1 - p, $0[2], $0[2] + 1)
                return which(isWrong, undefined, quantile(at: q, value))
            }
        }

        /// Draws (`jax.random.bernoulli`), in the floating dtype of the parameters.
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                let events = key.bernoulli(try convert(p, to: dtype), shape)
                return location + (try convert(events, to: dtype))
            }
        }
    }
}
