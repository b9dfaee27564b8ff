import Espalier

/// Updates that are made smaller when the loss doesn't fall any more
/// (`optax.contrib.reduce_on_plateau`).
///
///     chain(adam(1e-3), reduceOnPlateau(patience: 5, accumulation: stepsPerEpoch))
///
/// The optimiser has to be told the loss.
///
/// - Parameters:
///   - factor: what updates are multiplied by more with each plateau; between zero and one.
///   - patience: how many times in a row the loss may fail to fall.
///   - relative: by which part of the best loss it has to fall to count.
///   - absolute: by how much it has to fall besides.
///   - cooldown: how many times aren't counted after a plateau.
///   - accumulation: of how many losses the mean is taken each time.
///   - minimumScale: the smallest number that updates are multiplied by.
public func reduceOnPlateau(
    factor: Double = 0.1, patience: Int = 10, relative: Double = 1e-4, absolute: Double = 0,
    cooldown: Int = 0, accumulation: Int = 1, minimumScale: Double = 0
) -> AnyTransformation {
    if factor <= 0 || factor >= 1 {
        mistake("reduceOnPlateau", "the factor must lie between zero and one, and it is \(factor)")
    }
    if relative < 0 || absolute < 0 || relative > 1 || relative + absolute == 0 {
        mistake(
            "reduceOnPlateau",
            "relative must lie from zero to one and absolute not below zero, and one must be more; they are \(relative) and \(absolute)"
        )
    }
    return AnyTransformation(
        ReduceOnPlateau(
            factor: factor, patience: patience, relative: relative, absolute: absolute,
            cooldown: cooldown, accumulation: accumulation, minimumScale: minimumScale))
}

private struct ReduceOnPlateau: GradientTransformation {
    let factor: Double
    let patience: Int
    let relative, absolute: Double
    let cooldown, accumulation: Int
    let minimumScale: Double

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let precision = parameters.tensors.stepPrecision
        let zero = Tensor.zeros([], dtype: .int32)
        return TransformationState(numbers: [
            "scale": .ones([], dtype: precision), "best": weak(.infinity).asType(precision),
            "plateau": zero, "cooldown": zero, "losses": zero,
            "meanLoss": .zeros([], dtype: precision),
        ])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let loss = step.requiredLoss("reduceOnPlateau")
        let (scale, best) = (state.own("scale"), state.own("best"))
        let (plateau, cooling) = (state.own("plateau"), state.own("cooldown"))
        let losses = state.own("losses")
        let count = losses + 1
        let mean = (losses * state.own("meanLoss") + loss.asType(best.dtype)) / count
        let isDue = count .== int32(accumulation)

        let improves = mean .< complement(relative) * best - absolute
        let failures = which(improves, 0, plateau + 1)
        let isCooling = cooling .> 0
        let ends = !isCooling & (failures .== int32(patience))
        let reduced = maximum(which(ends, scale * factor, scale), weak(minimumScale))
        let newScale = which(isDue & !isCooling, reduced, scale)
        state.numbers = [
            "scale": newScale,
            "best": which(isDue & improves, mean, best),
            "plateau": which(isDue, which(isCooling | ends, 0, failures), plateau),
            "cooldown": which(
                isDue, which(isCooling, cooling - 1, which(ends, int32(cooldown), 0)), cooling),
            "losses": which(isDue, 0, count),
            "meanLoss": which(isDue, 0, mean),
        ]
        return updates.scaled(by: newScale)
    }
}
