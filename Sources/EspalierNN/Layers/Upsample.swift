import Espalier

/// Repeats each element along the spatial axes (as PyTreeClass's document does in its `Upsample2D`).
///
/// Input: `[..., channels, ...spatial]` or, with `.channelsLast`, `[..., ...spatial, channels]`.
@Module
public struct Upsample: Layer, Sendable {
    /// How often elements are repeated along each spatial axis.
    public let scale: [Int]
    /// Where the channels stand.
    public let layout: SpatialLayout

    /// A layer that makes spatial axes larger.
    ///
    /// - Parameters:
    ///   - scale: how often elements are repeated, one number or one for each axis.
    ///   - spatial: how many spatial axes there are.
    ///   - layout: where the channels stand.
    public init(
        _ scale: some SpatialExtent, spatial: Int = 2, layout: SpatialLayout = .channelsFirst
    ) {
        if spatial < 0 {
            _ = checkedTensor {
                throw TensorError(
                    "Upsample",
                    "the number of spatial axes must not be negative, and it is \(spatial)")
            }
        }
        self.scale = scale.extents(axes: spatial)
        self.layout = layout
    }

    /// The input with elements repeated.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        checkedTensor([input]) {
            let spatial = scale.count
            guard input.rank > spatial, scale.allSatisfy({ $0 > 0 }) else {
                throw TensorError(
                    "Upsample",
                    """
                    the input has the shape \(input.shape) and is to be repeated \(scale) times: it needs \(spatial) \
                    spatial axes and an axis of channels, and the numbers must be positive
                    """)
            }
            let first = input.rank - spatial - (layout == .channelsLast ? 1 : 0)
            return scale.indices.reduce(input) { x, index in
                scale[index] == 1 ? x : x.repeated(scale[index], axis: first + index)
            }
        }
    }
}

/// Cuts an image into square patches and maps each to a vector, for transformers that see.
///
/// Input: `[..., channels, height, width]` or, with `.channelsLast`, `[..., height, width, channels]`, whose height
/// and width the patches divide; output: `[..., patches, features]`, patches row by row.
@Module
public struct PatchEmbedding: Layer, Sendable {
    /// The convolution that maps patches to vectors.
    public var projection: Conv2D

    /// A layer for square patches.
    ///
    /// - Parameters:
    ///   - channels: the number of channels of the image.
    ///   - features: the size of a vector.
    ///   - patch: the height and width of a patch.
    ///   - layout: where the channels stand.
    ///   - dtype: of weight and bias.
    ///   - key: what they are drawn from; nil leaves that to ``Tree/initialized(_:)``.
    public init(
        _ channels: Int, _ features: Int, patch: Int, layout: SpatialLayout = .channelsFirst,
        dtype: DType = .float32, key: Key? = nil
    ) {
        projection = Conv2D(
            channels, features, kernel: patch, stride: patch, layout: layout, dtype: dtype,
            key: key)
    }

    /// The vectors of the patches.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        checkedTensor([input]) {
            let settings = projection.settings
            let isFirst = settings.layout == .channelsFirst
            let image = input.shape.suffix(3)
            guard image.count == 3,
                zip(isFirst ? image.suffix(2) : image.prefix(2), settings.kernel)
                    .allSatisfy({ $1 > 0 && $0 % $1 == 0 })
            else {
                throw TensorError(
                    "PatchEmbedding",
                    "patches of \(settings.kernel) don't divide an image of the shape \(input.shape)"
                )
            }
            let y = projection(input)
            let last = isFirst ? y.movingAxis(-3, to: -1) : y
            return last.reshaped(last.shape.dropLast(3) + [-1, settings.outputs])
        }
    }
}
