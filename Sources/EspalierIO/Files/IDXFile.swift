import Espalier
import Foundation
import PJRT

extension Tensor {
    /// Reads an array in the format IDX of the MNIST database, packed by gzip or not.
    ///
    /// Two zero bytes, the dtype, the rank, the sizes as big-endian numbers of 32 bits, and the elements, big-endian and
    /// row-major. <http://yann.lecun.com/exdb/mnist/>
    ///
    /// - Throws: ``FileError`` where the file can't be read or isn't such an array.
    public init(idx url: URL) throws {
        let file = try InputFile(url)
        var bytes = try file.read(file.size, at: 0)
        if bytes.starts(with: [0x1F, 0x8B]) {
            // The last four bytes are the size modulo 2^32; deflate makes at most 1032 bytes of one.
            let size = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            guard bytes.count >= 18, size / 1032 <= bytes.count else {
                throw FileError(file.path, "claims \(size) bytes, packed in \(bytes.count)")
            }
            bytes = try ZLib.shared().inflate(bytes, size: size, path: file.path, wrapping: .gzip)
        }
        let types: [UInt8: DType] = [
            0x08: .uint8, 0x09: .int8, 0x0B: .int16, 0x0C: .int32, 0x0D: .float32, 0x0E: .float64,
        ]
        guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0, let dtype = types[bytes[2]] else {
            throw FileError(file.path, "is no IDX file: it begins with \(Array(bytes.prefix(4)))")
        }
        let start = 4 + 4 * Int(bytes[3])
        guard bytes.count >= start else { throw FileError(file.path, "ends within the sizes") }
        let shape = Swift.stride(from: 4, to: start, by: 4).map { place in
            bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        guard let count = arrayByteCount(shape, dtype), count == bytes.count - start else {
            throw FileError(
                file.path, "\(bytes.count - start) bytes don't make \(dtype) of shape \(shape)")
        }
        for place in Swift.stride(from: start, to: bytes.count, by: dtype.byteSize)
        where dtype.byteSize > 1 {
            bytes[place..<place + dtype.byteSize].reverse()
        }
        let storage = bytes.withUnsafeBytes {
            AlignedStorage(copying: UnsafeRawBufferPointer(rebasing: $0[start...]))
        }
        self.init(storage: storage, type: ShapedTensor(shape: shape, dtype: dtype))
    }
}
