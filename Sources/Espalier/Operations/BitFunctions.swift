// Integers as rows of bits. `&`, `|`, `^`, `~`, `<<` and `>>` are operators.

/// Bits moved towards the smaller end, zeros coming in from the larger (`jax.lax.shift_right_logical`).
public func shiftRightLogical(_ a: Tensor, _ b: Tensor) -> Tensor {
    binary(Shift(direction: .rightLogical), a, b)
}

/// Bits moved towards the smaller end, copies of the sign coming in (`jax.lax.shift_right_arithmetic`).
public func shiftRightArithmetic(_ a: Tensor, _ b: Tensor) -> Tensor {
    binary(Shift(direction: .rightArithmetic), a, b)
}

/// How many bits of each integer are set (`jax.lax.population_count`). The dtype is kept.
public func populationCount(_ x: Tensor) -> Tensor {
    checked(x) { try bind1(BitCount(kind: .set), x) }
}

/// How many bits of each integer before the first one that is set aren't (`jax.lax.clz`). The dtype is kept.
public func countLeadingZeros(_ x: Tensor) -> Tensor {
    checked(x) { try bind1(BitCount(kind: .leadingZeros), x) }
}

/// How many bits of the size of each integer are set, as uint8 (`jax.numpy.bitwise_count`).
public func bitwiseCount(_ x: Tensor) -> Tensor {
    checked(x) {
        let integers = x.dtype == .bool ? try convert(x, to: .int32) : x
        return try convert(populationCount(abs(integers)), to: .uint8)
    }
}

/// The upper half of the bits of each product of integers (`jax.lax.mulhi`). The dtype is kept.
public func multiplyHigh(_ a: Tensor, _ b: Tensor) -> Tensor { Formula.multiplyHigh(a, b) }

/// Which bit of a byte stands for the first flag.
public enum BitOrder: Sendable {
    /// The highest.
    case big
    /// The lowest.
    case little

    /// How far each of eight flags is moved.
    fileprivate var shifts: Tensor {
        let places = Array(0..<8 as Range<UInt8>)
        return Tensor(scalars: self == .big ? places.reversed() : places, shape: [8])
    }
}

/// Eight flags in each byte (`jax.numpy.packbits`).
///
/// - Parameters:
///   - x: bools, or integers that count as set where they aren't 0.
///   - axis: along which they are packed; it is filled up with zeros to a multiple of 8. Without one the tensor is
///     flattened.
///   - order: which bit stands for the first flag.
/// - Returns: uint8.
public func packBits(_ x: Tensor, axis: Int? = nil, order: BitOrder = .big) -> Tensor {
    checked(x) {
        guard !x.dtype.isInexact else {
            throw TensorError("packBits", "needs bools or integers, and these are \(x.dtype)")
        }
        let (flags, axis) = try lastAxis(x, axis, "packBits")
        var bytes = try convert(try convert(flags, to: .bool), to: .uint8)
        let missing = (8 - bytes.shape[bytes.rank - 1] % 8) % 8
        let none = Array(repeating: (0, 0), count: bytes.rank - 1)
        bytes = pad(bytes, none + [(0, missing)])
        let outer = Array(bytes.shape.dropLast())
        bytes = try reshape(bytes, to: outer + [bytes.shape[bytes.rank - 1] / 8, 8])
        let packed = (bytes << order.shifts).sum(axis: -1)
        return try moveAxis(try convert(packed, to: .uint8), from: bytes.rank - 2, to: axis)
    }
}

/// The eight flags of each byte, 0 or 1 (`jax.numpy.unpackbits`).
///
/// - Parameters:
///   - x: uint8.
///   - axis: along which they are unpacked. Without one the tensor is flattened.
///   - count: how many flags are wanted: the last are cut off, or zeros put after them.
///   - order: which bit stands for the first flag.
/// - Returns: uint8.
public func unpackBits(
    _ x: Tensor, axis: Int? = nil, count: Int? = nil, order: BitOrder = .big
) -> Tensor {
    checked(x) {
        guard x.dtype == .uint8 else {
            throw TensorError("unpackBits", "needs uint8, and these are \(x.dtype)")
        }
        let (bytes, axis) = try lastAxis(x, axis, "unpackBits")
        let last = bytes.rank - 1
        var flags = (bytes.expanded(at: -1) >> order.shifts) & 1
        let size = bytes.shape[last] * 8
        flags = try reshape(flags, to: bytes.shape.dropLast() + [size])
        if let count {
            let wanted = try validShape([count], for: "unpackBits")[0]
            flags = try part(flags, last, 0, min(wanted, size))
            let none = Array(repeating: (0, 0), count: last)
            flags = pad(flags, none + [(0, max(0, wanted - size))])
        }
        return try moveAxis(flags, from: last, to: axis)
    }
}

/// The tensor with an axis at the end, or flattened, and where the axis was.
private func lastAxis(
    _ x: Tensor, _ axis: Int?, _ name: String
) throws -> (moved: Tensor, axis: Int) {
    guard let axis else { return (try reshape(x, to: [x.count]), 0) }
    let place = try normalized(axis, rank: x.rank, for: name)
    return (try moveAxis(x, from: place, to: x.rank - 1), place)
}

extension Formula {
    fileprivate static let multiplyHigh = Formula(
        name: "mulhi", domain: .integer,
        value: { x in
            let dtype = x[0].dtype
            guard dtype.bitWidth == 64 else {
                let wide: DType = dtype.isSignedInteger ? .int64 : .uint64
                let operands = try x.map { try convert($0, to: wide) }
                return (operands[0] * operands[1]) >> Tensor.weak(dtype.bitWidth)
            }
            // Products of halves, each of which fits 64 bits, and their carries.
            let lower = Tensor(.unsigned(0xFFFF_FFFF), .uint64, isWeak: false)
            let halves = try x.map { operand in
                let word = try convert(operand, to: .uint64)
                return (low: word & lower, high: shiftRightLogical(word, 32))
            }
            let (a, b) = (halves[0], halves[1])
            let (crossA, crossB) = (a.low * b.high, a.high * b.low)
            let carry =
                shiftRightLogical(a.low * b.low, 32) + (crossA & lower) + (crossB & lower)
            let upper = shiftRightLogical(crossA, 32) + shiftRightLogical(crossB, 32)
            let unsigned = a.high * b.high + upper + shiftRightLogical(carry, 32)
            let high = try convert(unsigned, to: dtype)
            guard dtype.isSignedInteger else { return high }
            // A negative operand stands for itself plus 2^64.
            let first = which(x[0] .< 0, x[1], 0)
            return high - first - which(x[1] .< 0, x[0], 0)
        }, rule: isFlat)
}
