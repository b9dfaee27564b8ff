import Espalier
import EspalierTestSupport
import Testing

/// Recorded calls of the areas `layers` and `losses`; see `Scripts/fixtures/README.md`.
extension FixtureCase {
    /// The recorded calls of a function; there must be some.
    static func of(_ function: String, in area: String = "layers") throws -> [FixtureCase] {
        let found = try FixtureFile.shared(area).cases(of: function)
        try #require(!found.isEmpty, "no recorded call of \(function)")
        return found
    }

    /// The input of a layer.
    var input: Tensor { get throws { try inputs[0].tensor } }

    /// The weights of a layer, by name.
    var weights: [String: Tensor] {
        get throws {
            let tensors = try inputs.dropFirst().map { try $0.tensor }
            return Dictionary(uniqueKeysWithValues: zip(parameterNames, tensors))
        }
    }

    /// The names of the inputs that are weights.
    var parameterNames: [String] { attributes["parameters"].strings ?? [] }

    var options: FixtureValue { attributes["options"] }
}

extension FixtureValue {
    /// A number for all axes, or one for each.
    func extents(_ count: Int) -> [Int]? { int.map { Array(repeating: $0, count: count) } ?? ints }
}
