import Espalier

/// Normalises each channel by the mean and the variance of the batch while it is trained, and by running means of them
/// in evaluation (Flax's and Treex's `BatchNorm`; in training also what Equinox's computes with `mode="batch"`).
///
///     var model = BatchNorm(16, spatial: 2)
///     let y = model(images)            // [batch, 16, height, width]; the statistics change
///     model.eval()
///
/// In training: y = (x - mean) / √(variance + epsilon) · weight + bias with the biased variance, and
/// statistic ← momentum · statistic + (1 - momentum) · that of the batch, which begin with 0 and 1. In evaluation, and
/// where the layer is frozen, the statistics are used and stay as they are.
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

    /// A layer for so many channels.
    ///
    /// - Parameters:
    ///   - channels: the size of the channel axis.
    ///   - spatial: how many spatial axes there are, beside which the channels stand.
    ///   - layout: where the channels stand; without spatial axes they are last in either.
    ///   - momentum: how much of the running statistics stays at each step.
    ///   - epsilon: what is added to the variance.
    ///   - axisName: the name of a `vmap` axis that is averaged over.
    ///   - useWeight: whether the channels are scaled (Flax's `use_scale`).
    ///   - useBias: whether a bias is added.
    ///   - dtype: of all four.
    public init(
        _ channels: Int, spatial: Int = 0, layout: SpatialLayout = .channelsFirst,
        momentum: Double = 0.99, epsilon: Double = 1e-5, axisName: String? = nil,
        useWeight: Bool = true, useBias: Bool = true, dtype: DType = .float32
    ) {
        weight = useWeight ? .ones([channels], dtype: dtype) : nil
        bias = useBias ? .zeros([channels], dtype: dtype) : nil
        mean = .zeros([channels], dtype: dtype)
        variance = .ones([channels], dtype: dtype)
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
                statistics = used
            }
            var y = x - overChannels(used.mean, spatial: spatial, layout)
            y *= overChannels(rsqrt(used.variance + epsilon), spatial: spatial, layout)
            if let weight { y *= overChannels(weight, spatial: spatial, layout) }
            if let bias { y += overChannels(bias, spatial: spatial, layout) }
            return y.asType(input.dtype)
        }
        if let statistics {
            mean = moved(mean, to: statistics.mean)
            variance = moved(variance, to: statistics.variance)
        }
        return output
    }

    private func moved(_ running: Tensor, to current: Tensor) -> Tensor {
        let current = stopGradient(current)
        return (momentum * running + (1 - momentum) * current).asType(running.dtype)
    }
}
