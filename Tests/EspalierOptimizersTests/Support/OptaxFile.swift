import Espalier
import Foundation
import Testing

/// What `Scripts/fixtures/areas/optimizers.py` recorded.
struct OptaxFile: Decodable, Sendable {
    /// What is trained, and the gradients of each step.
    struct Trained: Decodable, Sendable {
        let initial: [RecordedArray]
        let gradients: [[RecordedArray]]
    }

    /// Parameters after some steps on a tree.
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let tree: String
        let steps: [String: [RecordedArray]]
        /// The slow parameters of lookahead.
        let slow: [String: [RecordedArray]]?

        var testDescription: String { "\(name), \(tree)" }
    }

    /// Parameters after some steps down a function.
    struct Search: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let initial: [RecordedArray]
        let steps: [String: [RecordedArray]]
        let values: [Double]

        var testDescription: String { name }
    }

    /// The values of a schedule at the steps from zero.
    struct Values: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let values: [Double]

        var testDescription: String { name }
    }

    let trees: [String: Trained]
    let cases: [Case]
    let searches: [Search]
    let lookahead: [Case]
    let schedules: [Values]

    /// The file, read once. A test of its own says why where it can't be read.
    static let shared: OptaxFile? = try? read()

    static func read() throws -> OptaxFile {
        // `make compare` has recordings of its own.
        let own = ProcessInfo.processInfo.environment["ESPALIER_COMPARISON"]
        let url =
            own.map { URL(fileURLWithPath: $0).appendingPathComponent("optimizers.json") }
            ?? URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/optimizers.json")
        return try JSONDecoder().decode(OptaxFile.self, from: Data(contentsOf: url))
    }
}

/// An array as bytes, row-major and little-endian.
struct RecordedArray: Decodable, Sendable {
    let dtype: String
    let shape: [Int]
    let data: Data

    private func elements<Element: BitwiseCopyable>(_ type: Element.Type) -> [Element] {
        data.withUnsafeBytes { raw in
            (0..<raw.count / MemoryLayout<Element>.stride).map {
                raw.loadUnaligned(
                    fromByteOffset: $0 * MemoryLayout<Element>.stride, as: Element.self)
            }
        }
    }

    var tensor: Tensor {
        switch dtype {
        case "float64": return Tensor(scalars: elements(Double.self), shape: shape)
        case "bfloat16":
            let bits = elements(UInt16.self).map { BFloat16(bitPattern: $0) }
            return Tensor(scalars: bits, shape: shape)
        case "complex64":
            let parts = Tensor(scalars: elements(Float.self), shape: shape + [2])
            return complex(parts[.ellipsis, 0], parts[.ellipsis, 1])
        default: return Tensor(scalars: elements(Float.self), shape: shape)
        }
    }

    /// The numbers: of a complex one both parts.
    var numbers: [Double] {
        switch dtype {
        case "float64": elements(Double.self)
        case "bfloat16": elements(UInt16.self).map { Double(Float(BFloat16(bitPattern: $0))) }
        default: elements(Float.self).map(Double.init)
        }
    }
}

/// The numbers of a tensor: of a complex one both parts.
func numbers(_ x: Tensor) throws -> [Double] {
    if x.dtype.isComplex {
        let parts = (try numbers(real(x)), try numbers(imaginary(x)))
        return zip(parts.0, parts.1).flatMap { [$0, $1] }
    }
    return switch x.dtype {
    case .float64: try x.scalars(as: Double.self)
    case .bfloat16: try x.scalars(as: BFloat16.self).map { Double(Float($0)) }
    default: try x.scalars(as: Float.self).map(Double.init)
    }
}

/// Compares leaves with recorded ones, and says by how much the worst is off.
func expectClose(
    _ leaves: [Tensor], _ recorded: [RecordedArray], _ what: String,
    relative: Double, absolute: Double, location: SourceLocation = #_sourceLocation
) throws {
    #expect(leaves.count == recorded.count, sourceLocation: location)
    var worst = (ratio: 0.0, text: "")
    for (index, (leaf, expected)) in zip(leaves, recorded).enumerated() {
        #expect("\(leaf.dtype)" == expected.dtype, sourceLocation: location)
        for (a, b) in zip(try numbers(leaf), expected.numbers) where !(a.isNaN && b.isNaN) {
            let ratio = a == b ? 0 : Swift.abs(a - b) / (absolute + relative * Swift.abs(b))
            if !(ratio <= worst.ratio) {
                worst = (ratio, "leaf \(index) has \(a) for \(b)")
            }
        }
    }
    #expect(worst.ratio <= 1, "\(what): \(worst.text)", sourceLocation: location)
}
