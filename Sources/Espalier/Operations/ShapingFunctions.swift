// The same elements in other shapes. Axes may be negative: they count from the last.

extension Tensor {
    /// The elements in row-major order in another shape (`jax.numpy.reshape`).
    ///
    /// - Parameter shape: of as many elements; one size may be -1, which stands for what is left.
    public func reshaped(_ shape: [Int]) -> Tensor {
        checked(self) { try reshape(self, to: try completed(shape, count: count)) }
    }

    /// The elements in row-major order as a vector (`jax.numpy.ravel`).
    public func flattened() -> Tensor { checked(self) { try reshape(self, to: [count]) } }

    /// The axes in reverse order (`jax.numpy.transpose`).
    public func transposed() -> Tensor {
        checked(self) { try permuteAxes(self, (0..<rank).reversed()) }
    }

    /// The axes in another order (`jax.numpy.transpose`).
    ///
    /// - Parameter axes: for each axis of the result, which of the tensor's it is.
    public func transposed(_ axes: [Int]) -> Tensor {
        checked(self) {
            guard axes.count == rank else {
                throw TensorError(
                    "transposed",
                    "\(axes) names \(axes.count) axes, and the shape \(shape) has \(rank)")
            }
            _ = try normalized(axes, rank: rank, for: "transposed")
            return try permuteAxes(
                self, axes.map { try normalized($0, rank: rank, for: "transposed") })
        }
    }

    /// Two axes exchanged (`jax.numpy.swapaxes`).
    public func swappingAxes(_ first: Int, _ second: Int) -> Tensor {
        checked(self) {
            var order = Array(0..<rank)
            order.swapAt(
                try normalized(first, rank: rank, for: "swappingAxes"),
                try normalized(second, rank: rank, for: "swappingAxes"))
            return try permuteAxes(self, order)
        }
    }

    /// One axis moved to another place, the others keeping their order (`jax.numpy.moveaxis`).
    public func movingAxis(_ source: Int, to destination: Int) -> Tensor {
        movingAxes([source], to: [destination])
    }

    /// Some axes moved to other places, the others keeping their order (`jax.numpy.moveaxis`).
    public func movingAxes(_ sources: [Int], to destinations: [Int]) -> Tensor {
        checked(self) {
            guard sources.count == destinations.count else {
                throw TensorError(
                    "movingAxes",
                    "\(sources.count) axes can't be moved to \(destinations.count) places")
            }
            _ = try normalized(sources, rank: rank, for: "movingAxes")
            _ = try normalized(destinations, rank: rank, for: "movingAxes")
            let moves = try zip(sources, destinations).map {
                (
                    from: try normalized($0, rank: rank, for: "movingAxes"),
                    to: try normalized($1, rank: rank, for: "movingAxes")
                )
            }
            var order = (0..<rank).filter { axis in !moves.contains { $0.from == axis } }
            for move in moves.sorted(by: { $0.to < $1.to }) { order.insert(move.from, at: move.to) }
            return try permuteAxes(self, order)
        }
    }

    /// A new axis of size 1 (`jax.numpy.expand_dims`).
    ///
    /// - Parameter axis: where it stands in the result.
    public func expanded(at axis: Int) -> Tensor { expanded(at: [axis]) }

    /// New axes of size 1 (`jax.numpy.expand_dims`).
    ///
    /// - Parameter axes: where they stand in the result.
    public func expanded(at axes: [Int]) -> Tensor {
        checked(self) {
            let axes = try normalized(axes, rank: rank + axes.count, for: "expanded(at:)")
            return try reshape(self, to: axes.reduce(shape) { inserting(1, at: $1, in: $0) })
        }
    }

    /// Without its axes of size 1 (`jax.numpy.squeeze`).
    public func squeezed() -> Tensor {
        checked(self) { try reshape(self, to: shape.filter { $0 != 1 }) }
    }

    /// Without an axis, which must have size 1 (`jax.numpy.squeeze`).
    public func squeezed(axis: Int) -> Tensor { squeezed(axes: [axis]) }

    /// Without some axes, which must have size 1 (`jax.numpy.squeeze`).
    public func squeezed(axes: [Int]) -> Tensor {
        checked(self) {
            let axes = try normalized(axes, rank: rank, for: "squeezed")
            for axis in axes where shape[axis] != 1 {
                throw TensorError(
                    "squeezed",
                    "axis \(axis) of the shape \(shape) has the size \(shape[axis]), not 1")
            }
            return try reshape(
                self, to: shape.indices.filter { !axes.contains($0) }.map { shape[$0] })
        }
    }

    /// Repeated along axes of size 1 and along new first axes, by NumPy's rule (`jax.numpy.broadcast_to`).
    public func broadcast(to shape: [Int]) -> Tensor {
        checked(self) {
            try Espalier.broadcast(self, to: try validShape(shape, for: "broadcast(to:)"))
        }
    }

    /// In another dtype (`jax.numpy.astype`).
    ///
    /// Floats become integers by losing their fraction; out of range they become the nearest integer there is, and NaN
    /// becomes 0. Integers wrap around to narrower ones. Anything becomes bool by being unequal to 0, and a complex
    /// number becomes real by losing its imaginary part.
    public func asType(_ dtype: DType) -> Tensor {
        guard node.tag != .poison else { return failing(self, dtype: dtype) }
        return checked(self) { try convert(self, to: dtype) }
    }

    /// The bits of each element read as another dtype of the same width (`jax.lax.bitcast_convert_type`).
    ///
    /// Neither may be bool or complex. The derivative is zero.
    public func bitcast(to dtype: DType) -> Tensor {
        checked(self) { dtype == self.dtype ? self : try bind1(Bitcast(dtype: dtype), self) }
    }

    /// The elements in reverse order along some axes, all where none are given (`jax.numpy.flip`).
    public func flipped(axes: [Int]? = nil) -> Tensor {
        checked(self) {
            let axes =
                try axes.map { try normalized($0, rank: rank, for: "flipped") } ?? Array(0..<rank)
            return axes.isEmpty ? self : try bind1(Reverse(axes: axes), self)
        }
    }

    /// The elements in reverse order along one axis (`jax.numpy.flip`).
    public func flipped(axis: Int) -> Tensor { flipped(axes: [axis]) }
}

private func completed(_ shape: [Int], count: Int) throws -> [Int] {
    let open = shape.indices.filter { shape[$0] == -1 }
    guard open.count <= 1, shape.allSatisfy({ $0 >= -1 }) else {
        throw TensorError(
            "reshaped", "at most one size may be -1, and no other negative, in the shape \(shape)")
    }
    guard let place = open.first else { return shape }
    let known = shape.lazy.filter { $0 != -1 }.sizeProduct
    guard known > 0, count % known == 0 else {
        throw TensorError(
            "reshaped",
            "\(count) elements can't fill the shape \(shape): they don't divide by \(known)")
    }
    var result = shape
    result[place] = count / known
    return result
}
