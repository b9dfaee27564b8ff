import Espalier
import EspalierTestSupport
import Foundation
import Testing

/// What `Scripts/fixtures/areas/optimizers.py` recorded.
struct OptaxFile: Decodable, Sendable {
    /// What is trained, and the gradients of each step.
    struct Trained: Decodable, Sendable {
        let initial: [FixtureArray]
        let gradients: [[FixtureArray]]
    }

    /// Parameters after some steps on a tree.
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let tree: String
        let steps: [String: [FixtureArray]]
        /// The slow parameters of lookahead.
        let slow: [String: [FixtureArray]]?

        var testDescription: String { "\(name), \(tree)" }
    }

    /// Parameters after some steps down a function.
    struct Search: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let initial: [FixtureArray]
        let steps: [String: [FixtureArray]]
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
        try JSONDecoder().decode(
            OptaxFile.self, from: FixtureFile.contents(of: "optimizers.json"))
    }
}
