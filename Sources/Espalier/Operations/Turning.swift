// Turned around, and with axes put in, taken together or moved.

/// The elements in reverse order along the second axis: left and right exchanged (`jax.numpy.fliplr`).
///
/// - Parameter x: of rank 2 or more.
public func fliplr(_ x: Tensor) -> Tensor {
    checked(x) {
        guard x.rank >= 2 else {
            throw TensorError("fliplr", "needs two or more axes, and the shape is \(x.shape)")
        }
        return try bind1(Reverse(axes: [1]), x)
    }
}

/// The elements in reverse order along the first axis: up and down exchanged (`jax.numpy.flipud`).
///
/// - Parameter x: of rank 1 or more.
public func flipud(_ x: Tensor) -> Tensor {
    checked(x) {
        guard x.rank >= 1 else {
            throw TensorError("flipud", "needs one or more axes, and the tensor is a scalar")
        }
        return try bind1(Reverse(axes: [0]), x)
    }
}

/// The tensor turned by right angles in the plane of two axes (`jax.numpy.rot90`).
///
/// - Parameters:
///   - x: of rank 2 or more.
///   - turns: how often, from the first axis towards the second; negative the other way.
///   - axes: the plane, two different axes.
public func rot90(_ x: Tensor, _ turns: Int = 1, axes: (Int, Int) = (0, 1)) -> Tensor {
    checked(x) {
        guard x.rank >= 2 else {
            throw TensorError("rot90", "needs two or more axes, and the shape is \(x.shape)")
        }
        let first = try normalized(axes.0, rank: x.rank, for: "rot90")
        let second = try normalized(axes.1, rank: x.rank, for: "rot90")
        guard first != second else {
            throw TensorError("rot90", "the axes must differ, and both are \(first)")
        }
        switch (turns % 4 + 4) % 4 {
        case 1:
            return try bind1(Reverse(axes: [second]), x).swappingAxes(first, second)
        case 2: return try bind1(Reverse(axes: [first, second].sorted()), x)
        case 3:
            return try bind1(Reverse(axes: [second]), x.swappingAxes(first, second))
        default: return x
        }
    }
}

/// An axis moved back until it stands before another (`jax.numpy.rollaxis`); ``Tensor/movingAxis(_:to:)`` is simpler.
///
/// - Parameters:
///   - axis: which one.
///   - start: the axis that it is to stand before, up to the rank.
public func rollaxis(_ x: Tensor, _ axis: Int, start: Int = 0) -> Tensor {
    checked(x) {
        let axis = try normalized(axis, rank: x.rank, for: "rollaxis")
        guard start >= -x.rank, start <= x.rank else {
            throw TensorError(
                "rollaxis", "the start \(start) must be from \(-x.rank) to \(x.rank), the rank")
        }
        let before = start < 0 ? start + x.rank : start
        return try moveAxis(x, from: axis, to: before > axis ? before - 1 : before)
    }
}

/// The matrices transposed: the last two axes exchanged (`jax.numpy.matrix_transpose`).
///
/// - Parameter x: of rank 2 or more.
public func matrixTranspose(_ x: Tensor) -> Tensor {
    checked(x) {
        guard x.rank >= 2 else {
            throw TensorError(
                "matrixTranspose", "needs a matrix or more axes, and the shape is \(x.shape)")
        }
        return x.swappingAxes(-2, -1)
    }
}

/// The tensor, a scalar as a vector of one element (`jax.numpy.atleast_1d`).
public func atleast1D(_ x: Tensor) -> Tensor {
    x.rank >= 1 ? x : checked(x) { try reshape(x, to: [1]) }
}

/// The tensor, scalars and vectors as a matrix of one row (`jax.numpy.atleast_2d`).
public func atleast2D(_ x: Tensor) -> Tensor {
    x.rank >= 2 ? x : checked(x) { try reshape(x, to: [1, x.count]) }
}

/// The tensor with three axes or more: a vector becomes [1, n, 1], a matrix [m, n, 1] (`jax.numpy.atleast_3d`).
public func atleast3D(_ x: Tensor) -> Tensor {
    switch x.rank {
    case 0, 1: checked(x) { try reshape(x, to: [1, x.count, 1]) }
    case 2: checked(x) { try reshape(x, to: x.shape + [1]) }
    default: x
    }
}

/// Tensors broadcast to their common shape (`jax.numpy.broadcast_arrays`).
public func broadcastArrays(_ tensors: [Tensor]) -> [Tensor] {
    checked(tensors, count: tensors.count) {
        let shape = try broadcastShape(tensors.map(\.shape), for: "broadcastArrays")
        return try tensors.map { try broadcast($0, to: shape) }
    }
}

/// The shape that tensors of these shapes have in common (`jax.numpy.broadcast_shapes`).
///
/// - Throws: ``TensorError`` where they have none.
public func broadcastShapes(_ shapes: [Int]...) throws -> [Int] {
    try broadcastShape(shapes, for: "broadcastShapes")
}

extension Tensor {
    /// The axes put at given places of a larger shape, repeated along the others (`jax.lax.broadcast_in_dim`).
    ///
    /// - Parameters:
    ///   - shape: of the result.
    ///   - axes: for each axis of the tensor, which one of the result it is, ascending; it must have the same size or 1.
    public func broadcast(to shape: [Int], axes: [Int]) -> Tensor {
        checked(self) {
            let shape = try validShape(shape, for: "broadcast(to:axes:)")
            guard axes.count == rank, axes == axes.sorted(), Set(axes).count == axes.count,
                axes.allSatisfy({ 0 <= $0 && $0 < shape.count })
            else {
                throw TensorError(
                    "broadcast(to:axes:)",
                    """
                    needs \(rank) different, ascending axes of the shape \(shape) for a tensor of the shape \
                    \(self.shape), and they are \(axes)
                    """)
            }
            return try bind1(BroadcastInDim(shape: shape, axes: axes), self)
        }
    }

    /// Repeated along new first axes (`jax.lax.broadcast`).
    public func broadcast(along sizes: [Int]) -> Tensor { broadcast(to: sizes + shape) }

    /// Repeated to another tensor's shape (`jax.lax.broadcast_like`).
    public func broadcast(like other: Tensor) -> Tensor { broadcast(to: other.shape) }

    /// With axes of size 1 in front, so that there are as many as asked for (`jax.lax.broadcast_to_rank`).
    public func broadcast(toRank rank: Int) -> Tensor {
        checked(self) {
            guard rank >= self.rank else {
                throw TensorError(
                    "broadcast(toRank:)", "the shape \(shape) has more than \(rank) axes")
            }
            guard rank <= SizeLimit.rank else {
                throw TensorError(
                    "broadcast(toRank:)",
                    "a tensor has at most \(SizeLimit.rank) axes, and the rank is \(rank)")
            }
            return try reshape(self, to: Array(repeating: 1, count: rank - self.rank) + shape)
        }
    }

    /// Adjacent axes taken together as one (`jax.lax.collapse`).
    ///
    /// - Parameters:
    ///   - start: the first of them; negative counts from the last.
    ///   - end: the axis after the last of them; all that follow where it isn't given.
    public func collapsed(from start: Int, to end: Int? = nil) -> Tensor {
        checked(self) {
            let first = start < 0 ? start + rank : start
            let last = end.map { $0 < 0 ? $0 + rank : $0 } ?? rank
            guard 0 <= first, first <= last, last <= rank else {
                throw TensorError(
                    "collapsed", "from axis \(first) to \(last) is not a part of the shape \(shape)"
                )
            }
            let size = shape[first..<last].sizeProduct
            return try reshape(self, to: shape[..<first] + [size] + shape[last...])
        }
    }

    /// The elements in one order or the other as a vector (`jax.numpy.ravel` with `order`).
    public func flattened(order: ElementOrder) -> Tensor {
        order == .rowMajor ? flattened() : transposed().flattened()
    }

    /// The elements read and written in one order or the other in another shape (`jax.numpy.reshape` with `order`).
    ///
    /// - Parameter shape: of as many elements; one size may be -1, which stands for what is left.
    public func reshaped(_ shape: [Int], order: ElementOrder) -> Tensor {
        order == .rowMajor
            ? reshaped(shape) : transposed().reshaped(shape.reversed()).transposed()
    }
}

/// In which order the elements of a tensor are counted.
public enum ElementOrder: Sendable, Hashable {
    /// The last axis runs fastest (`"C"` in NumPy), which is the order everywhere else.
    case rowMajor
    /// The first axis runs fastest (`"F"` in NumPy).
    case columnMajor
}
