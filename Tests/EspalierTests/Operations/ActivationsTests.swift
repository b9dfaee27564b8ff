import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct ActivationsTests {
    /// At the kink of relu and at the middle of softplus, where the obvious formulas have other derivatives.
    @Test func derivativesAtZero() throws {
        let zero = Tensor([0] as [Double])
        let one = Tensor([1] as [Double])
        let pulled = try Rules.vjp({ [relu($0[0])] }, [zero], [one]).cotangents
        #expect(pulled[0] == Tensor([0] as [Double]))
        let second = try Rules.jvp(
            { try [Rules.jvp({ [softplus($0[0])] }, $0, [one]).tangents[0]!] }, [zero], [one])
        expectClose(try #require(second.tangents[0]), Tensor([0.25] as [Double]), .rules(1e-12))
    }
}
