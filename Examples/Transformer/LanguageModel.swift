import Espalier
import EspalierNN

/// Attention to what was before, then a perceptron at each place; both add to what they are given.
@Module
struct Block {
    var attentionNorm: RMSNorm
    var attention: MultiHeadAttention
    var perceptronNorm: RMSNorm
    var perceptron: MLP

    init(size: Int, heads: Int, key: Key) {
        let (attentionKey, perceptronKey) = key.split()
        attentionNorm = RMSNorm(size, useBias: false)
        attention = MultiHeadAttention(heads: heads, size: size, key: attentionKey)
        perceptronNorm = RMSNorm(size, useBias: false)
        perceptron = MLP([size, 4 * size, size], activation: .gelu, key: perceptronKey)
    }

    mutating func callAsFunction(_ x: Tensor, _ rotary: RotaryEmbedding) -> Tensor {
        let y = attentionNorm(x)
        let attended =
            x
            + attention(query: y, key: y, value: y, isCausal: true) { query, key, value in
                (rotary(query), rotary(key), value)
            }
        return attended + perceptron(perceptronNorm(attended))
    }
}

/// Tells, for each place of a text, which character is likely to be next.
@Module
struct LanguageModel {
    /// Vectors of characters; the same ones judge what comes out.
    var embedding: Embedding
    var blocks: [Block]
    var norm: RMSNorm
    var rotary: RotaryEmbedding

    init(characters: Int, size: Int = 64, heads: Int = 4, depth: Int = 3, key: Key) {
        let keys = key.split(depth + 1)
        embedding = Embedding(
            characters, size, weightInitializer: .normal(standardDeviation: 0.05),
            key: keys[depth])
        blocks = keys.dropLast().map { Block(size: size, heads: heads, key: $0) }
        norm = RMSNorm(size, useBias: false)
        rotary = RotaryEmbedding(size / heads)
    }

    /// The logits `[..., places, characters]` of what follows each place of texts `[..., places]`.
    mutating func callAsFunction(_ text: Tensor) -> Tensor {
        var x = embedding(text)
        for index in blocks.indices { x = blocks[index](x, rotary) }
        return embedding.attend(norm(x))
    }

    /// The mean loss of windows `[count, places + 1]`, each character foretold from those before it.
    mutating func loss(_ windows: Tensor) -> Tensor {
        let logits = self(windows[0..., .slice(nil, -1)])
        return softmaxCrossEntropy(logits, classes: windows[0..., 1...]).mean()
    }
}
