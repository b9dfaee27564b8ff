extension Distributions {
    /// The Dirichlet distribution of positive numbers that add up to 1 (`jax.scipy.stats.dirichlet`).
    public struct Dirichlet: ContinuousDistribution {
        /// The concentrations, a vector of positive numbers.
        public var alpha: Tensor

        /// The distribution of these concentrations.
        public init(_ alpha: Tensor) { self.alpha = alpha }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] { [.init("alpha", \.alpha)] }

        /// The logarithm of the density (`dirichlet.logpdf`).
        ///
        /// - Parameter x: of the shape `[n, …]` for n concentrations; the last number may be left out. Where numbers
        ///   are not positive or don't add up to 1 within 1e-6, minus infinity comes out.
        /// - Returns: of the shape of `x` without its first axis.
        public func logPDF(_ x: Tensor) -> Tensor {
            checked(x, alpha) {
                let count = alpha.shape.first ?? 0
                guard alpha.rank == 1 else {
                    throw TensorError(
                        "Dirichlet.logPDF",
                        "the concentrations must be a vector, and have the shape \(alpha.shape)")
                }
                guard let given = x.shape.first, given == count || given == count - 1 else {
                    throw TensorError(
                        "Dirichlet.logPDF",
                        """
                        x must have \(count) or \(count - 1) numbers along its first axis, as the \(count) \
                        concentrations ask for, and has the shape \(x.shape)
                        """)
                }
                return formula("logPDF", [x]) {
                    let (given, alpha) = ($0[0], $0[1])
                    let x =
                        given.shape[0] == count
                        ? given
                        : concatenate([given, 1 - given.sum(axis: 0, keepDims: true)], axis: 0)
                    let size = lgamma(alpha).sum() - lgamma(alpha.sum())
                    let ones = [Int](repeating: 1, count: x.rank - 1)
                    let exponent = try reshape(alpha - 1, to: [count] + ones)
                    let value = xlogy(exponent, x).sum(axis: 0) - size
                    let isInside = (x .> 0).all(axis: 0) & (abs(x.sum(axis: 0) - 1) .< 1e-6)
                    return which(isInside, value, impossible)
                }
            }
        }

        /// Draws along a new last axis (`jax.random.dirichlet`), differentiable in the concentrations.
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            key.dirichlet(alpha, shape)
        }
    }
}
