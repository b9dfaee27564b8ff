import Foundation

/// An element type of the check: its StableHLO name, and how far a number may be from another.
enum CheckedType: String, CaseIterable {
    case bool = "i1"
    case int8 = "i8"
    case int32 = "i32"
    case int64 = "i64"
    case uint8 = "ui8"
    case float16 = "f16"
    case bfloat16 = "bf16"
    case float32 = "f32"
    case float64 = "f64"

    static let floats: [CheckedType] = [.float16, .bfloat16, .float32, .float64]

    var element: ElementType {
        switch self {
        case .bool: .bool
        case .int8: .int8
        case .int32: .int32
        case .int64: .int64
        case .uint8: .uint8
        case .float16: .float16
        case .bfloat16: .bfloat16
        case .float32: .float32
        case .float64: .float64
        }
    }

    /// The bits of the significand after the first; nil for integers.
    var significandBits: Int? {
        switch self {
        case .float16: 10
        case .bfloat16: 7
        case .float32: 23
        case .float64: 52
        default: nil
        }
    }

    /// The smallest exponent of a normal number.
    private var smallestExponent: Int {
        switch self {
        case .float16: -14
        case .float64: -1022
        default: -126
        }
    }

    /// The largest finite number.
    var largest: Double {
        switch self {
        case .float16: 65504
        case .bfloat16: Double(Float(bitPattern: 0x7F7F_0000))
        case .float32: Double(Float.greatestFiniteMagnitude)
        default: Double.greatestFiniteMagnitude
        }
    }

    /// The smallest positive normal number.
    var smallestNormal: Double { Foundation.scalbn(1, smallestExponent) }

    /// The numbers as the type's bytes, rounded to it.
    func bytes(_ numbers: [Double]) -> [UInt8] {
        switch self {
        case .bool: numbers.map { $0 == 0 ? 0 : 1 }
        case .int8: raw(numbers.map { Int8($0) })
        case .int32: raw(numbers.map { Int32($0) })
        case .int64: raw(numbers.map { Int64($0) })
        case .uint8: raw(numbers.map { UInt8($0) })
        case .float16: raw(numbers.map { Float16($0) })
        case .bfloat16: raw(numbers.map { Self.bfloat16(Float($0)) })
        case .float32: raw(numbers.map { Float($0) })
        case .float64: raw(numbers)
        }
    }

    /// The numbers that bytes of the type hold.
    func numbers(_ bytes: UnsafeRawBufferPointer) -> [Double] {
        switch self {
        case .bool: read(bytes, UInt8.self) { Double($0) }
        case .int8: read(bytes, Int8.self) { Double($0) }
        case .int32: read(bytes, Int32.self) { Double($0) }
        case .int64: read(bytes, Int64.self) { Double($0) }
        case .uint8: read(bytes, UInt8.self) { Double($0) }
        case .float16: read(bytes, Float16.self) { Double($0) }
        case .bfloat16:
            read(bytes, UInt16.self) { Double(Float(bitPattern: UInt32($0) << 16)) }
        case .float32: read(bytes, Float.self) { Double($0) }
        case .float64: read(bytes, Double.self) { $0 }
        }
    }

    /// A number rounded to the type.
    func rounded(_ number: Double) -> Double {
        bytes([number]).withUnsafeBytes { numbers($0)[0] }
    }

    /// How many units in the last place of the right number another is away from it; infinite where one is NaN or
    /// infinite and the other is not.
    func distance(_ found: Double, _ right: Double) -> Double {
        if found == right || found.isNaN && right.isNaN { return 0 }
        guard let bits = significandBits, found.isFinite, right.isFinite else {
            return .infinity
        }
        let exponent =
            right == 0 ? smallestExponent : max(Int(right.exponent), smallestExponent)
        return abs(found - right) / Foundation.scalbn(1, exponent - bits)
    }

    private func raw<Element: BitwiseCopyable>(_ elements: [Element]) -> [UInt8] {
        elements.withUnsafeBytes { Array($0) }
    }

    private func read<Element: BitwiseCopyable>(
        _ bytes: UnsafeRawBufferPointer, _ type: Element.Type, _ number: (Element) -> Double
    ) -> [Double] {
        bytes.bindMemory(to: Element.self).map(number)
    }

    /// The bits of a number rounded to the nearest bfloat16, ties to even.
    private static func bfloat16(_ number: Float) -> UInt16 {
        let bits = number.bitPattern
        guard !number.isNaN else { return UInt16(bits >> 16) | 0x40 }
        return UInt16((bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16)
    }
}
