// Eight-bit floats, as elements of tensors: for storage, and for what hardware multiplies.

/// A number of eight bits with three bits of significand, from −448 to 448, without infinities (`float8_e4m3fn`).
public struct Float8E4M3FN: Sendable, Hashable {
    /// The sign, four bits of exponent and three of significand.
    public var bitPattern: UInt8

    /// The number with these bits.
    public init(bitPattern: UInt8) { self.bitPattern = bitPattern }

    /// The nearest number, ties to even; NaN for anything larger than the type holds.
    public init(_ value: Float) {
        bitPattern = Float8Format.e4m3fn.bits(Double(value))
    }
}

/// A number of eight bits with two bits of significand, from −57344 to 57344 (`float8_e5m2`).
public struct Float8E5M2: Sendable, Hashable {
    /// The sign, five bits of exponent and two of significand.
    public var bitPattern: UInt8

    /// The number with these bits.
    public init(bitPattern: UInt8) { self.bitPattern = bitPattern }

    /// The nearest number, ties to even; infinity for anything larger than the type holds.
    public init(_ value: Float) {
        bitPattern = Float8Format.e5m2.bits(Double(value))
    }
}

extension Float {
    /// The same number.
    public init(_ value: Float8E4M3FN) {
        self = Float(Float8Format.e4m3fn.value(value.bitPattern))
    }

    /// The same number.
    public init(_ value: Float8E5M2) {
        self = Float(Float8Format.e5m2.value(value.bitPattern))
    }
}

extension Float8E4M3FN: TensorScalar {
    /// `float8_e4m3fn`
    public static var dtype: DType { .float8E4M3FN }
}

extension Float8E5M2: TensorScalar {
    /// `float8_e5m2`
    public static var dtype: DType { .float8E5M2 }
}

/// How eight bits stand for numbers.
struct Float8Format {
    let significandWidth: Int
    let bias: Int
    let hasInfinity: Bool

    static let e4m3fn = Float8Format(significandWidth: 3, bias: 7, hasInfinity: false)
    static let e5m2 = Float8Format(significandWidth: 2, bias: 15, hasInfinity: true)

    /// The bits of infinity, or of NaN where there is none.
    private var overflow: UInt8 { hasInfinity ? 0x7C : 0x7F }

    /// The bits of the nearest number.
    func bits(_ value: Double) -> UInt8 {
        let sign: UInt8 = value.sign == .minus ? 0x80 : 0
        if value.isNaN { return sign | (hasInfinity ? 0x7E : 0x7F) }
        if value.isInfinite { return sign | overflow }
        if value == 0 { return sign }
        // Numbers below the normal ones have the least exponent's distance.
        let exponent = max(Int(value.magnitude.exponent), 1 - bias)
        let unit = Double(sign: .plus, exponent: exponent - significandWidth, significand: 1)
        let steps = Int((value.magnitude / unit).rounded(.toNearestOrEven))
        // Rounding up to the next power of two goes on to the next exponent by itself.
        let pattern = steps + ((exponent + bias - 1) << significandWidth)
        return sign | (pattern >= Int(overflow) ? overflow : UInt8(pattern))
    }

    /// The number that the bits stand for.
    func value(_ bits: UInt8) -> Double {
        let magnitude = bits & 0x7F
        let isNegative = bits & 0x80 != 0
        if magnitude >= overflow {
            let infinity = hasInfinity && magnitude == overflow
            return infinity ? (isNegative ? -.infinity : .infinity) : .nan
        }
        let exponent = Int(magnitude) >> significandWidth
        let fraction = Int(magnitude) & ((1 << significandWidth) - 1)
        let steps = exponent == 0 ? fraction : fraction + (1 << significandWidth)
        let unit = Double(
            sign: .plus, exponent: max(exponent, 1) - bias - significandWidth, significand: 1)
        return (isNegative ? -1 : 1) * Double(steps) * unit
    }
}

extension DType {
    /// How the dtype's bits stand for numbers, where it has eight of them.
    var float8Format: Float8Format? {
        switch self {
        case .float8E4M3FN: .e4m3fn
        case .float8E5M2: .e5m2
        default: nil
        }
    }

    var isFloat8: Bool { float8Format != nil }
}

extension Lowering {
    /// Writes what a primitive computes. Arithmetic on eight bits is done in float32 and rounded once.
    func lower(
        _ primitive: any Primitive, _ inputs: [Value], _ outputs: [ShapedTensor]
    ) throws -> [Value] {
        let hasFloat8 =
            inputs.contains { $0.type.dtype.isFloat8 } || outputs.contains(where: \.dtype.isFloat8)
        guard hasFloat8, !primitive.isNativeOnFloat8 else {
            return try primitive.lower(inputs, outputs, in: self)
        }
        let wide = inputs.map { $0.type.dtype.isFloat8 ? convert($0, to: .float32) : $0 }
        let types = outputs.map { $0.dtype.isFloat8 ? $0.with(dtype: .float32) : $0 }
        let results = try primitive.lower(wide, types, in: self)
        return zip(results, outputs).map { $1.dtype.isFloat8 ? convert($0, to: $1.dtype) : $0 }
    }
}
