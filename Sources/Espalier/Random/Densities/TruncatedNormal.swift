extension Distributions {
    /// The normal distribution between two bounds (`jax.scipy.stats.truncnorm`).
    public struct TruncatedNormal: ContinuousDistribution {
        /// The lower bound, in standard deviations from the location.
        public var low: Tensor
        /// The upper bound, in standard deviations from the location.
        public var high: Tensor
        /// The mean of the whole normal distribution.
        public var location: Tensor
        /// The standard deviation of the whole normal distribution, positive.
        public var scale: Tensor

        /// The distribution between these bounds, which count in standard deviations from the location.
        public init(
            from low: Tensor, to high: Tensor, location: Tensor = 0.0, scale: Tensor = 1.0
        ) {
            self.low = low
            self.high = high
            self.location = location
            self.scale = scale
        }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] {
            [
                .init("low", \.low), .init("high", \.high), .init("location", \.location),
                .init("scale", \.scale),
            ]
        }

        /// The logarithm of the density (`truncnorm.logpdf`); NaN where the bounds enclose nothing.
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                let (x, low, high, location, scale) = ($0[0], $0[1], $0[2], $0[3], $0[4])
                let z = standardized(x, location, scale)
                let whole = Normal(mean: location, scale: scale).logPDF(x)
                let value = whole - logMass(low, high)
                let isOutside = (z .< low) | (z .> high)
                return which(low .>= high, undefined, which(isOutside, impossible, value))
            }
        }

        /// The probability of a number that is not above x (`truncnorm.cdf`).
        public func cdf(_ x: Tensor) -> Tensor { exp(logCDF(x)) }

        /// The logarithm of ``cdf(_:)`` (`truncnorm.logcdf`).
        public func logCDF(_ x: Tensor) -> Tensor {
            formula("logCDF", [x]) {
                let (low, high) = ($0[1], $0[2])
                let z = standardized($0[0], $0[3], $0[4])
                let mass = logMass(low, high)
                let below = logMass(low, z) - mass
                let above = logMass(z, high) - mass
                // Near 1 the probability of the rest is exact.
                var value = which(below .> -0.1, log1p(-exp(above)), which(z .> low, below, 0))
                value = which(z .>= high, 0, which(z .<= low, impossible, value))
                return which(low .>= high, undefined, value)
            }
        }

        /// The probability of a number above x (`truncnorm.sf`).
        public func sf(_ x: Tensor) -> Tensor { exp(logSF(x)) }

        /// The logarithm of ``sf(_:)`` (`truncnorm.logsf`).
        public func logSF(_ x: Tensor) -> Tensor {
            TruncatedNormal(from: -high, to: -low, location: -location, scale: scale).logCDF(-x)
        }

        /// Draws (`jax.random.truncated_normal`).
        public func sample(_ key: Key, _ shape: [Int]? = nil) -> Tensor {
            transformed("sample", key, shape) { key, shape, dtype in
                location + scale * key.truncatedNormal(shape, from: low, to: high, dtype: dtype)
            }
        }
    }
}

/// The logarithm of the probability of a standard normal number between a and b.
private func logMass(_ a: Tensor, _ b: Tensor) -> Tensor {
    // In the right tail probabilities are close to 1; its mirror image is not.
    let isRight = a .> 0
    let isCentral = !((b .<= 0) | isRight)
    let tail = logDifference(logNdtr(which(isRight, -a, b)), logNdtr(which(isRight, -b, a)))
    return which(isCentral, log1p(-ndtr(a) - ndtr(-b)), tail)
}

/// log(exp(x) - exp(y)).
private func logDifference(_ x: Tensor, _ y: Tensor) -> Tensor {
    let largest = stopGradient(maximum(x, y))
    let shift = which(isFinite(largest), largest, 0)
    return log(exp(x - shift) - exp(y - shift)) + shift
}
