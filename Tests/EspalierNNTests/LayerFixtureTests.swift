import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

/// Layers against Equinox's and Flax's, with their weights.
@Suite struct LayerFixtureTests {
    private let key = Key(17)

    @Test func linear() throws {
        for recording in try FixtureCase.of("Linear") {
            let useBias = recording.options["useBias"].bool ?? true
            try check(recording, Linear(3, 2, useBias: useBias))
        }
    }

    @Test func perceptron() throws {
        for recording in try FixtureCase.of("MLP") {
            try check(
                recording, MLP(3, 2, width: 4, depth: 2, activation: .tanh))
        }
    }

    @Test func slopes() throws {
        for recording in try FixtureCase.of("PReLU") { try check(recording, PReLU()) }
    }

    @Test func weightNorms() throws {
        for recording in try FixtureCase.of("WeightNorm") {
            try check(recording, WeightNorm(Linear(3, 2, key: key)), names: ["length": "g"])
        }
    }

    @Test func spectralNorms() throws {
        for recording in try FixtureCase.of("SpectralNorm") {
            var layer = try SpectralNorm(Linear(3, 2, key: key), key: key)
                .loading(recording.weights)
            let evaluated = layer.training(false)
            let y = layer(try recording.input)
            #expect(try difference(y, recording.outputs[0].tensor, .layers) == nil)
            #expect(try difference(layer.left, recording.outputs[1].tensor, .layers) == nil)
            #expect(try difference(layer.right, recording.outputs[2].tensor, .layers) == nil)
            // In evaluation the vectors stay.
            var copy = evaluated
            _ = copy(try recording.input)
            #expect(treeEqual(copy, evaluated))
            let names = ["layer.weight", "layer.bias"]
            let trainable = layer.describedLeaves.filter(\.isTrainable).map(\.path.description)
            #expect(trainable == names)
        }
    }

    @Test func embeddings() throws {
        for recording in try FixtureCase.of("Embedding") {
            try check(recording, Embedding(4, 3), batches: false)
            let layer = try Embedding(4, 3).loading(recording.weights)
            let x = layer([[0, 1], [2, 3]])
            #expect(x.shape == [2, 2, 3])
            #expect(isClose(layer.attend(x[1, 1]), matmul(layer.weight, layer.weight[3]), .layers))
        }
    }

    @Test func rotations() throws {
        for recording in try FixtureCase.of("RotaryEmbedding") {
            try check(recording, RotaryEmbedding(6))
            let x = try recording.input
            let layer = RotaryEmbedding(6)
            #expect(isClose(layer(x[2...], from: 2), layer(x)[2...], .layers))
        }
    }

    @Test func attention() throws {
        let causal = causalMask(queries: 3)
        let masks = stack([causal, !Tensor.eye(3, dtype: .bool)])
        for recording in try FixtureCase.of("MultiHeadAttention") {
            let options = recording.options
            var layer = MultiHeadAttention(heads: 2, size: 4)
            var call: (inout MultiHeadAttention, Tensor) -> Tensor = { $0($1) }
            if options["isCausal"].bool == true { call = { $0($1, isCausal: true) } }
            if options["headMasks"].bool == true {
                call = { $0(query: $1, key: $1, value: $1, mask: masks) }
            }
            if options["rotary"].bool == true {
                let rotary = RotaryEmbedding(2)
                call = {
                    $0(query: $1, key: $1, value: $1) { (rotary($0), rotary($1), $2) }
                }
            }
            if let rows = options["memory"].array {
                let numbers = try rows.map { try #require($0.doubles) }
                let memory = Tensor(numbers).asType(.float32)
                layer = MultiHeadAttention(
                    heads: 2, size: 4, keySize: 3, valueSize: 3, outputSize: 5, queryKeySize: 6,
                    valueOutputSize: 2, useQueryBias: true, useKeyBias: true, useValueBias: true,
                    useOutputBias: true)
                call = { layer, x in
                    let lead = Array(x.shape.dropLast(2))
                    let memory = memory.broadcast(to: lead + memory.shape)
                    return layer(query: x, key: memory, value: memory)
                }
            }
            // A bias of all keys adds one number to all products of a query, which the softmax doesn't see.
            try check(recording, layer, vanishing: ["keyProj.bias"], call: call)
        }
    }

    @Test func recurrentCells() throws {
        for recording in try FixtureCase.of("GRU") {
            let useBias = recording.options["useBias"].bool ?? true
            try check(
                recording, RNN(GRUCell(2, 3, useBias: useBias)), names: ["cell": ""])
        }
        for recording in try FixtureCase.of("LSTM") {
            let useBias = recording.options["useBias"].bool ?? true
            try check(
                recording, RNN(LSTMCell(2, 3, useBias: useBias)), names: ["cell": ""])
        }
        for recording in try FixtureCase.of("SimpleRNN") {
            try check(recording, RNN(SimpleCell(2, 3)), names: ["cell": ""])
        }
    }

    @Test func flaxNetwork() throws {
        for recording in try FixtureCase.of("flaxNetwork") {
            let network = Sequential {
                Conv2D(2, 3, kernel: 2, layout: .channelsLast)
                LayerNorm(3, epsilon: 1e-6)
                relu
                Linear(3, 2)
            }
            try check(
                recording, network,
                names: [
                    "layers[0]": "params/Conv_0", "layers[1]": "LayerNorm_0",
                    "layers[3]": "Dense_0",
                ])
        }
    }
}
