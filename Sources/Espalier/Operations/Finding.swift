// Places and elements for which a condition holds. Their number depends on the elements: inside `jit` it must be
// given as `size:`, so that the shape of the result is known.

/// The places where a tensor is not zero, one int32 vector for each axis (`jax.numpy.nonzero`).
///
///     let found = nonzero(m .> 0)
///     m[found[0], found[1]]
///
/// - Parameters:
///   - x: of rank 1 or more.
///   - size: how many places to give, needed inside `jit`; those that are found last are left out where there are more.
///   - fillValue: what to give where fewer are found, 0 by default: a scalar, or a vector with one number for each axis.
public func nonzero(_ x: Tensor, size: Int? = nil, fillValue: Tensor? = nil) -> [Tensor] {
    checked([x], count: x.rank) {
        guard x.rank > 0 else {
            throw TensorError(
                "nonzero", "a scalar has no places; make it a vector by atleast1D first")
        }
        let found = try FoundPlaces(x, size: size, for: "nonzero")
        var step = 1
        var coordinates: [Tensor] = []
        for axis in x.shape.indices.reversed() {
            let places =
                floorDivide(found.places, Tensor.weak(step)) % Tensor.weak(max(x.shape[axis], 1))
            coordinates.insert(places, at: 0)
            step *= max(x.shape[axis], 1)
        }
        guard let fillValue, let isFound = found.isFound else { return coordinates }
        guard fillValue.rank == 0 || fillValue.shape == [x.rank] else {
            throw TensorError(
                "nonzero",
                "the fill value must be a scalar or have \(x.rank) elements, and its shape is \(fillValue.shape)"
            )
        }
        let fills = try broadcast(try convert(fillValue, to: found.places.dtype), to: [x.rank])
        return coordinates.enumerated().map { which(isFound, $1, fills[$0]) }
    }
}

/// The places where a condition holds, one int32 vector for each axis (`jax.numpy.where` of one argument).
///
/// The parameters are those of ``nonzero(_:size:fillValue:)``.
public func which(_ condition: Tensor, size: Int? = nil, fillValue: Tensor? = nil) -> [Tensor] {
    nonzero(condition, size: size, fillValue: fillValue)
}

/// The places, counted along all axes, where a tensor is not zero, as int32 (`jax.numpy.flatnonzero`).
///
/// - Parameters:
///   - size: how many places to give, needed inside `jit`.
///   - fillValue: what to give where fewer are found, 0 by default.
public func flatnonzero(_ x: Tensor, size: Int? = nil, fillValue: Tensor? = nil) -> Tensor {
    checked(x) {
        nonzero(try reshape(x, to: [x.count]), size: size, fillValue: fillValue)[0]
    }
}

/// The coordinates of the places where a tensor is not zero, one row for each, as int32 (`jax.numpy.argwhere`).
///
/// - Parameters:
///   - size: how many rows to give, needed inside `jit`.
///   - fillValue: what to give where fewer are found, 0 by default: a scalar, or a vector with one number for each axis.
public func argwhere(_ x: Tensor, size: Int? = nil, fillValue: Tensor? = nil) -> Tensor {
    checked(x) {
        let rows = stack(nonzero(atleast1D(x), size: size, fillValue: fillValue), axis: 1)
        return x.rank == 0 ? try part(rows, 1, 0, 0) : rows
    }
}

/// The elements along an axis for which a condition holds (`jax.numpy.compress`).
///
/// - Parameters:
///   - condition: a vector, one bool for each element of the axis; where it is shorter, the rest counts as false.
///   - axis: along which; nil takes all elements as a vector.
///   - size: how many elements to give, needed inside `jit`.
///   - fillValue: what to give where fewer are found.
public func compress(
    _ condition: Tensor, _ x: Tensor, axis: Int? = nil, size: Int? = nil, fillValue: Tensor = 0
) -> Tensor {
    checked(condition, x, fillValue) {
        let (x, axis) = try flattenedWithout(axis, x, "compress")
        let length = x.shape[axis]
        guard condition.rank == 1 else {
            throw TensorError(
                "compress", "the condition must be a vector, and its shape is \(condition.shape)")
        }
        if let size, size < 0 {
            throw TensorError("compress", "the size must not be negative, and it is \(size)")
        }
        var mask = try convert(condition, to: .bool)
        if mask.count > length {
            if size == nil, let rest = mask[length...].any().concrete, Bool(rest) {
                throw TensorError(
                    "compress",
                    "a condition of \(mask.count) elements holds beyond axis \(axis) of the shape \(x.shape)"
                )
            }
            mask = try part(mask, 0, 0, length)
        }
        return try elements(
            at: try FoundPlaces(mask, size: size, for: "compress"), x, axis, fillValue)
    }
}

/// The elements for which a condition holds, in row-major order (`jax.numpy.extract`).
///
/// - Parameters:
///   - condition: one bool for each element.
///   - size: how many elements to give, needed inside `jit`.
///   - fillValue: what to give where fewer are found.
public func extract(
    _ condition: Tensor, _ x: Tensor, size: Int? = nil, fillValue: Tensor = 0
) -> Tensor {
    checked(condition, x, fillValue) {
        guard condition.count == x.count else {
            throw TensorError(
                "extract",
                "the condition must have as many elements as the tensor, and the shapes are \(condition.shape) and \(x.shape)"
            )
        }
        return try elements(
            at: try FoundPlaces(condition, size: size, for: "extract"),
            try reshape(x, to: [x.count]), 0, fillValue)
    }
}

/// The elements along an axis at places, and a value where there are no more.
private func elements(
    at found: FoundPlaces, _ x: Tensor, _ axis: Int, _ fillValue: Tensor
) throws -> Tensor {
    let count = found.places.count
    guard x.shape[axis] > 0 else {
        var shape = x.shape
        shape[axis] = count
        return try broadcast(try adopted(fillValue, as: x.dtype), to: shape)
    }
    let elements = take(x, found.places, axis: axis, mode: .promiseInBounds)
    guard let isFound = found.isFound else { return elements }
    let column = x.shape.indices.map { $0 == axis ? count : 1 }
    return which(
        try reshape(isFound, to: column), elements,
        try adopted(fillValue, as: x.dtype, isWeak: x.type.isWeak))
}

/// The places, counted along all axes, where a tensor is not zero.
struct FoundPlaces {
    /// int32 or int64; 0 from where on there are no more.
    let places: Tensor
    /// Which of the places were found; nil where all are.
    let isFound: Tensor?

    /// - Parameter size: how many places to give; without one the elements are read, which must not be traced then.
    init(_ x: Tensor, size: Int?, for operation: String) throws {
        guard let size else {
            guard let concrete = x.concrete else { throw missingSize(x, operation) }
            let numbers = HostScalar.read(try concrete.hostBytes(), x.dtype)
            let found = numbers.indices.filter {
                numbers[$0].real != 0 || numbers[$0].imaginary != 0
            }
            places = placeTensor(found, shape: [found.count])
            isFound = nil
            return
        }
        guard size >= 0 else {
            throw TensorError(operation, "the size must not be negative, and it is \(size)")
        }
        let flat = try reshape(x, to: [x.count])
        let mask = x.dtype == .bool ? flat : flat .!= fill(0, x.type.with(shape: []))
        let dtype: DType = Int32(exactly: x.count) == nil ? .int64 : .int32
        let start = Tensor.zeros([size], dtype: dtype)
        guard x.count > 0, size > 0 else {
            places = start
            isFound = Tensor.zeros([size], dtype: .bool)
            return
        }
        // The nth that is found goes to place n, and what is not found out of range.
        let numbers = cumsum(try convert(mask, to: dtype), axis: 0)
        let targets = which(mask, numbers - 1, Tensor.weak(size))
        places = start.at[targets].set(
            Tensor.iota([x.count], dtype: dtype), mode: .fillOrDrop)
        isFound = Tensor.iota([size], dtype: dtype) .< numbers[-1]
    }
}

/// What to say where the elements of a traced tensor would decide a shape.
func missingSize(_ x: Tensor, _ operation: String) -> TensorError {
    guard x.node.tag == .tracer else { return unusable(x, in: operation) }
    return TensorError(
        operation,
        """
        the elements of a traced tensor of type \(x.type) would decide the shape of the result. Say how many \
        results there are to be by size:, and what fills the rest by fillValue:
        """)
}
