/// The Householder factors of a QR decomposition (`jax.lax.linalg.geqrf`): R in the upper triangle, the reflectors'
/// vectors, whose first element is 1, below it, and their factors τ.
///
/// XLA expands it itself, on every platform.
struct HouseholderFactors: MatrixPrimitive {
    let algorithms = LinearAlgebraAlgorithms.current
    var name: String { "householder_factors" }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let (rows, columns) = try matrixSize(inputs[0])
        let leading = Array(inputs[0].shape.dropLast(2))
        return [inputs[0].strong, inputs[0].strong.with(shape: leading + [min(rows, columns)])]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard outputs[0].count > 0 else { return [inputs[0], context.splat(0, outputs[1])] }
        if let results = MatrixRoutine.householderFactors.lower(
            inputs, outputs, algorithms, in: context)
        {
            return results
        }
        return context.emit(
            "stablehlo.custom_call", inputs, attributes: "call_target_name = \"Qr\"",
            results: outputs)
    }
}

/// The product of Householder reflectors, of which the first columns are wanted
/// (`jax.lax.linalg.householder_product`).
///
/// Operands are the matrix below whose diagonal the vectors stand, and the factors τ.
struct HouseholderProduct: Primitive {
    let algorithms = LinearAlgebraAlgorithms.current

    var name: String { "householder_product" }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let (a, taus) = (inputs[0], inputs[1])
        guard a.rank >= 2, taus.rank == a.rank - 1, a.dtype == taus.dtype, a.dtype.isFactorable,
            a.shape.dropLast(2) == taus.shape.dropLast(1),
            a.shape[a.rank - 2] >= a.shape[a.rank - 1],
            taus.shape[a.rank - 2] <= a.shape[a.rank - 1]
        else {
            throw TensorError(
                name,
                """
                needs matrices with no more columns than rows and at most one factor for each column, of one \
                floating or complex dtype; the types are \(a) and \(taus)
                """)
        }
        return [a.strong]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard outputs[0].count > 0 else { return [inputs[0]] }
        guard inputs[1].type.count > 0 else {
            let shape = outputs[0].shape
            let program = try traceClosed([]) { _ in
                [
                    try broadcast(
                        .eye(shape[shape.count - 2], shape.last!, dtype: outputs[0].dtype),
                        to: shape)
                ]
            }
            return try context.inline(program, [])
        }
        if let results = MatrixRoutine.householderProduct.lower(
            inputs, outputs, algorithms, in: context)
        {
            return results
        }
        return context.emit(
            "stablehlo.custom_call", inputs,
            attributes: "call_target_name = \"ProductOfElementaryHouseholderReflectors\"",
            results: outputs)
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let operands = try zip(inputs, axes).map { try batchedInFront($0, $1, size: batch.size) }
        return BatchResult(try bind1(self, operands[0], operands[1]), 0)
    }
}

/// Q and R by Householder reflectors.
///
/// - Parameter columns: how many columns Q has and rows R: the smaller side of the matrix, or all its rows.
func householderQR(_ a: Tensor, columns: Int) throws -> (q: Tensor, r: Tensor) {
    let (rows, width) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
    let results = try bind(HouseholderFactors(), [a])
    var vectors = results[0]
    if columns < width {
        vectors = try part(vectors, a.rank - 1, 0, columns)
    } else if columns > width {
        let leading = a.shape.dropLast(1).map { _ in 0 }
        vectors = try bind1(
            Pad(
                low: leading + [0], high: leading + [columns - width],
                interior: leading + [0]), vectors, scalar(0, a.dtype))
    }
    let q = try bind1(HouseholderProduct(), vectors, results[1])
    let r = triu(try part(results[0], a.rank - 2, 0, min(columns, rows)))
    return (q, r)
}
