import Numerics

/// One element on its way between Swift and a dtype's bytes.
enum HostScalar: Sendable, Hashable {
    case integer(Int64)
    case unsigned(UInt64)
    case float(Double)
    case complex(Double, Double)

    /// The element as the dtype stores it. Integers wrap around; floats are rounded to nearest.
    func bytes(_ dtype: DType) -> [UInt8] {
        switch dtype {
        case .bool: [isZero ? 0 : 1]
        case .int8, .uint8: raw(UInt8(truncatingIfNeeded: integerBits))
        case .int16, .uint16: raw(UInt16(truncatingIfNeeded: integerBits))
        case .int32, .uint32: raw(UInt32(truncatingIfNeeded: integerBits))
        case .int64, .uint64: raw(integerBits)
        case .float16: raw(Float16(real).bitPattern)
        case .bfloat16: raw(BFloat16(Float(real)).bitPattern)
        case .float32: raw(Float(real).bitPattern)
        case .float64: raw(real.bitPattern)
        case .complex64: raw(Float(real).bitPattern) + raw(Float(imaginary).bitPattern)
        case .complex128: raw(real.bitPattern) + raw(imaginary.bitPattern)
        case .float8E4M3FN: [Float8Format.e4m3fn.bits(real)]
        case .float8E5M2: [Float8Format.e5m2.bits(real)]
        }
    }

    var real: Double {
        switch self {
        case .integer(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .float(let value): value
        case .complex(let real, _): real
        }
    }

    var imaginary: Double {
        if case .complex(_, let imaginary) = self { imaginary } else { 0 }
    }

    private var isZero: Bool { real == 0 && imaginary == 0 }

    private var integerBits: UInt64 {
        switch self {
        case .integer(let value): UInt64(bitPattern: value)
        case .unsigned(let value): value
        case .float(let value), .complex(let value, _):
            Int64(exactly: value.rounded(.towardZero)).map(UInt64.init(bitPattern:))
                ?? UInt64(exactly: value.rounded(.towardZero)) ?? 0
        }
    }

    private func raw(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian, Array.init)
    }

    /// The elements that row-major bytes of a dtype hold.
    static func read(_ bytes: [UInt8], _ dtype: DType) -> [HostScalar] {
        func each<Element>(_: Element.Type, _ make: (Element) -> HostScalar) -> [HostScalar] {
            bytes.withUnsafeBytes { raw in
                stride(from: 0, to: raw.count, by: MemoryLayout<Element>.size).map {
                    make(raw.loadUnaligned(fromByteOffset: $0, as: Element.self))
                }
            }
        }
        switch dtype {
        case .bool: return bytes.map { .integer($0 == 0 ? 0 : 1) }
        case .int8: return each(Int8.self) { .integer(Int64($0)) }
        case .int16: return each(Int16.self) { .integer(Int64($0)) }
        case .int32: return each(Int32.self) { .integer(Int64($0)) }
        case .int64: return each(Int64.self) { .integer($0) }
        case .uint8: return each(UInt8.self) { .integer(Int64($0)) }
        case .uint16: return each(UInt16.self) { .integer(Int64($0)) }
        case .uint32: return each(UInt32.self) { .integer(Int64($0)) }
        case .uint64: return each(UInt64.self) { .unsigned($0) }
        case .float16: return each(Float16.self) { .float(Double($0)) }
        case .bfloat16: return each(BFloat16.self) { .float(Double(Float($0))) }
        case .float32: return each(Float.self) { .float(Double($0)) }
        case .float64: return each(Double.self) { .float($0) }
        case .complex64:
            return each((Float, Float).self) { .complex(Double($0.0), Double($0.1)) }
        case .complex128: return each((Double, Double).self) { .complex($0.0, $0.1) }
        case .float8E4M3FN: return bytes.map { .float(Float8Format.e4m3fn.value($0)) }
        case .float8E5M2: return bytes.map { .float(Float8Format.e5m2.value($0)) }
        }
    }
}
