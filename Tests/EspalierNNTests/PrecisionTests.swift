import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

/// Layers that compute in another dtype than that of their parameters, and in a given precision.
@Suite struct PrecisionTests {
    /// bfloat16 has a unit of 2⁻⁸; gradients add several roundings.
    private let tolerance = 2e-2

    private func check<L: Layer>(_ name: String, _ layer: L, names: [String: String] = [:]) throws {
        for recording in try FixtureCase.of(name) {
            try EspalierNNTests.check(
                recording, layer, names: names, .layers(tolerance), batches: false)
        }
    }

    /// Float32 parameters and their float32 gradients, with products in bfloat16, as Flax's `dtype` does.
    @Test func narrowComputation() throws {
        try check("NarrowLinear", Linear(3, 2, computeDType: .bfloat16))
        try check(
            "NarrowConv",
            Conv2D(2, 3, kernel: 2, layout: .channelsLast, computeDType: .bfloat16))
        try check(
            "NarrowGRU", RNN(GRUCell(2, 3, computeDType: .bfloat16)), names: ["cell": ""])
        try check(
            "NarrowLSTM", RNN(LSTMCell(2, 3, computeDType: .bfloat16)), names: ["cell": ""])
        try check(
            "NarrowMGU", RNN(MGUCell(2, 3, computeDType: .bfloat16)), names: ["cell": ""])
        try check(
            "NarrowAttention", MultiHeadAttention(heads: 2, size: 4, computeDType: .bfloat16))
    }

    @Test func dtypesOfOutputs() {
        let key = Key(0)
        func dtype<L: Layer>(_ layer: L, _ shape: [Int]) -> DType {
            let output = evalShape({ (x: Tensor) in layer.output(for: x) }, .ones(shape))
            return output.dtype
        }
        #expect(dtype(Linear(2, 3, computeDType: .bfloat16, key: key), [2]) == .bfloat16)
        #expect(dtype(MLP([2, 3, 1], computeDType: .float16, key: key), [2]) == .float16)
        #expect(dtype(LazyLinear(3, computeDType: .bfloat16, key: key), [2]) == .bfloat16)
        let up = ConvTranspose1D(2, 3, kernel: 2, computeDType: .bfloat16, key: key)
        #expect(dtype(up, [2, 4]) == .bfloat16)
        // States keep their dtype, or they could not be carried on.
        let simple = RNN(SimpleCell(2, 3, computeDType: .bfloat16, key: key))
        #expect(dtype(simple, [4, 2]) == .float32)
        let film = RNN(ConvLSTMCell(1, 2, kernel: [2], computeDType: .bfloat16, key: key))
        #expect(dtype(film, [4, 1, 3]) == .float32)
        #expect(
            mistake { Linear(2, 3, computeDType: .int32, key: key).weight }?
                .contains("floating or complex") == true)
        #expect(
            mistake { Conv1D(2, 3, kernel: 2, computeDType: .bool, key: key).weight }?
                .contains("floating or complex") == true)
    }

    /// The precision stands at every product of the program, those of the gradients included.
    @Test func precisionOfProducts() throws {
        func products<L: Layer>(_ layer: L, _ shape: [Int]) -> [Substring] {
            let text = program(
                of: { (layer: L) -> L in
                    grad { (layer: L) in layer.output(for: .ones(shape)).sum() }(layer)
                }, layer
            ).description
            return text.split(separator: "\n").filter { $0.contains("dot_general") }
        }
        let key = Key(0)
        let exact = products(Linear(2, 3, precision: .highest, key: key), [2])
        #expect(!exact.isEmpty && exact.allSatisfy { $0.contains("HIGHEST") })
        #expect(products(Linear(2, 3, key: key), [2]).allSatisfy { !$0.contains("precision") })
        let attention = MultiHeadAttention(heads: 2, size: 4, precision: .high, key: key)
        let all = products(attention, [3, 4])
        #expect(all.count > 12 && all.allSatisfy { $0.contains("HIGH") })
        let gates = products(RNN(GRUCell(2, 3, precision: .highest, key: key)), [1, 2])
        #expect(!gates.isEmpty && gates.allSatisfy { $0.contains("HIGHEST") })
        // A CPU has no choice, and gives the same; vmap keeps the mark.
        let x = Tensor([[1.0, 2.0], [3.0, 4.0]] as [[Float]])
        #expect(matmul(x, x, precision: .highest) == matmul(x, x))
        let batched = program(
            of: vmap { (x: Tensor) in matmul(x, x, precision: .highest) }, stack([x, x])
        ).description
        #expect(batched.contains("HIGHEST"))
        #expect("\(ProductSettings(dtype: .bfloat16, precision: .high))" == "bfloat16, high")
        #expect("\(ProductSettings())" == "standard")
    }
}
