import Espalier
import Foundation
import PJRT

/// A file of named arrays that `numpy.savez` or `numpy.savez_compressed` wrote.
///
///     let archive = try NumPyArchive(contentsOf: url)
///     let x = try archive["x"]
///
/// Arrays are read when they are asked for. Compressed ones need the library zlib, which is looked for when the first is
/// read.
public struct NumPyArchive: Sendable {
    private let archive: ZipArchive

    /// Opens a file and reads its table of contents.
    ///
    /// - Throws: ``FileError`` where the file can't be read or is no zip file.
    public init(contentsOf url: URL) throws { archive = try ZipArchive(url) }

    /// The names of the arrays, sorted.
    public var names: [String] {
        archive.members.keys.filter { $0.hasSuffix(".npy") }.map { String($0.dropLast(4)) }.sorted()
    }

    /// An array by its name.
    ///
    /// - Throws: ``FileError`` where there is none of that name, it can't be read, or is no plain array.
    public subscript(name: String) -> Tensor {
        get throws {
            guard let member = archive.members[name + ".npy"] else {
                throw FileError(
                    archive.path,
                    "has no array \(name); it has \(names.prefix(20).joined(separator: ", "))")
            }
            let path = "\(archive.path), array \(name)"
            let bytes = try archive.contents(of: member)
            let header = try NumPyHeader(
                Array(bytes.prefix(NumPyHeader.longestLine + 12)), path: path)
            guard let count = arrayByteCount(header.shape, header.dtype),
                count == bytes.count - header.length
            else {
                throw FileError(
                    path,
                    "\(bytes.count - header.length) bytes don't make \(header.dtype) of shape \(header.shape)"
                )
            }
            return header.tensor(Array(bytes[header.length...]))
        }
    }

    /// All arrays by their names.
    ///
    /// - Throws: ``FileError`` where one can't be read.
    public func tensors() throws -> [String: Tensor] {
        try Dictionary(uniqueKeysWithValues: names.map { ($0, try self[$0]) })
    }

    /// Writes named arrays as `numpy.savez` does, without compression.
    ///
    /// - Throws: ``FileError`` where the file can't be written or a dtype is one that NumPy doesn't have.
    public static func write(_ tensors: [String: Tensor], to url: URL) throws {
        try ZipArchive.write(
            tensors.sorted { $0.key < $1.key }.map { name, tensor in
                let header = try NumPyHeader.bytes(for: tensor, path: "\(url.path), array \(name)")
                return (name + ".npy", header + (try tensor.withHostBytes { Array($0) }))
            }, to: url)
    }
}
