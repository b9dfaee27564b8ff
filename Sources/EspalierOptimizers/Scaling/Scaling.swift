import Espalier

/// Updates times a number (`optax.scale`).
public func scale(_ factor: Double) -> AnyTransformation {
    AnyTransformation(
        ScaleBySchedule(schedule: .constant(factor), sign: 1, name: "scale"))
}

/// Updates times a number that may change from step to step (`optax.scale_by_schedule`).
public func scaleBySchedule(_ schedule: Schedule) -> AnyTransformation {
    AnyTransformation(ScaleBySchedule(schedule: schedule, sign: 1, name: "scale"))
}

/// Updates times the learning rate, with their sign turned, so that they lead downwards
/// (`optax.scale_by_learning_rate`).
///
/// - Parameters:
///   - learningRate: the size of a step.
///   - flipsSign: whether the sign is turned.
public func scaleByLearningRate(
    _ learningRate: Schedule, flipsSign: Bool = true
) -> AnyTransformation {
    AnyTransformation(
        ScaleBySchedule(
            schedule: learningRate, sign: flipsSign ? -1 : 1, name: "learningRate"))
}

private struct ScaleBySchedule: GradientTransformation {
    let schedule: Schedule
    let sign: Double
    let name: String

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        TransformationState(numbers: schedule.initialNumbers(name, for: parameters))
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        if let value = schedule.constantValue {
            let factor = sign * value
            return updates.map { factor * $0 }
        }
        return updates.scaled(by: sign * schedule.next(name, &state, for: updates))
    }
}

/// Updates times the norm of their parameter, at least the given one
/// (`optax.scale_by_param_block_norm`).
public func scaleByParameterNorm(minimum: Double = 1e-3) -> AnyTransformation {
    AnyTransformation(ScaleByBlock(rule: .norm, minimum: minimum))
}

/// Updates times the root mean square of their parameter, at least the given one
/// (`optax.scale_by_param_block_rms`).
public func scaleByParameterRMS(minimum: Double = 1e-3) -> AnyTransformation {
    AnyTransformation(ScaleByBlock(rule: .rootMeanSquare, minimum: minimum))
}

private struct ScaleByBlock: GradientTransformation {
    enum Rule: Hashable { case norm, rootMeanSquare }

    let rule: Rule
    let minimum: Double

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        zipMap(updates, step.parameters) {
            $0 * (rule == .norm ? safeNorm($1, minimum) : safeRootMeanSquare($1, minimum))
        }
    }
}

/// Updates times the ratio of the norms of their parameter and of themselves
/// (`optax.scale_by_trust_ratio`; You et al., 2019, https://arxiv.org/abs/1904.00962).
///
/// - Parameters:
///   - minimumNorm: what either norm is at least.
///   - coefficient: what the ratio is multiplied by.
///   - epsilon: what is added to the norm of the update.
public func scaleByTrustRatio(
    minimumNorm: Double = 0, coefficient: Double = 1, epsilon: Double = 0
) -> AnyTransformation {
    AnyTransformation(
        ScaleByTrustRatio(minimumNorm: minimumNorm, coefficient: coefficient, epsilon: epsilon))
}

private struct ScaleByTrustRatio: GradientTransformation {
    let minimumNorm, coefficient, epsilon: Double

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        zipMap(updates, step.parameters) { update, parameter in
            let parameterNorm = safeNorm(parameter, minimumNorm)
            let updateNorm = safeNorm(update, minimumNorm)
            let ratio = coefficient * parameterNorm / (updateNorm + epsilon)
            let isZero = (parameterNorm .== 0) | (updateNorm .== 0)
            return update * which(isZero, 1, ratio)
        }
    }
}

/// Updates divided by the norm of all of them (`optax.normalize_by_update_norm`).
///
/// - Parameters:
///   - scale: the norm of all updates together afterwards.
///   - epsilon: what is added to the norm.
public func normalizeByUpdateNorm(
    scale: Double = 1, epsilon: Double = 1e-6
) -> AnyTransformation {
    AnyTransformation(Normalize(scale: scale, epsilon: epsilon))
}

/// Updates divided by the norm of all of them (`optax.contrib.normalize`).
public func normalize() -> AnyTransformation {
    AnyTransformation(Normalize(scale: 1, epsilon: 0))
}

private struct Normalize: GradientTransformation {
    let scale, epsilon: Double

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let norm = (sqrt(squaredNorm(updates)) + epsilon) / scale
        return updates.map { $0 / norm.asType($0.dtype) }
    }
}

/// Updates of mean zero: the mean over all axes but the first is taken off those with two or more
/// (`optax.centralize`; Yong et al., 2020, https://arxiv.org/abs/2004.01461).
public func centralize() -> AnyTransformation { AnyTransformation(Centralize()) }

private struct Centralize: GradientTransformation {
    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        updates.map { update in
            update.rank < 2
                ? update : update - update.mean(axes: Array(1..<update.rank), keepDims: true)
        }
    }
}
