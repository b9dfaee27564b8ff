import Foundation
import Synchronization

/// The recorded calls of one area, as `Scripts/fixtures/generate.py` wrote them.
///
///     for example in try FixtureFile.shared("elementwise").cases(of: "tanh") { … }
///
/// The reader knows nothing of the library under test, so that a mistake there cannot hide here.
package struct FixtureFile: Decodable, Sendable {
    /// The area's name, which is the file's name without its extension.
    package let area: String
    /// The package versions that wrote the file, by package name.
    package let versions: [String: String]
    /// Every recorded call, in the order of the script.
    package private(set) var cases: [FixtureCase]

    /// The folder that holds the data files: the one that the environment variable `ESPALIER_FIXTURES` names, else that
    /// of this package.
    ///
    /// It is found from this source file, so that rewritten fixtures need no rebuild.
    package static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["ESPALIER_FIXTURES"], !path.isEmpty {
            return URL(filePath: path, directoryHint: .isDirectory)
        }
        return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "EspalierTests/Fixtures", directoryHint: .isDirectory)
    }()

    /// The contents of a data file, such as `"elementwise.json"`.
    package static func contents(of name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name))
    }

    /// Reads the file of an area, such as `"elementwise"`.
    ///
    /// - Parameter folder: where it is; `make compare` has its own.
    /// - Throws: Foundation's error where the file is missing, `DecodingError` where it is malformed.
    package init(_ area: String, in folder: URL = Self.folder) throws {
        let data = try Data(contentsOf: folder.appending(path: "\(area).json"))
        self = try JSONDecoder().decode(FixtureFile.self, from: data)
        // Decoders find out what type a value has by errors, of each of which Swift Testing takes a backtrace: that would
        // be most of what the tests do.
        let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        for (index, example) in (root?["cases"] as? [[String: Any]] ?? []).enumerated() {
            cases[index].attributes = FixtureValue(example["attributes"])
        }
    }

    private static let read = Mutex<[String: FixtureFile]>([:])

    /// The file of an area, which is read once.
    package static func shared(_ area: String) throws -> FixtureFile {
        try read.withLock { files in
            if let file = files[area] { return file }
            let file = try FixtureFile(area)
            files[area] = file
            return file
        }
    }

    /// The cases that call a function.
    package func cases(of function: String) -> [FixtureCase] {
        cases.filter { $0.function == function }
    }

    /// The names of all functions that have a case, sorted.
    package var functions: [String] {
        Set(cases.map(\.function)).sorted()
    }
}

/// One recorded call.
///
/// The lists are parallel: `tangents` and `inputCotangents` to `inputs`, `cotangents` and
/// `outputTangents` to `outputs`. An entry is nil where an array has no derivative (integers,
/// booleans, arguments that are not differentiated). A list is nil where it was not recorded.
package struct FixtureCase: Decodable, Sendable, CustomStringConvertible {
    /// The function called.
    package let function: String
    /// The name that tells this case from every other one of its file.
    package let name: String
    /// The arguments that are no arrays.
    package fileprivate(set) var attributes = FixtureValue.null
    /// Whether JAX ran with 64-bit types, which decides how integers and flags are promoted.
    package let x64: Bool
    package let inputs: [FixtureArray]
    package let outputs: [FixtureArray]
    /// A direction in the inputs.
    package let tangents: [FixtureArray?]?
    /// The derivative of the outputs along `tangents`.
    package let outputTangents: [FixtureArray?]?
    /// A covector over the outputs.
    package let cotangents: [FixtureArray?]?
    /// `cotangents` pulled back to the inputs, by JAX's convention for complex numbers (no
    /// conjugation).
    package let inputCotangents: [FixtureArray?]?
    /// The derivative of `inputCotangents` along `tangents`; nil where it is zero, and where
    /// `firstOrderOnly` is true.
    package let secondOrder: [FixtureArray?]?
    /// True where the second derivative is nan or infinite, and therefore not recorded.
    package let firstOrderOnly: Bool?
    /// Printed text, in the cases that print: `str(array)`.
    package let text: String?
    /// `repr(array)`, beside `text`.
    package let repr: String?
    /// The result of the table-valued functions of the area `promotion`: row, then column.
    package let table: [String: [String: String]]?
    /// Bounds of its own, in the recordings of `make compare`.
    package let bounds: RecordedBounds?

    package var description: String { name }

    /// All but the attributes.
    private enum CodingKeys: CodingKey {
        case function, name, x64, inputs, outputs, tangents, outputTangents, cotangents
        case inputCotangents, secondOrder, firstOrderOnly, text, repr, table, bounds
    }
}
