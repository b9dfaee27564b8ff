import Espalier

/// A part of each parameter added to its update, so that weights that aren't needed fade
/// (`optax.add_decayed_weights`; Loshchilov and Hutter, 2019, https://arxiv.org/abs/1711.05101).
///
/// - Parameters:
///   - weightDecay: the part, which may change from step to step.
///   - filter: which leaves fade; by default all that are learned.
public func addDecayedWeights(
    _ weightDecay: Schedule, where filter: LeafFilter = .all
) -> AnyTransformation {
    AnyTransformation(AddDecayedWeights(weightDecay: weightDecay, filter: filter))
}

private struct AddDecayedWeights: GradientTransformation {
    let weightDecay: Schedule
    let filter: LeafFilter

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        TransformationState(numbers: weightDecay.initialNumbers("weightDecay", for: parameters))
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        if weightDecay.constantValue == 0 { return updates }
        let strength = weightDecay.next("weightDecay", &state, for: updates)
        return zip(updates, step.leaves).map { update, leaf in
            guard filter.contains(leaf) else { return update }
            return update + strength.asType(update.dtype) * leaf.tensor
        }
    }
}

/// Noise added to the updates, less and less of it (`optax.add_noise`; Neelakantan et al., 2015,
/// https://arxiv.org/abs/1511.06807).
///
/// - Parameters:
///   - eta: the variance at the first step.
///   - gamma: how fast the variance falls: it is eta by the step to the power of gamma.
///   - key: what the noise is drawn from.
public func addNoise(eta: Double, gamma: Double, key: Key) -> AnyTransformation {
    AnyTransformation(AddNoise(eta: eta, gamma: gamma, key: key))
}

private struct AddNoise: GradientTransformation {
    let eta, gamma: Double
    let key: Key

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        var state = TransformationState.counting()
        state.numbers["key"] = key.data
        return state
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let precision = updates.stepPrecision
        let count = state.advance().asType(precision)
        let deviation = sqrt(weak(eta).asType(precision) / count ** weak(gamma))
        let (next, sample) = Key(data: state.own("key"), key.layout).split()
        state.numbers["key"] = next.data
        return zip(updates, sample.split(updates.count)).map { update, key in
            update + deviation.asType(update.dtype)
                * key.normal(update.shape, dtype: update.dtype)
        }
    }
}

/// Updates with those of the steps before, less and less of them: momentum (`optax.trace`).
///
/// - Parameters:
///   - decay: how much of the sum is kept at each step.
///   - nesterov: whether to look ahead (Nesterov, 1983; Sutskever et al., 2013,
///     http://proceedings.mlr.press/v28/sutskever13.html).
///   - accumulatorDtype: the dtype that the sum is kept in; by default the leaf's.
public func trace(
    decay: Double, nesterov: Bool = false, accumulatorDtype: DType? = nil
) -> AnyTransformation {
    AnyTransformation(
        Momentum(decay: decay, nesterov: nesterov, accumulatorDtype: accumulatorDtype))
}

private struct Momentum: GradientTransformation {
    let decay: Double
    let nesterov: Bool
    let accumulatorDtype: DType?

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        TransformationState(slots: ["trace": parameters.tensors.zeros(accumulatorDtype)])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let sum = zipMap(updates, state.own("trace", for: updates)) { $0 + decay * $1 }
        state.slots["trace"] = sum.cast(accumulatorDtype)
        return nesterov ? zipMap(updates, sum) { $0 + decay * $1 } : sum
    }
}

/// The running mean of the updates (`optax.ema`).
///
/// For running means of the weights see ``ExponentialMovingAverage``.
///
/// - Parameters:
///   - decay: how much of the mean is kept at each step.
///   - debias: whether the mean is made up for its beginning at zero.
///   - accumulatorDtype: the dtype that the mean is kept in; by default the leaf's.
public func ema(
    decay: Double, debias: Bool = true, accumulatorDtype: DType? = nil
) -> AnyTransformation {
    AnyTransformation(
        RunningMean(decay: decay, debias: debias, accumulatorDtype: accumulatorDtype))
}

private struct RunningMean: GradientTransformation {
    let decay: Double
    let debias: Bool
    let accumulatorDtype: DType?

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        .counting(["ema": parameters.tensors.zeros(accumulatorDtype)])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let count = state.advance()
        let mean = firstMoment(updates, state.own("ema", for: updates), decay)
        state.slots["ema"] = mean.cast(accumulatorDtype)
        return debias ? biasCorrected(mean, decay, count) : mean
    }
}

/// Updates summed, and given out every so many steps; zeros in between (`optax.apply_every`).
///
/// ``multiSteps(_:every:usesMean:skipping:accumulatorDtype:)`` does it before the optimiser, which
/// is nearly always what is wanted.
public func applyEvery(_ steps: Int) -> AnyTransformation {
    if steps < 1 { mistake("applyEvery", "needs a positive number of steps, not \(steps)") }
    return AnyTransformation(ApplyEvery(steps: max(steps, 1)))
}

private struct ApplyEvery: GradientTransformation {
    let steps: Int

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        .counting(["sum": parameters.tensors.zeros()])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let count = state.own("count")
        let sum = zipMap(updates, state.own("sum", for: updates)) {
            which(count .== 0, $0, $1 + $0)
        }
        state.numbers["count"] = (count + 1) % steps
        state.slots["sum"] = sum
        return sum.map { which(count .== int32(steps - 1), $0, 0) }
    }
}
