// Elements without their repetitions. Their number depends on the elements: inside `jit` it must be given as `size:`.

/// What ``uniqueAll(_:axis:equalNaN:size:fillValue:)`` finds.
public struct UniqueElements: Sendable {
    /// The different elements, or slices along an axis, in ascending order.
    public let values: Tensor
    /// Where each of them stands first, as int32.
    public let indices: Tensor
    /// For each element of the tensor, which of the values it is, as int32.
    public let inverseIndices: Tensor
    /// How often each of them occurs, as int32.
    public let counts: Tensor
}

/// The different elements of a tensor, in ascending order (`jax.numpy.unique`).
///
/// - Parameters:
///   - axis: along which whole slices are compared; nil compares all elements.
///   - equalNaN: whether NaN counts as equal to itself.
///   - size: how many values to give, needed inside `jit`; the largest are left out where there are more.
///   - fillValue: what to give where there are fewer, the least value by default.
public func unique(
    _ x: Tensor, axis: Int? = nil, equalNaN: Bool = true, size: Int? = nil,
    fillValue: Tensor? = nil
) -> Tensor {
    checked(x) {
        try UniqueSearch(x, axis: axis, equalNaN: equalNaN, for: "unique")
            .values(size: size, fillValue: fillValue)
    }
}

/// The different elements of a tensor, NaN being different from itself (`jax.numpy.unique_values`).
///
/// The parameters are those of ``unique(_:axis:equalNaN:size:fillValue:)``.
public func uniqueValues(_ x: Tensor, size: Int? = nil, fillValue: Tensor? = nil) -> Tensor {
    unique(x, equalNaN: false, size: size, fillValue: fillValue)
}

/// The different elements of a tensor, where they stand, and how often (`jax.numpy.unique_all`, and `jax.numpy.unique`
/// with all that it returns).
///
/// The parameters are those of ``unique(_:axis:equalNaN:size:fillValue:)``.
public func uniqueAll(
    _ x: Tensor, axis: Int? = nil, equalNaN: Bool = false, size: Int? = nil,
    fillValue: Tensor? = nil
) -> UniqueElements {
    let results = checked([x], count: 4) {
        let search = try UniqueSearch(x, axis: axis, equalNaN: equalNaN, for: "uniqueAll")
        return [
            try search.values(size: size, fillValue: fillValue), try search.indices(size: size),
            try search.inverse(), try search.counts(size: size),
        ]
    }
    return UniqueElements(
        values: results[0], indices: results[1], inverseIndices: results[2], counts: results[3])
}

/// The different elements of a tensor and how often they occur, as int32 (`jax.numpy.unique_counts`).
///
/// The parameters are those of ``unique(_:axis:equalNaN:size:fillValue:)``.
public func uniqueCounts(
    _ x: Tensor, axis: Int? = nil, equalNaN: Bool = false, size: Int? = nil,
    fillValue: Tensor? = nil
) -> (values: Tensor, counts: Tensor) {
    let results = checked([x], count: 2) {
        let search = try UniqueSearch(x, axis: axis, equalNaN: equalNaN, for: "uniqueCounts")
        return [
            try search.values(size: size, fillValue: fillValue), try search.counts(size: size),
        ]
    }
    return (results[0], results[1])
}

/// The different elements of a tensor, and which of them each element is, as int32 (`jax.numpy.unique_inverse`).
///
/// The parameters are those of ``unique(_:axis:equalNaN:size:fillValue:)``.
public func uniqueInverse(
    _ x: Tensor, axis: Int? = nil, equalNaN: Bool = false, size: Int? = nil,
    fillValue: Tensor? = nil
) -> (values: Tensor, inverseIndices: Tensor) {
    let results = checked([x], count: 2) {
        let search = try UniqueSearch(x, axis: axis, equalNaN: equalNaN, for: "uniqueInverse")
        return [try search.values(size: size, fillValue: fillValue), try search.inverse()]
    }
    return (results[0], results[1])
}

/// Elements, or slices along an axis, in ascending order, and which of them are new.
struct UniqueSearch {
    private let operation: String
    private let axis: Int?
    private let shape: [Int]
    /// The slices, along a first axis.
    private let slices: Tensor
    /// The order that sorts them.
    let order: Tensor
    /// Whether each of the sorted slices differs from the one before it.
    let isNew: Tensor

    init(_ x: Tensor, axis: Int?, equalNaN: Bool, for operation: String) throws {
        self.operation = operation
        shape = x.shape
        if let axis {
            let axis = try normalized(axis, rank: x.rank, for: operation)
            self.axis = axis
            slices = try moveAxis(x, from: axis, to: 0)
        } else {
            self.axis = nil
            slices = try reshape(x, to: [x.count])
        }
        let length = slices.shape[0]
        let width = slices.shape.dropFirst().sizeProduct
        let type = ShapedTensor(shape: [length], dtype: .int32)
        let places = try bind1(Iota(type: type, axis: 0))
        guard length > 0, width > 0 else {
            // Slices without elements are all equal.
            order = places
            isNew = try convert(places, to: .int32) .< 1
            return
        }
        let rows = try reshape(slices, to: [length, width])
        let columns = try (0..<width).map {
            try reshape(try part(rows, 1, $0, $0 + 1), to: [length])
        }
        let sorted = try bind(Sort(axis: 0, keyCount: width), columns + [places])
        order = sorted[width]
        let differences = try sorted[..<width].map { column in
            let (before, after) = (
                try part(column, 0, 0, length - 1), try part(column, 0, 1, length)
            )
            let differs = after .!= before
            return equalNaN && column.dtype.isInexact
                ? differs & !(isNaN(after) & isNaN(before)) : differs
        }
        let isFirst = try broadcast(true, to: [1])
        isNew = concatenate([isFirst, differences.dropFirst().reduce(differences[0]) { $0 | $1 }])
    }

    /// How many different slices there are, as an int32 scalar.
    var count: Tensor { isNew.asType(.int32).sum() }

    private func found(_ size: Int?) throws -> FoundPlaces {
        try FoundPlaces(isNew, size: size, for: operation)
    }

    /// Where the different slices stand first.
    func indices(size: Int?) throws -> Tensor {
        let found = try found(size)
        guard shape.isEmpty || slices.shape[0] > 0 else { return found.places }
        return take(order, found.places, axis: 0, mode: .promiseInBounds)
    }

    func values(size: Int?, fillValue: Tensor?) throws -> Tensor {
        let found = try found(size)
        let count = found.places.count
        var result: Tensor
        if slices.shape[0] == 0 {
            guard count == 0 || fillValue != nil else {
                throw TensorError(
                    operation, "there is no element to fill \(count) places with: pass fillValue:")
            }
            result = try broadcast(
                try convert(fillValue ?? 0, to: slices.dtype),
                to: [count] + slices.shape.dropFirst())
        } else {
            result = take(slices, try indices(size: size), axis: 0, mode: .promiseInBounds)
            if let fillValue, let isFound = found.isFound {
                let column = result.shape.indices.map { $0 == 0 ? count : 1 }
                result = which(
                    try reshape(isFound, to: column), result,
                    try convert(fillValue, to: result.dtype)
                )
            }
        }
        return try moveAxis(result, from: 0, to: axis ?? 0)
    }

    /// Which of the different slices each slice is.
    func inverse() throws -> Tensor {
        let length = slices.shape[0]
        guard length > 0 else {
            return fill(0, ShapedTensor(shape: axis == nil ? shape : [0], dtype: .int32))
        }
        let numbers = cumsum(try convert(isNew, to: .int32), axis: 0) - 1
        let inverse = Tensor.zeros([length], dtype: .int32).at[order].set(
            numbers, uniqueIndices: true)
        return axis == nil ? try reshape(inverse, to: shape) : inverse
    }

    /// How often each of the different slices occurs.
    func counts(size: Int?) throws -> Tensor {
        let found = try found(size)
        let count = found.places.count
        guard count > 0 else { return found.places }
        let end = Tensor.full([1], Tensor.weak(slices.shape[0]), dtype: found.places.dtype)
        var starts = found.places
        if let isFound = found.isFound { starts = which(isFound, starts, end) }
        // The next one after the last that was asked for bounds it, where there is one.
        var next = end
        if let size {
            let more = try self.found(size.saturatingAdd(1))
            if let isFound = more.isFound {
                next = which(isFound[-1], more.places[-1], end)
            }
        }
        let ends = concatenate([try part(starts, 0, 1, count), next])
        return try convert(ends - starts, to: .int32)
    }
}
