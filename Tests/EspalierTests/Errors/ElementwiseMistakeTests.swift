import EspalierTestSupport
import Testing

@testable import Espalier

/// A wrong use of an elementwise or special function, with what its message must say.
private struct Mistake: Sendable, CustomStringConvertible {
    let description: String
    let parts: [String]
    let body: @Sendable () -> Tensor

    init(
        _ description: String, says parts: String..., by body: @escaping @Sendable () -> Tensor
    ) {
        self.description = description
        self.parts = parts
        self.body = body
    }
}

private let v = Tensor.ones([3])
private let m = Tensor.ones([2, 3])
private let z = complex(v, v)
private let whole = Tensor([1, 2, 3])

private let elementwiseMistakes: [Mistake] = [
    Mistake("round", says: "round", "-1", "integers") { round(whole, decimals: -1) },
    Mistake("signBit", says: "signBit", "complex64") { signBit(z) },
    Mistake("copySign", says: "complex64") { copySign(z, v) },
    Mistake("frexp", says: "significand", "floating", "complex64") { frexp(z).significand },
    Mistake("ldexp", says: "ldexp", "integers", "float32") { ldexp(v, v) },
    Mistake("reducePrecision", says: "reducePrecision", "0", "1 bit") {
        reducePrecision(v, exponentBits: 0, mantissaBits: 3)
    },
    Mistake("populationCount", says: "population_count", "integer", "float32") {
        populationCount(v)
    },
    Mistake("multiplyHigh", says: "mulhi", "integer", "float32") { multiplyHigh(v, v) },
    Mistake("packBits", says: "packBits", "float32") { packBits(v) },
    Mistake("packBits axis", says: "packBits", "2") { packBits(whole, axis: 2) },
    Mistake("unpackBits", says: "unpackBits", "uint8", "int32") { unpackBits(whole) },
    Mistake("unpackBits count", says: "unpackBits", "-1") {
        unpackBits(whole.asType(.uint8), count: -1)
    },
    Mistake("gcd", says: "gcd", "integers", "float32") { gcd(v, whole) },
    Mistake("lcm", says: "lcm", "integers", "complex64") { lcm(whole, z) },
    Mistake("gcd shapes", says: "gcd", "[3]", "[2]") { gcd(whole, Tensor([1, 2])) },
    Mistake("isPositiveInfinity", says: "isPositiveInfinity", "complex64") {
        isPositiveInfinity(z)
    },
    Mistake("isClose", says: "[3]", "[2]") { isClose(v, Tensor.ones([2])) },
    Mistake("fmax", says: "[3]", "[2]") { fmax(v, Tensor.ones([2])) },
    Mistake("select of nothing", says: "select", "at least one") { select(whole, []) },
    Mistake("select by floats", says: "select", "float32") { select(v, [v]) },
    Mistake("select shapes", says: "[3]", "[2]") { select(whole, [v, Tensor.ones([2])]) },
    Mistake("select counts", says: "select", "1 conditions", "2 choices") {
        select([v .> 0], [v, v])
    },
    Mistake("piecewise", says: "piecewise", "2", "1", "otherwise") {
        piecewise(v, [v .> 0], [{ $0 }, { $0 }])
    },
    Mistake("unwrap", says: "unwrap", "complex64") { unwrap(z) },
    Mistake("unwrap axis", says: "unwrap", "1") { unwrap(v, axis: 1) },
    Mistake("glu", says: "glu", "[3]", "even") { glu(v) },
    Mistake("softmax axis", says: "softmax", "2", "rank 2") { softmax(m, axis: 2) },
    Mistake("softmax of complex", says: "softmax", "complex64") { softmax(z) },
    Mistake("logSumExp mask", says: "logSumExp", "[3]", "[2]") {
        logSumExp(v, where: Tensor([true, false]))
    },
]

private let specialMistakes: [Mistake] = [
    Mistake("gammasgn", says: "gammasgn", "floating", "complex64") { gammasgn(z) },
    Mistake("beta", says: "beta", "[3]", "[2]") { beta(v, Tensor.ones([2])) },
    Mistake("zeta", says: "zeta", "floating", "complex64") { zeta(z, v) },
    Mistake("entr", says: "complex64") { entr(z) },
    Mistake("ndtri", says: "ndtri", "complex64") { ndtri(z) },
    Mistake("logNdtr", says: "logNdtr", "31", "30") { logNdtr(v, seriesOrder: 31) },
    Mistake("multigammaln", says: "multigammaln", "-1") { multigammaln(v, -1) },
    Mistake("besselJn", says: "besselJn", "50", "40") { besselJn(v, order: 50, steps: 40) },
    Mistake("besselJn of complex", says: "besselJn", "complex64") { besselJn(z, order: 1) },
    Mistake("expn in its order", says: "expn", "order") { grad { expn($0, 2).sum() }(v) },
    Mistake("bernoulli", says: "bernoulli", "-2") { bernoulli(-2) },
    Mistake("bernoulli dtype", says: "bernoulli", "int32") { bernoulli(2, dtype: .int32) },
    Mistake("hyp2f1", says: "hyp2f1", "[3]", "[2]") { hyp2f1(v, v, v, Tensor.ones([2])) },
    Mistake("sphHarmY", says: "sphHarmY", "integers", "float32") { sphHarmY(v, whole, v, v) },
    Mistake("sphHarmY degrees", says: "sphHarmY", "maxDegree") {
        jit { (n: Tensor) in sphHarmY(n, n, v, v) }(whole)
    },
]

@Suite struct ElementwiseMistakeTests {
    @Test(arguments: elementwiseMistakes)
    private func saysWhatIsWrong(made: Mistake) throws { try check(made) }
}

@Suite struct SpecialMistakeTests {
    @Test(arguments: specialMistakes)
    private func saysWhatIsWrong(made: Mistake) throws { try check(made) }
}

private func check(_ made: Mistake) throws {
    do {
        _ = try withErrors { made.body() }
        Issue.record("\(made) is no mistake")
    } catch {
        for part in made.parts {
            #expect("\(error)".contains(part), "\(made) says: \(error)")
        }
    }
}
