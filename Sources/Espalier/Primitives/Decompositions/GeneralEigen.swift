/// The eigenvalues and eigenvectors of general matrices (`jax.lax.linalg.eig`), which only LAPACK computes.
///
/// Results are complex: the values, in LAPACK's order, and where wanted the left and the right vectors, as columns of length 1
/// whose largest elements are real.
struct GeneralEigen: MatrixPrimitive {
    var hasLeft = false
    var hasRight = false
    /// Whether the user asked for derivatives of vectors.
    var vectorsAreDifferentiable = false

    var name: String { "eig" }
    var printedParameters: [(name: String, value: String)] {
        [("left", "\(hasLeft)"), ("right", "\(hasRight)")]
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        _ = try squareSize(inputs[0])
        let vectors = inputs[0].strong.with(dtype: inputs[0].dtype.complexified)
        let values = vectors.with(shape: Array(vectors.shape.dropLast()))
        return [values] + (hasLeft ? [vectors] : []) + (hasRight ? [vectors] : [])
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard outputs[0].count > 0 else { return outputs.map { context.splat(0, $0) } }
        // There is nothing else that could be asked for.
        let routine = MatrixRoutine.generalEigen(left: hasLeft, right: hasRight)
        guard let results = routine.lower(inputs, outputs, .automatic, in: context) else {
            throw LAPACK.missing(name)
        }
        return results
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        guard let tangent = tangents[0] else {
            let results = try bind(self, primals)
            return JVPResult(results, results.map { _ in nil })
        }
        guard vectorsAreDifferentiable || !(hasLeft || hasRight) else {
            throw TensorError(
                name,
                """
                derivatives of eigenvectors are right only where the eigenvalues are distinct and no vector has two \
                largest elements, which can't be checked; ask for them by differentiableVectors: true, or \
                differentiate eigvals(_:) alone
                """)
        }
        let all = GeneralEigen(hasLeft: true, hasRight: true, vectorsAreDifferentiable: true)
        let found = try bind(all, primals)
        let (values, left, right) = (found[0], found[1], found[2])
        let change = tangent.asType(values.dtype)
        let (slope, turn) = eigenTangents(values, right, dual: left, change)
        var (results, slopes) = ([values], [slope])
        if hasLeft {
            results.append(left)
            slopes.append(
                eigenTangents(conjugate(values), left, dual: right, try adjoint(change)).vectors)
        }
        if hasRight {
            results.append(right)
            slopes.append(turn)
        }
        return JVPResult(results, slopes)
    }
}

extension LAPACK {
    /// Why a program that needs LAPACK can't be compiled.
    static func missing(_ operation: String) -> TensorError {
        do {
            _ = try shared.get()
            return TensorError(
                operation,
                "needs LAPACK, which only programs on the CPU can call, by a plugin with PJRT's FFI extension"
            )
        } catch {
            return TensorError(operation, error.message)
        }
    }
}

/// Tangents of values and vectors by the theory of small perturbations, for vectors that are normalised as LAPACK
/// does (M. Giles, "An extended collection of matrix derivative results for forward and reverse mode algorithmic
/// differentiation", section 3.1, and the rule of `jax.lax.linalg.eig`).
private func eigenTangents(
    _ values: Tensor, _ vectors: Tensor, dual: Tensor, _ da: Tensor
) -> (values: Tensor, vectors: Tensor) {
    let size = values.shape[values.rank - 1]
    // The rows of the inverse of V are the dual vectors, scaled.
    let rows = conjugate(dual).swappingAxes(-1, -2)
    let scale = (conjugate(dual) * vectors).sum(axis: -2).expanded(at: -1)
    let turned = rows.matmul(da.matmul(vectors)) / scale
    let one = Tensor.identity(size, dtype: values.dtype)
    let gaps = values.expanded(at: -2) - values.expanded(at: -1)
    let change = vectors.matmul((1 / (one + gaps) - one) * turned)
    // A multiple of the vector itself is free; length 1 and a real largest element fix it.
    let largest = abs(vectors).argmax(axis: -2).expanded(at: -2)
    let places = Tensor.arange(size).expanded(at: -1)
    let mask = (places .== largest).asType(values.dtype)
    let length = -real((conjugate(vectors) * change).sum(axis: -2))
    let turn = -imaginary((mask * change).sum(axis: -2)) / real((mask * vectors).sum(axis: -2))
    let dVectors = change + vectors * complex(length, turn).expanded(at: -2)
    return (diagonal(turned, axis1: -2, axis2: -1), dVectors)
}
