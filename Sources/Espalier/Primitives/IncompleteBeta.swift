/// The regularized incomplete beta function of a, b and x (`jax.lax.betainc`).
///
/// By its continued fraction (<http://dlmf.nist.gov/8.17.E23>), evaluated with Lentz's method, on the side of x on
/// which that converges fast. JAX has no derivatives in a and b.
struct IncompleteBeta: LoopedElementwise {
    var orders = [0, 0, 0]

    var name: String { "betainc" }

    func knownDerivative(in place: Int, _ operands: [Tensor]) throws -> Tensor? {
        guard place == 2 else { return nil }
        let (a, b, x) = (operands[0], operands[1], operands[2])
        let logBeta = lgamma(a) + lgamma(b) - lgamma(a + b)
        return exp((b - 1) * log1p(-x) + (a - 1) * log(x) - logBeta)
    }

    func values(_ operands: [Tensor]) throws -> Tensor {
        let (a, b, x) = (operands[0], operands[1], operands[2])
        let infinity = Tensor.weak(Double.infinity)
        let vanishingA = (a .== 0) | (b .== infinity)
        let vanishingB = (b .== 0) | (a .== infinity)
        let (xIsZero, xIsOne) = (x .== 0, x .== 1)
        let isZero = (vanishingB & !xIsOne) | (vanishingA & xIsZero)
        let isOne = (vanishingA & !xIsZero) | (vanishingB & xIsOne)
        let isOutside =
            (a .< 0) | (b .< 0) | (x .< 0) | (x .> 1) | (vanishingA & vanishingB)
            | isNaN(a) | isNaN(b) | isNaN(x)

        let isFast = x .< (a + 1) / (a + b + 2)
        let p = which(isFast, a, b)
        let q = which(isFast, b, a)
        let y = which(isFast, x, 1 - x)
        let fraction = try fraction(p, q, y)
        // For very small a, a Γ(a) = Γ(a + 1) is 1, and the division by 0 is avoided.
        let isTiny = p .< Tensor.weak(2 * x.dtype.leastNormal)
        let rest = lgamma(q) - lgamma(p + q)
        let small = exp(log1p(-y) * q - rest)
        let usual = exp(log(y) * p + log1p(-y) * q - (lgamma(p) + rest)) / p
        var result = fraction * which(isTiny, small, usual)
        result = which(isFast, result, 1 - result)
        result = which(isZero, 0, result)
        result = which(isOne, 1, result)
        return which(isOutside, Tensor.weak(Double.nan), result)
    }

    private func fraction(_ a: Tensor, _ b: Tensor, _ x: Tensor) throws -> Tensor {
        let threshold = Tensor.weak(x.dtype.epsilon / 2)
        let type = a.type.strong
        let limit = Tensor.weak(x.dtype == .float32 ? 200 : 600)
        let tiny = fill(x.dtype.epsilon / 2, type)
        let initial = [
            Tensor(.integer(1), .int32, isWeak: false), Tensor(true), tiny, fill(0, type), tiny,
        ]
        let last = try repeated(initial, while: { ($0[0] .< limit) & $0[1] }) { state in
            let iteration = state[0]
            let m = try convert((iteration - 1) >> 1, to: x.dtype)
            let even = which(
                m .== 0, -(a + b) * x / (a + 1),
                -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)))
            let odd = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            let later = which((iteration & 1) .== 0, even, odd)
            let numerator = which(iteration .== 1, 1, later)
            func notZero(_ x: Tensor) -> Tensor { which(abs(x) .< threshold, tiny, x) }
            let c = notZero(1 + numerator / state[2])
            let d = 1 / notZero(1 + numerator * state[3])
            let factor = c * d
            return [
                iteration + 1, (abs(factor - 1) .>= threshold).any(), c, d, state[4] * factor,
            ]
        }
        return last[4]
    }
}
