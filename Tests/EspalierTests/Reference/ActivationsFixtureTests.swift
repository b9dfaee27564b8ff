import Testing

@testable import Espalier

/// What `jax.nn` has beside the functions of the area `elementwise`: further activations, masks, weights.
@Suite struct ActivationsFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { activations }

    @Test(arguments: activations.names)
    func agreesWithJAX(_ function: String) throws { try activations.check(function) }

    @Test func isComplete() throws { try activations.checkCompleteness() }
}

private let activations = FixtureArea(
    "activations", exceptions: [.integersBecomeFloat32],
    functions: [
        "squareplus": { [squareplus($0[0], b: .weak($0.attributes["b"].double ?? 4))] },
        "sparsePlus": { [sparsePlus($0[0])] },
        "sparseSigmoid": { [sparseSigmoid($0[0])] },
        "hardSigmoid": { [hardSigmoid($0[0])] },
        "hardSilu": { [hardSilu($0[0])] },
        "glu": { [glu($0[0], axis: try $0.int("axis"))] },
        "softmaxWhere": { [softmax($0[0], axes: try $0.ints("axes"), where: $0[1])] },
        "logSoftmaxWhere": { [logSoftmax($0[0], axes: try $0.ints("axes"), where: $0[1])] },
        "logsumexpWeighted": {
            [logSumExp($0[0], axes: $0.axes, keepDims: $0.bool("keepDims"), weights: $0[1])]
        },
        "logsumexpWhere": {
            [logSumExp($0[0], axes: $0.axes, keepDims: $0.bool("keepDims"), where: $0[1])]
        },
        "logsumexpComplex": {
            [logSumExp($0[0], axes: $0.axes, keepDims: $0.bool("keepDims"))]
        },
        "logsumexpSigned": { call in
            let (logarithm, sign) = signedLogSumExp(call[0], axes: call.axes, weights: call[1])
            return [logarithm, sign]
        },
        "logmeanexpWhere": {
            [logMeanExp($0[0], axes: $0.axes, keepDims: $0.bool("keepDims"), where: $0[1])]
        },
        "standardizeWhere": { [standardize($0[0], axes: try $0.ints("axes"), where: $0[1])] },
        "standardizeGiven": {
            [standardize($0[0], mean: $0[1], variance: $0[2], epsilon: try $0.double("epsilon"))]
        },
    ])
