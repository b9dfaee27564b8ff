import Espalier

/// Which keys each query may look at, where each may look at none after its own place: bools `[queries, keys]`.
///
/// With more keys than queries the last query is at the place of the last key, as in a text that is continued.
public func causalMask(queries: Int, keys: Int? = nil) -> Tensor {
    let keys = keys ?? queries
    return tril(.ones([queries, keys], dtype: .bool), offset: keys.saturatingSubtract(queries))
}

/// The weights of ``scaledDotProductAttention(query:key:value:mask:bias:isCausal:scale:precision:)``: `[..., queries, keys]`.
///
/// The softmax is computed in float32 for narrow dtypes (Equinox's `dot_product_attention_weights`).
public func attentionWeights(
    query: Tensor, key: Tensor, mask: Tensor? = nil, bias: Tensor? = nil, isCausal: Bool = false,
    scale: Double? = nil, precision: ProductPrecision = .standard
) -> Tensor {
    checkedTensor([query, key] + [mask, bias].compactMap { $0 }) {
        guard query.rank >= 2, key.rank >= 2, query.shape.last == key.shape.last else {
            throw TensorError(
                "attentionWeights",
                """
                queries [..., queries, size] and keys [..., keys, size] must have vectors of one size, and their shapes \
                are \(query.shape) and \(key.shape)
                """)
        }
        let size = query.shape[query.rank - 1]
        // As Equinox does: the queries are divided, not the products.
        let scaled = scale.map { query * $0 } ?? query / Double(size).squareRoot()
        var logits = matmul(scaled, key.swappingAxes(-1, -2), precision: precision)
        if let bias { logits += bias }
        let lowest = lowestNumber(logits.dtype)
        func masked(_ mask: Tensor) throws {
            guard mask.dtype == .bool else {
                throw TensorError(
                    "attentionWeights",
                    "the mask must be of bools, true where a query may look, and its dtype is \(mask.dtype)"
                )
            }
            logits = which(mask, logits, lowest)
        }
        if let mask { try masked(mask) }
        if isCausal {
            try masked(
                causalMask(queries: logits.shape[logits.rank - 2], keys: logits.shape.last))
        }
        return softmax(logits.asType(computing(logits.dtype))).asType(logits.dtype)
    }
}

/// Averages of values, weighted by how much each query is like each key (Equinox's `dot_product_attention`; compare
/// `jax.nn.dot_product_attention`, which has another order of axes).
///
/// softmax(query · keyᵀ / √size) · value, where masked products are the lowest number of the dtype.
///
/// - Parameters:
///   - query: `[..., queries, size]`.
///   - key: `[..., keys, size]`.
///   - value: `[..., keys, valueSize]`.
///   - mask: bools that broadcast to `[..., queries, keys]`, true where a query may look.
///   - bias: what is added to the products before they are masked.
///   - isCausal: whether queries may look at nothing after their own place; see ``causalMask(queries:keys:)``.
///   - scale: what products are multiplied by; nil for 1/√size.
///   - precision: how exactly products are computed, where the device has a choice.
/// - Returns: `[..., queries, valueSize]`.
public func scaledDotProductAttention(
    query: Tensor, key: Tensor, value: Tensor, mask: Tensor? = nil, bias: Tensor? = nil,
    isCausal: Bool = false, scale: Double? = nil, precision: ProductPrecision = .standard
) -> Tensor {
    let weights = attentionWeights(
        query: query, key: key, mask: mask, bias: bias, isCausal: isCausal, scale: scale,
        precision: precision)
    return matmul(weights, value, precision: precision)
}

/// The lowest finite number of a floating dtype.
func lowestNumber(_ dtype: DType) -> Tensor {
    let number: Double =
        switch dtype {
        case .float16: -65504
        case .bfloat16: -Double(sign: .plus, exponent: 127, significand: 1.992_187_5)
        case .float64: -Double.greatestFiniteMagnitude
        default: -Double(Float.greatestFiniteMagnitude)
        }
    return Tensor(number).asType(dtype)
}
