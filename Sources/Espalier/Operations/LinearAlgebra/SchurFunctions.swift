// Functions of general matrices by their Schur form: the function of a triangle, between the unitary matrices.

/// The principal square roots of matrices (`jax.scipy.linalg.sqrtm`): the X with X X = A, complex.
///
/// By the method of Björck and Hammarling. Differentiable, which JAX's is not, where no two eigenvalues of the root have
/// the sum 0: backwards once, forwards any number of times. Where a matrix has no root, numbers are not finite.
///
/// - Precondition: LAPACK is installed; the error says how.
public func sqrtm(_ a: Tensor) -> Tensor {
    checked(a) {
        let a = try generalOperand(a, "sqrtm")
        guard a.count > 0 else { return a.asType(a.dtype.complexified) }
        return try withTangentRule([a]) { operands in
            let (t, z) = schur(operands[0], output: .complex)
            return [z.matmul(try triangularRoot(t)).matmul(try adjoint(z))]
        } rule: { operands, tangents in
            // d(X X) = X dX + dX X.
            let x = sqrtm(operands[0])
            return ([x], [solveSylvester(x, x, tangents[0].asType(x.dtype))])
        }[0]
    }
}

/// The square root of upper triangular matrices, column by column.
private func triangularRoot(_ t: Tensor) throws -> Tensor {
    let size = t.shape.last!
    let roots = sqrt(matrixDiagonal(t))
    let (rows, eye) = (Tensor.arange(size), identityMatrix(size, t.dtype))
    let (zero, one) = (scalar(0, t.dtype), scalar(1, t.dtype))
    let sequences = [
        try moveAxis(t, from: t.rank - 1, to: 0), try moveAxis(roots, from: roots.rank - 1, to: 0),
        rows,
    ]
    let (root, _) = scan(
        initial: zeros(like: t), over: sequences
    ) { root, column -> (Tensor, EmptyTree) in
        let (own, here) = (column[1].expanded(at: -1), column[2])
        // Above the diagonal: the rows' roots and this column's multiply the unknown numbers.
        let isAbove = rows .< here
        let diagonal = which(isAbove, roots + own, one)
        let isNone = diagonal .== zero
        let strict = triu(root, offset: 1)
        let matrix = strict + eye * which(isNone, one, diagonal).expanded(at: -1)
        let right = which(isAbove, column[0], zero)
        let solved = triangularSolve(matrix, right.expanded(at: -1), left: true, lower: false)
            .squeezed(axis: -1)
        // What has no root would have to be divided by 0; 0 by 0 is 0.
        let above = which(isNone & (solved .!= zero), scalar(.infinity, t.dtype), solved)
        let next = which(rows .== here, own, above)
        return (
            root + next.expanded(at: -1) * (rows .== here).asType(t.dtype), EmptyTree()
        )
    }
    return root
}

/// A function of numbers as a function of a matrix (`jax.scipy.linalg.funm`): the same function of the eigenvalues where a
/// matrix is diagonalisable. The result is complex.
///
/// By Parlett's recurrence, which loses digits where eigenvalues are close to each other. It has no derivative.
///
/// - Parameters:
///   - a: square matrices.
///   - function: of complex numbers, elementwise.
/// - Precondition: LAPACK is installed; the error says how.
public func funm(_ a: Tensor, _ function: (Tensor) -> Tensor) -> Tensor {
    checked(a) {
        let a = try generalOperand(a, "funm")
        guard a.count > 0 else { return a.asType(a.dtype.complexified) }
        let (t, z) = schur(a, output: .complex)
        let size = t.shape.last!
        let values = function(matrixDiagonal(t))
        guard values.shape == Array(t.shape.dropLast()) else {
            throw TensorError(
                "funm",
                "the function must work elementwise, and of \(t.shape.dropLast()) it made \(values.shape)"
            )
        }
        let start = identityMatrix(size, t.dtype) * values.asType(t.dtype).expanded(at: -1)
        let strict = triu(t, offset: 1)
        let diagonal = matrixDiagonal(t)
        let gaps = diagonal.expanded(at: -2) - diagonal.expanded(at: -1)
        let divisors = which(gaps .== scalar(0, t.dtype), scalar(1, t.dtype), gaps)
        let places = Tensor.arange(size)
        let distance = places.expanded(at: 0) - places.expanded(at: 1)
        // One diagonal after the other: F T = T F tells it by those below.
        let result = foriLoop(1..<max(size, 1), initial: start) { step, f in
            let values = matrixDiagonal(f)
            let first = strict * (values.expanded(at: -2) - values.expanded(at: -1))
            let inner = triu(f, offset: 1)
            let rest = strict.matmul(inner) - inner.matmul(strict)
            return f + which(distance .== step, (first + rest) / divisors, scalar(0, t.dtype))
        }
        return z.matmul(result).matmul(try adjoint(z))
    }
}
