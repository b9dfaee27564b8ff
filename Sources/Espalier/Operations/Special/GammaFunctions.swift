// The gamma function and what is made of it. Integers become float32.

/// The gamma function (`jax.scipy.special.gamma`), also of complex numbers. NaN at 0 and the negative integers, but
/// infinite at plus and minus 0.
public func gamma(_ x: Tensor) -> Tensor { Formula.gamma(x) }

/// The sign of the gamma function, NaN where that has a pole (`jax.scipy.special.gammasgn`).
public func gammasgn(_ x: Tensor) -> Tensor { Formula.gammaSign(x) }

/// The logarithm of the gamma function (`jax.scipy.special.loggamma`): NaN for real x that aren't positive, for
/// complex ones the branch that is continuous off the negative axis.
///
/// The logarithm of its absolute value is ``lgamma(_:)``.
public func loggamma(_ x: Tensor) -> Tensor { Formula.logGamma(x) }

/// n! = Γ(n + 1), 0 for negative n (`jax.scipy.special.factorial`).
public func factorial(_ n: Tensor) -> Tensor { Formula.factorial(n) }

/// Γ(z + m) / Γ(z), Pochhammer's symbol (`jax.scipy.special.poch`).
public func poch(_ z: Tensor, _ m: Tensor) -> Tensor { Formula.poch(z, m) }

/// The number of ways to take k things out of n (`jax.scipy.special.comb`), by the gamma function: 0 for negative k
/// and for k above n.
///
/// - Parameter repetition: whether a thing may be taken again.
public func comb(_ n: Tensor, _ k: Tensor, repetition: Bool = false) -> Tensor {
    guard repetition else { return Formula.comb(n, k) }
    return checked(n, k) {
        let operands = try promoted([n, k], inexact: true)
        let (n, k) = (operands[0], operands[1])
        return which((k .== 0) & (n .>= 0), 1, Formula.comb(n + k - 1, k))
    }
}

/// The beta function Γ(a) Γ(b) / Γ(a + b) (`jax.scipy.special.beta`).
public func beta(_ a: Tensor, _ b: Tensor) -> Tensor {
    Formula.beta(a, b)
}

/// The logarithm of the absolute value of the beta function (`jax.scipy.special.betaln`).
public func betaln(_ a: Tensor, _ b: Tensor) -> Tensor { Formula.logBeta(a, b) }

/// The logarithm of the multivariate gamma function (`jax.scipy.special.multigammaln`).
///
/// - Parameters:
///   - a: above (dimension - 1) / 2.
///   - dimension: from 0 to 4096; 1 gives ``lgamma(_:)``.
public func multigammaln(_ a: Tensor, _ dimension: Int) -> Tensor {
    checked(a) {
        guard dimension >= 0 else {
            throw TensorError(
                "multigammaln", "the dimension must not be negative, and it is \(dimension)")
        }
        // Each dimension is a term of the program.
        guard dimension <= 4096 else {
            throw TensorError(
                "multigammaln", "the dimension must be at most 4096, and it is \(dimension)")
        }
        return Formula.multivariateLogGamma(dimension)(a)
    }
}

extension Formula {
    fileprivate static let gammaSign = Formula(
        name: "gammasgn",
        value: { x in
            let x = x[0]
            let below = Espalier.floor(x)
            let isNegative = x .< 0
            let isOdd = isNegative & ((below % 2) .!= 0)
            let sign = which(isOdd | ((x .== 0) & signBit(x)), -1, 1)
            return which((isNegative & (x .== below)) | isNaN(x), constant(.nan), sign)
        }, rule: isFlat)

    fileprivate static let gamma = Formula(
        name: "gamma", domain: .inexact,
        value: { x in
            if x[0].dtype.isComplex { return try complexGamma(x[0]) }
            return gammaSign(x[0]) * exp(lgamma(x[0]))
        })

    fileprivate static let logGamma = Formula(
        name: "loggamma", domain: .inexact,
        value: { x in
            if x[0].dtype.isComplex { return try complexLogGamma(x[0]) }
            return which(x[0] .> 0, lgamma(x[0]), constant(.nan))
        })

    fileprivate static let factorial = Formula(
        name: "factorial", value: { which($0[0] .< 0, 0, exp(lgamma($0[0] + 1))) })

    fileprivate static let poch = Formula(
        name: "poch",
        value: { x in
            let ratio = Espalier.gamma(x[0] + x[1]) / Espalier.gamma(x[0])
            return which(x[1] .== 0, 1, ratio)
        },
        rule: slopes(
            { x, y in (digamma(x[0] + x[1]) - digamma(x[0])) * y },
            { x, y in digamma(x[0] + x[1]) * y }))

    fileprivate static let comb = Formula(
        name: "comb",
        value: { x in
            let isPossible = (x[1] .<= x[0]) & (x[0] .>= 0) & (x[1] .>= 0)
            let n = which(isPossible, x[0], 0)
            let k = which(isPossible, x[1], 0)
            let logarithm = lgamma(n + 1) - lgamma(k + 1) - lgamma(n + 1 - k)
            return which(isPossible, exp(logarithm), 0)
        })

    fileprivate static let beta = Formula(
        name: "beta",
        value: { x in
            let sign = gammaSign(x[0]) * gammaSign(x[1]) * gammaSign(x[0] + x[1])
            return sign * exp(logBeta(x[0], x[1]))
        })

    fileprivate static let logBeta = Formula(
        name: "betaln",
        value: { x in
            let (a, b) = (minimum(x[0], x[1]), maximum(x[0], x[1]))
            let direct = lgamma(a) + (lgamma(b) - lgamma(a + b))
            return which(b .< 8, direct, lgamma(a) + logGammaRatio(a, b))
        })

    /// log Γ(b) - log Γ(a + b) for b above 8 and a not above b, without the difference of large numbers.
    ///
    /// Didonato and Morris, "Algorithm 708", ACM Transactions on Mathematical Software 18 (1992), function ALGDIV:
    /// Stirling's series of both, whose terms are subtracted one by one.
    private static func logGammaRatio(_ a: Tensor, _ b: Tensor) -> Tensor {
        let h = a / b
        let x = h / (1 + h)
        let d = b + (a - 0.5)
        let x2 = x * x
        // (1 - x^n) / (1 - x) for n = 3, 5, … 11.
        var sums = [1 + (x + x2)]
        for _ in 0..<4 { sums.append(1 + (x + x2 * sums[sums.count - 1])) }
        let t = square(1 / b)
        let series = [
            -0.165322962780713e-02, 0.837308034031215e-03, -0.595202931351870e-03,
            0.793650666825390e-03, -0.277777777760991e-02,
        ]
        var w = sums[4] * constant(series[0])
        for (coefficient, sum) in zip(series.dropFirst(), sums.dropLast().reversed()) {
            w = w * t + sum * constant(coefficient)
        }
        w = (w * t + 0.833333333333333e-01) * (x / b)
        let u = d * Espalier.log1p(h)
        let v = a * (log(b) - 1)
        return which(u .<= v, (w - v) - u, (w - u) - v)
    }

    fileprivate static func multivariateLogGamma(_ dimension: Int) -> Formula {
        Formula(
            name: "multigammaln_\(dimension)",
            value: { x in
                let d = Double(dimension)
                let sum = (0..<dimension).reduce(zeros(like: x[0])) {
                    $0 + lgamma(x[0] - constant(Double($1) / 2))
                }
                // log π.
                return sum + constant(0.25 * d * (d - 1) * 1.1447298858494002)
            })
    }
}
