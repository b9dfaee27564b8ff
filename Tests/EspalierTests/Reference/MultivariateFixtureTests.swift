import Testing

@testable import Espalier

/// Distributions of vectors and matrices: densities, draws, and densities guessed from samples.
@Suite struct MultivariateFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { multivariate }

    @Test(arguments: multivariate.names)
    func agreesWithJAX(_ function: String) throws { try multivariate.check(function) }

    @Test func isComplete() throws { try multivariate.checkCompleteness() }
}

private typealias D = Distributions

private let multivariate = FixtureArea(
    "multivariate",
    // The signs of eigenvectors are free, and decide about the draws.
    omissions: LAPACK.isInstalled
        ? []
        : [
            FixtureOmission(reason: "signs of eigenvectors are LAPACK's") {
                $0.function == "multivariateNormal.draw"
                    && $0.attributes["method"].string != "cholesky"
            }
        ],
    functions: [
        "multivariateNormal.logpdf": {
            [D.MultivariateNormal(mean: $0[1], covariance: $0[2]).logPDF($0[0])]
        },
        "multivariateNormal.pdf": {
            [D.MultivariateNormal(mean: $0[1], covariance: $0[2]).pdf($0[0])]
        },
        "multivariateNormal.draw": { call in
            let method = try #require(
                Key.CovarianceFactor(rawValue: try call.string("method")))
            return [
                Key(data: call[0]).multivariateNormal(
                    mean: call[1], covariance: call[2], call.attributes["shape"].ints,
                    method: method)
            ]
        },
        "orthogonal.draw": { call in
            [
                Key(data: call[0]).orthogonal(
                    try call.int("rows"), columns: try call.int("columns"),
                    try call.ints("shape"), dtype: try call.dtype())
            ]
        },
        "gaussianKDE.logpdf": { [guess($0, weightsAt: 2).logPDF($0[1])] },
        "gaussianKDE.pdf": { [guess($0, weightsAt: 2).pdf($0[1])] },
        "gaussianKDE.silverman": { [D.GaussianKDE($0[0], bandwidth: .silverman).pdf($0[1])] },
        "gaussianKDE.factor": { [D.GaussianKDE($0[0], bandwidth: .factor(0.5)).pdf($0[1])] },
        "gaussianKDE.integrateGaussian": {
            [guess($0).integrate(gaussianWithMean: $0[1], covariance: $0[2])]
        },
        "gaussianKDE.integrateBox": { [guess($0).integrate(from: $0[1], to: $0[2])] },
        "gaussianKDE.integrateKDE": { [guess($0).integrate(D.GaussianKDE($0[1]))] },
        "gaussianKDE.resample": { [D.GaussianKDE($0[1]).sample(Key(data: $0[0]), [3])] },
    ])

private func guess(_ call: FixtureCall, weightsAt place: Int? = nil) -> D.GaussianKDE {
    let weights = place.flatMap { $0 < call.inputs.count ? call[$0] : nil }
    return D.GaussianKDE(call[0], weights: weights)
}
