// Rounding to whole numbers. Integers and bools are whole already and come back as they are; floats stay floats.

/// The largest integer not above each element, as a float (`jax.numpy.floor`).
public func floor(_ x: Tensor) -> Tensor { x.dtype.isInexact ? unary(Floor(), x) : x }

/// The smallest integer not below each element, as a float (`jax.numpy.ceil`).
public func ceil(_ x: Tensor) -> Tensor { x.dtype.isInexact ? unary(Ceiling(), x) : x }

/// Each element without its fraction, as a float (`jax.numpy.trunc`).
public func trunc(_ x: Tensor) -> Tensor {
    x.dtype.isInexact ? which(x .< 0, ceil(x), floor(x)) : x
}

/// The nearest number with so many decimals, the one with an even last digit at a tie (`jax.numpy.round`).
///
/// - Parameters:
///   - x: floats; of complex numbers both parts are rounded, integers stay.
///   - decimals: how many digits stay after the point; with a negative number so many before it become 0, which
///     integers don't have: an error.
public func round(_ x: Tensor, decimals: Int = 0) -> Tensor {
    checked(x) {
        if x.dtype.isComplex {
            return complex(
                round(real(x), decimals: decimals), round(imaginary(x), decimals: decimals))
        }
        guard x.dtype.isFloating else {
            guard decimals >= 0 else {
                throw TensorError(
                    "round",
                    "of integers needs decimals that aren't negative, and there are \(decimals)")
            }
            return x
        }
        if decimals == 0 { return try bind1(RoundToEven(), x) }
        // Beyond the digits of the dtype there is nothing to round.
        if Double(decimals) > decimalDigits(x.dtype.greatestFinite) { return x }
        let scale = Tensor.weak(wholePower(10, decimals))
        // The scaled number could overflow in 16 bits.
        let wide = x.dtype == .float16 ? try convert(x, to: .float32) : x
        return try convert(try bind1(RoundToEven(), wide * scale) / scale, to: x.dtype)
    }
}

/// The nearest whole number, the one farther from 0 at a tie (`jax.lax.round`).
public func roundAwayFromZero(_ x: Tensor) -> Tensor {
    x.dtype.isInexact ? unary(RoundAwayFromZero(), x) : x
}

/// The nearest whole number as a float, the even one at a tie (`jax.numpy.rint`). Integers become float32.
public func rint(_ x: Tensor) -> Tensor {
    checked(x) { round(try promotedToInexact(x)) }
}

/// Fractions and whole parts, both with the sign of the element (`jax.numpy.modf`). Integers become float32.
public func modf(_ x: Tensor) -> (fraction: Tensor, whole: Tensor) {
    let whole = checked(x) {
        let x = try promotedToInexact(x)
        return which(x .>= 0, floor(x), ceil(x))
    }
    return (x - whole, whole)
}

private func decimalDigits(_ x: Double) -> Double {
    // The number of decimal digits before the point, which is all that is asked.
    var (digits, rest) = (0.0, x)
    while rest >= 10 { (digits, rest) = (digits + 1, rest / 10) }
    return digits
}

private func wholePower(_ base: Double, _ exponent: Int) -> Double {
    // Beyond 10³⁰⁸ it is infinite.
    let magnitude = (0..<min(exponent.saturatingMagnitude, 400)).reduce(1.0) { power, _ in
        power * base
    }
    return exponent < 0 ? 1 / magnitude : magnitude
}
