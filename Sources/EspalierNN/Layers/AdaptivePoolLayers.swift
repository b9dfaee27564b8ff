import Espalier

/// Reduces windows that cover each spatial axis once: the first `size % target` of them are longer by one element than
/// the others, as in Equinox.
private func adaptivePool(
    _ layer: String, _ x: Tensor, _ target: [Int], spatial: Int, _ layout: SpatialLayout,
    _ reduce: (Tensor, Int) -> Tensor
) -> Tensor {
    checkedTensor([x]) {
        guard x.rank > spatial, target.count == spatial, target.allSatisfy({ $0 > 0 }) else {
            throw TensorError(
                layer,
                """
                the input has the shape \(x.shape) and the output is to have \(target); it needs \(spatial) spatial \
                axes, a channel axis, and a positive size for each spatial axis
                """)
        }
        let first = x.rank - spatial - (layout == .channelsLast ? 1 : 0)
        return try target.indices.reduce(x) { x, index in
            let (axis, count) = (first + index, target[index])
            let (size, longer) = (x.shape[axis] / count, x.shape[axis] % count)
            guard size > 0 else {
                throw TensorError(
                    layer, "\(count) windows don't fit into the axis \(axis) of \(x.shape)")
            }
            func windows(_ range: Range<Int>, _ size: Int) -> Tensor {
                var part = x
                if range.count != x.shape[axis] {
                    part = x.split(at: [range.lowerBound, range.upperBound], axis: axis)[1]
                }
                var shape = part.shape
                shape.replaceSubrange(axis...axis, with: [range.count / size, size])
                return reduce(part.reshaped(shape), axis + 1)
            }
            guard longer > 0 else { return windows(0..<x.shape[axis], size) }
            let end = longer * (size + 1)
            return concatenate(
                [windows(0..<end, size + 1), windows(end..<x.shape[axis], size)], axis: axis)
        }
    }
}

/// The largest elements of as many windows as are asked for, over one spatial axis (Equinox's `AdaptiveMaxPool1d`).
///
/// Input: `[..., channels, length]`, or with `layout: .channelsLast` `[..., length, channels]`.
@Module
public struct AdaptiveMaxPool1D: Layer, Sendable {
    /// The sizes of the spatial axes of the output.
    public let target: [Int]
    /// Where the channels stand.
    public let layout: SpatialLayout

    /// A layer that gives spatial axes of these sizes, one number for all or one for each.
    public init(_ target: some SpatialExtent, layout: SpatialLayout = .channelsFirst) {
        self.target = target.extents(axes: 1)
        self.layout = layout
    }

    /// The largest elements of the windows.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        adaptivePool("AdaptiveMaxPool1D", input, target, spatial: 1, layout) {
            $0.max(axis: $1)
        }
    }
}

/// The largest elements of as many windows as are asked for, over two spatial axes (Equinox's `AdaptiveMaxPool2d`).
///
/// Input: `[..., channels, height, width]`, or with `layout: .channelsLast` `[..., height, width, channels]`.
@Module
public struct AdaptiveMaxPool2D: Layer, Sendable {
    /// The sizes of the spatial axes of the output.
    public let target: [Int]
    /// Where the channels stand.
    public let layout: SpatialLayout

    /// A layer that gives spatial axes of these sizes, one number for all or one for each.
    public init(_ target: some SpatialExtent, layout: SpatialLayout = .channelsFirst) {
        self.target = target.extents(axes: 2)
        self.layout = layout
    }

    /// The largest elements of the windows.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        adaptivePool("AdaptiveMaxPool2D", input, target, spatial: 2, layout) {
            $0.max(axis: $1)
        }
    }
}

/// The largest elements of as many windows as are asked for, over three spatial axes (Equinox's `AdaptiveMaxPool3d`).
///
/// Input: `[..., channels, height, width, depth]`, or with `layout: .channelsLast` `[..., height, width, depth, channels]`.
@Module
public struct AdaptiveMaxPool3D: Layer, Sendable {
    /// The sizes of the spatial axes of the output.
    public let target: [Int]
    /// Where the channels stand.
    public let layout: SpatialLayout

    /// A layer that gives spatial axes of these sizes, one number for all or one for each.
    public init(_ target: some SpatialExtent, layout: SpatialLayout = .channelsFirst) {
        self.target = target.extents(axes: 3)
        self.layout = layout
    }

    /// The largest elements of the windows.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        adaptivePool("AdaptiveMaxPool3D", input, target, spatial: 3, layout) {
            $0.max(axis: $1)
        }
    }
}

/// The means of as many windows as are asked for, over one spatial axis (Equinox's `AdaptiveAvgPool1d`).
///
/// Input: `[..., channels, length]`, or with `layout: .channelsLast` `[..., length, channels]`.
@Module
public struct AdaptiveAvgPool1D: Layer, Sendable {
    /// The sizes of the spatial axes of the output.
    public let target: [Int]
    /// Where the channels stand.
    public let layout: SpatialLayout

    /// A layer that gives spatial axes of these sizes, one number for all or one for each.
    public init(_ target: some SpatialExtent, layout: SpatialLayout = .channelsFirst) {
        self.target = target.extents(axes: 1)
        self.layout = layout
    }

    /// The means of the windows.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        adaptivePool("AdaptiveAvgPool1D", input, target, spatial: 1, layout) {
            $0.mean(axis: $1)
        }
    }
}

/// The means of as many windows as are asked for, over two spatial axes (Equinox's `AdaptiveAvgPool2d`).
///
/// Input: `[..., channels, height, width]`, or with `layout: .channelsLast` `[..., height, width, channels]`.
@Module
public struct AdaptiveAvgPool2D: Layer, Sendable {
    /// The sizes of the spatial axes of the output.
    public let target: [Int]
    /// Where the channels stand.
    public let layout: SpatialLayout

    /// A layer that gives spatial axes of these sizes, one number for all or one for each.
    public init(_ target: some SpatialExtent, layout: SpatialLayout = .channelsFirst) {
        self.target = target.extents(axes: 2)
        self.layout = layout
    }

    /// The means of the windows.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        adaptivePool("AdaptiveAvgPool2D", input, target, spatial: 2, layout) {
            $0.mean(axis: $1)
        }
    }
}

/// The means of as many windows as are asked for, over three spatial axes (Equinox's `AdaptiveAvgPool3d`).
///
/// Input: `[..., channels, height, width, depth]`, or with `layout: .channelsLast` `[..., height, width, depth, channels]`.
@Module
public struct AdaptiveAvgPool3D: Layer, Sendable {
    /// The sizes of the spatial axes of the output.
    public let target: [Int]
    /// Where the channels stand.
    public let layout: SpatialLayout

    /// A layer that gives spatial axes of these sizes, one number for all or one for each.
    public init(_ target: some SpatialExtent, layout: SpatialLayout = .channelsFirst) {
        self.target = target.extents(axes: 3)
        self.layout = layout
    }

    /// The means of the windows.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        adaptivePool("AdaptiveAvgPool3D", input, target, spatial: 3, layout) {
            $0.mean(axis: $1)
        }
    }
}
