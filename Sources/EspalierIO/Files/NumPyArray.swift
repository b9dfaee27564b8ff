import Espalier
import Foundation
import PJRT

// The format "npy" of NumPy: a line of Python that says shape and dtype, then the elements.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

extension Tensor {
    /// Reads an array that `numpy.save` wrote.
    ///
    /// Booleans, integers, floating and complex numbers of all sizes, in either byte order, in C's or Fortran's order; a
    /// structured or object array is an error.
    ///
    /// - Throws: ``FileError`` where the file can't be read or isn't such an array.
    public init(npy url: URL) throws {
        let file = try InputFile(url)
        let start = try file.read(Swift.min(file.size, NumPyHeader.longestLine + 12), at: 0)
        let header = try NumPyHeader(start, path: file.path)
        let type = ShapedTensor(shape: header.shape, dtype: header.dtype)
        guard let count = arrayByteCount(header.shape, header.dtype),
            count == file.size - header.length
        else {
            throw FileError(
                file.path,
                "\(file.size - header.length) bytes don't make \(header.dtype) of shape \(header.shape)"
            )
        }
        if header.isPlain {
            self.init(storage: try file.storage(count, at: header.length), type: type)
        } else {
            self = header.tensor(try file.read(count, at: header.length))
        }
    }

    /// Writes the array as `numpy.load` reads it.
    ///
    /// - Throws: ``FileError`` where the file can't be written or the dtype is bfloat16, which NumPy doesn't have;
    ///   `TensorError` for a tensor without elements.
    public func write(npy url: URL) throws {
        let header = try NumPyHeader.bytes(for: self, path: url.path)
        try writeAtomically(to: url) { file in
            try file.write(header)
            try withHostBytes { bytes in Result { try file.write(bytes) } }.get()
        }
    }
}

/// The line of Python at the beginning of an array.
struct NumPyHeader {
    let dtype: DType
    let shape: [Int]
    /// Where the elements begin.
    let length: Int
    private let isFortran: Bool
    private let isBigEndian: Bool

    /// No array that this library can hold needs more.
    static let longestLine = 4096

    /// Whether the elements lie as a tensor's do.
    var isPlain: Bool { !isFortran && !isBigEndian }

    init(_ bytes: [UInt8], path: String) throws {
        guard bytes.count >= 10, bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else {
            throw FileError(path, "is no array of NumPy: the first bytes are others")
        }
        let isLong = bytes[6] >= 2
        let begin = isLong ? 12 : 10
        guard (1...3).contains(bytes[6]), bytes.count >= begin else {
            throw FileError(path, "is in version \(bytes[6]) of the format, and 1 to 3 are known")
        }
        let size = bytes[8..<begin].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard size <= Self.longestLine, bytes.count >= begin + size else {
            throw FileError(path, "the header claims \(size) bytes")
        }
        length = begin + size
        let line = String(decoding: bytes[begin..<length], as: UTF8.self)
        guard let description = line.firstMatch(of: /'descr'\s*:\s*'([<>|=])([a-z])(\d+)'/),
            let order = line.firstMatch(of: /'fortran_order'\s*:\s*(True|False)/),
            let sizes = line.firstMatch(of: /'shape'\s*:\s*\(([\d\s,L]*)\)/)
        else { throw FileError(path, "the header is not one of a plain array: \(line)") }
        guard let dtype = DType(numPy: String(description.2) + description.3) else {
            throw FileError(path, "dtype \(description.2)\(description.3) is not known")
        }
        self.dtype = dtype
        isBigEndian = description.1 == ">"
        isFortran = order.1 == "True"
        let words = sizes.1.split(separator: ",").map { $0.filter(\.isNumber) }.filter {
            !$0.isEmpty
        }
        let shape = words.compactMap { Int($0) }
        guard shape.count == words.count, arrayByteCount(shape, dtype) != nil else {
            throw FileError(path, "the shape (\(sizes.1)) is impossible")
        }
        self.shape = shape
    }

    /// The array whose elements lie in one of the other orders.
    func tensor(_ bytes: [UInt8]) -> Tensor {
        var bytes = bytes
        if isBigEndian {
            let width = dtype.isComplex ? dtype.byteSize / 2 : dtype.byteSize
            for start in stride(from: 0, to: bytes.count, by: width) {
                bytes[start..<start + width].reverse()
            }
        }
        let storage = bytes.withUnsafeBytes { AlignedStorage(copying: $0) }
        guard isFortran else {
            return Tensor(storage: storage, type: ShapedTensor(shape: shape, dtype: dtype))
        }
        let reversed = ShapedTensor(shape: shape.reversed(), dtype: dtype)
        return Tensor(storage: storage, type: reversed).transposed()
    }

    /// The header of a tensor, padded so that the elements begin on a boundary of 64 bytes.
    static func bytes(for tensor: Tensor, path: String) throws -> [UInt8] {
        guard let name = tensor.dtype.numPyName else {
            throw FileError(
                path, "\(tensor.dtype) is a dtype that NumPy doesn't have; convert it first")
        }
        let mark = tensor.dtype.byteSize == 1 ? "|" : "<"
        let sizes = tensor.shape.map { "\($0)," }.joined(separator: " ")
        let shape = tensor.rank > 1 ? String(sizes.dropLast()) : sizes
        let line = "{'descr': '\(mark)\(name)', 'fortran_order': False, 'shape': (\(shape)), }"
        let padding = 63 - (10 + line.utf8.count) % 64
        let text = Array(line.utf8) + Array(repeating: UInt8(ascii: " "), count: padding) + [10]
        guard text.count <= longestLine else {
            throw FileError(path, "\(tensor.rank) axes are more than an array of NumPy has")
        }
        return [0x93] + Array("NUMPY".utf8) + [
            1, 0, UInt8(text.count & 255), UInt8(text.count >> 8),
        ] + text
    }
}

extension DType {
    private static let numPyNames: [(DType, String)] = [
        (.bool, "b1"), (.int8, "i1"), (.int16, "i2"), (.int32, "i4"), (.int64, "i8"),
        (.uint8, "u1"),
        (.uint16, "u2"), (.uint32, "u4"), (.uint64, "u8"), (.float16, "f2"), (.float32, "f4"),
        (.float64, "f8"), (.complex64, "c8"), (.complex128, "c16"),
    ]

    fileprivate init?(numPy name: String) {
        guard let found = Self.numPyNames.first(where: { $0.1 == name }) else { return nil }
        self = found.0
    }

    fileprivate var numPyName: String? { Self.numPyNames.first { $0.0 == self }?.1 }
}
