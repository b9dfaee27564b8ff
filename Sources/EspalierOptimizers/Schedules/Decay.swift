import Espalier

struct PolynomialDecay: Hashable {
    let initial, end, power: Double
    let steps, begin: Int

    func value(_ step: Tensor, _ dtype: DType) -> Tensor {
        guard steps > 0 else { return weak(initial) }
        let passed = clip(step - begin, 0, int32(steps)).asType(dtype)
        let rest = 1 - passed / Double(steps)
        let range: Double = initial - end
        return range * (power == 1 ? rest : rest ** weak(power)) + end
    }
}

struct ExponentialDecay: Hashable {
    let initial, rate: Double
    let steps, begin: Int
    let isStaircase: Bool
    let end: Double?

    func value(_ step: Tensor, _ dtype: DType) -> Tensor {
        guard steps > 0, rate != 0 else { return weak(initial) }
        let passed = step - begin
        let exponent = passed.asType(dtype) / Double(steps)
        let decay = weak(rate).asType(dtype) ** (isStaircase ? floor(exponent) : exponent)
        let value = which(passed .<= 0, weak(initial), initial * decay)
        guard let end else { return value }
        return rate < 1 ? maximum(value, weak(end)) : minimum(value, weak(end))
    }
}

struct CosineDecay: Hashable {
    let initial: Double
    let steps: Int
    let alpha, exponent: Double

    func value(_ step: Tensor, _ dtype: DType) -> Tensor {
        let passed = minimum(step, int32(steps)).asType(dtype)
        let cosine = 0.5 * (1 + cos(Double.pi * passed / Double(steps)))
        let shape = exponent == 1 ? cosine : cosine ** weak(exponent)
        return initial * (complement(alpha) * shape + alpha)
    }
}

extension Schedule {
    /// From one number to another along a polynomial (`optax.polynomial_schedule`).
    ///
    /// - Parameters:
    ///   - initial: the number until the step `begin`.
    ///   - end: the number from then on that `steps` more were taken.
    ///   - power: what the part of the way that is still to go is raised to.
    ///   - steps: how many steps it takes; none leaves the initial number for ever.
    ///   - begin: the first step at which the number changes.
    public static func polynomial(
        from initial: Double, to end: Double, power: Double, steps: Int, begin: Int = 0
    ) -> Schedule {
        Schedule(
            .polynomial(
                PolynomialDecay(
                    initial: initial, end: end, power: power, steps: steps, begin: max(begin, 0))))
    }

    /// From one number to another along a line (`optax.linear_schedule`).
    public static func linear(
        from initial: Double, to end: Double, steps: Int, begin: Int = 0
    ) -> Schedule {
        polynomial(from: initial, to: end, power: 1, steps: steps, begin: begin)
    }

    /// A number that is multiplied by the rate every so many steps (`optax.exponential_decay`).
    ///
    /// - Parameters:
    ///   - initial: the number until the step `begin`.
    ///   - rate: what remains after `steps` steps; above one the number grows.
    ///   - steps: how many steps that takes; none leaves the initial number for ever.
    ///   - begin: the first step at which the number changes.
    ///   - staircase: whether it changes only every `steps` steps, and then at once.
    ///   - end: a bound: the smallest number of a decay, the largest of a growth.
    public static func exponentialDecay(
        initial: Double, rate: Double, steps: Int, begin: Int = 0, staircase: Bool = false,
        end: Double? = nil
    ) -> Schedule {
        Schedule(
            .exponential(
                ExponentialDecay(
                    initial: initial, rate: rate, steps: steps, begin: max(begin, 0),
                    isStaircase: staircase, end: end)))
    }

    /// Down along half a wave of the cosine (`optax.cosine_decay_schedule`; Loshchilov and Hutter,
    /// 2017, https://arxiv.org/abs/1608.03983).
    ///
    /// - Parameters:
    ///   - initial: the number at the first step.
    ///   - steps: how many steps the way down takes; at least one.
    ///   - alpha: the number at the end, as a part of the initial one.
    ///   - exponent: what the wave, from one to zero, is raised to.
    public static func cosineDecay(
        initial: Double, steps: Int, alpha: Double = 0, exponent: Double = 1
    ) -> Schedule {
        if steps < 1 { mistake("cosineDecay", "needs at least one step to decay in, not \(steps)") }
        return Schedule(
            .cosine(
                CosineDecay(
                    initial: initial, steps: max(steps, 1), alpha: alpha, exponent: exponent)))
    }
}
