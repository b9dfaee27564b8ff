import Foundation

/// The recorded calls of one area, as `Scripts/fixtures/generate.py` wrote them.
///
///     for example in try FixtureFile("elementwise").cases(of: "tanh") { … }
///
/// The reader knows nothing of the library under test, so that a mistake there cannot hide here.
struct FixtureFile: Decodable, Sendable {
    /// The area's name, which is the file's name without its extension.
    let area: String
    /// The package versions that wrote the file, by package name.
    let versions: [String: String]
    /// Every recorded call, in the order of the script.
    private(set) var cases: [FixtureCase]

    /// The folder that holds the data files.
    ///
    /// It is found from this source file, so that rewritten fixtures need no rebuild.
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures", isDirectory: true)

    /// Reads the file of an area, such as `"elementwise"`.
    ///
    /// - Parameter folder: where it is; `make compare` has its own.
    /// - Throws: Foundation's error where the file is missing, `DecodingError` where it is malformed.
    init(_ area: String, in folder: URL = Self.folder) throws {
        let url = folder.appendingPathComponent("\(area).json")
        let data = try Data(contentsOf: url)
        self = try JSONDecoder().decode(FixtureFile.self, from: data)
        // Decoders find out what type a value has by errors, of each of which Swift Testing takes a backtrace: that would
        // be most of what the tests do.
        let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        for (index, example) in (root?["cases"] as? [[String: Any]] ?? []).enumerated() {
            cases[index].attributes = FixtureValue(example["attributes"])
        }
    }

    /// The cases that call a function.
    func cases(of function: String) -> [FixtureCase] {
        cases.filter { $0.function == function }
    }

    /// The names of all functions that have a case, sorted.
    var functions: [String] {
        Set(cases.map(\.function)).sorted()
    }
}

/// One recorded call.
///
/// The lists are parallel: `tangents` and `inputCotangents` to `inputs`, `cotangents` and
/// `outputTangents` to `outputs`. An entry is nil where an array has no derivative (integers,
/// booleans, arguments that are not differentiated). A list is nil where it was not recorded.
struct FixtureCase: Decodable, Sendable, CustomStringConvertible {
    /// What was called.
    let function: String
    /// What tells this case from every other one of its file.
    let name: String
    /// The arguments that are no arrays.
    fileprivate(set) var attributes = FixtureValue.null
    /// Whether JAX ran with 64-bit types, which decides what integers and flags are promoted to.
    let x64: Bool
    let inputs: [FixtureArray]
    let outputs: [FixtureArray]
    /// A direction in the inputs.
    let tangents: [FixtureArray?]?
    /// The derivative of the outputs along `tangents`.
    let outputTangents: [FixtureArray?]?
    /// A covector over the outputs.
    let cotangents: [FixtureArray?]?
    /// `cotangents` pulled back to the inputs, by JAX's convention for complex numbers (no
    /// conjugation).
    let inputCotangents: [FixtureArray?]?
    /// The derivative of `inputCotangents` along `tangents`; nil where it is zero, and where
    /// `firstOrderOnly` is true.
    let secondOrder: [FixtureArray?]?
    /// True where the second derivative is nan or infinite, and therefore not recorded.
    let firstOrderOnly: Bool?
    /// Printed text, in the cases that print: what `str(array)` gives.
    let text: String?
    /// What `repr(array)` gives, beside `text`.
    let repr: String?
    /// The result of the table-valued functions of the area `promotion`: row, then column.
    let table: [String: [String: String]]?

    var description: String { name }

    /// All but the attributes.
    private enum CodingKeys: CodingKey {
        case function, name, x64, inputs, outputs, tangents, outputTangents, cotangents
        case inputCotangents, secondOrder, firstOrderOnly, text, repr, table
    }
}

/// An array as bytes.
struct FixtureArray: Sendable, Equatable {
    /// NumPy's name, such as `"float32"`, `"bfloat16"` or `"bool"`.
    let dtype: String
    let shape: [Int]
    /// The elements, row-major and little-endian; a boolean is one byte.
    let bytes: [UInt8]

    /// The number of elements.
    var count: Int { shape.reduce(1, *) }

    /// The elements as a Swift type of the same layout; nil where the sizes disagree.
    ///
    /// `Complex` numbers are read as twice as many real ones.
    func elements<Element: BitwiseCopyable>(as type: Element.Type) -> [Element]? {
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

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        dtype = try container.decode(String.self, forKey: .dtype)
        shape = try container.decode([Int].self, forKey: .shape)
        bytes = [UInt8](try container.decode(Data.self, forKey: .data))
    }
}

/// A JSON value: an attribute of a call.
///
/// Members and elements are reached by subscript, and absent ones are `null`:
/// `attributes["axis"].int`, `attributes["index"][0]["slice"].array`.
enum FixtureValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([FixtureValue])
    case object([String: FixtureValue])

    var isNull: Bool { self == .null }

    var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    var int: Int? {
        if case .int(let value) = self { value } else { nil }
    }

    /// The number, whole or not; the strings `"nan"`, `"inf"` and `"-inf"` stand for themselves.
    var double: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        case .string(let text) where ["nan", "inf", "-inf"].contains(text): Double(text)
        default: nil
        }
    }

    var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    var array: [FixtureValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// A list of whole numbers, such as axes or a shape.
    var ints: [Int]? {
        guard let array else { return nil }
        let numbers = array.compactMap(\.int)
        return numbers.count == array.count ? numbers : nil
    }

    subscript(key: String) -> FixtureValue {
        if case .object(let members) = self { members[key] ?? .null } else { .null }
    }

    subscript(index: Int) -> FixtureValue {
        if let array, array.indices.contains(index) { array[index] } else { .null }
    }
}

extension FixtureValue {
    /// What `JSONSerialization` gives.
    init(_ value: Any?) {
        switch value {
        case let text as String: self = .string(text)
        case let elements as [Any]: self = .array(elements.map { FixtureValue($0) })
        case let members as [String: Any]: self = .object(members.mapValues { FixtureValue($0) })
        case let number as NSNumber:
            switch String(cString: number.objCType) {
            case "c": self = .bool(number.boolValue)
            case "d", "f":
                let value = number.doubleValue
                self = Int(exactly: value).map { .int($0) } ?? .double(value)
            default: self = Int(exactly: number).map { .int($0) } ?? .double(number.doubleValue)
            }
        default: self = .null
        }
    }
}
