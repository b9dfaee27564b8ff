extension Distributions {
    /// The distribution whose density falls as exp(-|x|ᵝ) (`jax.scipy.stats.gennorm`).
    public struct GeneralizedNormal: ContinuousDistribution {
        /// The exponent, positive.
        public var beta: Tensor

        /// The distribution of this exponent.
        public init(_ beta: Tensor) { self.beta = beta }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] { [.init("beta", \.beta)] }

        /// The logarithm of the density (`gennorm.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                log(0.5 * $0[1]) - lgamma(1 / $0[1]) - power(abs($0[0]), $0[1])
            }
        }

        /// The probability of a number that is not above x (`gennorm.cdf`).
        public func cdf(_ x: Tensor) -> Tensor {
            formula("cdf", [x]) {
                0.5 * (1 + sign($0[0]) * gammainc(1 / $0[1], power(abs($0[0]), $0[1])))
            }
        }

        /// Draws (`jax.random.generalized_normal`), differentiable in the exponent.
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            key.generalizedNormal(beta, shape)
        }
    }
}
