import Espalier

/// The options of a pooling layer.
public struct PoolSettings: Hashable, Sendable {
    /// How many spatial axes there are.
    public let spatial: Int
    /// The size of the window along each spatial axis.
    public let kernel: [Int]
    /// How far windows are apart.
    public let stride: [Int]
    /// What is put around the spatial axes.
    public let padding: SpatialPadding
    /// Whether a last window that doesn't lie inside counts.
    public let useCeil: Bool
    /// Where the channels stand.
    public let layout: SpatialLayout

    func maximum(_ layer: String, _ x: Tensor) -> Tensor { pooled(layer, x, .maximum) }

    func mean(_ layer: String, _ x: Tensor) -> Tensor {
        pooled(layer, x, .sum) / kernel.sizeProduct
    }

    private func pooled(_ layer: String, _ x: Tensor, _ reducer: WindowReducer) -> Tensor {
        checkedTensor([x]) {
            guard kernel.count == spatial, stride.count == spatial,
                (kernel + stride).allSatisfy({ $0 > 0 }),
                padding.axisCount.map({ $0 == spatial }) ?? true
            else {
                throw TensorError(
                    layer,
                    """
                    the window \(kernel), the stride \(stride) and the padding must have \(spatial) numbers each, for \
                    the spatial axes, and be positive
                    """)
            }
            try SizeLimit.checkNumbers(kernel + stride, "windows and strides", for: layer)
            guard x.rank > spatial else {
                throw TensorError(
                    layer,
                    """
                    the input has the shape \(x.shape), and it must have an axis of channels and \(spatial) spatial \
                    axes
                    """)
            }
            let first = x.rank - spatial - (layout == .channelsLast ? 1 : 0)
            let sizes = Array(x.shape[first..<first + spatial])
            var amounts = padding.amounts(sizes, kernel, stride)
            guard zip(amounts, kernel).allSatisfy({ max($0.low, $0.high) <= $1 }) else {
                throw TensorError(
                    layer,
                    "the padding \(amounts.map { [$0.low, $0.high] }) must not be larger than the window \(kernel)"
                )
            }
            // What makes room for a last window isn't bounded by the window, since strides may be larger than it.
            if useCeil {
                for axis in amounts.indices {
                    let room = sizes[axis] + amounts[axis].low + amounts[axis].high - kernel[axis]
                    if room % stride[axis] != 0 { amounts[axis].high += stride[axis] }
                }
            }
            let before = Array(repeating: 1, count: first)
            let after = Array(repeating: 1, count: x.rank - first - spatial)
            let pairs: [(Int, Int)] =
                before.map { _ in (0, 0) } + amounts.map { ($0.low, $0.high) }
                + after.map { _ in (0, 0) }
            return reduceWindow(
                x, reducer, sizes: before + kernel + after, strides: before + stride + after,
                padding: .explicit(pairs))
        }
    }
}
