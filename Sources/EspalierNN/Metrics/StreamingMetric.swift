import Espalier

/// A measure of quality that is collected over batches, as Treex's `Metric`s are.
///
///     var accuracy = Accuracy()
///     for (x, y) in batches { accuracy.update(model(x), y) }
///     print(accuracy.compute())
///     accuracy.reset()
///
/// What is collected are leaves of the kind `Metric`, which don't learn; a metric may be part of a model and change
/// inside compiled functions.
public protocol StreamingMetric: Module, Sendable {
    /// The measure of what was collected: a scalar, NaN before there is anything.
    func compute() -> Tensor
    /// Forgets what was collected.
    mutating func reset()
}

/// A sum and a count, of which the mean is taken.
@Module
public struct RunningMean: StreamingMetric {
    /// The weighted sum of the values.
    @Metric public var total: Tensor
    /// The sum of the weights.
    @Metric public var count: Tensor

    /// The mean of nothing.
    public init() {
        total = .zeros([])
        count = .zeros([])
    }

    /// Takes in values: each counts once, or by its weight.
    ///
    /// - Parameters:
    ///   - values: numbers or bools of any shape.
    ///   - weights: for the first axes of the values; see `reduced(_:weights:)`.
    public mutating func update(_ values: Tensor, weights: Tensor? = nil) {
        let values = stopGradient(values.asType(.float32))
        total += values.reduced(.sum, weights: weights)
        count += Tensor.ones(like: values).reduced(.sum, weights: weights)
    }

    /// The mean.
    public func compute() -> Tensor { total / count }

    /// Forgets what was collected.
    public mutating func reset() { self = RunningMean() }
}
