/// The LU decomposition with row exchanges (`jax.lax.linalg.lu`).
///
/// Results are L (below the diagonal, whose ones are left out) and U in one matrix, the row that each step's row was
/// exchanged with, and the order of rows that comes of it: the operand's rows in that order are L U.
struct LUFactors: MatrixPrimitive {
    let algorithms = LinearAlgebraAlgorithms.current
    var name: String { "lu" }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let (rows, columns) = try matrixSize(inputs[0])
        let leading = Array(inputs[0].shape.dropLast(2))
        return [
            inputs[0].strong,
            ShapedTensor(shape: leading + [min(rows, columns)], dtype: .int32),
            ShapedTensor(shape: leading + [rows], dtype: .int32),
        ]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard outputs[0].count > 0 else {
            let program = try traceClosed([]) { _ in
                [
                    fill(0, outputs[1]),
                    try broadcast(.arange(outputs[2].shape.last!), to: outputs[2].shape),
                ]
            }
            return [inputs[0]] + (try context.inline(program, []))
        }
        if let results = MatrixRoutine.lu.lower(inputs, outputs, algorithms, in: context) {
            return results
        }
        return try lowerMatrices(inputs, outputs, in: context) { try luFactorized($0[0]) }
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let results = try bind(self, primals)
        guard let tangent = tangents[0] else { return JVPResult(results, [nil, nil, nil]) }
        let (rows, columns) = try matrixSize(tangent.type)
        let (count, rank) = (min(rows, columns), tangent.rank)
        let packed = results[0]
        // Both factors completed to square matrices.
        func padded(_ x: Tensor, axis: Int, by amount: Int) throws -> Tensor {
            let high = (0..<rank).map { $0 == axis ? amount : 0 }
            let none = high.map { _ in 0 }
            return try bind1(
                Pad(low: none, high: high, interior: none), x, scalar(0, x.dtype))
        }
        let lower = try padded(
            tril(try part(packed, rank - 1, 0, count), offset: -1), axis: rank - 1, by: rows - count
        )
        let l = lower + identityMatrix(rows, packed.dtype)
        let upper = try padded(
            triu(try part(packed, rank - 2, 0, count)), axis: rank - 2, by: columns - count)
        let beyond = diag((Tensor.arange(columns) .>= .weak(count)).asType(packed.dtype))
        let u = upper + beyond
        // The parts below and above the diagonal of L⁻¹ dA U⁻¹ are L⁻¹ dL and dU U⁻¹.
        let permuted = takeAlongAxis(tangent, results[2].expanded(at: -1), axis: -2)
        let left = try bind1(
            TriangularSolve(isLeft: true, isLower: true, hasUnitDiagonal: true), l, permuted)
        let both = try bind1(TriangularSolve(isLeft: false, isLower: false), u, left)
        let change = l.matmul(tril(both, offset: -1)) + triu(both).matmul(u)
        return JVPResult(results, [change, nil, nil])
    }
}
