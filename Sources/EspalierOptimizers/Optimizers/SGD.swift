import Espalier

/// Gradient descent, with momentum or without (`optax.sgd`; Sutskever et al., 2013,
/// http://proceedings.mlr.press/v28/sutskever13.html).
///
/// - Parameters:
///   - learningRate: the size of a step.
///   - momentum: how much of the sum of the gradients is kept at each step; nil for none.
///   - nesterov: whether to look ahead.
///   - accumulatorDtype: the dtype that the sum is kept in; by default the leaf's.
public func sgd(
    _ learningRate: Schedule, momentum: Double? = nil, nesterov: Bool = false,
    accumulatorDtype: DType? = nil
) -> AnyTransformation {
    chain(
        momentum.map {
            trace(decay: $0, nesterov: nesterov, accumulatorDtype: accumulatorDtype)
        } ?? identity(), scaleByLearningRate(learningRate))
}

/// Gradient descent with noise that fades (`optax.noisy_sgd`; Neelakantan et al., 2015,
/// https://arxiv.org/abs/1511.06807).
///
/// - Parameters:
///   - learningRate: the size of a step.
///   - eta: the variance of the noise at the first step.
///   - gamma: how fast it falls: it is eta by the step to the power of gamma.
///   - key: what the noise is drawn from.
public func noisySGD(
    _ learningRate: Schedule, eta: Double = 0.01, gamma: Double = 0.55, key: Key
) -> AnyTransformation {
    chain(addNoise(eta: eta, gamma: gamma, key: key), scaleByLearningRate(learningRate))
}

/// Steps by the signs of the gradients (`optax.sign_sgd`; Bernstein et al., 2018,
/// https://arxiv.org/abs/1802.04434).
public func signSGD(_ learningRate: Schedule) -> AnyTransformation {
    chain(scaleBySign(), scaleByLearningRate(learningRate))
}

/// Steps by the signs of the running means of the gradients (`optax.signum`; Bernstein et al., 2018).
public func signum(
    _ learningRate: Schedule, beta: Double = 0.9, accumulatorDtype: DType? = nil
) -> AnyTransformation {
    chain(
        ema(decay: beta, debias: false, accumulatorDtype: accumulatorDtype), scaleBySign(),
        scaleByLearningRate(learningRate))
}

/// Steps by the sign of a mixture of the gradient and its running mean (`optax.lion`; Chen et al.,
/// 2023, https://arxiv.org/abs/2302.06675).
public func lion(
    _ learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.99, muDtype: DType? = nil,
    weightDecay: Schedule = 1e-3, where filter: LeafFilter = .all
) -> AnyTransformation {
    chain(
        scaleByLion(b1: b1, b2: b2, muDtype: muDtype),
        addDecayedWeights(weightDecay, where: filter), scaleByLearningRate(learningRate))
}

/// Steps of a size of its own for each element, by signs alone (`optax.rprop`; Riedmiller and Braun,
/// 1993): for whole data sets rather than batches.
///
/// - Parameters:
///   - learningRate: the size of the first steps.
///   - shrink: what a step is multiplied by where the gradient changed its sign.
///   - grow: what it is multiplied by where it did not.
///   - minimumStep: the smallest step.
///   - maximumStep: the largest step.
public func rprop(
    _ learningRate: Double, shrink: Double = 0.5, grow: Double = 1.2, minimumStep: Double = 1e-6,
    maximumStep: Double = 50
) -> AnyTransformation {
    chain(
        scaleByRprop(
            initialStep: learningRate, shrink: shrink, grow: grow, minimumStep: minimumStep,
            maximumStep: maximumStep), scale(-1))
}

/// Gradient descent with the last change of the gradient added, for games
/// (`optax.optimistic_gradient_descent`; Mokhtari et al., 2019, https://arxiv.org/abs/1901.08511).
public func optimisticGradientDescent(
    _ learningRate: Schedule, alpha: Double = 1, beta: Double = 1
) -> AnyTransformation {
    chain(
        scaleByOptimisticGradient(alpha: alpha, beta: beta), scaleByLearningRate(learningRate))
}

/// Adam with the last change of the update added, for games (`optax.optimistic_adam_v2`; Daskalakis
/// et al., 2018, https://arxiv.org/abs/1711.00141).
public func optimisticAdam(
    _ learningRate: Schedule, alpha: Double = 1, beta: Double = 1, b1: Double = 0.9,
    b2: Double = 0.999, epsilon: Double = 1e-8, epsilonRoot: Double = 0, muDtype: DType? = nil,
    nesterov: Bool = true
) -> AnyTransformation {
    chain(
        scaleByAdam(
            b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, muDtype: muDtype,
            nesterov: nesterov),
        scaleByOptimisticGradient(alpha: alpha, beta: beta), scaleByLearningRate(learningRate))
}

/// Gradient descent with Polyak's step size (`optax.polyak_sgd`; Loizou et al., 2021,
/// https://arxiv.org/abs/2002.10542).
///
/// The optimiser has to be told the loss: `update(&model, with: gradients, loss: loss)`.
///
/// - Parameters:
///   - maximumLearningRate: the largest step.
///   - scaling: what gradients are multiplied by before.
///   - minimum: the smallest loss that there is.
///   - epsilon: what is added to the squared norm.
///   - clampsAtMinimum: whether no step is made below the smallest loss, as in SPS+.
public func polyakSGD(
    _ maximumLearningRate: Double = 1, scaling: Schedule = 1, minimum: Double = 0,
    epsilon: Double = 0, clampsAtMinimum: Bool = false
) -> AnyTransformation {
    chain(
        sgd(scaling),
        scaleByPolyak(
            minimum: minimum, maximumStep: maximumLearningRate, epsilon: epsilon,
            clampsAtMinimum: clampsAtMinimum))
}

/// L-BFGS: Newton's method with the curvature that the last steps have shown, and a search along the
/// line (`optax.lbfgs`; Liu and Nocedal, 1989).
///
///     let (loss, gradients) = valueAndGrad(&model) { $0.loss(x, y) }
///     optimizer.update(&model, with: gradients, loss: loss) { $0.loss(x, y) }
///
/// - Parameters:
///   - learningRate: what steps are multiplied by before the search; nil for one.
///   - memory: how many steps are remembered.
///   - scalesInitial: whether the curvature of the last step stands for all directions that aren't
///     remembered.
///   - lineSearch: the search; nil for none, with which no loss is needed.
public func lbfgs(
    _ learningRate: Schedule? = nil, memory: Int = 10, scalesInitial: Bool = true,
    lineSearch: AnyTransformation? = scaleByZoomLineSearch(maximumSteps: 20, guess: .one)
) -> AnyTransformation {
    chain(
        scaleByLBFGS(memory: memory, scalesInitial: scalesInitial),
        learningRate.map { scaleByLearningRate($0) } ?? scale(-1), lineSearch ?? identity())
}
