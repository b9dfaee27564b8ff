// The normal distribution's functions. Integers become float32; float16 and bfloat16 are computed as float32.

/// The probability that a standard normal number is below x (`jax.scipy.special.ndtr`).
public func ndtr(_ x: Tensor) -> Tensor { Formula.normalDistribution(x) }

/// The number below which a standard normal one lies with probability p (`jax.scipy.special.ndtri`): the inverse of
/// ``ndtr(_:)``. NaN outside of 0 … 1.
public func ndtri(_ p: Tensor) -> Tensor { Formula.normalQuantile(p) }

/// The logarithm of ``ndtr(_:)``, exact far from 0 (`jax.scipy.special.log_ndtr`).
///
/// - Parameters:
///   - x: the numbers.
///   - seriesOrder: how many terms, up to 30, the asymptotic series has that is used far below 0.
public func logNdtr(_ x: Tensor, seriesOrder: Int = 3) -> Tensor {
    checked(x) {
        guard (0...30).contains(seriesOrder) else {
            throw TensorError(
                "logNdtr", "the order of the series must be from 0 to 30, and it is \(seriesOrder)")
        }
        return Formula.logNormalDistribution(seriesOrder)(x)
    }
}

/// Owen's T function, (1 / 2π) ∫ exp(-h²(1 + u²) / 2) / (1 + u²) du from 0 to a (`jax.scipy.special.owens_t`): the
/// probability that a standard normal number exceeds h while another one lies between 0 and a times the first.
public func owensT(_ h: Tensor, _ a: Tensor) -> Tensor { Formula.owensT(h, a) }

extension Formula {
    fileprivate static let normalDistribution = Formula(
        name: "ndtr", widensHalf: true,
        value: { x in
            let half = constant(0.5.squareRoot())
            let w = x[0] * half
            let size = abs(w)
            let tail = erfc(size)
            let outer = which(w .> 0, 2 - tail, tail)
            return 0.5 * which(size .< half, 1 + erf(w), outer)
        })

    /// S. Moshier's Cephes library, `ndtri.c`.
    fileprivate static let normalQuantile = Formula(
        name: "ndtri", widensHalf: true,
        value: { x in
            let p = x[0]
            let tail = 0.1353352832366127
            let isUpper = p .> constant(0.8646647167633873)
            let lower = which(isUpper, 1 - p, p)
            // 0 is dealt with at the end.
            let safe = which(lower .== 0, 0.5, lower)
            let w = safe - 0.5
            let ww = square(w)
            let central = w + w * ww * (horner(ndtriP0, ww) / horner(ndtriQ0, ww))
            let z = sqrt(-2 * log(safe))
            let first = z - log(z) / z
            let inverse = 1 / z
            let far = horner(ndtriP2, inverse) / horner(ndtriQ2, inverse) / z
            let near = horner(ndtriP1, inverse) / horner(ndtriQ1, inverse) / z
            let outer = which(z .>= 8, first - far, first - near)
            let scaled = central * constant(-(2 * Double.pi).squareRoot())
            let size = which(safe .> constant(tail), scaled, outer)
            let value = which(isUpper, size, -size)
            let top = which(p .== 1, constant(.infinity), value)
            return which(p .== 0, constant(-.infinity), top)
        })

    /// The logarithm where it is exact; far above 0 minus the other tail, far below 0 the asymptotic series of
    /// M. Abramowitz and I. Stegun, "Handbook of Mathematical Functions", 26.2.12.
    fileprivate static func logNormalDistribution(_ order: Int) -> Formula {
        Formula(
            name: "log_ndtr_\(order)", widensHalf: true,
            value: { x in
                let x = x[0]
                let (lower, upper) = x.dtype == .float64 ? (-20.0, 8.0) : (-10.0, 5.0)
                let isHigh = x .> constant(upper)
                let tail = ndtr(which(isHigh, -x, maximum(x, constant(lower))))
                let low = lowerTail(minimum(x, constant(lower)), order)
                return which(isHigh, -tail, which(x .> constant(lower), log(tail), low))
            },
            rule: slope { x, y in
                let density = -0.5 * square(x) - constant(0.9189385332046727)
                return exp(density - y)
            })
    }

    private static func lowerTail(_ x: Tensor, _ order: Int) -> Tensor {
        let squared = square(x)
        var (even, odd) = (zeros(like: x), zeros(like: x))
        var power = squared
        var factorial = 1.0
        for n in 0..<order {
            // (2n + 1)!!
            factorial *= Double(2 * n + 1)
            let term = constant(factorial) / power
            if n % 2 == 0 { odd = odd + term } else { even = even + term }
            power = power * squared
        }
        let scale = -0.5 * squared - log(-x) - constant(0.9189385332046727)
        return scale + log(1 + even - odd)
    }

    /// M. Patefield and D. Tandy, "Fast and accurate calculation of Owen's T-function", Journal of Statistical
    /// Software 5 (2000), method T5: a quadrature with 13 nodes.
    fileprivate static let owensT = Formula(
        name: "owens_t",
        value: { x in
            let (h, a) = (abs(x[0]), abs(x[1]))
            let isSteep = a .> 1
            let slope = which(isSteep, 1 / a, a)
            let height = which(isSteep, a * h, h)
            let (heightSquared, slopeSquared) = (square(height), square(slope))
            var sum = zeros(like: h)
            for (node, weight) in zip(owenNodes, owenWeights) {
                let r = 1 + slopeSquared * constant(node)
                sum = sum + exp(-0.5 * heightSquared * r) / r * constant(weight)
            }
            let root = constant(2.0.squareRoot())
            var value = slope * sum
            value = which(height .== 0, atan(slope) / constant(2 * Double.pi), value)
            let diagonal = 0.125 * erfc(-height / root) * erfc(height / root)
            value = which(slope .== 1, diagonal, value)
            // T(h, a) + T(ah, 1/a) is known.
            let (first, second) = (h / root, a * (h / root))
            let (one, other) = (erfc(first), erfc(second))
            let near = 0.25 - 0.25 * erf(first) * erf(second) - value
            let far = 0.25 * (one + other - one * other) - value
            let steep = which(a * h .<= 0.67, near, far)
            value = sign(x[1]) * which(isSteep, steep, value)
            return which(isNaN(x[0]) | isNaN(x[1]), constant(.nan), value)
        },
        rule: slopes(
            { x, _ in
                let density = exp(-0.5 * square(x[0]))
                let inside = erf(x[1] * x[0] / constant(2.0.squareRoot()))
                return -(density * inside) / constant(2 * (2 * Double.pi).squareRoot())
            },
            { x, _ in
                let r = square(x[1]) + 1
                return exp(-0.5 * r * square(x[0])) / (constant(2 * Double.pi) * r)
            }))

    private static let owenNodes: [Double] = [
        0.0035082039676451716, 0.031279042338030756, 0.08526682628321945, 0.16245071730812277,
        0.25851196049125436, 0.3680755384069753, 0.485010929056047, 0.6027751415261857,
        0.7147788421775323, 0.814755109887601, 0.8971102975594897, 0.9572380808594426,
        0.991788329746297,
    ]

    private static let owenWeights: [Double] = [
        0.018831438115323503, 0.01856708624397765, 0.018042093461223385, 0.017263829606398752,
        0.016243219975989858, 0.014994592034116705, 0.013535474469662087, 0.011886351605820165,
        0.010070377242777432, 0.008113054574229958, 0.006041900952847024, 0.0038862217010742057,
        0.001679303108454609,
    ]

    private static let ndtriP0: [Double] = [
        -59.96335010141079, 98.00107541859997, -56.67628574690703, 13.931260938727968,
        -1.2391658386738125,
    ]

    private static let ndtriQ0: [Double] = [
        1.0, 1.9544885833814176, 4.676279128988815, 86.36024213908905, -225.46268785411937,
        200.26021238006066, -82.03722561683334, 15.90562251262117, -1.1833162112133,
    ]

    private static let ndtriP1: [Double] = [
        4.0554489230596245, 31.525109459989388, 57.16281922464213, 44.08050738932008,
        14.684956192885803, 2.1866330685079025, -0.1402560791713545, -0.03504246268278482,
        -0.0008574567851546854,
    ]

    private static let ndtriQ1: [Double] = [
        1.0, 15.779988325646675, 45.39076351288792, 41.3172038254672, 15.04253856929075,
        2.504649462083094, -0.14218292285478779, -0.03808064076915783, -0.0009332594808954574,
    ]

    private static let ndtriP2: [Double] = [
        3.2377489177694603, 6.915228890689842, 3.9388102529247444, 1.3330346081580755,
        0.20148538954917908, 0.012371663481782003, 0.00030158155350823543, 2.6580697468673755e-06,
        6.239745391849833e-09,
    ]

    private static let ndtriQ2: [Double] = [
        1.0, 6.02427039364742, 3.6798356385616087, 1.3770209948908132, 0.21623699359449663,
        0.013420400608854318, 0.00032801446468212774, 2.8924786474538068e-06, 6.790194080099813e-09,
    ]
}
