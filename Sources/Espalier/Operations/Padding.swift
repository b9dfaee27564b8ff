/// The tensor with elements before and after it along each axis (`jax.numpy.pad`, `jax.lax.pad`).
///
///     pad(x, [(1, 1)])                     // a border of zeros, 1 wide, around every axis
///     pad(x, [(0, 2), (1, 1)], mode: .edge)
///
/// - Parameters:
///   - x: the tensor.
///   - widths: how much to put before and after each axis, or one pair for all axes. With a constant, negative widths
///     cut off.
///   - mode: what to put there.
///   - interior: how much to put between neighbours along each axis, with a constant only.
public func pad(
    _ x: Tensor, _ widths: [(Int, Int)], mode: PadMode = .constant(0), interior: [Int]? = nil
) -> Tensor {
    checked(x) {
        let widths = try padPairs(widths, x.rank, "widths")
        if x.rank == 0 { return x }
        if case .constant(let value) = mode, value.rank == 0 || interior != nil {
            let interior = interior ?? Array(repeating: 0, count: x.rank)
            guard value.rank == 0, interior.count == x.rank else {
                throw TensorError(
                    "pad",
                    """
                    with interior, the value must be a scalar and interior have \(x.rank) sizes; the value has the \
                    shape \(value.shape) and interior is \(interior)
                    """)
            }
            return try bind1(
                Pad(low: widths.map(\.0), high: widths.map(\.1), interior: interior), x,
                try adopted(value, as: x.dtype, isWeak: x.type.isWeak, in: "padded"))
        }
        let isConstant = if case .constant = mode { true } else { false }
        guard isConstant || widths.allSatisfy({ $0.0 >= 0 && $0.1 >= 0 }), interior == nil else {
            throw TensorError("pad", "negative widths and interior padding go with a constant only")
        }
        if case .function(let function) = mode { return try padded(x, widths, by: function) }
        let values: Tensor? =
            switch mode {
            case .constant(let value), .linearRamp(let value): try padValues(value, x)
            default: nil
            }
        return try zip(x.shape.indices, widths).reduce(x) { padded, item in
            let (axis, widths) = item
            guard widths != (0, 0) else { return padded }
            if !isConstant, x.shape[axis] == 0 {
                if case .empty = mode {
                } else {
                    throw TensorError(
                        "pad",
                        "axis \(axis) of the shape \(x.shape) is empty: there is nothing to repeat")
                }
            }
            return try mode.padded(padded, axis, widths, values)
        }
    }
}

/// The tensor with as many elements before and after it along every axis (`jax.numpy.pad`).
public func pad(_ x: Tensor, _ width: Int, mode: PadMode = .constant(0)) -> Tensor {
    pad(x, [(width, width)], mode: mode)
}

/// The tensor with elements before and after it along every axis (`jax.numpy.pad`).
public func pad(_ x: Tensor, _ widths: (Int, Int), mode: PadMode = .constant(0)) -> Tensor {
    pad(x, [widths], mode: mode)
}

/// The tensor with elements before and after it along some axes (`numpy.pad` with a dictionary).
///
/// - Parameter widths: how much to put before and after, by axis; negative axes count from the last.
public func pad(_ x: Tensor, _ widths: [Int: (Int, Int)], mode: PadMode = .constant(0)) -> Tensor {
    checked(x) {
        var all = Array(repeating: (0, 0), count: x.rank)
        for (axis, pair) in widths { all[try normalized(axis, rank: x.rank, for: "pad")] = pair }
        return pad(x, all, mode: mode)
    }
}

/// Padded with zeros, and then by a function of every vector along one axis after another.
private func padded(
    _ x: Tensor, _ widths: [(Int, Int)], by function: (Tensor, (Int, Int), Int) -> Tensor
) throws -> Tensor {
    let blank = Pad(
        low: widths.map(\.0), high: widths.map(\.1), interior: widths.map { _ in 0 })
    var result = try bind1(blank, x, fill(0, x.type.with(shape: [])))
    for axis in 0..<x.rank {
        let others = Array((0..<x.rank).filter { $0 != axis })
        let rows = try permuteAxes(result, others + [axis])
        let shape = rows.shape
        let length = shape[x.rank - 1]
        let flat = try reshape(rows, to: [shape.dropLast().sizeProduct, length])
        let new = try batched(
            [flat], axes: [0], size: nil, axisName: nil, outAxes: { $0.map { _ in 0 } }
        ) { vectors in
            let vector = function(vectors[0], widths[axis], axis)
            guard vector.shape == [length] else {
                throw TensorError(
                    "pad",
                    "the function must give a vector of \(length) elements, and its result has the shape \(vector.shape)"
                )
            }
            return [try convert(vector, to: x.dtype)]
        }[0]
        result = try moveAxis(try reshape(new, to: shape), from: x.rank - 1, to: axis)
    }
    return result
}
