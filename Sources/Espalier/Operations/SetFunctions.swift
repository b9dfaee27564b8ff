// Tensors as sets of their elements. The number of results depends on the elements: inside `jit` it must be given as
// `size:`.

/// Whether each element is among others (`jax.numpy.isin`).
///
/// Every element is compared with every other.
///
/// - Parameters:
///   - x: of any shape, which is that of the result.
///   - others: of any shape; dtypes are promoted.
///   - invert: whether to tell which elements are not among them.
public func isin(_ x: Tensor, _ others: Tensor, invert: Bool = false) -> Tensor {
    checked(x, others) {
        guard x.count > 0, others.count > 0 else {
            return try broadcast(Tensor(booleanLiteral: invert), to: x.shape)
        }
        let operands = try promoted([x, others])
        let column = try reshape(operands[0], to: x.shape + [1])
        let flat = try reshape(operands[1], to: [others.count])
        let isEqual = (column .== flat).any(axis: -1)
        return invert ? !isEqual : isEqual
    }
}

/// The different elements of two tensors together, in ascending order (`jax.numpy.union1d`).
///
/// - Parameters:
///   - size: how many elements to give, needed inside `jit`.
///   - fillValue: what to give where there are fewer, the least element by default.
public func union1d(
    _ a: Tensor, _ b: Tensor, size: Int? = nil, fillValue: Tensor? = nil
) -> Tensor {
    checked(a, b) {
        try UniqueSearch(
            concatenate([a, b], axis: nil), axis: nil, equalNaN: true, for: "union1d"
        ).values(size: size, fillValue: fillValue)
    }
}

/// The different elements of a tensor that another has not, in ascending order (`jax.numpy.setdiff1d`).
///
/// - Parameters:
///   - assumeUnique: a promise that `a` has no element twice; its order is kept then.
///   - size: how many elements to give, needed inside `jit`.
///   - fillValue: what to give where there are fewer, 0 by default.
public func setdiff1d(
    _ a: Tensor, _ b: Tensor, assumeUnique: Bool = false, size: Int? = nil,
    fillValue: Tensor? = nil
) -> Tensor {
    checked(a, b) {
        let elements = try SetElements(a, assumeUnique, "setdiff1d")
        let isMissing = isin(elements.values, b, invert: true)
        let found = try FoundPlaces(
            isMissing & elements.isValid, size: size, for: "setdiff1d")
        return try chosen(elements.values, found, fillValue ?? 0)
    }
}

/// The elements that exactly one of two tensors has, in ascending order (`jax.numpy.setxor1d`).
///
/// - Parameters:
///   - assumeUnique: a promise that neither has an element twice.
///   - size: how many elements to give, needed inside `jit`.
///   - fillValue: what to give where there are fewer, the least of them by default.
public func setxor1d(
    _ a: Tensor, _ b: Tensor, assumeUnique: Bool = false, size: Int? = nil,
    fillValue: Tensor? = nil
) -> Tensor {
    checked(a, b) {
        let merged = try MergedSets(a, b, assumeUnique, "setxor1d")
        let off = Tensor.zeros([1], dtype: .bool)
        let pairs = merged.isPair
        let isAlone =
            merged.isValid & !concatenate([pairs, off]) & !concatenate([off, pairs])
        let found = try FoundPlaces(isAlone, size: size, for: "setxor1d")
        return try chosen(merged.values, found, fillValue)
    }
}

/// The elements that both of two tensors have, in ascending order (`jax.numpy.intersect1d`).
///
/// - Parameters:
///   - assumeUnique: a promise that neither has an element twice.
///   - size: how many elements to give, needed inside `jit`.
///   - fillValue: what to give where there are fewer, the least of them by default.
public func intersect1d(
    _ a: Tensor, _ b: Tensor, assumeUnique: Bool = false, size: Int? = nil,
    fillValue: Tensor? = nil
) -> Tensor {
    checked(a, b) {
        let merged = try MergedSets(a, b, assumeUnique, "intersect1d")
        let found = try FoundPlaces(merged.isPair, size: size, for: "intersect1d")
        return try chosen(merged.values, found, fillValue)
    }
}

/// The elements that both of two tensors have, and where they stand first in each, as int32 (`jax.numpy.intersect1d`
/// with `return_indices`).
///
/// Places that fill up to `size` are the tensors' numbers of elements; the parameters are those of
/// ``intersect1d(_:_:assumeUnique:size:fillValue:)``.
public func intersect1dWithIndices(
    _ a: Tensor, _ b: Tensor, assumeUnique: Bool = false, size: Int? = nil,
    fillValue: Tensor? = nil
) -> (values: Tensor, first: Tensor, second: Tensor) {
    let results = checked([a, b], count: 3) {
        let merged = try MergedSets(a, b, assumeUnique, "intersect1d")
        let found = try FoundPlaces(merged.isPair, size: size, for: "intersect1d")
        return [
            try chosen(merged.values, found, fillValue),
            try chosen(merged.places, found, Tensor.weak(a.count)),
            try chosen(merged.places[1...], found, Tensor.weak(b.count)),
        ]
    }
    return (results[0], results[1], results[2])
}

/// The elements at places that were found, and a value at the others, nil being the least of the elements, which are
/// in order.
private func chosen(_ x: Tensor, _ found: FoundPlaces, _ fillValue: Tensor?) throws -> Tensor {
    guard x.count > 0 else {
        return try broadcast(try convert(fillValue ?? 0, to: x.dtype), to: found.places.shape)
    }
    let elements = take(x, found.places, axis: 0, mode: .promiseInBounds)
    guard let isFound = found.isFound, isFound.count > 0 else { return elements }
    let zero = fill(0, x.type.with(shape: []))
    let rest =
        try fillValue.map { try convert($0, to: x.dtype) } ?? which(isFound[0], elements[0], zero)
    return which(isFound, elements, rest)
}

/// The different elements of a tensor, as many as it has elements, and which of them are real.
private struct SetElements {
    let values: Tensor
    let isValid: Tensor
    /// Where the elements stand first.
    let places: Tensor

    init(_ x: Tensor, _ isUnique: Bool, _ operation: String) throws {
        if isUnique || x.count == 0 {
            values = try reshape(x, to: [x.count])
            isValid = Tensor.ones([x.count], dtype: .bool)
            places = Tensor.iota([x.count])
        } else {
            let search = try UniqueSearch(x, axis: nil, equalNaN: true, for: operation)
            values = try search.values(size: x.count, fillValue: nil)
            places = try search.indices(size: x.count)
            isValid = Tensor.iota([x.count]) .< search.count
        }
    }
}

/// The different elements of two tensors in ascending order, those of the first before equal ones of the second.
private struct MergedSets {
    let values: Tensor
    let isValid: Tensor
    /// Where they stand first in the tensor that they come from.
    let places: Tensor

    init(_ a: Tensor, _ b: Tensor, _ areUnique: Bool, _ operation: String) throws {
        let operands = try promoted([a, b])
        let parts = try operands.map { try SetElements($0, areUnique, operation) }
        // What isn't real comes last.
        let isExtra = concatenate(parts.map { (!$0.isValid).asType(.int32) })
        let sorted = try bind(
            Sort(axis: 0, keyCount: 2),
            [isExtra, concatenate(parts.map(\.values)), concatenate(parts.map(\.places))])
        isValid = sorted[0] .== 0
        values = sorted[1]
        places = sorted[2]
    }

    /// Whether each element equals the next one; one less than there are elements.
    var isPair: Tensor {
        guard values.count > 0 else { return Tensor.zeros([0], dtype: .bool) }
        return (values[..<(-1)] .== values[1...]) & isValid[1...]
    }
}
