// Zeta functions, Bernoulli's numbers, the dilogarithm. Integers become float32.

/// The Hurwitz zeta function Σ (q + k)^-x over k = 0, 1, … (`jax.scipy.special.zeta`); with q = 1 Riemann's.
///
/// Infinite at x = 1, NaN below it.
public func zeta(_ x: Tensor, _ q: Tensor) -> Tensor {
    binary(HurwitzZeta(), x, q, inexact: true)
}

/// The zeta function as a sum that can be differentiated: the first terms, and Euler's and Maclaurin's formula for
/// the others.
///
/// F. Johansson, "Rigorous high-precision computation of the Hurwitz zeta function and its derivatives", Numerical
/// Algorithms 69 (2015), formula 5.
func zetaSeries(_ s: Tensor, _ a: Tensor) throws -> Tensor {
    let dtype = s.dtype
    let terms = dtype == .float64 ? 16 : 8
    func counting(_ count: Int) -> Tensor { Tensor.arange(count).asType(dtype) }
    let shape = try broadcastShape([s.shape, a.shape], for: "zeta")
    let (s, a) = (try broadcast(s, to: shape), try broadcast(a, to: shape))
    let (powers, places) = (s.expanded(at: -1), a.expanded(at: -1))
    let start = a + constant(Double(terms))
    let sum = power(places + counting(terms), -powers).sum(axis: -1)
    let integral = power(start, 1 - s) / (s - 1)
    // (s)(s + 1) … (s + 2m) / start^(2m + 1), to be divided by (2m + 2)! over Bernoulli's number.
    let factors = (powers + counting(2 * terms)) / (places + constant(Double(terms)))
    let products = cumprod(factors, axis: -1)
    let odd = try part(products, products.rank - 1, 0, 2 * terms, stride: 2)
    let largest = constant(dtype.greatestFinite)
    let divisors = Tensor(scalars: Array(bernoulliDivisors[..<terms]), shape: [terms])
    let corrections = (minimum(odd, largest) / divisors.asType(dtype)).sum(axis: -1)
    return sum + integral + power(start, -s) * (0.5 + corrections)
}

/// (2m)! over Bernoulli's number of order 2m, for m = 1, 2, …
private let bernoulliDivisors: [Double] = [
    12, -720, 30240, -1_209_600, 47_900_160, -1_307_674_368_000 / 691, 74_724_249_600,
    -10_670_622_842_880_000 / 3617, 5_109_094_217_170_944_000 / 43867,
    -8.028576626982912e20 / 174611, 1.4101100039391804e22 / 77683,
    -1.6938241367317436e27 / 236_364_091, 1.8613452051997184e26 / 657931,
    -3.7893265687455868e31 / 3_392_780_147, 7.597902916460401e35 / 1_723_168_255_201,
    -1.341967268361837e38 / 7_709_321_041_217,
]

/// Bernoulli's numbers B₀ … Bₙ, with B₁ = -1/2 (`jax.scipy.special.bernoulli`).
///
/// They are computed on the host, in double precision.
///
/// - Parameters:
///   - n: from 0 to 2²⁰; the result has n + 1 elements.
///   - dtype: of the result.
public func bernoulli(_ n: Int, dtype: DType = .float32) -> Tensor {
    checked {
        guard n >= 0, dtype.isFloating else {
            throw TensorError(
                "bernoulli",
                n < 0 ? "n must not be negative, and it is \(n)" : "gives floats, not \(dtype)")
        }
        // The time to compute them grows with the square of n.
        guard n <= 1 << 20 else {
            throw TensorError("bernoulli", "n must be at most 2²⁰, and it is \(n)")
        }
        // B₂ₘ = (-1)^(m+1) 2 (2m)! ζ(2m) / (2π)^2m.
        var numbers = [1, -0.5, 1.0 / 6] + [Double](repeating: 0, count: max(0, n - 2))
        var factor = 1 / (Double.pi * Double.pi)
        for m in stride(from: 4, through: max(n, 2), by: 2) {
            factor *= -Double((m - 1) * m) / (4 * Double.pi * Double.pi)
            let rest = (2..<50).reversed().reduce(0.0) { sum, k in
                sum + (0..<m).reduce(1.0) { power, _ in power / Double(k) }
            }
            numbers[m] = factor * (1 + rest)
        }
        return try convert(Tensor(scalars: Array(numbers[...n]), shape: [n + 1]), to: dtype)
    }
}

/// Spence's function, the dilogarithm of 1 - x: ∫ log(t) / (1 - t) dt from 1 to x (`jax.scipy.special.spence`).
///
/// NaN below 0.
public func spence(_ x: Tensor) -> Tensor { Formula.spence(x) }

extension Formula {
    /// S. Moshier's Cephes library, `spence.c`.
    fileprivate static let spence = Formula(
        name: "spence", widensHalf: true,
        value: { x in
            let x = x[0]
            let isReflected = x .> 2
            let y = which(isReflected, 1 / x, x)
            let isLarge = y .> 1.5
            let isSmall = y .< 0.5
            let w = which(isLarge, 1 / y - 1, which(isSmall, -y, y - 1))
            let series = -w * horner(numerator, w) / horner(denominator, w)
            let reflection = log(y) * log(1 - y)
            let near = constant(Double.pi * Double.pi / 6) - reflection - series
            let plain = which(isSmall, near, series)
            let inverted = -0.5 * square(log(y)) - plain
            let value = which(isReflected | isLarge, inverted, plain)
            let ends = which(
                x .== 1, 0, which(x .== 0, constant(Double.pi * Double.pi / 6), value))
            return which(x .< 0, constant(.nan), ends)
        },
        // log(x) / (1 - x), which goes to -1.
        rule: slope { x, _ in
            let distance = x - 1
            let isOne = distance .== 0
            let safe = which(isOne, 1, distance)
            return which(isOne, -1, -(Espalier.log1p(safe) / safe))
        })

    private static let numerator: [Double] = [
        4.6512858607399003e-05, 0.007315890452380947, 0.13384763957830903, 0.8796913117545303,
        2.7114985119655346, 4.256971560081218, 3.297713409852251, 1.0,
    ]

    private static let denominator: [Double] = [
        0.0006909904889125533, 0.02540437639325444, 0.2829748606025681, 1.4117259775183106,
        3.6380053334513707, 5.03278880143317, 3.547713409852251, 1.0,
    ]
}
