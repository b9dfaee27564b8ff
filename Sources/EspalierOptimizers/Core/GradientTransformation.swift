import Espalier

/// A rule that turns gradients into updates, with the state that it keeps between steps
/// (`optax.GradientTransformation`).
///
/// Optimisers are made of a few such rules, one after the other: `adam(1e-3)` scales by the moments
/// of the gradients and then by the learning rate, with its sign turned. ``chain(_:)`` joins rules,
/// and a rule of one's own is a small struct of numbers:
///
///     struct Halve: GradientTransformation {
///         func update(
///             _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
///         ) -> [Tensor] {
///             updates.map { 0.5 * $0 }
///         }
///     }
///
/// A rule sees lists: of the leaves that are learned, in the order in which they stand in the model.
/// It is a constant of the compiled functions that it takes part in, so that other numbers in it
/// trace them again; what changes from step to step belongs in the state.
public protocol GradientTransformation: Hashable, Sendable {
    /// The state before the first step; by default there is none.
    ///
    /// - Parameter parameters: the leaves that are learned, with what the model knows of them.
    func initialState(for parameters: [TreeLeaf]) -> TransformationState

    /// The updates that come of the given ones: at the beginning of a chain the gradients.
    ///
    /// - Parameters:
    ///   - updates: one for each leaf that is learned, of its shape.
    ///   - state: what was kept of the steps before. It has to keep its form, shapes and dtypes.
    ///   - step: what else is known of the step.
    /// - Returns: as many updates, of the same shapes. What a chain gives at its end is added to the
    ///   parameters.
    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor]
}

extension GradientTransformation {
    /// Nothing.
    public func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        TransformationState()
    }
}

/// What a rule may ask about the step that it takes part in.
public struct UpdateStep {
    /// The leaves that are learned, as they are before the step, with their paths and kinds.
    public var leaves: [TreeLeaf]
    /// The gradients that the optimiser was given, before any rule changed them.
    public var gradients: [Tensor]
    /// The loss where the gradients were taken; nil if the optimiser wasn't told.
    public var loss: Tensor?
    /// The loss as a function of the leaves that are learned, with its gradients; nil if the
    /// optimiser wasn't given one. Line searches need it.
    public var valueAndGradient: (([Tensor]) -> (value: Tensor, gradients: [Tensor]))?
    /// The loss as a function of the leaves that are learned; nil if the optimiser wasn't given one.
    public var value: (([Tensor]) -> Tensor)?

    /// The leaves that are learned, as they are before the step.
    public var parameters: [Tensor] { leaves.map(\.tensor) }

    /// A step of the given leaves and gradients.
    public init(leaves: [TreeLeaf], gradients: [Tensor], loss: Tensor? = nil) {
        self.leaves = leaves
        self.gradients = gradients
        self.loss = loss
    }

    /// The step of some of the leaves, while the others stay as they are.
    func selecting(_ places: [Int]) -> UpdateStep {
        var part = self
        part.leaves = places.map { leaves[$0] }
        part.gradients = places.map { gradients[$0] }
        let parameters = parameters
        func whole(_ some: [Tensor]) -> [Tensor] {
            var all = parameters
            for (place, tensor) in zip(places, some) { all[place] = tensor }
            return all
        }
        part.value = value.map { value in { value(whole($0)) } }
        part.valueAndGradient = valueAndGradient.map { function in
            { some in
                let (value, gradients) = function(whole(some))
                return (value, places.map { gradients[$0] })
            }
        }
        return part
    }

    /// The loss, which a rule can't do without.
    func requiredLoss(_ operation: String) -> Tensor {
        loss
            ?? mistake(
                operation,
                "needs the loss: call update(&model, with: gradients, loss: loss)")
    }

    /// The loss as a function, which a rule can't do without.
    func requiredFunction(
        _ operation: String
    ) -> ([Tensor]) -> (value: Tensor, gradients: [Tensor]) {
        if let valueAndGradient { return valueAndGradient }
        let poison = mistake(
            operation,
            "needs the loss as a function: call update(&model, with: gradients, loss: loss) { $0.loss(x, y) }"
        )
        return { list in (poison, list.map { _ in poison }) }
    }
}

/// Reports a mistake: a trap, or inside `withErrors` a poisoned tensor.
@discardableResult
func mistake(_ operation: String, _ message: String) -> Tensor {
    checkedTensor { throw TensorError(operation, message) }
}
