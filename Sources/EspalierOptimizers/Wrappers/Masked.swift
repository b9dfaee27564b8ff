import Espalier

/// A rule for some leaves; the updates of the others stay as they are (`optax.masked`).
///
///     chain(adam(1), masked(scale(0), where: .leaves { $0.metadata["slow"] != nil }))
public func masked(
    _ inner: any GradientTransformation, where filter: LeafFilter
) -> AnyTransformation {
    AnyTransformation(Masked(inner: AnyTransformation(inner), filter: filter))
}

/// A rule for the leaves for which the closure holds; the updates of the others stay as they are
/// (`optax.masked`).
public func masked(
    _ inner: any GradientTransformation, where holds: @escaping @Sendable (TreeLeaf) -> Bool
) -> AnyTransformation {
    masked(inner, where: .leaves(holds))
}

private struct Masked: GradientTransformation {
    let inner: AnyTransformation
    let filter: LeafFilter

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        TransformationState(parts: [inner.initialState(for: parameters.filter(filter.contains))])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let places = step.leaves.indices.filter { filter.contains(step.leaves[$0]) }
        return inner.update(updates, &state.parts[0], in: step, at: places)
    }
}

extension AnyTransformation {
    /// The updates with those at some places replaced by what the rule makes of them.
    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep,
        at places: [Int]
    ) -> [Tensor] {
        guard !places.isEmpty else { return updates }
        let some = update(places.map { updates[$0] }, &state, in: step.selecting(places))
        var all = updates
        for (place, update) in zip(places, some) { all[place] = update }
        return all
    }
}

/// A rule for each group of leaves (`optax.multi_transform`, `optax.partition`).
///
///     multiTransform(["body": adam(1e-4), "head": adam(1e-2)]) { leaf in
///         leaf.path.keys.first == .name("head") ? "head" : "body"
///     }
///
/// A leaf whose label has no rule is a programmer's mistake. ``setToZero()`` leaves a group as it is.
///
/// - Parameters:
///   - transformations: the rules by label.
///   - label: which label a leaf has.
public func multiTransform(
    _ transformations: [String: any GradientTransformation],
    label: @escaping @Sendable (TreeLeaf) -> String
) -> AnyTransformation {
    let sorted = transformations.sorted { $0.key < $1.key }
    return AnyTransformation(
        MultiTransform(
            labels: sorted.map(\.key), parts: sorted.map { erased($0.value) },
            label: Identity(label)))
}

private func erased(_ transformation: any GradientTransformation) -> AnyTransformation {
    AnyTransformation(transformation)
}

private struct MultiTransform: GradientTransformation {
    let labels: [String]
    let parts: [AnyTransformation]
    let label: Identity<@Sendable (TreeLeaf) -> String>

    private func places(_ leaves: [TreeLeaf]) -> [[Int]] {
        let given = leaves.map(label.value)
        return labels.map { label in leaves.indices.filter { given[$0] == label } }
    }

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        for leaf in parameters where !labels.contains(label.value(leaf)) {
            mistake(
                "multiTransform",
                "\(leaf.path) has the label \(label.value(leaf)), and there are rules for \(labels.joined(separator: ", "))"
            )
        }
        return TransformationState(
            parts: zip(parts, places(parameters)).map { part, places in
                part.initialState(for: places.map { parameters[$0] })
            })
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        var updates = updates
        for (index, places) in places(step.leaves).enumerated() {
            updates = parts[index].update(updates, &state.parts[index], in: step, at: places)
        }
        return updates
    }
}
