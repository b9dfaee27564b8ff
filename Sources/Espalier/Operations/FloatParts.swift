// What floats are made of: sign, exponent, significand, and the numbers next to them.

/// Whether the sign bit of each element is set: of negative numbers, of -0 and of NaNs that have it
/// (`jax.numpy.signbit`). Of complex numbers there is none: an error.
public func signBit(_ x: Tensor) -> Tensor {
    checked(x) {
        switch x.dtype {
        case .bool: return x .!= x
        case let dtype where dtype.isInteger: return x .< 0
        case let dtype where dtype.isFloating:
            return try bind1(Bitcast(dtype: dtype.bits), try convert(x, to: dtype)) .< 0
        default: throw TensorError("signBit", "needs real operands, and this one is \(x.dtype)")
        }
    }
}

/// The size of each `a` with the sign of `b` (`jax.numpy.copysign`). Integers become float32.
public func copySign(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        let operands = try promoted([a, b], inexact: true)
        let size = abs(operands[0])
        return which(signBit(operands[1]), -size, size)
    }
}

/// 0 below 0, 1 above it, and `b` at it (`jax.numpy.heaviside`). Integers become float32.
public func heaviside(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        let operands = try promoted([a, b], inexact: true)
        let (x, y) = (operands[0], operands[1])
        return which(x .< 0, 0, which(x .> 0, 1, which(isNaN(x), x, y)))
    }
}

/// The next representable number after each a towards b (`jax.numpy.nextafter`). The derivative is 0.
public func nextAfter(_ a: Tensor, _ b: Tensor) -> Tensor {
    binary(NextAfter(), a, b, inexact: true)
}

/// The distance from each element to the next number away from 0, negative for negative ones
/// (`jax.numpy.spacing`). Integers become float32.
public func spacing(_ x: Tensor) -> Tensor {
    checked(x) {
        let x = try convert(try promotedToInexact(x), to: promotedToInexact(x).dtype)
        let infinity = fill(.infinity, x.type)
        if x.dtype == .float16 { return nextAfter(x, infinity) - x }
        let distance = nextAfter(x, copySign(infinity, x)) - x
        let least = fill(x.dtype.leastNormal * x.dtype.realPart.epsilon, x.type)
        return which(distance .== 0, copySign(least, x), distance)
    }
}

/// Each element as a significand, at least 0.5 and below 1 in size, times a power of 2 (`jax.numpy.frexp`).
///
/// Integers become float32. The exponents are int32; 0, infinities and NaN have the exponent 0.
public func frexp(_ x: Tensor) -> (significand: Tensor, exponent: Tensor) {
    (Formula.significand(x), Formula.exponent(x))
}

/// Each x times 2 to the power of an integer (`jax.numpy.ldexp`). Integers x become float32.
public func ldexp(_ x: Tensor, _ exponent: Tensor) -> Tensor {
    checked(x, exponent) {
        guard !exponent.dtype.isInexact else {
            throw TensorError(
                "ldexp", "the exponents must be integers, and their dtype is \(exponent.dtype)")
        }
        let x = try promotedToInexact(x)
        return Formula.ldexp(x, try convert(exponent, to: x.dtype))
    }
}

/// Each element rounded to fewer bits (`jax.lax.reduce_precision`).
///
/// - Parameters:
///   - x: floats.
///   - exponentBits: at least 1; numbers beyond such an exponent become infinite or 0.
///   - mantissaBits: of the significand behind the point.
public func reducePrecision(_ x: Tensor, exponentBits: Int, mantissaBits: Int) -> Tensor {
    unary(ReducePrecision(exponentBits: exponentBits, mantissaBits: mantissaBits), x)
}

extension DType {
    /// The signed integers as wide as a floating dtype.
    fileprivate var bits: DType {
        switch self {
        case .float16, .bfloat16: .int16
        case .float64: .int64
        default: .int32
        }
    }

    /// The exponents' bits where they stand in a floating dtype.
    fileprivate var exponentMask: Int {
        ((1 << (bitWidth - 1 - significandWidth)) - 1) << significandWidth
    }

    /// The exponent that stands for the power 0.
    fileprivate var exponentBias: Int { (1 << (bitWidth - 2 - significandWidth)) - 1 }
}

extension Formula {
    fileprivate static let significand = Formula(
        name: "significand",
        value: { x in
            let (x, dtype) = (x[0], x[0].dtype)
            let bits = try normalBits(x).bits & Tensor.weak(~dtype.exponentMask)
            let half = Tensor.weak((dtype.exponentBias - 1) << dtype.significandWidth)
            return which(hasExponent(x), (bits | half).bitcast(to: dtype), x)
        },
        // Within a power of 2 the function is linear.
        rule: slope { x, _ in
            power(2, -(try convert(Formula.exponent(x), to: x.dtype)))
        })

    fileprivate static let exponent = Formula(
        name: "exponent", result: { _ in .int32 },
        value: { x in
            let (x, dtype) = (x[0], x[0].dtype)
            let (bits, shift) = try normalBits(x)
            let field =
                (bits & Tensor.weak(dtype.exponentMask)) >> Tensor.weak(dtype.significandWidth)
            let exponent = field + shift - Tensor.weak(dtype.exponentBias - 1)
            return which(hasExponent(x), exponent, 0)
        }, rule: isFlat)

    fileprivate static let ldexp = Formula(
        name: "ldexp",
        value: { operands in
            let x = operands[0]
            let significand = Formula.significand(x)
            let exponent = (try convert(Formula.exponent(x), to: x.dtype)) + operands[1]
            // A power of 2 may be infinite where the product isn't.
            let isLarge = exponent .> 0
            let scale = power(2, which(isLarge, exponent - 1, exponent))
            let product = which(isLarge, significand * 2, significand) * scale
            return which(isInfinite(x) | (x .== 0), x, product)
        })

    private static func hasExponent(_ x: Tensor) -> Tensor { isFinite(x) & (x .!= 0) }

    /// The bits of a number, of subnormal ones those of a multiple, and the power of 2 that this takes off.
    private static func normalBits(_ x: Tensor) throws -> (bits: Tensor, shift: Tensor) {
        let width = x.dtype.significandWidth
        let isSubnormal = abs(x) .< Tensor.weak(x.dtype.leastNormal)
        let factor = Tensor.weak(Double(sign: .plus, exponent: width, significand: 1))
        let bits = which(isSubnormal, x * factor, x).bitcast(to: x.dtype.bits)
        let shift = try convert(which(isSubnormal, Tensor.weak(-width), 0), to: x.dtype.bits)
        return (bits, shift)
    }
}
