import Testing

@testable import Espalier

/// Functions of two arguments with broadcasting and promotion.
@Suite struct BinaryFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { binaryArea }

    @Test(arguments: binaryArea.names)
    func agreesWithJAX(_ function: String) throws { try binaryArea.check(function) }

    @Test func isComplete() throws { try binaryArea.checkCompleteness() }
}

private let binaryArea = FixtureArea(
    "binary",
    exceptions: [.integersBecomeFloat32, .mixedSignsWiden],
    functions: [
        "add": { [$0[0] + $0[1]] },
        "sub": { [$0[0] - $0[1]] },
        "mul": { [$0[0] * $0[1]] },
        "div": { [$0[0] / $0[1]] },
        "floorDiv": { [floorDivide($0[0], $0[1])] },
        "mod": { [$0[0] % $0[1]] },
        "rem": { [remainder($0[0], $0[1])] },
        "power": { call in
            if let base = call.attributes["base"].double { return [Tensor.weak(base) ** call[0]] }
            if let exponent = call.attributes["exponent"].double { return [call[0] ** exponent] }
            return [call[0] ** call[1]]
        },
        "maximum": { [maximum($0[0], $0[1])] },
        "minimum": { [minimum($0[0], $0[1])] },
        "atan2": { [atan2($0[0], $0[1])] },
        "hypot": { [hypot($0[0], $0[1])] },
        "logaddexp": { [logAddExp($0[0], $0[1])] },
        "logaddexp2": { [logAddExp2($0[0], $0[1])] },
        "copysign": { [copySign($0[0], $0[1])] },
        "rightShiftLogical": { [shiftRightLogical($0[0], $0[1])] },
        "squaredDifference": { [($0[0] - $0[1]) ** 2] },
        "equal": { [$0[0] .== $0[1]] },
        "notEqual": { [$0[0] .!= $0[1]] },
        "less": { [$0[0] .< $0[1]] },
        "lessEqual": { [$0[0] .<= $0[1]] },
        "greater": { [$0[0] .> $0[1]] },
        "greaterEqual": { [$0[0] .>= $0[1]] },
        "bitwiseAnd": { [$0[0] & $0[1]] },
        "bitwiseOr": { [$0[0] | $0[1]] },
        "bitwiseXor": { [$0[0] ^ $0[1]] },
        "leftShift": { [$0[0] << $0[1]] },
        "rightShift": { [$0[0] >> $0[1]] },
        "logicalAnd": { [logicalAnd($0[0], $0[1])] },
        "logicalOr": { [logicalOr($0[0], $0[1])] },
        "logicalXor": { [logicalXor($0[0], $0[1])] },
        "nextAfter": { [nextAfter($0[0], $0[1])] },
    ])
