// The error function's relatives. Integers become float32; float16 and bfloat16 are computed as float32.

/// exp(x²) erfc(x), which neither overflows nor vanishes for large x (`jax.scipy.special.erfcx`), also of complex
/// numbers.
public func erfcx(_ x: Tensor) -> Tensor {
    checked(x) {
        let x = try promotedToInexact(x)
        guard x.dtype.isComplex else { return Formula.scaledComplement(x) }
        return Formula.faddeeva(complex(-imaginary(x), real(x)))
    }
}

/// Faddeeva's function exp(-z²) erfc(-iz) (`jax.scipy.special.wofz`). Real numbers are taken as complex ones.
public func wofz(_ z: Tensor) -> Tensor {
    checked(z) {
        let z = try promotedToInexact(z)
        return Formula.faddeeva(try convert(z, to: z.dtype.complexified))
    }
}

/// Dawson's integral exp(-x²) ∫ exp(t²) dt from 0 to x (`jax.scipy.special.dawsn`).
public func dawsn(_ x: Tensor) -> Tensor { Formula.dawson(x) }

extension Formula {
    fileprivate static let scaledComplement = Formula(
        name: "erfcx", widensHalf: true,
        value: { x in
            let x = x[0]
            let isDouble = x.dtype == .float64
            // From here on exp(x²) is infinite, and the asymptotic series is exact.
            let isLarge = x .> constant(isDouble ? 26.641747557046326 : 9.419280052185059)
            let safe = which(isLarge, 1, x)
            let direct = exp(square(safe)) * erfc(safe)
            // (-1)^k (2k - 1)!! / 2^k, the last power first.
            let series = [
                7918.06640625, -1055.7421875, 162.421875, -29.53125, 6.5625, -1.875, 0.75, -0.5, 1,
            ]
            let sum = horner(series.suffix(isDouble ? 9 : 5), 1 / square(x))
            return which(isLarge, sum / (x * constant(Double.pi.squareRoot())), direct)
        },
        rule: slope { x, y in 2 * x * y - constant(2 / Double.pi.squareRoot()) })

    /// J. Weideman, "Computation of the Complex Error Function", SIAM Journal on Numerical Analysis 31 (1994), with 32
    /// terms, in the upper half plane; the lower one by w(-z) = 2 exp(-z²) - w(z).
    fileprivate static let faddeeva = Formula(
        name: "wofz", domain: .complex,
        value: { z in
            let isUpper = imaginary(z[0]) .>= 0
            let w = upper(which(isUpper, z[0], -z[0]))
            return which(isUpper, w, 2 * exp(-(z[0] * z[0])) - w)
        },
        rule: slope { z, y in
            let change = complex(zeros(like: real(z)), constant(2 / Double.pi.squareRoot()))
            return change - 2 * z * y
        })

    private static func upper(_ z: Tensor) -> Tensor {
        let size = constant(4.756828460010884)
        let turned = complex(-imaginary(z), real(z))
        let denominator = size - turned
        let sum = horner(faddeevaTerms, (size + turned) / denominator)
        let pole = constant(1 / Double.pi.squareRoot()) / denominator
        return 2 * sum / (denominator * denominator) + pole
    }

    private static let faddeevaTerms: [Double] = [
        -1.3034426067909105e-12, 3.741183837373847e-12, 8.030427700497756e-12,
        -2.154359355749088e-11, -5.544244996323793e-11, 1.165824698850374e-10,
        4.1537441121999766e-10, -5.231020211492061e-10, -3.2080151339721323e-09,
        8.124886421653591e-10, 2.3797556530014025e-08, 2.2930438438915445e-08,
        -1.4813078929137642e-07, -4.1840763750512053e-07, 4.2558331397138446e-07,
        4.401531731283225e-06, 6.821031944357515e-06, -2.1409619201999998e-05,
        -0.0001307544925457942, -0.00024532980270038237, 0.00039259136070109705,
        0.004519541105349309, 0.0190061557848455, 0.05730440352983728, 0.14060716226893755,
        0.2954445107150874, 0.5460139720639338, 0.9019254893648001, 1.345544169234545,
        1.8256696296324815, 2.2635372999002676, 2.5722534081245696,
    ]

    /// W. Cody, K. Paciorek and H. Thacher, "Chebyshev Approximations for Dawson's Integral", Mathematics of
    /// Computation 24 (1970), with the coefficients of S. Moshier's Cephes library.
    fileprivate static let dawson = Formula(
        name: "dawsn", widensHalf: true,
        value: { x in
            let size = abs(x[0])
            let isSmall = size .< 3.25
            let isLarge = size .>= 6.25
            let isBetween = !(isSmall | isLarge)
            let inner = which(isSmall, size, 1)
            let square = Espalier.square(inner)
            let series = inner * horner(dawsonAN, square) / horner(dawsonAD, square)
            func tail(_ applies: Tensor, _ above: [Double], _ below: [Double]) -> Tensor {
                let outer = which(applies, size, 1)
                let t = which(applies, 1 / Espalier.square(size), 1)
                return (0.5 / outer) * (1 + t * horner(above, t) / horner(below, t))
            }
            let middle = tail(isBetween, dawsonBN, dawsonBD)
            let last = tail(isLarge, dawsonCN, dawsonCD)
            return sign(x[0]) * which(isSmall, series, which(isLarge, last, middle))
        },
        rule: slope { x, y in 1 - 2 * x * y })

    private static let dawsonAN: [Double] = [
        1.1368149897175597e-11, 8.492622676674738e-10, 1.9443420417555306e-08,
        9.531517412544844e-07, 3.078283098749132e-06, 0.00035251336852028877,
        -0.0008501498467244109, 0.04226182230055466, -0.09174803717734524, 1.0,
    ]

    private static let dawsonAD: [Double] = [
        2.403720730667626e-11, 1.488646813684934e-09, 5.212652810105416e-08, 1.2725847827318697e-06,
        2.324902498207895e-05, 0.00032552474182605793, 0.003488058146571626, 0.027944853119882897,
        0.15887424196012057, 0.5749186294893204, 1.0,
    ]

    private static let dawsonBN: [Double] = [
        0.5089551564179009, -0.24475441814269785, 0.09415123353035344, -0.021871125514203903,
        0.003662076123295692, -0.0004232091144603888, 3.5964130479389666e-05,
        -2.1464035171996896e-06, 9.100107800763914e-08, -2.4027452082825098e-09,
        3.592333854409284e-11,
    ]

    private static let dawsonBD: [Double] = [
        1.0, -0.6318398698733682, 0.2367067882282487, -0.053180636700322324, 0.008480417185862954,
        -0.0009479967684866654, 7.810255929445524e-05, -4.558751532524426e-06,
        1.8910035811142186e-07, -4.913246913319206e-09, 7.184664032357345e-11,
    ]

    private static let dawsonCN: [Double] = [
        -0.5905928605347732, 0.6292352427243688, -0.17285897538038814, 0.016483704782518965,
        -0.0004868276130204627,
    ]

    private static let dawsonCD: [Double] = [
        1.0, -2.698200571975449, 1.7327079904594784, -0.3937085822819395, 0.03442789240412334,
        -0.0009736552260409412,
    ]
}
