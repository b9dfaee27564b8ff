import Espalier
import Numerics

extension FixtureArray {
    /// The elements of a tensor, which are waited for.
    package init(_ tensor: Tensor) throws {
        func bytes<Scalar: TensorScalar>(_ type: Scalar.Type) throws -> [UInt8] {
            try tensor.scalars(as: type).withUnsafeBytes(Array.init)
        }
        self.init(
            dtype: tensor.dtype.description, shape: tensor.shape,
            bytes: try bytes(tensor.dtype.scalarType))
    }

    /// Numbers in float64.
    package init(_ numbers: [Double]) {
        self.init(
            dtype: "float64", shape: [numbers.count],
            bytes: numbers.withUnsafeBytes(Array.init))
    }

    /// The array as a tensor.
    package var tensor: Tensor {
        get throws {
            func tensor<Scalar: TensorScalar>(_ type: Scalar.Type) -> Tensor {
                let scalars = [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
                    UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes)
                    initialized = count
                }
                return Tensor(scalars: scalars, shape: shape)
            }
            let dtype = try tensorType
            guard bytes.count == count * dtype.byteSize else {
                throw TensorError("fixture", "\(bytes.count) bytes for \(dtype) \(shape)")
            }
            return tensor(dtype.scalarType)
        }
    }

    /// The dtype of the array as a tensor.
    package var tensorType: DType {
        get throws {
            guard let found = DType.allCases.first(where: { $0.description == dtype }) else {
                throw UnknownDType(name: dtype)
            }
            return found
        }
    }
}

extension DType {
    /// The Swift type of the elements.
    fileprivate var scalarType: any TensorScalar.Type {
        switch self {
        case .bool: Bool.self
        case .int8: Int8.self
        case .int16: Int16.self
        case .int32: Int32.self
        case .int64: Int64.self
        case .uint8: UInt8.self
        case .uint16: UInt16.self
        case .uint32: UInt32.self
        case .uint64: UInt64.self
        case .float16: Float16.self
        case .bfloat16: BFloat16.self
        case .float32: Float.self
        case .float64: Double.self
        case .complex64: Complex<Float>.self
        case .complex128: Complex<Double>.self
        case .float8E4M3FN: Float8E4M3FN.self
        case .float8E5M2: Float8E5M2.self
        }
    }
}

extension Tensor {
    /// The array of a fixture.
    package init(fixture array: FixtureArray) throws { self = try array.tensor }
}

/// The elements of a tensor, of a complex one the real part, then the imaginary, read on the host: a conversion on the
/// device would be a program for each shape.
package func numbers(_ x: Tensor) throws -> [Double] { try FixtureArray(x).numbers }
