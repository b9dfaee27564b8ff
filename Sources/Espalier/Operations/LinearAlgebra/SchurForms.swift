// The Schur form of general matrices: unitary matrices that make them triangular. It comes from the system's LAPACK, which
// has to be installed.

/// Whether a Schur form is real or complex.
public enum SchurOutput: Sendable, Hashable {
    /// Of the matrix's own dtype: for real matrices with blocks of two rows on the diagonal.
    case real
    /// Complex, and so truly triangular.
    case complex
}

/// The Schur form T of matrices and unitary Z with A = Z T Zᴴ (`jax.scipy.linalg.schur`).
///
/// It has no derivative. Where a number is not finite all are NaN.
///
/// - Parameters:
///   - a: square matrices, of dtype float32, float64, complex64 or complex128; integers become float32.
///   - output: whether a real matrix's form is complex.
/// - Precondition: LAPACK is installed; the error says how.
public func schur(_ a: Tensor, output: SchurOutput = .real) -> (t: Tensor, z: Tensor) {
    checked2(a) {
        let a = try generalOperand(a, "schur")
        let matrix = output == .complex ? try convert(a, to: a.dtype.complexified) : a
        let results = try bind(SchurForm(), [matrix])
        return (results[0], results[1])
    }
}

/// The complex Schur form that a real one leads to (`jax.scipy.linalg.rsf2csf`).
///
/// - Parameters:
///   - t: from ``schur(_:output:)``.
///   - z: the unitary matrices.
public func complexSchur(_ t: Tensor, _ z: Tensor) -> (t: Tensor, z: Tensor) {
    checked2(t, z) {
        let name = "complexSchur"
        let square = (try generalOperand(t, name), try squareOperand(z, name))
        guard t.shape.last! == z.shape.last! else {
            throw TensorError(
                name, "needs matrices of one size, and the shapes are \(t.shape) and \(z.shape)")
        }
        let operands = try promoted([square.0, square.1])
        let dtype = operands[0].dtype.complexified
        var (t, z) = try withCommonBatch(operands[0], operands[1], name)
        (t, z) = (try convert(t, to: dtype), try convert(z, to: dtype))
        let (shape, size) = (t.shape, t.shape.last!)
        guard size > 1, t.count > 0 else { return (t, z) }
        let start = [
            t.reshaped([-1, size, size]), z.reshaped([-1, size, size]),
        ]
        let last = foriLoop(1..<size, initial: start) { step, state in
            rotated(state[0], state[1], row: .weak(size) - step)
        }
        return (try reshape(last[0], to: shape), try reshape(last[1], to: shape))
    }
}

/// One rotation, which makes the number left of the diagonal in a row 0, of matrices of the shape [batch, size, size].
private func rotated(_ t: Tensor, _ z: Tensor, row: Tensor) -> [Tensor] {
    let (batch, size) = (t.shape[0], t.shape[1])
    let (zero, before) = (Tensor(0), row - 1)
    let rowStart = [zero, before, zero]
    let columnStart = [zero, zero, before]
    let block = dynamicSlice(t, [zero, before, before], sizes: [batch, 2, 2])
    let (upper, lower, left) = (block[.all, 0, 0], block[.all, 1, 1], block[.all, 1, 0])
    let epsilon = scalar(t.dtype.realPart.epsilon, t.dtype.realPart)
    let counts = abs(left) .> epsilon * (abs(upper) + abs(lower))
    // The block's first eigenvector becomes the first direction.
    let gap = eigvals(block)[.all, 0] - lower
    let length = sqrt(real(gap * conjugate(gap)) + real(left * conjugate(left)))
    let divisor = which(counts, length, scalar(1, length.dtype)).asType(t.dtype)
    let c = which(counts, gap / divisor, scalar(1, t.dtype))
    let s = which(counts, left / divisor, scalar(0, t.dtype))
    let rotation = stack(
        [stack([conjugate(c), s], axis: -1), stack([-s, c], axis: -1)], axis: -2)
    let back = conjugate(rotation).swappingAxes(-1, -2)
    var turned = dynamicUpdateSlice(
        t, rotation.matmul(dynamicSlice(t, rowStart, sizes: [batch, 2, size])), rowStart)
    turned = dynamicUpdateSlice(
        turned, dynamicSlice(turned, columnStart, sizes: [batch, size, 2]).matmul(back),
        columnStart)
    let none = Tensor.zeros([batch, 1, 1], dtype: t.dtype)
    turned = dynamicUpdateSlice(turned, none, [zero, row, before])
    let vectors = dynamicUpdateSlice(
        z, dynamicSlice(z, columnStart, sizes: [batch, size, 2]).matmul(back), columnStart)
    return [turned, vectors]
}

/// The X with A X + X B = C (`jax.scipy.linalg.solve_sylvester`), by Schur forms.
///
/// Differentiable, which JAX's is not: backwards once, in C any number of times, and forwards any number of times.
///
/// - Parameters:
///   - a: square matrices.
///   - b: square matrices, maybe of another size.
///   - c: matrices of as many rows as A and columns as B.
///   - tolerance: where an eigenvalue of A and one of B have a sum whose modulus is below this, all of X is NaN.
/// - Precondition: LAPACK is installed; the error says how.
public func solveSylvester(
    _ a: Tensor, _ b: Tensor, _ c: Tensor, tolerance: Double = 1e-8
) -> Tensor {
    checked(a, b, c) {
        let name = "solveSylvester"
        let operands = try promoted(
            [try generalOperand(a, name), try squareOperand(b, name), try matrixOperand(c, name)])
        let sizes = [operands[0].shape.last!, operands[1].shape.last!]
        guard Array(c.shape.suffix(2)) == sizes else {
            throw TensorError(
                name,
                """
                the right-hand side must have as many rows as the first matrix and columns as the second, \
                \(sizes[0]) × \(sizes[1]), and has the shape \(c.shape)
                """)
        }
        let batch = try broadcastShape(operands.map { Array($0.shape.dropLast(2)) }, for: name)
        let full = try operands.map { try broadcast($0, to: batch + $0.shape.suffix(2)) }
        return try withTangentRule(full) {
            [try sylvesterSolved($0[0], $0[1], $0[2], tolerance)]
        } rule: { operands, tangents in
            let x = solveSylvester(operands[0], operands[1], operands[2], tolerance: tolerance)
            let change = tangents[2] - tangents[0].matmul(x) - x.matmul(tangents[1])
            return (
                [x], [solveSylvester(operands[0], operands[1], change, tolerance: tolerance)]
            )
        }[0]
    }
}

/// The solution, linear in `c`.
private func sylvesterSolved(
    _ a: Tensor, _ b: Tensor, _ c: Tensor, _ tolerance: Double = 1e-8
) throws -> Tensor {
    guard c.count > 0 else { return c }
    let (r, u) = schur(a, output: .complex)
    let (s, v) = schur(b, output: .complex)
    let turned = try adjoint(u).matmul(c.asType(r.dtype)).matmul(v)
    let y = try triangularSylvester(r, s, turned)
    var x = u.matmul(y).matmul(try adjoint(v))
    if !c.dtype.isComplex { x = real(x) }
    let sums = matrixDiagonal(r).expanded(at: -1) + matrixDiagonal(s).expanded(at: -2)
    let type = sums.dtype.realPart
    let isSingular = (abs(sums) .< scalar(tolerance, type)).any(axes: [-2, -1], keepDims: true)
    return x * which(isSingular, scalar(.nan, x.dtype), scalar(1, x.dtype))
}

/// The Y with R Y + Y S = F for upper triangular R and S, column by column.
private func triangularSylvester(_ r: Tensor, _ s: Tensor, _ f: Tensor) throws -> Tensor {
    let (rows, columns) = (r.shape.last!, s.shape.last!)
    let eye = identityMatrix(rows, r.dtype)
    let sequences = [
        try moveAxis(s, from: s.rank - 1, to: 0), try moveAxis(f, from: f.rank - 1, to: 0),
        Tensor.eye(columns, dtype: r.dtype),
        try moveAxis(matrixDiagonal(s), from: s.rank - 2, to: 0),
    ]
    let (y, _) = scan(
        initial: zeros(like: f), over: sequences
    ) { y, column -> (Tensor, EmptyTree) in
        let known = y.matmul(column[0].expanded(at: -1))
        let matrix = r + eye * column[3].expanded(at: [-2, -1])
        let next = triangularSolve(
            matrix, column[1].expanded(at: -1) - known, left: true, lower: false)
        return (y + next * column[2], EmptyTree())
    }
    return y
}
