import Espalier

/// Scales by the first and second moment of the gradients, as Adam does (`optax.scale_by_adam`).
///
/// - Parameters:
///   - b1: how much of the running mean of the gradients is kept at each step.
///   - b2: how much of the running mean of their squares is kept.
///   - epsilon: what is added to the root of the mean of the squares.
///   - epsilonRoot: what is added under the root; more than zero where the step itself is
///     differentiated.
///   - muDtype: the dtype that the mean of the gradients is kept in; by default the leaf's.
///   - nesterov: whether to look ahead, as NAdam does.
public func scaleByAdam(
    b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-8, epsilonRoot: Double = 0,
    muDtype: DType? = nil, nesterov: Bool = false
) -> AnyTransformation {
    AnyTransformation(
        ScaleByAdam(
            b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, muDtype: muDtype,
            nesterov: nesterov))
}

private struct ScaleByAdam: GradientTransformation {
    let b1, b2, epsilon, epsilonRoot: Double
    let muDtype: DType?
    let nesterov: Bool

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        .counting(["mu": parameters.tensors.zeros(muDtype), "nu": parameters.tensors.zeros()])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let count = state.advance()
        let mu = firstMoment(updates, state.own("mu", for: updates), b1)
        let old = state.own("nu", for: updates)
        let nu = secondMoment(updates, old, b2)
        state.slots["mu"] = mu.cast(muDtype)
        state.slots["nu"] = nu.cast(like: old)
        return zipMap(
            correctedFirstMoment(updates, mu, b1, count, nesterov: nesterov),
            biasCorrected(nu, b2, count)
        ) { $0 / (sqrt($1 + epsilonRoot) + epsilon) }
    }
}

/// Scales by moments of the gradients, of which the second never falls (`optax.scale_by_amsgrad`;
/// Reddi et al., 2018, https://openreview.net/forum?id=ryQu7f-RZ).
///
/// - Parameters:
///   - b1: how much of the running mean of the gradients is kept at each step.
///   - b2: how much of the running mean of their squares is kept.
///   - epsilon: what is added to the root of the mean of the squares.
///   - epsilonRoot: what is added under the root.
///   - muDtype: the dtype that the mean of the gradients is kept in; by default the leaf's.
///   - correctsFirst: whether the first moment is made up for its beginning at zero.
///   - correctsSecond: whether the second moment is.
public func scaleByAMSGrad(
    b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-8, epsilonRoot: Double = 0,
    muDtype: DType? = nil, correctsFirst: Bool = true, correctsSecond: Bool = true
) -> AnyTransformation {
    AnyTransformation(
        ScaleByAMSGrad(
            b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, muDtype: muDtype,
            correctsFirst: correctsFirst, correctsSecond: correctsSecond))
}

private struct ScaleByAMSGrad: GradientTransformation {
    let b1, b2, epsilon, epsilonRoot: Double
    let muDtype: DType?
    let correctsFirst, correctsSecond: Bool

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let zeros = parameters.tensors.zeros()
        return .counting([
            "mu": parameters.tensors.zeros(muDtype), "nu": zeros, "nuMax": zeros,
        ])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let count = state.advance()
        let mu = firstMoment(updates, state.own("mu", for: updates), b1)
        let nu = secondMoment(updates, state.own("nu", for: updates), b2)
        let largest = zipMap(
            state.own("nuMax", for: updates), correctsSecond ? biasCorrected(nu, b2, count) : nu,
            maximum)
        state.slots = ["mu": mu.cast(muDtype), "nu": nu, "nuMax": largest]
        return zipMap(correctsFirst ? biasCorrected(mu, b1, count) : mu, largest) {
            $0 / (sqrt($1 + epsilonRoot) + epsilon)
        }
    }
}

/// Scales by the first moment and the largest recent gradient (`optax.scale_by_adamax`; Kingma and
/// Ba, 2015, section 7.1, https://arxiv.org/abs/1412.6980).
///
/// - Parameters:
///   - b1: how much of the running mean of the gradients is kept at each step.
///   - b2: how much of the largest gradient is kept.
///   - epsilon: what is added to absolute values of gradients.
public func scaleByAdamax(
    b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-8
) -> AnyTransformation {
    AnyTransformation(ScaleByAdamax(b1: b1, b2: b2, epsilon: epsilon))
}

private struct ScaleByAdamax: GradientTransformation {
    let b1, b2, epsilon: Double

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let zeros = parameters.tensors.zeros()
        return .counting(["mu": zeros, "nu": zeros])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let count = state.advance()
        let mu = firstMoment(updates, state.own("mu", for: updates), b1)
        let nu = zipMap(updates, state.own("nu", for: updates)) {
            maximum(abs($0) + epsilon, b2 * $1)
        }
        state.slots = ["mu": mu, "nu": nu]
        return zipMap(biasCorrected(mu, b1, count), nu) { $0 / $1 }
    }
}
