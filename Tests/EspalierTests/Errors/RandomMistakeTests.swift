import EspalierTestSupport
import Testing

@testable import Espalier

/// Wrong uses of samplers and distributions, with what the messages must say.
@Suite struct RandomMistakeTests {
    private static let key = Key(0)
    private static let two = Tensor([1.0, 2.0])
    private static let three = Tensor([1.0, 2.0, 3.0])
    private static let complexNumbers = complex(two, two)

    private static let draws: [(says: [String], draw: @Sendable () -> Tensor)] = [
        (["gamma", "[2]", "[3]"], { key.gamma(two, [3]) }),
        (["gamma", "int32"], { key.gamma(two, dtype: .int32) }),
        (["gamma", "complex64"], { key.gamma(complexNumbers) }),
        (["gamma", "[2,2]", "vmap"], { Key(0).splitBatch(2).gamma(two) }),
        (["beta", "[2]", "[3]"], { key.beta(two, three) }),
        (["beta", "-1"], { key.beta(1, 1, [-1]) }),
        (["dirichlet", "scalar"], { key.dirichlet(1.0) }),
        (["dirichlet", "[3, 2]", "[2, 2]"], { key.dirichlet(stack([two, two]), [3]) }),
        (["ball", "0"], { key.ball(0) }),
        (["ball", "[2]"], { key.ball(3, p: two) }),
        (["poisson", "float32"], { key.poisson(two, dtype: .float32) }),
        (["poisson", "[2]", "[3]"], { key.poisson(two, [3]) }),
        (["binomial", "int32"], { key.binomial(5, 0.5, dtype: .int32) }),
        (["binomial", "complex64"], { key.binomial(5, complexNumbers) }),
        (["multinomial", "vector"], { key.multinomial(5, 0.5) }),
        (["multinomial", "[2]", "[]"], { key.multinomial(two, two) }),
        (["geometric", "float32"], { key.geometric(0.5, dtype: .float32) }),
        (
            ["logNormal", "complex64", "float32"],
            {
                key.logNormal(complexNumbers, dtype: .float32)
            }
        ),
        (
            ["doubleSidedMaxwell", "[2]", "[3]"],
            {
                key.doubleSidedMaxwell(location: two, scale: three)
            }
        ),
        (["triangular", "[2]", "[3]"], { key.triangular(two, three, three) }),
        (
            ["categorical", "5", "3", "replacement"],
            {
                key.categorical(logits: three, shape: [5], replace: false)
            }
        ),
        (["Key", "single"], { key[0].data }),
        (["Key", "2", "3"], { key.splitBatch(2)[3].data }),
        (["split", "-1"], { key.splitBatch([-1]).data }),
    ]

    @Test func drawsNameTheMistake() {
        for (says, draw) in Self.draws { expect(says, mistake { draw() }) }
    }

    private static let values: [(says: [String], value: @Sendable () -> Tensor)] = [
        (["igamma", "[2]", "[3]"], { gammainc(two, three) }),
        (["igamma", "complex64"], { gammainc(complexNumbers, two) }),
        (["betainc", "[2]", "[3]"], { betainc(two, three, 0.5) }),
        (["betainc", "complex64"], { betainc(complexNumbers, two, two) }),
        (["[2]", "[3]"], { Distributions.Normal(mean: two).logPDF(three) }),
        (["Normal.logPDF", "complex64"], { Distributions.Normal().logPDF(complexNumbers) }),
        (["Normal.sample", "[2]", "[3]"], { Distributions.Normal(mean: two).sample(key, [3]) }),
        (["Dirichlet", "[]"], { Distributions.Dirichlet(1.0).logPDF(three) }),
        (
            ["Dirichlet", "3", "2", "[1]"],
            {
                Distributions.Dirichlet(three).logPDF(Tensor([1.0]))
            }
        ),
        (
            ["Multinomial", "integers", "float32"],
            {
                Distributions.Multinomial(3, two).logPMF(two)
            }
        ),
        (
            ["Multinomial", "[3]", "[2]"],
            {
                Distributions.Multinomial(3, two).logPMF(Tensor([1, 1, 1]))
            }
        ),
    ]

    @Test func densitiesNameTheMistake() {
        for (says, value) in Self.values { expect(says, mistake { value() }) }
    }

    private func expect(_ parts: [String], _ message: String?) {
        for part in parts {
            #expect(
                message?.contains(part) == true, "\(part) is not in: \(message ?? "no mistake")")
        }
    }
}
