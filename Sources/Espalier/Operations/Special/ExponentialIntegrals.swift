// Integrals of exp(t) / t. Integers become float32; float16 and bfloat16 are computed as float32.

/// The exponential integral Ei(x) = ∫ exp(t) / t dt from minus infinity to x (`jax.scipy.special.expi`), its principal
/// value for positive x. At 0 it is NaN, as in JAX.
public func expi(_ x: Tensor) -> Tensor { Formula.exponentialIntegral(x) }

/// The exponential integral E₁(x) = ∫ exp(-t) / t dt from x to infinity (`jax.scipy.special.exp1`), NaN below 0.
public func exp1(_ x: Tensor) -> Tensor { expn(1, x) }

/// The generalised exponential integral Eₙ(x) = ∫ exp(-xt) / tⁿ dt from 1 to infinity (`jax.scipy.special.expn`).
///
/// - Parameters:
///   - n: whole numbers that aren't negative; there is no derivative in them.
///   - x: real numbers; NaN below 0.
public func expn(_ n: Tensor, _ x: Tensor) -> Tensor { Formula.generalExponentialIntegral(n, x) }

extension Formula {
    /// S. Moshier's Cephes library, `ei.c`: a quotient of polynomials between each power of 2 and the next.
    fileprivate static let exponentialIntegral = Formula(
        name: "expi", widensHalf: true,
        value: { x in
            let x = x[0]
            let safe = which(x .> 0, x, 1)
            let (above, below) = expiPieces[0]
            let small = safe * (horner(above, safe) / horner(below, safe))
            var value = small + constant(eulerGamma) + log(safe)
            var limit = 2.0
            let inverse = 1 / safe
            for (above, below) in expiPieces.dropFirst() {
                let sum = inverse * (horner(above, inverse) / horner(below, inverse)) + 1
                value = which(safe .> constant(limit), exp(safe) * inverse * sum, value)
                limit *= 2
            }
            value = which(x .== 0, constant(.nan), value)
            value = which(isNaN(x), x, value)
            return which(x .< 0, -exp1(-x), value)
        },
        rule: slope { x, _ in exp(x) / x })

    /// S. Moshier's Cephes library, `expn.c`.
    fileprivate static let generalExponentialIntegral = Formula(
        name: "expn", widensHalf: true,
        value: { operands in
            let (n, x) = (operands[0], operands[1])
            let isOrdinary = (n .> 0) & (n .< 5000) & (x .> 0)
            let isLarge = isOrdinary & (x .> 1)
            let isSmall = isOrdinary & (x .<= 1)
            var value = which(
                isLarge, continuedFraction(n, x, isLarge), powerSeries(n, x, isSmall))
            value = which(n .>= 5000, expansion(n, x), value)
            value = which(n .== 0, exp(-x) / x, value)
            let atZero = which(n .< 2, constant(.infinity), 1 / (n - 1))
            value = which(x .== 0, atZero, value)
            value = which(isNaN(x) | isNaN(n), constant(.nan), value)
            return which((n .< 0) | (x .< 0), constant(.nan), value)
        },
        rule: { x, tangents, _ in
            guard tangents[0] == nil else {
                throw TensorError("expn", "has no derivative in its order")
            }
            return tangents[1].map { -($0 * Espalier.expn(x[0] - 1, x[1])) }
        })

    private static let eulerGamma = 0.5772156649015329

    /// Up to x = 1.
    private static func powerSeries(_ n: Tensor, _ x: Tensor, _ applies: Tensor) -> Tensor {
        let n = which(applies, n, 1)
        let x = which(applies, x, 1)
        let epsilon = constant(x.dtype.epsilon)
        let one = fill(1, x.type)
        let digamma = whileLoop(
            initial: TreePair(one, constant(-eulerGamma) - log(x)),
            while: { ($0.first .< n).any() }
        ) { state in
            let (i, psi) = (state.first, state.second)
            return TreePair(i + 1, psi + which(i .< n, 1 / i, 0))
        }.second
        let first = which(n .== 1, 0, 1 / (1 - which(n .== 1, 2, n)))
        // The number of terms, the term's power, its divisor, the sum, and the last term's share in it.
        let start = [
            zeros(like: x), one, 1 - n, first,
            which(applies, fill(.infinity, x.type), 0),
        ]
        let sum = whileLoop(initial: start, while: { ($0[4] .> epsilon).any() }) { state in
            let goesOn = state[4] .> epsilon
            let count = state[0] + 1
            let power = state[1] * (-x / count)
            let divisor = state[2] + 1
            let term = which(divisor .!= 0, power / divisor, 0)
            let sum = state[3] + term
            let share = which(sum .!= 0, abs(power / sum), 1)
            let next = [count, power, divisor, sum, share]
            return zip(next, state).map { which(goesOn, $0, $1) }
        }[3]
        return power(-x, n - 1) * digamma / exp(lgamma(n)) - sum
    }

    /// Above x = 1.
    private static func continuedFraction(_ n: Tensor, _ x: Tensor, _ applies: Tensor) -> Tensor {
        let n = which(applies, n, 1)
        let x = which(applies, x, 2)
        let epsilon = constant(x.dtype.epsilon)
        let big = constant(1.4411518807585587e17)
        let one = fill(1, x.type)
        // The number of turns, numerators and denominators before last and last, the quotient, its change.
        let start = [
            one, one, x, one, x + n, 1 / (x + n), which(applies, fill(.infinity, x.type), 0),
        ]
        let quotient = whileLoop(initial: start, while: { ($0[6] .> epsilon).any() }) { state in
            let goesOn = state[6] .> epsilon
            let k = state[0] + 1
            let isOdd = (k % 2) .== 1
            let y = which(isOdd, 1, x)
            let factor = which(isOdd, n + (k - 1) / 2, k / 2)
            let p = state[3] * y + state[1] * factor
            let q = state[4] * y + state[2] * factor
            let isDefined = q .!= 0
            let ratio = which(isDefined, p / q, state[5])
            let change = which(isDefined, abs((state[5] - ratio) / ratio), 1)
            let scale = which(abs(p) .> big, 1 / big, 1)
            let next = [
                k, state[3] * scale, state[4] * scale, p * scale, q * scale, ratio, change,
            ]
            return zip(next, state).map { which(goesOn, $0, $1) }
        }[5]
        return quotient * exp(-x)
    }

    /// For n from 5000 on.
    private static func expansion(_ n: Tensor, _ x: Tensor) -> Tensor {
        let sum = x + n
        let factor = 1 / (sum * sum)
        let cubic = 6 * x * x - 8 * n * x + n * n
        var value = factor * n * cubic
        value = factor * (value + n * (n - 2 * x))
        value = factor * (value + n)
        return (value + 1) * exp(-x) / sum
    }

    /// Numerators and denominators up to 2, 4, 8, 16, 32, 64 and beyond.
    private static let expiPieces: [(above: [Double], below: [Double])] = [
        (
            [
                -5.350447357812543, 218.50491688166133, -4176.572384826693, 55411.76756393557,
                -331338.13311781443, 1592627.1633849454,
            ],
            [
                1.0, -52.505479591128626, 1259.6161867867906, -17565.495819735348,
                149306.2117002726, -729494.9239640528, 1592627.1633849454,
            ]
        ),
        (
            [
                0.019818085032596897, -1.2716456259849176, -2.0881603356812284, 2.7555445091879367,
                -0.44095070487016, 0.046656238059358916, -0.0015450426796734852,
                7.059980605299618e-05,
            ],
            [
                1.0, 1.4764986709149215, 0.5629177174822436, 0.16990178978793072,
                0.02291647179034212, 0.0044501504397287525, 0.00017274396122065214,
                3.953167195549672e-05,
            ]
        ),
        (
            [
                -1.3732153758712087, -0.7084559133740839, 1.580806855547941, -0.2601500427425623,
                0.029946746941137137, -0.001038086040188744, 4.371064420753005e-05,
                2.141783679522603e-06,
            ],
            [
                1.0, 0.8585231423622028, 0.4483285822873995, 0.07687932158124476,
                0.024498682410218877, 0.0008832165941927797, 0.00045909522995113536,
                -4.729848351866523e-06, 2.66519553739071e-06,
            ]
        ),
        (
            [
                -2.1069346016919166, 1.7327338696646881, -0.2423619178935842, 0.02322724180937566,
                0.00023728804404931798, -8.343219561192553e-05, 1.3634087956052505e-05,
                -3.655412321999254e-07, 1.4649417339759612e-08, 6.17640786371036e-10,
            ],
            [
                1.0, -0.2298062239901678, 0.11050770414740378, -0.015665429666307924,
                0.002761106850817353, -0.00020891480122840484, 1.7085289388076754e-05,
                -4.4593117963566865e-07, 1.3946349303538475e-08, 6.150865933977338e-10,
            ]
        ),
        (
            [
                -0.24581193676740204, -0.14833822533220778, 0.07248291795735552,
                -0.013483156873809405, 0.001342775069788637, -7.942465637159712e-05,
                2.644179518984236e-06, -4.239473659313765e-08,
            ],
            [
                1.0, -0.10442259084438711, -0.26764531281014026, 0.09695000254621984,
                -0.01601745692712991, 0.001496414899205908, -8.462452563778485e-05,
                2.7289384034767266e-06, -4.239462431819542e-08,
            ]
        ),
        (
            [
                0.12125611181054567, -0.5823133179043894, 0.2348887314557017, -0.030400343181132484,
                0.0015100821468651906, -2.5231370954995714e-05,
            ],
            [
                1.0, -1.002252150365854, 0.2928709694872224, -0.03337004338674008,
                0.0015605448811273888, -2.5231370936032347e-05,
            ]
        ),
        (
            [
                -0.7657847078286127, 0.6886192415566705, -0.2132598113545206, 0.033461075523841935,
                -0.003076541477344756, 0.00017471193164549074, -6.1037116822741705e-06,
                1.218032765428652e-07, -1.0860761027932903e-09,
            ],
            [
                1.0, -1.8888028686623086, 1.066691687211409, -0.27519159823063805,
                0.039308526882338234, -0.003414684558602365, 0.00018668443707035555,
                -6.345146083130515e-06, 1.239754287483207e-07, -1.0860761027931265e-09,
            ]
        ),
    ]
}
