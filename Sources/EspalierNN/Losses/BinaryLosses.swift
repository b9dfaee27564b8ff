import Espalier

/// The cross-entropy of independent events, given their logits, element by element
/// (`optax.sigmoid_binary_cross_entropy`).
///
/// - Parameters:
///   - logits: floats.
///   - labels: the probability of each event, or bools; broadcast with the logits.
public func sigmoidBinaryCrossEntropy(_ logits: Tensor, labels: Tensor) -> Tensor {
    checkedTensor([logits, labels]) {
        try requireFloating("sigmoidBinaryCrossEntropy", logits)
        let labels = labels.asType(logits.dtype)
        return -labels * logSigmoid(logits) - (1 - labels) * logSigmoid(-logits)
    }
}

/// The binary cross-entropy with less weight for what is predicted well, element by element
/// (`optax.sigmoid_focal_loss`).
///
/// - Parameters:
///   - logits: floats.
///   - labels: the probability of each event, or bools; broadcast with the logits.
///   - alpha: the weight of events that happen, 1 - alpha being that of the others; nil for none.
///   - gamma: how strongly well predicted events lose weight.
public func sigmoidFocalLoss(
    _ logits: Tensor, labels: Tensor, alpha: Double? = nil, gamma: Double = 2
) -> Tensor {
    checkedTensor([logits, labels]) {
        try requireFloating("sigmoidFocalLoss", logits)
        let labels = labels.asType(logits.dtype)
        let entropy = sigmoidBinaryCrossEntropy(logits, labels: labels)
        // log(1 - p) for events, log(p) for the others, and what lies between for probabilities.
        let logarithms = stack([logSigmoid(logits), logSigmoid(-logits)], axis: -1)
        let shares = stack([1 - labels, labels], axis: -1)
        let wrong = logSumExp(logarithms, axes: [-1], weights: shares)
        let loss = entropy * exp(gamma * wrong)
        return alpha.map { ($0 * labels + (1 - $0) * (1 - labels)) * loss } ?? loss
    }
}

/// max(0, 1 - prediction · target), element by element, for targets -1 and 1 (`optax.hinge_loss`).
public func hingeLoss(_ predictions: Tensor, _ targets: Tensor) -> Tensor {
    maximum(0, 1 - predictions * targets)
}

/// max(0, -prediction · target), element by element, for targets -1 and 1 (`optax.perceptron_loss`).
public func perceptronLoss(_ predictions: Tensor, _ targets: Tensor) -> Tensor {
    checkedTensor([predictions, targets]) {
        try requireSameShapes("perceptronLoss", predictions, targets)
        return maximum(0, -predictions * targets)
    }
}

/// The loss that goes with sparse probabilities of two classes, element by element (`optax.sparsemax_loss`).
///
/// - Parameters:
///   - logits: floats.
///   - labels: bools, or 0 and 1.
public func sparsemaxLoss(_ logits: Tensor, labels: Tensor) -> Tensor {
    checkedTensor([logits, labels]) {
        try requireFloating("sparsemaxLoss", logits)
        let x = which(labels.asType(.bool), -logits, logits)
        return which(x .<= -1, 0, which(x .>= 1, x, 0.25 * square(x + 1)))
    }
}
