import Testing

@testable import Espalier

/// Softmax and its relatives, one-hot codes.
@Suite struct SpecialFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { special }

    @Test(arguments: special.names)
    func agreesWithJAX(_ function: String) throws { try special.check(function) }

    @Test func isComplete() throws { try special.checkCompleteness() }
}

private let special = FixtureArea(
    "special",
    functions: [
        "gammainc": { [gammainc($0[0], $0[1])] },
        "gammaincc": { [gammaincc($0[0], $0[1])] },
        "softmax": { [softmax($0[0], axes: try $0.ints("axes"))] },
        "logSoftmax": { [logSoftmax($0[0], axes: try $0.ints("axes"))] },
        "logsumexp": { [logSumExp($0[0], axes: $0.axes, keepDims: $0.bool("keepDims"))] },
        "logmeanexp": { [logMeanExp($0[0], axes: try $0.ints("axes"))] },
        "softmaxWhere": { [softmax($0[0], axes: try $0.ints("axes"), where: $0[1])] },
        "standardize": {
            [standardize($0[0], axes: try $0.ints("axes"), epsilon: try $0.double("epsilon"))]
        },
        "glu": { [glu($0[0], axis: try $0.int("axis"))] },
        "betaln": { [betaln($0[0], $0[1])] },
        "xlogy": { [xlogy($0[0], $0[1])] },
        "xlog1py": { [xlog1py($0[0], $0[1])] },
        "logit": { [logit($0[0])] },
        "entr": { [entr($0[0])] },
        "ndtr": { [ndtr($0[0])] },
        "ndtri": { [ndtri($0[0])] },
        "logNdtr": { [logNdtr($0[0])] },
        "i0e": { [i0e($0[0])] },
        "i1e": { [i1e($0[0])] },
        "sinc": { [sinc($0[0])] },
        "oneHot": { call in
            [
                oneHot(
                    call[0], try call.int("classes"), dtype: try call.dtype(),
                    axis: try call.int("axis"))
            ]
        },
    ])
