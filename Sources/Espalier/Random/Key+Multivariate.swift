// Distributions of vectors and matrices that rest on decompositions.

extension Key {
    /// How the factor of a covariance is found by which normal vectors are multiplied.
    public enum CovarianceFactor: String, Hashable, Sendable, CaseIterable {
        /// Fast, for positive definite covariances.
        case cholesky
        /// By eigenvectors; semidefinite covariances will do.
        case eigh
        /// By singular vectors; the slowest and most robust.
        case svd
    }

    /// Vectors of a normal distribution (`jax.random.multivariate_normal`), differentiable in its parameters.
    ///
    /// - Parameters:
    ///   - mean: of the shape `[…, n]`.
    ///   - covariance: symmetric and positive definite, of the shape `[…, n, n]`.
    ///   - shape: the shape of the result without its last axis; by default that of the parameters without theirs.
    ///   - method: how the covariance is factored.
    ///   - dtype: a floating dtype; by default that of the parameters.
    /// - Returns: of the shape `shape + [n]`.
    public func multivariateNormal(
        mean: Tensor, covariance: Tensor, _ shape: [Int]? = nil,
        method: CovarianceFactor = .cholesky, dtype: DType? = nil
    ) -> Tensor {
        checked(data, mean, covariance) {
            let name = "multivariateNormal"
            guard let size = mean.shape.last, covariance.rank >= 2,
                Array(covariance.shape.suffix(2)) == [size, size]
            else {
                throw TensorError(
                    name,
                    """
                    needs means of the shape […, n] and covariances of the shape […, n, n], and was given \
                    \(mean.shape) and \(covariance.shape)
                    """)
            }
            let own = try commonDType([mean, covariance], for: name)
            let dtype = dtype ?? own
            try checkFloating(dtype, for: name)
            let batches = [Array(mean.shape.dropLast()), Array(covariance.shape.dropLast(2))]
            let batch = try broadcastShape([shape ?? []] + batches, for: name)
            guard shape == nil || shape == batch else {
                throw TensorError(
                    name, "parameters for \(batches) can't be broadcast to the shape \(shape ?? [])"
                )
            }
            let number = CovarianceFactor.allCases.firstIndex(of: method) ?? 0
            let signature = Sampler.Signature(
                name, layout, shape: batch, dtype: dtype, numbers: [number])
            let operands = try [mean, covariance].map { try convert($0, to: own) }
            return try sample(signature, with: operands) { key, operands in
                let factor: Tensor
                switch method {
                case .cholesky:
                    factor = cholesky(operands[1])
                case .eigh:
                    let (values, vectors) = eigh(operands[1])
                    factor = vectors * sqrt(values.expanded(at: -2))
                case .svd:
                    let (u, s, _) = svd(operands[1])
                    factor = u * sqrt(s.expanded(at: -2))
                }
                let normal = try key.rawNormal(batch + [size], dtype)
                return [operands[0] + factor.matmul(normal.expanded(at: -1)).squeezed(axis: -1)]
            }[0]
        }
    }

    /// Uniformly distributed orthogonal matrices (`jax.random.orthogonal`), unitary ones for a complex dtype.
    ///
    /// - Parameters:
    ///   - rows: of each matrix.
    ///   - columns: by default as many as rows; the shorter axis' vectors are orthonormal.
    ///   - shape: how many matrices: the shape of the result without its last two axes.
    ///   - dtype: a floating or complex dtype.
    public func orthogonal(
        _ rows: Int, columns: Int? = nil, _ shape: [Int] = [], dtype: DType = .float32
    ) -> Tensor {
        checked(data) {
            let columns = columns ?? rows
            guard rows >= 0, columns >= 0, dtype.isInexact else {
                throw TensorError(
                    "orthogonal",
                    "can't make matrices of \(rows) rows and \(columns) columns of \(dtype)")
            }
            let signature = Sampler.Signature(
                "orthogonal", layout, shape: shape, dtype: dtype, numbers: [rows, columns])
            return try sample(signature) { key, _ in
                let full = shape + [max(rows, columns), min(rows, columns)]
                let (q, r) = qr(try key.rawNormal(full, dtype))
                let signs = sign(diagonal(r, axis1: -2, axis2: -1))
                let matrices = q * signs.expanded(at: -2)
                return [rows < columns ? matrices.swappingAxes(-1, -2) : matrices]
            }[0]
        }
    }
}
