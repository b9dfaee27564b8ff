import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

/// Mistakes name the layer, what was given and what was expected.
@Suite struct LayerMistakeTests {
    private let key = Key(1)

    private func expect(_ parts: String..., from body: () throws -> Tensor) {
        let message = mistake(body) ?? "no mistake"
        for part in parts { #expect(message.contains(part), "\(message)") }
    }

    @Test func features() {
        let x = Tensor.ones([4, 5])
        expect("Linear", "[4, 5]", "[2, 3]") { Linear(3, 2, key: key)(x) }
        expect("Linear", "[4, 5]") { MLP([3, 2], key: key)(x) }
        expect("MLP", "input and its output", "[3]") {
            MLP([3], key: key).layers.first?.weight ?? x
        }
        expect("MLP", "depth", "-1") {
            MLP(1, 1, width: 1, depth: -1, key: key).layers[0].weight
        }
        expect("Conv2D", "2⁴⁷") { Conv2D(1, 1, kernel: 3, stride: Int.max, key: key).weight }
        expect("Upsample", "negative") {
            _ = Upsample(2, spatial: -1)
            return x
        }
        expect("BatchNorm", "negative") {
            var layer = BatchNorm(1, spatial: -1)
            return layer(x)
        }
        expect("kernel", "[0, 0]") { PatchEmbedding(1, 1, patch: 0, key: key)(.ones([1, 4, 4])) }
        expect("LayerNorm", "[4, 5]", "[3]") { LayerNorm(3)(x) }
        expect("RMSNorm", "[4, 5]") { RMSNorm([4, 4])(x) }
        expect("GRUCell", "[4, 5]", "[9, 2]") {
            GRUCell(2, 3, key: key)(x, .zeros([4, 3]))
        }
        expect("GRUCell", "state", "[4, 2]") { GRUCell(5, 3, key: key)(x, .zeros([4, 2])) }
        expect("LSTMCell", "state") {
            let state = LSTMState(hidden: .zeros([3]), cell: .zeros([2]))
            return LSTMCell(5, 3, key: key)(x, state).hidden
        }
        expect("RNN", "[5]") { RNN(SimpleCell(5, 3, key: key))(.ones([5])) }
        expect("Embedding", "integers", "float32") { Embedding(3, 2, key: key)(x) }
        expect("Embedding.attend", "[4, 5]") { Embedding(3, 2, key: key).attend(x) }
        expect("RotaryEmbedding", "[4, 5]") { RotaryEmbedding(4)(x) }
        expect("Linear", "negative") { Linear(-1, 2, key: key).weight }
    }

    @Test func channels() {
        let x = Tensor.ones([3, 5, 6])
        expect("Conv2D", "[3, 5, 6]", "3 channels", "[4, 2, 3, 3]") {
            Conv2D(2, 4, kernel: 3, key: key)(x)
        }
        expect("Conv2D", "[..., height, width, channels]") {
            Conv2D(3, 4, kernel: 3, layout: .channelsLast, key: key)(x)
        }
        expect("Conv3D", "[..., channels, height, width, depth]") {
            Conv3D(3, 4, kernel: 3, key: key)(x)
        }
        expect("Conv2D", "groups") { Conv2D(3, 4, kernel: 3, groups: 2, key: key).weight }
        expect("Conv2D", "kernel has 3 numbers") {
            Conv2D(3, 4, kernel: [1, 2, 3], key: key).weight
        }
        expect("ConvTranspose2D", "below the stride") {
            ConvTranspose2D(3, 4, kernel: 3, outputPadding: 1, key: key).weight
        }
        expect("MaxPool2D", "[3]") { MaxPool2D(2)(.ones([3])) }
        expect("AvgPool2D", "larger than the window") { AvgPool2D(2, padding: 3)(x) }
        expect("AdaptiveMaxPool2D", "don't fit") { AdaptiveMaxPool2D(9)(x) }
        expect("BatchNorm", "3 channels", "[2]") { BatchNorm(2, spatial: 2).output(for: x) }
        expect("GroupNorm", "groups") { GroupNorm(groups: 2, channels: 3, spatial: 2)(x) }
        expect("PatchEmbedding", "[3, 5, 6]") { PatchEmbedding(3, 4, patch: 2, key: key)(x) }
        expect("Upsample", "[3]") { Upsample(2)(.ones([3])) }
    }

    @Test func attention() {
        let x = Tensor.ones([3, 4])
        expect("attentionWeights", "[3, 4]", "[3, 2]") {
            scaledDotProductAttention(query: x, key: .ones([3, 2]), value: x)
        }
        expect("attentionWeights", "bools") {
            scaledDotProductAttention(query: x, key: x, value: x, mask: .ones([3, 3]))
        }
        expect("MultiHeadAttention", "as many keys as values") {
            var layer = MultiHeadAttention(heads: 2, size: 4, key: key)
            return layer(query: x, key: x, value: .ones([2, 4]))
        }
        expect("SpectralNorm", "two axes") {
            SpectralNorm(
                Scaled(weight: .ones([3])), key: key
            ).left
        }
    }
}

@Module
private struct Scaled: WeightedLayer, Sendable {
    var weight: Tensor
    func callAsFunction(_ input: Tensor) -> Tensor { input * weight }
}
