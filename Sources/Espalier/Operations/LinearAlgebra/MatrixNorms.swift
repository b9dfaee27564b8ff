/// Which norm is taken.
///
/// For vectors `.power(p)` is (Σ |x|^p)^(1/p), with the largest and smallest modulus for plus and minus infinity and
/// the number of elements that aren't 0 for 0. For matrices the powers 1 and -1 are the largest and
/// smallest sum of moduli of a column, plus and minus infinity those of a row, and 2 and -2 the largest and smallest
/// singular value. Numbers can be written as literals: `norm(x, order: 1)`.
public enum NormOrder: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// The square root of the sum of squared moduli, of matrices.
    case frobenius
    /// The sum of singular values, of matrices.
    case nuclear
    /// By a number.
    case power(Double)

    /// The power of a literal.
    public init(integerLiteral value: Int) { self = .power(Double(value)) }
    /// The power of a literal.
    public init(floatLiteral value: Double) { self = .power(value) }

    /// Plus infinity.
    public static let infinity = NormOrder.power(.infinity)
    /// Minus infinity.
    public static let negativeInfinity = NormOrder.power(-.infinity)
}

/// The norms of vectors or matrices (`jax.numpy.linalg.norm`).
///
/// - Parameters:
///   - x: integers become float32.
///   - order: which norm; by default the square root of the sum of squares.
///   - axes: one axis for vectors, two for the rows and columns of matrices. Without them all axes are taken: a tensor
///     of any rank where no order is given, else of rank 1 or 2.
///   - keepDims: whether the axes stay, with size 1.
public func norm(
    _ x: Tensor, order: NormOrder? = nil, axes: [Int]? = nil, keepDims: Bool = false
) -> Tensor {
    checked(x) {
        if axes == nil, order == nil { return x.norm(keepDims: keepDims) }
        let axes = try (axes ?? Array(0..<x.rank)).map {
            try normalized($0, rank: x.rank, for: "norm")
        }
        switch axes.count {
        case 1:
            return vectorNorm(
                x, order: try power(order ?? 2, "norm"), axes: axes, keepDims: keepDims)
        case 2:
            guard axes[0] != axes[1] else {
                throw TensorError("norm", "axis \(axes[0]) is named twice")
            }
            return try normOfMatrices(x, order ?? .frobenius, axes[0], axes[1], keepDims)
        default:
            throw TensorError(
                "norm",
                """
                of an order, it is taken along one axis for vectors or two for matrices, and there are \
                \(axes.count): \(axes) of the shape \(x.shape)
                """)
        }
    }
}

/// The norm of vectors along some axes, all by default (`jax.numpy.linalg.vector_norm`).
///
/// - Parameter order: the power; plus infinity for the largest modulus, minus infinity for the smallest, 0 for
///   the number of elements that aren't 0.
public func vectorNorm(
    _ x: Tensor, order: Double = 2, axes: [Int]? = nil, keepDims: Bool = false
) -> Tensor {
    checked(x) {
        if order == .infinity {
            let axes = try axes.map { try normalized($0, rank: x.rank, for: "vectorNorm") }
            return try largest(abs(try promotedToInexact(x)), axes ?? Array(0..<x.rank), keepDims)
        }
        return x.norm(order: order, axes: axes, keepDims: keepDims)
    }
}

/// The norm of the matrices in the last two axes (`jax.numpy.linalg.matrix_norm`).
public func matrixNorm(
    _ x: Tensor, order: NormOrder = .frobenius, keepDims: Bool = false
) -> Tensor {
    checked(x) {
        guard x.rank >= 2 else {
            throw TensorError(
                "matrixNorm",
                "needs a matrix, or matrices along leading axes, and the shape is \(x.shape)")
        }
        return try normOfMatrices(x, order, x.rank - 2, x.rank - 1, keepDims)
    }
}

private func power(_ order: NormOrder, _ operation: String) throws -> Double {
    guard case .power(let power) = order else {
        throw TensorError(operation, "vectors have no \(order) norm; it is one of matrices")
    }
    return power
}

private func normOfMatrices(
    _ x: Tensor, _ order: NormOrder, _ row: Int, _ column: Int, _ keepDims: Bool
) throws -> Tensor {
    let x = try promotedToInexact(x)
    let kept = keptShape(x.shape, [row, column])
    let result: Tensor
    switch order {
    case .frobenius: return x.norm(axes: [row, column], keepDims: keepDims)
    case .power(1): result = try largest(abs(x).sum(axis: row, keepDims: true), [column], true)
    case .power(-1):
        result = abs(x).sum(axis: row, keepDims: true).min(axis: column, keepDims: true)
    case .infinity: result = try largest(abs(x).sum(axis: column, keepDims: true), [row], true)
    case .negativeInfinity:
        result = abs(x).sum(axis: column, keepDims: true).min(axis: row, keepDims: true)
    case .nuclear, .power(2), .power(-2):
        let s = svdvals(x.movingAxes([row, column], to: [-2, -1]))
        switch order {
        case .nuclear: result = s.sum(axis: -1)
        case .power(2): result = try largest(s, [s.rank - 1], false)
        default: result = s.min(axis: -1)
        }
    default:
        throw TensorError(
            "norm",
            "matrices have the norms frobenius, nuclear, 1, -1, 2, -2, infinity and -infinity, and not \(order)"
        )
    }
    let shape =
        keepDims ? kept : x.shape.indices.filter { $0 != row && $0 != column }.map { x.shape[$0] }
    return try reshape(result, to: shape)
}

/// The largest of numbers that aren't negative: 0 where there are none.
private func largest(_ x: Tensor, _ axes: [Int], _ keepDims: Bool) throws -> Tensor {
    guard axes.contains(where: { x.shape[$0] == 0 }) else {
        return x.max(axes: axes, keepDims: keepDims)
    }
    let shape = keptShape(x.shape, axes)
    let kept = keepDims ? shape : shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
    return fill(0, x.type.with(shape: kept))
}
