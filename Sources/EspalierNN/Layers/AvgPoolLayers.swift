import Espalier

/// The mean of each window, over one spatial axis (Equinox's `AvgPool1d`). The padding counts as zeros.
///
/// Input: `[..., channels, length]`, or with `layout: .channelsLast` `[..., length, channels]`.
@Module
public struct AvgPool1D: Layer, Sendable {
    /// The options.
    public let settings: PoolSettings

    /// A layer with windows of a size.
    ///
    /// - Parameters:
    ///   - kernel: the size of the window, one number or one for each axis; so are strides.
    ///   - stride: how far windows are apart; Equinox's default is 1.
    ///   - padding: what is put around the spatial axes, not more than the window.
    ///   - useCeil: whether a last window that doesn't lie inside counts.
    ///   - layout: where the channels stand.
    public init(
        _ kernel: some SpatialExtent, stride: some SpatialExtent = 1, padding: SpatialPadding = 0,
        useCeil: Bool = false, layout: SpatialLayout = .channelsFirst
    ) {
        settings = PoolSettings(
            spatial: 1, kernel: kernel.extents(axes: 1), stride: stride.extents(axes: 1),
            padding: padding, useCeil: useCeil, layout: layout)
    }

    /// The mean of each window.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        settings.mean("AvgPool1D", input)
    }
}

/// The mean of each window, over two spatial axes (Equinox's `AvgPool2d`). The padding counts as zeros.
///
/// Input: `[..., channels, height, width]`, or with `layout: .channelsLast` `[..., height, width, channels]`.
@Module
public struct AvgPool2D: Layer, Sendable {
    /// The options.
    public let settings: PoolSettings

    /// A layer with windows of a size.
    ///
    /// - Parameters:
    ///   - kernel: the size of the window, one number or one for each axis; so are strides.
    ///   - stride: how far windows are apart; Equinox's default is 1.
    ///   - padding: what is put around the spatial axes, not more than the window.
    ///   - useCeil: whether a last window that doesn't lie inside counts.
    ///   - layout: where the channels stand.
    public init(
        _ kernel: some SpatialExtent, stride: some SpatialExtent = 1, padding: SpatialPadding = 0,
        useCeil: Bool = false, layout: SpatialLayout = .channelsFirst
    ) {
        settings = PoolSettings(
            spatial: 2, kernel: kernel.extents(axes: 2), stride: stride.extents(axes: 2),
            padding: padding, useCeil: useCeil, layout: layout)
    }

    /// The mean of each window.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        settings.mean("AvgPool2D", input)
    }
}

/// The mean of each window, over three spatial axes (Equinox's `AvgPool3d`). The padding counts as zeros.
///
/// Input: `[..., channels, height, width, depth]`, or with `layout: .channelsLast` `[..., height, width, depth, channels]`.
@Module
public struct AvgPool3D: Layer, Sendable {
    /// The options.
    public let settings: PoolSettings

    /// A layer with windows of a size.
    ///
    /// - Parameters:
    ///   - kernel: the size of the window, one number or one for each axis; so are strides.
    ///   - stride: how far windows are apart; Equinox's default is 1.
    ///   - padding: what is put around the spatial axes, not more than the window.
    ///   - useCeil: whether a last window that doesn't lie inside counts.
    ///   - layout: where the channels stand.
    public init(
        _ kernel: some SpatialExtent, stride: some SpatialExtent = 1, padding: SpatialPadding = 0,
        useCeil: Bool = false, layout: SpatialLayout = .channelsFirst
    ) {
        settings = PoolSettings(
            spatial: 3, kernel: kernel.extents(axes: 3), stride: stride.extents(axes: 3),
            padding: padding, useCeil: useCeil, layout: layout)
    }

    /// The mean of each window.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        settings.mean("AvgPool3D", input)
    }
}
