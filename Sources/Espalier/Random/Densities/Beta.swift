extension Distributions {
    /// The beta distribution (`jax.scipy.stats.beta`).
    public struct Beta: ContinuousDistribution {
        /// The first shape parameter, positive.
        public var a: Tensor
        /// The second shape parameter, positive.
        public var b: Tensor
        /// The smallest number.
        public var location: Tensor
        /// How far above it the largest one is, positive.
        public var scale: Tensor

        /// The distribution of these shapes, moved and scaled.
        public init(_ a: Tensor, _ b: Tensor, location: Tensor = 0.0, scale: Tensor = 1.0) {
            self.a = a
            self.b = b
            self.location = location
            self.scale = scale
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [
                .init("a", \.a), .init("b", \.b), .init("location", \.location),
                .init("scale", \.scale),
            ]
        }

        /// The logarithm of the density (`beta.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                let (x, a, b, location, scale) = ($0[0], $0[1], $0[2], $0[3], $0[4])
                let z = standardized(x, location, scale)
                let value = -betaln(a, b) + (xlogy(a - 1, z) + xlog1py(b - 1, -z)) - log(scale)
                let isOutside = (x .> location + scale) | (x .< location)
                let isWrong = (a .<= 0) | (b .<= 0) | (scale .<= 0)
                return which(isWrong, undefined, which(isOutside, impossible, value))
            }
        }

        /// The probability of a number that is not above x (`beta.cdf`). Differentiable in the shapes too.
        public func cdf(_ x: Tensor) -> Tensor {
            formula("cdf", [x]) {
                betainc($0[1], $0[2], clip(standardized($0[0], $0[3], $0[4]), 0, 1))
            }
        }

        /// The logarithm of ``cdf(_:)`` (`beta.logcdf`).
        public func logCDF(_ x: Tensor) -> Tensor { log(cdf(x)) }

        /// The probability of a number above x (`beta.sf`).
        public func sf(_ x: Tensor) -> Tensor {
            formula("sf", [x]) {
                betainc($0[2], $0[1], 1 - clip(standardized($0[0], $0[3], $0[4]), 0, 1))
            }
        }

        /// The logarithm of ``sf(_:)`` (`beta.logsf`).
        public func logSF(_ x: Tensor) -> Tensor { log(sf(x)) }

        /// Draws (`jax.random.beta`), differentiable in all parameters.
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + scale * key.beta(a, b, shape, dtype: dtype)
            }
        }
    }
}
