import Testing

@testable import Espalier

/// The functions of one argument of `jax.scipy.special`: values in each of the intervals that they are computed in
/// differently, at the edges of their domains, and derivatives.
@Suite struct SpecialFunctionsFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { specialFunctions }

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
        "erfcx": { [erfcx($0[0])] },
        "dawsn": { [dawsn($0[0])] },
        "i0": { [i0($0[0])] },
        "i1": { [i1($0[0])] },
        "i0e": { [i0e($0[0])] },
        "i1e": { [i1e($0[0])] },
        "expi": { [expi($0[0])] },
        "exp1": { [exp1($0[0])] },
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
    ])
