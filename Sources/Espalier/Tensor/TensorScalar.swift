import Numerics
import PJRT

/// A Swift number that can be an element of a tensor.
public protocol TensorScalar: Sendable, Hashable {
    /// The dtype that tensors of such elements have.
    static var dtype: DType { get }
}

extension TensorScalar {
    /// The elements in row-major bytes of their dtype.
    static func read(_ bytes: UnsafeRawBufferPointer) -> [Self] {
        // What a program of somebody else's gives may have other bytes than Swift's booleans.
        if Self.self == Bool.self, !bytes.areTruths,
            let truths = bytes.map({ $0 != 0 }) as? [Self]
        {
            return truths
        }
        let count = bytes.count / MemoryLayout<Self>.stride
        return Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
            initialized = count
        }
    }
}

extension Bool: TensorScalar {
    /// `bool`
    public static var dtype: DType { .bool }
}
extension Int8: TensorScalar {
    /// `int8`
    public static var dtype: DType { .int8 }
}
extension Int16: TensorScalar {
    /// `int16`
    public static var dtype: DType { .int16 }
}
extension Int32: TensorScalar {
    /// `int32`
    public static var dtype: DType { .int32 }
}
extension Int64: TensorScalar {
    /// `int64`
    public static var dtype: DType { .int64 }
}
extension Int: TensorScalar {
    /// `int64`
    public static var dtype: DType { .int64 }
}
extension UInt8: TensorScalar {
    /// `uint8`
    public static var dtype: DType { .uint8 }
}
extension UInt16: TensorScalar {
    /// `uint16`
    public static var dtype: DType { .uint16 }
}
extension UInt32: TensorScalar {
    /// `uint32`
    public static var dtype: DType { .uint32 }
}
extension UInt64: TensorScalar {
    /// `uint64`
    public static var dtype: DType { .uint64 }
}
extension UInt: TensorScalar {
    /// `uint64`
    public static var dtype: DType { .uint64 }
}
extension Float16: TensorScalar {
    /// `float16`
    public static var dtype: DType { .float16 }
}
extension BFloat16: TensorScalar {
    /// `bfloat16`
    public static var dtype: DType { .bfloat16 }
}
extension Float: TensorScalar {
    /// `float32`
    public static var dtype: DType { .float32 }
}
extension Double: TensorScalar {
    /// `float64`
    public static var dtype: DType { .float64 }
}
extension Complex: TensorScalar where RealType: TensorScalar {
    /// `complex64` for `Complex<Float>`, `complex128` for `Complex<Double>`
    public static var dtype: DType { RealType.dtype.complexified }
}

/// A 16-bit floating-point number with the exponent range of `Float` and eight significant bits.
public struct BFloat16: Sendable, Hashable {
    /// The sign, exponent and significand, as the upper half of a `Float` has them.
    public var bitPattern: UInt16

    /// The number with these bits.
    public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

    /// The nearest number, ties to even.
    public init(_ value: Float) {
        let bits = value.bitPattern
        if value.isNaN {
            bitPattern = UInt16(truncatingIfNeeded: bits >> 16) | 0x40
        } else {
            let rounding = 0x7FFF + ((bits >> 16) & 1)
            bitPattern = UInt16(truncatingIfNeeded: (bits &+ rounding) >> 16)
        }
    }
}

extension Float {
    /// The same number.
    public init(_ value: BFloat16) { self.init(bitPattern: UInt32(value.bitPattern) << 16) }
}
