import Espalier

/// A rule that is left out where gradients aren't finite: the updates are zeros, and the state stays
/// (`optax.apply_if_finite`).
///
/// - Parameters:
///   - inner: the rule.
///   - maximumErrors: after how many such steps in a row the rule is applied all the same.
public func applyIfFinite(
    _ inner: any GradientTransformation, maximumErrors: Int
) -> AnyTransformation {
    AnyTransformation(
        ApplyIfFinite(inner: AnyTransformation(inner), maximumErrors: maximumErrors))
}

private struct ApplyIfFinite: GradientTransformation {
    let inner: AnyTransformation
    let maximumErrors: Int

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        TransformationState(
            numbers: [
                "errorsInARow": .zeros([], dtype: .int32), "errors": .zeros([], dtype: .int32),
                "wasFinite": Tensor(true),
            ], parts: [inner.initialState(for: parameters)])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let isFinite = areFinite(updates)
        let inARow = which(isFinite, 0, incremented(state.own("errorsInARow")))
        let total = state.own("errors")
        state.numbers["errorsInARow"] = inARow
        state.numbers["errors"] = which(isFinite, total, incremented(total))
        state.numbers["wasFinite"] = isFinite
        let applies = isFinite | (inARow .> int32(maximumErrors))
        return inner.update(
            updates, &state.parts[0], in: step, where: applies,
            otherwise: updates.map { .zeros(like: $0) })
    }
}

extension AnyTransformation {
    /// What the rule makes of the updates where the condition holds; elsewhere other updates, and the
    /// state as it was.
    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep,
        where condition: Tensor, otherwise: [Tensor]
    ) -> [Tensor] {
        var next = state
        let results = update(updates, &next, in: step)
        state = select(condition, next, state)
        return zipMap(results, otherwise) { which(condition, $0, $1).asType($1.dtype) }
    }
}

/// A rule that is applied at some steps; at others the updates and the state stay as they are
/// (`optax.conditionally_transform`).
///
///     chain(conditionallyTransform(clip(1)) { step in step .< 1000 }, sgd(0.1))
///
/// - Parameters:
///   - inner: the rule.
///   - condition: whether the rule is applied, a bool scalar, by the number of steps before, which
///     is an int32 scalar and may be traced.
public func conditionallyTransform(
    _ inner: any GradientTransformation, where condition: @escaping @Sendable (Tensor) -> Tensor
) -> AnyTransformation {
    AnyTransformation(
        Conditionally(
            inner: AnyTransformation(inner), condition: Identity(condition), zeroes: false))
}

/// A rule that is applied at some steps; at others the updates are zeros and the state stays
/// (`optax.conditionally_mask`).
///
/// - Parameters:
///   - inner: the rule.
///   - condition: whether the rule is applied, a bool scalar, by the number of steps before.
public func conditionallyMask(
    _ inner: any GradientTransformation, where condition: @escaping @Sendable (Tensor) -> Tensor
) -> AnyTransformation {
    AnyTransformation(
        Conditionally(
            inner: AnyTransformation(inner), condition: Identity(condition), zeroes: true))
}

private struct Conditionally: GradientTransformation {
    let inner: AnyTransformation
    let condition: Identity<@Sendable (Tensor) -> Tensor>
    let zeroes: Bool

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        var state = TransformationState.counting()
        state.parts = [inner.initialState(for: parameters)]
        return state
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let applies = condition.value(state.own("count"))
        _ = state.advance()
        return inner.update(
            updates, &state.parts[0], in: step, where: applies,
            otherwise: zeroes ? updates.map { .zeros(like: $0) } : updates)
    }
}
