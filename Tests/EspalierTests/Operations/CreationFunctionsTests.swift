import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct CreationFunctionsTests {
    private func dtype(_ attributes: FixtureValue) throws -> DType {
        try #require(DType.allCases.first { "\($0)" == attributes["dtype"].string })
    }

    @Test func defaults() {
        #expect(Tensor.arange(3) == Tensor([0, 1, 2] as [Int32]))
        #expect(Tensor.arange(0.0, 1, step: 0.5) == Tensor([0, 0.5] as [Float]))
        #expect(Tensor.full([2], 7).dtype == .int32)
        #expect(Tensor.zeros(like: Tensor([1, 2] as [Int8])).dtype == .int8)
        #expect(Tensor.ones(like: Tensor(2.0), dtype: .bool) == true)
        #expect(Tensor.linspace(0, 1, count: 3) == Tensor([0, 0.5, 1] as [Float]))
        #expect(
            Tensor.linspace(Tensor([0, 1] as [Float]), 1, count: 2)
                == Tensor([[0, 1], [1, 1]] as [[Float]]))
    }

    @Test func mistakes() {
        #expect(throws: TensorError.self) { try withErrors { Tensor.zeros([2, -1]) } }
        #expect(throws: TensorError.self) { try withErrors { Tensor.arange(0, 3, step: 0) } }
        #expect(throws: TensorError.self) { try withErrors { Tensor.linspace(0, 1, count: -1) } }
        #expect(throws: TensorError.self) { try withErrors { Tensor.full([2], Tensor.zeros([3])) } }
        #expect(throws: TensorError.self) { try withErrors { Tensor.iota([2], axis: 1) } }
        #expect(throws: TensorError.self) {
            try withErrors { meshgrid([Tensor.zeros([2, 2])])[0] }
        }
    }
}
