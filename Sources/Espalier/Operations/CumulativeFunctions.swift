// Running results along an axis. Without an axis the tensor is flattened first, as in NumPy.

/// The running sum (`jax.numpy.cumsum`, `jax.lax.cumsum`).
///
/// Bools become int32; other dtypes are kept.
///
/// - Parameters:
///   - x: the tensor.
///   - axis: along which; the flattened tensor where none is given.
///   - reverse: whether to run from the last element to the first.
///   - dtype: in which to add, and of the result.
public func cumsum(
    _ x: Tensor, axis: Int? = nil, reverse: Bool = false, dtype: DType? = nil
) -> Tensor {
    cumulative(.sum, x, axis, reverse, dtype)
}

/// The running product (`jax.numpy.cumprod`, `jax.lax.cumprod`). Bools become int32; other dtypes are kept.
///
/// Options mean what they do for ``cumsum(_:axis:reverse:dtype:)``.
public func cumprod(
    _ x: Tensor, axis: Int? = nil, reverse: Bool = false, dtype: DType? = nil
) -> Tensor {
    cumulative(.product, x, axis, reverse, dtype)
}

/// The running maximum (`jax.lax.cummax`).
public func cummax(_ x: Tensor, axis: Int? = nil, reverse: Bool = false) -> Tensor {
    cumulative(.maximum, x, axis, reverse)
}

/// The running minimum (`jax.lax.cummin`).
public func cummin(_ x: Tensor, axis: Int? = nil, reverse: Bool = false) -> Tensor {
    cumulative(.minimum, x, axis, reverse)
}

/// The running logarithm of the sum of exponentials (`jax.lax.cumlogsumexp`). Integers become float32.
public func cumlogsumexp(_ x: Tensor, axis: Int? = nil, reverse: Bool = false) -> Tensor {
    cumulative(.logSumExp, x, axis, reverse)
}

/// The running sum, if asked for with the 0 that it starts from (`jax.numpy.cumulative_sum`).
///
/// - Parameters:
///   - x: the tensor; not a scalar.
///   - axis: along which; may be left out for a vector.
///   - dtype: in which to add, and of the result. Left out, narrow integers become 32 bits wide; of products, bools
///     only.
///   - includeInitial: whether the result starts with 0, and is longer by one.
public func cumulativeSum(
    _ x: Tensor, axis: Int? = nil, dtype: DType? = nil, includeInitial: Bool = false
) -> Tensor {
    cumulative("cumulativeSum", .sum, x, axis, dtype, includeInitial ? 0 : nil)
}

/// The running product, if asked for with the 1 that it starts from (`jax.numpy.cumulative_prod`).
///
/// Options mean what they do for ``cumulativeSum(_:axis:dtype:includeInitial:)``.
public func cumulativeProd(
    _ x: Tensor, axis: Int? = nil, dtype: DType? = nil, includeInitial: Bool = false
) -> Tensor {
    cumulative("cumulativeProd", .product, x, axis, dtype, includeInitial ? 1 : nil)
}

extension Tensor {
    /// The running sum; see ``Espalier/cumsum(_:axis:reverse:dtype:)``.
    public func cumsum(axis: Int? = nil, reverse: Bool = false, dtype: DType? = nil) -> Tensor {
        cumulative(.sum, self, axis, reverse, dtype)
    }
    /// The running product; see ``Espalier/cumprod(_:axis:reverse:dtype:)``.
    public func cumprod(axis: Int? = nil, reverse: Bool = false, dtype: DType? = nil) -> Tensor {
        cumulative(.product, self, axis, reverse, dtype)
    }
    /// The running maximum; see ``Espalier/cummax(_:axis:reverse:)``.
    public func cummax(axis: Int? = nil, reverse: Bool = false) -> Tensor {
        cumulative(.maximum, self, axis, reverse)
    }
    /// The running minimum; see ``Espalier/cummin(_:axis:reverse:)``.
    public func cummin(axis: Int? = nil, reverse: Bool = false) -> Tensor {
        cumulative(.minimum, self, axis, reverse)
    }
    /// The running logarithm of the sum of exponentials; see ``Espalier/cumlogsumexp(_:axis:reverse:)``.
    public func cumlogsumexp(axis: Int? = nil, reverse: Bool = false) -> Tensor {
        cumulative(.logSumExp, self, axis, reverse)
    }
}

private func cumulative(
    _ kind: CumulativeKind, _ x: Tensor, _ axis: Int?, _ reverse: Bool, _ dtype: DType? = nil
) -> Tensor {
    checked(x) {
        var (operand, place) = try flattenedWithout(axis, x, kind.rawValue)
        switch kind {
        case .sum, .product:
            if dtype == .bool { operand = try convert(operand, to: .bool) }
            let working = dtype ?? operand.dtype
            operand = try convert(operand, to: working == .bool ? .int32 : working)
        case .maximum, .minimum: break
        case .logSumExp: operand = try promotedToInexact(operand)
        }
        let running = Cumulative(kind: kind, axis: place, reverse: reverse)
        let result = try bind1(running, operand)
        return try dtype == .bool ? convert(result, to: .bool) : result
    }
}

private func cumulative(
    _ name: String, _ kind: CumulativeKind, _ x: Tensor, _ axis: Int?, _ dtype: DType?,
    _ initial: Double?
) -> Tensor {
    checked(x) {
        guard x.rank == 1 || (x.rank > 1 && axis != nil) else {
            throw TensorError(
                name,
                x.rank == 0
                    ? "needs at least a vector, and was given a scalar"
                    : "the shape \(x.shape) has \(x.rank) axes; say which by `axis`")
        }
        let axis = try normalized(axis ?? 0, rank: x.rank, for: name)
        let running = cumulative(
            kind, x, axis, false, dtype ?? (kind == .sum ? x.dtype.summed : nil))
        guard let initial else { return running }
        var shape = x.shape
        shape[axis] = 1
        return concatenate([fill(initial, running.type.with(shape: shape)), running], axis: axis)
    }
}

extension DType {
    /// The dtype of sums: 32 bits for narrower integers and bools.
    var summed: DType {
        switch self {
        case .bool, .int8, .int16, .int32: .int32
        case .uint8, .uint16, .uint32: .uint32
        default: self
        }
    }
}
