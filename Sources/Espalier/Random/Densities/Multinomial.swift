extension Distributions {
    /// The multinomial distribution of how often each of several classes is drawn (`jax.scipy.stats.multinomial`).
    public struct Multinomial: DiscreteDistribution {
        /// The number of draws.
        public var n: Tensor
        /// The probabilities of the classes, along the last axis.
        public var p: Tensor

        /// The distribution of the counts of n draws.
        public init(_ n: Tensor, _ p: Tensor) {
            self.n = n
            self.p = p
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("n", \.n), .init("p", \.p)]
        }

        /// The logarithm of the probability (`jax.scipy.stats.multinomial.logpmf`).
        ///
        /// - Parameter k: integer counts, with the classes along the last axis. Where they don't add up to n, minus
        ///   infinity comes out; JAX adds those of all examples up.
        public func logPMF(_ k: Tensor) -> Tensor {
            checked(k, n, p) {
                guard k.dtype.isInteger, n.dtype.isInteger else {
                    throw TensorError(
                        "Multinomial.logPMF",
                        "k and n must be integers, and their dtypes are \(k.dtype) and \(n.dtype)")
                }
                guard let classes = p.shape.last, k.shape.last == classes else {
                    throw TensorError(
                        "Multinomial.logPMF",
                        """
                        k and p must have one size along their last axis, that of the classes, and their shapes are \
                        \(k.shape) and \(p.shape)
                        """)
                }
                return formula("logPMF", [k]) {
                    let (k, n, p) = ($0[0], $0[1], $0[2])
                    let value = lgamma(n + 1) + (xlogy(k, p) - lgamma(k + 1)).sum(axis: -1)
                    return which(k.sum(axis: -1) .== n, value, impossible)
                }
            }
        }

        /// Draws (`jax.random.multinomial`). They have no derivative in the parameters.
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            key.multinomial(n, p, shape)
        }
    }
}
