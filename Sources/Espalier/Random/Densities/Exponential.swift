extension Distributions {
    /// The exponential distribution (`jax.scipy.stats.expon`).
    public struct Exponential: ContinuousDistribution {
        /// The smallest number.
        public var location: Tensor
        /// The mean above it, positive.
        public var scale: Tensor

        /// The distribution that begins at a place and has a mean above it.
        public init(location: Tensor = 0.0, scale: Tensor = 1.0) {
            self.location = location
            self.scale = scale
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("location", \.location), .init("scale", \.scale)]
        }

        /// The logarithm of the density (`expon.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                let value = -(standardized($0[0], $0[1], $0[2]) + log($0[2]))
                return which($0[0] .< $0[1], impossible, value)
            }
        }

        /// The probability of a number that is not above x (`expon.cdf`).
        public func cdf(_ x: Tensor) -> Tensor {
            formula("cdf", [x]) {
                which($0[0] .< $0[1], 0, -expm1(($0[1] - $0[0]) / $0[2]))
            }
        }

        /// The logarithm of ``cdf(_:)`` (`expon.logcdf`).
        public func logCDF(_ x: Tensor) -> Tensor { log1p(-sf(x)) }

        /// The probability of a number above x (`expon.sf`).
        public func sf(_ x: Tensor) -> Tensor { exp(logSF(x)) }

        /// The logarithm of ``sf(_:)`` (`expon.logsf`).
        public func logSF(_ x: Tensor) -> Tensor {
            formula("logSF", [x]) { which($0[0] .< $0[1], 0, ($0[1] - $0[0]) / $0[2]) }
        }

        /// The number that a fraction q is not above (`expon.ppf`).
        public func ppf(_ q: Tensor) -> Tensor {
            formula("ppf", [q]) { quantile(at: $0[0], $0[1] - $0[2] * log1p(-$0[0])) }
        }

        /// Draws (`jax.random.exponential`).
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + scale * key.exponential(shape, dtype: dtype)
            }
        }
    }
}
