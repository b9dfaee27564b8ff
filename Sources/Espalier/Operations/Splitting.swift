// Cutting tensors apart.

extension Tensor {
    /// Equal parts along an axis (`jax.numpy.split`).
    ///
    /// - Parameter count: must divide the axis.
    public func split(into count: Int, axis: Int = 0) -> [Tensor] {
        checked([self], count: Swift.max(count, 0)) {
            let axis = try normalized(axis, rank: rank, for: "split")
            try SizeLimit.checkCount(count, "parts", for: "split")
            guard count > 0, shape[axis] % count == 0 else {
                throw TensorError(
                    "split",
                    "axis \(axis) of the shape \(shape) can't be split into \(count) equal parts")
            }
            let size = shape[axis] / count
            return try (0..<count).map { try part(self, axis, $0 * size, ($0 + 1) * size) }
        }
    }

    /// The parts between given places along an axis (`jax.numpy.split`).
    ///
    /// - Parameter places: where parts begin after the first; one more part than places results.
    public func split(at places: [Int], axis: Int = 0) -> [Tensor] {
        checked([self], count: places.count + 1) {
            let axis = try normalized(axis, rank: rank, for: "split")
            let size = shape[axis]
            let cuts = places.map { Swift.min(Swift.max($0 < 0 ? $0 + size : $0, 0), size) }
            return try zip([0] + cuts, cuts + [size]).map {
                try part(self, axis, $0, Swift.max($0, $1))
            }
        }
    }

    /// Parts of given sizes along an axis (`jax.lax.split`).
    ///
    /// - Parameter sizes: not negative; they must add up to the size of the axis.
    public func split(sizes: [Int], axis: Int = 0) -> [Tensor] {
        checked([self], count: sizes.count) {
            let axis = try normalized(axis, rank: rank, for: "split")
            guard sizes.allSatisfy({ $0 >= 0 }), sizes.sizeSum == shape[axis] else {
                throw TensorError(
                    "split",
                    "parts of the sizes \(sizes) don't add up to axis \(axis) of the shape \(shape)"
                )
            }
            var end = 0
            return try sizes.map { size in
                end += size
                return try part(self, axis, end - size, end)
            }
        }
    }

    /// As equal parts along an axis as can be, the first ones longer by one (`jax.numpy.array_split`).
    ///
    /// - Parameter count: how many, positive.
    public func arraySplit(into count: Int, axis: Int = 0) -> [Tensor] {
        checked([self], count: Swift.max(count, 0)) {
            let axis = try normalized(axis, rank: rank, for: "arraySplit")
            try SizeLimit.checkCount(count, "parts", for: "arraySplit")
            guard count > 0 else {
                throw TensorError("arraySplit", "can't split into \(count) parts")
            }
            let (size, longer) = shape[axis].quotientAndRemainder(dividingBy: count)
            return split(sizes: (0..<count).map { $0 < longer ? size + 1 : size }, axis: axis)
        }
    }

    /// The parts between given places along an axis (`jax.numpy.array_split`); as ``split(at:axis:)``.
    public func arraySplit(at places: [Int], axis: Int = 0) -> [Tensor] {
        split(at: places, axis: axis)
    }

    /// Equal parts side by side: along the second axis, of vectors along their only one (`jax.numpy.hsplit`).
    public func hsplit(into count: Int) -> [Tensor] { split(into: count, axis: rank == 1 ? 0 : 1) }

    /// The parts between given columns, of vectors between given elements (`jax.numpy.hsplit`).
    public func hsplit(at places: [Int]) -> [Tensor] { split(at: places, axis: rank == 1 ? 0 : 1) }

    /// Equal parts below each other: along the first axis (`jax.numpy.vsplit`).
    public func vsplit(into count: Int) -> [Tensor] { split(into: count, axis: 0) }

    /// The parts between given rows (`jax.numpy.vsplit`).
    public func vsplit(at places: [Int]) -> [Tensor] { split(at: places, axis: 0) }

    /// Equal parts behind each other: along the third axis (`jax.numpy.dsplit`).
    public func dsplit(into count: Int) -> [Tensor] { split(into: count, axis: 2) }

    /// The parts between given places of the third axis (`jax.numpy.dsplit`).
    public func dsplit(at places: [Int]) -> [Tensor] { split(at: places, axis: 2) }

    /// The parts that ``stack(_:axis:dtype:)`` would put together: one for each place of an axis, which they lack
    /// (`jax.numpy.unstack`).
    public func unstacked(axis: Int = 0) -> [Tensor] {
        let size = (try? normalized(axis, rank: rank, for: "unstacked")).map { shape[$0] } ?? 1
        return checked([self], count: size) {
            let axis = try normalized(axis, rank: rank, for: "unstacked")
            return try (0..<size).map { place in
                try reshape(
                    try part(self, axis, place, place + 1), to: removing(axis, from: shape))
            }
        }
    }
}
