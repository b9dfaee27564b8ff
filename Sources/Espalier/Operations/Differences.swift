// Differences of neighbours, slopes and areas.

/// The differences of neighbours along an axis (`jax.numpy.diff`). Of bools, whether they differ.
///
/// - Parameters:
///   - x: the tensor; not a scalar.
///   - order: how often to take differences; each time the axis gets shorter by one.
///   - axis: along which; negative counts from the last.
///   - prepend: what to put before the first element: a scalar, or a tensor that fits along the other axes.
///   - append: what to put after the last element.
public func diff(
    _ x: Tensor, order: Int = 1, axis: Int = -1, prepend: Tensor? = nil, append: Tensor? = nil
) -> Tensor {
    checked([x, prepend, append].compactMap { $0 }) {
        guard order >= 0 else {
            throw TensorError("diff", "the order must not be negative, and it is \(order)")
        }
        if order == 0 { return x }
        let axis = try normalized(axis, rank: x.rank, for: "diff")
        func fitted(_ end: Tensor) throws -> Tensor {
            var shape = x.shape
            shape[axis] = 1
            return end.rank == 0 ? try broadcast(end, to: shape) : end
        }
        let parts = try [prepend.map(fitted), x, append.map(fitted)].compactMap { $0 }
        var result = parts.count == 1 ? x : concatenate(parts, axis: axis)
        // An axis that is empty stays so.
        for _ in 0..<min(order, result.shape[axis] + 1) {
            let size = result.shape[axis]
            let later = try part(result, axis, Swift.min(1, size), size)
            let earlier = try part(result, axis, 0, Swift.max(size - 1, 0))
            result = result.dtype == .bool ? later .!= earlier : later - earlier
        }
        return result
    }
}

/// The differences of neighbours among all elements in row-major order (`jax.numpy.ediff1d`).
///
/// - Parameters:
///   - x: the tensor, of any shape.
///   - toEnd: what to put after the differences.
///   - toBegin: what to put before them.
public func ediff1d(_ x: Tensor, toEnd: Tensor? = nil, toBegin: Tensor? = nil) -> Tensor {
    checked([x, toEnd, toBegin].compactMap { $0 }) {
        let differences = diff(try reshape(x, to: [x.count]))
        func flat(_ end: Tensor) throws -> Tensor {
            try reshape(try convert(end, to: x.dtype), to: [end.count])
        }
        let parts = try [toBegin.map(flat), differences, toEnd.map(flat)].compactMap { $0 }
        return parts.count == 1 ? differences : concatenate(parts)
    }
}

/// The slope along an axis, by differences of the neighbours on both sides (`jax.numpy.gradient`).
///
/// Integers become float32. At the ends it is the difference to the only neighbour.
///
/// - Parameters:
///   - f: values, at least 2 along the axis.
///   - spacing: the distance of neighbours, or their coordinates as a vector.
///   - axis: along which; negative counts from the last.
public func gradient(_ f: Tensor, spacing: Tensor = 1.0, axis: Int) -> Tensor {
    checked(f, spacing) {
        let operands = try promoted([f, spacing], inexact: true)
        let (x, h) = (operands[0], operands[1])
        let axis = try normalized(axis, rank: f.rank, for: "gradient")
        let size = f.shape[axis]
        guard size >= 2 else {
            throw TensorError(
                "gradient",
                "needs at least 2 elements along axis \(axis), and the shape is \(f.shape)")
        }
        let last = try part(x, axis, size - 1, size) - part(x, axis, size - 2, size - 1)
        let first = try part(x, axis, 1, 2) - part(x, axis, 0, 1)
        guard h.rank > 0 else {
            let inner = (try part(x, axis, 2, size) - part(x, axis, 0, size - 2)) * 0.5 / h
            return concatenate([first / h, inner, last / h], axis: axis)
        }
        guard h.shape == [size] else {
            throw TensorError(
                "gradient",
                """
                the spacing must be a scalar or as many coordinates as axis \(axis) of the shape \(f.shape) has, \
                and its shape is \(h.shape)
                """)
        }
        let steps = try reshape(diff(h), to: f.shape.indices.map { $0 == axis ? size - 1 : 1 })
        let before = try part(steps, axis, 0, size - 2)
        let after = try part(steps, axis, 1, size - 1)
        let a = -after / (before * (before + after))
        let b = (after - before) / (before * after)
        let c = before / (after * (before + after))
        var inner = try a * part(x, axis, 0, size - 2) + b * part(x, axis, 1, size - 1)
        inner = try inner + c * part(x, axis, 2, size)
        return concatenate(
            [
                try first / part(steps, axis, 0, 1), inner,
                try last / part(steps, axis, size - 2, size - 1),
            ], axis: axis)
    }
}

/// The slopes along several axes (`jax.numpy.gradient`).
///
/// - Parameters:
///   - f: values, at least 2 along each of the axes.
///   - spacings: for each axis the distance of neighbours, or their coordinates as a vector; one for all axes; or none,
///     which stands for 1.
///   - axes: along which; all of them where it is nil.
public func gradient(_ f: Tensor, spacings: [Tensor] = [], axes: [Int]? = nil) -> [Tensor] {
    let axes = axes ?? Array(0..<f.rank)
    return checked([f] + spacings, count: axes.count) {
        guard spacings.count <= 1 || spacings.count == axes.count else {
            throw TensorError(
                "gradient", "\(spacings.count) spacings don't match the \(axes.count) axes \(axes)")
        }
        return axes.enumerated().map { place, axis in
            let spacing = spacings.count > 1 ? spacings[place] : spacings.first ?? 1.0
            return gradient(f, spacing: spacing, axis: axis)
        }
    }
}

/// The area under values by trapezia between them (`jax.numpy.trapezoid`, `jax.scipy.integrate.trapezoid`).
///
/// Integers become float32.
///
/// - Parameters:
///   - y: values.
///   - spacing: the distance of neighbours; a scalar.
///   - axis: along which; negative counts from the last.
public func trapezoid(_ y: Tensor, spacing: Tensor = 1.0, axis: Int = -1) -> Tensor {
    checked(y, spacing) {
        let y = try promotedToInexact(y)
        let axis = try normalized(axis, rank: y.rank, for: "trapezoid")
        guard spacing.rank == 0, y.shape[axis] > 0 else {
            throw TensorError(
                "trapezoid",
                """
                needs elements along axis \(axis) and a scalar spacing, and the shapes are \(y.shape) and \
                \(spacing.shape); coordinates are given by `x:`
                """)
        }
        let size = y.shape[axis]
        let ends = try part(y, axis, 0, 1) + part(y, axis, size - 1, size)
        return spacing * (y.sum(axis: axis) - 0.5 * ends.squeezed(axis: axis))
    }
}

/// The area under values at given coordinates, by trapezia between them (`jax.numpy.trapezoid`).
///
/// - Parameters:
///   - y: values.
///   - x: coordinates: a vector along the axis, or a tensor that broadcasts with the values.
///   - axis: along which; negative counts from the last.
public func trapezoid(_ y: Tensor, x: Tensor, axis given: Int = -1) -> Tensor {
    checked(y, x) {
        let operands = try promoted([y, x], inexact: true)
        let axis = try normalized(given, rank: y.rank, for: "trapezoid")
        let values = try moveAxis(operands[0], from: axis, to: y.rank - 1)
        let size = y.shape[axis]
        // The axis of a tensor of coordinates is counted from the same side as that of the values.
        let coordinateAxis =
            x.rank <= 1 ? 0 : try normalized(given, rank: x.rank, for: "trapezoid")
        guard size > 0, x.rank > 0, [2, size].contains(x.shape[coordinateAxis]) else {
            throw TensorError(
                "trapezoid",
                """
                coordinates of the shape \(x.shape) don't fit axis \(axis) of the shape \(y.shape): they are a \
                vector of \(size) elements, or a tensor of as many along the axis
                """)
        }
        let steps = try moveAxis(
            diff(operands[1], axis: coordinateAxis), from: coordinateAxis, to: x.rank - 1)
        let last = y.rank - 1
        let sums = try part(values, last, 1, size) + part(values, last, 0, size - 1)
        return 0.5 * (steps * sums).sum(axis: -1)
    }
}
