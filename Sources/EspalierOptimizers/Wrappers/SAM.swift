import Espalier

/// Steps by the gradient at the worst place nearby: sharpness-aware minimisation
/// (`optax.contrib.sam`; Foret et al., 2021, https://arxiv.org/abs/2010.01412).
///
///     sam(sgd(0.1), adversary: chain(normalize(), sgd(0.05)))
///
/// By itself every second step leads uphill, to the worst place, and the next one from the place
/// before downhill by the gradient there. With `isOpaque` both happen in one step, for which the
/// optimiser has to be given the loss as a function.
///
/// - Parameters:
///   - optimizer: makes the steps downhill.
///   - adversary: makes those uphill, as if downhill; its steps are turned round.
///   - syncPeriod: one more than the number of steps uphill.
///   - resetState: whether the adversary begins anew after each step downhill.
///   - isOpaque: whether the steps uphill are made inside of one step.
public func sam(
    _ optimizer: any GradientTransformation, adversary: any GradientTransformation,
    syncPeriod: Int = 2, resetState: Bool = true, isOpaque: Bool = false
) -> AnyTransformation {
    if syncPeriod < 1 {
        mistake("sam", "the period must be at least one step, and it is \(syncPeriod)")
    }
    return AnyTransformation(
        SharpnessAware(
            optimizer: AnyTransformation(optimizer), adversary: AnyTransformation(adversary),
            syncPeriod: max(syncPeriod, 1), resetState: resetState, isOpaque: isOpaque))
}

private struct SharpnessAware: GradientTransformation {
    let optimizer, adversary: AnyTransformation
    let syncPeriod: Int
    let resetState, isOpaque: Bool

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let parts = [
            optimizer.initialState(for: parameters), adversary.initialState(for: parameters),
        ]
        if isOpaque { return TransformationState(parts: parts) }
        var state = TransformationState.counting([
            "place": parameters.tensors.map { $0.asType($0.dtype) }
        ])
        state.parts = parts
        return state
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        isOpaque
            ? opaqueUpdate(updates, &state, in: step) : alternatingUpdate(updates, &state, in: step)
    }

    private func alternatingUpdate(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let count = state.own("count")
        let isFirst = count .== 0
        let isLast = count .== int32(syncPeriod - 1)
        let place = state.own("place", for: updates)
        let old = state

        let uphill = adversary.update(updates, &state.parts[1], in: step).map { -$0 }
        let downhill = optimizer.update(updates, &state.parts[0], in: step)
        let back = zipMap(place, step.parameters, downhill) { $0 - $1 + $2 }

        state.slots["place"] = zipMap(step.parameters, place) { which(isFirst, $0, $1) }
        state.parts[0] = select(isLast, state.parts[0], old.parts[0])
        let next = resetState ? adversary.initialState(for: step.leaves) : old.parts[1]
        state.parts[1] = select(isLast, next, state.parts[1])
        state.numbers["count"] = (count + 1) % syncPeriod
        return zipMap(back, uphill) { which(isLast, $0, $1) }
    }

    private func opaqueUpdate(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let function = step.requiredFunction("sam")
        var parameters = step.parameters
        var gradients = updates
        for _ in 1..<max(syncPeriod, 1) {
            let uphill = adversary.update(gradients, &state.parts[1], in: step)
            parameters = zipMap(parameters, uphill) { applyUpdates($0, -$1) }
            gradients = function(parameters).gradients
        }
        if resetState { state.parts[1] = adversary.initialState(for: step.leaves) }
        return optimizer.update(gradients, &state.parts[0], in: step)
    }
}
