// Repeating and rolling tensors.

extension Tensor {
    /// The whole tensor repeated along each axis (`jax.numpy.tile`).
    ///
    /// - Parameter repetitions: how often, for the last axes; more of them than axes add axes in front.
    public func tiled(_ repetitions: [Int]) -> Tensor {
        checked(self) {
            let repetitions = try validShape(repetitions, for: "tiled")
            let rank = Swift.max(rank, repetitions.count)
            let sizes = Array(repeating: 1, count: rank - self.rank) + shape
            let times = Array(repeating: 1, count: rank - repetitions.count) + repetitions
            let spread = try bind1(
                BroadcastInDim(
                    shape: zip(times, sizes).flatMap { [$0, $1] },
                    axes: (0..<rank).map { 2 * $0 + 1 }),
                try reshape(self, to: sizes))
            return try reshape(spread, to: zip(times, sizes).map { $0.saturatingMultiply($1) })
        }
    }

    /// Each element repeated in place (`jax.numpy.repeat`).
    ///
    /// - Parameters:
    ///   - count: how often.
    ///   - axis: along which; without one the tensor is flattened first.
    public func repeated(_ count: Int, axis: Int? = nil) -> Tensor {
        checked(self) {
            let (x, axis) = try flattenedWithout(axis, self, "repeated")
            let sizes = try validShape(inserting(count, at: axis + 1, in: x.shape), for: "repeated")
            let axes = (0..<sizes.count).filter { $0 != axis + 1 }
            let spread = try bind1(BroadcastInDim(shape: sizes, axes: axes), x)
            var result = x.shape
            result[axis] = result[axis].saturatingMultiply(count)
            return try reshape(spread, to: result)
        }
    }

    /// Each element along an axis repeated in place as often as its count says (`jax.numpy.repeat`).
    public func repeated(_ counts: [Int], axis: Int? = nil) -> Tensor {
        checked(self) {
            let (x, axis) = try flattenedWithout(axis, self, "repeated")
            guard counts.count == x.shape[axis], counts.allSatisfy({ $0 >= 0 }) else {
                throw TensorError(
                    "repeated",
                    """
                    axis \(axis) of the shape \(x.shape) needs \(x.shape[axis]) counts, none negative, and these \
                    are \(counts)
                    """)
            }
            try SizeLimit.checkMemory(
                ShapedTensor(shape: [counts.sizeSum], dtype: .int64), for: "repeated")
            return try select(
                x, axis, counts.enumerated().flatMap { Array(repeating: $0, count: $1) })
        }
    }

    /// Each element along an axis repeated in place as often as its count says, where the counts are computed
    /// (`jax.numpy.repeat` with `total_repeat_length`).
    ///
    /// - Parameters:
    ///   - counts: one integer for each element along the axis, or one for all of them; none may be negative.
    ///   - axis: along which; without one the tensor is flattened first.
    ///   - totalRepeatLength: how many elements the result has along the axis: where the counts make more, the last are
    ///     left out, where they make fewer, the last is repeated further. Needed inside `jit`; the sum of the counts
    ///     where it isn't given.
    public func repeated(
        _ counts: Tensor, axis: Int? = nil, totalRepeatLength: Int? = nil
    ) -> Tensor {
        checked(self, counts) {
            let (x, axis) = try flattenedWithout(axis, self, "repeated")
            let size = x.shape[axis]
            guard counts.dtype.isInteger, counts.count == size || counts.count == 1 else {
                throw TensorError(
                    "repeated",
                    "axis \(axis) of the shape \(x.shape) needs \(size) integer counts, and these are \(counts.type)"
                )
            }
            let all = try Espalier.broadcast(try reshape(counts, to: [counts.count]), to: [size])
            let ends = Espalier.cumsum(try convert(all, to: indexDType(counts.type)), axis: 0)
            var total = totalRepeatLength
            if total == nil, size > 0 {
                guard let last = ends[-1].concrete else {
                    throw TensorError(
                        "repeated",
                        """
                        traced counts would decide the shape of the result; pass totalRepeatLength: as well, or counts \
                        as Swift integers
                        """)
                }
                total = HostScalar.read(try last.hostBytes(), last.dtype)[0].clampedIndex
            }
            guard let total, total >= 0, size > 0 || total == 0 else {
                return try part(x, axis, 0, 0)
            }
            // The element at a place is the last of those whose copies begin there or before.
            let starts = ends - (try convert(all, to: ends.dtype))
            let begins = Tensor.zeros([total], dtype: .int32).at[starts].add(1)
            return take(x, Espalier.cumsum(begins, axis: 0) - 1, axis: axis, mode: .clip)
        }
    }

    /// The elements moved along an axis, those that leave at one end coming in at the other (`jax.numpy.roll`).
    ///
    /// - Parameters:
    ///   - shift: how far towards larger indices.
    ///   - axis: along which; without one the tensor is rolled as if it were flat.
    public func rolled(by shift: Int, axis: Int? = nil) -> Tensor {
        checked(self) {
            let (x, axis) = try flattenedWithout(axis, self, "rolled")
            let size = x.shape[axis]
            guard size > 0 else { return self }
            let cut = (size - shift % size) % size
            guard cut > 0 else { return self }
            return try reshape(try bind1(Roll(axis: axis, cut: cut), x), to: shape)
        }
    }

    /// The elements moved along several axes (`jax.numpy.roll`).
    public func rolled(by shifts: [Int], axes: [Int]) -> Tensor {
        checked(self) {
            guard shifts.count == axes.count else {
                throw TensorError("rolled", "\(shifts.count) shifts don't match \(axes.count) axes")
            }
            return zip(shifts, axes).reduce(self) { $0.rolled(by: $1.0, axis: $1.1) }
        }
    }

    /// The elements moved by one distance along several axes (`jax.numpy.roll`).
    public func rolled(by shift: Int, axes: [Int]) -> Tensor {
        rolled(by: axes.map { _ in shift }, axes: axes)
    }

    /// The elements moved along an axis by a computed distance (`jax.numpy.roll`).
    ///
    /// - Parameters:
    ///   - shift: an integer scalar.
    ///   - axis: along which; without one the tensor is rolled as if it were flat.
    public func rolled(by shift: Tensor, axis: Int? = nil) -> Tensor {
        checked(self, shift) {
            let (x, axis) = try flattenedWithout(axis, self, "rolled")
            guard shift.rank == 0, shift.dtype.isInteger else {
                throw TensorError(
                    "rolled", "the shift must be an integer scalar, and it is \(shift.type)")
            }
            let size = x.shape[axis]
            guard size > 0 else { return self }
            let distance = try convert(shift, to: indexDType(shift.type)) % Tensor.weak(size)
            let twice = concatenate([x, x], axis: axis)
            let rolled = dynamicSliceInDim(
                twice, Tensor.weak(size) - distance, size: size, axis: axis)
            return try reshape(rolled, to: shape)
        }
    }

    /// The elements moved along several axes by computed distances (`jax.numpy.roll`).
    ///
    /// - Parameter shifts: a vector of an integer for each axis.
    public func rolled(by shifts: Tensor, axes: [Int]) -> Tensor {
        checked(self, shifts) {
            guard shifts.shape == [axes.count] else {
                throw TensorError(
                    "rolled", "shifts of the shape \(shifts.shape) don't match \(axes.count) axes")
            }
            return axes.enumerated().reduce(self) {
                $0.rolled(by: shifts[$1.offset], axis: $1.element)
            }
        }
    }
}

/// The tensor and an axis of it; a flat one where no axis is given.
func flattenedWithout(_ axis: Int?, _ x: Tensor, _ name: String) throws -> (Tensor, axis: Int) {
    guard let axis else { return (try reshape(x, to: [x.count]), 0) }
    return (x, try normalized(axis, rank: x.rank, for: name))
}

/// What lies between two places along an axis.
func part(_ x: Tensor, _ axis: Int, _ start: Int, _ end: Int, stride: Int = 1) throws -> Tensor {
    let x = try sound(x)
    if start == 0 && end == x.shape[axis] && stride == 1 { return x }
    var starts = [Int](repeating: 0, count: x.rank)
    var limits = x.shape
    var strides = [Int](repeating: 1, count: x.rank)
    (starts[axis], limits[axis], strides[axis]) = (start, end, stride)
    return try bind1(Slice(starts: starts, limits: limits, strides: strides), x)
}

/// The elements at places along an axis that are known while tracing, as slices, reversals and repetitions put
/// together: for the few, long runs that padding and rolling take.
func select(_ x: Tensor, _ axis: Int, _ places: [Int]) throws -> Tensor {
    let turns = zip(places.dropFirst(), places).reduce(0) { $0 + (abs($1.0 - $1.1) > 1 ? 1 : 0) }
    guard turns <= 16 else {
        // Many short runs are gathered.
        return take(
            x, placeTensor(places, shape: [places.count]), axis: axis, mode: .promiseInBounds)
    }
    var parts: [Tensor] = []
    var start = 0
    while start < places.count {
        let step = start + 1 < places.count ? places[start + 1] - places[start] : 1
        var end = start + 1
        if abs(step) <= 1 {
            while end < places.count, places[end] - places[end - 1] == step { end += 1 }
        }
        let (first, last) = (places[start], places[end - 1])
        switch step {
        case 0:
            let one = try part(x, axis, first, first + 1)
            var shape = x.shape
            shape[axis] = end - start
            parts.append(try broadcast(one, to: shape))
        case -1:
            parts.append(try bind1(Reverse(axes: [axis]), try part(x, axis, last, first + 1)))
        default:
            parts.append(try part(x, axis, first, last + 1))
        }
        start = end
    }
    guard !parts.isEmpty else { return try part(x, axis, 0, 0) }
    return concatenate(parts, axis: axis)
}
