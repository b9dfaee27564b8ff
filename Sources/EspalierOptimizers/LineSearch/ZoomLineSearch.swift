import Espalier

/// Where ``scaleByZoomLineSearch(maximumSteps:maximumLearningRate:tolerance:increase:slopeTolerance:curvatureTolerance:approximateTolerance:precision:guess:)``
/// begins.
public enum StepSizeGuess: String, Hashable, Sendable, CaseIterable {
    /// At one: for methods of Newton's kind.
    case one
    /// At the step size of the step before.
    case keep
}

/// Updates times a step size after which the loss has fallen enough and is flat enough, by the
/// strong conditions of Wolfe (`optax.scale_by_zoom_linesearch`; Nocedal and Wright, Numerical
/// Optimization, 2006, algorithms 3.5 and 3.6).
///
/// The optimiser has to be given the loss as a function. The state keeps the step size as
/// `numbers["learningRate"]`, and the loss and its gradient that were reached as `numbers["value"]`
/// and `slots["gradient"]`.
///
/// - Parameters:
///   - maximumSteps: how many step sizes may be tried.
///   - maximumLearningRate: the largest step size; nil for none.
///   - tolerance: what the conditions may be missed by.
///   - increase: what a step that is too short is multiplied by.
///   - slopeTolerance: how much of the fall that the slope promises is enough.
///   - curvatureTolerance: how much of the slope may be left.
///   - approximateTolerance: a part of the loss by which it may rise where it falls approximately;
///     nil doesn't ask.
///   - precision: how small an interval may become.
///   - guess: where the search begins.
public func scaleByZoomLineSearch(
    maximumSteps: Int, maximumLearningRate: Double? = nil, tolerance: Double = 0,
    increase: Double = 2, slopeTolerance: Double = 1e-4, curvatureTolerance: Double = 0.9,
    approximateTolerance: Double? = 1e-6, precision: Double = 1e-5, guess: StepSizeGuess = .keep
) -> AnyTransformation {
    AnyTransformation(
        ZoomLineSearch(
            rule: ZoomRule(
                maximumSteps: maximumSteps, maximumLearningRate: maximumLearningRate,
                tolerance: tolerance, increase: increase, slopeTolerance: slopeTolerance,
                curvatureTolerance: curvatureTolerance,
                approximateTolerance: approximateTolerance, precision: precision),
            guess: guess))
}

private struct ZoomLineSearch: GradientTransformation {
    let rule: ZoomRule
    let guess: StepSizeGuess

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let parameters = parameters.tensors
        let dtype = parameters.lineSearchDtype
        let infinity = weak(.infinity).asType(dtype)
        return TransformationState(
            numbers: [
                "learningRate": .ones([], dtype: dtype), "value": infinity,
                "searchSteps": .zeros([], dtype: .int32), "decreaseError": infinity,
                "curvatureError": infinity,
            ], slots: ["gradient": parameters.zeros()])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let function = step.requiredFunction("scaleByZoomLineSearch")
        let loss = step.requiredLoss("scaleByZoomLineSearch")
        let dtype = updates.lineSearchDtype
        let parameters = step.parameters
        let gradients = step.gradients.cast(like: updates)
        let zero = Tensor.zeros([], dtype: dtype)
        let infinity = weak(.infinity).asType(dtype)
        let start = ZoomSearch.Point(
            step: zero, value: loss.asType(dtype),
            slope: realDot(updates, gradients).asType(dtype))
        let first = guess == .one ? Tensor.ones([], dtype: dtype) : state.own("learningRate")

        func evaluate(_ size: Tensor) -> (point: ZoomSearch.Point, gradient: [Tensor]) {
            let place = zipMap(parameters, updates) { $0 + size.asType($1.dtype) * $1 }
            let (value, gradient) = function(place)
            let slope = realDot(gradient.map(conjugated), updates)
            return (
                ZoomSearch.Point(
                    step: size, value: value.asType(dtype), slope: slope.asType(dtype)),
                gradient.cast(like: updates)
            )
        }

        let initial = ZoomSearch(
            count: .zeros([], dtype: .int32), last: start, gradient: gradients,
            decreaseError: infinity, curvatureError: infinity, low: start, high: start,
            referenceStep: zero, referenceValue: start.value, safeStep: zero,
            safeValue: start.value, safeGradient: gradients, isBracketed: Tensor(false),
            isDone: Tensor(false), hasFailed: Tensor(false))
        let end = whileLoop(initial: initial, while: { !($0.isDone | $0.hasFailed) }) { search in
            cond(
                search.isBracketed, search,
                then: { rule.zoom($0, from: start, evaluate) },
                else: { rule.bracket($0, from: start, guess: first, evaluate) }
            ).fallingBack()
        }
        state.numbers = [
            "learningRate": end.last.step, "value": end.last.value, "searchSteps": end.count,
            "decreaseError": end.decreaseError, "curvatureError": end.curvatureError,
        ]
        state.slots["gradient"] = end.gradient
        return updates.scaled(by: end.last.step)
    }
}
