extension Distributions {
    /// The χ² distribution (`jax.scipy.stats.chi2`).
    public struct ChiSquare: ContinuousDistribution {
        /// The degrees of freedom, positive.
        public var degrees: Tensor
        /// The smallest number.
        public var location: Tensor
        /// The factor of the numbers above it, positive.
        public var scale: Tensor

        /// The distribution of some degrees of freedom, moved and scaled.
        public init(_ degrees: Tensor, location: Tensor = 0.0, scale: Tensor = 1.0) {
            self.degrees = degrees
            self.location = location
            self.scale = scale
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [
                .init("degrees", \.degrees), .init("location", \.location),
                .init("scale", \.scale),
            ]
        }

        /// The logarithm of the density (`chi2.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                let (x, degrees, location, scale) = ($0[0], $0[1], $0[2], $0[3])
                let z = standardized(x, location, scale)
                let half = degrees / 2
                let kernel = (half - 1) * log(z) - z / 2
                let size = lgamma(half) + log(fill(2, z.dtype.scalar)) * degrees / 2
                return which(x .< location, impossible, -size - log(scale) + kernel)
            }
        }

        /// The probability of a number that is not above x (`chi2.cdf`).
        public func cdf(_ x: Tensor) -> Tensor {
            formula("cdf", [x]) {
                gammainc($0[1] / 2, maximum(standardized($0[0], $0[2], $0[3] * 2), 0))
            }
        }

        /// The logarithm of ``cdf(_:)`` (`chi2.logcdf`).
        public func logCDF(_ x: Tensor) -> Tensor { log(cdf(x)) }

        /// The probability of a number above x (`chi2.sf`).
        public func sf(_ x: Tensor) -> Tensor {
            formula("sf", [x]) {
                gammaincc($0[1] / 2, maximum(standardized($0[0], $0[2], $0[3] * 2), 0))
            }
        }

        /// The logarithm of ``sf(_:)`` (`chi2.logsf`).
        public func logSF(_ x: Tensor) -> Tensor { log(sf(x)) }

        /// Draws (`jax.random.chisquare`), differentiable in all parameters.
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + scale * key.chiSquare(degrees, shape, dtype: dtype)
            }
        }
    }
}
