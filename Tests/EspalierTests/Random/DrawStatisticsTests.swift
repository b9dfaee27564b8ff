import Foundation
import Testing

@testable import Espalier

/// Whether draws have the distributions that they are named for: the test of Kolmogorov and Smirnov against the
/// distribution functions, and the moments of counts.
@Suite struct DrawStatisticsTests {
    private static let count = 3000

    private typealias D = Distributions
    private typealias Function = @Sendable (Tensor) -> Tensor

    private static let continuous:
        [(name: String, draw: @Sendable (Key) -> Tensor, cdf: Function)] =
            {
                let n = [count]
                return [
                    ("gamma below 1", { $0.gamma(0.3, n) }, { D.Gamma(0.3).cdf($0) }),
                    ("gamma above 1", { $0.gamma(4.5, n) }, { D.Gamma(4.5).cdf($0) }),
                    ("logGamma", { exp($0.logGamma(0.8, n)) }, { D.Gamma(0.8).cdf($0) }),
                    ("beta", { $0.beta(0.5, 2.5, n) }, { D.Beta(0.5, 2.5).cdf($0) }),
                    ("chiSquare", { $0.chiSquare(3, n) }, { D.ChiSquare(3).cdf($0) }),
                    (
                        "dirichlet", { $0.dirichlet(Tensor([0.5, 1, 2]), n)[0..., 2] },
                        { D.Beta(2, 1.5).cdf($0) }
                    ),
                    (
                        "t", { $0.t(3, n) },
                        { x in
                            let tail = 0.5 * betainc(1.5, 0.5, 3 / (3 + x * x))
                            return which(x .> 0, 1 - tail, tail)
                        }
                    ),
                    ("f", { $0.f(3, 5, n) }, { betainc(1.5, 2.5, 3 * $0 / (3 * $0 + 5)) }),
                    (
                        "generalizedNormal", { $0.generalizedNormal(1.5, n) },
                        { D.GeneralizedNormal(1.5).cdf($0) }
                    ),
                    (
                        "ball", { $0.ball(3, n).norm(axis: -1) }, { $0 ** 3 }
                    ),
                    ("pareto", { $0.pareto(2.5, n) }, { D.Pareto(2.5).cdf($0) }),
                    ("logNormal", { log($0.logNormal(0.5, n)) }, { D.Normal(scale: 0.5).cdf($0) }),
                    ("rayleigh", { $0.rayleigh(2, n) }, { 1 - exp(-$0 * $0 / 8) }),
                    (
                        "wald", { $0.wald(1.5, n) },
                        { x in
                            let root = sqrt(1 / x)
                            return D.Normal().cdf(root * (x / 1.5 - 1))
                                + exp(Tensor(2 / 1.5)) * D.Normal().cdf(-root * (x / 1.5 + 1))
                        }
                    ),
                    (
                        "triangular", { $0.triangular(-1, 0, 2, n) },
                        { which($0 .< 0, ($0 + 1) ** 2 / 3, 1 - (2 - $0) ** 2 / 6) }
                    ),
                    (
                        "weibullMin", { $0.weibullMin(scale: 2, concentration: 1.5, n) },
                        { 1 - exp(-power($0 / 2, Tensor(1.5))) }
                    ),
                    (
                        "maxwell", { $0.maxwell(n) }, { D.ChiSquare(3).cdf($0 * $0) }
                    ),
                    ("cauchy", { $0.cauchy(n) }, { D.Cauchy().cdf($0) }),
                    (
                        "gumbel of the highest resolution", { $0.gumbel(n, resolution: .highest) },
                        { D.GumbelRight().cdf($0) }
                    ),
                ]
            }()

    @Test func distributionFunctionsAreMet() throws {
        for (index, entry) in Self.continuous.enumerated() {
            let levels = jit { (key: Key) in sort(entry.cdf(entry.draw(key))) }(Key(index + 1))
            let numbers = try convert(levels, to: .float64).scalars(as: Double.self)
            let size = Double(numbers.count)
            var distance = 0.0
            for (rank, level) in numbers.enumerated() {
                distance = max(
                    distance, abs(level - Double(rank) / size),
                    abs(Double(rank + 1) / size - level))
            }
            // By chance above this once in a thousand.
            #expect(distance * size.squareRoot() < 1.95, "\(entry.name)")
        }
    }

    @Test func countsHaveTheirMoments() throws {
        let n = [Self.count]
        let draws: [(name: String, numbers: Tensor, mean: Double, variance: Double)] = [
            ("small poisson", Key(1).poisson(3.5, n), 3.5, 3.5),
            ("large poisson", Key(2).poisson(40, n), 40, 40),
            ("small binomial", Key(3).binomial(20, 0.2, n), 4, 3.2),
            ("large binomial", Key(4).binomial(100, 0.7, n), 70, 21),
            ("geometric", Key(5).geometric(0.25, n), 4, 12),
            (
                "multinomial", Key(6).multinomial(30, Tensor([0.2, 0.3, 0.5]), n + [3])[0..., 1], 9,
                6.3
            ),
            ("rademacher", Key(7).rademacher(n), 0, 1),
        ]
        for draw in draws {
            let x = try convert(draw.numbers, to: .float64)
            let mean = Double(x.mean())
            let variance = Double((x * x).mean()) - mean * mean
            let deviation = (draw.variance / Double(Self.count)).squareRoot()
            #expect(abs(mean - draw.mean) < 3.5 * deviation, "\(draw.name): \(mean)")
            #expect(abs(variance / draw.variance - 1) < 0.12, "\(draw.name): \(variance)")
        }
    }

    /// Means over many draws change with the parameter as the derivatives of the draws say.
    @Test func derivativesAreThoseOfTheMeans() {
        // The means are a and 2 log a + const., up to the square root of the count.
        let a = Tensor(Float(2.5))
        let slope = grad { (a: Tensor) in Key(8).gamma(a, [Self.count]).mean() }(a)
        #expect(abs(Double(slope) - 1) < 0.05)
        let spread = grad { (a: Tensor) in (Key(8).gamma(a, [Self.count]) ** 2).mean() }(a)
        #expect(abs(Double(spread) / 6 - 1) < 0.08)
        let logarithm = grad { (a: Tensor) in Key(9).logGamma(a, [Self.count]).mean() }(a)
        // The trigamma function at 2.5.
        #expect(abs(Double(logarithm) - 0.49035776) < 0.03)
    }
}
