// Parts at places that are known while tracing.

/// The elements from some places up to others in steps, along every axis (`jax.lax.slice`).
///
/// Subscripts say the same by `x[1..<3, .slice(0, 6, 2)]`; here nothing counts from the end, and nothing may lie outside.
///
/// - Parameters:
///   - starts: the first place along each axis.
///   - limits: the place before which to stop along each axis.
///   - strides: the steps, all 1 where they aren't given.
public func slice(
    _ x: Tensor, starts: [Int], limits: [Int], strides: [Int]? = nil
) -> Tensor {
    checked(x) {
        let strides = strides ?? Array(repeating: 1, count: x.rank)
        return try bind1(Slice(starts: starts, limits: limits, strides: strides), x)
    }
}

/// The elements from one place up to another in steps, along one axis (`jax.lax.slice_in_dim`).
///
/// - Parameters:
///   - start: the first place; negative counts from the end, nil is the first of all.
///   - limit: the place before which to stop; negative counts from the end, nil goes to the end.
///   - stride: the step, positive.
///   - axis: the axis; negative counts from the last.
public func sliceInDim(
    _ x: Tensor, from start: Int? = nil, to limit: Int? = nil, stride: Int = 1, axis: Int = 0
) -> Tensor {
    checked(x) {
        let axis = try normalized(axis, rank: x.rank, for: "sliceInDim")
        let size = x.shape[axis]
        func counted(_ place: Int) -> Int { place < 0 ? place + size : place }
        let (first, last) = (counted(start ?? 0), counted(limit ?? size))
        guard 0 <= first, first <= last, last <= size, stride > 0 else {
            throw TensorError(
                "sliceInDim",
                """
                from \(first) to \(last) in steps of \(stride) is not a part of axis \(axis) of the shape \
                \(x.shape): places go from 0 to \(size), and steps are positive
                """)
        }
        return try part(x, axis, first, last, stride: stride)
    }
}

/// The element at one place of an axis (`jax.lax.index_in_dim`).
///
/// - Parameters:
///   - place: must be in range; negative counts from the end.
///   - axis: the axis; negative counts from the last.
///   - keepDims: whether the axis stays, with size 1.
public func indexInDim(
    _ x: Tensor, _ place: Int, axis: Int = 0, keepDims: Bool = true
) -> Tensor {
    checked(x) {
        let axis = try normalized(axis, rank: x.rank, for: "indexInDim")
        let size = x.shape[axis]
        guard place >= -size && place < size else {
            throw TensorError(
                "indexInDim",
                "index \(place) is out of range for axis \(axis) of the shape \(x.shape)")
        }
        let first = place < 0 ? place + size : place
        let element = try part(x, axis, first, first + 1)
        return keepDims ? element : try reshape(element, to: removing(axis, from: element.shape))
    }
}

/// The elements at index vectors along some axes, one for each tuple of places (`jax.lax.index_take`).
///
/// - Parameters:
///   - indices: a vector of integers for each of the axes, all equally long; places count around.
///   - axes: the axes that they are places of, which give way to one first axis.
public func indexTake(_ x: Tensor, _ indices: [Tensor], axes: [Int]) -> Tensor {
    checked([x] + indices) {
        let name = "indexTake"
        guard indices.count == axes.count, !axes.isEmpty else {
            throw TensorError(
                name, "needs a vector for each axis, and there are \(indices.count) for \(axes)")
        }
        let places = try axes.map { try normalized($0, rank: x.rank, for: name) }
        _ = try normalized(axes, rank: x.rank, for: name)
        for vector in indices where vector.rank != 1 || vector.shape != indices[0].shape {
            throw TensorError(
                name, "indices must be vectors of one length, and one is \(vector.type)")
        }
        let front = try permuteAxes(x, places + (0..<x.rank).filter { !places.contains($0) })
        return try IndexPlan(
            indices.map(\.axisIndex), shape: front.shape, counting: .init(.wrap)
        ).read(front, mode: .wrap)
    }
}
