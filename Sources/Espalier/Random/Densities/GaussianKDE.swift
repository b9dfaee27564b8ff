extension Distributions {
    /// The density that a sample lets guess: the sum of a normal density around each of its vectors
    /// (`jax.scipy.stats.gaussian_kde`).
    ///
    ///     let density = Distributions.GaussianKDE(sample)
    ///     density.pdf(points)
    ///
    /// Vectors are columns: a sample of n vectors of d numbers has the shape `[d, n]`, and of n numbers `[n]`. So
    /// have points, and one point may have the shape `[d]`.
    public struct GaussianKDE: ContinuousDistribution {
        /// The sample, of the shape `[d, n]`.
        public var dataset: Tensor
        /// The weight of each vector; their sum is 1.
        public var weights: Tensor
        /// The covariance of the normal density around each vector.
        public var covariance: Tensor
        /// The inverse of ``covariance``.
        public var inverseCovariance: Tensor
        /// How many vectors of equal weights would tell as much.
        public var effectiveSize: Tensor

        /// The parts that follow from the sample, too: they aren't computed again.
        public static var parameters: [DistributionParameter<Self>] {
            [
                .init("dataset", \.dataset), .init("weights", \.weights),
                .init("covariance", \.covariance),
                .init("inverseCovariance", \.inverseCovariance),
                .init("effectiveSize", \.effectiveSize),
            ]
        }

        /// How wide the densities are, as a part of the sample's own covariance.
        public enum Bandwidth: Sendable {
            /// Scott's rule: the effective size to the power of −1/(d + 4).
            case scott
            /// Silverman's rule.
            case silverman
            /// This factor.
            case factor(Double)
        }

        /// The density guessed from a sample.
        ///
        /// - Parameters:
        ///   - dataset: of the shape `[d, n]` or `[n]`, of a real dtype, with more than one number.
        ///   - bandwidth: how wide the densities are.
        ///   - weights: of the shape `[n]`; by default all are equal. They need not have the sum 1.
        public init(_ dataset: Tensor, bandwidth: Bandwidth = .scott, weights: Tensor? = nil) {
            let parts = checked([dataset] + (weights.map { [$0] } ?? []), count: 5) {
                try Self.parts(dataset, bandwidth, weights)
            }
            self.dataset = parts[0]
            self.weights = parts[1]
            covariance = parts[2]
            inverseCovariance = parts[3]
            effectiveSize = parts[4]
        }

        private static func parts(
            _ dataset: Tensor, _ bandwidth: Bandwidth, _ weights: Tensor?
        ) throws -> [Tensor] {
            let name = "GaussianKDE"
            guard dataset.rank == 1 || dataset.rank == 2, dataset.count > 1,
                !dataset.dtype.isComplex
            else {
                throw TensorError(
                    name,
                    "needs more than one real number, of the shape [d, n] or [n], and got \(dataset.type)"
                )
            }
            let operands = try promoted([dataset] + (weights.map { [$0] } ?? []), inexact: true)
                .map { try factorable($0, name) }
            let data = dataset.rank == 1 ? operands[0].expanded(at: 0) : operands[0]
            let (d, n) = (Double(data.shape[0]), data.shape[1])
            if let weights, weights.shape != [n] {
                throw TensorError(
                    name,
                    "needs a weight for each of \(n) vectors, and the weights' shape is \(weights.shape)"
                )
            }
            let shares =
                weights == nil
                ? fill(1 / Double(n), data.type.with(shape: [n])) : operands[1] / operands[1].sum()
            let size = 1 / (shares * shares).sum()
            let exponent = Tensor.weak(-1 / (d + 4))
            let factor: Tensor
            switch bandwidth {
            case .scott: factor = power(size, exponent)
            case .silverman: factor = power(size * Tensor.weak((d + 2) / 4), exponent)
            case .factor(let number): factor = scalar(number, data.dtype)
            }
            let own = try reshape(
                cov(data, weights: shares), to: [data.shape[0], data.shape[0]])
            let squared = factor * factor
            return [data, shares, own * squared, inv(own) / squared, size]
        }

        /// The logarithm of the density at points (`logpdf`).
        ///
        /// - Returns: a vector with a number for each point.
        public func logPDF(_ x: Tensor) -> Tensor {
            kernels("logPDF", x) { logSumExp($0 + log(weights), axis: -1) }
        }

        /// The density at points (`evaluate`, `pdf`).
        ///
        /// - Returns: a vector with a number for each point.
        public func pdf(_ x: Tensor) -> Tensor {
            kernels("pdf", x) { (exp($0) * weights).sum(axis: -1) }
        }

        /// The logarithms of all vectors' densities at all points, of the shape [points, n], brought together.
        private func kernels(
            _ method: String, _ x: Tensor, _ sum: (Tensor) -> Tensor
        ) -> Tensor {
            checked(x, dataset, weights, inverseCovariance) {
                let points = try self.points(x, method)
                let whitening = cholesky(inverseCovariance)
                let size = dataset.shape[0]
                let (at, from) = (
                    points.swappingAxes(0, 1).matmul(whitening),
                    dataset.swappingAxes(0, 1).matmul(whitening)
                )
                let apart = at.expanded(at: 1) - from.expanded(at: 0)
                let scale =
                    log(matrixDiagonal(whitening)).sum()
                    - Self.normalLogScale(size)
                return sum(scale - (apart * apart).sum(axis: -1) * 0.5)
            }
        }

        private func points(_ x: Tensor, _ method: String) throws -> Tensor {
            let size = dataset.shape[0]
            let points = x.rank <= 1 ? try reshape(x, to: [1, x.count]) : x
            if points.rank == 2, points.shape[0] == size { return points }
            guard points.shape == [1, size] else {
                throw TensorError(
                    "GaussianKDE.\(method)",
                    "the sample's vectors have \(size) numbers, and the points' shape is \(x.shape)"
                )
            }
            return points.swappingAxes(0, 1)
        }

        /// Half the logarithm of 2π for each number of a vector.
        private static func normalLogScale(_ size: Int) -> Tensor {
            .weak(Double(size) * 0.918_938_533_204_672_7)
        }

        // MARK: Integrals

        /// The integral of the density times that of a normal distribution (`integrate_gaussian`).
        public func integrate(gaussianWithMean mean: Tensor, covariance: Tensor) -> Tensor {
            checked(mean, covariance, dataset, self.covariance) {
                let size = dataset.shape[0]
                let mean = mean.rank == 0 ? mean.expanded(at: 0) : mean
                let other = covariance.rank < 2 ? try reshape(covariance, to: [1, 1]) : covariance
                guard mean.shape == [size], other.shape == [size, size] else {
                    throw TensorError(
                        "GaussianKDE.integrate",
                        """
                        needs a mean of \(size) numbers and a covariance of the shape [\(size), \(size)], and the \
                        shapes are \(mean.shape) and \(other.shape)
                        """)
                }
                return convolved(mean.expanded(at: 1), other).sum()
            }
        }

        /// The integral of the product of two densities (`integrate_kde`).
        public func integrate(_ other: GaussianKDE) -> Tensor {
            checked(dataset, other.dataset) {
                guard other.dataset.shape[0] == dataset.shape[0] else {
                    throw TensorError(
                        "GaussianKDE.integrate",
                        """
                        the samples' vectors must have as many numbers, and have \(dataset.shape[0]) and \
                        \(other.dataset.shape[0])
                        """)
                }
                return (convolved(other.dataset, other.covariance) * other.weights).sum()
            }
        }

        /// The integrals of the density times those of normal densities around some columns.
        private func convolved(_ centers: Tensor, _ other: Tensor) -> Tensor {
            let factor = cholesky(covariance + other)
            let size = dataset.shape[0]
            let apart = dataset.expanded(at: 1) - centers.expanded(at: 2)
            let white = triangularSolve(
                factor, apart.reshaped([size, -1]), left: true, lower: true)
            let squares = (white * white).sum(axis: 0).reshaped([centers.shape[1], -1])
            let scale =
                log(matrixDiagonal(factor)).sum()
                + Self.normalLogScale(size)
            return (exp(squares * -0.5) * weights).sum(axis: -1) * exp(-scale)
        }

        /// The integral of the density of numbers between two bounds, scalars (`integrate_box_1d`).
        public func integrate(from low: Tensor, to high: Tensor) -> Tensor {
            checked(low, high, dataset, covariance) {
                guard dataset.shape[0] == 1, low.rank == 0, high.rank == 0 else {
                    throw TensorError(
                        "GaussianKDE.integrate",
                        """
                        needs a sample of numbers and bounds that are scalars; the vectors have \
                        \(dataset.shape[0]) numbers, and the shapes are \(low.shape) and \(high.shape)
                        """)
                }
                let (data, sigma) = (dataset[0], sqrt(covariance[0, 0]))
                let share = ndtr((high - data) / sigma) - ndtr((low - data) / sigma)
                return (weights * share).sum()
            }
        }

        // MARK: Drawing

        /// Draws (`resample`): a vector of the sample, moved by a normal draw.
        ///
        /// - Returns: of the shape `[d] + shape`.
        public func sample(_ key: Key, _ shape: [Int] = []) -> Tensor {
            checked(dataset, weights, covariance) {
                let keys = key.split()
                let places = keys.0.choice(dataset.shape[1], shape, p: weights)
                let zero = fill(0, dataset.type.with(shape: [dataset.shape[0]]))
                let moves = keys.1.multivariateNormal(mean: zero, covariance: covariance, shape)
                let back = try permuteAxes(moves, Array((0..<moves.rank).reversed()))
                return take(dataset, places, axis: 1) + back
            }
        }
    }
}
