import Testing

@testable import Espalier

/// Choosing between values, and keeping them between bounds.
@Suite struct SelectionFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { selection }

    @Test(arguments: selection.names)
    func agreesWithJAX(_ function: String) throws { try selection.check(function) }

    @Test func isComplete() throws { try selection.checkCompleteness() }
}

private let selection = FixtureArea(
    "selection",
    exceptions: [.integersBecomeFloat32],
    functions: [
        "which": { [which($0[0], $0[1], $0[2])] },
        "clip": { call in
            func bound(_ name: String) throws -> Tensor? {
                call.attributes[name].isNull ? nil : try call.number(name)
            }
            return [clip(call[0], min: try bound("min"), max: try bound("max"))]
        },
        "select": { [select($0[0], Array($0.inputs[1...]))] },
        "selectFirst": { call in
            let count = (call.inputs.count - 1) / 2
            return [
                select(
                    Array(call.inputs[..<count]), Array(call.inputs[count..<2 * count]),
                    default: call[2 * count])
            ]
        },
        "piecewise": { call in
            [
                piecewise(
                    call[0], [call[0] .< -1, call[0] .< 1, call[0] .>= 2],
                    [{ exp($0) }, { $0 * $0 }, { _ in 3 }], otherwise: { sin($0) })
            ]
        },
        "nanToNum": { [nanToNum($0[0])] },
        "clipArrays": { [clip($0[0], $0[1], $0[2])] },
    ])
