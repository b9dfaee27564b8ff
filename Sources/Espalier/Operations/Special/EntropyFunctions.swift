// Logarithms times numbers, as entropies and likelihoods have them. Integers become float32.

/// log(x / (1 - x)), the inverse of ``sigmoid(_:)`` (`jax.scipy.special.logit`).
public func logit(_ x: Tensor) -> Tensor { Formula.logit(x) }

/// 1 / (1 + exp(-x)) (`jax.scipy.special.expit`): ``sigmoid(_:)``.
public func expit(_ x: Tensor) -> Tensor { sigmoid(x) }

/// x log(y), and 0 where x is 0 (`jax.scipy.special.xlogy`).
public func xlogy(_ x: Tensor, _ y: Tensor) -> Tensor { Formula.xlogy(x, y) }

/// x log(1 + y), and 0 where x is 0 (`jax.scipy.special.xlog1py`).
public func xlog1py(_ x: Tensor, _ y: Tensor) -> Tensor { Formula.xlog1py(x, y) }

/// -x log(x), 0 at 0 and minus infinity below it (`jax.scipy.special.entr`).
public func entr(_ x: Tensor) -> Tensor {
    checked(x) { which(x .< 0, constant(-.infinity), -Formula.xlogx(x)) }
}

/// p log(p / q), 0 where p is 0 and q isn't negative, infinite out of the domain (`jax.scipy.special.rel_entr`).
public func relEntr(_ p: Tensor, _ q: Tensor) -> Tensor { Formula.relativeEntropy(p, q) }

/// p log(p / q) - p + q (`jax.scipy.special.kl_div`), which is never negative. Its sum is the divergence of Kullback
/// and Leibler.
public func klDiv(_ p: Tensor, _ q: Tensor) -> Tensor {
    checked(p, q) {
        let operands = try promoted([p, q], inexact: true)
        return relEntr(operands[0], operands[1]) - operands[0] + operands[1]
    }
}

/// (x^λ - 1) / λ, and log(x) where λ is 0: the transformation of Box and Cox (`jax.scipy.special.boxcox`).
public func boxcox(_ x: Tensor, _ lambda: Tensor) -> Tensor { Formula.boxCox(x, lambda) }

/// ``boxcox(_:_:)`` of 1 + x, exact near 0 (`jax.scipy.special.boxcox1p`).
public func boxcox1p(_ x: Tensor, _ lambda: Tensor) -> Tensor { Formula.boxCox1p(x, lambda) }

extension Formula {
    fileprivate static let logit = Formula(
        name: "logit", domain: .inexact, value: { log($0[0] / (1 - $0[0])) },
        rule: slope { x, _ in 1 / (x * (1 - x)) })

    fileprivate static let xlogy = Formula(
        name: "xlogy", domain: .inexact,
        value: { x in which((x[0] .!= 0) | isNaN(x[1]), x[0] * log(x[1]), 0) },
        rule: slopes({ x, _ in log(x[1]) }, { x, _ in x[0] / x[1] }))

    fileprivate static let xlog1py = Formula(
        name: "xlog1py", domain: .inexact,
        value: { x in which((x[0] .!= 0) | isNaN(x[1]), x[0] * Espalier.log1p(x[1]), 0) },
        rule: slopes({ x, _ in Espalier.log1p(x[1]) }, { x, _ in x[0] / (1 + x[1]) }))

    fileprivate static let xlogx = Formula(
        name: "xlogx", value: { xlogy($0[0], $0[0]) }, rule: slope { x, _ in log(x) + 1 })

    fileprivate static let relativeEntropy = Formula(
        name: "rel_entr",
        value: { x in
            let (p, q) = (x[0], x[1])
            let isInside = (p .> 0) & (q .> 0)
            let outside = which((p .== 0) & (q .>= 0), 0, constant(.infinity))
            let (safeP, safeQ) = (which(isInside, p, 1), which(isInside, q, 1))
            return which(isInside, xlogx(safeP) - xlogy(safeP, safeQ), outside)
        })

    fileprivate static let boxCox = Formula(
        name: "boxcox", value: { powerOrLogarithm(log($0[0]), $0[1]) })

    fileprivate static let boxCox1p = Formula(
        name: "boxcox1p", value: { powerOrLogarithm(Espalier.log1p($0[0]), $0[1]) })

    /// (exp(λ l) - 1) / λ, and l where λ is 0.
    private static func powerOrLogarithm(_ logarithm: Tensor, _ lambda: Tensor) -> Tensor {
        let isZero = lambda .== 0
        let safe = which(isZero, 1, lambda)
        return which(isZero, logarithm, expm1(safe * logarithm) / safe)
    }
}
