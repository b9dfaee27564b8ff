import Espalier

// The losses that Treex and Keras have as objects: of examples, with weights and a reduction. What they are called with
// is the last axis for one example's outputs.

/// The mean of squared errors along the last axis (Treex's `MeanSquaredError`).
///
/// - Parameters:
///   - predictions: `[..., outputs]`.
///   - targets: of the same shape.
///   - reduction: how the losses of examples become one number.
///   - weights: what they are multiplied by; see `reduced(_:weights:)`.
public func meanSquaredError(
    _ predictions: Tensor, _ targets: Tensor, reduction: LossReduction = .mean,
    weights: Tensor? = nil
) -> Tensor {
    byExample(squaredError(predictions, targets)).reduced(reduction, weights: weights)
}

/// The mean of absolute errors along the last axis (Treex's `MeanAbsoluteError`).
///
/// Parameters mean what they do for ``meanSquaredError(_:_:reduction:weights:)``.
public func meanAbsoluteError(
    _ predictions: Tensor, _ targets: Tensor, reduction: LossReduction = .mean,
    weights: Tensor? = nil
) -> Tensor {
    byExample(absoluteError(predictions, targets)).reduced(reduction, weights: weights)
}

/// The mean along the last axis of errors in percent of the targets, whose size counts as 1e-7 at least (Treex's
/// `MeanAbsolutePercentageError`).
///
/// Parameters mean what they do for ``meanSquaredError(_:_:reduction:weights:)``.
public func meanAbsolutePercentageError(
    _ predictions: Tensor, _ targets: Tensor, reduction: LossReduction = .mean,
    weights: Tensor? = nil
) -> Tensor {
    let sizes = maximum(abs(targets), Tensor(1e-7).asType(predictions.dtype))
    let errors = absoluteError(predictions, targets) / sizes
    return (100 * byExample(errors)).reduced(reduction, weights: weights)
}

/// The mean along the last axis of the squared differences of log(1 + x) (Treex's `MeanSquaredLogarithmicError`).
///
/// Numbers below 1e-7 count as 1e-7. Parameters mean what they do for
/// ``meanSquaredError(_:_:reduction:weights:)``.
public func meanSquaredLogarithmicError(
    _ predictions: Tensor, _ targets: Tensor, reduction: LossReduction = .mean,
    weights: Tensor? = nil
) -> Tensor {
    func logarithm(_ x: Tensor) -> Tensor {
        log1p(maximum(x, Tensor(1e-7).asType(x.dtype)))
    }
    return meanSquaredError(
        logarithm(predictions), logarithm(targets), reduction: reduction, weights: weights)
}

/// The mean of ``huberLoss(_:_:delta:)`` along the last axis (Treex's `Huber`).
///
/// Parameters mean what they do for ``meanSquaredError(_:_:reduction:weights:)``.
public func huber(
    _ predictions: Tensor, _ targets: Tensor, delta: Double = 1, reduction: LossReduction = .mean,
    weights: Tensor? = nil
) -> Tensor {
    byExample(huberLoss(predictions, targets, delta: delta)).reduced(reduction, weights: weights)
}

/// The cross-entropy of classes (Treex's `Crossentropy`).
///
/// - Parameters:
///   - predictions: `[..., classes]`, logits or probabilities.
///   - targets: integers `[...]`, or a probability for each class.
///   - areLogits: whether predictions are logits; as probabilities they are kept within 1e-7 of 0 and 1.
///   - labelSmoothing: how much of the targets is spread over all classes.
///   - reduction: how the losses of examples become one number.
///   - weights: what they are multiplied by; see `reduced(_:weights:)`.
public func crossEntropy(
    _ predictions: Tensor, _ targets: Tensor, areLogits: Bool = true, labelSmoothing: Double = 0,
    reduction: LossReduction = .mean, weights: Tensor? = nil
) -> Tensor {
    checkedTensor([predictions, targets] + [weights].compactMap { $0 }) {
        try requireFloating("crossEntropy", predictions)
        let classes = predictions.shape.last ?? 0
        var labels = targets
        if targets.dtype.isInteger {
            guard targets.shape == predictions.shape.dropLast() else {
                throw TensorError(
                    "crossEntropy",
                    """
                    predictions of the shape \(predictions.shape) need integer targets of the shape \
                    \(Array(predictions.shape.dropLast())), and theirs is \(targets.shape)
                    """)
            }
            labels = oneHot(targets, classes).asType(predictions.dtype)
        } else {
            try requireSameShapes("crossEntropy", predictions, targets)
        }
        if labelSmoothing != 0 { labels = smoothLabels(labels, alpha: labelSmoothing) }
        let losses: Tensor
        if areLogits {
            losses = softmaxCrossEntropy(predictions, labels: labels)
        } else {
            losses = -(labels * log(probabilities(predictions))).sum(axis: -1)
        }
        return losses.reduced(reduction, weights: weights)
    }
}

/// The cross-entropy of independent events, its mean along the last axis (Treex's `BinaryCrossentropy`).
///
/// - Parameters:
///   - predictions: `[..., events]`, logits or probabilities.
///   - targets: the probability of each event, or bools.
///   - areLogits: whether predictions are logits; as probabilities they are kept within 1e-7 of 0 and 1.
///   - reduction: how the losses of examples become one number.
///   - weights: what they are multiplied by; see `reduced(_:weights:)`.
public func binaryCrossEntropy(
    _ predictions: Tensor, _ targets: Tensor, areLogits: Bool = false,
    reduction: LossReduction = .mean, weights: Tensor? = nil
) -> Tensor {
    checkedTensor([predictions, targets] + [weights].compactMap { $0 }) {
        try requireFloating("binaryCrossEntropy", predictions)
        try requireSameShapes("binaryCrossEntropy", predictions, targets)
        let losses: Tensor
        if areLogits {
            losses = sigmoidBinaryCrossEntropy(predictions, labels: targets)
        } else {
            let (p, t) = (probabilities(predictions), targets.asType(predictions.dtype))
            losses = -(t * log(p) + (1 - t) * log(1 - p))
        }
        return byExample(losses).reduced(reduction, weights: weights)
    }
}

/// The mean along the last axis; of scalars the number itself.
private func byExample(_ losses: Tensor) -> Tensor {
    losses.rank == 0 ? losses : losses.mean(axis: -1)
}

private func probabilities(_ x: Tensor) -> Tensor {
    clip(x, Tensor(1e-7).asType(x.dtype), Tensor(1 - 1e-7).asType(x.dtype))
}
