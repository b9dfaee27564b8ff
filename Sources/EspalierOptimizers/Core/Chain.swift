import Espalier

/// Rules one after the other: each makes its updates of those of the one before (`optax.chain`).
///
///     let optimizer = chain(clipByGlobalNorm(1), adam(1e-3))
///
/// The state of each is a part of the state.
public func chain(_ transformations: any GradientTransformation...) -> AnyTransformation {
    AnyTransformation(Chain(parts: transformations.map { AnyTransformation($0) }))
}

/// Rules one after the other (`optax.chain`).
public func chain(_ transformations: [any GradientTransformation]) -> AnyTransformation {
    AnyTransformation(Chain(parts: transformations.map { AnyTransformation($0) }))
}

struct Chain: GradientTransformation, CustomStringConvertible {
    let parts: [AnyTransformation]

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        TransformationState(parts: parts.map { $0.initialState(for: parameters) })
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        guard state.parts.count == parts.count else {
            let poison = mistake(
                "chain",
                "the state is of \(state.parts.count) rules, and there are \(parts.count): it belongs to another optimiser"
            )
            return updates.map { _ in poison }
        }
        var updates = updates
        for (index, part) in parts.enumerated() {
            updates = part.update(updates, &state.parts[index], in: step)
        }
        return updates
    }

    var description: String { "chain(\(parts.map(\.description).joined(separator: ", ")))" }
}

// MARK: - Rules without numbers

/// The updates as they are (`optax.identity`).
public func identity() -> AnyTransformation { AnyTransformation(Stateless(rule: .identity)) }

/// No updates: zeros of the same shapes (`optax.set_to_zero`).
public func setToZero() -> AnyTransformation { AnyTransformation(Stateless(rule: .zero)) }

/// A rule without state, as a function of an update and its parameter
/// (`optax.stateless_with_tree_map`).
///
///     chain(stateless { update, parameter in update + 1e-4 * sign(parameter) }, sgd(0.1))
public func stateless(
    _ function: @escaping @Sendable (_ update: Tensor, _ parameter: Tensor) -> Tensor
) -> AnyTransformation {
    AnyTransformation(Stateless(rule: .function(Identity(function))))
}

private struct Stateless: GradientTransformation {
    enum Rule: Hashable {
        case identity, zero
        case function(Identity<@Sendable (Tensor, Tensor) -> Tensor>)
    }

    let rule: Rule

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        switch rule {
        case .identity: updates
        case .zero: updates.map { .zeros(like: $0) }
        case .function(let box): zip(updates, step.parameters).map(box.value)
        }
    }
}
