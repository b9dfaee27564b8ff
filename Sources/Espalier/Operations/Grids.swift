// Coordinates of the places of a shape.

/// Which way the grids of ``meshgrid(_:indexing:sparse:)`` are indexed.
public enum MeshIndexing: Sendable, Hashable {
    /// By the second coordinate first, as rows and columns of a picture are.
    case xy
    /// By the coordinates in their order.
    case ij
}

/// A grid for each vector: `xs[i]` varies along its own axis and is repeated along the others
/// (`jax.numpy.meshgrid`).
///
/// - Parameters:
///   - vectors: of rank 1 or 0.
///   - indexing: `.xy` swaps the first two axes, so that grids are indexed by row and column; `.ij` doesn't.
///   - sparse: whether the other axes have size 1 instead, for broadcasting.
public func meshgrid(
    _ vectors: [Tensor], indexing: MeshIndexing = .xy, sparse: Bool = false
) -> [Tensor] {
    checked(vectors, count: vectors.count) {
        for (index, vector) in vectors.enumerated() where vector.rank > 1 {
            throw TensorError(
                "meshgrid",
                "operands must be vectors, and operand \(index) has the shape \(vector.shape)")
        }
        let swaps = indexing == .xy && vectors.count > 1
        func place(_ index: Int) -> Int { swaps && index < 2 ? 1 - index : index }
        var full = vectors.map(\.count)
        if swaps { full.swapAt(0, 1) }
        return try vectors.enumerated().map { index, vector in
            let shape =
                sparse ? full.enumerated().map { $0 == place(index) ? $1 : 1 } : full
            return try bind1(
                BroadcastInDim(shape: shape, axes: [place(index)]),
                try reshape(vector, to: [vector.count]))
        }
    }
}

/// The coordinates of every place of a shape, along a new first axis (`jax.numpy.indices`).
///
/// - Parameter shape: no size may be negative.
public func indices(_ shape: [Int], dtype: DType = .int32) -> Tensor {
    checked {
        let shape = try validShape(shape, for: "indices")
        guard !shape.isEmpty else { return .zeros([0], dtype: dtype) }
        return stack(
            try shape.indices.map { axis in
                try bind1(Iota(type: ShapedTensor(shape: shape, dtype: dtype), axis: axis))
            })
    }
}

/// The coordinates of the places of a shape, one tensor for each axis, which has size 1 along the others
/// (`jax.numpy.indices` with `sparse`).
///
/// - Parameter shape: no size may be negative.
public func sparseIndices(_ shape: [Int], dtype: DType = .int32) -> [Tensor] {
    checked([], count: shape.count) {
        let shape = try validShape(shape, for: "sparseIndices")
        return shape.indices.map { axis in
            Tensor.iota(
                shape.indices.map { $0 == axis ? shape[axis] : 1 }, axis: axis, dtype: dtype)
        }
    }
}

/// Vectors of places as tensors that name all their combinations when they index together (`jax.numpy.ix_`).
///
///     let grid = ix([Tensor([0, 2]), Tensor([1, 3])])
///     x[grid[0], grid[1]]                      // rows 0 and 2 of columns 1 and 3
///
/// - Parameter vectors: of rank 1.
public func ix(_ vectors: [Tensor]) -> [Tensor] {
    checked(vectors, count: vectors.count) {
        try vectors.enumerated().map { index, vector in
            guard vector.rank == 1, vector.dtype != .bool else {
                throw TensorError(
                    "ix",
                    """
                    operands must be vectors of places, and operand \(index) is \(vector.type); nonzero makes places \
                    of a mask
                    """)
            }
            var shape = Array(repeating: 1, count: vectors.count)
            shape[index] = vector.count
            return try reshape(vector, to: shape)
        }
    }
}

/// A function of the coordinates at every place of a shape (`jax.numpy.fromfunction`).
///
/// The function is called once, with a traced scalar for each axis, and is batched along all of them.
///
///     fromFunction([3, 3]) { $0[0] + $0[1] }
///
/// - Parameters:
///   - shape: the first axes of the result; those of the function's result follow.
///   - dtype: of the coordinates.
public func fromFunction(
    _ shape: [Int], dtype: DType = .float32, _ function: ([Tensor]) throws -> Tensor
) -> Tensor {
    checked {
        let shape = try validShape(shape, for: "fromFunction")
        func values(_ axis: Int, _ coordinates: [Tensor]) throws -> Tensor {
            guard axis < shape.count else { return try function(coordinates) }
            return try batched(
                coordinates, axes: shape.indices.map { $0 == axis ? 0 : nil }, size: shape[axis],
                axisName: nil, outAxes: { $0.map { _ in 0 } }
            ) { [try values(axis + 1, $0)] }[0]
        }
        return try values(0, shape.map { Tensor.iota([$0], dtype: dtype) })
    }
}

/// One axis of ``mgrid(_:)`` and ``ogrid(_:)``.
public struct GridAxis: Sendable {
    let coordinates: Tensor

    /// Whole numbers in steps (`start:stop:step` in `jax.numpy.mgrid`), as int32.
    ///
    /// - Parameter step: not 0; negative to count down from the lower bound.
    public static func range(_ range: Range<Int>, step: Int = 1) -> GridAxis {
        GridAxis(coordinates: .arange(range.lowerBound, range.upperBound, step: step))
    }

    /// Numbers in steps, without the last (`start:stop:step` with floats in `jax.numpy.mgrid`), as float32.
    public static func stride(from start: Double, to stop: Double, by step: Double) -> GridAxis {
        GridAxis(coordinates: .arange(start, stop, step: step))
    }

    /// As many numbers at equal distances, with both ends (`start:stop:countj` in `jax.numpy.mgrid`), as float32.
    public static func linspace(_ start: Double, _ stop: Double, count: Int) -> GridAxis {
        GridAxis(coordinates: .linspace(start, stop, count: count))
    }
}

/// The coordinates of a grid, along a new first axis, in a common dtype (`jax.numpy.mgrid`).
///
///     mgrid([.range(0..<3), .linspace(-1, 1, count: 5)])     // of the shape [2, 3, 5]
public func mgrid(_ axes: [GridAxis]) -> Tensor {
    checked {
        guard !axes.isEmpty else { return .arange(0) }
        return stack(meshgrid(try promoted(axes.map(\.coordinates)), indexing: .ij))
    }
}

/// The coordinates of a grid, one tensor for each axis, which has size 1 along the others, in a common dtype
/// (`jax.numpy.ogrid`).
public func ogrid(_ axes: [GridAxis]) -> [Tensor] {
    checked([], count: axes.count) {
        meshgrid(try promoted(axes.map(\.coordinates)), indexing: .ij, sparse: true)
    }
}

/// The powers of each element of a vector, along a new last axis (`jax.numpy.vander`).
///
/// - Parameters:
///   - x: of rank 1.
///   - columns: how many powers, from 0 on; as many as elements where it isn't given.
///   - increasing: whether the powers ascend.
public func vander(_ x: Tensor, columns: Int? = nil, increasing: Bool = false) -> Tensor {
    checked(x) {
        let count = columns ?? x.count
        guard x.rank == 1, count >= 0 else {
            throw TensorError(
                "vander",
                "needs a vector and a number of columns, and these are \(x.type) and \(count)")
        }
        let dtype = x.dtype == .bool ? DType.int32 : x.dtype
        var exponents = Tensor.iota([1, count], axis: 1, dtype: dtype)
        if !increasing {
            exponents = try bind1(
                Subtract(), fill(Double(count - 1), exponents.type.with(shape: [])), exponents)
        }
        return power(try reshape(try convert(x, to: dtype), to: [x.count, 1]), exponents)
    }
}
