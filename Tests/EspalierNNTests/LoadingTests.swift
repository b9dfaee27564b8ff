import Espalier
import Testing

@testable import EspalierNN

@Suite struct LoadingTests {
    private let blank = MLP([2, 3, 1], key: Key(0))

    private var tensors: [String: Tensor] {
        [
            ".layers[0].weight": .ones([3, 2]), ".layers[0].bias": .ones([3]),
            ".layers[1].weight": .ones([1, 3]), ".layers[1].bias": .ones([1]),
        ]
    }

    private func failure(
        _ tensors: [String: Tensor], names: [String: String] = [:]
    ) -> WeightLoadingError? {
        do {
            _ = try blank.loading(tensors, names: names)
            return nil
        } catch { return error as? WeightLoadingError }
    }

    @Test func namesOfEquinox() throws {
        let model = try blank.loading(tensors)
        #expect(model.leaves.allSatisfy { $0 == .ones(like: $0) })
        #expect(model.structure == blank.structure)
        let cell = try GRUCell(2, 3, useBias: false)
            .loading([".weight_ih": .ones([9, 2]), "/weight_hh": .ones([9, 3])])
        #expect(cell.weightHH == .ones([9, 3]))
        // Equinox's biases have axes for the window.
        var conv = Conv2D(1, 2, kernel: 1, key: Key(0))
        try conv.load(["weight": .ones([2, 1, 1, 1]), "bias": Tensor.ones([2, 1, 1])])
        #expect(conv.bias == .ones([2]))
    }

    @Test func namesOfFlax() throws {
        let model = try blank.loading(
            [
                "params/Dense_0/kernel": Tensor.arange(6).reshaped([2, 3]).asType(.float64),
                "params/Dense_0/bias": .zeros([3]), "params/Dense_1/kernel": .ones([3, 1]),
                "params/Dense_1/bias": .zeros([1]),
            ], names: ["layers[0]": "params/Dense_0", "layers[1]": "Dense_1"])
        let expected = Tensor.arange(6).reshaped([2, 3]).transposed().asType(.float32)
        #expect(model.layers[0].weight == expected)
        let norm = try BatchNorm(2).loading([
            "params/scale": .ones([2]), "params/bias": .ones([2]),
            "batch_stats/mean": .ones([2]), "batch_stats/var": .full([2], 4.0),
        ])
        #expect(norm.variance == .full([2], 4.0))
    }

    @Test func mistakesNamePaths() {
        var some = tensors
        some[".layers[1].bias"] = nil
        #expect(failure(some)?.path == "layers[1].bias")
        some = tensors
        some["other"] = 1.0
        #expect(failure(some)?.message.contains("takes other") == true)
        some = tensors
        some[".layers[0].weight"] = .ones([2, 3])
        #expect(failure(some)?.path == "layers[0].weight")
        #expect(failure(some)?.message.contains("[3, 2]") == true)
        some = tensors
        some[".layers[0].bias"] = .ones([3], dtype: .int32)
        #expect(failure(some)?.message.contains("int32") == true)
        let twice = failure(tensors, names: ["layers[1]": "layers[0]"])
        #expect(twice?.path == "layers[1].weight")
    }

    @Test func partsOnly() throws {
        let some = [".layers[0].bias": Tensor.full([3], 7.0)]
        let model = try blank.loading(some, strict: false)
        #expect(model.layers[0].bias == .full([3], 7.0))
        #expect(model.layers[1].weight == blank.layers[1].weight)
        // Keys of random numbers aren't expected.
        let layers = Sequential {
            Linear(1, 1)
            Dropout(0.5, key: Key(0))
        }
        let loaded = try layers.loading(["layers.0.weight": [[2.0]], "layers.0.bias": [1.0]])
        #expect(loaded.training(false).output(for: [3.0]) == [7.0])
    }
}
