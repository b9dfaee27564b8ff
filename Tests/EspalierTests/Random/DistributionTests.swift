import EspalierTestSupport
import Testing

@testable import Espalier

/// Distributions as values and trees, and draws with parameters under the transformations.
@Suite struct DistributionTests {
    private typealias D = Distributions

    @Test func parametersAreLeaves() throws {
        let normal = D.Normal(mean: Tensor(1.0), scale: Tensor([0.5, 2]))
        #expect(normal.leaves.map(\.shape) == [[], [2]])
        #expect(normal.paths.map(\.description) == ["mean", "scale"])
        let doubled = normal.rebuilt(normal.leaves.map { 2 * $0 })
        #expect(try doubled.scale.scalars(as: Float.self) == [1, 4])
    }

    @Test func gradientInADistribution() {
        let data = Tensor([0.5, 1.5, 2.5] as [Float])
        let slope = grad { (d: Distributions.Normal) in d.logPDF(data).sum() }(
            D.Normal(mean: Tensor(Float(1)), scale: Tensor(Float(2))))
        #expect(abs(Double(slope.mean) - 1.5 / 4) < 1e-6)
        let squares = (0.25 + 0.25 + 2.25) / 8
        #expect(abs(Double(slope.scale) - (squares - 1.5)) < 1e-5)
    }

    @Test func vmapOverDistributions() {
        let family = D.Gamma(
            Tensor([0.5, 1, 2] as [Float]), location: Tensor([0, 0, 0] as [Float]),
            scale: Tensor([1, 1, 1] as [Float]))
        let x = Tensor([0.5, 1.5] as [Float])
        let rows = vmap { (d: Distributions.Gamma) in d.logPDF(x) }(family)
        #expect(rows.shape == [3, 2])
        let one = D.Gamma(Tensor(Float(2))).logPDF(x)
        #expect(isClose(rows[2], one))
    }

    @Test func functionsAgreeWithEachOther() {
        let q = Tensor([0.1, 0.35, 0.6, 0.95])
        func check(_ name: String, _ ppf: (Tensor) -> Tensor, _ cdf: (Tensor) -> Tensor) {
            #expect(isClose(cdf(ppf(q)), q), "\(name)")
        }
        let normal = D.Normal(mean: 1, scale: 2)
        check("Normal", normal.ppf, normal.cdf)
        check("Normal from above", normal.isf, normal.sf)
        let cauchy = D.Cauchy(location: 1, scale: 2)
        check("Cauchy", cauchy.ppf, cauchy.cdf)
        check("Cauchy from above", cauchy.isf, cauchy.sf)
        let pareto = D.Pareto(1.5, location: -1, scale: 2)
        check("Pareto", pareto.ppf, pareto.cdf)
        let left = D.GumbelLeft(location: 1, scale: 2)
        check("GumbelLeft", left.ppf, left.cdf)
    }

    @Test func samplesAreMovedAndScaled() {
        let key = Key(3)
        let normal = D.Normal(mean: Tensor([1.0, -1.0]), scale: 2)
        #expect(isClose(normal.sample(key, [4, 2]), normal.mean + 2 * key.normal([4, 2])))
        #expect(normal.sample(key).shape == [2])
        #expect(isClose(D.Gamma(2.5, scale: 3).sample(key, [5]), 3 * key.gamma(2.5, [5])))
        #expect(D.Beta(Tensor([0.5, 2]), 3).sample(key).shape == [2])
        #expect(D.Poisson(Tensor([0.5, 20])).sample(key, [3, 2]).dtype == .float32)
        #expect(D.Multinomial(5, Tensor([0.25, 0.75])).sample(key).sum() == Tensor(Float(5)))
    }

    @Test func drawsUnderJitVmapAndScan() {
        let draws: [@Sendable (Key) -> Tensor] = [
            { $0.gamma(Tensor([0.5, 3])) }, { $0.poisson(Tensor([0.5, 30])) },
            { $0.multinomial(10, Tensor([0.25, 0.75])) },
        ]
        let keys = Key(11).split(3)
        let batch = Key(11).splitBatch(3)
        for draw in draws {
            let eager = stack(keys.map(draw))
            #expect(vmap { (key: Key) in draw(key) }(batch) == eager)
            #expect(jit { (key: Key) in draw(key) }(keys[1]) == eager[1])
            let (_, scanned) = scan(initial: Tensor(0), over: batch) { count, key in
                (count + 1, draw(key))
            }
            #expect(scanned == eager)
        }
    }

    @Test func countsHaveNoDerivative() {
        let slope = grad { (p: Tensor) in Key(1).binomial(20, p, [3]).sum() + p }(
            Tensor(Float(0.5)))
        #expect(Float(slope) == 1)
        let rate = grad { (rate: Tensor) in
            Key(1).poisson(rate, [3]).sum() * rate
        }(Tensor(Float(2)))
        #expect(Float(rate) == Float(Key(1).poisson(2, [3]).sum()))
    }

    @Test func keysInArrays() {
        let keys = Key(4).splitBatch([2, 3])
        #expect(keys.shape == [2, 3] && Key(4).shape == [])
        #expect(keys[1].shape == [3])
        #expect(keys[1][2] == Key(4).splitBatch(6)[5])
        #expect(keys[-1][-1] == keys[1][2])
        #expect(keys[0][0] != keys[0][1])
        #expect(Key(data: keys.data) == keys)
        let nested = vmap { (row: Key) in vmap { (key: Key) in key.normal() }(row) }(keys)
        #expect(nested.shape == [2, 3])
        #expect(nested[1, 2] == keys[1][2].normal())
    }

    /// Far down the tail, where the usual resolution gives nothing between 2^-23 and 0.
    @Test func highResolution() {
        let rare = Key(2).bernoulli(Tensor(Float(1e-8)), [1000], resolution: .high)
        #expect(!Bool(rare.any()))
        #expect(Bool(Key(2).bernoulli(Tensor(Float(1)), [1000], resolution: .high).all()))
    }
}
