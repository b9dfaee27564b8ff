import Espalier

/// How ``scaleByLion(b1:b2:muDtype:mode:)`` bounds an update.
public enum LionMode: Hashable, Sendable {
    /// By its sign.
    case hard
    /// By the hyperbolic tangent of so many times the update.
    case smooth(Double)
    /// By its sign where it is larger than one, and not at all where it is smaller.
    case refined
}

/// The sign of a mixture of the gradient and its running mean (`optax.scale_by_lion`; Chen et al.,
/// 2023, https://arxiv.org/abs/2302.06675).
///
/// - Parameters:
///   - b1: the share of the running mean in the update.
///   - b2: how much of the running mean is kept at each step.
///   - muDtype: the dtype that the mean is kept in; by default the leaf's.
///   - mode: how the mixture is bounded.
public func scaleByLion(
    b1: Double = 0.9, b2: Double = 0.99, muDtype: DType? = nil, mode: LionMode = .hard
) -> AnyTransformation {
    AnyTransformation(ScaleByLion(b1: b1, b2: b2, muDtype: muDtype, mode: mode))
}

private struct ScaleByLion: GradientTransformation {
    let b1, b2: Double
    let muDtype: DType?
    let mode: LionMode

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        .counting(["mu": parameters.tensors.zeros(muDtype)])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        _ = state.advance()
        let mu = state.own("mu", for: updates)
        state.slots["mu"] = firstMoment(updates, mu, b2).cast(muDtype)
        return firstMoment(updates, mu, b1).map { x in
            switch mode {
            case .hard: sign(x)
            case .smooth(let slope): tanh(slope * x)
            case .refined: which(abs(x) .< 1, x, sign(x))
            }
        }
    }
}

/// The sign of each update (`optax.scale_by_sign`; Bernstein et al., 2018,
/// https://arxiv.org/abs/1802.04434).
public func scaleBySign() -> AnyTransformation { AnyTransformation(ScaleBySign()) }

private struct ScaleBySign: GradientTransformation {
    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        updates.map(sign)
    }
}

/// Steps of a size of its own for each element, which grows while the gradient keeps its sign
/// (`optax.scale_by_rprop`; Riedmiller and Braun, 1993).
///
/// As in Optax, what is given out is the step that was chosen at the gradient before, unless the
/// gradient has changed its sign since.
///
/// - Parameters:
///   - initialStep: the size of the first steps.
///   - shrink: what a step is multiplied by where the gradient changed its sign.
///   - grow: what it is multiplied by where it did not.
///   - minimumStep: the smallest step.
///   - maximumStep: the largest step.
public func scaleByRprop(
    initialStep: Double, shrink: Double = 0.5, grow: Double = 1.2, minimumStep: Double = 1e-6,
    maximumStep: Double = 50
) -> AnyTransformation {
    AnyTransformation(
        ScaleByRprop(
            initialStep: initialStep, shrink: shrink, grow: grow, minimumStep: minimumStep,
            maximumStep: maximumStep))
}

private struct ScaleByRprop: GradientTransformation {
    let initialStep, shrink, grow, minimumStep, maximumStep: Double

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        TransformationState(slots: [
            "stepSizes": parameters.tensors.filled(initialStep),
            "previous": parameters.tensors.zeros(),
        ])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let old = state.own("previous", for: updates)
        let agreement = zipMap(updates, old) { $0 * $1 }
        let sizes = zipMap(agreement, state.own("stepSizes", for: updates)) { agrees, size in
            let changed = Espalier.clip(
                which(agrees .> 0, grow * size, shrink * size), weak(minimumStep),
                weak(maximumStep))
            return which(agrees .== 0, size, changed)
        }
        let next = zipMap(agreement, updates, sizes) { which($0 .< 0, 0, $2 * sign($1)) }
        state.slots = ["stepSizes": sizes, "previous": next]
        return zipMap(agreement, old) { which($0 .< 0, 0, $1) }
    }
}
