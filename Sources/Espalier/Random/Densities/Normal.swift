extension Distributions {
    /// The normal distribution (`jax.scipy.stats.norm`).
    public struct Normal: ContinuousDistribution {
        /// The mean.
        public var mean: Tensor
        /// The standard deviation, positive.
        public var scale: Tensor

        /// The distribution of this mean and standard deviation.
        public init(mean: Tensor = 0.0, scale: Tensor = 1.0) {
            self.mean = mean
            self.scale = scale
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("mean", \.mean), .init("scale", \.scale)]
        }

        /// The logarithm of the density (`norm.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                let variance = square($0[2])
                let logarithm = log(Tensor.weak(2 * Double.pi) * variance)
                return (logarithm + square($0[0] - $0[1]) / variance) / -2
            }
        }

        /// The probability of a number that is not above x (`norm.cdf`).
        public func cdf(_ x: Tensor) -> Tensor {
            formula("cdf", [x]) { ndtr(standardized($0[0], $0[1], $0[2])) }
        }

        /// The logarithm of ``cdf(_:)``, exact where that is tiny (`norm.logcdf`).
        public func logCDF(_ x: Tensor) -> Tensor {
            formula("logCDF", [x]) { logNdtr(standardized($0[0], $0[1], $0[2])) }
        }

        /// The probability of a number above x (`norm.sf`).
        public func sf(_ x: Tensor) -> Tensor { mirrored.cdf(-x) }

        /// The logarithm of ``sf(_:)`` (`norm.logsf`).
        public func logSF(_ x: Tensor) -> Tensor { mirrored.logCDF(-x) }

        /// The number that a fraction q is not above (`norm.ppf`).
        public func ppf(_ q: Tensor) -> Tensor {
            formula("ppf", [q]) { ndtri($0[0]) * $0[2] + $0[1] }
        }

        /// The number that a fraction q is above (`norm.isf`).
        public func isf(_ q: Tensor) -> Tensor { ppf(1 - q) }

        /// Draws (`jax.random.normal`).
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                mean + scale * key.normal(shape, dtype: dtype)
            }
        }

        private var mirrored: Normal { Normal(mean: -mean, scale: scale) }
    }
}
