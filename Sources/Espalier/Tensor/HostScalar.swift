import Numerics

/// One element on its way between Swift and a dtype's bytes.
enum HostScalar: Sendable {
    case integer(Int64)
    case unsigned(UInt64)
    case float(Double)
    case complex(Double, Double)

    /// The element as the dtype stores it, by the rule of ``Convert``.
    func bytes(_ dtype: DType) -> [UInt8] {
        switch dtype {
        case .bool: [isZero ? 0 : 1]
        case .int8: raw(integer(Int8.self))
        case .int16: raw(integer(Int16.self))
        case .int32: raw(integer(Int32.self))
        case .int64: raw(integer(Int64.self))
        case .uint8: raw(integer(UInt8.self))
        case .uint16: raw(integer(UInt16.self))
        case .uint32: raw(integer(UInt32.self))
        case .uint64: raw(integer(UInt64.self))
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

    /// An integer of so many bits: integers wrap around; floats lose their fraction, and take the nearest integer there is
    /// where they are out of range, or 0 for NaN.
    private func integer<Integer: FixedWidthInteger>(_: Integer.Type) -> Integer {
        switch self {
        case .integer(let value): Integer(truncatingIfNeeded: value)
        case .unsigned(let value): Integer(truncatingIfNeeded: value)
        case .float(let value), .complex(let value, _):
            if value.isNaN {
                0
            } else {
                Integer(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
            }
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

/// Programs are looked up by such numbers, so that those are one number that have the same bits: 0 and -0 are two, and a
/// NaN is itself.
extension HostScalar: Hashable {
    private var bits: (kind: Int, first: UInt64, second: UInt64) {
        switch self {
        case .integer(let value): (0, UInt64(bitPattern: value), 0)
        case .unsigned(let value): (1, value, 0)
        case .float(let value): (2, value.bitPattern, 0)
        case .complex(let real, let imaginary): (3, real.bitPattern, imaginary.bitPattern)
        }
    }

    static func == (a: HostScalar, b: HostScalar) -> Bool { a.bits == b.bits }

    func hash(into hasher: inout Hasher) {
        let (kind, first, second) = bits
        hasher.combine(kind)
        hasher.combine(first)
        hasher.combine(second)
    }
}

extension HostScalar {
    /// A number of a program's own, as a dtype has it: a whole one for integers wraps around, as -1 does to all bits.
    init(_ number: Double, for dtype: DType) {
        self =
            dtype.isInexact
            ? .float(number) : Int64(exactly: number).map { .integer($0) } ?? .float(number)
    }
}
