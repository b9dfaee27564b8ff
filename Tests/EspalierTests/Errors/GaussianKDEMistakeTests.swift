import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct GaussianKDEMistakeTests {
    private let plane = Distributions.GaussianKDE(spread([2, 5]))
    private let line = Distributions.GaussianKDE(spread([5]))

    @Test func mistakes() {
        typealias KDE = Distributions.GaussianKDE
        #expect(mistake { KDE(Tensor([1.0])).dataset }?.contains("more than one") == true)
        #expect(mistake { KDE(Tensor.ones([2, 2, 2])).dataset }?.contains("[d, n]") == true)
        #expect(mistake { KDE(complexSpread([4])).dataset }?.contains("real number") == true)
        #expect(
            mistake { KDE(spread([2, 5]), weights: Tensor.ones([4])).dataset }?
                .contains("a weight for each of 5") == true)
        #expect(mistake { plane.pdf(spread([3, 4])) }?.contains("[3, 4]") == true)
        #expect(mistake { plane.logPDF(spread([3])) }?.contains("2 numbers") == true)
        #expect(
            mistake { plane.integrate(from: Tensor(0.0), to: Tensor(1.0)) }?.contains("bounds")
                == true)
        #expect(mistake { plane.integrate(line) }?.contains("2 and 1") == true)
        #expect(
            mistake { plane.integrate(gaussianWithMean: Tensor([1.0]), covariance: Tensor.eye(2)) }?
                .contains("a mean of 2 numbers") == true)
    }
}
