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

/// The elements in ascending order, as complex numbers (`jax.numpy.sort_complex`).
public func sortComplex(_ x: Tensor) -> Tensor {
    checked(x) { try convert(sort(x), to: x.dtype.complexified) }
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

/// The places, as int32, from which the elements come that are in order by the last key, where that is equal by the one
/// before, and so on (`jax.numpy.lexsort`).
///
/// - Parameters:
///   - keys: at least one, all of one shape.
///   - axis: along which to sort; negative counts from the last.
public func lexsort(_ keys: [Tensor], axis: Int = -1) -> Tensor {
    checked(keys) {
        guard let first = keys.first, keys.allSatisfy({ $0.shape == first.shape }) else {
            throw TensorError(
                "lexsort", "needs keys of one shape, and their shapes are \(keys.map(\.shape))")
        }
        if first.rank == 0 { return fill(0, ShapedTensor(shape: [], dtype: .int32)) }
        let axis = try normalized(axis, rank: first.rank, for: "lexsort")
        let places = try bind1(
            Iota(type: ShapedTensor(shape: first.shape, dtype: .int32), axis: axis))
        let sort = Sort(axis: axis, keyCount: keys.count)
        return try bind(sort, keys.reversed() + [places])[keys.count]
    }
}

/// The `k` largest elements along an axis, the largest first, and their places as int32 (`jax.lax.top_k`).
///
/// Of equal elements the first come first; NaN counts as larger than all numbers. The values are differentiable.
/// `jax.lax.approx_max_k` and, for the negative, `approx_min_k` give the same elements on a CPU.
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

/// The elements along an axis with the one at a place where it is in ascending order: smaller ones before it, larger
/// ones after it (`jax.numpy.partition`).
///
/// The elements before it are in ascending, those after it in descending order.
///
/// - Parameters:
///   - place: the place; negative counts from the last.
///   - axis: the axis; negative counts from the last.
public func partition(_ x: Tensor, _ place: Int, axis: Int = -1) -> Tensor {
    checked(x) {
        let (axis, place) = try placeToPartition(x, place, axis, "partition")
        let sorted = sort(x, axis: axis)
        let size = x.shape[axis]
        let smaller = try part(sorted, axis, 0, place + 1)
        let larger = try part(sorted, axis, place + 1, size)
        return concatenate([smaller, try bind1(Reverse(axes: [axis]), larger)], axis: axis)
    }
}

/// The places, as int32, from which the elements of a partition come (`jax.numpy.argpartition`).
///
/// Those after the chosen place are in ascending order of the places, not of the elements.
///
/// - Parameters:
///   - place: the place; negative counts from the last.
///   - axis: the axis; negative counts from the last.
public func argpartition(_ x: Tensor, _ place: Int, axis: Int = -1) -> Tensor {
    checked(x) {
        let (axis, place) = try placeToPartition(x, place, axis, "argpartition")
        let order = argsort(x, axis: axis)
        let smaller = try part(order, axis, 0, place + 1)
        let larger = try part(order, axis, place + 1, x.shape[axis])
        return concatenate([smaller, sort(larger, axis: axis)], axis: axis)
    }
}

private func placeToPartition(
    _ x: Tensor, _ place: Int, _ axis: Int, _ name: String
) throws -> (axis: Int, place: Int) {
    guard !x.dtype.isComplex else { throw TensorError(name, "complex numbers have no order") }
    let axis = try normalized(axis, rank: x.rank, for: name)
    let size = x.shape[axis]
    guard place >= -size, place < size else {
        throw TensorError(
            name, "place \(place) is out of range for axis \(axis) of the shape \(x.shape)")
    }
    return (axis, place < 0 ? place + size : place)
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
