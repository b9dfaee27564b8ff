import Espalier

/// What ``BatchNorm`` normalises by, and how it collects running statistics.
public enum BatchNormMode: String, Hashable, Sendable, CaseIterable {
    /// By the batch in training and by the running statistics in evaluation (Flax's and Treex's `BatchNorm`).
    case batch
    /// The same, but in evaluation running statistics are divided by what share of them is of batches
    /// (Equinox's `mode="batch"`). The variance of 1 that it begins with is not taken off, as there.
    case debiased
    /// By the running statistics in training too, once the batch is part of them; the first batch is taken for them
    /// whole (Equinox's `mode="ema"`).
    case ema
}

/// Normalises each channel by the mean and the variance of the batch while it is trained, and by running means of them
/// in evaluation (Flax's and Treex's `BatchNorm`; Equinox's by its mode).
///
///     var model = BatchNorm(16, spatial: 2)
///     let y = model(images)            // [batch, 16, height, width]; the statistics change
///     model.eval()
///
/// In training: y = (x - mean) / √(variance + epsilon) · weight + bias with the biased variance, and
/// statistic ← momentum · statistic + (1 - momentum) · that of the batch, which begin with 0 and 1. In evaluation, and
/// where the layer is frozen, the statistics are used and stay as they are. ``BatchNormMode`` has Equinox's two ways.
///
/// Input: `[..., channels, ...spatial]` or, with `.channelsLast`, `[..., ...spatial, channels]`. Every axis but that
/// of the channels is averaged over; under `vmap` with the name `axisName` its axis, too. Narrow dtypes are computed in
/// float32.
@Module
public struct BatchNorm: Layer, Sendable {
    /// What each channel is multiplied by, `[channels]`.
    public var weight: Tensor?
    /// What is added to each channel, `[channels]`.
    public var bias: Tensor?
    /// The running mean, `[channels]`.
    @BatchStat public var mean: Tensor
    /// The running variance, `[channels]`.
    @BatchStat public var variance: Tensor
    /// How many batches were seen, an int32; nil in the mode `batch`, which doesn't depend on it.
    @BatchStat public var count: Tensor?
    /// The number of channels.
    public let channels: Int
    /// How many spatial axes there are.
    public let spatial: Int
    /// Where the channels stand.
    public let layout: SpatialLayout
    /// How much of the running statistics stays at each step.
    public let momentum: Double
    /// What is added to the variance.
    public let epsilon: Double
    /// The name of a `vmap` axis that is averaged over.
    public let axisName: String?
    /// What is normalised by, and how statistics are collected.
    public let mode: BatchNormMode

    /// A layer for so many channels.
    ///
    /// - Parameters:
    ///   - channels: the size of the channel axis.
    ///   - spatial: how many spatial axes there are, beside which the channels stand.
    ///   - layout: where the channels stand; without spatial axes they are last in either.
    ///   - momentum: how much of the running statistics stays at each step.
    ///   - epsilon: what is added to the variance.
    ///   - axisName: the name of a `vmap` axis that is averaged over.
    ///   - mode: what is normalised by, and how statistics are collected.
    ///   - useWeight: whether the channels are scaled (Flax's `use_scale`).
    ///   - useBias: whether a bias is added.
    ///   - dtype: of weight, bias and statistics.
    public init(
        _ channels: Int, spatial: Int = 0, layout: SpatialLayout = .channelsFirst,
        momentum: Double = 0.99, epsilon: Double = 1e-5, axisName: String? = nil,
        mode: BatchNormMode = .batch, useWeight: Bool = true, useBias: Bool = true,
        dtype: DType = .float32
    ) {
        weight = useWeight ? .ones([channels], dtype: dtype) : nil
        bias = useBias ? .zeros([channels], dtype: dtype) : nil
        mean = .zeros([channels], dtype: dtype)
        variance = .ones([channels], dtype: dtype)
        count = mode == .batch ? nil : .zeros([], dtype: .int32)
        self.mode = mode
        self.channels = channels
        self.spatial = spatial
        self.layout = layout
        self.momentum = momentum
        self.epsilon = epsilon
        self.axisName = axisName
    }

    /// The normalised input, by the statistics of the batch in training.
    public mutating func callAsFunction(_ input: Tensor) -> Tensor {
        self(input, useRunningStatistics: !isTraining || isFrozen)
    }

    /// The normalised input.
    ///
    /// - Parameter useRunningStatistics: whether the running statistics are used, and stay as they are.
    public mutating func callAsFunction(_ input: Tensor, useRunningStatistics: Bool) -> Tensor {
        var statistics: (mean: Tensor, variance: Tensor)?
        let output = checkedTensor([input]) {
            try requireChannels(
                "BatchNorm", input, channels, spatial: spatial, layout,
                taking: "the layer, whose statistics have the shape \(mean.shape),")
            let x = input.asType(computing(input.dtype))
            let axis = channelAxis(x.rank, spatial: spatial, layout)
            var used = (mean: mean, variance: variance)
            if mode == .debiased, let count {
                let share = which(
                    count .== 0, 1, 1 - power(Tensor(floatLiteral: momentum), count.asType(x.dtype))
                )
                used = (mean / share, variance / share)
            }
            if !useRunningStatistics {
                let others = (0..<x.rank).filter { $0 != axis }
                func average(_ x: Tensor) -> Tensor {
                    let average = x.mean(axes: others)
                    return axisName.map { pmean($0, average) } ?? average
                }
                let centre = average(x)
                used = (
                    centre, average(square(x - overChannels(centre, spatial: spatial, layout)))
                )
                if mode == .ema, let count {
                    let isFirst = count .== 0
                    used = (
                        which(isFirst, used.mean, moved(mean, to: used.mean)),
                        which(isFirst, used.variance, moved(variance, to: used.variance))
                    )
                    statistics = used
                } else {
                    statistics = (moved(mean, to: used.mean), moved(variance, to: used.variance))
                }
            }
            var y = x - overChannels(used.mean, spatial: spatial, layout)
            y *= overChannels(rsqrt(used.variance + epsilon), spatial: spatial, layout)
            if let weight { y *= overChannels(weight, spatial: spatial, layout) }
            if let bias { y += overChannels(bias, spatial: spatial, layout) }
            return y.asType(input.dtype)
        }
        if let statistics {
            mean = stopGradient(statistics.mean).asType(mean.dtype)
            variance = stopGradient(statistics.variance).asType(variance.dtype)
            if let seen = count { count = seen + 1 }
        }
        return output
    }

    private func moved(_ running: Tensor, to current: Tensor) -> Tensor {
        momentum * running + (1 - momentum) * current
    }
}
