import Espalier

/// How little predicted regions overlap the true ones: Dice's, or with other weights Tversky's, coefficient taken from 1
/// (`optax.dice_loss`, before its reduction over classes).
///
/// - Parameters:
///   - predictions: `[batch, ..., classes]`; with one class a last axis of the size 1.
///   - targets: probabilities of the same shape.
///   - classWeights: `[classes]`.
///   - smooth: what is added above and below.
///   - alpha: the weight of what is predicted wrongly.
///   - beta: the weight of what is missed.
///   - areLogits: whether predictions are logits, which take a softmax, or with one class a sigmoid.
///   - ignoresBackground: whether the first of several classes is left out.
/// - Returns: `[batch, classes]`.
public func diceLoss(
    _ predictions: Tensor, _ targets: Tensor, classWeights: Tensor? = nil, smooth: Double = 1,
    alpha: Double = 0.5, beta: Double = 0.5, areLogits: Bool = true,
    ignoresBackground: Bool = false
) -> Tensor {
    checkedTensor([predictions, targets] + [classWeights].compactMap { $0 }) {
        try requireFloating("diceLoss", predictions)
        try requireSameShapes("diceLoss", predictions, targets)
        guard predictions.rank >= 2 else {
            throw TensorError(
                "diceLoss",
                "predictions must have the axes [batch, ..., classes], and their shape is \(predictions.shape)"
            )
        }
        let classes = predictions.shape[predictions.rank - 1]
        var p = predictions
        if areLogits { p = classes == 1 ? sigmoid(p) : softmax(p) }
        let places = Array(1..<p.rank - 1)
        func total(_ x: Tensor) -> Tensor { places.isEmpty ? x : x.sum(axes: places) }
        let common = total(p * targets)
        let wrong = alpha * (total(p) - common)
        let missed = beta * (total(targets) - common)
        var losses = 1 - (common + smooth) / (common + wrong + missed + smooth)
        if let classWeights { losses *= classWeights }
        return ignoresBackground && classes > 1 ? losses[.ellipsis, 1..<classes] : losses
    }
}

/// Dice's loss with classes weighted by how rare they are, as one number
/// (`optax.multiclass_generalized_dice_loss`).
///
/// Parameters mean what they do for
/// ``diceLoss(_:_:classWeights:smooth:alpha:beta:areLogits:ignoresBackground:)``.
public func generalizedDiceLoss(
    _ predictions: Tensor, _ targets: Tensor, smooth: Double = 1, areLogits: Bool = true,
    ignoresBackground: Bool = false
) -> Tensor {
    let counts = targets.sum(axes: Array(0..<max(targets.rank - 1, 0)))
    let rarity = 1 / (square(counts) + 1e-7)
    return diceLoss(
        predictions, targets, classWeights: rarity / rarity.sum() * counts.count, smooth: smooth,
        areLogits: areLogits, ignoresBackground: ignoresBackground
    ).mean()
}
