/// The determinants of square matrices (`jax.numpy.linalg.det`).
///
/// Derivatives are finite for singular matrices too.
public func det(_ a: Tensor) -> Tensor {
    checked(a) {
        let a = try squareOperand(a, "det")
        switch a.shape.last! {
        case 0: return fill(1, a.type.with(shape: Array(a.shape.dropLast(2))))
        case 1: return a[.ellipsis, 0, 0]
        case 2:
            return a[.ellipsis, 0, 0] * a[.ellipsis, 1, 1] - a[.ellipsis, 0, 1] * a[.ellipsis, 1, 0]
        default: break
        }
        return try withTangentRule([a]) { operands in
            let factors = try bind(LUFactors(), operands)
            let signs = try exchangeSign(factors[1]).asType(factors[0].dtype)
            return [matrixDiagonal(factors[0]).prod(axis: -1) * signs]
        } rule: { operands, tangents in
            let (determinant, product) = try cofactorSolved(operands[0], tangents[0])
            return ([determinant], [matrixDiagonal(product).sum(axis: -1)])
        }[0]
    }
}

/// The signs, or phases, and the logarithms of the moduli of determinants (`jax.numpy.linalg.slogdet`).
///
/// Where a matrix is singular the sign is 0 and the logarithm minus infinity.
public func slogdet(_ a: Tensor) -> (sign: Tensor, logAbsDet: Tensor) {
    checked2(a) {
        let a = try squareOperand(a, "slogdet")
        guard a.shape.last! > 0 else {
            let type = a.type.with(shape: Array(a.shape.dropLast(2)))
            return (fill(1, type), fill(0, type.with(dtype: type.dtype.realPart)))
        }
        let results = try withTangentRule([a]) { operands in
            try signAndLogarithm(try bind(LUFactors(), operands))
        } rule: { operands, tangents in
            let factors = try bind(LUFactors(), operands)
            let results = try signAndLogarithm(factors)
            let product = try luSolved(factors[0], factors[2], tangents[0], .none)
            let change = matrixDiagonal(product).sum(axis: -1)
            guard change.dtype.isComplex else {
                return (results, [zeros(like: results[0]), change])
            }
            let turn = change - real(change).asType(change.dtype)
            return (results, [turn * results[0], real(change)])
        }
        return (results[0], results[1])
    }
}

private func signAndLogarithm(_ factors: [Tensor]) throws -> [Tensor] {
    let pivots = matrixDiagonal(factors[0])
    let sign = try exchangeSign(factors[1]).asType(pivots.dtype) * unitSign(pivots).prod(axis: -1)
    return [sign, log(abs(pivots)).sum(axis: -1)]
}

/// Each number divided by its modulus; 0 at 0.
private func unitSign(_ x: Tensor) -> Tensor {
    guard x.dtype.isComplex else { return sign(x) }
    let modulus = abs(x)
    let isZero = modulus .== scalar(0, modulus.dtype)
    return which(
        isZero, scalar(0, x.dtype),
        x / which(isZero, scalar(1, modulus.dtype), modulus).asType(x.dtype))
}

/// 1 or -1 by whether the number of row exchanges is even.
private func exchangeSign(_ pivots: Tensor) throws -> Tensor {
    let exchanges = (pivots .!= Tensor.arange(pivots.shape.last!)).asType(.int32).sum(axis: -1)
    return 1 - 2 * remainder(exchanges, 2)
}

/// The determinant of A, and that times the solution X of A X = B, which is finite for singular A too: the adjugate
/// of A times B.
///
/// With A = P L U, all rows of U⁻¹ but the last are multiplied by the determinant; in the last row it cancels the last
/// pivot, so that it is never divided by. For matrices of a rank lower by two or more the adjugate is 0.
private func cofactorSolved(_ a: Tensor, _ b: Tensor) throws -> (Tensor, Tensor) {
    let size = a.shape.last!
    let factors = try bind(LUFactors(), [a])
    let signs = try exchangeSign(factors[1]).asType(a.dtype).expanded(at: -1)
    let partial = cumprod(matrixDiagonal(factors[0]), axis: -1) * signs
    let determinant = partial[.ellipsis, size - 1]
    let corner = 1 / partial[.ellipsis, size - 2]
    let isCorner = Tensor.arange(size * size).reshaped([size, size]) .== .weak(size * size - 1)
    let lu = which(isCorner, corner.expanded(at: [-2, -1]), factors[0])
    let ones = fill(1, b.type.with(shape: b.shape.dropLast() + [1]))
    let probe = triangularSolve(lu, ones, left: true, lower: false)
    let isLost = stopGradient((!isFinite(probe)).any(axes: [-2, -1], keepDims: true))
    // Also the operand is cut, so that nothing infinite is multiplied by zero in derivatives.
    let operand = which(isLost, scalar(0, b.dtype), b)
    let permuted = takeAlongAxis(operand, factors[2].expanded(at: -1), axis: -2)
    let x = triangularSolve(lu, permuted, left: true, lower: true, unitDiagonal: true)
    let isLast = Tensor.arange(size).expanded(at: 1) .== .weak(size - 1)
    let scaled = which(isLast, x, x * determinant.expanded(at: [-2, -1]))
    let y = triangularSolve(lu, scaled, left: true, lower: false)
    return (determinant, which(isLost, scalar(0, b.dtype), y))
}
