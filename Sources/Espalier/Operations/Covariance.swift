/// How variables vary together: the covariances of all pairs (`jax.numpy.cov`).
///
/// Integers become float32.
///
/// - Parameters:
///   - x: observations of variables, a matrix; a vector is one variable.
///   - y: more variables, in the same form.
///   - rowsAreVariables: whether each row is a variable and each column an observation, rather than the other way.
///   - isBiased: whether to divide by the number of observations, rather than by one less.
///   - correction: what to subtract from the number of observations instead (NumPy's `ddof`).
///   - frequencies: how often each observation was made: integers.
///   - weights: how much each observation counts.
///   - dtype: of the computation and the result.
/// - Returns: a matrix; a scalar for one variable.
public func cov(
    _ x: Tensor, _ y: Tensor? = nil, rowsAreVariables: Bool = true, isBiased: Bool = false,
    correction: Int? = nil, frequencies: Tensor? = nil, weights: Tensor? = nil,
    dtype: DType? = nil
) -> Tensor {
    checked([x, y, frequencies, weights].compactMap { $0 }) {
        let operands = try promoted([x] + [y].compactMap { $0 }, inexact: true)
        guard operands.allSatisfy({ $0.rank <= 2 }), dtype?.isInexact ?? true else {
            throw TensorError(
                "cov",
                """
                needs vectors or matrices and a floating or complex dtype, and was given \
                \(operands.map(\.type)) and \(dtype.map(String.init(describing:)) ?? "none")
                """)
        }
        let parts = try operands.map { operand in
            if operand.rank < 2 { return try reshape(operand, to: [1, operand.count]) }
            return rowsAreVariables ? operand : operand.transposed()
        }
        guard parts.allSatisfy({ $0.shape[1] == parts[0].shape[1] }) else {
            throw TensorError(
                "cov",
                "both must have as many observations, and their shapes are \(operands.map(\.shape))"
            )
        }
        var rows = parts.count == 1 ? parts[0] : concatenate(parts)
        if let dtype { rows = try convert(rows, to: dtype) }
        let (variables, count) = (rows.shape[0], rows.shape[1])
        guard variables > 0 else { return .zeros([0, 0], dtype: rows.dtype) }
        let result = variables == 1 ? [] : [variables, variables]
        guard count > 0 else {
            return fill(.nan, ShapedTensor(shape: result, dtype: rows.dtype))
        }
        let given = try [("frequencies", frequencies), ("weights", weights)].compactMap {
            name, tensor -> Tensor? in
            guard let tensor else { return nil }
            guard tensor.shape == [count], name == "weights" || tensor.dtype.isInteger else {
                throw TensorError(
                    "cov",
                    "\(name) must be one for each of \(count) observations, not \(tensor.type)")
            }
            return abs(tensor)
        }
        let ddof = Double(correction ?? (isBiased ? 0 : 1))
        guard !given.isEmpty else {
            let centred = rows - rows.mean(axis: 1, keepDims: true)
            let products = centred.matmul(conjugate(centred.transposed()))
            return try reshape(products / (Double(count) - ddof), to: result)
        }
        var weight = given.count == 2 ? given[0] * given[1] : given[0]
        if let dtype { weight = try convert(weight, to: dtype) }
        let (mean, sums) = rows.weightedAverage(axes: [1], weights: weight)
        let total = sums[0]
        var divisor = total
        if ddof != 0 {
            divisor =
                weights.map { total - ddof * (weight * abs($0)).sum() / total } ?? total - ddof
        }
        let centred = rows - mean.expanded(at: 1)
        let products = centred.matmul(conjugate((centred * weight).transposed()))
        return try reshape(products / divisor, to: result)
    }
}

/// How variables vary together, from -1 to 1: the correlation coefficients of all pairs (`jax.numpy.corrcoef`).
///
/// Options mean what they do for
/// ``cov(_:_:rowsAreVariables:isBiased:correction:frequencies:weights:dtype:)``.
public func corrcoef(
    _ x: Tensor, _ y: Tensor? = nil, rowsAreVariables: Bool = true, dtype: DType? = nil
) -> Tensor {
    checked([x, y].compactMap { $0 }) {
        let covariance = cov(x, y, rowsAreVariables: rowsAreVariables, dtype: dtype)
        if covariance.rank == 0 { return covariance / covariance }
        let deviation = try convert(sqrt(real(diagonal(covariance))), to: covariance.dtype)
        let scaled = covariance / deviation.expanded(at: 1) / deviation.expanded(at: 0)
        let part = clip(real(scaled), -1, 1)
        return scaled.dtype.isComplex ? complex(part, clip(imaginary(scaled), -1, 1)) : part
    }
}
