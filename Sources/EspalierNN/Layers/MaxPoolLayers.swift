import Espalier

/// The largest element of each window, over one spatial axis (Equinox's `MaxPool1d`).
///
/// Input: `[..., channels, length]`, or with `layout: .channelsLast` `[..., length, channels]`.
@Module
public struct MaxPool1D: Layer, Sendable {
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

    /// The largest element of each window.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        settings.maximum("MaxPool1D", input)
    }
}

/// The largest element of each window, over two spatial axes (Equinox's `MaxPool2d`).
///
/// Input: `[..., channels, height, width]`, or with `layout: .channelsLast` `[..., height, width, channels]`.
@Module
public struct MaxPool2D: Layer, Sendable {
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

    /// The largest element of each window.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        settings.maximum("MaxPool2D", input)
    }
}

/// The largest element of each window, over three spatial axes (Equinox's `MaxPool3d`).
///
/// Input: `[..., channels, height, width, depth]`, or with `layout: .channelsLast` `[..., height, width, depth, channels]`.
@Module
public struct MaxPool3D: Layer, Sendable {
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

    /// The largest element of each window.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        settings.maximum("MaxPool3D", input)
    }
}
