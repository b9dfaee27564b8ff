import Espalier

/// The share of examples whose class is predicted (Treex's `Accuracy`).
@Module
public struct Accuracy: StreamingMetric {
    /// What was collected.
    public var mean = RunningMean()

    /// The accuracy over nothing.
    public init() {}

    /// Takes in predictions; see ``accuracy(_:_:)``.
    public mutating func update(_ predictions: Tensor, _ targets: Tensor, weights: Tensor? = nil) {
        mean.update(correct(predictions, targets), weights: weights)
    }

    /// The share.
    public func compute() -> Tensor { mean.compute() }

    /// Forgets what was collected.
    public mutating func reset() { mean.reset() }
}

/// The mean of squared errors (Treex's `MeanSquaredError` of metrics).
@Module
public struct MeanSquaredError: StreamingMetric {
    /// What was collected.
    public var mean = RunningMean()

    /// The mean over nothing.
    public init() {}

    /// Takes in predictions and targets of one shape.
    public mutating func update(_ predictions: Tensor, _ targets: Tensor, weights: Tensor? = nil) {
        mean.update(squaredError(predictions, targets), weights: weights)
    }

    /// The mean.
    public func compute() -> Tensor { mean.compute() }

    /// Forgets what was collected.
    public mutating func reset() { mean.reset() }
}

/// The mean of absolute errors (Treex's `MeanAbsoluteError` of metrics).
@Module
public struct MeanAbsoluteError: StreamingMetric {
    /// What was collected.
    public var mean = RunningMean()

    /// The mean over nothing.
    public init() {}

    /// Takes in predictions and targets of one shape.
    public mutating func update(_ predictions: Tensor, _ targets: Tensor, weights: Tensor? = nil) {
        mean.update(absoluteError(predictions, targets), weights: weights)
    }

    /// The mean.
    public func compute() -> Tensor { mean.compute() }

    /// Forgets what was collected.
    public mutating func reset() { mean.reset() }
}

/// How often each class is predicted where each is true.
@Module
public struct ConfusionMatrix: StreamingMetric {
    /// The counts, `[true class, predicted class]`.
    @Metric public var counts: Tensor
    /// The number of classes.
    public let classes: Int

    /// The counts of nothing.
    public init(_ classes: Int) {
        counts = .zeros([classes, classes])
        self.classes = classes
    }

    /// Takes in predictions: classes, or a score for each along the last axis.
    public mutating func update(_ predictions: Tensor, _ targets: Tensor) {
        let predicted = predictions.dtype.isInteger ? predictions : predictions.argmax(axis: -1)
        func rows(_ x: Tensor) -> Tensor { oneHot(x.flattened(), classes).asType(.float32) }
        counts += matmul(rows(targets).transposed(), rows(predicted))
    }

    /// The counts, `[true class, predicted class]`.
    public func compute() -> Tensor { counts }

    /// The share of right predictions among all of a class, for each class (precision).
    public var precision: Tensor { diagonal(counts) / counts.sum(axis: 0) }

    /// The share of right predictions among all that are of a class, for each class (recall).
    public var recall: Tensor { diagonal(counts) / counts.sum(axis: 1) }

    /// Forgets what was collected.
    public mutating func reset() { counts = .zeros(like: counts) }
}

/// The share of examples whose class is predicted.
///
/// - Parameters:
///   - predictions: classes, or a score for each class along the last axis. One float for each target counts as the
///     probability of the second of two classes.
///   - targets: integers; or a score for each class, of which the largest counts.
public func accuracy(_ predictions: Tensor, _ targets: Tensor) -> Tensor {
    correct(predictions, targets).mean()
}

/// Whether each example's class is predicted.
private func correct(_ predictions: Tensor, _ targets: Tensor) -> Tensor {
    checkedTensor([predictions, targets]) {
        let classes: Tensor
        if targets.dtype.isFloating, targets.rank == predictions.rank, targets.rank > 0 {
            classes = targets.argmax(axis: -1)
        } else {
            classes = targets
        }
        var predicted = predictions
        if predictions.rank == classes.rank + 1 {
            predicted = predictions.argmax(axis: -1)
        } else if predictions.dtype.isFloating {
            predicted = predictions .> 0.5
        }
        guard predicted.shape == classes.shape else {
            throw TensorError(
                "accuracy",
                """
                predictions of the shape \(predictions.shape) don't go with targets of the shape \(targets.shape): \
                they are classes of one shape, or scores with one axis more
                """)
        }
        return predicted.asType(.int32) .== classes.asType(.int32)
    }
}
