import Espalier

/// Steps by the root of the running mean of squared gradients (`optax.rmsprop`; Hinton, 2012,
/// http://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf).
///
/// - Parameters:
///   - learningRate: the size of a step.
///   - decay: how much of the mean is kept at each step.
///   - epsilon: what is added to the mean, or to its root.
///   - initial: what the mean begins with.
///   - epsilonInRoot: whether `epsilon` is added under the root, as in TensorFlow, or to the root,
///     as in PyTorch.
///   - centered: whether the variance is taken in the place of the mean of the squares.
///   - momentum: how much of the sum of the steps is kept; nil for none.
///   - nesterov: whether the momentum looks ahead.
///   - correctsBias: whether the mean is made up for its beginning.
public func rmsprop(
    _ learningRate: Schedule, decay: Double = 0.9, epsilon: Double = 1e-8, initial: Double = 0,
    epsilonInRoot: Bool = true, centered: Bool = false, momentum: Double? = nil,
    nesterov: Bool = false, correctsBias: Bool = false
) -> AnyTransformation {
    let scaling = centered ? scaleByStandardDeviation : scaleByRMS
    return chain(
        scaling(decay, epsilon, initial, epsilonInRoot, correctsBias),
        scaleByLearningRate(learningRate),
        momentum.map { trace(decay: $0, nesterov: nesterov) } ?? identity())
}

/// Steps by the root of the sum of all squared gradients (`optax.adagrad`; Duchi et al., 2011,
/// https://jmlr.org/papers/v12/duchi11a.html).
///
/// - Parameters:
///   - learningRate: the size of a step.
///   - initial: what the sum begins with.
///   - epsilon: what is added to the sum under the root.
public func adagrad(
    _ learningRate: Schedule, initial: Double = 0.1, epsilon: Double = 1e-7
) -> AnyTransformation {
    chain(scaleByRSS(initial: initial, epsilon: epsilon), scaleByLearningRate(learningRate))
}

/// Steps by running means of squared gradients and of squared steps (`optax.adadelta`; Zeiler, 2012,
/// https://arxiv.org/abs/1212.5701).
///
/// - Parameters:
///   - learningRate: what steps are multiplied by.
///   - decay: how much of the means is kept at each step.
///   - epsilon: what is added to the means under the roots.
///   - weightDecay: how much of the weights is added to the gradients.
///   - filter: which leaves that is done for; by default all.
public func adadelta(
    _ learningRate: Schedule = 1, decay: Double = 0.9, epsilon: Double = 1e-6,
    weightDecay: Schedule = 0, where filter: LeafFilter = .all
) -> AnyTransformation {
    chain(
        addDecayedWeights(weightDecay, where: filter),
        scaleByAdadelta(decay: decay, epsilon: epsilon), scaleByLearningRate(learningRate))
}

/// Steps by running means of squared gradients that take little memory (`optax.adafactor`; Shazeer
/// and Stern, 2018, https://arxiv.org/abs/1804.04235).
///
/// - Parameters:
///   - learningRate: what steps are multiplied by; nil for nothing.
///   - minimumSize: how large the second largest axis of a leaf must be for its mean to be kept as a
///     product of a row and a column.
///   - decayRate: how the share of the mean that is kept rises with the steps.
///   - decayOffset: the step to count from.
///   - scalesByParameter: whether steps are multiplied by the root mean square of the parameter.
///   - clippingThreshold: the largest root mean square of a step before that; nil for none.
///   - momentum: how much of the running mean of the steps is kept; nil for none.
///   - momentumDtype: the dtype of that mean.
///   - weightDecay: how much of the weights fades in a step; nil for nothing.
///   - epsilon: what is added to squared gradients.
///   - isFactored: whether means are kept as products at all.
///   - filter: which leaves fade; by default all.
public func adafactor(
    _ learningRate: Schedule? = nil, minimumSize: Int = 128, decayRate: Double = 0.8,
    decayOffset: Int = 0, scalesByParameter: Bool = true, clippingThreshold: Double? = 1,
    momentum: Double? = nil, momentumDtype: DType = .float32, weightDecay: Schedule? = nil,
    epsilon: Double = 1e-30, isFactored: Bool = true, where filter: LeafFilter = .all
) -> AnyTransformation {
    var parts = [
        scaleByFactoredRMS(
            isFactored: isFactored, decayRate: decayRate, stepOffset: decayOffset,
            minimumSize: minimumSize, epsilon: epsilon)
    ]
    if let clippingThreshold { parts.append(clipByBlockRMS(clippingThreshold)) }
    if let learningRate { parts.append(scaleByLearningRate(learningRate, flipsSign: false)) }
    if scalesByParameter { parts.append(scaleByParameterRMS()) }
    if let momentum {
        parts.append(ema(decay: momentum, debias: false, accumulatorDtype: momentumDtype))
    }
    if let weightDecay { parts.append(addDecayedWeights(weightDecay, where: filter)) }
    return chain(parts + [scale(-1)])
}

/// Steps by sums of squared gradients that are kept for each row and column alone (`optax.sm3`; Anil
/// et al., 2019, https://arxiv.org/abs/1901.11150).
///
/// - Parameters:
///   - learningRate: the size of a step.
///   - momentum: how much of the running mean of the steps is kept.
public func sm3(_ learningRate: Schedule, momentum: Double = 0.9) -> AnyTransformation {
    chain(scaleBySM3(b1: momentum), scaleByLearningRate(learningRate))
}
