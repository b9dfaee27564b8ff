// Integrals of sines and cosines. Integers become float32; float16 and bfloat16 are computed as float32.

/// The sine integral ∫ sin(t) / t dt from 0 to x and the cosine integral γ + log(x) + ∫ (cos(t) - 1) / t dt
/// (`jax.scipy.special.sici`). The second is that of |x|.
public func sici(_ x: Tensor) -> (sine: Tensor, cosine: Tensor) {
    (Formula.sineIntegral(x), Formula.cosineIntegral(x))
}

/// Fresnel's integrals ∫ sin(πt²/2) dt and ∫ cos(πt²/2) dt from 0 to x (`jax.scipy.special.fresnel`).
public func fresnel(_ x: Tensor) -> (sine: Tensor, cosine: Tensor) {
    (Formula.fresnelSine(x), Formula.fresnelCosine(x))
}

extension Formula {
    /// S. Moshier's Cephes library, `sici.c`.
    fileprivate static let sineIntegral = Formula(
        name: "sine_integral", widensHalf: true,
        value: { x in
            let size = abs(x[0])
            let t = size * size
            let near = (size * horner(siciSN, t)) / horner(siciSD, t)
            let (f, g) = auxiliary(size)
            let quarter = constant(Double.pi / 2)
            let middle = quarter - f * cos(size) - g * sin(size)
            let far = quarter - cos(size) / size
            let infinite = which(isInfinite(size), quarter, far)
            let outer = which(size .<= 1e9, middle, infinite)
            return sign(x[0]) * which(size .<= 4, which(size .== 0, 0, near), outer)
        },
        rule: slope { x, _ in sinc(x / constant(Double.pi)) })

    fileprivate static let cosineIntegral = Formula(
        name: "cosine_integral", widensHalf: true,
        value: { x in
            let size = abs(x[0])
            let t = size * size
            let series = t * horner(siciCN, t) / horner(siciCD, t)
            let near = 0.5772156649015329 + log(size) + series
            let (f, g) = auxiliary(size)
            let middle = f * sin(size) - g * cos(size)
            let far = which(isInfinite(size), 0, sin(size) / size)
            let outer = which(size .<= 1e9, middle, far)
            let value = which(
                size .<= 4, which(size .== 0, constant(-.infinity), near), outer)
            return which(x[0] .== constant(-.infinity), constant(.nan), value)
        },
        rule: slope { x, _ in cos(x) / x })

    /// The integrals' distance from their limits in terms of sine and cosine, for sizes above 4.
    private static func auxiliary(_ size: Tensor) -> (f: Tensor, g: Tensor) {
        let z = 1 / (size * size)
        let isNear = size .< 8
        let nearF = horner(siciFN4, z) / (size * horner(siciFD4, z))
        let nearG = z * horner(siciGN4, z) / horner(siciGD4, z)
        let farF = horner(siciFN8, z) / (size * horner(siciFD8, z))
        let farG = z * horner(siciGN8, z) / horner(siciGD8, z)
        return (which(isNear, nearF, farF), which(isNear, nearG, farG))
    }

    /// S. Moshier's Cephes library, `fresnl.c` and `fresnlf.c`.
    fileprivate static let fresnelSine = Formula(
        name: "fresnel_sine", widensHalf: true,
        value: { x in fresnel(x[0], isSine: true) },
        rule: slope { x, _ in halfTurns(x).sine })

    fileprivate static let fresnelCosine = Formula(
        name: "fresnel_cosine", widensHalf: true,
        value: { x in fresnel(x[0], isSine: false) },
        rule: slope { x, _ in halfTurns(x).cosine })

    private static func fresnel(_ x: Tensor, isSine: Bool) -> Tensor {
        let isDouble = x.dtype == .float64
        func quotient(_ above: [Double], _ below: [Double], _ t: Tensor) -> Tensor {
            isDouble ? horner(above, t) / horner(below, t) : horner(above, t)
        }
        let size = abs(x)
        let squared = size * size
        let fourth = squared * squared
        let small =
            isSine
            ? size * squared
                * quotient(isDouble ? fresnelSN : fresnelSNSingle, fresnelSD, fourth)
            : size * quotient(isDouble ? fresnelCN : fresnelCNSingle, fresnelCD, fourth)
        let (sine, cosine) = halfTurns(x)
        let t = constant(Double.pi) * squared
        let u = 1 / (t * t)
        let f = 1 - u * quotient(isDouble ? fresnelFN : fresnelFNSingle, fresnelFD, u)
        let g = (1 / t) * quotient(isDouble ? fresnelGN : fresnelGNSingle, fresnelGD, u)
        let angle = constant(Double.pi) * size
        let other =
            isSine
            ? 0.5 - (f * cosine + g * sine) / angle : 0.5 + (f * sine - g * cosine) / angle
        var large = fill(0.5, x.type)
        if isDouble {
            large = isSine ? 0.5 - 1 / angle * cosine : 0.5 + 1 / angle * sine
        }
        let far = which(isInfinite(x), 0.5, which(size .> 36974, large, other))
        let value = which(squared .< 2.5625, small, far)
        return which(x .< 0, -value, value)
    }

    /// sin(πx²/2) and cos(πx²/2), exact for large x: whole turns are taken off first.
    private static func halfTurns(_ x: Tensor) -> (sine: Tensor, cosine: Tensor) {
        let size = abs(x)
        let rest = remainder(size, 2)
        let turn = remainder(rest * (size - rest / 2), 2)
        let angle = constant(Double.pi)
        let (back, whole) = (sin(angle * (turn - 2)), sin(angle * (turn - 1)))
        let sine = which(
            turn .< 0.5, sin(angle * turn), which(turn .> 1.5, back, -whole))
        let (first, second) = (sin(angle * (turn - 0.5)), sin(angle * (turn - 1.5)))
        let cosine = which(turn .== 0.5, 0, which(turn .< 1, -first, second))
        return (sine, cosine)
    }
}
