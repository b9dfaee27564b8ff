import Espalier

/// Scales by the root of the running mean of squared gradients (`optax.scale_by_rms`; Hinton, 2012,
/// http://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf).
///
/// - Parameters:
///   - decay: how much of the mean is kept at each step.
///   - epsilon: what is added to the mean, or to its root.
///   - initial: what the mean begins with.
///   - epsilonInRoot: whether `epsilon` is added under the root, as in TensorFlow, or to the root,
///     as in PyTorch.
///   - correctsBias: whether the mean is made up for its beginning.
public func scaleByRMS(
    decay: Double = 0.9, epsilon: Double = 1e-8, initial: Double = 0, epsilonInRoot: Bool = true,
    correctsBias: Bool = false
) -> AnyTransformation {
    AnyTransformation(
        ScaleByRMS(
            decay: decay, epsilon: epsilon, initial: initial, epsilonInRoot: epsilonInRoot,
            correctsBias: correctsBias, isCentered: false))
}

/// Scales by the standard deviation of recent gradients (`optax.scale_by_stddev`).
///
/// - Parameters:
///   - decay: how much of the means is kept at each step.
///   - epsilon: what is added to the variance, or to its root.
///   - initial: what the mean of the squares begins with.
///   - epsilonInRoot: whether `epsilon` is added under the root.
///   - correctsBias: whether the means are made up for their beginning.
public func scaleByStandardDeviation(
    decay: Double = 0.9, epsilon: Double = 1e-8, initial: Double = 0, epsilonInRoot: Bool = true,
    correctsBias: Bool = false
) -> AnyTransformation {
    AnyTransformation(
        ScaleByRMS(
            decay: decay, epsilon: epsilon, initial: initial, epsilonInRoot: epsilonInRoot,
            correctsBias: correctsBias, isCentered: true))
}

private struct ScaleByRMS: GradientTransformation {
    let decay, epsilon, initial: Double
    let epsilonInRoot, correctsBias, isCentered: Bool

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        var state = correctsBias ? TransformationState.counting() : TransformationState()
        if isCentered { state.slots["mu"] = parameters.tensors.zeros() }
        state.slots["nu"] = parameters.tensors.filled(initial)
        return state
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        var nu = secondMoment(updates, state.own("nu", for: updates), decay)
        var mu: [Tensor]?
        if isCentered { mu = firstMoment(updates, state.own("mu", for: updates), decay) }
        state.slots["nu"] = nu
        state.slots["mu"] = mu
        if correctsBias {
            let count = state.advance()
            nu = biasCorrected(nu, decay, count)
            mu = mu.map { biasCorrected($0, decay, count) }
        }
        if let mu { nu = zipMap(nu, mu) { $0 - squaredMagnitude($1) } }
        return zipMap(nu, updates) { n, g in
            (epsilonInRoot ? rsqrt(n + epsilon) : 1 / (sqrt(n) + epsilon)) * g
        }
    }
}

/// Scales by the root of the sum of all squared gradients (`optax.scale_by_rss`; Duchi et al., 2011,
/// https://jmlr.org/papers/v12/duchi11a.html).
///
/// - Parameters:
///   - initial: what the sum begins with.
///   - epsilon: what is added to the sum under the root.
public func scaleByRSS(initial: Double = 0.1, epsilon: Double = 1e-7) -> AnyTransformation {
    AnyTransformation(ScaleByRSS(initial: initial, epsilon: epsilon))
}

private struct ScaleByRSS: GradientTransformation {
    let initial, epsilon: Double

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        TransformationState(slots: ["sumOfSquares": parameters.tensors.filled(initial)])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let sums = zipMap(updates, state.own("sumOfSquares", for: updates)) {
            squaredMagnitude($0) + $1
        }
        state.slots["sumOfSquares"] = sums
        return zipMap(sums, updates) { which($0 .> 0, rsqrt($0 + epsilon), 0) * $1 }
    }
}

/// Scales by the running means of squared gradients and of squared updates
/// (`optax.scale_by_adadelta`; Zeiler, 2012, https://arxiv.org/abs/1212.5701).
///
/// - Parameters:
///   - decay: how much of the means is kept at each step.
///   - epsilon: what is added to the means under the roots.
public func scaleByAdadelta(decay: Double = 0.9, epsilon: Double = 1e-6) -> AnyTransformation {
    AnyTransformation(ScaleByAdadelta(decay: decay, epsilon: epsilon))
}

private struct ScaleByAdadelta: GradientTransformation {
    let decay, epsilon: Double

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let zeros = parameters.tensors.zeros()
        return TransformationState(slots: ["gradients": zeros, "updates": zeros])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        func moment(_ list: [Tensor], _ name: String) -> [Tensor] {
            zipMap(list, state.own(name, for: updates)) {
                complement(decay) * square($0) + decay * $1
            }
        }
        let gradients = moment(updates, "gradients")
        let changes = zipMap(updates, gradients, state.own("updates", for: updates)) {
            sqrt($2 + epsilon) / sqrt($1 + epsilon) * $0
        }
        state.slots = ["gradients": gradients, "updates": moment(changes, "updates")]
        return changes
    }
}
