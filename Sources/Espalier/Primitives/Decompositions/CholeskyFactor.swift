/// The lower triangular L with L Lᴴ equal to a Hermitian positive definite matrix (`jax.lax.linalg.cholesky`).
///
/// NaN, on and below the diagonal, where the matrix is not positive definite. Only the lower triangle is read.
struct CholeskyFactor: MatrixPrimitive {
    let algorithms = LinearAlgebraAlgorithms.current
    var name: String { "cholesky" }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        _ = try squareSize(inputs[0])
        return [inputs[0].strong]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard outputs[0].count > 0 else { return inputs }
        if let results = MatrixRoutine.cholesky.lower(inputs, outputs, algorithms, in: context) {
            return results
        }
        let factor = context.emit(
            "stablehlo.cholesky", inputs, attributes: "lower = true", result: outputs[0])
        // The compiler leaves NaN only where it came upon a negative pivot, and the other triangle undefined.
        return try lowerMatrices([factor], outputs, in: context) { tensors in
            let pivots = real(matrixDiagonal(tensors[0]))
            let isPositive = (pivots .> scalar(0, pivots.dtype)).all(axis: -1)
            let factor = which(
                isPositive.reshaped([-1, 1, 1]), tensors[0], scalar(.nan, tensors[0].dtype))
            return [tril(factor)]
        }
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let factor = try bind1(self, primals[0])
        guard let tangent = tangents[0] else { return JVPResult(factor, nil) }
        // From d(L Lᴴ): the lower triangle, its diagonal halved, of L⁻¹ dA L⁻ᴴ is L⁻¹ dL.
        let right = try bind1(
            TriangularSolve(isLeft: false, isLower: true, transform: .adjoint), factor, tangent)
        let inner = try bind1(TriangularSolve(isLeft: true, isLower: true), factor, right)
        let halves = 1 + identityMatrix(factor.shape.last!, factor.dtype)
        return JVPResult(factor, factor.matmul(tril(inner) / halves))
    }
}
