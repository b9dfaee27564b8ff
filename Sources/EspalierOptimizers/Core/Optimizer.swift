import Espalier
import Logging

/// An optimiser at work on a model: a rule and its state, a tree that is updated with the model.
///
///     @Module struct Training {
///         var model: Network
///         var optimizer: Optimizer
///     }
///
///     var training = Training(model: model, optimizer: adam(1e-3).initialized(for: model))
///     let step = jit { (training: inout Training, x: Tensor, y: Tensor) in
///         let (loss, gradients) = valueAndGrad(&training.model) { $0.loss(x, y) }
///         training.optimizer.update(&training.model, with: gradients)
///         return loss
///     }
///
/// The rule is a constant of compiled functions, and the state a part of what they may overwrite.
/// Learned are the leaves that `grad` differentiates: floating or complex ones of the kind Parameter
/// that aren't frozen. Compare Treex's `Optimizer`.
@Module
public struct Optimizer: Sendable, Hashable {
    /// The rule.
    public let transformation: AnyTransformation
    @Field(hidden: true) let parameters: ParameterList
    /// What the rule keeps between steps.
    @OptState public var state: TransformationState

    init(
        _ transformation: AnyTransformation, _ parameters: ParameterList,
        _ state: TransformationState
    ) {
        self.transformation = transformation
        self.parameters = parameters
        self.state = state
    }
}

// MARK: - Beginning

extension GradientTransformation {
    /// The optimiser for a model, before its first step (`optax`: `init`).
    ///
    /// Weights that stand in the model twice are reported to ``Diagnostics``: they would be learned
    /// apart.
    ///
    /// - Parameters:
    ///   - model: the model. Only the form of it is kept, unless the rule keeps more, as
    ///     ``lookahead(_:syncPeriod:slowStepSize:resetState:)`` does.
    ///   - isLearned: which leaves are learned; by default those that `grad` differentiates.
    public func initialized<Model: Tree>(
        for model: Model, where isLearned: ((TreeLeaf) -> Bool)? = nil
    ) -> Optimizer {
        let leaves = model.describedLeaves
        let learned = leaves.filter { leaf in
            guard let isLearned else { return leaf.isTrainable }
            return !leaf.tensor.isNothing && leaf.tensor.dtype.isInexact && isLearned(leaf)
        }
        do { try treeCheck(model) } catch {
            Diagnostics.logger.warning("initialized(for:): \(error)")
        }
        if learned.isEmpty {
            mistake(
                "initialized(for:)",
                """
                a \(Model.self) with \(leaves.count) leaves has none to learn; are all of them frozen, integers, or \
                of a kind that isn't learned?
                """)
        }
        return Optimizer(
            AnyTransformation(self),
            ParameterList(learned, of: leaves.count, isChosen: isLearned != nil),
            initialState(for: learned))
    }
}

// MARK: - Steps

extension Optimizer {
    /// Moves the model one step.
    ///
    /// - Parameters:
    ///   - model: the model that the optimiser was initialised for.
    ///   - gradients: what `grad` gave: leaves that aren't learned may be missing.
    ///   - loss: where the gradients were taken; ``polyakSGD(_:scaling:minimum:epsilon:clampsAtMinimum:)``
    ///     and ``reduceOnPlateau(factor:patience:relative:absolute:cooldown:accumulation:minimumScale:)``
    ///     need it.
    public mutating func update<Model: Tree>(
        _ model: inout Model, with gradients: Model, loss: Tensor? = nil
    ) {
        update(&model, gradients, loss: loss, function: nil)
    }

    /// Moves the model one step of an optimiser that searches along a line, such as
    /// ``lbfgs(_:memory:scalesInitial:lineSearch:)``.
    ///
    /// - Parameters:
    ///   - model: the model that the optimiser was initialised for.
    ///   - gradients: the gradients of the function at the model.
    ///   - loss: the value of the function at the model.
    ///   - function: the loss of any model. It is evaluated several times.
    public mutating func update<Model: Tree>(
        _ model: inout Model, with gradients: Model, loss: Tensor,
        _ function: @escaping (Model) -> Tensor
    ) {
        update(&model, gradients, loss: loss, function: function)
    }

    private mutating func update<Model: Tree>(
        _ model: inout Model, _ gradients: Model, loss: Tensor?, function: ((Model) -> Tensor)?
    ) {
        do {
            var leaves = model.leaves
            let step = try step(model, gradients, loss, function)
            var next = state
            let updates = transformation.update(step.gradients, &next, in: step)
            for (entry, update) in zip(parameters.entries, updates) {
                leaves[entry.index] = applyUpdates(leaves[entry.index], update)
            }
            // A mistake was told already; model and optimiser stay as they were before it.
            guard !leaves.contains(where: \.isPoisoned) else { return }
            state = next
            model.replaceLeaves(with: leaves)
        } catch {
            _ = poisoned(model, error)
        }
    }

    /// The updates for a model and the optimiser after the step, for those who want to do something
    /// else with the updates than ``applyUpdates(_:_:)``.
    ///
    /// - Returns: updates of the form of the model, with nothing in the place of the leaves that
    ///   aren't learned, and the optimiser with its new state.
    public func updates<Model: Tree>(
        for gradients: Model, at model: Model, loss: Tensor? = nil
    ) -> (updates: Model, optimizer: Optimizer) {
        var next = self
        do {
            let step = try step(model, gradients, loss, nil)
            let updates = transformation.update(step.gradients, &next.state, in: step)
            var leaves = [Tensor](repeating: .absent, count: parameters.leafCount)
            for (entry, update) in zip(parameters.entries, updates) { leaves[entry.index] = update }
            return (model.replacingLeaves(with: leaves), next)
        } catch {
            return (poisoned(model, error), next)
        }
    }

    private func step<Model: Tree>(
        _ model: Model, _ gradients: Model, _ loss: Tensor?, _ function: ((Model) -> Tensor)?
    ) throws -> UpdateStep {
        let given = gradients.leaves
        let matched = try parameters.matched(model.describedLeaves, given, "update")
        var step = UpdateStep(leaves: matched.leaves, gradients: matched.gradients, loss: loss)
        if let function {
            let entries = parameters.entries
            let value = { (list: [Tensor]) -> Tensor in
                var leaves = model.leaves
                for (entry, tensor) in zip(entries, list) { leaves[entry.index] = tensor }
                return function(model.replacingLeaves(with: leaves))
            }
            step.value = value
            step.valueAndGradient = { list in valueAndGrad(value)(list) }
        }
        return step
    }

    private func poisoned<Model: Tree>(_ model: Model, _ error: any Error) -> Model {
        let poison = checkedTensor { throw error }
        return model.replacingLeaves(with: model.leaves.map { $0.isNothing ? $0 : poison })
    }
}

extension Tensor {
    /// The leaf that isn't there.
    static var absent: Tensor { Tensor(0.0).filter { (_: TreeLeaf) in false } }
}

// MARK: - Numbers that change

extension Optimizer {
    /// The learning rate that an optimiser made with ``Schedule/adjustable(_:)`` keeps in its state;
    /// nil for any other.
    ///
    /// Setting it takes effect at the next step, and a compiled step isn't traced again:
    ///
    ///     var optimizer = adam(.adjustable(1e-3)).initialized(for: model)
    ///     optimizer.learningRate = 1e-4
    ///
    /// Compare `optax.inject_hyperparams`.
    public var learningRate: Tensor? {
        get { state.number("learningRate") }
        set { if let newValue { setNumber("learningRate", newValue) } }
    }

    /// The strength of weight decay that an optimiser made with ``Schedule/adjustable(_:)`` keeps in
    /// its state; nil for any other.
    public var weightDecay: Tensor? {
        get { state.number("weightDecay") }
        set { if let newValue { setNumber("weightDecay", newValue) } }
    }

    private mutating func setNumber(_ name: String, _ value: Tensor) {
        if state.setNumbers(name, value) == 0 {
            mistake(
                name,
                "the optimiser keeps no \(name) in its state; make it with .adjustable(…) to change it between steps"
            )
        }
    }

    /// How many steps the optimiser has taken, by the first rule that counts; nil if none does.
    public var count: Tensor? { state.number("count") }
}
