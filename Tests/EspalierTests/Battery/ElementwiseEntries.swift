@testable import Espalier

private let shape = [2, 3]

/// Functions of one number, each with a range in which it is smooth.
private let functionsOfOneNumber: [BatteryEntry] = [
    .unary("Negate", spread(shape)) { -$0 },
    .unary("IntegerPower", spread(shape, 0.5, 1.5)) { $0 ** 3 },
    .unary("Sine", spread(shape), sin),
    .unary("Cosine", spread(shape), cos),
    .unary("Tangent", spread(shape), tan),
    .unary("ArcSine", spread(shape, -0.8, 0.8), asin),
    .unary("ArcCosine", spread(shape, -0.8, 0.8), acos),
    .unary("ArcTangent", spread(shape), atan),
    .unary("HyperbolicSine", spread(shape), sinh),
    .unary("HyperbolicCosine", spread(shape), cosh),
    .unary("HyperbolicTangent", spread(shape), tanh),
    .unary("HyperbolicArcSine", spread(shape), asinh),
    .unary("HyperbolicArcCosine", spread(shape, 1.5, 3), acosh),
    .unary("HyperbolicArcTangent", spread(shape, -0.8, 0.8), atanh),
    .unary("Exponential", spread(shape), exp),
    .unary("ExponentialMinusOne", spread(shape), expm1),
    .unary("Logarithm", spread(shape, 0.5, 2), log),
    .unary("LogarithmOfOnePlus", spread(shape, -0.5, 1), log1p),
    .unary("Logistic", spread(shape), sigmoid),
    .unary("SquareRoot", spread(shape, 0.5, 2), sqrt),
    .unary("ReciprocalSquareRoot", spread(shape, 0.5, 2), rsqrt),
    .unary("CubeRoot", spread(shape, 0.5, 2), cbrt),
    .unary("ErrorFunction", spread(shape), erf),
    .unary("ComplementaryErrorFunction", spread(shape), erfc),
    .unary("InverseErrorFunction", spread(shape, -0.8, 0.8), erfInverse),
    .unary("LogGamma", spread(shape, 0.5, 3), lgamma),
    .unary("Digamma", spread(shape, 0.5, 3), digamma),
    .unary("AbsoluteValue", spread(shape, 0.2, 1)) { abs(-$0) },
    .unary("Floor", spread(shape, 0.3, 0.9)) { $0 * floor($0 * 5.01) },
    .unary("Ceiling", spread(shape, 0.3, 0.9)) { $0 * ceil($0 * 5.01) },
    .unary("RoundToEven", spread(shape, 0.3, 0.9)) { $0 * round($0 * 5.01) },
    .unary("Sign", spread(shape)) { $0 * sign($0) },
    BatteryEntry("RoundAwayFromZero", [spread(shape, 0.3, 0.9)]) { x in
        [x[0] * (try bind1(RoundAwayFromZero(), x[0] * 5.01))]
    },
    .unary("IsFinite", spread(shape)) { isFinite($0) },
]

private let functionsOfComplexNumbers: [BatteryEntry] = [
    BatteryEntry("RealPart", [complexSpread(shape)]) { [real($0[0] * $0[0])] },
    BatteryEntry("ImaginaryPart", [complexSpread(shape)]) { [imaginary($0[0] * $0[0])] },
    .binary("MakeComplex", spread(shape), spread(shape, turn: 2)) { complex($0, $1) },
    .unary("Conjugate", complexSpread(shape)) { conjugate($0) * $0 },
    BatteryEntry("AbsoluteValue", variant: "complex", [complexSpread(shape)]) { [abs($0[0])] },
    BatteryEntry("Exponential", variant: "complex", [complexSpread(shape)]) { [exp($0[0])] },
    BatteryEntry("Logarithm", variant: "complex", [complexSpread(shape)]) { [log($0[0])] },
    .binary("Multiply", variant: "complex", complexSpread(shape), complexSpread([3], turn: 1)) {
        $0 * $1
    },
    .binary("Divide", variant: "complex", complexSpread(shape), complexSpread([3], turn: 1)) {
        $0 / $1
    },
]

/// Functions of two numbers, the second broadcast along an axis.
private let functionsOfTwoNumbers: [BatteryEntry] = [
    .binary("Add", spread(shape), spread([3], turn: 1)) { $0 + $1 },
    .binary("Subtract", spread(shape), spread([2, 1], turn: 1)) { $0 - $1 },
    .binary("Multiply", spread(shape), spread([3], turn: 1)) { $0 * $1 },
    .binary("Divide", spread(shape), spread([3], 0.5, 1.5, turn: 1)) { $0 / $1 },
    .binary("Remainder", spread(shape, 2, 3), spread([3], 0.5, 0.55)) { remainder($0 * 1.37, $1) },
    .binary("Maximum", spread(shape), spread([3], turn: 1)) { maximum($0, $1) },
    .binary("Minimum", spread(shape), spread([3], turn: 1)) { minimum($0, $1) },
    .binary("Power", spread(shape, 0.5, 1.5), spread([3], turn: 1)) { power($0, $1) },
    .binary("WholePower", spread(shape, 0.5, 1.5), Tensor([-2, 0, 3] as [Int32])) { power($0, $1) },
    .binary("ArcTangent2", spread(shape, 0.5, 1), spread([3], turn: 1)) { atan2($0, $1) },
    .binary("LogAddExp", spread(shape), spread([3], turn: 1)) { logAddExp($0, $1) },
    .unary("Polygamma", spread(shape, 0.5, 3)) { polygamma(1, $0) },
    BatteryEntry("NextAfter", [spread(shape), spread([3])], isTrueDerivative: false) {
        [nextAfter($0[0], $0[1])]
    },
    .binary("Compare", spread(shape), spread([3], turn: 1)) { $0 .< $1 },
    .binary("Bitwise", Tensor([1, 2, 3]), Tensor([6, 5, 4])) { $0 & $1 },
    .binary("Shift", Tensor([1, 2, 3]), Tensor([1, 2, 0])) { $0 << $1 },
    .unary("Not", Tensor([true, false, true])) { !$0 },
    BatteryEntry("Select", [Tensor([true, false, true]), spread(shape), spread([3], turn: 1)]) {
        [which($0[0], $0[1], $0[2])]
    },
]

let elementwiseEntries = functionsOfOneNumber + functionsOfComplexNumbers + functionsOfTwoNumbers
