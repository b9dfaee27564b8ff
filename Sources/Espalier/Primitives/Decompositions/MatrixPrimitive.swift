/// A primitive of one operand whose last two axes are matrices and whose other axes are batches.
protocol MatrixPrimitive: Primitive {}

extension MatrixPrimitive {
    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        guard let axis = axes[0] else {
            let results = try bind(self, inputs)
            return BatchResult(results, results.map { _ in nil })
        }
        let results = try bind(self, [try moveAxis(inputs[0], from: axis, to: 0)])
        return BatchResult(results, results.map { _ in 0 })
    }

    /// The rows and columns of a matrix operand, whose dtype must be floating or complex of 32 bits or more.
    func matrixSize(_ type: ShapedTensor) throws -> (rows: Int, columns: Int) {
        guard type.rank >= 2 else {
            throw TensorError(
                name,
                "needs a matrix, or matrices along leading axes, and the shape is \(type.shape)")
        }
        guard type.dtype.isFactorable else {
            throw TensorError(
                name,
                "needs float32, float64, complex64 or complex128, and the dtype is \(type.dtype)")
        }
        return (type.shape[type.rank - 2], type.shape[type.rank - 1])
    }

    /// The size of a square matrix operand.
    func squareSize(_ type: ShapedTensor) throws -> Int {
        let (rows, columns) = try matrixSize(type)
        guard rows == columns else {
            throw TensorError(
                name, "needs square matrices, and the shape \(type.shape) is \(rows) × \(columns)")
        }
        return rows
    }

    /// Writes a function of tensors in place: an algorithm put together from other operations.
    ///
    /// The function gets its operands with all leading axes as one, and so it gives its results.
    func lowerMatrices(
        _ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering,
        _ body: ([Tensor]) throws -> [Tensor]
    ) throws -> [Value] {
        let program = try traceClosed(inputs.map(\.type.strong)) { tensors in
            let flat = try tensors.map { tensor in
                let leading = tensor.shape.dropLast(2)
                return try reshape(tensor, to: [leading.sizeProduct] + tensor.shape.suffix(2))
            }
            return try zip(try body(flat), outputs).map { try reshape($0, to: $1.shape) }
        }
        return try context.inline(program, inputs)
    }
}

extension DType {
    /// Whether matrices of this dtype can be factored: narrower floats can't.
    var isFactorable: Bool { isInexact && realPart.byteSize >= 4 }
}

// MARK: - What rules of matrices are made of

/// The rows and columns exchanged.
func matrixTransposed(_ x: Tensor) throws -> Tensor {
    var order = Array(0..<x.rank)
    order.swapAt(x.rank - 1, x.rank - 2)
    return try permuteAxes(x, order)
}

/// The rows and columns exchanged, and conjugated.
func adjoint(_ x: Tensor) throws -> Tensor { conjugate(try matrixTransposed(x)) }

/// Half the sum of a square matrix and its adjoint.
func hermitianPart(_ x: Tensor) throws -> Tensor { (x + (try adjoint(x))) * 0.5 }

/// The main diagonals, along the last axis.
func matrixDiagonal(_ x: Tensor) -> Tensor { diagonal(x, axis1: -2, axis2: -1) }

/// The identity matrix of a dtype.
func identityMatrix(_ size: Int, _ dtype: DType) -> Tensor { .eye(size, dtype: dtype) }

/// A scalar of a dtype.
func scalar(_ value: Double, _ dtype: DType) -> Tensor {
    Tensor(.float(value), dtype, isWeak: false)
}
