/// The eigenvalues, in ascending order, and eigenvectors of Hermitian matrices (`jax.lax.linalg.eigh`).
///
/// Both triangles are read. Results are the eigenvalues and the matrix whose columns are the eigenvectors. Derivatives
/// are those of distinct eigenvalues: where some are equal, those of their eigenvectors are not finite.
struct SymmetricEigen: MatrixPrimitive {
    let algorithms = LinearAlgebraAlgorithms.current
    var name: String { "eigh" }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        _ = try squareSize(inputs[0])
        let type = inputs[0].strong
        return [
            type.with(shape: Array(type.shape.dropLast()), dtype: type.dtype.realPart), type,
        ]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard outputs[1].count > 0 else { return [context.splat(0, outputs[0]), inputs[0]] }
        if let results = MatrixRoutine.symmetricEigen.lower(
            inputs, outputs, algorithms, in: context)
        {
            return results
        }
        return try lowerMatrices(inputs, outputs, in: context) { tensors in
            let (values, vectors) = try symmetricEigen(tensors[0])
            return [values, vectors]
        }
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let results = try bind(self, primals)
        guard let tangent = tangents[0] else { return JVPResult(results, [nil, nil]) }
        let (values, vectors) = (results[0], results[1])
        let turned = try adjoint(vectors).matmul(tangent).matmul(vectors)
        let w = values.asType(vectors.dtype)
        let eye = identityMatrix(w.shape.last!, w.dtype)
        let inverse = 1 / (eye + w.expanded(at: -2) - w.expanded(at: -1)) - eye
        return JVPResult(
            results, [real(matrixDiagonal(turned)), vectors.matmul(inverse * turned)])
    }
}

/// Eigenvalues and eigenvectors of Hermitian matrices of the shape [batch, size, size].
func symmetricEigen(_ a: Tensor) throws -> (values: Tensor, vectors: Tensor) {
    let size = a.shape[1]
    guard size > 1 else {
        return (real(try reshape(a, to: [a.shape[0], 1])), Tensor.ones(like: a) + a * 0)
    }
    return try jacobiEigen(a)
}

/// Eigenvalues and eigenvectors by rotations.
///
/// A multiple of the identity is added that makes all eigenvalues positive and about as large. Then
/// the columns of the matrix times its eigenvectors are orthogonal, and they are the eigenvectors again but for their
/// lengths; so making columns orthogonal is enough.
func jacobiEigen(_ a: Tensor) throws -> (values: Tensor, vectors: Tensor) {
    let size = a.shape[1]
    let type = a.dtype.realPart
    let bound = abs(a).sum(axis: 2).max(axis: 1).reshaped([-1, 1, 1])
    let scale = which(bound .> scalar(0, type), bound, scalar(1, type)).asType(a.dtype)
    let scaled = a / scale
    let shifted = scaled + identityMatrix(size, a.dtype) * scalar(2, a.dtype)
    let rows = try jacobiOrthogonalized(try matrixTransposed(shifted), measured: size)
    let vectors = rows / sqrt(try squaredLengths(rows, size)).asType(a.dtype)
    // Rayleigh's quotients are exact where eigenvectors are unit vectors.
    let images = vectors.matmul(try matrixTransposed(scaled))
    let values = real((conjugate(vectors) * images).sum(axis: 2))
    let order = argsort(values, axis: 1)
    let sorted = takeAlongAxis(vectors, order.expanded(at: 2), axis: 1)
    return (
        takeAlongAxis(values, order, axis: 1) * real(scale.reshaped([-1, 1])),
        try matrixTransposed(sorted)
    )
}
