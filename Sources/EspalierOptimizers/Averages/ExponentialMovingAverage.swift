import Espalier

/// The running mean of a model's weights: smoother than the last ones, and often better
/// (`optax.ema` of parameters; Polyak and Juditsky, 1992).
///
///     var average = ExponentialMovingAverage(of: model, decay: 0.999)
///     …
///     average.update(with: model)
///     let smooth = average.model
///
/// It is a tree, to be part of the state of a compiled step. Leaves that aren't floating or complex,
/// such as counts and keys, are the model's last ones; so are frozen ones.
@Module
public struct ExponentialMovingAverage<Model: Tree> {
    /// The mean as it is kept: with `debias` not yet made up for its beginning at zero.
    @OptState public var mean: Model
    /// How many times the mean was updated: int32.
    @OptState public var count: Tensor
    /// How much of the mean is kept at each update.
    public let decay: Double
    /// Whether the mean began at zero, which ``model`` makes up for.
    public let debias: Bool

    /// A mean that is yet to be updated.
    ///
    /// - Parameters:
    ///   - model: the model. Without `debias` the mean begins with its weights.
    ///   - decay: how much of the mean is kept at each update.
    ///   - debias: whether the mean begins at zero and is made up for that, so that the first
    ///     weights don't count more than later ones.
    public init(of model: Model, decay: Double, debias: Bool = true) {
        self.decay = decay
        self.debias = debias
        count = .zeros([], dtype: .int32)
        mean = debias ? changing(model) { .zeros(like: $0) } : model
    }

    /// Takes the model's weights into the mean.
    public mutating func update(with model: Model) {
        count = incremented(count)
        let old = mean.leaves
        guard old.count == model.leafCount else {
            mistake(
                "update(with:)",
                "the mean has \(old.count) leaves and the model has \(model.leafCount); make a new mean for it"
            )
            return
        }
        let decay = decay
        mean = changing(model) { leaf, index in
            (complement(decay) * leaf + decay * old[index]).asType(leaf.dtype)
        }
    }

    /// The mean, as a model.
    ///
    /// With `debias`, it has no meaning before the first update.
    public var model: Model {
        guard debias else { return mean }
        return changing(mean) { biasCorrected([$0], decay, count)[0] }
    }
}

/// The model with other tensors in the place of floating and complex leaves that aren't frozen.
private func changing<Model: Tree>(
    _ model: Model, _ change: (Tensor, Int) -> Tensor
) -> Model {
    model.replacingLeaves(
        with: model.describedLeaves.map { leaf in
            let tensor = leaf.tensor
            return tensor.isNothing || leaf.isFrozen || !tensor.dtype.isInexact
                ? tensor : change(tensor, leaf.index)
        })
}

private func changing<Model: Tree>(_ model: Model, _ change: (Tensor) -> Tensor) -> Model {
    changing(model) { leaf, _ in change(leaf) }
}

// MARK: - Targets

/// A model that goes a part of the way from the old one to the new one, as a target network does
/// (`optax.incremental_update`).
public func incrementalUpdate<Model: Tree>(
    _ new: Model, _ old: Model, stepSize: Double
) -> Model {
    old.map(with: new) { old, new in
        guard !new.isNothing, new.dtype.isInexact else { return new }
        return (stepSize * new + complement(stepSize) * old).asType(old.dtype)
    }
}

/// The new model every so many steps, and the old one in between (`optax.periodic_update`).
///
/// - Parameters:
///   - new: the new model.
///   - old: the old model, of the same form.
///   - step: an integer scalar.
///   - period: after how many steps the new one is taken.
public func periodicUpdate<Model: Tree>(
    _ new: Model, _ old: Model, step: Tensor, period: Int
) -> Model {
    let isDue = step % period .== 0
    return old.map(with: new) { $0.isNothing ? $0 : which(isDue, $1, $0) }
}
