/// Tensors one after another along an axis, in a common dtype (`jax.numpy.concatenate`).
///
/// - Parameters:
///   - tensors: at least one, of equal shapes except along the axis.
///   - axis: where to join them; negative counts from the last, and nil joins all elements as vectors.
///   - dtype: another dtype than the common one.
public func concatenate(
    _ tensors: [Tensor], axis: Int? = 0, dtype: DType? = nil
) -> Tensor {
    checked(tensors) {
        guard let first = tensors.first else {
            throw TensorError("concatenate", "needs at least one tensor")
        }
        guard let given = axis else {
            return concatenate(try tensors.map { try reshape($0, to: [$0.count]) }, dtype: dtype)
        }
        guard first.rank > 0 else {
            throw TensorError("concatenate", "scalars can't be concatenated; use stack")
        }
        let axis = try normalized(given, rank: first.rank, for: "concatenate")
        let operands =
            try dtype.map { dtype in try tensors.map { try convert($0, to: dtype) } }
            ?? promoted(tensors)
        return try joined(operands, axis: axis)
    }
}

/// Tensors of one dtype one after another, by a tree of concatenations.
///
/// The time to compile a concatenation grows faster than the number of its operands, and the programs of one level of
/// the tree are the same where the shapes are.
private func joined(_ operands: [Tensor], axis: Int) throws -> Tensor {
    let width = 64
    var operands = operands
    while operands.count > 1 {
        operands = try stride(from: 0, to: operands.count, by: width).map { start in
            let group = Array(operands[start..<min(start + width, operands.count)])
            return group.count == 1 ? group[0] : try bind(Concatenate(axis: axis), group)[0]
        }
    }
    return operands[0]
}

/// Tensors of one shape along a new axis, in a common dtype (`jax.numpy.stack`).
///
/// - Parameters:
///   - tensors: at least one, all of the same shape.
///   - axis: where the new axis stands in the result; negative counts from the last.
///   - dtype: another dtype than the common one.
public func stack(_ tensors: [Tensor], axis: Int = 0, dtype: DType? = nil) -> Tensor {
    checked(tensors) {
        guard let first = tensors.first else {
            throw TensorError("stack", "needs at least one tensor")
        }
        for (index, tensor) in tensors.enumerated() where tensor.shape != first.shape {
            throw TensorError(
                "stack",
                """
                all shapes must be equal, but tensor 0 has the shape \(first.shape) and tensor \(index) the \
                shape \(tensor.shape)
                """)
        }
        let axis = try normalized(axis, rank: first.rank + 1, for: "stack")
        return concatenate(
            try tensors.map { try reshape($0, to: inserting(1, at: axis, in: $0.shape)) },
            axis: axis, dtype: dtype)
    }
}

/// Tensors side by side: joined along the second axis, vectors along their only one (`jax.numpy.hstack`).
///
/// - Parameters:
///   - tensors: at least one; scalars count as vectors.
///   - dtype: another dtype than the common one.
public func hstack(_ tensors: [Tensor], dtype: DType? = nil) -> Tensor {
    let rows = tensors.map(atleast1D)
    return concatenate(rows, axis: rows.first.map { $0.rank == 1 ? 0 : 1 } ?? 0, dtype: dtype)
}

/// Tensors below each other: joined along the first axis, vectors as rows (`jax.numpy.vstack`).
///
/// - Parameters:
///   - tensors: at least one; scalars and vectors count as rows.
///   - dtype: another dtype than the common one.
public func vstack(_ tensors: [Tensor], dtype: DType? = nil) -> Tensor {
    concatenate(tensors.map(atleast2D), axis: 0, dtype: dtype)
}

/// Tensors behind each other: joined along the third axis (`jax.numpy.dstack`).
///
/// - Parameters:
///   - tensors: at least one; those of fewer than three axes count as ``atleast3D(_:)`` says.
///   - dtype: another dtype than the common one.
public func dstack(_ tensors: [Tensor], dtype: DType? = nil) -> Tensor {
    concatenate(tensors.map(atleast3D), axis: 2, dtype: dtype)
}

/// Vectors as the columns of a matrix, beside matrices (`jax.numpy.column_stack`).
///
/// - Parameters:
///   - tensors: at least one; scalars and vectors count as columns.
///   - dtype: another dtype than the common one.
public func columnStack(_ tensors: [Tensor], dtype: DType? = nil) -> Tensor {
    let columns = tensors.map { x in
        x.rank < 2 ? checked(x) { try reshape(x, to: [x.count, 1]) } : x
    }
    return concatenate(columns, axis: 1, dtype: dtype)
}

/// Vectors as rows of blocks, or blocks joined along the last axis (`jax.numpy.block`).
public func block(_ tensors: [Tensor]) -> Tensor { joined(tensors, depth: 1) }

/// A matrix from rows of blocks: the blocks of a row along the last axis, the rows along the one before it
/// (`jax.numpy.block`).
///
///     block([[a, b], [c, d]])
///
/// - Parameter rows: not empty; tensors of fewer axes get axes of size 1 in front.
public func block(_ rows: [[Tensor]]) -> Tensor {
    joined(rows.map { joined($0, depth: 1) }, depth: 2)
}

/// Blocks of three axes, joined along the last three (`jax.numpy.block`).
public func block(_ layers: [[[Tensor]]]) -> Tensor {
    joined(layers.map { rows in joined(rows.map { joined($0, depth: 1) }, depth: 2) }, depth: 3)
}

private func joined(_ tensors: [Tensor], depth: Int) -> Tensor {
    checked(tensors) {
        guard !tensors.isEmpty else {
            throw TensorError("block", "a list of blocks is empty, and each must hold at least one")
        }
        let rank = max(depth, tensors.map(\.rank).max() ?? 0)
        return concatenate(
            try tensors.map {
                try reshape($0, to: Array(repeating: 1, count: rank - $0.rank) + $0.shape)
            }, axis: -depth)
    }
}
