extension Distributions {
    /// The geometric distribution of how many tries an event takes, from 1 on (`jax.scipy.stats.geom`).
    public struct Geometric: DiscreteDistribution {
        /// The probability of the event in one try.
        public var p: Tensor
        /// What is added.
        public var location: Tensor

        /// The distribution of the number of tries.
        public init(_ p: Tensor, location: Tensor = 0.0) {
            self.p = p
            self.location = location
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("p", \.p), .init("location", \.location)]
        }

        /// The logarithm of the probability (`geom.logpmf`).
        public func logPMF(_ k: Tensor) -> Tensor {
            formula("logPMF", [k]) {
                let x = $0[0] - $0[2]
                return which(x .<= 0, impossible, xlog1py(x - 1, -$0[1]) + log($0[1]))
            }
        }

        /// Draws (`jax.random.geometric`), in the floating dtype of the parameters.
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                let tries = key.geometric(try convert(p, to: dtype), shape)
                return location + (try convert(tries, to: dtype))
            }
        }
    }

    /// The negative binomial distribution: how often an event fails to happen until it has happened n times
    /// (`jax.scipy.stats.nbinom`).
    public struct NegativeBinomial: DiscreteDistribution {
        /// How often the event is waited for, positive.
        public var n: Tensor
        /// The probability of the event in one try.
        public var p: Tensor
        /// What is added.
        public var location: Tensor

        /// The distribution of the number of failures.
        public init(_ n: Tensor, _ p: Tensor, location: Tensor = 0.0) {
            self.n = n
            self.p = p
            self.location = location
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("n", \.n), .init("p", \.p), .init("location", \.location)]
        }

        /// The logarithm of the probability (`nbinom.logpmf`).
        public func logPMF(_ k: Tensor) -> Tensor {
            formula("logPMF", [k]) {
                let (k, n, p, location) = ($0[0], $0[1], $0[2], $0[3])
                let y = k - location
                let choices = lgamma(y + n) - lgamma(n) - lgamma(y + 1)
                let value = choices + (xlogy(n, p) + xlogy(y, 1 - p))
                return which(k .< location, impossible, value)
            }
        }
    }
}
