import Testing

@testable import Espalier

/// Operators between tensors, literals and Swift's numbers.
@Suite struct OperatorsTests {
    /// The compiler takes the literal in `(1 - rate) * x` for a tensor.
    @Test func literalsAndNumbersKeepTheirDigits() throws {
        let rate = 0.1
        let x = Tensor([3.0] as [Double])
        #expect(try ((1 - rate) * x).scalars(as: Double.self) == [(1 - rate) * 3])
        #expect(try ((rate - 1) * x).scalars(as: Double.self) == [(rate - 1) * 3])
        #expect(try ((1 + rate) * x).scalars(as: Double.self) == [(1 + rate) * 3])
        #expect(try ((rate / 3) * x).scalars(as: Double.self) == [(rate / 3) * 3])
        #expect(try ((3 / rate) * x).scalars(as: Double.self) == [(3 / rate) * 3])
        #expect(try ((3 * rate) * x).scalars(as: Double.self) == [(3 * rate) * 3])
        #expect((x * (1 - rate) / (2 - rate)).dtype == .float64)
    }

    /// They give way to the tensor's dtype all the same.
    @Test func literalsAndNumbersStayWeak() {
        let rate = 0.1
        #expect(((1 - rate) * Tensor([1, 2])).dtype == .float32)
        #expect(((1 - rate) * Tensor([1.0]).asType(.bfloat16)).dtype == .bfloat16)
        let strong = Tensor(1.0 as Float) - rate
        #expect(strong.dtype == .float32 && !strong.type.isWeak)
    }
}
