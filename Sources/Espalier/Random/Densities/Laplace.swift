extension Distributions {
    /// The Laplace distribution (`jax.scipy.stats.laplace`).
    public struct Laplace: ContinuousDistribution {
        /// The mean.
        public var location: Tensor
        /// The mean distance from it, positive.
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

        /// The logarithm of the density (`laplace.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) { -(abs($0[0] - $0[1]) / $0[2] + log(2 * $0[2])) }
        }

        /// The probability of a number that is not above x (`laplace.cdf`).
        public func cdf(_ x: Tensor) -> Tensor {
            formula("cdf", [x]) {
                let z = standardized($0[0], $0[1], $0[2])
                return which(z .<= 0, 0.5 * exp(z), 1 - 0.5 * exp(-z))
            }
        }

        /// Draws (`jax.random.laplace`).
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + scale * key.laplace(shape, dtype: dtype)
            }
        }
    }
}
