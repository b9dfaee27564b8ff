infix operator ** : ExponentiationPrecedence

precedencegroup ExponentiationPrecedence {
    higherThan: MultiplicationPrecedence
    associativity: right
}

// MARK: - Promotion

/// Two operands in their common dtype, and the operation on them.
@inline(__always)
func binary(
    _ primitive: some Primitive, _ a: Tensor, _ b: Tensor, inexact: Bool = false
) -> Tensor {
    if a.node.tag == .poison { return failing(a) }
    if b.node.tag == .poison { return failing(b) }
    do {
        if a.type.isWeak && b.type.isWeak, let result = try literalResult(primitive, a, b) {
            return result
        }
        if a.type.dtype == b.type.dtype && a.type.isWeak == b.type.isWeak
            && !(inexact && !a.type.dtype.isInexact)
        {
            return try Interpreter.current.bind(primitive, [a, b])[0]
        }
        if a.type.isWeak != b.type.isWeak, let result = try resultOutOfRange(primitive, a, b) {
            return result
        }
        let operands = try promoted([a, b], inexact: inexact, for: primitive.name)
        return try Interpreter.current.bind(primitive, operands)[0]
    } catch {
        return failed(error, like: a.rank >= b.rank ? a.type : b.type)
    }
}

/// Operands in their common dtype.
///
/// - Parameters:
///   - inexact: whether integers and bools become floats (float32, as weak floats do).
///   - operation: for the message about a literal that the dtype doesn't hold.
func promoted(
    _ operands: [Tensor], inexact: Bool = false, for operation: String = "literal"
) throws -> [Tensor] {
    var (dtype, isWeak) = Promotion.join(operands.lazy.map(\.type))
    if inexact && !dtype.isInexact { (dtype, isWeak) = (.float32, isWeak) }
    // A weak operand stays weak only if all are: what is computed of literals alone is still a
    // literal.
    return try operands.map { try adopted($0, as: dtype, isWeak: isWeak, in: operation) }
}

/// An operand as a float where it is an integer or bool.
func promotedToInexact(_ x: Tensor) throws -> Tensor {
    x.dtype.isInexact ? x : try convert(x, to: .float32, isWeak: x.type.isWeak)
}

/// One elementwise function of a number; integers become floats first.
func unary(_ primitive: some Primitive, _ x: Tensor) -> Tensor {
    checked(x) { try bind1(primitive, try promotedToInexact(x)) }
}

// MARK: - Arithmetic

extension Tensor {
    /// The sum, with broadcasting and promotion (`jax.numpy.add`). Of bools, whether either holds.
    public static func + (a: Tensor, b: Tensor) -> Tensor {
        if a.dtype == .bool && b.dtype == .bool { return a | b }
        return binary(Add(), a, b)
    }

    /// The difference, with broadcasting and promotion (`jax.numpy.subtract`).
    public static func - (a: Tensor, b: Tensor) -> Tensor { binary(Subtract(), a, b) }

    /// The product, with broadcasting and promotion (`jax.numpy.multiply`). Of bools, whether both
    /// hold.
    public static func * (a: Tensor, b: Tensor) -> Tensor {
        if a.dtype == .bool && b.dtype == .bool { return a & b }
        return binary(Multiply(), a, b)
    }

    /// The true quotient (`jax.numpy.true_divide`): integers are divided as floats.
    public static func / (a: Tensor, b: Tensor) -> Tensor { binary(Divide(), a, b, inexact: true) }

    /// The remainder with the sign of the divisor, as in Python (`jax.numpy.mod`); of integers by 0 it is 0.
    ///
    /// For the sign of the dividend, as in C and Swift, see ``remainder(_:_:)``.
    public static func % (a: Tensor, b: Tensor) -> Tensor {
        checked(a, b) {
            var operands = try promoted([a, b])
            if operands[1].dtype.isInteger {
                // By 0 as by 1, which is what JAX gives.
                let type = operands[1].type.with(shape: [])
                operands[1] = which(operands[1] .== fill(0, type), fill(1, type), operands[1])
            }
            let rest = try bind(Remainder(), operands)[0]
            let zero = fill(0, rest.type.with(shape: []))
            let mismatched = (rest .!= zero) & ((rest .< zero) .!= (operands[1] .< zero))
            return which(mismatched, rest + operands[1], rest)
        }
    }

    /// The power (`jax.numpy.power`).
    ///
    /// A whole-number literal as the exponent is multiplied out, so that negative bases and all
    /// dtypes work.
    public static func ** (a: Tensor, b: Tensor) -> Tensor { power(a, b) }

    /// The negative of each element (`jax.numpy.negative`).
    @_disfavoredOverload public static prefix func - (x: Tensor) -> Tensor {
        checked(x) { try bind1(Negate(), x) }
    }

    /// Adds in place.
    public static func += (a: inout Tensor, b: Tensor) { a = a + b }
    /// Subtracts in place.
    public static func -= (a: inout Tensor, b: Tensor) { a = a - b }
    /// Multiplies in place.
    public static func *= (a: inout Tensor, b: Tensor) { a = a * b }
    /// Divides in place.
    public static func /= (a: inout Tensor, b: Tensor) { a = a / b }
    /// Takes the remainder in place.
    public static func %= (a: inout Tensor, b: Tensor) { a = a % b }
}

// MARK: - Comparison

extension Tensor {
    /// Whether elements are equal, one by one (`jax.numpy.equal`).
    public static func .== (a: Tensor, b: Tensor) -> Tensor {
        binary(Compare(direction: .eq), a, b)
    }
    /// Whether elements differ, one by one (`jax.numpy.not_equal`).
    public static func .!= (a: Tensor, b: Tensor) -> Tensor {
        binary(Compare(direction: .ne), a, b)
    }
    /// Whether elements are less, one by one; complex ones by real, then by imaginary part (`jax.numpy.less`).
    public static func .< (a: Tensor, b: Tensor) -> Tensor { ordered(.lt, a, b) }
    /// Whether elements are less or equal, one by one (`jax.numpy.less_equal`).
    public static func .<= (a: Tensor, b: Tensor) -> Tensor { ordered(.le, a, b) }
    /// Whether elements are greater, one by one (`jax.numpy.greater`).
    public static func .> (a: Tensor, b: Tensor) -> Tensor { ordered(.gt, a, b) }
    /// Whether elements are greater or equal, one by one (`jax.numpy.greater_equal`).
    public static func .>= (a: Tensor, b: Tensor) -> Tensor { ordered(.ge, a, b) }
}

/// An ordering of two numbers; complex ones are compared by their real parts, and where those are
/// equal by their imaginary parts, as in NumPy.
private func ordered(_ direction: Compare.Direction, _ a: Tensor, _ b: Tensor) -> Tensor {
    guard a.dtype.isComplex || b.dtype.isComplex else {
        return binary(Compare(direction: direction), a, b)
    }
    return checked(a, b) {
        let operands = try promoted([a, b])
        let (first, second) = (operands.map(real), operands.map(imaginary))
        return which(
            first[0] .== first[1], try bind1(Compare(direction: direction), second[0], second[1]),
            try bind1(Compare(direction: direction), first[0], first[1]))
    }
}

extension Tensor: Equatable {
    /// Whether shape, dtype and all elements are equal. NaN is unequal to itself.
    ///
    /// For a tensor of answers, one for each pair of elements, write `.==`.
    @_disfavoredOverload public static func == (a: Tensor, b: Tensor) -> Bool {
        if a.shape != b.shape || a.dtype != b.dtype { return false }
        if a.count == 0 { return true }
        guard a.node.tag <= .host, b.node.tag <= .host else { return Bool((a .== b).all()) }
        // Of elements that are there the answer is known, also while a function is traced.
        return EagerInterpreter.shared.run { Bool((a .== b).all()) }
    }
}

// MARK: - Bits and logic

// The standard library has these operators as generic ones, which the compiler would pass over for `1 << 20` if those
// of tensors were not disfavored.

extension Tensor {
    /// The bits that both have; of bools, whether both hold (`jax.numpy.bitwise_and`).
    public static func & (a: Tensor, b: Tensor) -> Tensor { binary(Bitwise(bitwise: .and), a, b) }
    /// The bits that either has; of bools, whether either holds (`jax.numpy.bitwise_or`).
    public static func | (a: Tensor, b: Tensor) -> Tensor { binary(Bitwise(bitwise: .or), a, b) }
    /// The bits that one has and not the other (`jax.numpy.bitwise_xor`).
    public static func ^ (a: Tensor, b: Tensor) -> Tensor { binary(Bitwise(bitwise: .xor), a, b) }
    /// The complement of each bit (`jax.numpy.bitwise_not`).
    @_disfavoredOverload public static prefix func ~ (x: Tensor) -> Tensor {
        checked(x) { try bind1(Not(), x) }
    }
    /// Whether the element is zero or false (`jax.numpy.logical_not`).
    @_disfavoredOverload public static prefix func ! (x: Tensor) -> Tensor {
        checked(x) { try bind1(Not(), try convert(x, to: .bool)) }
    }
    /// Bits moved towards the larger end (`jax.numpy.left_shift`).
    @_disfavoredOverload public static func << (a: Tensor, b: Tensor) -> Tensor {
        binary(Shift(direction: .left), a, b)
    }
    /// Bits moved towards the smaller end; signed integers keep their sign
    /// (`jax.numpy.right_shift`).
    @_disfavoredOverload public static func >> (a: Tensor, b: Tensor) -> Tensor {
        let unsigned = promote(a.dtype, b.dtype).isUnsignedInteger
        return binary(Shift(direction: unsigned ? .rightLogical : .rightArithmetic), a, b)
    }
}
