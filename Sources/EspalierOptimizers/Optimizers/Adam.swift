import Espalier

/// Adam: steps by the first moment of the gradients over the root of the second (`optax.adam`; Kingma
/// and Ba, 2015, https://arxiv.org/abs/1412.6980).
///
///     var optimizer = adam(1e-3).initialized(for: model)
///
/// - Parameters:
///   - learningRate: the size of a step.
///   - b1: how much of the running mean of the gradients is kept at each step.
///   - b2: how much of the running mean of their squares is kept.
///   - epsilon: what is added to the root of the mean of the squares.
///   - epsilonRoot: what is added under the root.
///   - muDtype: the dtype that the mean of the gradients is kept in; by default the leaf's.
///   - nesterov: whether to look ahead.
public func adam(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-8,
    epsilonRoot: Double = 0, muDtype: DType? = nil, nesterov: Bool = false
) -> AnyTransformation {
    chain(
        scaleByAdam(
            b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, muDtype: muDtype,
            nesterov: nesterov),
        scaleByLearningRate(learningRate))
}

/// Adam with Nesterov's look ahead (`optax.nadam`; Dozat, 2016,
/// https://openreview.net/pdf?id=OM0jvwB8jIp57ZJjtNEZ). For the parameters see ``adam(_:b1:b2:epsilon:epsilonRoot:muDtype:nesterov:)``.
public func nadam(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-8,
    epsilonRoot: Double = 0, muDtype: DType? = nil
) -> AnyTransformation {
    adam(
        learningRate, b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot,
        muDtype: muDtype, nesterov: true)
}

/// Adam with weights that fade apart from the gradients (`optax.adamw`; Loshchilov and Hutter, 2019,
/// https://arxiv.org/abs/1711.05101).
///
///     adamw(1e-3, weightDecay: 1e-2, where: .matrices)
///
/// - Parameters:
///   - learningRate: the size of a step.
///   - b1: how much of the running mean of the gradients is kept at each step.
///   - b2: how much of the running mean of their squares is kept.
///   - epsilon: what is added to the root of the mean of the squares.
///   - epsilonRoot: what is added under the root.
///   - muDtype: the dtype that the mean of the gradients is kept in; by default the leaf's.
///   - weightDecay: how much of the weights fades in a step, times the learning rate.
///   - filter: which leaves fade; by default all.
///   - nesterov: whether to look ahead.
public func adamw(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-8,
    epsilonRoot: Double = 0, muDtype: DType? = nil, weightDecay: Schedule = 1e-4,
    where filter: LeafFilter = .all, nesterov: Bool = false
) -> AnyTransformation {
    chain(
        scaleByAdam(
            b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, muDtype: muDtype,
            nesterov: nesterov),
        addDecayedWeights(weightDecay, where: filter), scaleByLearningRate(learningRate))
}

/// AdamW with Nesterov's look ahead (`optax.nadamw`). For the parameters see ``adamw(_:b1:b2:epsilon:epsilonRoot:muDtype:weightDecay:where:nesterov:)``.
public func nadamw(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-8,
    epsilonRoot: Double = 0, muDtype: DType? = nil, weightDecay: Schedule = 1e-4,
    where filter: LeafFilter = .all
) -> AnyTransformation {
    adamw(
        learningRate, b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot,
        muDtype: muDtype, weightDecay: weightDecay, where: filter, nesterov: true)
}

/// Adam with the largest recent gradient in the place of the second moment (`optax.adamax`; Kingma
/// and Ba, 2015, section 7.1).
public func adamax(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-8
) -> AnyTransformation {
    chain(scaleByAdamax(b1: b1, b2: b2, epsilon: epsilon), scaleByLearningRate(learningRate))
}

/// Adamax with weights that fade apart from the gradients (`optax.adamaxw`).
public func adamaxw(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-8,
    weightDecay: Schedule = 1e-4, where filter: LeafFilter = .all
) -> AnyTransformation {
    chain(
        scaleByAdamax(b1: b1, b2: b2, epsilon: epsilon),
        addDecayedWeights(weightDecay, where: filter), scaleByLearningRate(learningRate))
}

/// Adam with a second moment that never falls (`optax.amsgrad`; Reddi et al., 2018,
/// https://openreview.net/forum?id=ryQu7f-RZ).
public func amsgrad(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-8,
    epsilonRoot: Double = 0, muDtype: DType? = nil, correctsFirst: Bool = true,
    correctsSecond: Bool = true
) -> AnyTransformation {
    chain(
        scaleByAMSGrad(
            b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, muDtype: muDtype,
            correctsFirst: correctsFirst, correctsSecond: correctsSecond),
        scaleByLearningRate(learningRate))
}

/// Adam that goes by the first moment alone while the second isn't known well (`optax.radam`; Liu et
/// al., 2020, https://arxiv.org/abs/1908.03265).
public func radam(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-8,
    epsilonRoot: Double = 0, threshold: Double = 5, nesterov: Bool = false
) -> AnyTransformation {
    chain(
        scaleByRAdam(
            b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, threshold: threshold,
            nesterov: nesterov),
        scaleByLearningRate(learningRate))
}

/// Adam by how far gradients are from what was expected (`optax.adabelief`; Zhuang et al., 2020,
/// https://arxiv.org/abs/2010.07468).
public func adabelief(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-16,
    epsilonRoot: Double = 1e-16, nesterov: Bool = false
) -> AnyTransformation {
    chain(
        scaleByBelief(
            b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, nesterov: nesterov),
        scaleByLearningRate(learningRate))
}

/// Adam with a second moment that changes slowly (`optax.yogi`; Zaheer et al., 2018).
public func yogi(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, epsilon: Double = 1e-3
) -> AnyTransformation {
    chain(scaleByYogi(b1: b1, b2: b2, epsilon: epsilon), scaleByLearningRate(learningRate))
}

/// Adam with Nesterov's momentum by differences of gradients (`optax.adan`; Xie et al., 2022,
/// https://arxiv.org/abs/2208.06677).
public func adan(
    _ learningRate: Schedule, b1: Double = 0.98, b2: Double = 0.92, b3: Double = 0.99,
    epsilon: Double = 1e-8, epsilonRoot: Double = 1e-8, weightDecay: Schedule = 0,
    where filter: LeafFilter = .all
) -> AnyTransformation {
    chain(
        scaleByAdan(b1: b1, b2: b2, b3: b3, epsilon: epsilon, epsilonRoot: epsilonRoot),
        addDecayedWeights(weightDecay, where: filter), scaleByLearningRate(learningRate))
}

/// Adam with one second moment for each leaf (`optax.novograd`; Ginsburg et al., 2019,
/// https://arxiv.org/abs/1905.11286).
public func novograd(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.25, epsilon: Double = 1e-6,
    epsilonRoot: Double = 0, weightDecay: Double = 0
) -> AnyTransformation {
    chain(
        scaleByNovoGrad(
            b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, weightDecay: weightDecay),
        scaleByLearningRate(learningRate))
}
