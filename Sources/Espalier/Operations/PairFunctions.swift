// Functions of two numbers that are made of others.

/// log(exp(a) + exp(b)) without overflow (`jax.numpy.logaddexp`). Integers become float32; of complex numbers
/// it is the principal value.
public func logAddExp(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        let operands = try promoted([a, b], inexact: true)
        let (x, y) = (operands[0], operands[1])
        guard x.dtype.isComplex else { return try bind1(LogAddExp(), x, y) }
        let isFirst = x .>= y
        let (larger, smaller) = (which(isFirst, x, y), which(isFirst, y, x))
        let sum = larger + log1p(exp(smaller - larger))
        // The principal value of the logarithm has its imaginary part between -π and π.
        let turns = (imaginary(sum) + Double.pi) % Tensor.weak(2 * Double.pi)
        return complex(real(sum), turns - Double.pi)
    }
}

/// The length of the hypotenuse over two sides, without overflow (`jax.numpy.hypot`). Integers become float32.
public func hypot(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        let operands = try promoted([a, b], inexact: true)
        let (x, y) = (abs(operands[0]), abs(operands[1]))
        let (larger, smaller) = (maximum(x, y), minimum(x, y))
        let isZero = larger .== 0
        let ratio = smaller / which(isZero, 1, larger)
        let length = which(isZero, larger, larger * sqrt(1 + ratio * ratio))
        let isInfinite = (x .== Tensor.weak(Double.infinity)) | (y .== Tensor.weak(Double.infinity))
        return which(isInfinite, Tensor.weak(Double.infinity), length)
    }
}

/// The quotient rounded down (`jax.numpy.floor_divide`). Its derivative is 0.
///
/// Integers divided by 0 give -2 or -1 where they are signed, all bits set where they aren't;
/// floats divided by 0 give infinities, or NaN for 0 / 0.
public func floorDivide(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        var operands = try promoted([a, b])
        if operands[0].dtype == .bool {
            operands = try operands.map { try convert($0, to: .int32) }
        }
        let (x, y) = (operands[0], operands[1])
        switch x.dtype {
        case let dtype where dtype.isUnsignedInteger:
            return try bind1(Divide(), x, y)
        case let dtype where dtype.isInteger:
            let quotient = try bind1(Divide(), x, y)
            let rest = try bind1(Remainder(), x, y)
            let overshoots = (rest .!= 0) & (sign(x) .!= sign(y))
            return quotient - (try convert(overshoots, to: dtype))
        case let dtype where dtype.isFloating:
            let rest = try bind1(Remainder(), x, y)
            let quotient = (x - rest) / y
            let overshoots = (rest .!= 0) & ((rest .< 0) ^ (y .< 0))
            // The remainder by 0 is NaN, but the quotient is infinite.
            let floored = quotient - (try convert(overshoots, to: dtype))
            return try bind1(RoundAwayFromZero(), which(y .== 0, x / y, floored))
        default:
            throw TensorError("floorDivide", "is not defined for the dtype \(x.dtype)")
        }
    }
}

/// The logarithm to base 2 of 2^a + 2^b without overflow (`jax.numpy.logaddexp2`). Integers become float32; of
/// complex numbers it is the principal value.
public func logAddExp2(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        let operands = try promoted([a, b], inexact: true)
        let (x, y) = (operands[0], operands[1])
        guard x.dtype.isComplex else { return Formula.logAddExp2(x, y) }
        let larger = which(x .>= y, x, y)
        let rest = log1p(exp2(x + y - 2 * larger))
        let sum = larger + rest * constant(1.4426950408889634)
        let half = Double.pi * 1.4426950408889634
        let turns = (imaginary(sum) + half) % Tensor.weak(2 * half)
        return complex(real(sum), turns - half)
    }
}

/// Quotients rounded down and what remains (`jax.numpy.divmod`): ``floorDivide(_:_:)`` and `%`.
public func divmod(_ a: Tensor, _ b: Tensor) -> (quotient: Tensor, remainder: Tensor) {
    (floorDivide(a, b), a % b)
}

/// The remainder with the sign of the dividend, as in C (`jax.lax.rem`). Of integers by 0 it is the dividend.
public func remainder(_ a: Tensor, _ b: Tensor) -> Tensor { binary(Remainder(), a, b) }

/// The remainder with the sign of the dividend, as in C (`jax.numpy.fmod`); of integers by 0 it is 0.
public func fmod(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        let operands = try promoted([a, b])
        let (x, y) = (operands[0], operands[1])
        guard y.dtype.isInteger else { return try bind1(Remainder(), x, y) }
        return try bind1(Remainder(), x, which(y .== 0, 1, y))
    }
}

/// a to the power of b as floats (`jax.numpy.float_power`). Integers become float32.
public func floatPower(_ a: Tensor, _ b: Tensor) -> Tensor { binary(Power(), a, b, inexact: true) }

/// The larger of each pair, the other one where one is NaN (`jax.numpy.fmax`).
public func fmax(_ a: Tensor, _ b: Tensor) -> Tensor { which((a .> b) | isNaN(b), a, b) }

/// The smaller of each pair, the other one where one is NaN (`jax.numpy.fmin`).
public func fmin(_ a: Tensor, _ b: Tensor) -> Tensor { which((a .< b) | isNaN(b), a, b) }

extension Formula {
    fileprivate static let logAddExp2 = Formula(
        name: "logaddexp2",
        value: { x in
            let distance = x[0] - x[1]
            let rest = log1p(exp2(-abs(distance))) * constant(1.4426950408889634)
            // Infinities of one sign have no distance; their sum is right.
            return which(isNaN(distance), x[0] + x[1], maximum(x[0], x[1]) + rest)
        },
        rule: slopes(
            { x, y in exp2(withoutInfinity(x[0]) - withoutInfinity(y)) },
            { x, y in exp2(withoutInfinity(x[1]) - withoutInfinity(y)) }))

    private static func withoutInfinity(_ x: Tensor) -> Tensor {
        which(x .== Tensor.weak(Double.infinity), 0, x)
    }
}
