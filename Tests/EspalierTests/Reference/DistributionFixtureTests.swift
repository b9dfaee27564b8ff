import Testing

@testable import Espalier

/// Densities, distribution functions, incomplete functions, and derivatives of draws.
@Suite struct DistributionFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { distributions }

    @Test(arguments: distributions.names)
    func agreesWithJAX(_ function: String) throws { try distributions.check(function) }

    @Test func isComplete() throws { try distributions.checkCompleteness() }
}

private let distributions = FixtureArea(
    "distributions",
    functions: densities.merging(incomplete) { a, _ in a }.merging(draws) { a, _ in a })

/// The methods of a family by the names that JAX gives them.
private func continuous<D: ContinuousDistribution>(
    _ family: String, _ make: @escaping @Sendable ([Tensor]) -> D,
    _ others: [String: @Sendable (D, Tensor) -> Tensor] = [:]
) -> [String: FixtureFunction] {
    methods(
        family, make,
        others.merging(["logpdf": { $0.logPDF($1) }, "pdf": { $0.pdf($1) }]) { a, _ in a })
}

private func discrete<D: DiscreteDistribution>(
    _ family: String, _ make: @escaping @Sendable ([Tensor]) -> D,
    _ others: [String: @Sendable (D, Tensor) -> Tensor] = [:]
) -> [String: FixtureFunction] {
    methods(
        family, make,
        others.merging(["logpmf": { $0.logPMF($1) }, "pmf": { $0.pmf($1) }]) { a, _ in a })
}

private func methods<D: Distribution>(
    _ family: String, _ make: @escaping @Sendable ([Tensor]) -> D,
    _ methods: [String: @Sendable (D, Tensor) -> Tensor]
) -> [String: FixtureFunction] {
    methods.reduce(into: [:]) { functions, entry in
        let method = entry.value
        functions["\(family).\(entry.key)"] = {
            [method(make(Array($0.inputs.dropFirst())), $0[0])]
        }
    }
}

private typealias D = Distributions

private let densities: [String: FixtureFunction] = [
    continuous(
        "norm", { D.Normal(mean: $0[0], scale: $0[1]) },
        [
            "cdf": { $0.cdf($1) }, "logcdf": { $0.logCDF($1) }, "sf": { $0.sf($1) },
            "logsf": { $0.logSF($1) }, "ppf": { $0.ppf($1) }, "isf": { $0.isf($1) },
        ]),
    continuous(
        "cauchy", { D.Cauchy(location: $0[0], scale: $0[1]) },
        [
            "cdf": { $0.cdf($1) }, "logcdf": { $0.logCDF($1) }, "sf": { $0.sf($1) },
            "logsf": { $0.logSF($1) }, "ppf": { $0.ppf($1) }, "isf": { $0.isf($1) },
        ]),
    continuous(
        "expon", { D.Exponential(location: $0[0], scale: $0[1]) },
        [
            "cdf": { $0.cdf($1) }, "logcdf": { $0.logCDF($1) }, "sf": { $0.sf($1) },
            "logsf": { $0.logSF($1) }, "ppf": { $0.ppf($1) },
        ]),
    continuous(
        "gamma", { D.Gamma($0[0], location: $0[1], scale: $0[2]) },
        [
            "cdf": { $0.cdf($1) }, "logcdf": { $0.logCDF($1) }, "sf": { $0.sf($1) },
            "logsf": { $0.logSF($1) },
        ]),
    continuous(
        "chi2", { D.ChiSquare($0[0], location: $0[1], scale: $0[2]) },
        [
            "cdf": { $0.cdf($1) }, "logcdf": { $0.logCDF($1) }, "sf": { $0.sf($1) },
            "logsf": { $0.logSF($1) },
        ]),
    continuous(
        "beta", { D.Beta($0[0], $0[1], location: $0[2], scale: $0[3]) },
        [
            "cdf": { $0.cdf($1) }, "logcdf": { $0.logCDF($1) }, "sf": { $0.sf($1) },
            "logsf": { $0.logSF($1) },
        ]),
    continuous(
        "gumbel_r", { D.GumbelRight(location: $0[0], scale: $0[1]) },
        [
            "cdf": { $0.cdf($1) }, "logcdf": { $0.logCDF($1) }, "sf": { $0.sf($1) },
            "logsf": { $0.logSF($1) }, "ppf": { $0.ppf($1) },
        ]),
    continuous(
        "gumbel_l", { D.GumbelLeft(location: $0[0], scale: $0[1]) },
        [
            "cdf": { $0.cdf($1) }, "logcdf": { $0.logCDF($1) }, "sf": { $0.sf($1) },
            "logsf": { $0.logSF($1) }, "ppf": { $0.ppf($1) },
        ]),
    continuous(
        "laplace", { D.Laplace(location: $0[0], scale: $0[1]) }, ["cdf": { $0.cdf($1) }]),
    continuous(
        "logistic", { D.Logistic(location: $0[0], scale: $0[1]) },
        [
            "cdf": { $0.cdf($1) }, "sf": { $0.sf($1) }, "ppf": { $0.ppf($1) },
            "isf": { $0.isf($1) },
        ]),
    continuous(
        "pareto", { D.Pareto($0[0], location: $0[1], scale: $0[2]) },
        [
            "cdf": { $0.cdf($1) }, "logcdf": { $0.logCDF($1) }, "sf": { $0.sf($1) },
            "logsf": { $0.logSF($1) }, "ppf": { $0.ppf($1) },
        ]),
    continuous("t", { D.StudentT($0[0], location: $0[1], scale: $0[2]) }),
    continuous(
        "uniform", { D.Uniform(location: $0[0], scale: $0[1]) },
        ["cdf": { $0.cdf($1) }, "ppf": { $0.ppf($1) }]),
    continuous(
        "truncnorm",
        { D.TruncatedNormal(from: $0[0], to: $0[1], location: $0[2], scale: $0[3]) },
        [
            "cdf": { $0.cdf($1) }, "logcdf": { $0.logCDF($1) }, "sf": { $0.sf($1) },
            "logsf": { $0.logSF($1) },
        ]),
    continuous("vonmises", { D.VonMises($0[0]) }),
    continuous("wrapcauchy", { D.WrappedCauchy($0[0]) }),
    continuous("gennorm", { D.GeneralizedNormal($0[0]) }, ["cdf": { $0.cdf($1) }]),
    continuous("dirichlet", { D.Dirichlet($0[0]) }),
    discrete(
        "bernoulli", { D.Bernoulli($0[0]) }, ["cdf": { $0.cdf($1) }, "ppf": { $0.ppf($1) }]),
    discrete("binom", { D.Binomial($0[0], $0[1]) }),
    discrete("betabinom", { D.BetaBinomial($0[0], $0[1], $0[2]) }),
    discrete("geom", { D.Geometric($0[0]) }),
    discrete("nbinom", { D.NegativeBinomial($0[0], $0[1]) }),
    discrete("poisson", { D.Poisson($0[0]) }, ["cdf": { $0.cdf($1) }]),
    discrete("multinomial", { D.Multinomial($0[0], $0[1]) }),
    [
        "poisson.entropy": {
            [D.Poisson($0[0], location: $0.inputs.count > 1 ? $0[1] : 0.0).entropy()]
        }
    ],
].reduce(into: [:]) { $0.merge($1) { a, _ in a } }

private let incomplete: [String: FixtureFunction] = [
    "gammainc": { [$0.inputs.count == 1 ? gammainc(2.5, $0[0]) : gammainc($0[0], $0[1])] },
    "gammaincc": { [$0.inputs.count == 1 ? gammaincc(2.5, $0[0]) : gammaincc($0[0], $0[1])] },
    "gammaincDerivative": { [gammaincDerivative($0[0], $0[1])] },
    "gammaSampleDerivative": { [gammaSampleDerivative($0[0], $0[1])] },
    "betainc": { [betainc($0[0], $0[1], $0[2])] },
]

private let draws: [String: FixtureFunction] = [
    "gamma", "loggamma", "beta", "dirichlet", "chisquare", "t", "f", "generalizedNormal", "pareto",
    "lognormal", "rayleigh", "wald", "triangular", "weibullMin",
].reduce(into: [:]) { functions, name in
    functions["\(name).draw"] = { call in
        let draw = try #require(sampledWithParameters[name])
        return [try draw(Draw(Key(data: call[0]), Array(call.inputs.dropFirst()), .null))]
    }
}
