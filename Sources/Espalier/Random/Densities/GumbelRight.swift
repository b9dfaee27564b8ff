extension Distributions {
    /// The Gumbel distribution of largest values, whose long tail is on the right (`jax.scipy.stats.gumbel_r`).
    public struct GumbelRight: ContinuousDistribution {
        /// The mode.
        public var location: Tensor
        /// Positive; otherwise everything is NaN.
        public var scale: Tensor

        /// The distribution of this mode and scale.
        public init(location: Tensor = 0.0, scale: Tensor = 1.0) {
            self.location = location
            self.scale = scale
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("location", \.location), .init("scale", \.scale)]
        }

        /// The logarithm of the density (`gumbel_r.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            gumbel("logPDF", x) { z, scale in xlogy(-1, scale) - (z + exp(-z)) }
        }

        /// The probability of a number that is not above x (`gumbel_r.cdf`).
        public func cdf(_ x: Tensor) -> Tensor { exp(logCDF(x)) }

        /// The logarithm of ``cdf(_:)`` (`gumbel_r.logcdf`).
        public func logCDF(_ x: Tensor) -> Tensor { gumbel("logCDF", x) { z, _ in -exp(-z) } }

        /// The probability of a number above x (`gumbel_r.sf`).
        public func sf(_ x: Tensor) -> Tensor { gumbel("sf", x) { z, _ in 1 - exp(-exp(-z)) } }

        /// The logarithm of ``sf(_:)`` (`gumbel_r.logsf`).
        public func logSF(_ x: Tensor) -> Tensor {
            gumbel("logSF", x) { z, _ in log1mexp(exp(-z)) }
        }

        /// The number that a fraction p is not above, for 0 < p < 1 (`gumbel_r.ppf`).
        public func ppf(_ p: Tensor) -> Tensor {
            formula("ppf", [p]) {
                let isInside = ($0[0] .> 0) & ($0[0] .< 1)
                return which(isInside, $0[1] - $0[2] * log(xlogy(-1, $0[0])), undefined)
            }
        }

        /// Draws (`jax.random.gumbel`).
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + scale * key.gumbel(shape, dtype: dtype)
            }
        }

        private func gumbel(
            _ name: String, _ x: Tensor, _ body: (Tensor, Tensor) -> Tensor
        ) -> Tensor {
            formula(name, [x]) {
                which($0[2] .> 0, body(standardized($0[0], $0[1], $0[2]), $0[2]), undefined)
            }
        }
    }
}
