import Espalier

/// Updates made smaller until the loss falls enough (`optax.scale_by_backtracking_linesearch`;
/// Armijo, 1966).
///
///     chain(sgd(1), scaleByBacktrackingLineSearch(maximumSteps: 15))
///
/// The optimiser has to be given the loss as a function. The state keeps the step size as
/// `numbers["learningRate"]` and the loss that was reached as `numbers["value"]`.
///
/// - Parameters:
///   - maximumSteps: how often the step may be made smaller.
///   - slopeTolerance: how much of the fall that the slope promises is enough.
///   - decrease: what a step that is too long is multiplied by.
///   - increase: what the last step size is multiplied by to begin with.
///   - maximumLearningRate: the largest step size.
///   - absolute: what the loss may miss the fall by.
///   - relative: which part of the loss it may miss it by besides.
///   - storesGradient: whether the gradient where the search ended is kept, as `slots["gradient"]`.
public func scaleByBacktrackingLineSearch(
    maximumSteps: Int, slopeTolerance: Double = 1e-4, decrease: Double = 0.8,
    increase: Double = 1.5, maximumLearningRate: Double = 1, absolute: Double = 0,
    relative: Double = 0, storesGradient: Bool = false
) -> AnyTransformation {
    AnyTransformation(
        Backtracking(
            maximumSteps: maximumSteps, slopeTolerance: slopeTolerance, decrease: decrease,
            increase: increase, maximumLearningRate: maximumLearningRate, absolute: absolute,
            relative: relative, storesGradient: storesGradient))
}

private struct Backtracking: GradientTransformation {
    let maximumSteps: Int
    let slopeTolerance, decrease, increase, maximumLearningRate, absolute, relative: Double
    let storesGradient: Bool

    /// Where the search stands.
    struct Search: Tree {
        var rate, value, missing, count: Tensor
        var gradient: [Tensor]

        func visit<V: TreeVisitor>(_ visitor: inout V) {
            for (name, tensor) in [
                ("rate", rate), ("value", value), ("missing", missing), ("count", count),
            ] {
                visitor.child(tensor, Field(.name(name)))
            }
            visitor.child(gradient, Field(.name("gradient")))
        }

        mutating func update<U: TreeUpdater>(_ updater: inout U) {
            updater.child(&rate, Field(.name("rate")))
            updater.child(&value, Field(.name("value")))
            updater.child(&missing, Field(.name("missing")))
            updater.child(&count, Field(.name("count")))
            updater.child(&gradient, Field(.name("gradient")))
        }
    }

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let dtype = parameters.tensors.lineSearchDtype
        var state = TransformationState(numbers: [
            "learningRate": .ones([], dtype: dtype), "value": weak(.infinity).asType(dtype),
            "searchSteps": .zeros([], dtype: .int32),
            "decreaseError": weak(.infinity).asType(dtype),
        ])
        if storesGradient { state.slots["gradient"] = parameters.tensors.zeros() }
        return state
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let function = step.requiredFunction("scaleByBacktrackingLineSearch")
        let dtype = updates.lineSearchDtype
        let value = step.requiredLoss("scaleByBacktrackingLineSearch").asType(dtype)
        let slope = realDot(updates, step.gradients.map(conjugated)).asType(dtype)
        let parameters = step.parameters
        let whole: Double = 1 + relative
        let start = Search(
            rate: minimum(increase * state.own("learningRate"), weak(maximumLearningRate)),
            value: value, missing: weak(.infinity).asType(dtype),
            count: .zeros([], dtype: .int32), gradient: storesGradient ? updates.zeros() : [])
        let end = whileLoop(
            initial: start,
            while: {
                !($0.missing .<= weak(absolute)) & ($0.count .<= int32(maximumSteps))
            }
        ) { search in
            var search = search
            let rate = which(search.count .> 0, decrease * search.rate, search.rate)
            let place = zipMap(parameters, updates) { $0 + rate.asType($1.dtype) * $1 }
            let reached: Tensor
            if storesGradient {
                let result = function(place)
                reached = result.value.asType(dtype)
                search.gradient = result.gradients.cast(like: updates)
            } else {
                reached = (step.value ?? { function($0).value })(place).asType(dtype)
            }
            let missing =
                reached - whole * value - slopeTolerance * rate * slope
            search.missing = maximum(which(isNaN(missing), weak(.infinity), missing), 0)
            search.rate = rate
            search.value = reached
            search.count += 1
            return search
        }
        let rate = which(isInfinite(end.missing), 0, end.rate)
        state.numbers = [
            "learningRate": rate, "value": end.value, "searchSteps": end.count,
            "decreaseError": end.missing,
        ]
        if storesGradient { state.slots["gradient"] = end.gradient }
        return updates.scaled(by: rate)
    }
}

extension [Tensor] {
    /// The real dtype that step sizes and losses of a search are kept in.
    var lineSearchDtype: DType { first?.dtype.realPart ?? .float32 }
}

func conjugated(_ x: Tensor) -> Tensor { x.dtype.isComplex ? conjugate(x) : x }
