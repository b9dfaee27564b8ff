/// The type of a tensor's elements.
///
/// `float32` is what decimal literals make, `int32` what integer literals make; a Swift `Double` array is
/// `float64`. See ``promote(_:_:)-(DType,DType)`` for what mixing them gives.
public enum DType: UInt8, Sendable, Hashable, CaseIterable {
    case bool
    case int8, int16, int32, int64
    case uint8, uint16, uint32, uint64
    case float16, bfloat16, float32, float64
    case complex64, complex128
    /// Floats of eight bits, which promotion never gives.
    case float8E4M3FN, float8E5M2
}

extension DType {
    /// The size of one element, in bytes.
    public var byteSize: Int {
        switch self {
        case .bool, .int8, .uint8, .float8E4M3FN, .float8E5M2: 1
        case .int16, .uint16, .float16, .bfloat16: 2
        case .int32, .uint32, .float32: 4
        case .int64, .uint64, .float64, .complex64: 8
        case .complex128: 16
        }
    }

    /// Whether this is `float16`, `bfloat16`, `float32`, `float64` or a float of eight bits.
    public var isFloating: Bool {
        switch self {
        case .float16, .bfloat16, .float32, .float64, .float8E4M3FN, .float8E5M2: true
        default: false
        }
    }

    /// Whether this is `complex64` or `complex128`.
    public var isComplex: Bool { self == .complex64 || self == .complex128 }

    /// Whether this is floating or complex: what can be differentiated.
    public var isInexact: Bool { isFloating || isComplex }

    /// Whether this is a signed or unsigned integer type; `bool` is not.
    public var isInteger: Bool { isSignedInteger || isUnsignedInteger }

    /// Whether this is `int8` … `int64`.
    public var isSignedInteger: Bool {
        switch self {
        case .int8, .int16, .int32, .int64: true
        default: false
        }
    }

    /// Whether this is `uint8` … `uint64`.
    public var isUnsignedInteger: Bool {
        switch self {
        case .uint8, .uint16, .uint32, .uint64: true
        default: false
        }
    }

    /// The type of the real and imaginary parts; the type itself where it is not complex.
    public var realPart: DType {
        switch self {
        case .complex64: .float32
        case .complex128: .float64
        default: self
        }
    }

    /// The complex type whose parts can hold this type.
    public var complexified: DType {
        switch self {
        case .float64, .complex128: .complex128
        default: .complex64
        }
    }

    /// The short form used in printed types: `f32`, `i32`, `u8`, `c64`, `bf16`, `bool`.
    public var shorthand: String {
        switch self {
        case .bool: "bool"
        case .int8: "i8"
        case .int16: "i16"
        case .int32: "i32"
        case .int64: "i64"
        case .uint8: "u8"
        case .uint16: "u16"
        case .uint32: "u32"
        case .uint64: "u64"
        case .float16: "f16"
        case .bfloat16: "bf16"
        case .float32: "f32"
        case .float64: "f64"
        case .complex64: "c64"
        case .complex128: "c128"
        case .float8E4M3FN: "f8_e4m3fn"
        case .float8E5M2: "f8_e5m2"
        }
    }

    /// How StableHLO spells the type.
    var stableHLO: String {
        switch self {
        case .bool: "i1"
        case .int8: "i8"
        case .int16: "i16"
        case .int32: "i32"
        case .int64: "i64"
        case .uint8: "ui8"
        case .uint16: "ui16"
        case .uint32: "ui32"
        case .uint64: "ui64"
        case .float16: "f16"
        case .bfloat16: "bf16"
        case .float32: "f32"
        case .float64: "f64"
        case .complex64: "complex<f32>"
        case .complex128: "complex<f64>"
        case .float8E4M3FN: "f8E4M3FN"
        case .float8E5M2: "f8E5M2"
        }
    }

    /// The largest finite number of a floating type; of a complex one that of its parts.
    var greatestFinite: Double {
        switch realPart {
        case .float16: Double(Float16.greatestFiniteMagnitude)
        case .bfloat16: 0x1.FEp127
        case .float32: Double(Float.greatestFiniteMagnitude)
        default: Double.greatestFiniteMagnitude
        }
    }

    /// The number of bits of an element, or of a part of a complex element.
    var bitWidth: Int { self == .bool ? 1 : realPart.byteSize * 8 }
}

extension DType: CustomStringConvertible {
    /// The type's name as NumPy spells it: `float32`, `bool`.
    public var description: String {
        switch self {
        case .bool: "bool"
        case .int8: "int8"
        case .int16: "int16"
        case .int32: "int32"
        case .int64: "int64"
        case .uint8: "uint8"
        case .uint16: "uint16"
        case .uint32: "uint32"
        case .uint64: "uint64"
        case .float16: "float16"
        case .bfloat16: "bfloat16"
        case .float32: "float32"
        case .float64: "float64"
        case .complex64: "complex64"
        case .complex128: "complex128"
        case .float8E4M3FN: "float8_e4m3fn"
        case .float8E5M2: "float8_e5m2"
        }
    }
}
