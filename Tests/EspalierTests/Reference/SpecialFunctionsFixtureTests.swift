import Testing

@testable import Espalier

/// The functions of `jax.scipy.special`: values in each of the intervals that they are computed in differently, at the
/// edges of their domains, and derivatives.
@Suite struct SpecialFunctionsFixtureTests {
    @Test(arguments: specialFunctions.names)
    func agreesWithJAX(_ function: String) throws { try specialFunctions.check(function) }

    @Test func isComplete() throws { try specialFunctions.checkCompleteness() }
}

private let specialFunctions = FixtureArea(
    "special_functions", exceptions: [.integersBecomeFloat32],
    functions: [
        "gamma": { [gamma($0[0])] },
        "gammasgn": { [gammasgn($0[0])] },
        "loggamma": { [loggamma($0[0])] },
        "factorial": { [factorial($0[0])] },
        "logit": { [logit($0[0])] },
        "expit": { [expit($0[0])] },
        "entr": { [entr($0[0])] },
        "ndtr": { [ndtr($0[0])] },
        "ndtri": { [ndtri($0[0])] },
        "logNdtr": { [logNdtr($0[0], seriesOrder: try $0.int("seriesOrder"))] },
        "erfcx": { [erfcx($0[0])] },
        "dawsn": { [dawsn($0[0])] },
        "wofz": { [wofz($0[0])] },
        "i0": { [i0($0[0])] },
        "i1": { [i1($0[0])] },
        "i0e": { [i0e($0[0])] },
        "i1e": { [i1e($0[0])] },
        "besselJn": {
            [besselJn($0[0], order: try $0.int("order"), steps: try $0.int("steps"))]
        },
        "expi": { [expi($0[0])] },
        "exp1": { [exp1($0[0])] },
        "expn": { [expn(.weak(try $0.int("order")), $0[0])] },
        "expnOrders": { [expn($0[0], $0[1])] },
        "spence": { [spence($0[0])] },
        "sinc": { [sinc($0[0])] },
        "log1mexp": { [log1mexp($0[0])] },
        "sici": { call in
            let (sine, cosine) = sici(call[0])
            return [sine, cosine]
        },
        "fresnel": { call in
            let (sine, cosine) = fresnel(call[0])
            return [sine, cosine]
        },
        "beta": { [beta($0[0], $0[1])] },
        "betaln": { [betaln($0[0], $0[1])] },
        "xlogy": { [xlogy($0[0], $0[1])] },
        "xlog1py": { [xlog1py($0[0], $0[1])] },
        "relEntr": { [relEntr($0[0], $0[1])] },
        "klDiv": { [klDiv($0[0], $0[1])] },
        "poch": { [poch($0[0], $0[1])] },
        "comb": { [comb($0[0], $0[1], repetition: $0.bool("repetition"))] },
        "boxcox": { [boxcox($0[0], $0[1])] },
        "boxcox1p": { [boxcox1p($0[0], $0[1])] },
        "owensT": { [owensT($0[0], $0[1])] },
        "zeta": { [zeta($0[0], $0[1])] },
        "multigammaln": { [multigammaln($0[0], try $0.int("dimension"))] },
        "polygamma": { [polygamma(.weak(try $0.int("order")), $0[0])] },
        "bernoulli": { [bernoulli(try $0.int("count"), dtype: try $0.dtype()) * $0[0]] },
        "hyp1f1": { [hyp1f1($0[0], $0[1], $0[2])] },
        "hyp2f1": { [hyp2f1($0[0], $0[1], $0[2], $0[3])] },
        "sphHarmY": {
            [sphHarmY($0[0], $0[1], $0[2], $0[3], maxDegree: try $0.int("maxDegree"))]
        },
    ])
