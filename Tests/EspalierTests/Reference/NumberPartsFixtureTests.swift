import EspalierTestSupport
import Testing

@testable import Espalier

/// Rounding, parts of floats, bits, divisors, angles; what kind of numbers, and whether they agree.
@Suite struct NumberPartsFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { numberParts }

    @Test(arguments: numberParts.names)
    func agreesWithJAX(_ function: String) throws { try numberParts.check(function) }

    @Test func isComplete() throws { try numberParts.checkCompleteness() }
}

private let numberParts = FixtureArea(
    "number_parts", exceptions: [.integersBecomeFloat32],
    functions: [
        "rint": { [rint($0[0])] },
        "round": { [round($0[0], decimals: try $0.int("decimals"))] },
        "roundAwayFromZero": { [roundAwayFromZero($0[0])] },
        "modf": { call in
            let (fraction, whole) = modf(call[0])
            return [fraction, whole]
        },
        "reducePrecision": {
            [
                reducePrecision(
                    $0[0], exponentBits: try $0.int("exponentBits"),
                    mantissaBits: try $0.int("mantissaBits"))
            ]
        },
        "signBit": { [signBit($0[0])] },
        "frexp": { call in
            let (significand, exponent) = frexp(call[0])
            return [significand, exponent]
        },
        "ldexp": { [ldexp($0[0], $0[1])] },
        "spacing": { [spacing($0[0])] },
        "heaviside": { [heaviside($0[0], $0[1])] },
        "fmax": { [fmax($0[0], $0[1])] },
        "fmin": { [fmin($0[0], $0[1])] },
        "fmod": { [fmod($0[0], $0[1])] },
        "divmod": { call in
            let (quotient, rest) = divmod(call[0], call[1])
            return [quotient, rest]
        },
        "floatPower": { [floatPower($0[0], $0[1])] },
        "logaddexp2": { [logAddExp2($0[0], $0[1])] },
        "clamp": { [clamp($0[0], $0[1], $0[2])] },
        "gcd": { [gcd($0[0], $0[1])] },
        "lcm": { [lcm($0[0], $0[1])] },
        "multiplyHigh": { [multiplyHigh($0[0], $0[1])] },
        "bitwiseCount": { [bitwiseCount($0[0])] },
        "shiftRightArithmetic": { [shiftRightArithmetic($0[0], $0[1])] },
        "packBits": {
            [packBits($0[0], axis: $0.attributes["axis"].int, order: try bitOrder($0))]
        },
        "unpackBits": {
            [
                unpackBits(
                    $0[0], axis: $0.attributes["axis"].int, count: $0.attributes["count"].int,
                    order: try bitOrder($0))
            ]
        },
        "deg2rad": { [deg2rad($0[0])] },
        "rad2deg": { [rad2deg($0[0])] },
        "angleInDegrees": { [angle($0[0], degrees: true)] },
        "unwrap": { call in
            let axis = call.attributes["axis"].int ?? -1
            guard !call.attributes["period"].isNull else { return [unwrap(call[0], axis: axis)] }
            let jump =
                call.attributes["discontinuity"].isNull ? nil : try call.number("discontinuity")
            return [
                unwrap(
                    call[0], discontinuity: jump, axis: axis, period: try call.number("period"))
            ]
        },
        "isReal": { [isReal($0[0])] },
        "isComplex": { [isComplex($0[0])] },
        "isPositiveInfinity": { [isPositiveInfinity($0[0])] },
        "isNegativeInfinity": { [isNegativeInfinity($0[0])] },
        "nanToNum": { call in
            guard !call.attributes["nan"].isNull else { return [nanToNum(call[0])] }
            return [
                nanToNum(
                    call[0], nan: try call.number("nan"),
                    positiveInfinity: try call.number("positive"),
                    negativeInfinity: try call.number("negative"))
            ]
        },
        "isClose": {
            [
                isClose(
                    $0[0], $0[1], relativeTolerance: $0.attributes["relative"].double ?? 1e-5,
                    absoluteTolerance: $0.attributes["absolute"].double ?? 1e-8,
                    equalNaN: $0.bool("equalNaN"))
            ]
        },
        "allClose": { [allClose($0[0], $0[1], equalNaN: $0.bool("equalNaN"))] },
        "arrayEqual": { [arrayEqual($0[0], $0[1], equalNaN: $0.bool("equalNaN"))] },
        "arrayEquivalent": { [arrayEquivalent($0[0], $0[1])] },
    ])

private func bitOrder(_ call: FixtureCall) throws -> BitOrder {
    try call.string("order") == "big" ? .big : .little
}
