extension Distributions {
    /// The Cauchy distribution (`jax.scipy.stats.cauchy`).
    public struct Cauchy: ContinuousDistribution {
        /// The median.
        public var location: Tensor
        /// Half of the distance between the quartiles, positive.
        public var scale: Tensor

        /// The distribution of this median and scale.
        public init(location: Tensor = 0.0, scale: Tensor = 1.0) {
            self.location = location
            self.scale = scale
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("location", \.location), .init("scale", \.scale)]
        }

        /// The logarithm of the density (`cauchy.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                let z = standardized($0[0], $0[1], $0[2])
                return -(log(Tensor.weak(Double.pi) * $0[2]) + log1p(z * z))
            }
        }

        /// The probability of a number that is not above x (`cauchy.cdf`).
        public func cdf(_ x: Tensor) -> Tensor {
            formula("cdf", [x]) {
                0.5 + Tensor.weak(1 / Double.pi) * atan(standardized($0[0], $0[1], $0[2]))
            }
        }

        /// The logarithm of ``cdf(_:)`` (`cauchy.logcdf`).
        public func logCDF(_ x: Tensor) -> Tensor { log(cdf(x)) }

        /// The probability of a number above x (`cauchy.sf`).
        public func sf(_ x: Tensor) -> Tensor { mirrored.cdf(-x) }

        /// The logarithm of ``sf(_:)`` (`cauchy.logsf`).
        public func logSF(_ x: Tensor) -> Tensor { log(sf(x)) }

        /// The number that a fraction q is not above (`cauchy.ppf`).
        public func ppf(_ q: Tensor) -> Tensor {
            formula("ppf", [q]) {
                tan(Tensor.weak(Double.pi) * $0[0] - Tensor.weak(Double.pi / 2)) * $0[2] + $0[1]
            }
        }

        /// The number that a fraction q is above (`cauchy.isf`).
        public func isf(_ q: Tensor) -> Tensor {
            formula("isf", [q]) {
                tan(Tensor.weak(Double.pi / 2) - Tensor.weak(Double.pi) * $0[0]) * $0[2] + $0[1]
            }
        }

        /// Draws (`jax.random.cauchy`).
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + scale * key.cauchy(shape, dtype: dtype)
            }
        }

        private var mirrored: Cauchy { Cauchy(location: -location, scale: scale) }
    }
}
