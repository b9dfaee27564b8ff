import Espalier
import Foundation

extension SafeTensors {
    /// Writes named tensors as a file.
    ///
    /// The file appears as a whole or not at all. Tensors of more than a line of 64 bytes begin on such a boundary where
    /// the format, which allows no holes, lets them, so that reading takes no copy.
    ///
    /// - Parameters:
    ///   - tensors: the tensors by their names; the name `__metadata__` is taken.
    ///   - url: where to.
    ///   - metadata: texts to go with them.
    /// - Throws: ``FileError`` where the file can't be written or a tensor is complex128, which the format lacks;
    ///   `TensorError` for a tensor without elements, such as a traced one.
    public static func write(
        _ tensors: [String: Tensor], to url: URL, metadata: [String: String] = [:]
    ) throws {
        // Whole lines first, then ever smaller elements: everything lies on a boundary of its own size.
        let order = tensors.sorted { a, b in
            let (first, second) = (alignment(a.value), alignment(b.value))
            return first == second ? a.key < b.key : first > second
        }
        var lines: [String] = []
        if !metadata.isEmpty {
            lines.append("\"__metadata__\":\(try json(metadata))")
        }
        var offset = 0
        for (name, tensor) in order {
            guard name != "__metadata__", let dtype = tensor.dtype.safeTensorsName else {
                throw FileError(
                    url.path,
                    name == "__metadata__"
                        ? "no tensor can have the name __metadata__"
                        : "tensor \(name) is \(tensor.dtype), which the format doesn't have")
            }
            let end = offset + tensor.byteCount
            lines.append(
                "\(try json(name)):{\"dtype\":\"\(dtype)\",\"shape\":\(tensor.shape),\"data_offsets\":[\(offset),\(end)]}"
            )
            offset = end
        }
        var header = Array("{\(lines.joined(separator: ","))}".utf8)
        // Spaces are allowed behind it; the data then begins on a boundary.
        header += Array(repeating: UInt8(ascii: " "), count: (64 - (8 + header.count) % 64) % 64)
        guard header.count <= headerLimit else {
            throw FileError(
                url.path,
                "the names and metadata take \(header.count) bytes, and the format has \(headerLimit) for them"
            )
        }
        try writeAtomically(to: url) { file in
            try file.write(withUnsafeBytes(of: UInt64(header.count).littleEndian, Array.init))
            try file.write(header)
            for (_, tensor) in order {
                try tensor.withHostBytes { bytes in Result { try file.write(bytes) } }.get()
            }
        }
    }

    private static func alignment(_ tensor: Tensor) -> Int {
        let size = tensor.byteCount
        return size > 0 && size.isMultiple(of: 64) ? 64 : tensor.dtype.byteSize
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
