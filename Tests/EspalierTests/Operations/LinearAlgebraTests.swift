import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct LinearAlgebraTests {
    private func check(
        _ name: String, _ function: @escaping (FixtureValue, [Tensor]) throws -> Tensor
    ) throws {
        let cases = try FixtureFile("linear_algebra").cases(of: name)
        #expect(!cases.isEmpty)
        for recorded in cases.filter(\.isSinglePrecision).prefix(6) {
            let rules = RecordedRules(recorded) { [try function(recorded.attributes, $0)] }
            if recorded.inputs.allSatisfy({ $0.dtype == "float32" }) { try rules.checkBatching() }
        }
    }

    @Test func matmul() throws { try check("matmul") { $1[0].matmul($1[1]) } }
    @Test func dot() throws { try check("dot") { $1[0].dot($1[1]) } }
    @Test func innerProducts() throws { try check("inner") { inner($1[0], $1[1]) } }
    @Test func outerProducts() throws { try check("outer") { outer($1[0], $1[1]) } }
    @Test func vdots() throws { try check("vdot") { vdot($1[0], $1[1]) } }

    @Test func tensordots() throws {
        try check("tensordot") { attributes, x in
            let axes = attributes["axes"]
            if let count = axes.int { return tensordot(x[0], x[1], axes: count) }
            return tensordot(x[0], x[1], axes: (axes[0].ints ?? [], axes[1].ints ?? []))
        }
    }

    @Test func mistakes() throws {
        let error = #expect(throws: TensorError.self) {
            try withErrors { Tensor.zero([100, 64]).matmul(.zero([32, 10])) }
        }
        #expect(
            error?.description.contains("inner dimensions differ, [100, 64] × [32, 10]") == true)
        #expect(throws: TensorError.self) { try withErrors { Tensor(1.0).matmul(.zero([2])) } }
        #expect(throws: TensorError.self) {
            try withErrors { Tensor.zero([2, 3, 4]).matmul(.zero([3, 4, 5])) }
        }
        #expect(throws: TensorError.self) {
            try withErrors { tensordot(.zero([2, 3]), .zero([2, 3]), axes: 1) }
        }
        #expect(throws: TensorError.self) {
            try withErrors { tensordot(.zero([2, 3]), .zero([2, 3]), axes: ([0, 5], [0, 1])) }
        }
    }

    @Test func emptyContractions() throws {
        let product = Tensor.zero([2, 0]).matmul(.zero([0, 3]))
        #expect(try product.scalars(as: Float.self) == [0, 0, 0, 0, 0, 0])
        #expect(Tensor.zero([0, 2]).matmul(.zero([2, 3])).shape == [0, 3])
    }
}

extension Tensor {
    static func zero(_ shape: [Int]) -> Tensor {
        Tensor(scalars: [Float](repeating: 0, count: shape.reduce(1, *)), shape: shape)
    }

    /// 0, 1, 2 … in a shape, as float32.
    static func counting(_ shape: [Int]) -> Tensor {
        Tensor(scalars: (0..<shape.reduce(1, *)).map { Float($0) }, shape: shape)
    }
}
