/// Vectors made orthogonal to each other by rotating them in pairs: one-sided Jacobi.
///
/// In each turn of the loop all vectors are paired up and all pairs rotated at once; a round-robin
/// tournament brings every pair together once in a sweep. Singular values that are far apart are found as well as
/// close ones, at a cost that grows with the third power of the number of vectors times the number of sweeps, five to ten.
///
/// - Parameters:
///   - vectors: of the shape [batch, vectors, elements].
///   - measured: how many first elements of each vector are to be orthogonal; the rest is rotated along.
func jacobiOrthogonalized(_ vectors: Tensor, measured: Int) throws -> Tensor {
    let count = vectors.shape[1]
    guard count > 1 else { return vectors }
    guard count % 2 == 0 else {
        let padded = try bind1(
            Pad(low: [0, 0, 0], high: [0, 1, 0], interior: [0, 0, 0]), vectors,
            scalar(0, vectors.dtype))
        return try part(try jacobiOrthogonalized(padded, measured: measured), 1, 0, count)
    }
    let (half, turns) = (count / 2, count - 1)
    let type = vectors.dtype.realPart
    let epsilon = type.epsilon
    let tolerance = scalar(4 * epsilon * Double(measured).squareRoot(), type)
    // Vectors as short as this are rounding errors of the others.
    let total = try squaredLengths(vectors, measured).sum(axis: 1, keepDims: true)
    let negligible = total * scalar(epsilon * epsilon, type)
    let start = [
        try part(vectors, 1, 0, half), try part(vectors, 1, half, count), Tensor(0),
        scalar(.infinity, type),
    ]
    let limit = Tensor.weak(turns * 24)
    let last = whileLoop(initial: start) { state in
        let inSweep = remainder(state[2], .weak(turns)) .> 0
        return (state[2] .< limit) & (inSweep | (state[3] .> tolerance))
    } _: { state in
        let pairs = JacobiPairs(state[0], state[1], measured: measured, negligible: negligible)
        let worst = pairs.worst
        let soFar = which(remainder(state[2], .weak(turns)) .> 0, maximum(state[3], worst), worst)
        let (top, bottom) = pairs.rotated
        guard half > 1 else { return [top, bottom, state[2] + 1, soFar] }
        // The first vector stays, the others go round.
        let next = [
            concatenate(
                [top[.all, 0..<1], bottom[.all, 0..<1], top[.all, 1..<(half - 1)]], axis: 1),
            concatenate([bottom[.all, 1..<half], top[.all, (half - 1)..<half]], axis: 1),
        ]
        return next + [state[2] + 1, soFar]
    }
    return concatenate([last[0], last[1]], axis: 1)
}

/// Pairs of vectors, and the rotations that make them orthogonal.
private struct JacobiPairs {
    let top: Tensor
    let bottom: Tensor
    /// The largest cosine of the angle between two vectors of a pair.
    let worst: Tensor
    private let cosine: Tensor
    private let sine: Tensor
    private let phase: Tensor?

    init(_ top: Tensor, _ bottom: Tensor, measured: Int, negligible: Tensor) {
        self.top = top
        self.bottom = bottom
        let measuredPart = { (x: Tensor) in x[.all, .all, 0..<measured] }
        let (a, b) = (measuredPart(top), measuredPart(bottom))
        let alpha = lengths(a)
        let beta = lengths(b)
        let product = (conjugate(a) * b).sum(axis: 2, keepDims: true)
        let type = alpha.dtype
        let (zero, one) = (scalar(0, type), scalar(1, type))
        let modulus = top.dtype.isComplex ? abs(product) : product
        let counts = (minimum(alpha, beta) .> negligible) & (modulus .!= zero)
        let angle = abs(modulus) / which(counts, sqrt(alpha) * sqrt(beta), one)
        let off = which(counts, angle, zero)
        worst = off.max()
        let ratio = (beta - alpha) / which(counts, scalar(2, type) * modulus, one)
        let tangent =
            which(ratio .< zero, -one, one) / (abs(ratio) + sqrt(one + ratio * ratio))
        let used = which(counts, tangent, zero)
        cosine = rsqrt(one + used * used)
        sine = cosine * used
        guard top.dtype.isComplex else {
            phase = nil
            return
        }
        let safe = which(counts, modulus, one).asType(top.dtype)
        phase = which(counts, conjugate(product) / safe, scalar(1, top.dtype))
    }

    var rotated: (Tensor, Tensor) {
        let turned = phase.map { bottom * $0 } ?? bottom
        let (c, s) = (cosine.asType(top.dtype), sine.asType(top.dtype))
        return (c * top - s * turned, s * top + c * turned)
    }
}

private func lengths(_ x: Tensor) -> Tensor {
    let squares = x.dtype.isComplex ? real(x * conjugate(x)) : x * x
    return squares.sum(axis: 2, keepDims: true)
}

/// The squared lengths of vectors, over their first elements, with the last axis kept.
func squaredLengths(_ vectors: Tensor, _ measured: Int) throws -> Tensor {
    lengths(try part(vectors, 2, 0, measured))
}
