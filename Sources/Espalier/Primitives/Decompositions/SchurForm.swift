/// The Schur form of general matrices and the unitary matrix that leads to it (`jax.lax.linalg.schur`), which only LAPACK
/// computes.
///
/// For real matrices the form has blocks of two rows on its diagonal, for pairs of complex eigenvalues.
struct SchurForm: MatrixPrimitive {
    var name: String { "schur" }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        _ = try squareSize(inputs[0])
        return [inputs[0].strong, inputs[0].strong]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard outputs[0].count > 0 else { return [inputs[0], inputs[0]] }
        guard let results = MatrixRoutine.schur.lower(inputs, outputs, .automatic, in: context)
        else { throw LAPACK.missing(name) }
        return results
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        guard tangents[0] == nil else {
            throw TensorError(
                name,
                "has no derivative, because the matrices aren't unique; pass stopGradient(x) to it")
        }
        return JVPResult(try bind(self, primals), [nil, nil])
    }
}
