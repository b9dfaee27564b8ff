// What the functions of matrices ask of their operands. Matrices stand in the last two axes; the axes before are batches.

/// A matrix operand in a floating or complex dtype: integers become float32.
func matrixOperand(_ x: Tensor, _ operation: String) throws -> Tensor {
    guard x.rank >= 2 else {
        throw TensorError(
            operation,
            "needs a matrix, or matrices along leading axes, and the shape is \(x.shape)")
    }
    return try factorable(x, operation)
}

/// A square matrix operand in a floating or complex dtype.
func squareOperand(_ x: Tensor, _ operation: String) throws -> Tensor {
    let matrix = try matrixOperand(x, operation)
    let (rows, columns) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
    guard rows == columns else {
        throw TensorError(
            operation, "needs square matrices, and the shape \(x.shape) is \(rows) × \(columns)")
    }
    return matrix
}

/// An operand in a dtype that matrices can be factored in.
func factorable(_ x: Tensor, _ operation: String) throws -> Tensor {
    let x = try convert(try promotedToInexact(x), to: try promotedToInexact(x).dtype)
    guard x.dtype.isFactorable else {
        throw TensorError(
            operation,
            """
            needs float32, float64, complex64 or complex128, and the dtype is \(x.dtype); convert it with \
            asType(.float32)
            """)
    }
    return x
}

/// Two operands in one dtype that matrices can be factored in.
func factorable(_ a: Tensor, _ b: Tensor, _ operation: String) throws -> (Tensor, Tensor) {
    let operands = try promoted([a, b])
    return (try factorable(operands[0], operation), try factorable(operands[1], operation))
}

/// Two operands whose batches are broadcast to each other, and whose last axes stay.
func withCommonBatch(
    _ a: Tensor, _ b: Tensor, last: (Int, Int) = (2, 2), _ operation: String
) throws -> (Tensor, Tensor) {
    let batches = [Array(a.shape.dropLast(last.0)), Array(b.shape.dropLast(last.1))]
    guard let batch = try? broadcastShape(batches, for: operation) else {
        throw TensorError(
            operation,
            """
            batch axes can't be broadcast: the shapes \(a.shape) and \(b.shape) have \(batches[0]) and \
            \(batches[1]) before the matrices, whose sizes must be equal or 1
            """)
    }
    return (
        try broadcast(a, to: batch + a.shape.suffix(last.0)),
        try broadcast(b, to: batch + b.shape.suffix(last.1))
    )
}

/// Applies a function with a derivative of its own.
///
/// - Parameters:
///   - function: from operands to results; it must use nothing else that is differentiated.
///   - rule: takes operands and their tangents; gives results and their tangents, linear in those.
func withTangentRule(
    _ operands: [Tensor], _ function: @escaping ([Tensor]) throws -> [Tensor],
    rule: @escaping ([Tensor], [Tensor]) throws -> (results: [Tensor], tangents: [Tensor])
) throws -> [Tensor] {
    let count = operands.count
    let call = CustomJVPCall(
        function: TensorFunction(function),
        rule: TensorFunction { arguments in
            let result = try rule(Array(arguments[..<count]), Array(arguments[count...]))
            return result.results + result.tangents
        })
    return try bind(call, operands)
}

/// Results of several tensors where operands are poisoned or a mistake is made.
func checked2(_ operands: Tensor..., body: () throws -> (Tensor, Tensor)) -> (Tensor, Tensor) {
    let results = checked(operands, count: 2) {
        let pair = try body()
        return [pair.0, pair.1]
    }
    return (results[0], results[1])
}

/// Results of three tensors where operands are poisoned or a mistake is made.
func checked3(
    _ operands: Tensor..., body: () throws -> (Tensor, Tensor, Tensor)
) -> (Tensor, Tensor, Tensor) {
    let results = checked(operands, count: 3) {
        let triple = try body()
        return [triple.0, triple.1, triple.2]
    }
    return (results[0], results[1], results[2])
}
