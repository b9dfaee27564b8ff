extension Distributions {
    /// Student's t distribution (`jax.scipy.stats.t`).
    public struct StudentT: ContinuousDistribution {
        /// The degrees of freedom, positive.
        public var degrees: Tensor
        /// The mode.
        public var location: Tensor
        /// Positive.
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

        /// The logarithm of the density (`t.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                let (x, degrees, location, scale) = ($0[0], $0[1], $0[2], $0[3])
                let z = standardized(x, location, scale)
                let half = degrees / 2
                let root = log(scale * scale * Tensor.weak(Double.pi) * degrees) / 2
                let size = lgamma(half) + root - lgamma(half + 0.5)
                return -(size + (half + 0.5) * log1p(z * z / degrees))
            }
        }

        /// Draws (`jax.random.t`), differentiable in all parameters.
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + scale * key.t(degrees, shape, dtype: dtype)
            }
        }
    }
}
