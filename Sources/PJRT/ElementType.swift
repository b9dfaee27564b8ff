import CPJRT

/// The type of a buffer's elements, numbered as in PJRT (`PJRT_Buffer_Type`).
public enum ElementType: UInt32, Sendable, Hashable, CaseIterable {
    /// A truth value, one byte each: 0 or 1.
    case bool = 1
    /// A signed integer of 8 bits.
    case int8 = 2
    /// A signed integer of 16 bits.
    case int16 = 3
    /// A signed integer of 32 bits.
    case int32 = 4
    /// A signed integer of 64 bits.
    case int64 = 5
    /// An unsigned integer of 8 bits.
    case uint8 = 6
    /// An unsigned integer of 16 bits.
    case uint16 = 7
    /// An unsigned integer of 32 bits.
    case uint32 = 8
    /// An unsigned integer of 64 bits.
    case uint64 = 9
    /// IEEE 754 half precision.
    case float16 = 10
    /// IEEE 754 single precision.
    case float32 = 11
    /// IEEE 754 double precision.
    case float64 = 12
    /// Single precision without its lower 16 bits.
    case bfloat16 = 13
    /// A pair of `float32`: real part, imaginary part.
    case complex64 = 14
    /// A pair of `float64`: real part, imaginary part.
    case complex128 = 15
    /// Eight bits: sign, five of exponent, two of significand.
    case float8E5M2 = 16
    /// Eight bits: sign, four of exponent, three of significand; without infinities.
    case float8E4M3FN = 17

    /// The number of bytes that one element takes on the host.
    public var byteSize: Int {
        switch self {
        case .bool, .int8, .uint8, .float8E5M2, .float8E4M3FN: 1
        case .int16, .uint16, .float16, .bfloat16: 2
        case .int32, .uint32, .float32: 4
        case .int64, .uint64, .float64, .complex64: 8
        case .complex128: 16
        }
    }

    /// The type of that number in PJRT; nil for those that this module does not handle, such as
    /// tokens and 4-bit integers.
    init?(_ raw: CPJRT_Buffer_Type) {
        self.init(rawValue: UInt32(raw.rawValue))
    }

    var raw: CPJRT_Buffer_Type { CPJRT_Buffer_Type(rawValue: rawValue) }
}
