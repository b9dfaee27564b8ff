import Espalier

/// Normalises groups of channels, each example by itself (Equinox's `GroupNorm`).
///
/// The channels fall into groups, which have their mean and variance taken over the group's channels and all spatial
/// axes; then each channel is scaled and shifted. Narrow dtypes are computed in float32, and the result has the input's
/// dtype.
///
/// Input: `[..., channels, ...spatial]` or, with `.channelsLast`, `[..., ...spatial, channels]`.
@Module
public struct GroupNorm: Layer, Sendable {
    /// What each channel is multiplied by, `[channels]`.
    public var weight: Tensor?
    /// What is added to each channel, `[channels]`.
    public var bias: Tensor?
    /// The number of groups.
    public let groups: Int
    /// The number of channels.
    public let channels: Int
    /// How many spatial axes there are.
    public let spatial: Int
    /// Where the channels stand.
    public let layout: SpatialLayout
    /// What is added to the variance.
    public let epsilon: Double

    /// A layer for so many groups of channels.
    ///
    /// - Parameters:
    ///   - groups: the number of groups, which divides that of the channels.
    ///   - channels: the number of channels.
    ///   - spatial: how many spatial axes there are.
    ///   - layout: where the channels stand.
    ///   - epsilon: what is added to the variance.
    ///   - useWeight: whether the channels are scaled.
    ///   - useBias: whether a bias is added.
    ///   - dtype: of weight and bias.
    public init(
        groups: Int, channels: Int, spatial: Int = 0, layout: SpatialLayout = .channelsFirst,
        epsilon: Double = 1e-5, useWeight: Bool = true, useBias: Bool = true,
        dtype: DType = .float32
    ) {
        weight = useWeight ? .ones([channels], dtype: dtype) : nil
        bias = useBias ? .zeros([channels], dtype: dtype) : nil
        self.groups = groups
        self.channels = channels
        self.spatial = spatial
        self.layout = layout
        self.epsilon = epsilon
    }

    /// The normalised input.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        groupNormalized(
            "GroupNorm", input, groups, channels, spatial, layout, epsilon, weight, bias)
    }
}

/// Normalises each channel of each example by itself (Flax's `InstanceNorm`).
///
/// It is ``GroupNorm`` with as many groups as channels, and Flax's epsilon.
@Module
public struct InstanceNorm: Layer, Sendable {
    /// What each channel is multiplied by, `[channels]`.
    public var weight: Tensor?
    /// What is added to each channel, `[channels]`.
    public var bias: Tensor?
    /// The number of channels.
    public let channels: Int
    /// How many spatial axes there are.
    public let spatial: Int
    /// Where the channels stand.
    public let layout: SpatialLayout
    /// What is added to the variance.
    public let epsilon: Double

    /// A layer for so many channels; parameters mean what they do for ``GroupNorm``.
    public init(
        _ channels: Int, spatial: Int, layout: SpatialLayout = .channelsFirst,
        epsilon: Double = 1e-6, useWeight: Bool = true, useBias: Bool = true,
        dtype: DType = .float32
    ) {
        weight = useWeight ? .ones([channels], dtype: dtype) : nil
        bias = useBias ? .zeros([channels], dtype: dtype) : nil
        self.channels = channels
        self.spatial = spatial
        self.layout = layout
        self.epsilon = epsilon
    }

    /// The normalised input.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        groupNormalized(
            "InstanceNorm", input, channels, channels, spatial, layout, epsilon, weight, bias)
    }
}

private func groupNormalized(
    _ layer: String, _ input: Tensor, _ groups: Int, _ channels: Int, _ spatial: Int,
    _ layout: SpatialLayout, _ epsilon: Double, _ weight: Tensor?, _ bias: Tensor?
) -> Tensor {
    checkedTensor([input]) {
        guard groups > 0, channels % groups == 0 else {
            throw TensorError(layer, "\(channels) channels don't fall into \(groups) equal groups")
        }
        try requireChannels(layer, input, channels, spatial: spatial, layout, taking: "the layer")
        let dtype = computing(input.dtype)
        let axis = channelAxis(input.rank, spatial: spatial, layout)
        var shape = input.shape
        shape.replaceSubrange(axis...axis, with: [groups, channels / groups])
        let x = input.asType(dtype).reshaped(shape)
        // The channels of a group, and the spatial axes on the side where they stand.
        let places =
            layout == .channelsFirst
            ? Array(axis + 1..<shape.count) : Array(axis - spatial..<axis) + [axis + 1]
        let centred = x - x.mean(axes: places, keepDims: true)
        var y = centred * rsqrt(square(centred).mean(axes: places, keepDims: true) + epsilon)
        y = y.reshaped(input.shape)
        if let weight { y *= overChannels(weight.asType(dtype), spatial: spatial, layout) }
        if let bias { y += overChannels(bias.asType(dtype), spatial: spatial, layout) }
        return y.asType(input.dtype)
    }
}
