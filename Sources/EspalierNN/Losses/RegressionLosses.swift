import Espalier

/// (prediction - target)², element by element (`optax.squared_error`).
public func squaredError(_ predictions: Tensor, _ targets: Tensor? = nil) -> Tensor {
    difference("squaredError", predictions, targets) { square($0) }
}

/// Half of the squared error, element by element (`optax.l2_loss`).
public func l2Loss(_ predictions: Tensor, _ targets: Tensor? = nil) -> Tensor {
    difference("l2Loss", predictions, targets) { 0.5 * square($0) }
}

/// The absolute error, element by element.
public func absoluteError(_ predictions: Tensor, _ targets: Tensor? = nil) -> Tensor {
    difference("absoluteError", predictions, targets) { abs($0) }
}

/// Squared errors up to delta and linear beyond, element by element (`optax.huber_loss`).
///
/// 0.5 e² where |e| ≤ delta, delta (|e| - 0.5 delta) elsewhere.
public func huberLoss(
    _ predictions: Tensor, _ targets: Tensor? = nil, delta: Double = 1
) -> Tensor {
    difference("huberLoss", predictions, targets) { error in
        let size = abs(error)
        let quadratic = minimum(size, Tensor(delta).asType(size.dtype))
        return 0.5 * square(quadratic) + delta * (size - quadratic)
    }
}

/// log(cosh(error)), element by element (`optax.log_cosh`).
public func logCosh(_ predictions: Tensor, _ targets: Tensor? = nil) -> Tensor {
    difference("logCosh", predictions, targets) { logAddExp($0, -$0) - 0.693_147_180_559_945_3 }
}

private func difference(
    _ loss: String, _ predictions: Tensor, _ targets: Tensor?, _ body: (Tensor) -> Tensor
) -> Tensor {
    checkedTensor([predictions] + [targets].compactMap { $0 }) {
        try requireFloating(loss, predictions)
        guard let targets else { return body(predictions) }
        try requireSameShapes(loss, predictions, targets)
        return body(predictions - targets)
    }
}

/// The cosine of the angle between vectors (`optax.cosine_similarity`).
///
/// - Parameters:
///   - predictions: vectors along the axes.
///   - targets: as many vectors, or such as broadcast.
///   - epsilon: what squared lengths are at least.
///   - axes: along which vectors lie; all of them where it is nil.
///   - mask: which elements count.
public func cosineSimilarity(
    _ predictions: Tensor, _ targets: Tensor, epsilon: Double = 0, axes: [Int]? = [-1],
    where mask: Tensor? = nil
) -> Tensor {
    checkedTensor([predictions, targets] + [mask].compactMap { $0 }) {
        try requireFloating("cosineSimilarity", predictions)
        try requireFloating("cosineSimilarity", targets)
        func unit(_ x: Tensor) -> Tensor {
            let squares = square(x).sum(axes: axes, keepDims: true, where: mask)
            return x / sqrt(maximum(squares, Tensor(epsilon).asType(squares.dtype)))
        }
        return (unit(predictions) * unit(targets)).sum(axes: axes, where: mask)
    }
}

/// 1 - ``cosineSimilarity(_:_:epsilon:axes:where:)`` (`optax.cosine_distance`).
public func cosineDistance(
    _ predictions: Tensor, _ targets: Tensor, epsilon: Double = 0, axes: [Int]? = [-1],
    where mask: Tensor? = nil
) -> Tensor {
    1 - cosineSimilarity(predictions, targets, epsilon: epsilon, axes: axes, where: mask)
}
