import Espalier

/// An optimiser whose weights are drawn back every few steps towards slow ones, which follow them
/// (`optax.lookahead`; Zhang et al., 2019, https://arxiv.org/abs/1907.08610).
///
/// The model has the fast weights. The slow ones, which are better for inference, are kept in the
/// state as `slots["slow"]`; ``Optimizer/slowWeights(of:)`` gives a model that has them.
///
/// - Parameters:
///   - fast: the optimiser.
///   - syncPeriod: after how many steps the weights are drawn together.
///   - slowStepSize: how far the slow weights go towards the fast ones.
///   - resetState: whether the optimiser begins anew then.
public func lookahead(
    _ fast: any GradientTransformation, syncPeriod: Int, slowStepSize: Double,
    resetState: Bool = false
) -> AnyTransformation {
    if syncPeriod < 1 {
        mistake("lookahead", "the period must be at least one step, and it is \(syncPeriod)")
    }
    return AnyTransformation(
        Lookahead(
            fast: AnyTransformation(fast), syncPeriod: max(syncPeriod, 1),
            slowStepSize: slowStepSize, resetState: resetState))
}

private struct Lookahead: GradientTransformation {
    let fast: AnyTransformation
    let syncPeriod: Int
    let slowStepSize: Double
    let resetState: Bool

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        var state = TransformationState.counting([
            "slow": parameters.tensors.map { $0.asType($0.dtype) }
        ])
        state.parts = [fast.initialState(for: parameters)]
        return state
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let results = fast.update(updates, &state.parts[0], in: step)
        let count = state.own("count")
        let syncs = count .== int32(syncPeriod - 1)
        let slow = state.own("slow", for: updates)
        let lead = zipMap(step.parameters, results, slow) { $0 + $1 - $2 }
        state.slots["slow"] = zipMap(slow, lead) {
            which(syncs, $0 + slowStepSize * $1, $0).asType($0.dtype)
        }
        if resetState {
            state.parts[0] = select(syncs, fast.initialState(for: step.leaves), state.parts[0])
        }
        state.numbers["count"] = (count + 1) % syncPeriod
        return zipMap(results, lead) { which(syncs, $0 - complement(slowStepSize) * $1, $0) }
    }
}

extension Optimizer {
    /// The model with the slow weights of ``lookahead(_:syncPeriod:slowStepSize:resetState:)`` in the
    /// place of its own.
    public func slowWeights<Model: Tree>(of model: Model) -> Model {
        guard let slow = state.slot("slow"), slow.count == parameters.entries.count else {
            mistake(
                "slowWeights", "the optimiser keeps no slow weights; it isn't made by lookahead")
            return model
        }
        var leaves = model.leaves
        for (entry, tensor) in zip(parameters.entries, slow) where entry.index < leaves.count {
            leaves[entry.index] = tensor
        }
        return model.replacingLeaves(with: leaves)
    }
}
