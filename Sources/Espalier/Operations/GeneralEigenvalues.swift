import ComplexModule

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
    let results = checked([a], count: 2) {
        let a = try eigenOperand(a, "eig")
        if differentiableVectors {
            let results = differentiableEigen(a)
            return [results[0], results[2]]
        }
        let rule = customJVP({ (a: Tensor) -> [Tensor] in
            let results = hostEigen(a)
            return [results[0], results[2]]
        }) { (a: Tensor, da: Tensor) -> ([Tensor], [Tensor]) in
            let refusal = failed(
                TensorError(
                    "eig",
                    """
                    derivatives of eigenvectors are right only where the eigenvalues are distinct and no vector has \
                    two largest elements, which can't be checked; ask for them by differentiableVectors: true, or \
                    differentiate eigvals(_:) alone
                    """))
            return ([refusal, refusal], [refusal, refusal])
        }
        return rule(a)
    }
    return (results[0], results[1])
}

/// The eigenvalues of general matrices (`jax.numpy.linalg.eigvals`).
///
/// As ``eig(_:differentiableVectors:)``, and differentiable where the values are distinct.
public func eigvals(_ a: Tensor) -> Tensor {
    checked(a) {
        let a = try eigenOperand(a, "eigvals")
        return differentiableEigen(a)[0]
    }
}

private func eigenOperand(_ a: Tensor, _ operation: String) throws -> Tensor {
    let a = a.dtype.isInexact ? a : try convert(a, to: .float32)
    guard a.rank >= 2, a.shape[a.rank - 1] == a.shape[a.rank - 2] else {
        throw TensorError(
            operation, "needs square matrices in the last two axes, and got \(a.type)")
    }
    switch a.dtype {
    case .float32, .float64, .complex64, .complex128: break
    default:
        throw TensorError(
            operation,
            "LAPACK has no algorithm for \(a.dtype); convert the matrix with asType(.float32) first"
        )
    }
    _ = try LAPACK.shared.get()
    return a
}

/// Eigenvalues, left and right eigenvectors, with their derivatives.
private func differentiableEigen(_ a: Tensor) -> [Tensor] {
    let rule = customJVP(hostEigen) { (a: Tensor, da: Tensor) -> ([Tensor], [Tensor]) in
        let results = differentiableEigen(a)
        let (values, left, right) = (results[0], results[1], results[2])
        let da = da.asType(values.dtype)
        let (dValues, dRight) = eigenTangents(values, right, dual: left, da)
        let adjoint = conjugate(da).swappingAxes(-1, -2)
        let (_, dLeft) = eigenTangents(conjugate(values), left, dual: right, adjoint)
        return (results, [dValues, dLeft, dRight])
    }
    return rule(a)
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

/// Eigenvalues, left and right eigenvectors, by LAPACK.
private func hostEigen(_ a: Tensor) -> [Tensor] {
    let dtype = a.dtype.complexified
    let vectors = ShapedTensor(shape: a.shape, dtype: dtype)
    let values = ShapedTensor(shape: Array(a.shape.dropLast()), dtype: dtype)
    return pureCallback(
        resultTypes: [values, vectors, vectors], a, vmapMethod: .expandDims
    ) { inputs in
        let a = inputs[0]
        switch a.dtype {
        case .float32:
            return try eigen(a, try a.scalars(as: Float.self), { Complex<Float>($0, $1) })
        case .float64:
            return try eigen(a, try a.scalars(as: Double.self), { Complex<Double>($0, $1) })
        case .complex64:
            let parts = try a.scalars(as: Complex<Float>.self).flatMap { [$0.real, $0.imaginary] }
            return try eigen(a, parts, { Complex<Float>($0, $1) })
        default:
            let parts = try a.scalars(as: Complex<Double>.self).flatMap { [$0.real, $0.imaginary] }
            return try eigen(a, parts, { Complex<Double>($0, $1) })
        }
    }
}

/// The decompositions of all matrices of a batch.
private func eigen<Number: BinaryFloatingPoint & BitwiseCopyable, Element: TensorScalar>(
    _ a: Tensor, _ parts: [Number], _ element: (Number, Number) -> Element
) throws -> [Tensor] {
    let lapack = try LAPACK.shared.get()
    let size = a.shape[a.rank - 1]
    let length = size * size * (a.dtype.isComplex ? 2 : 1)
    var collected: [[Number]] = [[], [], []]
    for matrix in 0..<a.shape.dropLast(2).reduce(1, *) {
        let elements = Array(parts[matrix * length..<(matrix + 1) * length])
        if let found = try lapack.eigen(size, elements, isComplex: a.dtype.isComplex) {
            collected[0] += found.values
            collected[1] += found.left
            collected[2] += found.right
        } else {
            for (index, count) in [size, size * size, size * size].enumerated() {
                collected[index] += [Number](repeating: .nan, count: 2 * count)
            }
        }
    }
    let shapes = [Array(a.shape.dropLast()), a.shape, a.shape]
    return zip(collected, shapes).map { numbers, shape in
        let elements = stride(from: 0, to: numbers.count, by: 2).map {
            element(numbers[$0], numbers[$0 + 1])
        }
        return Tensor(scalars: elements, shape: shape)
    }
}
