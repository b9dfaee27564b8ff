extension Distributions {
    /// The Pareto distribution (`jax.scipy.stats.pareto`).
    public struct Pareto: ContinuousDistribution {
        /// The exponent, positive.
        public var b: Tensor
        /// Where the numbers would begin but for the scale.
        public var location: Tensor
        /// How far above it they begin, positive.
        public var scale: Tensor

        /// The distribution of this exponent, moved and scaled.
        public init(_ b: Tensor, location: Tensor = 0.0, scale: Tensor = 1.0) {
            self.b = b
            self.location = location
            self.scale = scale
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("b", \.b), .init("location", \.location), .init("scale", \.scale)]
        }

        /// The logarithm of the density (`pareto.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            pareto("logPDF", x, below: impossible) { z, b, scale in
                -(log(scale / b) + (b + 1) * log(z))
            }
        }

        /// The probability of a number that is not above x (`pareto.cdf`).
        public func cdf(_ x: Tensor) -> Tensor {
            pareto("cdf", x, below: 0) { z, b, _ in 1 - power(z, -b) }
        }

        /// The logarithm of ``cdf(_:)`` (`pareto.logcdf`).
        public func logCDF(_ x: Tensor) -> Tensor {
            pareto("logCDF", x, below: impossible) { z, b, _ in log1p(-power(z, -b)) }
        }

        /// The probability of a number above x (`pareto.sf`).
        public func sf(_ x: Tensor) -> Tensor { exp(logSF(x)) }

        /// The logarithm of ``sf(_:)`` (`pareto.logsf`).
        public func logSF(_ x: Tensor) -> Tensor {
            pareto("logSF", x, below: 0) { z, b, _ in -(b * log(z)) }
        }

        /// The number that a fraction q is not above (`pareto.ppf`).
        public func ppf(_ q: Tensor) -> Tensor {
            formula("ppf", [q]) {
                quantile(at: $0[0], $0[2] + $0[3] * power(1 - $0[0], -(1 / $0[1])))
            }
        }

        /// Draws (`jax.random.pareto`).
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + scale * key.pareto(b, shape, dtype: dtype)
            }
        }

        private func pareto(
            _ name: String, _ x: Tensor, below: Tensor, _ body: (Tensor, Tensor, Tensor) -> Tensor
        ) -> Tensor {
            formula(name, [x]) {
                let (x, b, location, scale) = ($0[0], $0[1], $0[2], $0[3])
                let value = body(standardized(x, location, scale), b, scale)
                return which(x .< location + scale, below, value)
            }
        }
    }
}
