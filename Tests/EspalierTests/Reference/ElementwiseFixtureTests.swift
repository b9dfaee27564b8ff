import Testing

@testable import Espalier

/// Functions of one argument, element by element: values at ordinary points and at the edges of the domain,
/// derivatives there and at kinks.
@Suite struct ElementwiseFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { elementwise }

    @Test(arguments: elementwise.names)
    func agreesWithJAX(_ function: String) throws { try elementwise.check(function) }

    @Test func isComplete() throws { try elementwise.checkCompleteness() }
}

private let elementwise = FixtureArea(
    "elementwise",
    exceptions: [.integersBecomeFloat32],
    functions: [
        "neg": { [-$0[0]] },
        "abs": { [abs($0[0])] },
        "sign": { [sign($0[0])] },
        "floor": { [floor($0[0])] },
        "ceil": { [ceil($0[0])] },
        "round": { call in
            [round(call[0], decimals: call.attributes["decimals"].int ?? 0)]
        },
        "trunc": { [trunc($0[0])] },
        "exp": { [exp($0[0])] },
        "exp2": { [exp2($0[0])] },
        "expm1": { [expm1($0[0])] },
        "log": { [log($0[0])] },
        "log2": { [log2($0[0])] },
        "log10": { [log10($0[0])] },
        "log1p": { [log1p($0[0])] },
        "sqrt": { [sqrt($0[0])] },
        "rsqrt": { [rsqrt($0[0])] },
        "cbrt": { [cbrt($0[0])] },
        "square": { [square($0[0])] },
        "reciprocal": { [reciprocal($0[0])] },
        "sin": { [sin($0[0])] },
        "cos": { [cos($0[0])] },
        "tan": { [tan($0[0])] },
        "asin": { [asin($0[0])] },
        "acos": { [acos($0[0])] },
        "atan": { [atan($0[0])] },
        "sinh": { [sinh($0[0])] },
        "cosh": { [cosh($0[0])] },
        "tanh": { [tanh($0[0])] },
        "asinh": { [asinh($0[0])] },
        "acosh": { [acosh($0[0])] },
        "atanh": { [atanh($0[0])] },
        "sigmoid": { [sigmoid($0[0])] },
        "erf": { [erf($0[0])] },
        "erfc": { [erfc($0[0])] },
        "erfinv": { [erfInverse($0[0])] },
        "lgamma": { [lgamma($0[0])] },
        "digamma": { [digamma($0[0])] },
        "mish": { [mish($0[0])] },
        "hardTanh": { [hardTanh($0[0])] },
        "populationCount": { [populationCount($0[0])] },
        "countLeadingZeros": { [countLeadingZeros($0[0])] },
        "relu": { [relu($0[0])] },
        "relu6": { [relu6($0[0])] },
        "silu": { [silu($0[0])] },
        "softplus": { [softplus($0[0])] },
        "softSign": { [softSign($0[0])] },
        "logSigmoid": { [logSigmoid($0[0])] },
        "selu": { [selu($0[0])] },
        "gelu": { [gelu($0[0], approximate: $0.bool("approximate"))] },
        "elu": { [elu($0[0], alpha: .weak(try $0.double("alpha")))] },
        "celu": { [celu($0[0], alpha: .weak(try $0.double("alpha")))] },
        "leakyRelu": { [leakyReLU($0[0], negativeSlope: .weak(try $0.double("negativeSlope")))] },
        "integerPower": { [$0[0] ** (try $0.int("exponent"))] },
        "real": { [real($0[0])] },
        "imag": { [imaginary($0[0])] },
        "conj": { [conjugate($0[0])] },
        "angle": { [angle($0[0])] },
        "complex": { [complex($0[0], $0[1])] },
        "isnan": { [isNaN($0[0])] },
        "isinf": { [isInfinite($0[0])] },
        "isfinite": { [isFinite($0[0])] },
        "bitwiseNot": { [~$0[0]] },
        "logicalNot": { [!$0[0]] },
    ])
