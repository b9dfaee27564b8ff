import EspalierTestSupport
import Testing

@testable import Espalier

/// Constants that programs are looked up by: by their bits.
@Suite struct ConstantBitsTests {
    struct Rates: Hashable, Sendable {
        var first: Double
        var others: [Float?]
        var named: [String: Double] = [:]
    }

    @Test func zerosAndNaNs() throws {
        let f = jit { (x: Tensor, s: Static<Double>) -> Tensor in x / s.value }
        let one = Tensor(1 as Float)
        #expect(try f(one, Static(0)).scalars() == [Float.infinity])
        #expect(try f(one, Static(-0.0)).scalars() == [-Float.infinity])
        #expect(try f(one, Static(0)).scalars() == [Float.infinity])
        for _ in 0..<3 { _ = f(one, Static(.nan)) }
        #expect(f.traceCount == 3)
    }

    @Test func numbersInside() {
        let traces = jit { (x: Tensor, s: Static<Rates>) -> Tensor in x * s.value.first }
        let values = [
            Rates(first: 0, others: [1, nil]), Rates(first: -0.0, others: [1, nil]),
            Rates(first: 0, others: [-0.0, nil]), Rates(first: 0, others: [.nan]),
            Rates(first: 0, others: [], named: ["a": -0.0]),
            Rates(first: 0, others: [], named: ["a": 0]),
        ]
        for _ in 0..<3 { for value in values { _ = traces(Tensor(1.0), Static(value)) } }
        #expect(traces.traceCount == values.count)
    }

    @Test func fillValues() throws {
        let x = Tensor([1, 2] as [Float])
        let place = Tensor([5] as [Int32])
        let first = x.at[place].get(mode: .fillOrDrop, fillValue: 0.0)
        let second = x.at[place].get(mode: .fillOrDrop, fillValue: -0.0)
        #expect(try signBit(first).scalars() == [false])
        #expect(try signBit(second).scalars() == [true])
    }
}
