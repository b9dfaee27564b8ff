import Espalier
import Foundation

/// A file of named tensors in the format "safetensors" of Hugging Face.
///
///     let file = try SafeTensors(contentsOf: url)
///     let weight = try file["encoder.weight"]
///
/// Opening reads the header and checks all of it. A tensor is read when it is asked for, and large ones are pages of the
/// file itself: loading takes no second copy of the data. The file must not be changed in place as long as such a tensor
/// lives; replacing it, as ``write(_:to:metadata:)`` does, is fine.
///
/// The format is eight bytes with the length of the header, the header in JSON, and the elements, row-major and
/// little-endian, without holes. <https://github.com/huggingface/safetensors>
public struct SafeTensors: Sendable {
    /// What the header says of one tensor.
    struct Entry: Sendable {
        let type: ShapedTensor
        /// Where its bytes begin in the file.
        let offset: Int
    }

    /// The texts that the writer added.
    public let metadata: [String: String]

    /// The file.
    var path: String { file.path }

    private let file: InputFile
    private let entries: [String: Entry]

    /// How long a header may be: the limit of the original implementation.
    static let headerLimit = 100_000_000

    /// Opens a file.
    ///
    /// - Throws: ``FileError`` where the file can't be read, ends early, or has a header that is wrong in any respect.
    public init(contentsOf url: URL) throws {
        file = try InputFile(url)
        let start = try file.read(8, at: 0)
        let length = start.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= Self.headerLimit, Int(length) <= file.size - 8 else {
            throw FileError(
                file.path, "the header claims \(length) bytes, and the file has \(file.size)")
        }
        let header = try SafeTensorsHeader(
            try file.read(Int(length), at: 8), dataStart: 8 + Int(length), fileSize: file.size,
            path: file.path)
        metadata = header.metadata
        entries = header.entries
    }

    /// The names of the tensors, sorted.
    public var names: [String] { entries.keys.sorted() }

    /// The shape and dtype of a tensor; nil where there is none of that name.
    public func type(of name: String) -> ShapedTensor? { entries[name]?.type }

    /// A tensor by its name.
    ///
    /// - Throws: ``FileError`` where there is none of that name, or it can't be read.
    public subscript(name: String) -> Tensor {
        get throws {
            guard let entry = entries[name] else {
                throw FileError(
                    file.path,
                    "has no tensor \(name); it has \(names.prefix(20).joined(separator: ", "))")
            }
            return Tensor(
                storage: try file.storage(entry.type.byteCount, at: entry.offset), type: entry.type)
        }
    }

    /// All tensors by their names.
    ///
    /// - Throws: ``FileError`` where one can't be read.
    public func tensors() throws -> [String: Tensor] {
        try Dictionary(uniqueKeysWithValues: entries.keys.map { ($0, try self[$0]) })
    }
}

/// The header, read and checked.
struct SafeTensorsHeader {
    var metadata: [String: String] = [:]
    var entries: [String: SafeTensors.Entry] = [:]

    private struct Line: Decodable {
        let dtype: String
        let shape: [Int]
        let data_offsets: [Int]
    }

    private enum Item: Decodable {
        case line(Line)
        case texts([String: String])

        init(from decoder: any Decoder) throws {
            if decoder.codingPath.last?.stringValue == "__metadata__" {
                self = .texts(try [String: String](from: decoder))
            } else {
                self = .line(try Line(from: decoder))
            }
        }
    }

    init(_ bytes: [UInt8], dataStart: Int, fileSize: Int, path: String) throws {
        let items: [String: Item]
        do {
            items = try JSONDecoder().decode([String: Item].self, from: Data(bytes))
        } catch {
            throw FileError(path, "the header is not as it has to be: \(error)")
        }
        if let key = duplicateKey(in: bytes) {
            throw FileError(path, "the header has \(key) twice, and which one is meant is unknown")
        }
        var ranges: [(range: Range<Int>, name: String)] = []
        for (name, item) in items {
            switch item {
            case .texts(let texts): metadata = texts
            case .line(let line):
                func problem(_ text: String) -> FileError {
                    FileError(path, "tensor \(name): \(text)")
                }
                guard let dtype = DType(safeTensors: line.dtype) else {
                    throw problem("dtype \(line.dtype) is not known")
                }
                guard line.data_offsets.count == 2, line.data_offsets[0] >= 0,
                    line.data_offsets[0] <= line.data_offsets[1],
                    line.data_offsets[1] <= fileSize - dataStart
                else {
                    throw problem(
                        "offsets \(line.data_offsets) are not in the \(fileSize - dataStart) bytes of data"
                    )
                }
                let range = line.data_offsets[0]..<line.data_offsets[1]
                guard let count = arrayByteCount(line.shape, dtype), count == range.count else {
                    throw problem("\(range.count) bytes don't make \(dtype) of shape \(line.shape)")
                }
                ranges.append((range, name))
                entries[name] = SafeTensors.Entry(
                    type: ShapedTensor(shape: line.shape, dtype: dtype),
                    offset: dataStart + range.lowerBound)
            }
        }
        ranges.sort {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        var end = 0
        for (range, name) in ranges {
            guard range.lowerBound == end else {
                throw FileError(
                    path,
                    "tensor \(name) begins at byte \(range.lowerBound) of the data, and the one before ends at \(end)"
                )
            }
            end = range.upperBound
        }
        guard end == fileSize - dataStart else {
            throw FileError(
                path, "\(fileSize - dataStart - end) bytes at the end belong to no tensor")
        }
    }
}

/// The bytes of an array; nil where the shape is impossible.
func arrayByteCount(_ shape: [Int], _ dtype: DType) -> Int? {
    var count = dtype.byteSize
    for size in shape {
        guard size >= 0 else { return nil }
        let (product, overflow) = count.multipliedReportingOverflow(by: size)
        if overflow { return nil }
        count = product
    }
    return count
}

extension DType {
    private static let safeTensorNames: [(DType, String)] = [
        (.bool, "BOOL"), (.int8, "I8"), (.int16, "I16"), (.int32, "I32"), (.int64, "I64"),
        (.uint8, "U8"), (.uint16, "U16"), (.uint32, "U32"), (.uint64, "U64"), (.float16, "F16"),
        (.bfloat16, "BF16"), (.float32, "F32"), (.float64, "F64"), (.complex64, "C64"),
        (.float8E4M3FN, "F8_E4M3"), (.float8E5M2, "F8_E5M2"),
    ]

    /// The dtype that the format calls so.
    init?(safeTensors name: String) {
        guard let found = Self.safeTensorNames.first(where: { $0.1 == name }) else { return nil }
        self = found.0
    }

    /// What the format calls the dtype; nil for complex128, which it doesn't have.
    var safeTensorsName: String? { Self.safeTensorNames.first { $0.0 == self }?.1 }
}
