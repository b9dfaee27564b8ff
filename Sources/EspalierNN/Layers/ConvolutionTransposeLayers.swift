import Espalier

/// A transposed convolution over one spatial axis, which makes them larger (Equinox's `ConvTranspose1d`).
///
/// Input and output are those of ``Conv1D``; weight and bias have its shapes, and numbers as Equinox draws them.
@Module
public struct ConvTranspose1D: WeightedLayer, Sendable {
    /// `[outputs, inputs / groups, length]`.
    public var weight: Tensor
    /// `[outputs]`.
    public var bias: Tensor?
    /// The options.
    public let settings: ConvolutionSettings

    /// A transposed convolution of channels.
    ///
    /// - Parameters:
    ///   - stride: by how much the spatial axes grow.
    ///   - padding: that of the convolution whose transpose this is: what it put around its input is cut off here.
    ///   - outputPadding: how much is added to one side of the output; below the stride.
    ///   - paddingMode: `.zeros` or `.circular`.
    ///
    /// The other parameters mean what they do for ``Conv1D``.
    public init(
        _ inputs: Int, _ outputs: Int, kernel: some SpatialExtent, stride: some SpatialExtent = 1,
        padding: SpatialPadding = 0, outputPadding: some SpatialExtent = 0,
        dilation: some SpatialExtent = 1, groups: Int = 1, useBias: Bool = true,
        paddingMode: PaddingMode = .zeros, layout: SpatialLayout = .channelsFirst,
        weightInitializer: WeightInitializer? = nil, biasInitializer: WeightInitializer? = nil,
        dtype: DType = .float32, precision: ProductPrecision = .standard, key: Key? = nil
    ) {
        settings = ConvolutionSettings(
            spatial: 1, inputs: inputs, outputs: outputs, kernel: kernel.extents(axes: 1),
            stride: stride.extents(axes: 1), padding: padding,
            outputPadding: outputPadding.extents(axes: 1),
            dilation: dilation.extents(axes: 1), groups: groups, paddingMode: paddingMode,
            layout: layout, precision: precision)
        (weight, bias) = settings.parameters(
            "ConvTranspose1D", problem: settings.transposedProblem, useBias: useBias,
            weightInitializer, biasInitializer, dtype, key)
    }

    /// The transposed convolution.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        settings.transposed("ConvTranspose1D", input, weight, bias)
    }
}

/// A transposed convolution over two spatial axes, which makes them larger (Equinox's `ConvTranspose2d`).
///
/// Input and output are those of ``Conv2D``; weight and bias have its shapes, and numbers as Equinox draws them.
@Module
public struct ConvTranspose2D: WeightedLayer, Sendable {
    /// `[outputs, inputs / groups, height, width]`.
    public var weight: Tensor
    /// `[outputs]`.
    public var bias: Tensor?
    /// The options.
    public let settings: ConvolutionSettings

    /// A transposed convolution of channels.
    ///
    /// - Parameters:
    ///   - stride: by how much the spatial axes grow.
    ///   - padding: that of the convolution whose transpose this is: what it put around its input is cut off here.
    ///   - outputPadding: how much is added to one side of the output; below the stride.
    ///   - paddingMode: `.zeros` or `.circular`.
    ///
    /// The other parameters mean what they do for ``Conv2D``.
    public init(
        _ inputs: Int, _ outputs: Int, kernel: some SpatialExtent, stride: some SpatialExtent = 1,
        padding: SpatialPadding = 0, outputPadding: some SpatialExtent = 0,
        dilation: some SpatialExtent = 1, groups: Int = 1, useBias: Bool = true,
        paddingMode: PaddingMode = .zeros, layout: SpatialLayout = .channelsFirst,
        weightInitializer: WeightInitializer? = nil, biasInitializer: WeightInitializer? = nil,
        dtype: DType = .float32, precision: ProductPrecision = .standard, key: Key? = nil
    ) {
        settings = ConvolutionSettings(
            spatial: 2, inputs: inputs, outputs: outputs, kernel: kernel.extents(axes: 2),
            stride: stride.extents(axes: 2), padding: padding,
            outputPadding: outputPadding.extents(axes: 2),
            dilation: dilation.extents(axes: 2), groups: groups, paddingMode: paddingMode,
            layout: layout, precision: precision)
        (weight, bias) = settings.parameters(
            "ConvTranspose2D", problem: settings.transposedProblem, useBias: useBias,
            weightInitializer, biasInitializer, dtype, key)
    }

    /// The transposed convolution.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        settings.transposed("ConvTranspose2D", input, weight, bias)
    }
}

/// A transposed convolution over three spatial axes, which makes them larger (Equinox's `ConvTranspose3d`).
///
/// Input and output are those of ``Conv3D``; weight and bias have its shapes, and numbers as Equinox draws them.
@Module
public struct ConvTranspose3D: WeightedLayer, Sendable {
    /// `[outputs, inputs / groups, height, width, depth]`.
    public var weight: Tensor
    /// `[outputs]`.
    public var bias: Tensor?
    /// The options.
    public let settings: ConvolutionSettings

    /// A transposed convolution of channels.
    ///
    /// - Parameters:
    ///   - stride: by how much the spatial axes grow.
    ///   - padding: that of the convolution whose transpose this is: what it put around its input is cut off here.
    ///   - outputPadding: how much is added to one side of the output; below the stride.
    ///   - paddingMode: `.zeros` or `.circular`.
    ///
    /// The other parameters mean what they do for ``Conv3D``.
    public init(
        _ inputs: Int, _ outputs: Int, kernel: some SpatialExtent, stride: some SpatialExtent = 1,
        padding: SpatialPadding = 0, outputPadding: some SpatialExtent = 0,
        dilation: some SpatialExtent = 1, groups: Int = 1, useBias: Bool = true,
        paddingMode: PaddingMode = .zeros, layout: SpatialLayout = .channelsFirst,
        weightInitializer: WeightInitializer? = nil, biasInitializer: WeightInitializer? = nil,
        dtype: DType = .float32, precision: ProductPrecision = .standard, key: Key? = nil
    ) {
        settings = ConvolutionSettings(
            spatial: 3, inputs: inputs, outputs: outputs, kernel: kernel.extents(axes: 3),
            stride: stride.extents(axes: 3), padding: padding,
            outputPadding: outputPadding.extents(axes: 3),
            dilation: dilation.extents(axes: 3), groups: groups, paddingMode: paddingMode,
            layout: layout, precision: precision)
        (weight, bias) = settings.parameters(
            "ConvTranspose3D", problem: settings.transposedProblem, useBias: useBias,
            weightInitializer, biasInitializer, dtype, key)
    }

    /// The transposed convolution.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        settings.transposed("ConvTranspose3D", input, weight, bias)
    }
}
