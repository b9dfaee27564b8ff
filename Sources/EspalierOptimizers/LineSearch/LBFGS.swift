import Espalier

/// Updates turned and stretched by the inverse of the curvature that the last steps have shown
/// (`optax.scale_by_lbfgs`; Liu and Nocedal, 1989; Nocedal and Wright, Numerical Optimization, 2006,
/// algorithm 7.4).
///
/// - Parameters:
///   - memory: how many steps are remembered.
///   - scalesInitial: whether the curvature of the last step stands for all directions that aren't
///     remembered.
public func scaleByLBFGS(memory: Int = 10, scalesInitial: Bool = true) -> AnyTransformation {
    if memory < 1 {
        mistake("scaleByLBFGS", "at least one step has to be remembered, not \(memory)")
    }
    return AnyTransformation(ScaleByLBFGS(memory: max(memory, 1), scalesInitial: scalesInitial))
}

private struct ScaleByLBFGS: GradientTransformation {
    let memory: Int
    let scalesInitial: Bool

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let zeros = parameters.tensors.zeros()
        let remembered = zeros.map { Tensor.zeros([memory] + $0.shape, dtype: $0.dtype) }
        var state = TransformationState.counting([
            "parameters": zeros, "updates": zeros, "parameterChanges": remembered,
            "updateChanges": remembered,
        ])
        state.numbers["weights"] = .zeros([memory], dtype: zeros.stepPrecision)
        return state
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let count = state.own("count")
        _ = state.advance()
        let (place, last) = (count % memory, (count - 1) % memory)
        let hasLast = count .> 0
        func changes(_ new: [Tensor], _ name: String) -> [Tensor] {
            zipMap(new, state.own(name, for: updates)) { which(hasLast, $0 - $1, 0) }
        }
        let parameterChange = changes(step.parameters, "parameters")
        let updateChange = changes(updates, "updates")
        func remembering(_ new: [Tensor], _ name: String) -> [Tensor] {
            zipMap(new, state.own(name, for: updates)) { dynamicUpdateIndexInDim($1, $0, last) }
        }
        let parameterChanges = remembering(parameterChange, "parameterChanges")
        let updateChanges = remembering(updateChange, "updateChanges")
        let product = realDot(updateChange, parameterChange)
        let weight = which(product .== 0, 0, 1 / product)
        let weights = dynamicUpdateIndexInDim(
            state.own("weights"), weight.asType(state.own("weights").dtype), last)
        state.numbers["weights"] = weights
        state.slots = [
            "parameters": step.parameters, "updates": updates,
            "parameterChanges": parameterChanges, "updateChanges": updateChanges,
        ]

        var scale: Tensor?
        if scalesInitial {
            let norm = squaredNorm(updateChange)
            let curvature = which(norm .> 0, product / norm, 1)
            scale = which(hasLast, curvature, minimum(1, 1 / sqrt(squaredNorm(updates))))
        }
        return preconditioned(
            updates, parameterChanges, updateChanges, weights, scale,
            order: (place + Tensor.arange(memory)) % memory)
    }

    /// The product of the inverse of the curvature and the updates: from the last step to the first,
    /// and back.
    private func preconditioned(
        _ updates: [Tensor], _ parameterChanges: [Tensor], _ updateChanges: [Tensor],
        _ weights: Tensor, _ scale: Tensor?, order: Tensor
    ) -> [Tensor] {
        func row(_ list: [Tensor], _ index: Tensor) -> [Tensor] {
            list.map { element(index, of: $0) }
        }
        let (right, alphas) = scan(initial: updates, over: order, reverse: true) { vector, index in
            let alpha =
                element(index, of: weights) * realDot(row(parameterChanges, index), vector)
            let next = zipMap(vector, row(updateChanges, index)) {
                ($0 - alpha * $1).asType($0.dtype)
            }
            return (next, alpha)
        }
        let middle = scale.map { right.scaled(by: $0) } ?? right
        let (left, _) = scan(initial: middle, over: TreePair(order, alphas)) { vector, pair in
            let (index, alpha) = (pair.first, pair.second)
            let beta = element(index, of: weights) * realDot(row(updateChanges, index), vector)
            let next = zipMap(vector, row(parameterChanges, index)) {
                ($0 + (alpha - beta) * $1).asType($0.dtype)
            }
            return (next, beta)
        }
        return left
    }
}

/// What stands at a computed place of the first axis.
private func element(_ index: Tensor, of list: Tensor) -> Tensor {
    dynamicIndexInDim(list, index, keepDims: false)
}
