import Foundation

/// An array as bytes, which is what a recording holds and what numbers are compared as.
package struct FixtureArray: Sendable, Equatable {
    /// NumPy's name, such as `"float32"`, `"bfloat16"` or `"bool"`.
    package let dtype: String
    package let shape: [Int]
    /// The elements, row-major and little-endian; a boolean is one byte.
    package let bytes: [UInt8]

    package init(dtype: String, shape: [Int], bytes: [UInt8]) {
        self.dtype = dtype
        self.shape = shape
        self.bytes = bytes
    }

    /// The same elements in another shape, which has to have as many.
    package func reshaped(_ shape: [Int]) -> FixtureArray {
        precondition(shape.reduce(1, *) == count, "\(count) elements don't fill \(shape)")
        return FixtureArray(dtype: dtype, shape: shape, bytes: bytes)
    }

    /// The number of elements.
    package var count: Int { shape.reduce(1, *) }

    /// The elements as a Swift type of the same layout; nil where the sizes disagree.
    ///
    /// `Complex` numbers are read as twice as many real ones.
    package func elements<Element: BitwiseCopyable>(as type: Element.Type) -> [Element]? {
        let stride = MemoryLayout<Element>.stride
        guard bytes.count % stride == 0 else { return nil }
        return bytes.withUnsafeBytes { raw in
            (0..<bytes.count / stride).map {
                raw.loadUnaligned(fromByteOffset: $0 * stride, as: Element.self)
            }
        }
    }
}

extension FixtureArray: Decodable {
    private enum CodingKeys: String, CodingKey {
        case dtype, shape, data
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        dtype = try container.decode(String.self, forKey: .dtype)
        shape = try container.decode([Int].self, forKey: .shape)
        bytes = [UInt8](try container.decode(Data.self, forKey: .data))
    }
}

/// An array of another dtype than the reader knows.
package struct UnknownDType: Error, CustomStringConvertible {
    package let name: String
    package var description: String { "no dtype is named \(name)" }
}

extension FixtureArray {
    package var isComplex: Bool { dtype.hasPrefix("complex") }

    /// Whether the elements are floating or complex, so that they are rounded.
    package var isInexact: Bool { dtype.contains("float") || isComplex }

    /// The elements as numbers, of a complex one the real part, then the imaginary.
    ///
    /// Integers of more than 53 bits are rounded.
    package var numbers: [Double] {
        get throws {
            func read<Element: BitwiseCopyable>(
                _ type: Element.Type, _ number: (Element) -> Double
            ) -> [Double] {
                (elements(as: type) ?? []).map(number)
            }
            return switch dtype {
            case "bool": read(UInt8.self) { $0 == 0 ? 0 : 1 }
            case "int8": read(Int8.self) { Double($0) }
            case "int16": read(Int16.self) { Double($0) }
            case "int32": read(Int32.self) { Double($0) }
            case "int64": read(Int64.self) { Double($0) }
            case "uint8": read(UInt8.self) { Double($0) }
            case "uint16": read(UInt16.self) { Double($0) }
            case "uint32": read(UInt32.self) { Double($0) }
            case "uint64": read(UInt64.self) { Double($0) }
            case "float16": read(Float16.self) { Double($0) }
            case "bfloat16": read(UInt16.self) { Double(Float(bitPattern: UInt32($0) << 16)) }
            case "float32", "complex64": read(Float.self) { Double($0) }
            case "float64", "complex128": read(Double.self) { $0 }
            case "float8_e5m2": read(UInt8.self) { Double(Float16(bitPattern: UInt16($0) << 8)) }
            case "float8_e4m3fn": read(UInt8.self, Self.float8E4M3FN)
            default: throw UnknownDType(name: dtype)
            }
        }
    }

    /// Four bits of exponent, three of mantissa, no infinities.
    private static func float8E4M3FN(_ bits: UInt8) -> Double {
        let (exponent, mantissa) = (Int(bits >> 3 & 0xF), Double(bits & 7))
        let magnitude: Double =
            if bits & 0x7F == 0x7F {
                .nan
            } else if exponent == 0 {
                Double(sign: .plus, exponent: -6, significand: mantissa / 8)
            } else {
                Double(sign: .plus, exponent: exponent - 7, significand: 1 + mantissa / 8)
            }
        return bits >> 7 == 0 ? magnitude : -magnitude
    }

    /// The largest magnitude of a finite element, or of a finite part of one; 0 where there is none.
    package var largestMagnitude: Double {
        get throws { try numbers.filter(\.isFinite).map(\.magnitude).max() ?? 0 }
    }
}
