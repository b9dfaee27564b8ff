// Tensors made from a shape. Nothing is uploaded but a scalar: elements are repeated or counted on the device.

extension Tensor {
    /// Zeros (`jax.numpy.zeros`).
    public static func zeros(_ shape: [Int], dtype: DType = .float32) -> Tensor {
        full(shape, 0, dtype: dtype)
    }

    /// Ones (`jax.numpy.ones`).
    public static func ones(_ shape: [Int], dtype: DType = .float32) -> Tensor {
        full(shape, 1, dtype: dtype)
    }

    /// One value everywhere (`jax.numpy.full`).
    ///
    /// - Parameters:
    ///   - shape: no size may be negative.
    ///   - value: broadcast to the shape.
    ///   - dtype: that of the value where it isn't given.
    public static func full(_ shape: [Int], _ value: Tensor, dtype: DType? = nil) -> Tensor {
        checked(value) {
            let shape = try validShape(shape, for: "full")
            let element = try dtype.map { try adopted(value, as: $0, in: "full") } ?? value
            return try Espalier.broadcast(element, to: shape)
        }
    }

    /// A tensor whose elements are of no interest (`jax.numpy.empty`): zeros, as in JAX.
    public static func empty(_ shape: [Int], dtype: DType = .float32) -> Tensor {
        full(shape, 0, dtype: dtype)
    }

    /// Zeros of another tensor's shape and dtype (`jax.numpy.zeros_like`).
    ///
    /// - Parameters:
    ///   - dtype: another dtype.
    ///   - shape: another shape.
    public static func zeros(like x: Tensor, dtype: DType? = nil, shape: [Int]? = nil) -> Tensor {
        full(like: x, 0, dtype: dtype, shape: shape)
    }

    /// Ones of another tensor's shape and dtype (`jax.numpy.ones_like`).
    ///
    /// - Parameters:
    ///   - dtype: another dtype.
    ///   - shape: another shape.
    public static func ones(like x: Tensor, dtype: DType? = nil, shape: [Int]? = nil) -> Tensor {
        full(like: x, 1, dtype: dtype, shape: shape)
    }

    /// Elements of no interest in another tensor's shape and dtype (`jax.numpy.empty_like`): zeros, as in JAX.
    public static func empty(like x: Tensor, dtype: DType? = nil, shape: [Int]? = nil) -> Tensor {
        full(like: x, 0, dtype: dtype, shape: shape)
    }

    /// One value everywhere, in another tensor's shape and dtype (`jax.numpy.full_like`).
    ///
    /// - Parameters:
    ///   - value: broadcast to the shape.
    ///   - dtype: another dtype.
    ///   - shape: another shape.
    public static func full(
        like x: Tensor, _ value: Tensor, dtype: DType? = nil, shape: [Int]? = nil
    ) -> Tensor {
        checked(x) { full(shape ?? x.shape, value, dtype: dtype ?? x.dtype) }
    }

    /// Ones on a diagonal of a matrix of zeros (`jax.numpy.eye`).
    ///
    /// - Parameters:
    ///   - rows: the number of rows.
    ///   - columns: the number of columns; as many as rows where it isn't given.
    ///   - offset: which diagonal: 0 the main one, positive above it, negative below.
    public static func eye(
        _ rows: Int, _ columns: Int? = nil, offset: Int = 0, dtype: DType = .float32
    ) -> Tensor {
        checked {
            let shape = try validShape([rows, columns ?? rows], for: "eye")
            return try convert(try diagonalDistance(shape) .== Tensor.weak(offset), to: dtype)
        }
    }

    /// The identity matrix (`jax.numpy.identity`).
    public static func identity(_ size: Int, dtype: DType = .float32) -> Tensor {
        eye(size, dtype: dtype)
    }

    /// Ones on a diagonal and below it, zeros above (`jax.numpy.tri`).
    public static func tri(
        _ rows: Int, _ columns: Int? = nil, offset: Int = 0, dtype: DType = .float32
    ) -> Tensor {
        checked {
            let shape = try validShape([rows, columns ?? rows], for: "tri")
            return try convert(try diagonalDistance(shape) .<= Tensor.weak(offset), to: dtype)
        }
    }

    /// 0, 1, 2 … along one axis of a shape (`jax.lax.broadcasted_iota`).
    public static func iota(_ shape: [Int], axis: Int = 0, dtype: DType = .int32) -> Tensor {
        checked {
            let shape = try validShape(shape, for: "iota")
            let axis = try normalized(axis, rank: shape.count, for: "iota")
            return try bind1(Iota(type: ShapedTensor(shape: shape, dtype: dtype), axis: axis))
        }
    }

    /// 0, 1 … up to and without `stop` (`jax.numpy.arange`).
    public static func arange(_ stop: Int, dtype: DType = .int32) -> Tensor {
        iota([Swift.max(stop, 0)], dtype: dtype)
    }

    /// Whole numbers from `start` up to and without `stop` (`jax.numpy.arange`).
    ///
    /// - Parameter step: the distance between them, not 0; negative to count down.
    public static func arange(_ start: Int, _ stop: Int, step: Int = 1, dtype: DType = .int32)
        -> Tensor
    {
        checked {
            guard step != 0 else { throw TensorError("arange", "the step must not be 0") }
            let span =
                step > 0 ? stop.saturatingSubtract(start) : start.saturatingSubtract(stop)
            let count = span <= 0 ? 0 : (span - 1) / step.saturatingMagnitude + 1
            var numbers = iota([count], dtype: dtype)
            if step != 1 { numbers = numbers * Tensor(.integer(Int64(step)), dtype, isWeak: false) }
            return start == 0
                ? numbers : numbers + Tensor(.integer(Int64(start)), dtype, isWeak: false)
        }
    }

    /// 0, 1 … up to and without `stop`, as floats (`jax.numpy.arange`).
    @_disfavoredOverload
    public static func arange(_ stop: Double, dtype: DType = .float32) -> Tensor {
        arange(0, stop, step: 1, dtype: dtype)
    }

    /// Numbers from `start` up to and without `stop`, in steps (`jax.numpy.arange`).
    ///
    /// The count is that of the exact quotient rounded up, so with a fractional step the last number may lie a
    /// rounding error below `stop`; ``linspace(_:_:count:endpoint:dtype:)`` takes the count itself.
    @_disfavoredOverload
    public static func arange(
        _ start: Double, _ stop: Double, step: Double = 1, dtype: DType = .float32
    ) -> Tensor {
        checked {
            guard step != 0, let count = Int(exactly: ((stop - start) / step).rounded(.up)) else {
                throw TensorError(
                    "arange", "from \(start) to \(stop) in steps of \(step) is not a finite count")
            }
            // As NumPy does: the first two numbers are rounded to the dtype, and their difference is the step.
            let work: DType = dtype == .float64 || !dtype.isFloating ? .float64 : .float32
            func scalar(_ value: Double) -> Tensor { Tensor(.float(value), work, isWeak: false) }
            func rounded(_ value: Double) -> Double {
                work == .float32 ? Double(Float(value)) : value
            }
            let first = rounded(start)
            let difference = rounded(rounded(start + step) - first)
            let numbers = iota([Swift.max(count, 0)], dtype: work) * scalar(difference)
            return try convert(first == 0 ? numbers : numbers + scalar(first), to: dtype)
        }
    }
}

/// The shape, if no size in it is negative.
func validShape(_ shape: [Int], for operation: String) throws -> [Int] {
    try SizeLimit.check(ShapedTensor(shape: shape, dtype: .uint8), for: operation)
    return shape
}

/// The column minus the row of each element of a matrix: 0 on the main diagonal, positive above it.
func diagonalDistance(_ shape: [Int]) throws -> Tensor {
    let type = ShapedTensor(shape: shape, dtype: .int32)
    return try bind1(Iota(type: type, axis: 1)) - bind1(Iota(type: type, axis: 0))
}
