/// The singular values, in descending order, and where wanted the singular vectors (`jax.lax.linalg.svd`).
///
/// Results are the values, or the left vectors as columns, the values, and the right vectors as conjugated rows.
/// Derivatives are those of distinct values that aren't 0.
struct SingularValues: MatrixPrimitive {
    enum Vectors: String {
        case none
        /// As many as singular values.
        case reduced
        /// Completed to square matrices.
        case full
    }

    let vectors: Vectors
    let algorithms = LinearAlgebraAlgorithms.current

    var name: String { "svd" }
    var printedParameters: [(name: String, value: String)] { [("vectors", vectors.rawValue)] }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let (rows, columns) = try matrixSize(inputs[0])
        let (type, count) = (inputs[0].strong, min(rows, columns))
        let leading = Array(type.shape.dropLast(2))
        let values = type.with(shape: leading + [count], dtype: type.dtype.realPart)
        let isFull = vectors == .full
        return vectors == .none
            ? [values]
            : [
                type.with(shape: leading + [rows, isFull ? rows : count]), values,
                type.with(shape: leading + [isFull ? columns : count, columns]),
            ]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let (rows, columns) = try matrixSize(inputs[0].type)
        guard inputs[0].type.count > 0 else {
            // The vectors of an empty matrix are any orthonormal ones.
            let program = try traceClosed([]) { _ in
                try outputs.map { type in
                    guard type.rank == inputs[0].type.rank, type.count > 0 else {
                        return fill(0, type)
                    }
                    return try broadcast(
                        identityMatrix(type.shape.last!, type.dtype), to: type.shape)
                }
            }
            return try context.inline(program, [])
        }
        if let results = MatrixRoutine.singularValues(vectors).lower(
            inputs, outputs, algorithms, in: context)
        {
            return results
        }
        return try lowerMatrices(inputs, outputs, in: context) { tensors in
            if rows >= columns { return try tallSingular(tensors[0], vectors) }
            let results = try tallSingular(try adjoint(tensors[0]), vectors)
            guard vectors != .none else { return results }
            return [try adjoint(results[2]), results[1], try adjoint(results[0])]
        }
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let a = primals[0]
        guard let tangent = tangents[0] else {
            let results = try bind(self, primals)
            return JVPResult(results, results.map { _ in nil })
        }
        let (rows, columns) = try matrixSize(a.type)
        guard vectors != .full || rows == columns else {
            throw TensorError(
                name,
                """
                the vectors beyond the singular values are any that complete the others, and have no derivative; \
                leave them out by fullMatrices: false
                """)
        }
        let results = try bind(SingularValues(vectors: .reduced), primals)
        let (u, s, vh) = (results[0], results[1], results[2])
        let (uh, v) = (try adjoint(u), try adjoint(vh))
        let turned = uh.matmul(tangent).matmul(v)
        let slope = real(matrixDiagonal(turned))
        if vectors == .none { return JVPResult(s, slope) }
        let (row, column) = (s.expanded(at: -2), s.expanded(at: -1))
        let eye = identityMatrix(s.shape.last!, s.dtype)
        let gaps = (row + column) * (row - column)
        let inverse = (1 / (gaps + eye) - eye).asType(a.dtype)
        let zeros = (s .== 0).asType(s.dtype)
        let reciprocal = (1 / (s + zeros) - zeros).expanded(at: -2).asType(a.dtype)
        let (right, left) = (row.asType(a.dtype) * turned, column.asType(a.dtype) * turned)
        // The phases of a pair of vectors are free together; this rule turns the left one only.
        let phases =
            (turned - (try adjoint(turned))) * 0.5 * reciprocal * eye.asType(a.dtype)
        var du = u.matmul(inverse * (right + (try adjoint(right))) + phases)
        var dv = v.matmul(inverse * (left + (try adjoint(left))))
        if rows > columns {
            let image = tangent.matmul(v)
            du = du + (image - u.matmul(uh.matmul(image))) / row.asType(a.dtype)
        } else if rows < columns {
            let image = try adjoint(tangent).matmul(u)
            dv = dv + (image - v.matmul(vh.matmul(image))) / row.asType(a.dtype)
        }
        return JVPResult([u, s, vh], [du, slope, try adjoint(dv)])
    }
}

/// The decomposition of matrices of the shape [batch, rows, columns] with no more columns than rows.
private func tallSingular(_ a: Tensor, _ vectors: SingularValues.Vectors) throws -> [Tensor] {
    let (rows, columns) = (a.shape[1], a.shape[2])
    let type = a.dtype.realPart
    let largest = abs(a).max(axes: [1, 2], keepDims: true)
    let scale = which(largest .> scalar(0, type), largest, scalar(1, type))
    let scaled = a / scale.asType(a.dtype)
    // NaN in each result where an element is not finite.
    let poison = (scaled - scaled).sum(axes: [1, 2], keepDims: true)
    var lines = try matrixTransposed(scaled)
    if vectors != .none {
        let eye = try broadcast(
            identityMatrix(columns, a.dtype), to: [a.shape[0], columns, columns])
        lines = concatenate([lines, eye], axis: 2)
    }
    let rotated = try jacobiOrthogonalized(lines, measured: rows)
    let lengths = sqrt(try squaredLengths(rotated, rows))
    let order = argsort(lengths, axis: 1, descending: true)
    let s = takeAlongAxis(lengths, order, axis: 1)
    let values = (s * scale + real(poison)).reshaped([-1, columns])
    guard vectors != .none else { return [values] }
    let sorted = takeAlongAxis(rotated, order, axis: 1)
    let right = conjugate(try part(sorted, 2, rows, rows + columns)) + poison
    let images = try part(sorted, 2, 0, rows)
    let directions = images / which(s .> scalar(0, type), s, scalar(1, type)).asType(a.dtype)
    let left = try orthonormalized(try matrixTransposed(directions), full: vectors == .full)
    return [left + poison, values, right]
}

/// Columns that are nearly orthonormal made so to the last digit, and completed: those that are 0, or
/// of no certain direction, are replaced by any that fit.
func orthonormalized(_ columns: Tensor, full: Bool) throws -> Tensor {
    let (rows, count) = (columns.shape[1], columns.shape[2])
    let (q, r) = try householderQR(columns, columns: full ? rows : count)
    let pivots = matrixDiagonal(r)
    let modulus = abs(pivots)
    let zero = scalar(0, modulus.dtype)
    let safe = which(modulus .> zero, modulus, scalar(1, modulus.dtype)).asType(pivots.dtype)
    var phases = which(modulus .> zero, pivots / safe, scalar(1, pivots.dtype))
    if phases.shape[1] < q.shape[2] {
        phases = try bind1(
            Pad(low: [0, 0], high: [0, q.shape[2] - phases.shape[1]], interior: [0, 0]), phases,
            scalar(1, pivots.dtype))
    }
    return q * phases.expanded(at: 1)
}
