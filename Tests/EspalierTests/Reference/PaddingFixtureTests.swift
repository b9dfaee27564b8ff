import EspalierTestSupport
import Testing

@testable import Espalier

/// Padding in every mode.
@Suite struct PaddingFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { padding }

    @Test(arguments: padding.names)
    func agreesWithJAX(_ function: String) throws { try padding.check(function) }

    @Test func isComplete() throws { try padding.checkCompleteness() }
}

private let padding = FixtureArea(
    "padding",
    functions: [
        "pad": { call in
            let widths = call.attributes["padding"]
            let mode = try call.padMode()
            if let all = widths.int { return [pad(call[0], all, mode: mode)] }
            if let pair = widths.ints { return [pad(call[0], (pair[0], pair[1]), mode: mode)] }
            return [pad(call[0], try #require(widths.pairs), mode: mode)]
        }
    ])

extension FixtureCall {
    fileprivate func padMode() throws -> PadMode {
        switch try string("mode") {
        case "constant": .constant(try number("value"))
        case "constants": .constant(try numbers("values"))
        case "edge": .edge
        case "reflect": .reflect
        case "reflectOdd": .reflectOdd
        case "symmetric": .symmetric
        case "symmetricOdd": .symmetricOdd
        case "wrap": .wrap
        case "linearRamp": .linearRamp(try numbers("values"))
        case "maximum": .maximum(statLength: attributes["lengths"].pairs)
        case "mean": .mean(statLength: attributes["lengths"].pairs)
        case "median": .median(statLength: attributes["lengths"].pairs)
        case "minimum": .minimum(statLength: attributes["lengths"].pairs)
        case "empty": .empty
        case "function":
            .function { vector, widths, axis in
                vector.at[..<widths.0].set(vector[widths.0] * 2 + Tensor.weak(axis))
            }
        case let other: throw TensorError("fixture", "no such mode: \(other)")
        }
    }

    /// Numbers in nested lists, as a tensor.
    private func numbers(_ name: String) throws -> Tensor {
        func tensor(_ value: FixtureValue) throws -> Tensor {
            if let list = value.array { return stack(try list.map(tensor)) }
            return Tensor(try #require(value.double))
        }
        return try tensor(attributes[name])
    }
}

extension FixtureValue {
    /// A list of pairs of whole numbers.
    fileprivate var pairs: [(Int, Int)]? {
        guard let lists = array?.compactMap(\.ints), lists.count == array?.count else { return nil }
        return lists.map { ($0[0], $0[1]) }
    }
}
