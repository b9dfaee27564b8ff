import Espalier
import Foundation
import Testing

@testable import EspalierNN

/// One recorded call of the areas `layers` and `losses`; see `Scripts/fixtures/README.md`.
struct Recording: Decodable, Sendable, CustomTestStringConvertible {
    let function: String
    let name: String
    private(set) var attributes = Attributes.null
    let inputs: [RecordedArray]
    let outputs: [RecordedArray]
    let cotangents: [RecordedArray?]?
    let inputCotangents: [RecordedArray?]?
    /// What `make compare` records besides.
    let bounds: RecordedBounds?

    /// Whether `make compare` recorded it, in any dtype.
    var isDrawnAgain: Bool { bounds != nil }

    var testDescription: String { name }

    /// The recorded calls of the areas, each read once.
    private static let layers = Result { try read("layers") }
    private static let losses = Result { try read("losses") }

    /// The recorded calls of an area.
    static func all(_ area: String) throws -> [Recording] {
        try (area == "layers" ? layers : losses).get()
    }

    private static func read(_ area: String) throws -> [Recording] {
        let folder = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        // `make compare` has recordings of its own.
        let own = ProcessInfo.processInfo.environment["ESPALIER_COMPARISON"]
        let url =
            own.map { URL(fileURLWithPath: $0).appendingPathComponent("\(area).json") }
            ?? folder.appendingPathComponent("EspalierTests/Fixtures/\(area).json")
        let data = try Data(contentsOf: url)
        var cases = try JSONDecoder().decode(File.self, from: data).cases
        // Decoders find out what type a value has by errors, of each of which Swift Testing takes a backtrace.
        let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        for (index, example) in (root?["cases"] as? [[String: Any]] ?? []).enumerated() {
            cases[index].attributes = Attributes(example["attributes"])
        }
        return cases
    }

    /// The recorded calls of a function; there must be some.
    static func of(_ function: String, in area: String = "layers") throws -> [Recording] {
        let found = try all(area).filter { $0.function == function }
        try #require(!found.isEmpty, "no recorded call of \(function)")
        return found
    }

    /// The input of a layer.
    var input: Tensor { get throws { try inputs[0].tensor } }

    /// The weights of a layer, by name.
    var weights: [String: Tensor] {
        get throws {
            let names = attributes["parameters"].array.compactMap(\.string)
            let tensors = try inputs.dropFirst().map { try $0.tensor }
            return Dictionary(uniqueKeysWithValues: zip(names, tensors))
        }
    }

    var options: Attributes { attributes["options"] }

    private struct File: Decodable {
        let cases: [Recording]
    }

    /// All but the attributes.
    private enum CodingKeys: CodingKey {
        case function, name, inputs, outputs, cotangents, inputCotangents, bounds
    }
}

/// An array as bytes.
struct RecordedArray: Decodable, Sendable {
    let dtype: String
    let shape: [Int]
    let data: Data

    /// The array as a tensor.
    var tensor: Tensor {
        get throws {
            switch dtype {
            case "float32": Tensor(scalars: read(Float.self), shape: shape)
            case "float64": Tensor(scalars: read(Double.self), shape: shape)
            case "float16":
                Tensor(scalars: read(UInt16.self).map { Float16(bitPattern: $0) }, shape: shape)
            case "int32": Tensor(scalars: read(Int32.self), shape: shape)
            case "uint32": Tensor(scalars: read(UInt32.self), shape: shape)
            case "bool": Tensor(scalars: data.map { $0 != 0 }, shape: shape)
            case "bfloat16":
                Tensor(scalars: read(UInt16.self).map { BFloat16(bitPattern: $0) }, shape: shape)
            case "complex64":
                complex(
                    Tensor(scalars: read(Float.self), shape: shape + [2])[.ellipsis, 0],
                    Tensor(scalars: read(Float.self), shape: shape + [2])[.ellipsis, 1])
            default: throw TensorError("Recording", "no reader for \(dtype)")
            }
        }
    }

    private func read<Element: BitwiseCopyable>(_ type: Element.Type) -> [Element] {
        data.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: MemoryLayout<Element>.stride).map {
                bytes.loadUnaligned(fromByteOffset: $0, as: Element.self)
            }
        }
    }
}

/// The attributes of a call: JSON, where what is absent is null.
enum Attributes: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([Attributes])
    case object([String: Attributes])

    /// What `JSONSerialization` gives.
    init(_ value: Any?) {
        switch value {
        case let text as String: self = .text(text)
        case let elements as [Any]: self = .list(elements.map { Attributes($0) })
        case let members as [String: Any]: self = .object(members.mapValues { Attributes($0) })
        case let number as NSNumber:
            self =
                String(cString: number.objCType) == "c"
                ? .bool(number.boolValue) : .number(number.doubleValue)
        default: self = .null
        }
    }

    subscript(key: String) -> Attributes {
        if case .object(let members) = self { members[key] ?? .null } else { .null }
    }

    var isNull: Bool { if case .null = self { true } else { false } }
    var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    var double: Double? { if case .number(let value) = self { value } else { nil } }
    var int: Int? { double.map { Int($0) } }
    var string: String? { if case .text(let value) = self { value } else { nil } }
    var array: [Attributes] { if case .list(let value) = self { value } else { [] } }
    var ints: [Int] { array.compactMap(\.int) }

    /// A number for all axes, or one for each.
    func extents(_ count: Int) -> [Int]? {
        int.map { Array(repeating: $0, count: count) } ?? (ints.isEmpty ? nil : ints)
    }
}
