import Espalier

/// An optimiser that needs no schedule: gradients are taken between its weights and their mean
/// (`optax.contrib.schedule_free`; Defazio et al., 2024, https://arxiv.org/abs/2405.15682).
///
/// The model has the weights at which gradients are taken. For inference take
/// ``Optimizer/evaluationWeights(of:)``.
///
/// - Parameters:
///   - base: the optimiser, without momentum.
///   - learningRate: its learning rate, by which steps weigh in the mean.
///   - b1: how near to the mean gradients are taken.
///   - weightPower: the power of the learning rate that a step weighs.
///   - stateDtype: the dtype that the optimiser's weights are kept in; by default the leaf's.
public func scheduleFree(
    _ base: any GradientTransformation, learningRate: Schedule, b1: Double = 0.9,
    weightPower: Double = 2, stateDtype: DType? = nil
) -> AnyTransformation {
    AnyTransformation(
        ScheduleFree(
            base: AnyTransformation(base), learningRate: learningRate, b1: b1,
            weightPower: weightPower, stateDtype: stateDtype))
}

private struct ScheduleFree: GradientTransformation {
    let base: AnyTransformation
    let learningRate: Schedule
    let b1, weightPower: Double
    let stateDtype: DType?

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let precision = parameters.tensors.stepPrecision
        return TransformationState(
            numbers: [
                "b1": weak(b1).asType(precision), "weightSum": .zeros([], dtype: precision),
                "count": .ones([], dtype: .int32), "largestRate": .zeros([], dtype: precision),
            ],
            slots: ["z": parameters.tensors.map { $0.asType(stateDtype ?? $0.dtype) }],
            parts: [base.initialState(for: parameters)])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let sum = state.own("weightSum")
        let rate = learningRate(state.own("count"), dtype: sum.dtype)
        _ = state.advance()
        let largest = maximum(state.own("largestRate"), rate)
        let weight = largest ** weak(weightPower)
        let total = sum + weight
        // Nothing was weighed yet where a warm-up begins at zero.
        let share = which(total .== 0, 0, weight / total)
        let changes = base.update(updates, &state.parts[0], in: step)
        let old = state.own("z", for: updates)
        let z = zipMap(old, changes) { applyUpdates($0, $1) }
        let next = zipMap(step.parameters, old, z) { y, old, new in
            let x = (y - complement(b1) * old) / b1
            let s = share.asType(y.dtype)
            return b1 * ((1 - s) * x + s * new) + complement(b1) * new
        }
        state.numbers["weightSum"] = total
        state.numbers["largestRate"] = largest
        state.slots["z"] = z
        return zipMap(next, step.parameters) { $0 - $1 }
    }
}

extension Optimizer {
    /// The model with the mean weights of ``scheduleFree(_:learningRate:b1:weightPower:stateDtype:)``
    /// in the place of its own (`optax.contrib.schedule_free_eval_params`).
    public func evaluationWeights<Model: Tree>(of model: Model) -> Model {
        guard let z = state.slot("z"), let b1 = state.number("b1"),
            z.count == parameters.entries.count
        else {
            mistake("evaluationWeights", "the optimiser isn't made by scheduleFree")
            return model
        }
        var leaves = model.leaves
        for (entry, tensor) in zip(parameters.entries, z) where entry.index < leaves.count {
            let leaf = leaves[entry.index]
            let b1 = b1.asType(leaf.dtype)
            leaves[entry.index] = ((leaf - (1 - b1) * tensor) / b1).asType(leaf.dtype)
        }
        return model.replacingLeaves(with: leaves)
    }
}
