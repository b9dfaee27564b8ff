import Espalier

/// Scales by moments of the gradients, and by the first alone while the second is not yet known well
/// (`optax.scale_by_radam`; Liu et al., 2020, https://arxiv.org/abs/1908.03265).
///
/// - Parameters:
///   - b1: how much of the running mean of the gradients is kept at each step.
///   - b2: how much of the running mean of their squares is kept.
///   - epsilon: what is added to the root of the mean of the squares.
///   - epsilonRoot: what is added under the root.
///   - threshold: how many degrees of freedom the second moment must have to be used.
///   - nesterov: whether to look ahead, as NAdam does.
public func scaleByRAdam(
    b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-8, epsilonRoot: Double = 0,
    threshold: Double = 5, nesterov: Bool = false
) -> AnyTransformation {
    AnyTransformation(
        ScaleByRAdam(
            b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, threshold: threshold,
            nesterov: nesterov))
}

private struct ScaleByRAdam: GradientTransformation {
    let b1, b2, epsilon, epsilonRoot, threshold: Double
    let nesterov: Bool

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let zeros = parameters.tensors.zeros()
        return .counting(["mu": zeros, "nu": zeros])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let count = state.advance()
        let mu = firstMoment(updates, state.own("mu", for: updates), b1)
        let nu = secondMoment(updates, state.own("nu", for: updates), b2)
        state.slots = ["mu": mu, "nu": nu]

        let precision = updates.stepPrecision
        let steps = count.asType(precision)
        let limit: Double = 2 / (1 - b2) - 1
        let scale: Double = (limit - 4) * (limit - 2)
        let inverse: Double = limit / scale
        let kept = weak(b2).asType(precision) ** steps
        let freedom = limit - 2 * steps * kept / (1 - kept)
        let rectification = sqrt(
            inverse * (freedom - 4) * (freedom - 2) / freedom)

        let mean = correctedFirstMoment(updates, mu, b1, count, nesterov: nesterov)
        return zipMap(mean, biasCorrected(nu, b2, count)) { m, v in
            let scaled =
                rectification.asType(m.dtype) * m / (sqrt(v + epsilonRoot) + epsilon)
            return which(freedom .>= weak(threshold), scaled, m)
        }
    }
}

/// Scales by how far gradients are from what was expected (`optax.scale_by_belief`; Zhuang et al.,
/// 2020, https://arxiv.org/abs/2010.07468).
///
/// - Parameters:
///   - b1: how much of the running mean of the gradients is kept at each step.
///   - b2: how much of the running mean of the squared deviations is kept.
///   - epsilon: what is added to the root of the mean of the squares.
///   - epsilonRoot: what is added to the mean of the squares at each step.
///   - nesterov: whether to look ahead, as NAdam does.
public func scaleByBelief(
    b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-16, epsilonRoot: Double = 1e-16,
    nesterov: Bool = false
) -> AnyTransformation {
    AnyTransformation(
        ScaleByBelief(
            b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, nesterov: nesterov))
}

private struct ScaleByBelief: GradientTransformation {
    let b1, b2, epsilon, epsilonRoot: Double
    let nesterov: Bool

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let zeros = parameters.tensors.zeros()
        return .counting(["mu": zeros, "nu": zeros])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let count = state.advance()
        let mu = firstMoment(updates, state.own("mu", for: updates), b1)
        let surprise = zipMap(updates, mu) { $0 - $1 }
        let nu = secondMoment(surprise, state.own("nu", for: updates), b2).map { $0 + epsilonRoot }
        state.slots = ["mu": mu, "nu": nu]
        return zipMap(
            correctedFirstMoment(updates, mu, b1, count, nesterov: nesterov),
            biasCorrected(nu, b2, count)
        ) { $0 / (sqrt($1) + epsilon) }
    }
}

/// Scales by moments of the gradients, of which the second changes by no more than the gradient
/// squared (`optax.scale_by_yogi`; Zaheer et al., 2018,
/// https://papers.nips.cc/paper/2018/hash/90365351ccc7437a1309dc64e4db32a3-Abstract.html).
///
/// - Parameters:
///   - b1: how much of the running mean of the gradients is kept at each step.
///   - b2: how much of the running mean of their squares is kept.
///   - epsilon: what is added to the root of the mean of the squares.
///   - epsilonRoot: what is added under the root.
///   - initial: what both moments begin with.
public func scaleByYogi(
    b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-3, epsilonRoot: Double = 0,
    initial: Double = 1e-6
) -> AnyTransformation {
    AnyTransformation(
        ScaleByYogi(b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, initial: initial))
}

private struct ScaleByYogi: GradientTransformation {
    let b1, b2, epsilon, epsilonRoot, initial: Double

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        .counting([
            "mu": parameters.tensors.filled(initial), "nu": parameters.tensors.filled(initial),
        ])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let count = state.advance()
        let mu = firstMoment(updates, state.own("mu", for: updates), b1)
        let nu = zipMap(updates, state.own("nu", for: updates)) { g, v in
            let square = squaredMagnitude(g)
            return v - complement(b2) * sign(v - square) * square
        }
        state.slots = ["mu": mu, "nu": nu]
        return zipMap(biasCorrected(mu, b1, count), biasCorrected(nu, b2, count)) {
            $0 / (sqrt($1 + epsilonRoot) + epsilon)
        }
    }
}

/// Scales by moments of the gradients and of their differences (`optax.scale_by_adan`; Xie et al.,
/// 2022, https://arxiv.org/abs/2208.06677).
///
/// - Parameters:
///   - b1: how much of the running mean of the gradients is kept at each step.
///   - b2: how much of the running mean of the differences is kept.
///   - b3: how much of the running mean of the squares is kept.
///   - epsilon: what is added to the root of the mean of the squares.
///   - epsilonRoot: what is added under the root.
public func scaleByAdan(
    b1: Double = 0.98, b2: Double = 0.92, b3: Double = 0.99, epsilon: Double = 1e-8,
    epsilonRoot: Double = 0
) -> AnyTransformation {
    AnyTransformation(
        ScaleByAdan(b1: b1, b2: b2, b3: b3, epsilon: epsilon, epsilonRoot: epsilonRoot))
}

private struct ScaleByAdan: GradientTransformation {
    let b1, b2, b3, epsilon, epsilonRoot: Double

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let zeros = parameters.tensors.zeros()
        return .counting(["m": zeros, "v": zeros, "n": zeros, "gradient": zeros])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let isFirst = state.own("count") .== 0
        let count = state.advance()
        let differences = zipMap(updates, state.own("gradient", for: updates)) {
            which(isFirst, 0, $0 - $1)
        }
        let m = firstMoment(updates, state.own("m", for: updates), b1)
        let v = firstMoment(differences, state.own("v", for: updates), b2)
        let ahead = zipMap(updates, differences) { $0 + complement(b2) * $1 }
        let n = secondMoment(ahead, state.own("n", for: updates), b3)
        state.slots = ["m": m, "v": v, "n": n, "gradient": updates]
        let direction = zipMap(biasCorrected(m, b1, count), biasCorrected(v, b2, count)) {
            $0 + complement(b2) * $1
        }
        return zipMap(direction, biasCorrected(n, b3, count)) {
            $0 / (sqrt($1 + epsilonRoot) + epsilon)
        }
    }
}
