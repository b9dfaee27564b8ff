extension Distributions {
    /// The logistic distribution (`jax.scipy.stats.logistic`).
    public struct Logistic: ContinuousDistribution {
        /// The mean.
        public var location: Tensor
        /// Positive.
        public var scale: Tensor

        /// The distribution of this mean and scale.
        public init(location: Tensor = 0.0, scale: Tensor = 1.0) {
            self.location = location
            self.scale = scale
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("location", \.location), .init("scale", \.scale)]
        }

        /// The logarithm of the density (`logistic.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                let half = standardized($0[0], $0[1], $0[2]) / 2
                return -2 * logAddExp(half, -half) - log($0[2])
            }
        }

        /// The probability of a number that is not above x (`logistic.cdf`).
        public func cdf(_ x: Tensor) -> Tensor {
            formula("cdf", [x]) { sigmoid(standardized($0[0], $0[1], $0[2])) }
        }

        /// The probability of a number above x (`logistic.sf`).
        public func sf(_ x: Tensor) -> Tensor {
            formula("sf", [x]) { sigmoid(-standardized($0[0], $0[1], $0[2])) }
        }

        /// The number that a fraction q is not above (`logistic.ppf`).
        public func ppf(_ q: Tensor) -> Tensor {
            formula("ppf", [q]) { logit($0[0]) * $0[2] + $0[1] }
        }

        /// The number that a fraction q is above (`logistic.isf`).
        public func isf(_ q: Tensor) -> Tensor {
            formula("isf", [q]) { -logit($0[0]) * $0[2] + $0[1] }
        }

        /// Draws (`jax.random.logistic`).
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + scale * key.logistic(shape, dtype: dtype)
            }
        }
    }
}
