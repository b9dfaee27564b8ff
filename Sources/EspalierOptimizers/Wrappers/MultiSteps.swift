import Espalier

/// When ``multiSteps(_:every:usesMean:skipping:accumulatorDtype:)`` leaves gradients out.
public enum SkipRule: Hashable, Sendable {
    /// Never.
    case never
    /// Where an element isn't finite (`optax.skip_not_finite`).
    case notFinite
    /// Where the squared norm of all gradients is not below a limit (`optax.skip_large_updates`).
    case squaredNormAbove(Double)

    func skips(_ updates: [Tensor]) -> Tensor? {
        switch self {
        case .never: return nil
        case .notFinite: return !areFinite(updates)
        case .squaredNormAbove(let limit): return !(squaredNorm(updates) .< weak(limit))
        }
    }
}

/// Whether all elements are finite.
func areFinite(_ list: [Tensor]) -> Tensor {
    list.reduce(Tensor(true)) { $0 & isFinite($1).all() }
}

/// Gradients of several batches taken together for one step: the optimiser sees their mean
/// (`optax.MultiSteps`).
///
/// Between its steps the updates are zeros.
///
/// - Parameters:
///   - inner: the optimiser.
///   - every: how many batches make a step. A schedule is asked with the number of steps.
///   - usesMean: whether the optimiser sees the mean of the gradients, or their sum.
///   - skipping: which gradients are left out, and don't count.
///   - accumulatorDtype: the dtype that gradients are gathered in; by default the leaf's, at least
///     float32. (Optax gathers in float32 always.)
public func multiSteps(
    _ inner: any GradientTransformation, every: Schedule, usesMean: Bool = true,
    skipping: SkipRule = .never, accumulatorDtype: DType? = nil
) -> AnyTransformation {
    if let steps = every.constantValue, Int32(exactly: steps) ?? 0 < 1 {
        mistake("multiSteps", "needs a positive whole number of batches, not \(steps)")
    }
    return AnyTransformation(
        MultiSteps(
            inner: AnyTransformation(inner), every: every, usesMean: usesMean, skipping: skipping,
            accumulatorDtype: accumulatorDtype))
}

private struct MultiSteps: GradientTransformation {
    let inner: AnyTransformation
    let every: Schedule
    let usesMean: Bool
    let skipping: SkipRule
    let accumulatorDtype: DType?

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let zeros = parameters.tensors.map { leaf in
            Tensor.zeros(
                like: leaf, dtype: accumulatorDtype ?? promote(leaf.dtype, .float32))
        }
        return TransformationState(
            numbers: ["batch": .zeros([], dtype: .int32), "step": .zeros([], dtype: .int32)],
            slots: ["gathered": zeros], parts: [inner.initialState(for: parameters)])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let old = state
        let (batch, steps) = (state.own("batch"), state.own("step"))
        let every =
            self.every.constantValue.map { int32(Int(exactly: $0) ?? 1) }
            ?? self.every(steps).asType(.int32)
        let kept = state.own("gathered", for: updates)
        let gathered = zipMap(updates, kept) { gradient, sum in
            usesMean ? sum + (gradient - sum) / (batch + 1) : sum + gradient
        }
        let given = gathered.cast(like: updates)
        var part = state.parts[0]
        let results = inner.update(given, &part, in: step)
        let emits = batch .== every - 1
        state.numbers["batch"] = incremented(batch) % every
        state.numbers["step"] = which(emits, incremented(steps), steps)
        state.parts[0] = select(emits, part, state.parts[0])
        state.slots["gathered"] = zipMap(gathered, kept) { which(emits, 0, $0).asType($1.dtype) }
        let emitted = results.map { which(emits, $0, 0) }
        guard let skips = skipping.skips(updates) else { return emitted }
        state = select(skips, old, state)
        return emitted.map { which(skips, 0, $0) }
    }
}
