// Distributions of angles.

extension Distributions {
    /// The von Mises distribution of angles around 0 (`jax.scipy.stats.vonmises`).
    public struct VonMises: ContinuousDistribution {
        /// The concentration, positive; otherwise the density is NaN.
        public var kappa: Tensor

        /// The distribution of this concentration.
        public init(_ kappa: Tensor) { self.kappa = kappa }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] { [.init("kappa", \.kappa)] }

        /// The logarithm of the density (`vonmises.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                let size = log(Tensor.weak(2 * Double.pi) * i0e($0[1]))
                return which($0[1] .> 0, $0[1] * (cos($0[0]) - 1) - size, undefined)
            }
        }
    }

    /// The Cauchy distribution wound around the circle, of angles from 0 to 2π (`jax.scipy.stats.wrapcauchy`).
    public struct WrappedCauchy: ContinuousDistribution {
        /// The concentration between 0 and 1; otherwise the density is NaN.
        public var c: Tensor

        /// The distribution of this concentration.
        public init(_ c: Tensor) { self.c = c }

        /// The parameters by name.
        public static var parameters: [DistributionParameter<Self>] { [.init("c", \.c)] }

        /// The logarithm of the density (`wrapcauchy.logpdf`).
        public func logPDF(_ x: Tensor) -> Tensor {
            formula("logPDF", [x]) {
                let (x, c) = ($0[0], $0[1])
                let turn = Tensor.weak(2 * Double.pi)
                let shape = log(1 - c * c) - log(fill(2 * .pi, c.dtype.scalar))
                let value = shape - log(1 + c * c - 2 * c * cos(x))
                let onTheCircle = which((x .>= 0) & (x .<= turn), value, impossible)
                return which((c .> 0) & (c .< 1), onTheCircle, undefined)
            }
        }
    }
}
