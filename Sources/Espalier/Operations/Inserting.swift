// Longer and shorter tensors: elements put in, left out, repeated or cut off.

/// Elements after those of a tensor (`jax.numpy.append`).
///
/// - Parameters:
///   - axis: where to join them, of equal shapes otherwise; nil joins all elements as vectors.
public func append(_ x: Tensor, _ values: Tensor, axis: Int? = nil) -> Tensor {
    concatenate([x, values], axis: axis)
}

/// A copy with elements put in before places of an axis (`jax.numpy.insert`).
///
///     insert(x, at: 1, values: 9)
///     insert(m, at: [0, 2], values: Tensor([7, 8]), axis: 1)
///
/// - Parameters:
///   - x: the tensor.
///   - places: a place, several, a range, or an integer scalar or vector: negative ones count from the end, and those out
///     of range mean the nearest in it. The place after the last is the end.
///   - values: converted to the dtype of `x` and broadcast: one element along the axis for each of several places, or any
///     number of them for a single one.
///   - axis: along which; nil takes all elements as a vector.
public func insert(
    _ x: Tensor, at places: some TensorIndex, values: Tensor, axis: Int? = nil
) -> Tensor {
    let index = places.axisIndex
    return checked([x, values] + [index].tensors) {
        let (x, axis) = try flattenedWithout(axis, x, "insert")
        let size = x.shape[axis]
        var values = try adopted(values, as: x.dtype, isWeak: x.type.isWeak)
        guard values.rank <= x.rank else {
            throw TensorError(
                "insert",
                "values of the shape \(values.shape) have more axes than the shape \(x.shape)")
        }
        values = values.broadcast(toRank: x.rank)
        let found = try insertionPlaces(index, size)
        let isSingle = found.count == 1
        if found.rank == 0 {
            // Of values for one place, the first axis is the one that grows.
            values = try moveAxis(values, from: 0, to: axis)
        }
        let count = isSingle ? values.shape[axis] : found.count
        guard values.shape[axis] == count || values.shape[axis] == 1 else {
            throw TensorError(
                "insert",
                """
                \(found.count) places need as many values, or one, along axis \(axis), and the values have the \
                shape \(values.shape)
                """)
        }
        var shape = x.shape
        shape[axis] = count
        values = try broadcast(values, to: shape)
        let places = try broadcast(try reshape(found, to: [found.count]), to: [count])
        // In the order of the places, values before the elements that stand there.
        let own = Tensor.iota([size], dtype: places.dtype)
        let order = try staticallySorted(places, size) ?? argsort(concatenate([places, own]))
        return take(
            concatenate([values, x], axis: axis), order, axis: axis, mode: .promiseInBounds)
    }
}

/// The places before which to insert, from 0 to the size, as a scalar or a vector.
private func insertionPlaces(_ index: AxisIndex, _ size: Int) throws -> Tensor {
    func counted(_ place: Int) -> Int { min(max(place < 0 ? place + size : place, 0), size) }
    switch index.form {
    case .integer(let place): return placeTensor([counted(place)], shape: [])
    case .positions(let places):
        return placeTensor(places.map(counted), shape: [places.count])
    case .slice:
        let places = try slicePlaces(index, size)
        return placeTensor(places, shape: [places.count])
    case .tensor(let places) where places.dtype.isInteger && places.rank <= 1:
        let places = try wrapped(places, size: size)
        return clip(places, 0, Tensor.weak(size))
    case .tensor(let places):
        throw TensorError(
            "insert", "places must be integers, a scalar or a vector, and they are \(places.type)")
    case .newAxis, .ellipsis, .named:
        throw TensorError("insert", "needs places of one axis: integers or a range")
    }
}

/// The order in which values and elements stand where the places are known while tracing.
private func staticallySorted(_ places: Tensor, _ size: Int) throws -> Tensor? {
    guard places.node.tag == .host else { return nil }
    let numbers = HostScalar.read(try places.hostBytes(), places.dtype).map(\.clampedIndex)
    let keys = numbers + (0..<size)
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    return placeTensor(order, shape: [order.count])
}

/// The places of an axis that a slice names.
private func slicePlaces(_ index: AxisIndex, _ size: Int) throws -> [Int] {
    let plan = try IndexPlan([index], shape: [size])
    guard case .slice(_, let start, let step, let count)? = plan.items.first else { return [] }
    return (0..<count).map { start + $0 * step }
}

/// A copy without the elements at places of an axis (`jax.numpy.delete`).
///
/// - Parameters:
///   - x: the tensor.
///   - places: a place, several, a range, a tensor of integers or a mask. Swift integers must be in range; negative
///     places count from the end.
///   - axis: along which; nil takes all elements as a vector.
///   - assumeUniqueIndices: a promise that a tensor names no place twice, which makes it work inside `jit`.
public func delete(
    _ x: Tensor, at places: some TensorIndex, axis: Int? = nil, assumeUniqueIndices: Bool = false
) -> Tensor {
    let index = places.axisIndex
    return checked([x] + [index].tensors) {
        let (x, axis) = try flattenedWithout(axis, x, "delete")
        let size = x.shape[axis]
        let deleted: Set<Int>
        switch index.form {
        case .slice: deleted = Set(try slicePlaces(index, size))
        case .tensor(let places) where places.dtype.isInteger:
            if assumeUniqueIndices { return try deleteUnique(x, places, axis) }
            guard let concrete = places.concrete else {
                throw TensorError(
                    "delete",
                    """
                    traced places may be named twice, which would decide the shape of the result; promise that they \
                    are not by assumeUniqueIndices: true
                    """)
            }
            let numbers = HostScalar.read(try concrete.hostBytes(), concrete.dtype)
            deleted = Set(try numbers.map { try deletionPlace($0.clampedIndex, x, axis) })
        case .tensor(let mask) where mask.dtype == .bool && mask.rank == 1:
            let plan = try IndexPlan([mask.axisIndex], shape: [size])
            guard case .tensor(_, let places)? = plan.items.first else { return x }
            let numbers = HostScalar.read(try places.hostBytes(), places.dtype)
            deleted = Set(numbers.map(\.clampedIndex))
        case .tensor(let other):
            throw TensorError(
                "delete",
                "places must be integers or a mask of \(size) elements, and they are \(other.type)")
        case .integer(let place): deleted = [try deletionPlace(place, x, axis)]
        case .positions(let places):
            deleted = Set(try places.map { try deletionPlace($0, x, axis) })
        case .newAxis, .ellipsis, .named:
            throw TensorError("delete", "needs places of one axis: integers, a range or a mask")
        }
        return try select(x, axis, (0..<size).filter { !deleted.contains($0) })
    }
}

private func deletionPlace(_ place: Int, _ x: Tensor, _ axis: Int) throws -> Int {
    let size = x.shape[axis]
    guard place >= -size, place < size else {
        throw TensorError(
            "delete",
            "place \(place) is out of range for axis \(axis) of the shape \(x.shape), which has \(size)"
        )
    }
    return place < 0 ? place + size : place
}

/// The elements at the other places: place i of the result comes from i and as many more as were deleted before it.
private func deleteUnique(_ x: Tensor, _ places: Tensor, _ axis: Int) throws -> Tensor {
    let size = x.shape[axis]
    guard places.count <= size else {
        throw TensorError(
            "delete",
            "\(places.count) places can't all be different ones of an axis of the size \(size)")
    }
    let flat = try reshape(places, to: [places.count])
    let sorted = sort(clip(try wrapped(flat, size: size), 0, Tensor.weak(size)))
    let thresholds = sorted - Tensor.iota([places.count], dtype: sorted.dtype)
    let kept = Tensor.iota([size - places.count], dtype: sorted.dtype)
    let skipped = try reduceSum(
        try convert(
            try reshape(kept, to: [kept.count, 1]) .>= thresholds, to: sorted.dtype), axes: [1])
    return take(x, kept + skipped, axis: axis, mode: .promiseInBounds)
}

/// The elements in row-major order in any other shape, from the first again where they don't suffice
/// (`jax.numpy.resize`).
///
/// - Parameter shape: no size may be negative. An empty tensor gives zeros.
public func resize(_ x: Tensor, _ shape: [Int]) -> Tensor {
    checked(x) {
        let shape = try validShape(shape, for: "resize")
        let count = shape.sizeProduct
        guard x.count > 0, count > 0 else { return fill(0, x.type.with(shape: shape)) }
        let flat = try reshape(x, to: [x.count])
        let repeated = flat.tiled([(count + x.count - 1) / x.count])
        return try reshape(try part(repeated, 0, 0, count), to: shape)
    }
}

/// Which zeros ``trimZeros(_:_:axes:)`` leaves out.
public enum TrimSides: Sendable, Hashable {
    /// Those before the first other element.
    case front
    /// Those after the last other element.
    case back
    /// Both.
    case both
}

/// The tensor without the zeros at the ends of its axes (`jax.numpy.trim_zeros`).
///
/// The shape of the result depends on the elements, so that they must not be traced inside `jit`.
///
/// - Parameters:
///   - sides: which zeros.
///   - axes: along which, all where they aren't given.
public func trimZeros(_ x: Tensor, _ sides: TrimSides = .both, axes: [Int]? = nil) -> Tensor {
    checked(x) {
        let axes =
            try axes.map { try normalized($0, rank: x.rank, for: "trimZeros") } ?? Array(0..<x.rank)
        guard let elements = x.concrete else {
            throw TensorError(
                "trimZeros",
                "the elements of a traced tensor would decide the shape of the result; slice it by Swift integers"
            )
        }
        let isKept = elements .!= fill(0, elements.type.with(shape: []))
        var bounds = x.shape.map { (0, $0) }
        for axis in axes {
            let others = (0..<x.rank).filter { $0 != axis }
            let flags = try isKept.any(axes: others).scalars(as: Bool.self)
            guard let first = flags.firstIndex(of: true), let last = flags.lastIndex(of: true)
            else {
                bounds[axis] = (0, 0)
                continue
            }
            if sides != .back { bounds[axis].0 = first }
            if sides != .front { bounds[axis].1 = last + 1 }
        }
        return slice(x, starts: bounds.map(\.0), limits: bounds.map(\.1))
    }
}
