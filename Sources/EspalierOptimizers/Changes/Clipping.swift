import Espalier

/// Each element of the updates moved into the range from -limit to limit (`optax.clip`).
public func clip(_ limit: Double) -> AnyTransformation {
    AnyTransformation(Clip(rule: .element, limit: limit))
}

/// Updates made smaller, all by one factor, where the norm of all of them is larger than the limit
/// (`optax.clip_by_global_norm`; Pascanu et al., 2013, https://arxiv.org/abs/1211.5063).
public func clipByGlobalNorm(_ limit: Double) -> AnyTransformation {
    AnyTransformation(Clip(rule: .globalNorm, limit: limit))
}

/// Each leaf's update made smaller where its root mean square is larger than the limit
/// (`optax.clip_by_block_rms`).
public func clipByBlockRMS(_ limit: Double) -> AnyTransformation {
    AnyTransformation(Clip(rule: .blockRMS, limit: limit))
}

private struct Clip: GradientTransformation {
    enum Rule: Hashable { case element, globalNorm, blockRMS }

    let rule: Rule
    let limit: Double

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        switch rule {
        case .element:
            return updates.map { Espalier.clip($0, weak(-limit), weak(limit)) }
        case .globalNorm:
            let norm = sqrt(squaredNorm(updates))
            let isSmall = norm .< weak(limit)
            return updates.map { which(isSmall, $0, $0 / norm.asType($0.dtype) * limit) }
        case .blockRMS:
            return updates.map { update in
                update / maximum(1, sqrt(squaredMagnitude(update).mean()) / limit)
            }
        }
    }
}

/// Updates made smaller where their norm, unit by unit, is larger than a part of the parameter's
/// (`optax.adaptive_grad_clip`; Brock et al., 2021, https://arxiv.org/abs/2102.06171).
///
/// - Parameters:
///   - limit: the largest ratio of the norms.
///   - epsilon: the smallest norm of a parameter.
///   - axes: the axes of a unit; by default all of a vector and all but the last of a kernel, the
///     first for three axes.
public func adaptiveGradientClip(
    _ limit: Double, epsilon: Double = 1e-3, axes: [Int]? = nil
) -> AnyTransformation {
    AnyTransformation(AdaptiveClip(limit: limit, epsilon: epsilon, axes: axes))
}

private struct AdaptiveClip: GradientTransformation {
    let limit, epsilon: Double
    let axes: [Int]?

    private func unitNorm(_ x: Tensor) -> Tensor {
        var axes = axes
        if axes == nil, x.shape.count(where: { $0 != 1 }) > 1 {
            switch x.rank {
            case 2, 3: axes = [0]
            case 4, 5: axes = Array(0..<x.rank - 1)
            default:
                return mistake(
                    "adaptiveGradientClip",
                    "a leaf has the shape \(x.shape); with more than five axes say by axes: which form a unit"
                )
            }
        }
        return sqrt(squaredMagnitude(x).sum(axes: axes, keepDims: true))
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        zipMap(updates, step.parameters) { update, parameter in
            let norm = unitNorm(update)
            let largest = limit * maximum(unitNorm(parameter), weak(epsilon))
            let clipped = update * (largest / maximum(norm, 1e-6))
            return which(norm .< largest, update, clipped)
        }
    }
}

/// Zeros in the place of elements that aren't numbers (`optax.zero_nans`).
///
/// The state says for each leaf whether there were any at the last step: `slots["foundNaN"]`.
public func zeroNaNs() -> AnyTransformation { AnyTransformation(ZeroNaNs()) }

private struct ZeroNaNs: GradientTransformation {
    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        TransformationState(slots: ["foundNaN": parameters.map { _ in Tensor(false) }])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        state.slots["foundNaN"] = updates.map { isNaN($0).any() }
        return updates.map { which(isNaN($0), 0, $0) }
    }
}

/// Updates that lead no parameter below zero (`optax.keep_params_nonnegative`): where one would, it
/// becomes zero.
public func keepParametersNonnegative() -> AnyTransformation {
    AnyTransformation(KeepNonnegative())
}

private struct KeepNonnegative: GradientTransformation {
    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        zipMap(updates, step.parameters) { which($1 + $0 .< 0, -$1, $0) }
    }
}
