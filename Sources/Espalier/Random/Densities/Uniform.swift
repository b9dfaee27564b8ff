extension Distributions {
    /// The uniform distribution (`jax.scipy.stats.uniform`).
    public struct Uniform: ContinuousDistribution {
        /// The smallest number.
        public var location: Tensor
        /// How far above it the largest one is, positive.
        public var scale: Tensor

        /// The distribution of the numbers from a place up to another, `scale` above it.
        public init(location: Tensor = 0.0, scale: Tensor = 1.0) {
            self.location = location
            self.scale = scale
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [.init("location", \.location), .init("scale", \.scale)]
        }

        /// The logarithm of the density (`uniform.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                which(($0[0] .> $0[1] + $0[2]) | ($0[0] .< $0[1]), impossible, -log($0[2]))
            }
        }

        /// The probability of a number that is not above x (`uniform.cdf`).
        public func cdf(_ x: Tensor) -> Tensor {
            formula("cdf", [x]) {
                let (x, low, high) = ($0[0], $0[1], $0[1] + $0[2])
                let inside = which((x .>= low) & (x .<= high), (x - low) / $0[2], 0)
                return which(x .< low, 0, which(x .> high, 1, inside))
            }
        }

        /// The number that a fraction q is not above (`uniform.ppf`).
        public func ppf(_ q: Tensor) -> Tensor {
            formula("ppf", [q]) { quantile(at: $0[0], $0[1] + $0[2] * $0[0]) }
        }

        /// Draws (`jax.random.uniform`).
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + scale * key.uniform(shape, dtype: dtype)
            }
        }
    }
}
