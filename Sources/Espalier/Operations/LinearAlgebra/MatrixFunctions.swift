/// The exponentials of square matrices: the sums of their powers divided by factorials (`jax.scipy.linalg.expm`).
///
/// By a quotient of polynomials of a matrix halved until its norm is small, and squared as often. NaN where that takes
/// more than `maxSquarings`.
///
/// - Parameters:
///   - a: square matrices.
///   - upperTriangular: whether they are upper triangles, which are solved for faster.
///   - maxSquarings: how often a result is squared at most.
public func expm(
    _ a: Tensor, upperTriangular: Bool = false, maxSquarings: Int = 16
) -> Tensor {
    checked(a) {
        let a = try squareOperand(a, "expm")
        guard a.count > 0 else { return a }
        let type = a.dtype.realPart
        let coefficients = type == .float64 ? padeThirteen : padeSeven
        let reach = type == .float64 ? 5.371920351148152 : 3.925724783138660
        let size = stopGradient(matrixNorm(a, order: 1))
        let needed = maximum(
            floor(log2(size / scalar(reach, type))), scalar(0, type))
        let halvings = exp2(-needed).asType(a.dtype).expanded(at: [-2, -1])
        let (odd, even) = padeTerms(a * halvings, coefficients)
        let (numerator, denominator) = (even + odd, even - odd)
        let start =
            upperTriangular
            ? solveTriangular(denominator, numerator) : try solved(denominator, numerator)
        let turns = Tensor.iota([maxSquarings], dtype: type)
        let (result, _) = scan(initial: start, over: turns) { power, turn -> (Tensor, EmptyTree) in
            guard a.rank == 2 else {
                let goesOn = (turn .< needed).expanded(at: [-2, -1])
                return (which(goesOn, power.matmul(power), power), EmptyTree())
            }
            let next = cond(turn .< needed, power, then: { $0.matmul($0) }, else: { $0 })
            return (next, EmptyTree())
        }
        let isReached = (needed .<= scalar(Double(maxSquarings), type)).expanded(at: [-2, -1])
        return which(isReached, result, scalar(.nan, a.dtype))
    }
}

/// The exponential of matrices and its derivative along others (`jax.scipy.linalg.expm_frechet`).
public func expmFrechet(_ a: Tensor, _ direction: Tensor) -> (
    exponential: Tensor, derivative: Tensor
) {
    checked2(a, direction) {
        let a = try squareOperand(a, "expmFrechet")
        guard direction.shape == a.shape else {
            throw TensorError(
                "expmFrechet",
                "the direction must have the shape of the matrices, and the shapes are \(a.shape) and \(direction.shape)"
            )
        }
        return jvp({ (x: Tensor) in expm(x) }, a, tangent: try convert(direction, to: a.dtype))
    }
}

/// On which side the unitary factor of ``polar(_:side:)`` stands.
public enum PolarSide: Sendable, Hashable {
    /// A = P U.
    case left
    /// A = U P.
    case right
}

/// Matrices as a unitary times a positive semidefinite factor (`jax.scipy.linalg.polar`).
///
/// - Returns: the unitary factor, whose columns or rows are orthonormal where the matrix is not square, and the
///   positive one.
public func polar(_ a: Tensor, side: PolarSide = .right) -> (unitary: Tensor, positive: Tensor) {
    checked2(a) {
        let (u, s, vh) = svd(try matrixOperand(a, "polar"), fullMatrices: false)
        let values = s.asType(u.dtype).expanded(at: -2)
        let unitary = u.matmul(vh)
        switch side {
        case .right: return (unitary, (try adjoint(vh) * values).matmul(vh))
        case .left: return (unitary, (u * values).matmul(try adjoint(u)))
        }
    }
}

/// The coefficients of Padé's approximations of the exponential function, from the constant on.
private let padeSeven: [Double] = [17_297_280, 8_648_640, 1_995_840, 277_200, 25_200, 1_512, 56, 1]
private let padeThirteen: [Double] = [
    64_764_752_532_480_000, 32_382_376_266_240_000, 7_771_770_303_897_600, 1_187_353_796_428_800,
    129_060_195_264_000, 10_559_470_521_600, 670_442_572_800, 33_522_128_640, 1_323_241_920,
    40_840_800, 960_960, 16_380, 182, 1,
]

/// The odd and the even part of a polynomial in a matrix.
private func padeTerms(_ a: Tensor, _ coefficients: [Double]) -> (odd: Tensor, even: Tensor) {
    let eye = identityMatrix(a.shape.last!, a.dtype)
    let square = a.matmul(a)
    // Divided by the leading constant, so that nothing overflows in float32.
    let numbers = coefficients.map { scalar($0 / coefficients[0], a.dtype) }
    var power = eye
    var (odd, even) = (numbers[1] * eye, numbers[0] * eye)
    for k in stride(from: 2, to: numbers.count, by: 2) {
        power = k == 2 ? square : power.matmul(square)
        even = even + numbers[k] * power
        if k + 1 < numbers.count { odd = odd + numbers[k + 1] * power }
    }
    return (a.matmul(odd), even)
}
