import Espalier

/// A convolution over one spatial axis (Equinox's `Conv1d`).
///
/// Input: `[..., inputs, length]`, or with `layout: .channelsLast` `[..., length, inputs]`; the output has
/// its channels in the same place. The weight is `[outputs, inputs / groups, length]` and the bias `[outputs]` in
/// either layout. Weight and bias are uniform within ±1/√(inputs / groups · window) and have, for one key, Equinox's
/// numbers.
@Module
public struct Conv1D: WeightedLayer, Sendable {
    /// `[outputs, inputs / groups, length]`.
    public var weight: Tensor
    /// `[outputs]`.
    public var bias: Tensor?
    /// The options.
    public let settings: ConvolutionSettings

    /// A convolution of channels.
    ///
    /// - Parameters:
    ///   - inputs: the number of channels of the input.
    ///   - outputs: the number of channels of the output.
    ///   - kernel: the size of the window, one number or one for each axis; so are strides and dilations.
    ///   - stride: how far windows are apart.
    ///   - padding: what is put around the spatial axes.
    ///   - dilation: how far neighbours in the window are apart.
    ///   - groups: into how many groups the channels fall; each group of outputs sees one of inputs.
    ///   - useBias: whether there is a bias.
    ///   - paddingMode: what the padding consists of.
    ///   - layout: where the channels stand.
    ///   - weightInitializer: draws the weight; nil for Equinox's default.
    ///   - biasInitializer: draws the bias; nil for Equinox's default.
    ///   - dtype: of weight and bias.
    ///   - precision: how exactly products are computed, where the device has a choice.
    ///   - key: what they are drawn from; nil leaves that to ``Tree/initialized(_:)``.
    public init(
        _ inputs: Int, _ outputs: Int, kernel: some SpatialExtent, stride: some SpatialExtent = 1,
        padding: SpatialPadding = 0, dilation: some SpatialExtent = 1, groups: Int = 1,
        useBias: Bool = true, paddingMode: PaddingMode = .zeros,
        layout: SpatialLayout = .channelsFirst, weightInitializer: WeightInitializer? = nil,
        biasInitializer: WeightInitializer? = nil, dtype: DType = .float32,
        precision: ProductPrecision = .standard, key: Key? = nil
    ) {
        settings = ConvolutionSettings(
            spatial: 1, inputs: inputs, outputs: outputs, kernel: kernel.extents(axes: 1),
            stride: stride.extents(axes: 1), padding: padding,
            outputPadding: 0.extents(axes: 1), dilation: dilation.extents(axes: 1),
            groups: groups, paddingMode: paddingMode, layout: layout, precision: precision)
        (weight, bias) = settings.parameters(
            "Conv1D", useBias: useBias, weightInitializer, biasInitializer, dtype, key)
    }

    /// The convolution.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        settings.convolution("Conv1D", input, weight, bias)
    }
}

/// A convolution over two spatial axes (Equinox's `Conv2d`).
///
/// Input: `[..., inputs, height, width]`, or with `layout: .channelsLast` `[..., height, width, inputs]`; the output has
/// its channels in the same place. The weight is `[outputs, inputs / groups, height, width]` and the bias `[outputs]` in
/// either layout. Weight and bias are uniform within ±1/√(inputs / groups · window) and have, for one key, Equinox's
/// numbers.
@Module
public struct Conv2D: WeightedLayer, Sendable {
    /// `[outputs, inputs / groups, height, width]`.
    public var weight: Tensor
    /// `[outputs]`.
    public var bias: Tensor?
    /// The options.
    public let settings: ConvolutionSettings

    /// A convolution of channels.
    ///
    /// - Parameters:
    ///   - inputs: the number of channels of the input.
    ///   - outputs: the number of channels of the output.
    ///   - kernel: the size of the window, one number or one for each axis; so are strides and dilations.
    ///   - stride: how far windows are apart.
    ///   - padding: what is put around the spatial axes.
    ///   - dilation: how far neighbours in the window are apart.
    ///   - groups: into how many groups the channels fall; each group of outputs sees one of inputs.
    ///   - useBias: whether there is a bias.
    ///   - paddingMode: what the padding consists of.
    ///   - layout: where the channels stand.
    ///   - weightInitializer: draws the weight; nil for Equinox's default.
    ///   - biasInitializer: draws the bias; nil for Equinox's default.
    ///   - dtype: of weight and bias.
    ///   - precision: how exactly products are computed, where the device has a choice.
    ///   - key: what they are drawn from; nil leaves that to ``Tree/initialized(_:)``.
    public init(
        _ inputs: Int, _ outputs: Int, kernel: some SpatialExtent, stride: some SpatialExtent = 1,
        padding: SpatialPadding = 0, dilation: some SpatialExtent = 1, groups: Int = 1,
        useBias: Bool = true, paddingMode: PaddingMode = .zeros,
        layout: SpatialLayout = .channelsFirst, weightInitializer: WeightInitializer? = nil,
        biasInitializer: WeightInitializer? = nil, dtype: DType = .float32,
        precision: ProductPrecision = .standard, key: Key? = nil
    ) {
        settings = ConvolutionSettings(
            spatial: 2, inputs: inputs, outputs: outputs, kernel: kernel.extents(axes: 2),
            stride: stride.extents(axes: 2), padding: padding,
            outputPadding: 0.extents(axes: 2), dilation: dilation.extents(axes: 2),
            groups: groups, paddingMode: paddingMode, layout: layout, precision: precision)
        (weight, bias) = settings.parameters(
            "Conv2D", useBias: useBias, weightInitializer, biasInitializer, dtype, key)
    }

    /// The convolution.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        settings.convolution("Conv2D", input, weight, bias)
    }
}

/// A convolution over three spatial axes (Equinox's `Conv3d`).
///
/// Input: `[..., inputs, height, width, depth]`, or with `layout: .channelsLast` `[..., height, width, depth, inputs]`; the output has
/// its channels in the same place. The weight is `[outputs, inputs / groups, height, width, depth]` and the bias `[outputs]` in
/// either layout. Weight and bias are uniform within ±1/√(inputs / groups · window) and have, for one key, Equinox's
/// numbers.
@Module
public struct Conv3D: WeightedLayer, Sendable {
    /// `[outputs, inputs / groups, height, width, depth]`.
    public var weight: Tensor
    /// `[outputs]`.
    public var bias: Tensor?
    /// The options.
    public let settings: ConvolutionSettings

    /// A convolution of channels.
    ///
    /// - Parameters:
    ///   - inputs: the number of channels of the input.
    ///   - outputs: the number of channels of the output.
    ///   - kernel: the size of the window, one number or one for each axis; so are strides and dilations.
    ///   - stride: how far windows are apart.
    ///   - padding: what is put around the spatial axes.
    ///   - dilation: how far neighbours in the window are apart.
    ///   - groups: into how many groups the channels fall; each group of outputs sees one of inputs.
    ///   - useBias: whether there is a bias.
    ///   - paddingMode: what the padding consists of.
    ///   - layout: where the channels stand.
    ///   - weightInitializer: draws the weight; nil for Equinox's default.
    ///   - biasInitializer: draws the bias; nil for Equinox's default.
    ///   - dtype: of weight and bias.
    ///   - precision: how exactly products are computed, where the device has a choice.
    ///   - key: what they are drawn from; nil leaves that to ``Tree/initialized(_:)``.
    public init(
        _ inputs: Int, _ outputs: Int, kernel: some SpatialExtent, stride: some SpatialExtent = 1,
        padding: SpatialPadding = 0, dilation: some SpatialExtent = 1, groups: Int = 1,
        useBias: Bool = true, paddingMode: PaddingMode = .zeros,
        layout: SpatialLayout = .channelsFirst, weightInitializer: WeightInitializer? = nil,
        biasInitializer: WeightInitializer? = nil, dtype: DType = .float32,
        precision: ProductPrecision = .standard, key: Key? = nil
    ) {
        settings = ConvolutionSettings(
            spatial: 3, inputs: inputs, outputs: outputs, kernel: kernel.extents(axes: 3),
            stride: stride.extents(axes: 3), padding: padding,
            outputPadding: 0.extents(axes: 3), dilation: dilation.extents(axes: 3),
            groups: groups, paddingMode: paddingMode, layout: layout, precision: precision)
        (weight, bias) = settings.parameters(
            "Conv3D", useBias: useBias, weightInitializer, biasInitializer, dtype, key)
    }

    /// The convolution.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        settings.convolution("Conv3D", input, weight, bias)
    }
}
