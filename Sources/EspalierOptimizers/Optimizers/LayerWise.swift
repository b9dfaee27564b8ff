import Espalier

/// LARS: momentum with steps in proportion to the norm of each leaf, for large batches (`optax.lars`;
/// You et al., 2017, https://arxiv.org/abs/1708.03888).
///
/// - Parameters:
///   - learningRate: the size of a step.
///   - weightDecay: how much of the weights is added to the gradients.
///   - decayFilter: which leaves that is done for.
///   - trustCoefficient: what the ratio of the norms is multiplied by.
///   - epsilon: what is added to the norm of the gradient.
///   - trustFilter: which leaves have steps in proportion to their norm.
///   - momentum: how much of the sum of the steps is kept.
///   - nesterov: whether the momentum looks ahead.
public func lars(
    _ learningRate: Schedule, weightDecay: Schedule = 0, decayWhere decayFilter: LeafFilter = .all,
    trustCoefficient: Double = 1e-3, epsilon: Double = 0,
    trustWhere trustFilter: LeafFilter = .all, momentum: Double = 0.9, nesterov: Bool = false
) -> AnyTransformation {
    chain(
        addDecayedWeights(weightDecay, where: decayFilter),
        masked(
            scaleByTrustRatio(coefficient: trustCoefficient, epsilon: epsilon),
            where: trustFilter),
        scaleByLearningRate(learningRate), trace(decay: momentum, nesterov: nesterov))
}

/// LAMB: Adam with steps in proportion to the norm of each leaf, for large batches (`optax.lamb`; You
/// et al., 2019, https://arxiv.org/abs/1904.00962).
public func lamb(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-6,
    epsilonRoot: Double = 0, weightDecay: Schedule = 0, where filter: LeafFilter = .all
) -> AnyTransformation {
    chain(
        scaleByAdam(b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot),
        addDecayedWeights(weightDecay, where: filter), scaleByTrustRatio(),
        scaleByLearningRate(learningRate))
}

/// Fromage: steps in proportion to the norm of each leaf, which leave the norm as it is
/// (`optax.fromage`; Bernstein et al., 2020, https://arxiv.org/abs/2002.03432).
///
/// - Parameters:
///   - learningRate: the size of a step.
///   - minimumNorm: what the norms of a leaf and its gradient are at least.
public func fromage(_ learningRate: Schedule, minimumNorm: Double = 1e-6) -> AnyTransformation {
    chain(
        scaleByTrustRatio(minimumNorm: minimumNorm),
        AnyTransformation(FromageStep(learningRate: learningRate)))
}

/// A step that is orthogonal to the leaf leaves its norm as it is if both are divided by the same
/// number.
private struct FromageStep: GradientTransformation {
    let learningRate: Schedule

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        TransformationState(
            numbers: learningRate.initialNumbers("learningRate", for: parameters))
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        if let rate = learningRate.constantValue {
            let factor = 1 / (1 + rate * rate).squareRoot()
            let (size, decay) = (-rate * factor, factor - 1)
            return zipMap(updates, step.parameters) { size * $0 + decay * $1 }
        }
        let rate = learningRate.next("learningRate", &state, for: updates)
        let factor = 1 / sqrt(1 + square(rate))
        return zipMap(updates, step.parameters) { update, parameter in
            (-rate * factor).asType(update.dtype) * update
                + (factor - 1).asType(update.dtype) * parameter
        }
    }
}

/// Gradient descent without a schedule (`optax.contrib.schedule_free_sgd`; Defazio et al., 2024,
/// https://arxiv.org/abs/2405.15682). See ``scheduleFree(_:learningRate:b1:weightPower:stateDtype:)``.
public func scheduleFreeSGD(
    _ learningRate: Double = 1, warmup: Int? = nil, b1: Double = 0.9, weightDecay: Double? = nil,
    weightPower: Double = 2, stateDtype: DType? = nil
) -> AnyTransformation {
    let schedule = warmedUp(learningRate, warmup)
    let base = sgd(schedule)
    return scheduleFree(
        weightDecay.map { chain(addDecayedWeights(.constant($0)), base) } ?? base,
        learningRate: schedule, b1: b1, weightPower: weightPower, stateDtype: stateDtype)
}

/// AdamW without a schedule (`optax.contrib.schedule_free_adamw`; Defazio et al., 2024). See
/// ``scheduleFree(_:learningRate:b1:weightPower:stateDtype:)``.
public func scheduleFreeAdamW(
    _ learningRate: Double = 0.0025, warmup: Int? = nil, b1: Double = 0.9, b2: Double = 0.999,
    epsilon: Double = 1e-8, weightDecay: Schedule = 0, weightPower: Double = 2,
    stateDtype: DType? = nil
) -> AnyTransformation {
    let schedule = warmedUp(learningRate, warmup)
    return scheduleFree(
        chain(
            scaleByRMS(decay: b2, epsilon: epsilon, epsilonInRoot: false, correctsBias: true),
            addDecayedWeights(weightDecay), scaleByLearningRate(schedule)),
        learningRate: schedule, b1: b1, weightPower: weightPower, stateDtype: stateDtype)
}

private func warmedUp(_ rate: Double, _ warmup: Int?) -> Schedule {
    warmup.map { .warmupConstant(peak: rate, warmup: $0) } ?? .constant(rate)
}
