extension Distributions {
    /// The gamma distribution (`jax.scipy.stats.gamma`).
    public struct Gamma: ContinuousDistribution {
        /// The shape parameter, positive.
        public var a: Tensor
        /// The smallest number.
        public var location: Tensor
        /// The factor of the numbers above it, positive.
        public var scale: Tensor

        /// The distribution of this shape, moved and scaled.
        public init(_ a: Tensor, location: Tensor = 0.0, scale: Tensor = 1.0) {
            self.a = a
            self.location = location
            self.scale = scale
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("a", \.a), .init("location", \.location), .init("scale", \.scale)]
        }

        /// The logarithm of the density (`gamma.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                let (x, a, location, scale) = ($0[0], $0[1], $0[2], $0[3])
                let isInside = x .>= location
                let z = which(isInside, standardized(x, location, scale), 1)
                let value = (xlogy(a - 1, z) - z) - (lgamma(a) + log(scale))
                return which(isInside, value, impossible)
            }
        }

        /// The probability of a number that is not above x (`gamma.cdf`).
        public func cdf(_ x: Tensor) -> Tensor {
            formula("cdf", [x]) {
                gammainc($0[1], maximum(standardized($0[0], $0[2], $0[3]), 0))
            }
        }

        /// The logarithm of ``cdf(_:)`` (`gamma.logcdf`).
        public func logCDF(_ x: Tensor) -> Tensor { log(cdf(x)) }

        /// The probability of a number above x (`gamma.sf`).
        public func sf(_ x: Tensor) -> Tensor {
            formula("sf", [x]) {
                let z = standardized($0[0], $0[2], $0[3])
                return which(z .< 0, 1, gammaincc($0[1], z))
            }
        }

        /// The logarithm of ``sf(_:)`` (`gamma.logsf`).
        public func logSF(_ x: Tensor) -> Tensor { log(sf(x)) }

        /// Draws (`jax.random.gamma`), differentiable in all parameters.
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + scale * key.gamma(a, shape, dtype: dtype)
            }
        }
    }
}
