import Espalier

/// The Kullback-Leibler divergence of predicted from true probabilities (`optax.kl_divergence`).
///
/// - Parameters:
///   - logPredictions: logarithms of the predicted probabilities.
///   - targets: the true probabilities; where one is 0 it adds nothing.
///   - axes: along which to sum; all of them where it is nil.
///   - mask: which elements count.
public func klDivergence(
    _ logPredictions: Tensor, _ targets: Tensor, axes: [Int]? = [-1], where mask: Tensor? = nil
) -> Tensor {
    checkedTensor([logPredictions, targets] + [mask].compactMap { $0 }) {
        try requireFloating("klDivergence", logPredictions)
        try requireFloating("klDivergence", targets)
        let logarithms = which(targets .== 0, 0, log(targets))
        return (targets * (logarithms - logPredictions)).sum(axes: axes, where: mask)
    }
}

/// The Kullback-Leibler divergence where the true probabilities are given by their logarithms, too
/// (`optax.kl_divergence_with_log_targets`).
///
/// Axes and mask mean what they do for ``klDivergence(_:_:axes:where:)``.
public func klDivergence(
    _ logPredictions: Tensor, logTargets: Tensor, axes: [Int]? = [-1], where mask: Tensor? = nil
) -> Tensor {
    checkedTensor([logPredictions, logTargets] + [mask].compactMap { $0 }) {
        try requireFloating("klDivergence", logPredictions)
        try requireFloating("klDivergence", logTargets)
        return (exp(logTargets) * (logTargets - logPredictions)).sum(axes: axes, where: mask)
    }
}

/// The Kullback-Leibler divergence of what need not sum to 1 (`optax.generalized_kl_divergence`).
///
/// Parameters mean what they do for ``klDivergence(_:_:axes:where:)``.
public func generalizedKLDivergence(
    _ logPredictions: Tensor, _ targets: Tensor, axes: [Int]? = [-1], where mask: Tensor? = nil
) -> Tensor {
    klDivergence(logPredictions, targets, axes: axes, where: mask)
        + (exp(logPredictions) - targets).sum(axes: axes, where: mask)
}

/// The loss that a maximum of linear functions defines (`optax.make_fenchel_young_loss`).
///
/// - Parameters:
///   - scores: `[..., n]`.
///   - targets: `[..., n]`.
///   - largest: the maximum: of `[..., n]` it makes `[...]`, such as a logarithm of a sum of exponentials.
/// - Returns: the maximum less the product of scores and targets.
public func fenchelYoungLoss(
    _ scores: Tensor, _ targets: Tensor, largest: (Tensor) -> Tensor
) -> Tensor {
    largest(scores) - (scores * targets).sum(axis: -1)
}
