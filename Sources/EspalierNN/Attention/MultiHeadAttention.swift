import Espalier

/// Attention by several heads (Equinox's `MultiheadAttention`).
///
///     var attention = MultiHeadAttention(heads: 4, size: 64, key: key)
///     let y = attention(x, isCausal: true)                         // to itself
///     let z = attention(query: x, key: memory, value: memory)      // across
///
/// Queries, keys and values are mapped by linear layers, split into heads, each head attends, and what the heads give
/// is put side by side and mapped once more. For one key the weights have Equinox's numbers; the layers have no biases
/// by default, as there.
///
/// Input: `[..., places, size]`; output: `[..., queries, outputSize]`.
@Module
public struct MultiHeadAttention: Layer, Sendable {
    /// Maps queries, `[heads · queryKeySize, querySize]`.
    public var queryProj: Linear
    /// Maps keys, `[heads · queryKeySize, keySize]`.
    public var keyProj: Linear
    /// Maps values, `[heads · valueOutputSize, valueSize]`.
    public var valueProj: Linear
    /// Maps what the heads give, `[outputSize, heads · valueOutputSize]`.
    public var outputProj: Linear
    /// Drops weights of attention.
    public var dropout: Dropout
    /// The number of heads.
    public let heads: Int
    /// In what dtype and how exactly it multiplies.
    public let products: ProductSettings

    /// A layer with so many heads.
    ///
    /// - Parameters:
    ///   - heads: the number of heads.
    ///   - size: the size of the vectors that are the queries.
    ///   - keySize: the size of the vectors that are the keys; nil for `size`.
    ///   - valueSize: the size of the vectors that are the values; nil for `size`.
    ///   - outputSize: the size of the output's vectors; nil for `size`.
    ///   - queryKeySize: the size of a head's queries and keys; nil for `size / heads`.
    ///   - valueOutputSize: the size of a head's values; nil for `size / heads`.
    ///   - useQueryBias: whether queries have a bias; so for the others.
    ///   - dropoutRate: the probability of each weight of attention to be dropped while it is trained.
    ///   - dtype: of weights and biases.
    ///   - computeDType: what inputs, weights and biases are converted to, and the dtype of the output; nil for
    ///     their common dtype. Only the softmax of a narrow dtype is computed in float32.
    ///   - precision: how exactly products are computed, where the device has a choice: those of the four maps and
    ///     those of queries, keys and values.
    ///   - key: what they are drawn from; nil leaves that to ``Tree/initialized(_:)``.
    public init(
        heads: Int, size: Int, keySize: Int? = nil, valueSize: Int? = nil, outputSize: Int? = nil,
        queryKeySize: Int? = nil, valueOutputSize: Int? = nil, useQueryBias: Bool = false,
        useKeyBias: Bool = false, useValueBias: Bool = false, useOutputBias: Bool = false,
        dropoutRate: Double = 0, dtype: DType = .float32, computeDType: DType? = nil,
        precision: ProductPrecision = .standard, key: Key? = nil
    ) {
        let keys = key?.split(4)
        let perHead = heads > 0 ? size / heads : -1
        let (queryKey, valueOutput) = (queryKeySize ?? perHead, valueOutputSize ?? perHead)
        func linear(_ index: Int, _ inputs: Int, _ outputs: Int, _ useBias: Bool) -> Linear {
            Linear(
                inputs, outputs, useBias: useBias, dtype: dtype, computeDType: computeDType,
                precision: precision, key: keys?[index])
        }
        queryProj = linear(0, size, heads.saturatingMultiply(queryKey), useQueryBias)
        keyProj = linear(1, keySize ?? size, heads.saturatingMultiply(queryKey), useKeyBias)
        valueProj = linear(
            2, valueSize ?? size, heads.saturatingMultiply(valueOutput), useValueBias)
        outputProj = linear(
            3, heads.saturatingMultiply(valueOutput), outputSize ?? size, useOutputBias)
        // Its masks don't depend on the weights' keys.
        dropout = Dropout(dropoutRate, key: dropoutRate > 0 ? key?.folded(in: 4) : nil)
        self.heads = heads
        products = ProductSettings(dtype: computeDType, precision: precision)
    }

    /// What a sequence makes of itself.
    public mutating func callAsFunction(_ input: Tensor) -> Tensor {
        self(query: input, key: input, value: input)
    }

    /// What a sequence makes of itself.
    ///
    /// - Parameters:
    ///   - input: `[..., places, size]`.
    ///   - mask: bools that broadcast to `[..., heads, places, places]`, true where a place may look.
    ///   - isCausal: whether places may look at nothing after them.
    public mutating func callAsFunction(
        _ input: Tensor, mask: Tensor? = nil, isCausal: Bool
    ) -> Tensor {
        self(query: input, key: input, value: input, mask: mask, isCausal: isCausal)
    }

    /// What queries make of values.
    ///
    /// - Parameters:
    ///   - query: `[..., queries, querySize]`.
    ///   - key: `[..., keys, keySize]`.
    ///   - value: `[..., keys, valueSize]`.
    ///   - mask: bools that broadcast to `[..., heads, queries, keys]`, true where a query may look.
    ///   - isCausal: whether queries may look at nothing after their own place.
    ///   - processHeads: changes the queries, keys and values of the heads, `[..., heads, places, size]`, as rotary
    ///     embeddings do; shapes stay.
    public mutating func callAsFunction(
        query: Tensor, key: Tensor, value: Tensor, mask: Tensor? = nil, isCausal: Bool = false,
        processHeads: ((Tensor, Tensor, Tensor) -> (Tensor, Tensor, Tensor))? = nil
    ) -> Tensor {
        // In a variable, since a closure can't change the layer.
        var dropout = dropout
        defer { self.dropout = dropout }
        return checkedTensor([query, key, value]) {
            guard heads > 0, query.rank >= 2, key.rank >= 2, value.rank >= 2,
                key.shape[key.rank - 2] == value.shape[value.rank - 2]
            else {
                throw TensorError(
                    "MultiHeadAttention",
                    """
                    \(heads) heads can't attend to queries \(query.shape), keys \(key.shape) and values \
                    \(value.shape): they have the axes [..., places, size], and there are as many keys as values
                    """)
            }
            var q = try split(queryProj(query))
            var k = try split(keyProj(key))
            var v = try split(valueProj(value))
            if let processHeads {
                let shapes = [q, k, v].map(\.shape)
                (q, k, v) = processHeads(q, k, v)
                guard [q, k, v].map(\.shape) == shapes else {
                    throw TensorError(
                        "MultiHeadAttention",
                        """
                        processHeads must keep the shapes of the heads, and of \(shapes) it made \
                        \([q, k, v].map(\.shape))
                        """)
                }
            }
            let weights = dropout(
                attentionWeights(
                    query: q, key: k, mask: mask, isCausal: isCausal,
                    precision: products.precision))
            let joined = products.product(weights, v).swappingAxes(-2, -3)
            return outputProj(joined.reshaped(joined.shape.dropLast(2) + [-1]))
        }
    }

    /// `[..., places, heads · size]` as `[..., heads, places, size]`.
    private func split(_ x: Tensor) throws -> Tensor {
        let size = (x.shape.last ?? 0) / heads
        return x.reshaped(x.shape.dropLast() + [heads, size]).swappingAxes(-2, -3)
    }
}
