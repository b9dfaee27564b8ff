import Espalier

/// Scales by one running mean of the squared norm for each leaf (`optax.scale_by_novograd`; Ginsburg
/// et al., 2019, https://arxiv.org/abs/1905.11286).
///
/// - Parameters:
///   - b1: how much of the running sum of the scaled gradients is kept at each step.
///   - b2: how much of the running mean of the squared norms is kept.
///   - epsilon: what is added to the root of the mean.
///   - epsilonRoot: what is added under the root.
///   - weightDecay: how much of the parameter is added to the scaled gradient.
///   - muDtype: the dtype that the sum is kept in; by default the leaf's.
public func scaleByNovoGrad(
    b1: Double = 0.9, b2: Double = 0.25, epsilon: Double = 1e-8, epsilonRoot: Double = 0,
    weightDecay: Double = 0, muDtype: DType? = nil
) -> AnyTransformation {
    AnyTransformation(
        ScaleByNovoGrad(
            b1: b1, b2: b2, epsilon: epsilon, epsilonRoot: epsilonRoot, weightDecay: weightDecay,
            muDtype: muDtype))
}

private struct ScaleByNovoGrad: GradientTransformation {
    let b1, b2, epsilon, epsilonRoot, weightDecay: Double
    let muDtype: DType?

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        .counting([
            "mu": parameters.tensors.zeros(muDtype),
            "nu": parameters.tensors.map { .zeros([], dtype: $0.dtype) },
        ])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let isFirst = state.advance() .== 1
        let nu = zipMap(updates, state.own("nu", for: updates)) { g, old in
            let norm = squaredMagnitude(g).sum().asType(old.dtype)
            return which(isFirst, norm, complement(b2) * norm + b2 * old)
        }
        let scaled = zipMap(updates, step.parameters, nu) { g, p, n in
            g / (sqrt(n + epsilonRoot) + epsilon) + weightDecay * p
        }
        let mu = zipMap(scaled, state.own("mu", for: updates)) { u, old in
            which(isFirst, u, b1 * old + u)
        }
        state.slots = ["mu": mu.cast(muDtype), "nu": nu]
        return mu.cast(muDtype)
    }
}

/// The gradient with a part of its last change added, as a guess of the next one
/// (`optax.scale_by_optimistic_gradient`; Mokhtari et al., 2019, https://arxiv.org/abs/1901.08511).
///
/// - Parameters:
///   - alpha: what the gradient is multiplied by.
///   - beta: what its last change is multiplied by.
public func scaleByOptimisticGradient(alpha: Double = 1, beta: Double = 1) -> AnyTransformation {
    AnyTransformation(ScaleByOptimisticGradient(alpha: alpha, beta: beta))
}

private struct ScaleByOptimisticGradient: GradientTransformation {
    let alpha, beta: Double

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        TransformationState(
            numbers: ["isFirst": Tensor(true)], slots: ["previous": parameters.tensors.zeros()])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let isFirst = state.own("isFirst")
        let previous = zipMap(updates, state.own("previous", for: updates)) {
            which(isFirst, $0, $1)
        }
        state.numbers["isFirst"] = Tensor(false)
        state.slots["previous"] = updates
        return zipMap(updates, previous) { (alpha + beta) * $0 - beta * $1 }
    }
}

/// Updates times Polyak's step size, the way to the smallest loss by the squared norm
/// (`optax.scale_by_polyak`; Polyak, 1987; Loizou et al., 2021, https://arxiv.org/abs/2002.10542).
///
/// The optimiser has to be told the loss.
///
/// - Parameters:
///   - minimum: the smallest loss that there is.
///   - maximumStep: the largest step.
///   - epsilon: what is added to the squared norm.
///   - clampsAtMinimum: whether no step is made below the smallest loss, as in SPS+.
public func scaleByPolyak(
    minimum: Double = 0, maximumStep: Double = 1, epsilon: Double = 0,
    clampsAtMinimum: Bool = false
) -> AnyTransformation {
    AnyTransformation(
        ScaleByPolyak(
            lowest: minimum, maximumStep: maximumStep, epsilon: epsilon,
            clampsAtMinimum: clampsAtMinimum))
}

private struct ScaleByPolyak: GradientTransformation {
    let lowest, maximumStep, epsilon: Double
    let clampsAtMinimum: Bool

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let norm = squaredNorm(updates) + epsilon
        var gap = (step.requiredLoss("polyakSGD") - lowest).asType(norm.dtype)
        if clampsAtMinimum { gap = maximum(gap, 0) }
        let size = which(
            norm .<= weak(Double.ulpOfOne), 0, minimum(gap / norm, weak(maximumStep)))
        return updates.scaled(by: size)
    }
}

/// Steps of the distance from the beginning by the root of the sum of squared gradients
/// (`optax.scale_by_distance_over_gradients`; Ivgi et al., 2023, https://arxiv.org/abs/2302.12022).
///
/// - Parameters:
///   - relative: the first distance, as a part of one more than the norm of a leaf.
///   - epsilon: what is added under the root.
///   - scale: what steps are multiplied by.
public func scaleByDistanceOverGradients(
    relative: Double = 1e-6, epsilon: Double = 1e-8, scale: Double = 1
) -> AnyTransformation {
    AnyTransformation(
        ScaleByDistance(relative: relative, epsilon: epsilon, scale: scale))
}

private struct ScaleByDistance: GradientTransformation {
    let relative, epsilon, scale: Double

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let parameters = parameters.tensors
        return TransformationState(slots: [
            "distance": parameters.map { relative * (1 + sqrt(squaredMagnitude($0).sum())) },
            "sumOfSquares": parameters.map { .zeros([], dtype: $0.dtype.realPart) },
            "initial": parameters.map { $0.asType($0.dtype) },
        ])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let initial = state.own("initial", for: updates)
        let distance = zipMap(step.parameters, initial, state.own("distance", for: updates)) {
            maximum($2, sqrt(squaredMagnitude($0 - $1).sum()))
        }
        let sums = zipMap(updates, state.own("sumOfSquares", for: updates)) {
            $1 + squaredMagnitude($0).sum()
        }
        state.slots["distance"] = distance
        state.slots["sumOfSquares"] = sums
        return zipMap(updates, distance, sums) { g, d, s in
            scale * (d / sqrt(s + epsilon)) * g
        }
    }
}
