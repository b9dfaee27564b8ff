/// The elements in ascending order along an axis (`jax.numpy.sort`).
///
/// NaN comes last, complex numbers are ordered by their real and then their imaginary parts, and the order of equal
/// elements is kept.
///
/// - Parameters:
///   - axis: the axis; negative counts from the last, and nil sorts all elements as a vector.
///   - descending: whether to reverse the order, which puts NaN first.
public func sort(_ x: Tensor, axis: Int? = -1, descending: Bool = false) -> Tensor {
    checked(x) {
        let (operand, axis) = try axisToSort(x, axis, "sort")
        let sorted = try bind1(Sort(axis: axis, keyCount: 1), operand)
        return try descending ? bind1(Reverse(axes: [axis]), sorted) : sorted
    }
}

/// Several tensors of one shape, all put in the order of the first ones (`jax.lax.sort`).
///
/// - Parameters:
///   - axis: the axis; negative counts from the last.
///   - keyCount: how many tensors are compared; later ones decide ties, and the others are carried along.
public func sort(_ tensors: [Tensor], axis: Int = -1, keyCount: Int = 1) -> [Tensor] {
    checked(tensors, count: tensors.count) {
        guard let first = tensors.first else { return [] }
        let axis = try normalized(axis, rank: first.rank, for: "sort")
        return try bind(Sort(axis: axis, keyCount: keyCount), tensors)
    }
}

/// The places, as int32, from which the elements in ascending order come (`jax.numpy.argsort`).
///
/// Equal elements keep their order, in descending order too.
///
/// - Parameters:
///   - axis: the axis; negative counts from the last, and nil sorts all elements as a vector.
///   - descending: whether the largest element comes first; NaN then comes before it.
public func argsort(_ x: Tensor, axis: Int? = -1, descending: Bool = false) -> Tensor {
    checked(x) {
        let (operand, axis) = try axisToSort(x, axis, "argsort")
        return try sortedWithPlaces(operand, axis: axis, descending: descending).places
    }
}

/// The `k` largest elements along an axis, the largest first, and their places as int32 (`jax.lax.top_k`).
///
/// Of equal elements the first come first; NaN counts as larger than all numbers. The values are differentiable.
///
/// - Parameter axis: the axis, which has `k` elements in the results; negative counts from the last.
public func topK(_ x: Tensor, _ k: Int, axis: Int = -1) -> (values: Tensor, indices: Tensor) {
    let results = checked([x], count: 2) {
        let axis = try normalized(axis, rank: x.rank, for: "topK")
        guard !x.dtype.isComplex else {
            throw TensorError("topK", "needs an order, which \(x.dtype) does not have")
        }
        guard k >= 0, k <= x.shape[axis] else {
            throw TensorError(
                "topK",
                "k = \(k) is not between 0 and the size of axis \(axis) of the shape \(x.shape)")
        }
        let (values, places) = try sortedWithPlaces(x, axis: axis, descending: true)
        var limits = x.shape
        limits[axis] = k
        let first = Slice(
            starts: limits.map { _ in 0 }, limits: limits, strides: limits.map { _ in 1 })
        return [try bind1(first, values), try bind1(first, places)]
    }
    return (results[0], results[1])
}

/// Where elements would have to be inserted to keep a vector sorted, as int32 (`jax.numpy.searchsorted`).
///
/// - Parameters:
///   - sorted: a vector in ascending order.
///   - values: what to insert, of any shape.
///   - afterEqual: whether to insert after equal elements rather than before.
public func searchSorted(_ sorted: Tensor, _ values: Tensor, afterEqual: Bool = false) -> Tensor {
    checked(sorted, values) {
        guard sorted.rank == 1 else {
            throw TensorError(
                "searchSorted", "needs a sorted vector, not the shape \(sorted.shape)")
        }
        let operands = try promoted([sorted, values])
        let column = try reshape(operands[1], to: values.shape + [1])
        let isBefore = try bind1(Compare(direction: afterEqual ? .le : .lt), operands[0], column)
        return try reduceSum(try convert(isBefore, to: .int32), axes: [values.rank])
    }
}

private func axisToSort(_ x: Tensor, _ axis: Int?, _ operation: String) throws -> (Tensor, Int) {
    guard let axis else { return (try reshape(x, to: [x.count]), 0) }
    return (x, try normalized(axis, rank: x.rank, for: operation))
}

private func sortedWithPlaces(
    _ x: Tensor, axis: Int, descending: Bool
) throws -> (values: Tensor, places: Tensor) {
    let places = try bind1(Iota(type: ShapedTensor(shape: x.shape, dtype: .int32), axis: axis))
    let sort = Sort(axis: axis, keyCount: 1)
    guard descending else {
        let results = try bind(sort, [x, places])
        return (results[0], results[1])
    }
    // Reversed before and after, so that equal elements keep their order.
    let reverse = Reverse(axes: [axis])
    let results = try bind(sort, [try bind1(reverse, x), try bind1(reverse, places)])
    return (try bind1(reverse, results[0]), try bind1(reverse, results[1]))
}
