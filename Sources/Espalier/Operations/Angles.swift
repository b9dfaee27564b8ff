// Angles, and functions of them.

/// Degrees as radians (`jax.numpy.deg2rad`). Integers become float32.
public func deg2rad(_ x: Tensor) -> Tensor { x * Tensor.weak(Double.pi / 180) }

/// Radians as degrees (`jax.numpy.rad2deg`). Integers become float32.
public func rad2deg(_ x: Tensor) -> Tensor { x * Tensor.weak(180 / Double.pi) }

/// The angle of each complex element (`jax.numpy.angle`); of a real one 0 or π.
///
/// - Parameter degrees: whether to give degrees in place of radians.
public func angle(_ x: Tensor, degrees: Bool = false) -> Tensor {
    let radians = atan2(imaginary(x), real(x))
    return degrees ? rad2deg(radians) : radians
}

/// sin(πx) / (πx), and 1 at 0 (`jax.numpy.sinc`). Integers become float32.
///
/// Derivatives of every order are right at 0, too.
public func sinc(_ x: Tensor) -> Tensor { Formula.sinc(x) }

/// Angles along an axis without jumps by whole turns (`jax.numpy.unwrap`).
///
/// - Parameters:
///   - x: real numbers.
///   - discontinuity: the least step that counts as a jump; nil is half a period.
///   - axis: along which the angles follow each other.
///   - period: the size of a turn. With integers, angles and turns stay integers.
public func unwrap(
    _ x: Tensor, discontinuity: Tensor? = nil, axis: Int = -1,
    period: Tensor = .init(floatLiteral: 2 * .pi)
) -> Tensor {
    checked(x, period) {
        let axis = try normalized(axis, rank: x.rank, for: "unwrap")
        let operands = try promoted([x, period])
        let (angles, turn) = (operands[0], operands[1])
        guard !angles.dtype.isComplex else {
            throw TensorError("unwrap", "needs real angles, and these are \(angles.dtype)")
        }
        let size = angles.shape[axis]
        guard size > 0 else { return angles }
        let half = angles.dtype.isInteger ? floorDivide(turn, 2) : turn / 2
        let rest = try part(angles, axis, 1, size)
        let steps = rest - (try part(angles, axis, 0, size - 1))
        var short = (steps + half) % turn - half
        short = which((short .== -half) & (steps .> 0), half, short)
        let isSmall = abs(steps) .< (discontinuity ?? turn / 2)
        let corrections = cumsum(which(isSmall, 0, short - steps), axis: axis)
        return concatenate([try part(angles, axis, 0, 1), rest + corrections], axis: axis)
    }
}

extension Formula {
    fileprivate static let sinc = Formula(
        name: "sinc", domain: .inexact,
        value: { x in
            let isZero = x[0] .== 0
            let angle = x[0] * constant(.pi)
            let safe = which(isZero, 1, angle)
            return which(isZero, atZero(0)(angle), sin(safe) / safe)
        })

    /// The derivative of an order of sin(x)/x at 0, as a function whose derivative is that of the next order.
    ///
    /// sin(x)/x is Σ (-1)^n x^2n / (2n + 1)!, so that the derivative of the even order 2n is (-1)^n / (2n + 1).
    private static func atZero(_ order: Int) -> Formula {
        let sign = order % 4 == 0 ? 1.0 : -1.0
        let number = order % 2 == 0 ? sign / Double(order + 1) : 0
        return Formula(
            name: "sinc_derivative_\(order)", domain: .inexact,
            value: { $0[0] * 0 + constant(number) },
            rule: slope { x, _ in atZero(order + 1)(x) })
    }
}
