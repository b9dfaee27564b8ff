// Hypergeometric functions, of real numbers. Integers become float32; float16 and bfloat16 are computed as float32.
//
// J. Pearson, S. Olver and M. Porter, "Numerical methods for the computation of the confluent and Gauss hypergeometric
// functions", Numerical Algorithms 74 (2017), compares the series that are used here.

/// Kummer's confluent hypergeometric function ₁F₁(a; b; x) (`jax.scipy.special.hyp1f1`).
///
/// By its series for |x| below 100 and its asymptotic expansion beyond; with a or b of some dozens and more it loses
/// digits. Gradients of gradients exist in x only.
public func hyp1f1(_ a: Tensor, _ b: Tensor, _ x: Tensor) -> Tensor { Formula.kummer(a, b, x) }

/// Gauss's hypergeometric function ₂F₁(a, b; c; x) (`jax.scipy.special.hyp2f1`), for x up to 1; infinite beyond.
///
/// Gradients of gradients exist in x only.
public func hyp2f1(_ a: Tensor, _ b: Tensor, _ c: Tensor, _ x: Tensor) -> Tensor {
    Formula.gauss(a, b, c, x)
}

extension Formula {
    fileprivate static let kummer = Formula(
        name: "hyp1f1", widensHalf: true,
        value: { operands in
            let (a, b, x) = (operands[0], operands[1], operands[2])
            let isSmall = abs(x) .< 100
            let near = hypergeometricSum(from: 1, term: a / b * x, where: isSmall) { k, sum, term in
                (sum + term, term * ((a + k) / (b + k) * x / (k + 1)))
            }
            let first = (b - a) * (1 - a) / x
            let far = hypergeometricSum(from: 1, term: first, where: !isSmall) { k, sum, term in
                (sum + term, term * ((b - a + k) * (1 - a + k) / (k + 1) / x))
            }
            let scale = gamma(b) / gamma(a) * exp(x) * power(x, a - b)
            var value = which(isSmall, near, scale * far)
            value = which((b .== 0) & (a .!= 0), constant(.infinity), value)
            value = which((a .== b) & (a .!= 0), exp(x), value)
            return which(a .== 0, 1, value)
        },
        rule: slopes(
            { x, _ in kummerInA(x[0], x[1], x[2]) },
            { x, _ in kummerInB(x[0], x[1], x[2]) },
            { x, _ in x[0] / x[1] * Espalier.hyp1f1(x[0] + 1, x[1] + 1, x[2]) }))

    private static let kummerInA = kummerDerivative("a") { x, k in digamma(x[0] + k) - digamma(x[0])
    }
    private static let kummerInB = kummerDerivative("b") { x, k in digamma(x[1]) - digamma(x[1] + k)
    }

    /// The derivative in a parameter: each term of the series times the change of its logarithm.
    private static func kummerDerivative(
        _ parameter: String, _ change: @escaping @Sendable (_ x: [Tensor], _ k: Tensor) -> Tensor
    ) -> Formula {
        Formula(
            name: "hyp1f1_in_\(parameter)", widensHalf: true,
            value: { operands in
                let (a, b, x) = (operands[0], operands[1], operands[2])
                let first = a / b * x
                return hypergeometricSum(from: 0, term: first, where: true) { k, sum, term in
                    let ratio = (a + k) / (b + k) * x / (k + 1)
                    return (sum + term * change(operands, k), term * ratio)
                }
            })
    }

    fileprivate static let gauss = Formula(
        name: "hyp2f1", widensHalf: true,
        value: { x in gaussFunction(x[0], x[1], x[2], x[3]) },
        rule: slopes(
            { x, _ in gaussInA(x[0], x[1], x[2], x[3]) },
            { x, _ in gaussInB(x[0], x[1], x[2], x[3]) },
            { x, _ in gaussInC(x[0], x[1], x[2], x[3]) },
            { x, _ in
                let next = Espalier.hyp2f1(x[0] + 1, x[1] + 1, x[2] + 1, x[3])
                return x[0] * x[1] / x[2] * next
            }))

    private static let gaussInA = gaussDerivative("a") { x, k in digamma(x[0] + k) - digamma(x[0]) }
    private static let gaussInB = gaussDerivative("b") { x, k in digamma(x[1] + k) - digamma(x[1]) }
    private static let gaussInC = gaussDerivative("c") { x, k in digamma(x[2]) - digamma(x[2] + k) }

    private static func gaussDerivative(
        _ parameter: String, _ change: @escaping @Sendable (_ x: [Tensor], _ k: Tensor) -> Tensor
    ) -> Formula {
        Formula(
            name: "hyp2f1_in_\(parameter)", widensHalf: true,
            value: { operands in
                let (a, b, c, x) = (operands[0], operands[1], operands[2], operands[3])
                let first = a * b / c * x
                return hypergeometricSum(from: 0, term: first, where: true) { k, sum, term in
                    let ratio = (a + k) * (b + k) / (c + k) / (k + 1) * x
                    return (sum + term * change(operands, k), term * ratio)
                }
            })
    }
}

/// A sum whose terms follow from each other, until they stop to matter or there are 250.
///
/// - Parameters:
///   - start: the sum before the first term.
///   - term: the first term, of number 1.
///   - applies: bools: where the sum is wanted.
///   - next: the sum with a term, and the next term, from the number of the term, the sum and the term.
func hypergeometricSum(
    from start: Double, term: Tensor, where applies: Tensor,
    _ next: (_ k: Tensor, _ sum: Tensor, _ term: Tensor) -> (sum: Tensor, term: Tensor)
) -> Tensor {
    let epsilon = constant(term.dtype.epsilon)
    func goesOn(_ state: [Tensor]) -> Tensor {
        applies & (state[0] .< 250) & ((abs(state[2]) / abs(state[1])) .> epsilon)
    }
    let count = fill(1, term.type.with(shape: []))
    return whileLoop(
        initial: [count, fill(start, term.type), term], while: { goesOn($0).any() }
    ) { state in
        let isOpen = goesOn(state)
        let (sum, term) = next(state[0], state[1], state[2])
        return [state[0] + 1, which(isOpen, sum, state[1]), which(isOpen, term, state[2])]
    }[1]
}
