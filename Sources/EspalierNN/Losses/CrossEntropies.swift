import Espalier

/// The cross-entropy of probabilities of classes, given the logits of the predicted ones
/// (`optax.softmax_cross_entropy`).
///
/// - Parameters:
///   - logits: floats, whose axes go through the classes.
///   - labels: a probability for each class, broadcast with the logits.
///   - axes: along which the classes lie; all of them where it is nil.
///   - mask: which classes there are.
/// - Returns: the losses, without the axes.
public func softmaxCrossEntropy(
    _ logits: Tensor, labels: Tensor, axes: [Int]? = [-1], where mask: Tensor? = nil
) -> Tensor {
    checkedTensor([logits, labels] + [mask].compactMap { $0 }) {
        try requireFloating("softmaxCrossEntropy", logits)
        let logarithms = maskedLogSoftmax(logits, axes, mask)
        return -(labels * logarithms).sum(axes: axes, where: mask)
    }
}

/// The cross-entropy where classes without probability count nothing, even if their logits are minus infinity
/// (`optax.safe_softmax_cross_entropy`).
///
/// The derivative in labels that are 0 is 0 here; Optax gives the logarithm of the predicted probability.
public func safeSoftmaxCrossEntropy(_ logits: Tensor, labels: Tensor) -> Tensor {
    checkedTensor([logits, labels]) {
        try requireFloating("safeSoftmaxCrossEntropy", logits)
        let counts = labels .!= 0
        let logarithms = which(counts, logSoftmax(logits), 0)
        return -which(counts, labels * logarithms, 0).sum(axis: -1)
    }
}

/// The cross-entropy of known classes, given the logits (`optax.softmax_cross_entropy_with_integer_labels`).
///
/// - Parameters:
///   - logits: floats, whose axis goes through the classes.
///   - classes: integers of the shape of the logits without the axis.
///   - axis: along which the classes lie.
///   - mask: which classes there are; losses of examples with none are 0.
/// - Returns: the losses, without the axis.
public func softmaxCrossEntropy(
    _ logits: Tensor, classes: Tensor, axis: Int = -1, where mask: Tensor? = nil
) -> Tensor {
    checkedTensor([logits, classes] + [mask].compactMap { $0 }) {
        try requireFloating("softmaxCrossEntropy", logits)
        guard classes.dtype.isInteger else {
            throw TensorError(
                "softmaxCrossEntropy",
                "classes must be integers, and their dtype is \(classes.dtype); probabilities are given as labels:"
            )
        }
        let place = axis < 0 ? axis + logits.rank : axis
        var shape = logits.shape
        guard shape.indices.contains(place) else {
            throw TensorError(
                "softmaxCrossEntropy", "the logits \(logits.shape) have no axis \(axis)")
        }
        shape.remove(at: place)
        guard classes.shape == shape else {
            throw TensorError(
                "softmaxCrossEntropy",
                """
                logits of the shape \(logits.shape) with the classes along axis \(place) need classes of the shape \
                \(shape), and theirs is \(classes.shape)
                """)
        }
        let chosen = takeAlongAxis(logits, classes.expanded(at: place), axis: place)
        let losses =
            logSumExp(logits, axes: [place], where: mask) - chosen.squeezed(axis: place)
        return mask.map { which($0.any(axis: place), losses, 0) } ?? losses
    }
}

/// Cross-entropy with the first term of its expansion reweighted (`optax.poly_loss_cross_entropy`).
///
/// - Parameter epsilon: the weight of the probability that is missing from the true class.
///
/// The other parameters mean what they do for ``softmaxCrossEntropy(_:labels:axes:where:)``.
public func polyLossCrossEntropy(
    _ logits: Tensor, labels: Tensor, epsilon: Double = 2, axes: [Int]? = [-1],
    where mask: Tensor? = nil
) -> Tensor {
    checkedTensor([logits, labels] + [mask].compactMap { $0 }) {
        try requireFloating("polyLossCrossEntropy", logits)
        let missing = 1 - exp(maskedLogSoftmax(logits, axes, mask))
        return softmaxCrossEntropy(logits, labels: labels, axes: axes, where: mask)
            + epsilon * (labels * missing).sum(axes: axes, where: mask)
    }
}

/// How much the best wrong class comes near or above the right one (`optax.multiclass_hinge_loss`).
///
/// - Parameters:
///   - scores: `[..., classes]`.
///   - classes: integers `[...]`.
public func multiclassHingeLoss(_ scores: Tensor, classes: Tensor) -> Tensor {
    checkedTensor([scores, classes]) {
        let truth = try oneHotLabels("multiclassHingeLoss", scores, classes)
        return (scores + 1 - truth).max(axis: -1) - (scores * truth).sum(axis: -1)
    }
}

/// How much the best class is above the right one (`optax.multiclass_perceptron_loss`).
///
/// - Parameters:
///   - scores: `[..., classes]`.
///   - classes: integers `[...]`.
public func multiclassPerceptronLoss(_ scores: Tensor, classes: Tensor) -> Tensor {
    checkedTensor([scores, classes]) {
        let truth = try oneHotLabels("multiclassPerceptronLoss", scores, classes)
        return scores.max(axis: -1) - (scores * truth).sum(axis: -1)
    }
}

/// The loss that goes with sparse probabilities (`optax.multiclass_sparsemax_loss`).
///
/// - Parameters:
///   - scores: `[..., classes]`.
///   - classes: integers `[...]`.
public func multiclassSparsemaxLoss(_ scores: Tensor, classes: Tensor) -> Tensor {
    checkedTensor([scores, classes]) {
        let truth = try oneHotLabels("multiclassSparsemaxLoss", scores, classes)
        let p = simplexProjection(scores)
        let right = (scores * truth).sum(axis: -1, keepDims: true)
        let others = which(p .!= 0, scores - right, 0)
        return (p * others).sum(axis: -1) + 0.5 * (1 - square(p).sum(axis: -1))
    }
}

/// A distribution nearest to the scores: what is above a threshold, with the threshold such that it sums to 1.
private func simplexProjection(_ scores: Tensor) -> Tensor {
    let descending = sort(scores, descending: true)
    let sums = descending.cumsum(axis: -1)
    let ranks = Tensor.arange(1, (scores.shape.last ?? 0) + 1).asType(scores.dtype)
    let inside = 1 / ranks + (descending - sums / ranks) .> 0
    let count = inside.sum(axis: -1, keepDims: true, dtype: .int32)
    let threshold = (takeAlongAxis(sums, count - 1, axis: -1) - 1) / count.asType(scores.dtype)
    return relu(scores - threshold)
}

private func oneHotLabels(_ loss: String, _ scores: Tensor, _ classes: Tensor) throws -> Tensor {
    try requireFloating(loss, scores)
    guard scores.rank > 0, classes.dtype.isInteger, classes.shape == scores.shape.dropLast() else {
        throw TensorError(
            loss,
            """
            scores of the shape \(scores.shape) need integers of the shape \(Array(scores.shape.dropLast())) as \
            classes, and these are \(classes.dtype) of the shape \(classes.shape)
            """)
    }
    return oneHot(classes, scores.shape[scores.rank - 1]).asType(scores.dtype)
}

/// The logarithm of the softmax over the classes that there are; 0 for the others, so that derivatives are finite.
func maskedLogSoftmax(_ logits: Tensor, _ axes: [Int]?, _ mask: Tensor?) -> Tensor {
    let axes = axes ?? Array(0..<logits.rank)
    guard let mask else { return logSoftmax(logits, axes: axes) }
    let logarithms = logSoftmax(which(mask, logits, (-Double.infinity).asScalar), axes: axes)
    return which(mask, logarithms, 0)
}

extension Double {
    /// The number as a tensor that takes the dtype of what it is combined with.
    var asScalar: Tensor { Tensor(floatLiteral: self) }
}

/// Labels with some of their probability spread over all classes (`optax.smooth_labels`).
///
/// - Parameters:
///   - labels: a probability for each class.
///   - alpha: how much is spread.
///   - axes: along which the classes lie; all of them where it is nil.
///   - mask: which classes there are.
public func smoothLabels(
    _ labels: Tensor, alpha: Double, axes: [Int]? = [-1], where mask: Tensor? = nil
) -> Tensor {
    checkedTensor([labels] + [mask].compactMap { $0 }) {
        try requireFloating("smoothLabels", labels)
        if let mask {
            let count = mask.sum(axes: axes, keepDims: true, dtype: labels.dtype)
            return (1 - alpha) * labels + alpha / count
        }
        let ones = Tensor.ones(like: labels)
        return (1 - alpha) * labels + alpha / ones.sum(axes: axes, keepDims: true)
    }
}
