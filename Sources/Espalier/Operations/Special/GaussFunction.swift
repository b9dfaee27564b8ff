// How Gauss's hypergeometric function is computed where its parameters are special. S. Moshier's Cephes library,
// `hyp2f1.c`, distinguishes the same cases.

/// ₂F₁(a, b; c; x) of operands of one shape and dtype.
func gaussFunction(_ a: Tensor, _ b: Tensor, _ c: Tensor, _ x: Tensor) -> Tensor {
    let (s, d) = (1 - x, c - a - b)
    let (ca, cb) = (c - a, c - b)
    let isWhole = abs(d - round(d)) .< constant(50 * x.dtype.epsilon)
    let isPole = (c .== 0) | ((c .< 0) & ((c % 1) .== 0))
    let isConstant = (x .== 0) | (((a .== 0) | (b .== 0)) & (c .!= 0))
    let isTransformed = (d .<= -1) & (isWhole | (s .>= 0)) & !isConstant & !isPole
    // The first case that holds decides, so that it is chosen last.
    let isAtOne = x .== 1
    var value = gaussSum(a, b, c, x, !isTransformed & !isConstant & !isPole & (x .< 1))
    let ends = gamma(c) * gamma(d) / (gamma(ca) * gamma(cb))
    value = which(isAtOne, ends, value)
    value = which(x .> 1, constant(.infinity), value)
    value = which((x .< 1) & (a .== c), power(s, -b), value)
    value = which((x .< 1) & (b .== c), power(s, -a), value)
    value = which((d .<= 0) & isAtOne, constant(.infinity), value)
    // Euler's transformation.
    let transformed = power(s, d) * gaussSum(ca, cb, c, x, isTransformed)
    value = which(isTransformed, transformed, value)
    value = which(isPole, constant(.infinity), value)
    return which(isConstant, 1, value)
}

/// The sum by the way that suits the parameters.
private func gaussSum(
    _ a: Tensor, _ b: Tensor, _ c: Tensor, _ x: Tensor, _ applies: Tensor
) -> Tensor {
    let nearly = constant(50 * x.dtype.epsilon)
    let d = c - a - b
    let endsInA = (a .<= 0) & (abs(a - round(a)) .< nearly)
    let endsInB = (b .<= 0) & (abs(b - round(b)) .< nearly)
    let ends = endsInA | endsInB
    let isNearOne = (x .> 0.9) & !ends & (abs(d - round(d)) .< nearly)
    let isSeries = applies & !ends & !isNearOne
    let series = hypergeometricSum(from: 0, term: fill(1, x.type), where: isSeries) {
        k, sum, term in
        let ratio = (a + k - 1) * (b + k - 1) / (c + k - 1) / k * x
        return (sum + term, term * ratio)
    }
    let near = gaussNearOne(a, b, c, x, applies & isNearOne)
    let polynomial = gaussPolynomial(a, b, c, x, applies & ends)
    return which(ends, polynomial, which(isNearOne, near, series))
}

/// The polynomial that the series is where a or b is a negative whole number.
private func gaussPolynomial(
    _ a: Tensor, _ b: Tensor, _ c: Tensor, _ x: Tensor, _ applies: Tensor
) -> Tensor {
    let nearly = constant(50 * x.dtype.epsilon)
    // The parameter that ends the series first, unless c ends it before.
    let cEnds = ((c % 1) .== 0) & (c .<= 0) & (c .> b)
    let isB = (b .< a) & (abs(b - round(b)) .< nearly) & !cEnds
    let degree = abs(which(isB, b, a))
    let other = which(isB, a, b)
    let count = fill(1, x.type.with(shape: []))
    let one = fill(1, x.type)
    return whileLoop(
        initial: [count, one, one], while: { (applies & ($0[0] .< degree + 1)).any() }
    ) { state in
        let k = state[0]
        let isOpen = applies & (k .< degree + 1)
        let ratio = -(degree - k + 1) / (c + k - 1) * (other + k - 1) / k * x
        let term = state[2] * ratio
        return [k + 1, which(isOpen, state[1] + term, state[1]), which(isOpen, term, state[2])]
    }[1]
}

/// The series in 1 - x, where c - a - b is a whole number (Abramowitz and Stegun, 15.3.10 to 15.3.12).
private func gaussNearOne(
    _ a: Tensor, _ b: Tensor, _ c: Tensor, _ x: Tensor, _ applies: Tensor
) -> Tensor {
    // Elsewhere the operands must not make the loops long.
    let (a, b, c, x) = (
        which(applies, a, 1), which(applies, b, 1), which(applies, c, 2), which(applies, x, 0.5)
    )
    let (s, d) = (1 - x, c - a - b)
    let whole = round(d)
    let isUpper = whole .>= 0
    let (e, distance) = (which(isUpper, d, -d), abs(whole))
    let (d1, d2) = (which(isUpper, d, 0), which(isUpper, 0, d))
    let logarithm = log(s)
    let epsilon = constant(x.dtype.epsilon)
    let (first, second) = (a + d1, b + d1)
    let atOne = digamma(fill(1, x.type)) + digamma(1 + e)
    let start = (atOne - digamma(first) - digamma(second) - logarithm) / gamma(e + 1)
    // The number of the term, its factor, the term, the sum.
    func goesOn(_ state: [Tensor]) -> Tensor {
        applies & (state[0] .< 250) & (abs(state[2]) .>= epsilon * abs(state[3]))
    }
    let count = fill(1, x.type.with(shape: []))
    let tail = whileLoop(
        initial: [count, first * second * s / gamma(e + 2), start, start],
        while: { goesOn($0).any() }
    ) { state in
        let (t, isOpen) = (state[0], goesOn(state))
        let near = digamma(1 + t) + digamma(1 + t + e)
        let change = near - digamma(first + t) - digamma(second + t) - logarithm
        let term = state[1] * change
        let ratio = s * (first + t) / (t + 1) * (second + t) / (t + 1 + e)
        let next = [state[1] * ratio, term, state[3] + term]
        return [t + 1] + zip(next, state.dropFirst()).map { which(isOpen, $0, $1) }
    }[3]
    // The finite sum, with as many terms as the whole number says.
    let one = fill(1, x.type)
    let head = whileLoop(
        initial: [count, one, one], while: { (applies & ($0[0] .< distance)).any() }
    ) { state in
        let isOpen = applies & (state[0] .< distance)
        let t = state[0] - 1
        let ratio = s * (a + t + d2) * (b + t + d2) / (t + 1 - e) / (t + 1)
        let term = state[1] * ratio
        return [
            state[0] + 1, which(isOpen, term, state[1]), which(isOpen, state[2] + term, state[2]),
        ]
    }[2]
    let scale = gamma(c)
    let headTerm = head * (gamma(e) * scale / (gamma(first) * gamma(second)))
    var tailTerm = tail * (scale / (gamma(a + d2) * gamma(b + d2)))
    tailTerm = which((distance % 2) .== 1, -tailTerm, tailTerm)
    let q = power(s, whole)
    let sum = which(whole .> 0, tailTerm * q + headTerm, tailTerm + headTerm * q)
    return which(whole .== 0, tail * scale / (gamma(a) * gamma(b)), sum)
}
