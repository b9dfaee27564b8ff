// Functions of one number, applied to each element. Integers and bools become float32 first; the
// result has the shape of the operand.

/// e to the power of each element (`jax.numpy.exp`).
public func exp(_ x: Tensor) -> Tensor { unary(Exponential(), x) }

/// e to the power of each element, minus 1, exact near 0 (`jax.numpy.expm1`).
public func expm1(_ x: Tensor) -> Tensor { unary(ExponentialMinusOne(), x) }

/// The natural logarithm of each element (`jax.numpy.log`).
public func log(_ x: Tensor) -> Tensor { unary(Logarithm(), x) }

/// The natural logarithm of 1 plus each element, exact near 0 (`jax.numpy.log1p`).
public func log1p(_ x: Tensor) -> Tensor { unary(LogarithmOfOnePlus(), x) }

/// 1 / (1 + exp(-x)) (`jax.nn.sigmoid`).
public func sigmoid(_ x: Tensor) -> Tensor { unary(Logistic(), x) }

/// The square root of each element, NaN for negative ones (`jax.numpy.sqrt`).
public func sqrt(_ x: Tensor) -> Tensor { unary(SquareRoot(), x) }

/// 1 over the square root of each element (`jax.lax.rsqrt`).
public func rsqrt(_ x: Tensor) -> Tensor { unary(ReciprocalSquareRoot(), x) }

/// The real cube root of each element (`jax.numpy.cbrt`).
public func cbrt(_ x: Tensor) -> Tensor { unary(CubeRoot(), x) }

/// The sine of each element, in radians (`jax.numpy.sin`).
public func sin(_ x: Tensor) -> Tensor { unary(Sine(), x) }

/// The cosine of each element, in radians (`jax.numpy.cos`).
public func cos(_ x: Tensor) -> Tensor { unary(Cosine(), x) }

/// The tangent of each element, in radians (`jax.numpy.tan`).
public func tan(_ x: Tensor) -> Tensor { unary(Tangent(), x) }

/// The angle, in radians, whose sine each element is (`jax.numpy.arcsin`).
public func asin(_ x: Tensor) -> Tensor { unary(ArcSine(), x) }

/// The angle, in radians, whose cosine each element is (`jax.numpy.arccos`).
public func acos(_ x: Tensor) -> Tensor { unary(ArcCosine(), x) }

/// The angle, in radians, whose tangent each element is (`jax.numpy.arctan`).
public func atan(_ x: Tensor) -> Tensor { unary(ArcTangent(), x) }

/// The hyperbolic sine of each element (`jax.numpy.sinh`).
public func sinh(_ x: Tensor) -> Tensor { unary(HyperbolicSine(), x) }

/// The hyperbolic cosine of each element (`jax.numpy.cosh`).
public func cosh(_ x: Tensor) -> Tensor { unary(HyperbolicCosine(), x) }

/// The hyperbolic tangent of each element (`jax.numpy.tanh`).
public func tanh(_ x: Tensor) -> Tensor { unary(HyperbolicTangent(), x) }

/// The inverse hyperbolic sine of each element (`jax.numpy.arcsinh`).
public func asinh(_ x: Tensor) -> Tensor { unary(HyperbolicArcSine(), x) }

/// The inverse hyperbolic cosine of each element (`jax.numpy.arccosh`).
///
/// Of a complex number that with a real part that isn't negative.
public func acosh(_ x: Tensor) -> Tensor {
    let y = unary(HyperbolicArcCosine(), x)
    return y.dtype.isComplex ? which(real(y) .< 0, -y, y) : y
}

/// The inverse hyperbolic tangent of each element (`jax.numpy.arctanh`).
public func atanh(_ x: Tensor) -> Tensor { unary(HyperbolicArcTangent(), x) }

/// The error function of each element (`jax.scipy.special.erf`).
public func erf(_ x: Tensor) -> Tensor { unary(ErrorFunction(), x) }

/// 1 minus the error function of each element (`jax.scipy.special.erfc`).
public func erfc(_ x: Tensor) -> Tensor { unary(ComplementaryErrorFunction(), x) }

/// The number whose error function each element is (`jax.scipy.special.erfinv`).
public func erfInverse(_ x: Tensor) -> Tensor { unary(InverseErrorFunction(), x) }

/// The logarithm of the absolute value of the gamma function (`jax.scipy.special.gammaln`).
public func lgamma(_ x: Tensor) -> Tensor { unary(LogGamma(), x) }

/// The derivative of `lgamma` (`jax.scipy.special.digamma`).
public func digamma(_ x: Tensor) -> Tensor { unary(Digamma(), x) }

/// The n-th derivative of the digamma function at each x (`jax.scipy.special.polygamma`); n is not
/// differentiated.
public func polygamma(_ n: Tensor, _ x: Tensor) -> Tensor {
    binary(Polygamma(), n, x, inexact: true)
}

/// 2 to the power of each element (`jax.numpy.exp2`).
public func exp2(_ x: Tensor) -> Tensor { exp(x * 0.6931471805599453) }

/// The logarithm to base 2 of each element (`jax.numpy.log2`).
public func log2(_ x: Tensor) -> Tensor { log(x) / 0.6931471805599453 }

/// The logarithm to base 10 of each element (`jax.numpy.log10`).
public func log10(_ x: Tensor) -> Tensor { log(x) / 2.302585092994046 }

/// The absolute value of each element; the modulus of a complex one (`jax.numpy.abs`).
public func abs(_ x: Tensor) -> Tensor {
    if x.dtype == .bool || x.dtype.isUnsignedInteger { return x }
    return checked(x) { try bind1(AbsoluteValue(), x) }
}

/// -1, 0 or 1 by the sign of each element (`jax.numpy.sign`).
public func sign(_ x: Tensor) -> Tensor { checked(x) { try bind1(Sign(), x) } }

/// Each element times itself (`jax.numpy.square`).
public func square(_ x: Tensor) -> Tensor { checked(x) { try bind1(IntegerPower(exponent: 2), x) } }

/// 1 over each element (`jax.numpy.reciprocal`).
public func reciprocal(_ x: Tensor) -> Tensor { 1 / x }

/// The real part of each element (`jax.numpy.real`).
public func real(_ x: Tensor) -> Tensor {
    guard x.dtype.isComplex else { return x }
    guard x.node.tag != .poison else { return failing(x, dtype: x.dtype.realPart) }
    return checked(x) { try bind1(RealPart(), x) }
}

/// The imaginary part of each element, zero for real ones (`jax.numpy.imag`).
public func imaginary(_ x: Tensor) -> Tensor {
    guard x.dtype.isComplex else { return zeros(like: x) }
    guard x.node.tag != .poison else { return failing(x, dtype: x.dtype.realPart) }
    return checked(x) { try bind1(ImaginaryPart(), x) }
}

/// The complex conjugate of each element (`jax.numpy.conj`).
public func conjugate(_ x: Tensor) -> Tensor {
    x.dtype.isComplex ? checked(x) { try bind1(Conjugate(), x) } : x
}

/// The complex numbers with these real and imaginary parts (`jax.lax.complex`).
public func complex(_ real: Tensor, _ imaginary: Tensor) -> Tensor {
    binary(MakeComplex(), real, imaginary, inexact: true)
}

/// The larger of each pair of elements, NaN where either is (`jax.numpy.maximum`).
public func maximum(_ a: Tensor, _ b: Tensor) -> Tensor { binary(Maximum(), a, b) }

/// The smaller of each pair of elements, NaN where either is (`jax.numpy.minimum`).
public func minimum(_ a: Tensor, _ b: Tensor) -> Tensor { binary(Minimum(), a, b) }

/// The angle, in radians, of each point (x, y) (`jax.numpy.arctan2`).
public func atan2(_ y: Tensor, _ x: Tensor) -> Tensor { binary(ArcTangent2(), y, x, inexact: true) }

/// a to the power of b (`jax.numpy.power`).
///
/// A literal or other scalar known whole exponent is multiplied out. Integers to integer powers stay integers, modulo two
/// to the number of their bits; to negative powers they are 0, but for 1 and -1. Floats to integer powers know all digits
/// of the exponent: (-1)^257 is -1 in bfloat16, too.
public func power(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        if let result = try powerOfLiterals(a, b) { return result }
        if b.node.tag == .host, b.rank == 0, b.dtype.isInteger || b.type.isWeak,
            let exponent = try wholeExponent(b), exponent >= 0 || a.dtype.isInexact
        {
            // An exponent says how often to multiply: it need not be one of the dtype's.
            let (dtype, isWeak) = Promotion.join([a.type, b.type])
            return try bind1(
                IntegerPower(exponent: exponent), try adopted(a, as: dtype, isWeak: isWeak))
        }
        if a.dtype.isFloating && b.dtype.isInteger { return try bind1(WholePower(), a, b) }
        let operands = try promoted([a, b], for: "pow")
        return try bind1(Power(), operands[0], operands[1])
    }
}

/// The exponent of a power that is known and whole.
private func wholeExponent(_ b: Tensor) throws -> Int? {
    guard let number = HostScalar.read(try b.hostBytes(), b.dtype).first else { return nil }
    return number.wholeNumber.map(Int.init(exactly:)) ?? Int(exactly: number.real)
}

/// The power of two literals, exactly: 2 ** 40 is an int64.
private func powerOfLiterals(_ a: Tensor, _ b: Tensor) throws -> Tensor? {
    guard a.type.isWeak, b.type.isWeak, let base = a.integerLiteral,
        let exponent = b.integerLiteral,
        exponent >= 0
    else { return nil }
    // Of 1, 0 and -1 the parity decides; of other bases no number has so large a power.
    let turns = base.magnitude <= 1 ? exponent == 0 ? 0 : 2 - exponent % 2 : min(exponent, 128)
    var result: Int128 = 1
    var isTooLarge = false
    for _ in 0..<turns where !isTooLarge {
        (result, isTooLarge) = result.multipliedReportingOverflow(by: base)
    }
    guard !isTooLarge, let value = HostScalar(whole: result) else {
        throw TensorError(
            "pow", "\(base) ** \(exponent) is too large for any dtype; write the base as a float")
    }
    return try Tensor(literal: value)
}
