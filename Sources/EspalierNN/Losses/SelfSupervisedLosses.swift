import Espalier

/// The loss of embeddings among which those of one label are to be alike (`optax.ntxent`).
///
/// - Parameters:
///   - embeddings: `[batch, features]`.
///   - labels: `[batch]`; examples with one label are pairs.
///   - temperature: what similarities are divided by.
/// - Returns: a scalar.
public func ntXent(_ embeddings: Tensor, labels: Tensor, temperature: Double = 0.07) -> Tensor {
    checkedTensor([embeddings, labels]) {
        try requireFloating("ntXent", embeddings)
        guard embeddings.rank == 2, labels.shape == [embeddings.shape[0]] else {
            throw TensorError(
                "ntXent",
                """
                embeddings [batch, features] need labels [batch], and the shapes are \(embeddings.shape) and \
                \(labels.shape)
                """)
        }
        let unit: Double =
            switch embeddings.dtype {
            case .float64: 0x1p-52
            case .float16: 0x1p-10
            case .bfloat16: 0x1p-7
            default: 0x1p-23
            }
        let similarities =
            cosineSimilarity(
                embeddings.expanded(at: 0), embeddings.expanded(at: 1), epsilon: unit)
            / temperature
        let isSame = labels.expanded(at: 1) .== labels.expanded(at: 0)
        let isPair = isSame & !Tensor.eye(embeddings.shape[0], dtype: .bool)
        let nothing = (-Double.infinity).asScalar
        let different = which(isSame, nothing, similarities)
        let pairs = which(isPair, similarities, nothing)
        let largest = stopGradient(
            concatenate([different, pairs], axis: 1).max(axis: 1, keepDims: true))
        let others = exp(different - largest).sum(axis: 1, keepDims: true)
        // Outside of pairs any number will do, as long as its derivative is finite.
        let shifted = which(isPair, similarities - largest, 0)
        let logarithms = shifted - log(others + exp(shifted))
        return -which(isPair, logarithms, 0).sum() / isPair.sum(dtype: embeddings.dtype)
    }
}

/// How much nearer negative examples are than positive ones, up to a margin (`optax.triplet_margin_loss`).
///
/// - Parameters:
///   - anchors: vectors along the axis.
///   - positives: what should be near the anchors.
///   - negatives: what should be far from them.
///   - axis: along which vectors lie.
///   - order: the order of the norm; of an odd one the differences are not made positive, as in Optax.
///   - margin: how much farther the negatives should be.
///   - epsilon: what is added under the root.
/// - Returns: the losses, without the axis.
public func tripletMarginLoss(
    _ anchors: Tensor, positives: Tensor, negatives: Tensor, axis: Int = -1, order: Int = 2,
    margin: Double = 1, epsilon: Double = 1e-6
) -> Tensor {
    checkedTensor([anchors, positives, negatives]) {
        for operand in [anchors, positives, negatives] {
            try requireFloating("tripletMarginLoss", operand)
        }
        func distance(_ others: Tensor) -> Tensor {
            ((anchors - others) ** order).sum(axis: axis) + epsilon
        }
        func root(_ x: Tensor) -> Tensor { x ** (1 / Double(order)) }
        return maximum(root(distance(positives)) - root(distance(negatives)) + margin, 0)
    }
}

/// The cross-entropy of a list's order: of the relevance of items, given their scores
/// (`optax.ranking_softmax_loss`).
///
/// - Parameters:
///   - logits: `[..., items]`.
///   - labels: the relevance of the items.
///   - mask: which items there are.
///   - weights: what the labels are multiplied by.
/// - Returns: the losses `[...]`, 0 where there are no items.
public func rankingSoftmaxLoss(
    _ logits: Tensor, labels: Tensor, where mask: Tensor? = nil, weights: Tensor? = nil
) -> Tensor {
    checkedTensor([logits, labels] + [mask, weights].compactMap { $0 }) {
        try requireFloating("rankingSoftmaxLoss", logits)
        var labels = labels.asType(logits.dtype)
        if let mask { labels = which(mask, labels, 0) }
        if let weights { labels *= weights }
        let logarithms = maskedLogSoftmax(logits, [-1], mask)
        let losses = -(labels * logarithms).sum(axis: -1, where: mask)
        return mask.map { which($0.any(axis: -1), losses, 0) } ?? losses
    }
}
