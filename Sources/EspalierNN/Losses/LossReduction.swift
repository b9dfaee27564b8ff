import Espalier

/// How the losses of examples become one number.
public enum LossReduction: Hashable, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// Their sum.
    case sum
    /// Their sum, divided by their number, whatever their weights (Treex's `SUM_OVER_BATCH_SIZE`).
    case mean
    /// Their weighted sum, divided by the sum of the weights.
    case weightedMean
}

extension Tensor {
    /// The losses of examples as one number.
    ///
    ///     softmaxCrossEntropy(logits, labels: labels).reduced(.weightedMean, weights: isValid)
    ///
    /// - Parameters:
    ///   - reduction: how.
    ///   - weights: what losses are multiplied by first. They belong to the first axes, and are broadcast along the
    ///     others: weights of the shape `[batch]` go with losses of the shape `[batch, time]`. Bools count as 0 and 1.
    public func reduced(_ reduction: LossReduction = .mean, weights: Tensor? = nil) -> Tensor {
        checkedTensor([self] + [weights].compactMap { $0 }) {
            var losses = self
            var shares: Tensor?
            if let weights {
                guard weights.rank <= rank,
                    zip(weights.shape, shape).allSatisfy({ $0 == $1 || $0 == 1 })
                else {
                    throw TensorError(
                        "reduced",
                        "weights of the shape \(weights.shape) don't go with losses of the shape \(shape)"
                    )
                }
                let ones = Array(repeating: 1, count: rank - weights.rank)
                let aligned = weights.reshaped(weights.shape + ones).asType(dtype)
                losses = self * aligned
                shares = aligned.broadcast(to: shape)
            }
            switch reduction {
            case .none: return losses
            case .sum: return losses.sum()
            case .mean: return losses.mean()
            case .weightedMean:
                return shares.map { losses.sum() / $0.sum() } ?? losses.mean()
            }
        }
    }
}

/// Checks that predictions and targets have one shape.
func requireSameShapes(_ loss: String, _ a: Tensor, _ b: Tensor) throws {
    guard a.shape == b.shape else {
        throw TensorError(
            loss,
            "predictions and targets must have one shape, and theirs are \(a.shape) and \(b.shape)")
    }
}

/// Checks that a loss is computed in floats.
func requireFloating(_ loss: String, _ x: Tensor) throws {
    guard x.dtype.isFloating else {
        throw TensorError(loss, "takes floats, and was given \(x.dtype)")
    }
}
