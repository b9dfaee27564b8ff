/// The regularized incomplete gamma functions of a and x (`jax.lax.igamma`), and what belongs to their derivatives
/// in a.
///
/// Below x = a a power series converges fast, above it a continued fraction; both carry their derivatives in a with
/// them where those are asked for. After Cephes, as XLA and JAX.
struct IncompleteGamma: LoopedElementwise {
    enum Kind: String, Hashable, Sendable {
        /// The part of the gamma function's integral from 0 to x (`jax.lax.igamma`).
        case lower = "igamma"
        /// The part from x on (`jax.lax.igammac`).
        case upper = "igammac"
        /// The derivative of the lower part in a (`jax.lax.igamma_grad_a`).
        case slope = "igamma_grad_a"
        /// How fast a sample x of the gamma distribution moves with a at a fixed level of its distribution function
        /// (`jax.lax.random_gamma_grad`).
        case sampleSlope = "random_gamma_grad"
    }

    let kind: Kind
    var orders = [0, 0]

    init(_ kind: Kind) { self.kind = kind }

    var name: String { kind.rawValue }

    // MARK: Derivatives

    func knownDerivative(in place: Int, _ operands: [Tensor]) throws -> Tensor? {
        let (a, x) = (operands[0], operands[1])
        if place == 0 {
            guard orders[0] == 0 else { return nil }
            switch kind {
            case .lower: return try bind1(IncompleteGamma(.slope), a, x)
            case .upper: return -(try bind1(IncompleteGamma(.slope), a, x))
            case .slope, .sampleSlope: return nil
            }
        }
        switch kind {
        case .lower: return density(a, x)
        case .upper: return -density(a, x)
        case .slope: return density(a, x) * (log(x) - digamma(a))
        case .sampleSlope:
            let slope = try bind1(IncompleteGamma(.sampleSlope), a, x)
            return digamma(a) - log(x) - slope * ((a - 1) / x - 1)
        }
    }

    private func density(_ a: Tensor, _ x: Tensor) -> Tensor {
        exp(-x + (a - 1) * log(x) - lgamma(a))
    }

    // MARK: Values

    func values(_ operands: [Tensor]) throws -> Tensor {
        let (a, x) = (operands[0], operands[1])
        let (zero, one) = (fill(0, a.type), fill(1, a.type))
        let isNaN = isNaN(a) | isNaN(x)
        let (xIsZero, aIsZero) = (x .== 0, a .== 0)
        let xIsInfinite = x .== Tensor.weak(Double.infinity)
        let exponent = a * log(x) - x - lgamma(a)
        let underflows = exponent .< Tensor.weak(-x.dtype.logOfGreatest)
        let factor = exp(exponent)
        var isOutside = (x .< 0) | isNaN
        var isIdle = underflows
        let takesFraction: Tensor
        switch kind {
        case .lower:
            isOutside = isOutside | (a .< 0) | (aIsZero & xIsZero)
            isIdle = isIdle | isOutside | xIsZero | xIsInfinite
            takesFraction = (x .>= 1) & (x .> a)
        case .upper:
            isOutside = isOutside | (a .< 0) | (aIsZero & xIsZero)
            isIdle = isIdle | isOutside | xIsInfinite | aIsZero
            takesFraction = !((x .< 1) | (x .< a))
        case .slope, .sampleSlope:
            isOutside = isOutside | (a .<= 0)
            isIdle = isIdle | isOutside | xIsZero
            takesFraction = (x .> 1) & (x .> a)
        }
        let fraction = try fraction(factor, x, a, !isIdle & takesFraction)
        let series = try series(factor, x, a, !isIdle & !takesFraction)
        var result: Tensor
        switch kind {
        case .lower:
            result = which(takesFraction, 1 - fraction, series)
            result = which(xIsZero, zero, result)
            result = which(xIsInfinite, one, result)
        case .upper:
            result = which(takesFraction, fraction, 1 - series)
            result = which(xIsInfinite | aIsZero, zero, result)
        case .slope, .sampleSlope:
            result = which(takesFraction, -fraction, series)
            result = which(xIsZero, zero, result)
        }
        return which(isOutside, Tensor.weak(Double.nan), result)
    }

    private var isValue: Bool { kind == .lower || kind == .upper }

    /// The lower part, or its derivatives, by the series 1 + x / (a + 1) + x² / ((a + 1) (a + 2)) + … .
    private func series(
        _ factor: Tensor, _ x: Tensor, _ a: Tensor, _ isEnabled: Tensor
    ) throws -> Tensor {
        let epsilon = Tensor.weak(x.dtype.epsilon)
        let (zero, one) = (fill(0, a.type.strong), fill(1, a.type.strong))
        let values = [isEnabled, a, one, one]
        let last = try repeated(
            isValue ? values : values + [zero, zero], while: { $0[0].any() }
        ) { state in
            let isEnabled = state[0]
            let r = state[1] + 1
            let term = state[2] * (x / r)
            let sum = state[3] + term
            var next = [r, term, sum]
            var isFar = term / sum .> epsilon
            if !isValue {
                let termSlope = state[4] * (x / r) - (state[2] * x) / (r * r)
                let sumSlope = state[5] + termSlope
                isFar = abs(termSlope / sumSlope) .> epsilon
                next += [termSlope, sumSlope]
            }
            return [isEnabled & isFar]
                + zip(next, state.dropFirst()).map { which(isEnabled, $0, $1) }
        }
        let sum = last[3]
        if isValue { return (sum * factor) / a }
        let logSlope = log(x) - digamma(a + 1)
        return kind == .slope
            ? factor * (sum * logSlope + last[5]) / a : -(last[5] + sum * logSlope) * x / a
    }

    /// The upper part, or minus the derivatives of the lower one, by a continued fraction.
    private func fraction(
        _ factor: Tensor, _ x: Tensor, _ a: Tensor, _ isEnabled: Tensor
    ) throws -> Tensor {
        let epsilon = Tensor.weak(x.dtype.epsilon)
        let (zero, one) = (fill(0, a.type.strong), fill(1, a.type.strong))
        let y = 1 - a
        let z = x + y + 1
        let numerator = x + 1
        let denominator = z * x
        let first = numerator / denominator
        let count = fill(0, a.type.strong.with(shape: []))
        // Numerators and denominators of the last two convergents, then what those have for derivatives in a.
        var initial = [count, isEnabled, first, y, z, numerator, denominator, one, x]
        if !isValue { initial += [zero, -x, zero, zero, (zero + first * x) / denominator] }
        let last = try repeated(initial, while: { ($0[0] .< 2000) & $0[1].any() }) { state in
            let isEnabled = state[1]
            let (answer, p1, q1, p2, q2) = (state[2], state[5], state[6], state[7], state[8])
            let c = state[0] + 1
            let y = state[3] + 1
            let z = state[4] + 2
            let yc = y * c
            let p = p1 * z - p2 * yc
            let q = q1 * z - q2 * yc
            let isDefined = q .!= 0
            let ratio = p / q
            let next = which(isDefined, ratio, answer)
            let shrink = abs(p) .> Tensor.weak(1 / x.dtype.epsilon)
            func scaled(_ x: Tensor) -> Tensor { which(shrink, x * epsilon, x) }
            var new = [next, y, z] + [p, q, p1, q1].map(scaled)
            var isFar = which(isDefined, abs((answer - ratio) / ratio), one) .> epsilon
            if !isValue {
                let (p1Slope, q1Slope, p2Slope, q2Slope) = (
                    state[9], state[10], state[11], state[12]
                )
                let slope = state[13]
                let pSlope = p1Slope * z - p1 - p2Slope * yc + p2 * c
                let qSlope = q1Slope * z - q1 - q2Slope * yc + q2 * c
                let nextSlope = which(isDefined, (pSlope - next * qSlope) / q, slope)
                isFar = which(isDefined, abs(nextSlope - slope), one) .> epsilon
                new += [pSlope, qSlope, p1Slope, q1Slope].map(scaled) + [nextSlope]
            }
            return [c, isEnabled & isFar]
                + zip(new, state.dropFirst(2)).map { which(isEnabled, $0, $1) }
        }
        let answer = last[2]
        if isValue { return answer * factor }
        let logSlope = log(x) - digamma(a)
        return kind == .slope
            ? factor * (answer * logSlope + last[13]) : -(last[13] + answer * logSlope) * x
    }
}

extension DType {
    /// The logarithm of the largest finite number of a floating dtype that is not narrower than float32.
    fileprivate var logOfGreatest: Double {
        self == .float64 ? 709.782712893384 : 88.72283905206835
    }
}
