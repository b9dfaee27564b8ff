import Espalier

extension WeightInitializer {
    /// Orthogonal rows or columns, uniform among such (`orthogonal`).
    ///
    /// - Parameters:
    ///   - scale: what they are multiplied by.
    ///   - columnAxis: the axis of the columns of the matrix; all others together are its rows.
    public static func orthogonal(scale: Double = 1, columnAxis: Int = -1) -> WeightInitializer {
        WeightInitializer { key, shape, dtype in
            let axis = columnAxis < 0 ? columnAxis + shape.count : columnAxis
            guard shape.count >= 2, shape.indices.contains(axis) else {
                throw TensorError(
                    "orthogonal",
                    "the shape \(shape) must have two axes at least, and the axis \(columnAxis)")
            }
            guard !shape.contains(0) else { return .zeros(shape, dtype: dtype) }
            let columns = shape[axis]
            let rows = shape.sizeProduct / columns
            let numbers = key.normal([max(rows, columns), min(rows, columns)], dtype: dtype)
            let (q, r) = qr(numbers)
            // Without the signs the result would depend on how the factors are computed.
            var matrix = q * sign(diagonal(r))
            if rows < columns { matrix = matrix.transposed() }
            var others = shape
            others.remove(at: axis)
            let turned = matrix.reshaped(others + [columns]).movingAxis(-1, to: axis)
            return Tensor(scale).asType(dtype) * turned
        }
    }

    /// An orthogonal matrix in the middle of the window of a convolution, and zeros around it (`delta_orthogonal`).
    ///
    /// - Parameters:
    ///   - scale: what the matrix is multiplied by.
    ///   - columnAxis: the axis of the matrix' columns, among the last two axes of the shape
    ///     `[...window, inputs, outputs]`; there must not be fewer outputs than inputs.
    public static func deltaOrthogonal(scale: Double = 1, columnAxis: Int = -1) -> WeightInitializer
    {
        WeightInitializer { key, shape, dtype in
            guard (3...5).contains(shape.count), let outputs = shape.last,
                outputs >= shape[shape.count - 2]
            else {
                throw TensorError(
                    "deltaOrthogonal",
                    """
                    the shape must be that of a window of one to three axes, inputs, and outputs, of which there are \
                    as many at least, and it is \(shape)
                    """)
            }
            let window = shape.dropLast(2)
            let matrix = orthogonal(scale: scale, columnAxis: columnAxis)(
                key, Array(shape.suffix(2)), dtype: dtype)
            let widths = window.map { (($0 - 1) / 2, $0 - 1 - ($0 - 1) / 2) } + [(0, 0), (0, 0)]
            return pad(matrix.expanded(at: Array(window.indices)), widths)
        }
    }
}
