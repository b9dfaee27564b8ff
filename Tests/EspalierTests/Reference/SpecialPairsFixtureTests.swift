import Testing

@testable import Espalier

/// The functions of `jax.scipy.special` with several arguments, with orders, or of complex numbers.
@Suite struct SpecialPairsFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { specialPairs }

    @Test(arguments: specialPairs.names)
    func agreesWithJAX(_ function: String) throws { try specialPairs.check(function) }

    @Test func isComplete() throws { try specialPairs.checkCompleteness() }
}

private let specialPairs = FixtureArea(
    "special_pairs", exceptions: [.integersBecomeFloat32],
    functions: [
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
        "sinc": { [sinc($0[0])] },
        "ndtri": { [ndtri($0[0])] },
        "logNdtr": { [logNdtr($0[0], seriesOrder: try $0.int("seriesOrder"))] },
        "multigammaln": { [multigammaln($0[0], try $0.int("dimension"))] },
        "polygamma": { [polygamma(.weak(try $0.int("order")), $0[0])] },
        "besselJn": {
            [besselJn($0[0], order: try $0.int("order"), steps: try $0.int("steps"))]
        },
        "expn": { [expn(.weak(try $0.int("order")), $0[0])] },
        "expnOrders": { [expn($0[0], $0[1])] },
        "bernoulli": { [bernoulli(try $0.int("count"), dtype: try $0.dtype()) * $0[0]] },
        "gamma": { [gamma($0[0])] },
        "loggamma": { [loggamma($0[0])] },
        "wofz": { [wofz($0[0])] },
        "erfcx": { [erfcx($0[0])] },
        "logit": { [logit($0[0])] },
        "hyp1f1": { [hyp1f1($0[0], $0[1], $0[2])] },
        "hyp2f1": { [hyp2f1($0[0], $0[1], $0[2], $0[3])] },
        "sphHarmY": {
            [sphHarmY($0[0], $0[1], $0[2], $0[3], maxDegree: try $0.int("maxDegree"))]
        },
    ])
