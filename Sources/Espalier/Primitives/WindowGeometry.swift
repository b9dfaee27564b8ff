/// Where windows lie on a tensor: their size, how far they are apart, what is put around and between elements.
///
/// What pooling and convolutions have in common (StableHLO's `reduce_window` and `convolution`).
struct WindowGeometry: Hashable, Sendable {
    /// How many elements a window takes along each axis.
    var sizes: [Int]
    /// How far windows are apart along each axis.
    var strides: [Int]
    /// How many elements are put before the first; negative numbers cut off.
    var low: [Int]
    /// How many elements are put after the last; negative numbers cut off.
    var high: [Int]
    /// How far neighbours of the tensor are moved apart.
    var baseDilation: [Int]
    /// How far neighbours in a window are apart.
    var windowDilation: [Int]

    /// How many windows there are along each axis of a tensor of these sizes.
    func count(_ shape: [Int], for operation: String) throws -> [Int] {
        let rank = shape.count
        let parts = [sizes, strides, low, high, baseDilation, windowDilation]
        guard parts.allSatisfy({ $0.count == rank }) else {
            throw TensorError(
                operation,
                """
                the \(rank) axes of \(shape) need a window size, stride, padding and dilations each, and there are \
                \(parts.map(\.count))
                """)
        }
        guard (strides + baseDilation + windowDilation).allSatisfy({ $0 > 0 }),
            sizes.allSatisfy({ $0 > 0 })
        else {
            throw TensorError(
                operation,
                """
                window sizes, strides and dilations must be positive, and they are \(sizes), \(strides), \
                \(baseDilation) and \(windowDilation)
                """)
        }
        try SizeLimit.checkNumbers(
            parts.joined(), "window sizes, strides, paddings and dilations", for: operation)
        let spread = zip(shape, baseDilation).map(dilated)
        let reaches = zip(sizes, windowDilation).map(dilated)
        try SizeLimit.checkNumbers(spread + reaches, "dilated sizes", for: operation)
        // Windows of mostly padding take no memory, but each of their elements takes time.
        guard sizes.sizeProduct <= SizeLimit.memory else {
            throw TensorError(
                operation,
                "windows of the size \(sizes) have more elements than the machine has bytes of memory"
            )
        }
        return try (0..<rank).map { axis in
            let extent = spread[axis] + low[axis] + high[axis]
            guard extent >= 0 else {
                throw TensorError(
                    operation,
                    """
                    the padding \(low[axis]) and \(high[axis]) cuts more off axis \(axis) than its size \
                    \(shape[axis])
                    """)
            }
            return extent < reaches[axis] ? 0 : (extent - reaches[axis]) / strides[axis] + 1
        }
    }

    /// The paddings of the windows' transpose: with strides and base dilation exchanged, windows with these paddings
    /// on the `counts` results lead back to the `shape`.
    func transposedPadding(_ shape: [Int], _ counts: [Int]) -> (low: [Int], high: [Int]) {
        let before = shape.indices.map { dilated(sizes[$0], windowDilation[$0]) - low[$0] - 1 }
        let after = shape.indices.map { axis in
            let whole =
                dilated(shape[axis], baseDilation[axis])
                + dilated(sizes[axis], windowDilation[axis]) - 1
            return whole - dilated(counts[axis], strides[axis]) - before[axis]
        }
        return (before, after)
    }

    /// The same windows where the tensor has one more axis, along which each window has size 1.
    func inserting(at axis: Int) -> WindowGeometry {
        func with(_ value: Int, _ list: [Int]) -> [Int] {
            Espalier.inserting(value, at: axis, in: list)
        }
        return WindowGeometry(
            sizes: with(1, sizes), strides: with(1, strides), low: with(0, low),
            high: with(0, high), baseDilation: with(1, baseDilation),
            windowDilation: with(1, windowDilation))
    }

    /// The StableHLO attributes of `reduce_window`.
    var attributes: String {
        let padding = zip(low, high).map { "[\($0), \($1)]" }.joined(separator: ", ")
        return """
            window_dimensions = \(Lowering.array(sizes)), window_strides = \(Lowering.array(strides)), \
            base_dilations = \(Lowering.array(baseDilation)), \
            window_dilations = \(Lowering.array(windowDilation)), \
            padding = dense<[\(padding)]> : tensor<\(sizes.count)x2xi64>
            """
    }

    var printedParameters: [(name: String, value: String)] {
        var list = [("sizes", "\(sizes)"), ("strides", "\(strides)")]
        if (low + high).contains(where: { $0 != 0 }) { list.append(("padding", "\(low), \(high)")) }
        if baseDilation.contains(where: { $0 != 1 }) {
            list.append(("baseDilation", "\(baseDilation)"))
        }
        if windowDilation.contains(where: { $0 != 1 }) {
            list.append(("windowDilation", "\(windowDilation)"))
        }
        return list
    }
}

/// The extent of so many elements whose neighbours are so far apart; it saturates.
func dilated(_ count: Int, _ dilation: Int) -> Int {
    count == 0
        ? 0 : count.saturatingSubtract(1).saturatingMultiply(dilation).saturatingAdd(1)
}
