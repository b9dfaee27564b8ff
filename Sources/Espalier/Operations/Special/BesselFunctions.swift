// Bessel functions. Integers become float32.

/// The modified Bessel function of the first kind of order 0 (`jax.numpy.i0`, `jax.scipy.special.i0`).
public func i0(_ x: Tensor) -> Tensor { Formula.besselI0(x) }

/// The modified Bessel function of the first kind of order 1 (`jax.scipy.special.i1`).
public func i1(_ x: Tensor) -> Tensor { Formula.besselI1(x) }

/// exp(-|x|) times ``i0(_:)``, which doesn't overflow (`jax.scipy.special.i0e`).
public func i0e(_ x: Tensor) -> Tensor { Formula.scaledBesselI0(x) }

/// exp(-|x|) times ``i1(_:)``, which doesn't overflow (`jax.scipy.special.i1e`).
public func i1e(_ x: Tensor) -> Tensor { unary(ScaledBesselI1(), x) }

/// The Bessel functions of the first kind of orders 0 … `order` (`jax.scipy.special.bessel_jn`).
///
/// By the recurrence from high orders to low ones, which is exact where the number of steps exceeds the argument well.
///
/// - Parameters:
///   - x: real numbers; 0 gives NaN.
///   - order: the highest order, below the number of steps.
///   - steps: of the recurrence.
/// - Returns: the orders along a new first axis.
public func besselJn(_ x: Tensor, order: Int, steps: Int = 50) -> Tensor {
    checked(x) {
        let x = try convert(try promotedToInexact(x), to: promotedToInexact(x).dtype)
        guard order >= 0, steps > order, !x.dtype.isComplex else {
            throw TensorError(
                "besselJn",
                """
                needs real numbers, an order that isn't negative, and more steps than that; the numbers are \
                \(x.dtype), the order is \(order) and there are \(steps) steps
                """)
        }
        let places = Tensor.arange(steps.saturatingAdd(1)).asType(x.dtype)
        // The value before last, the last one, and the sum that makes them right, which is 1.
        let start = [zeros(like: x), fill(1e-16, x.type), zeros(like: x)]
        let (last, values) = scan(initial: start, over: places, reverse: true) { state, k in
            let value = 2 * (k + 1) * state[1] / x - state[0]
            let isEven = (k % 2) .== 0
            let sum = which(isEven, state[2] + 2 * value, state[2])
            return ([state[1], value, sum], value)
        }
        let wanted = try part(values, 0, 0, order + 1)
        return wanted / (last[2] - last[1])
    }
}

extension Formula {
    fileprivate static let besselI0 = Formula(
        name: "i0", value: { exp(abs($0[0])) * Espalier.i0e($0[0]) },
        rule: slope { x, _ in Espalier.i1(x) })

    fileprivate static let besselI1 = Formula(
        name: "i1", value: { exp(abs($0[0])) * Espalier.i1e($0[0]) },
        rule: slope { x, _ in
            // I₁(x) / x is 1/2 at 0.
            let isTiny = abs(x) .<= constant(x.dtype.realPart.epsilon)
            let safe = which(isTiny, 1, x)
            let scaled = Espalier.i0e(x) - which(isTiny, 0.5, Espalier.i1e(safe) / safe)
            return exp(abs(x)) * scaled
        })

    /// S. Moshier's Cephes library, `i0.c` and `i0f.c`: Chebyshev series up to 8 and beyond.
    fileprivate static let scaledBesselI0 = Formula(
        name: "bessel_i0e", widensHalf: true,
        value: { x in
            let size = abs(x[0])
            let isDouble = size.dtype == .float64
            let near = chebyshev(isDouble ? nearDouble : nearSingle, 0.5 * size - 2)
            let far = chebyshev(isDouble ? farDouble : farSingle, 32 / size - 2)
            return which(size .<= 8, near, far / sqrt(size))
        },
        rule: slope { x, y in Espalier.i1e(x) - sign(x) * y })

    /// The sum of Chebyshev's polynomials of x / 2, the highest first, by Clenshaw's recurrence.
    private static func chebyshev(_ coefficients: [Double], _ x: Tensor) -> Tensor {
        var (b0, b1, b2) = (zeros(like: x), zeros(like: x), zeros(like: x))
        for coefficient in coefficients {
            (b2, b1) = (b1, b0)
            b0 = x * b1 - b2 + constant(coefficient)
        }
        return 0.5 * (b0 - b2)
    }

    private static let nearSingle: [Double] = [
        -1.300025009986248e-08, 6.046995022541919e-08, -2.670793853940612e-07,
        1.1173875391201037e-06, -4.4167383584587505e-06, 1.6448448070728896e-05,
        -5.754195010082104e-05, 0.00018850288509584165, -0.0005763755745385824,
        0.0016394756169413357, -0.004324309995050576, 0.010546460394594998, -0.02373741480589947,
        0.04930528423967071, -0.09490109704804764, 0.17162090152220877, -0.3046826723431984,
        0.6767952744094761,
    ]

    private static let farSingle: [Double] = [
        3.3962320257083865e-09, 2.266668990498178e-08, 2.0489185894690638e-07,
        2.8913705208347567e-06, 6.889758346916825e-05, 0.0033691164782556943, 0.8044904110141088,
    ]

    private static let nearDouble: [Double] = [
        -4.4153416464793395e-18, 3.3307945188222384e-17, -2.431279846547955e-16,
        1.715391285555133e-15, -1.1685332877993451e-14, 7.676185498604936e-14,
        -4.856446783111929e-13, 2.95505266312964e-12, -1.726826291441556e-11, 9.675809035373237e-11,
        -5.189795601635263e-10, 2.6598237246823866e-09, -1.300025009986248e-08,
        6.046995022541919e-08, -2.670793853940612e-07, 1.1173875391201037e-06,
        -4.4167383584587505e-06, 1.6448448070728896e-05, -5.754195010082104e-05,
        0.00018850288509584165, -0.0005763755745385824, 0.0016394756169413357,
        -0.004324309995050576, 0.010546460394594998, -0.02373741480589947, 0.04930528423967071,
        -0.09490109704804764, 0.17162090152220877, -0.3046826723431984, 0.6767952744094761,
    ]

    private static let farDouble: [Double] = [
        -7.233180487874754e-18, -4.830504485944182e-18, 4.46562142029676e-17, 3.461222867697461e-17,
        -2.8276239805165836e-16, -3.425485619677219e-16, 1.7725601330565263e-15,
        3.8116806693526224e-15, -9.554846698828307e-15, -4.150569347287222e-14,
        1.54008621752141e-14, 3.8527783827421426e-13, 7.180124451383666e-13,
        -1.7941785315068062e-12, -1.3215811840447713e-11, -3.1499165279632416e-11,
        1.1889147107846439e-11, 4.94060238822497e-10, 3.3962320257083865e-09, 2.266668990498178e-08,
        2.0489185894690638e-07, 2.8913705208347567e-06, 6.889758346916825e-05,
        0.0033691164782556943, 0.8044904110141088,
    ]
}
