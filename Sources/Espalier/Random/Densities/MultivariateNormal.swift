extension Distributions {
    /// The normal distribution of vectors (`jax.scipy.stats.multivariate_normal`).
    public struct MultivariateNormal: ContinuousDistribution {
        /// The mean, of the shape `[…, n]`.
        public var mean: Tensor
        /// The covariance, symmetric and positive definite, of the shape `[…, n, n]`; a scalar stands for that
        /// multiple of the identity.
        public var covariance: Tensor

        /// The distribution of this mean and covariance.
        public init(mean: Tensor, covariance: Tensor) {
            self.mean = mean
            self.covariance = covariance
        }

        /// The mean and the covariance.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("mean", \.mean), .init("covariance", \.covariance)]
        }

        /// The logarithm of the density (`multivariate_normal.logpdf`).
        ///
        /// - Parameter x: of the shape `[…, n]`.
        /// - Returns: of the shape of `x` without its last axis.
        public func logPDF(_ x: Tensor) -> Tensor {
            checked(x, mean, covariance) {
                let size = mean.shape.last ?? 1
                let rank = covariance.rank
                guard rank == 0 || rank >= 2 && Array(covariance.shape.suffix(2)) == [size, size]
                else {
                    throw TensorError(
                        "MultivariateNormal.logPDF",
                        """
                        the covariance of \(size) numbers must be a scalar or of the shape […, \(size), \
                        \(size)], and has the shape \(covariance.shape)
                        """)
                }
                let isScalar = mean.rank == 0
                return formula("logPDF", [x]) {
                    let (covariance, y) = ($0[2], $0[0] - $0[1])
                    let turn = log(fill(2 * .pi, y.dtype.scalar))
                    if isScalar {
                        return -0.5 * (square(y) / covariance + turn + log(covariance))
                    }
                    let half = Double(size) / 2
                    if rank == 0 {
                        return -0.5 * (y * y).sum(axis: -1) / covariance
                            - half * (turn + log(covariance))
                    }
                    let factor = cholesky(covariance)
                    let z = triangularSolve(
                        factor, y.expanded(at: -1), left: true, lower: true
                    ).squeezed(axis: -1)
                    let size = log(diagonal(factor, axis1: -2, axis2: -1)).sum(axis: -1)
                    return -0.5 * (z * z).sum(axis: -1) - half * turn - size
                }
            }
        }

        /// Draws (`jax.random.multivariate_normal`).
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            key.multivariateNormal(mean: mean, covariance: covariance, shape)
        }
    }
}
