// The gamma function of complex numbers.

/// The gamma function by its logarithm; NaN at the poles.
func complexGamma(_ z: Tensor) throws -> Tensor {
    try awayFromPoles(z) { exp(lanczosLogGamma($0)) }
}

/// The logarithm of the gamma function, continuous off the negative axis; NaN at the poles.
///
/// The argument is moved to the right of 1/2 by Γ(z) = Γ(z + n) / (z (z + 1) … (z + n - 1)).
func complexLogGamma(_ z: Tensor) throws -> Tensor {
    try awayFromPoles(z) { z in
        let steps = maximum(0, ceil(0.5 - real(z)))
        let start = TreePair(zeros(like: steps), zeros(like: z))
        let sum = whileLoop(
            initial: start, while: { ($0.first .< steps).any() }
        ) { state in
            let goesOn = state.first .< steps
            let factor = which(goesOn, z + state.first, 1)
            return TreePair(state.first + 1, state.second + log(factor))
        }
        return lanczosLogGamma(z + steps) - sum.second
    }
}

/// A function of the numbers that aren't poles of the gamma function, NaN at those that are.
private func awayFromPoles(_ z: Tensor, _ function: (Tensor) throws -> Tensor) throws -> Tensor {
    let part = real(z)
    let isPole = (imaginary(z) .== 0) & (part .== floor(part)) & (part .<= 0)
    let isBad = isPole | isNaN(z)
    let value = try function(which(isBad, 1, z))
    return which(isBad, complex(constant(.nan), constant(.nan)), value)
}

/// A logarithm of the gamma function.
///
/// C. Lanczos, "A Precision Approximation of the Gamma Function", SIAM Journal on Numerical Analysis B 1 (1964), with
/// the nine coefficients for g = 7 of the GNU Scientific Library; left of 1/2 by reflection.
private func lanczosLogGamma(_ z: Tensor) -> Tensor {
    let isLeft = real(z) .< 0.5
    let shifted = which(isLeft, 1 - z, z) - 1
    let coefficients = [
        676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
        12.507343278686905, -0.13857109526572012, 9.984369578019572e-06, 1.5056327351493116e-07,
    ]
    var sum = zeros(like: z)
    for (index, coefficient) in coefficients.enumerated() {
        sum = sum + constant(coefficient) / (shifted + constant(Double(index + 1)))
    }
    sum = 0.9999999999998099 + sum
    let t = shifted + 7.0 + 0.5
    // Half the logarithm of 2π.
    let power = 0.9189385332046727 + (shifted + 0.5) * log(t)
    let right = power - t + log(sum)
    let safe = which(isLeft, z, 0.5)
    let left = 1.1447298858494002 - log(sin(safe * constant(.pi))) - right
    return which(isLeft, left, right)
}
