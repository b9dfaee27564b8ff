import Testing

@testable import Espalier

/// Softmax and its relatives, one-hot codes.
@Suite struct SpecialFixtureTests {
    @Test(arguments: special.names)
    func agreesWithJAX(_ function: String) throws { try special.check(function) }

    @Test func isComplete() throws { try special.checkCompleteness() }
}

private let special = FixtureArea(
    "special",
    notYet: [
        "softmaxWhere": later, "standardize": later, "glu": later, "betaln": later, "xlogy": later,
        "xlog1py": later, "logit": later, "entr": later,
        "ndtr": later, "ndtri": later, "logNdtr": later, "i0e": later, "i1e": later, "sinc": later,
    ],
    functions: [
        "gammainc": { [gammainc($0[0], $0[1])] },
        "gammaincc": { [gammaincc($0[0], $0[1])] },
        "softmax": { [softmax($0[0], axes: try $0.ints("axes"))] },
        "logSoftmax": { [logSoftmax($0[0], axes: try $0.ints("axes"))] },
        "logsumexp": { [logSumExp($0[0], axes: $0.axes, keepDims: $0.bool("keepDims"))] },
        "logmeanexp": { call in
            let axes = try call.ints("axes")
            let size = axes.reduce(1.0) {
                $0 * Double(call[0].shape[($1 + call[0].rank) % call[0].rank])
            }
            return [logSumExp(call[0], axes: axes) - log(Tensor.weak(size))]
        },
        "oneHot": { call in
            [
                oneHot(
                    call[0], try call.int("classes"), dtype: try call.dtype(),
                    axis: try call.int("axis"))
            ]
        },
    ])
