extension Distributions {
    /// The binomial distribution of how many of n events happen (`jax.scipy.stats.binom`).
    public struct Binomial: DiscreteDistribution {
        /// The number of events.
        public var n: Tensor
        /// The probability of each.
        public var p: Tensor
        /// What is added.
        public var location: Tensor

        /// The distribution of the count of n events of one probability.
        public init(_ n: Tensor, _ p: Tensor, location: Tensor = 0.0) {
            self.n = n
            self.p = p
            self.location = location
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("n", \.n), .init("p", \.p), .init("location", \.location)]
        }

        /// The logarithm of the probability (`binom.logpmf`).
        public func logPMF(_ k: Tensor) -> Tensor {
            formula("logPMF", [k]) {
                let (k, n, p, location) = ($0[0], $0[1], $0[2], $0[3])
                let y = k - location
                let choices = lgamma(n + 1) - (lgamma(y + 1) + lgamma(n - y + 1))
                let linear = xlogy(y, p) + xlog1py(n - y, -p)
                let isSure = ((y .== 0) & (n .== 0)) | (linear .== 0)
                let isInside = (k .>= location) & (k .< location + n + 1)
                return which(isInside, which(isSure, 0, choices + linear), impossible)
            }
        }

        /// Draws (`jax.random.binomial`). They have no derivative in the parameters.
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + key.binomial(n, try convert(p, to: dtype), shape, dtype: dtype)
            }
        }
    }

    /// The binomial distribution whose probability has a beta distribution (`jax.scipy.stats.betabinom`).
    public struct BetaBinomial: DiscreteDistribution {
        /// The number of events.
        public var n: Tensor
        /// The first shape parameter of the beta distribution, positive.
        public var a: Tensor
        /// The second shape parameter of the beta distribution, positive.
        public var b: Tensor
        /// What is added.
        public var location: Tensor

        /// The distribution of the count of n events, for these shapes of the beta distribution.
        public init(_ n: Tensor, _ a: Tensor, _ b: Tensor, location: Tensor = 0.0) {
            self.n = n
            self.a = a
            self.b = b
            self.location = location
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("n", \.n), .init("a", \.a), .init("b", \.b), .init("location", \.location)]
        }

        /// The logarithm of the probability (`betabinom.logpmf`).
        public func logPMF(_ k: Tensor) -> Tensor {
            formula("logPMF", [k]) {
                let (k, n, a, b, location) = ($0[0], $0[1], $0[2], $0[3], $0[4])
                let y = floor(k) - location
                let choices = -(log1p(n) + betaln(n - y + 1, y + 1))
                let value = choices + (betaln(y + a, n - y + b) - betaln(a, b))
                let sure = which((y .== 0) & (n .== 0), 0, value)
                let isOutside = (y .< -location) | (y .> n) | (y + a .<= 0)
                let isWrong = (n .< 0) | (a .<= 0) | (b .<= 0)
                return which(isWrong, undefined, which(isOutside, impossible, sure))
            }
        }
    }
}
