/// The eigenvalues and right eigenvectors of general matrices (`jax.numpy.linalg.eig`).
///
/// They are computed by the system's LAPACK, which compiled programs call: by the library that the environment variable
/// `ESPALIER_LAPACK` names, or else the first one found of OpenBLAS, LAPACK itself, MKL and Accelerate.
/// Each vector has length 1, and its largest element is real. The order of the values is LAPACK's. A matrix
/// with an element that is not finite gives NaN.
///
/// Derivatives of the values exist where they are distinct. Those of the vectors need distinct values, too, and that
/// no vector has two largest elements of one size; because neither can be checked, they have to be asked for, as in
/// JAX. Derivatives of any order exist then.
///
/// - Parameters:
///   - a: matrices in the last two axes, of dtype float32, float64, complex64 or complex128; integers and bools
///     become float32.
///   - differentiableVectors: whether the vectors' derivatives are wanted (`enable_eigvec_derivs` of
///     `jax.lax.linalg.eig`).
/// - Returns: complex values of shape `[…, n]`, and vectors as columns of matrices of shape `[…, n, n]`.
/// - Precondition: LAPACK is installed; the error says how.
public func eig(
    _ a: Tensor, differentiableVectors: Bool = false
) -> (eigenvalues: Tensor, eigenvectors: Tensor) {
    checked2(a) {
        let results = try bind(
            GeneralEigen(hasRight: true, vectorsAreDifferentiable: differentiableVectors),
            [try generalOperand(a, "eig")])
        return (results[0], results[1])
    }
}

/// The eigenvalues of general matrices (`jax.numpy.linalg.eigvals`).
///
/// As ``eig(_:differentiableVectors:)``, and differentiable where the values are distinct.
public func eigvals(_ a: Tensor) -> Tensor {
    checked(a) { try bind1(GeneralEigen(), try generalOperand(a, "eigvals")) }
}

/// Square matrices for an algorithm that only LAPACK has.
func generalOperand(_ a: Tensor, _ operation: String) throws -> Tensor {
    let a = try squareOperand(a, operation)
    do { _ = try LAPACK.shared.get() } catch { throw TensorError(operation, error.message) }
    return a
}
