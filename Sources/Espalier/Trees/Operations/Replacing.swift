/// The tree with updates added to its leaves; where an update is not there the leaf stays.
///
/// Frozen leaves stay too. Trees with other children are a programmer's mistake. Compare
/// `equinox.apply_updates`.
public func applyUpdates<T: Tree>(_ tree: T, _ updates: T) -> T {
    tree.combined(with: updates, "applyUpdates") { leaf, update in
        checked(leaf, update) {
            try convert(leaf + update, to: leaf.dtype, isWeak: leaf.isWeaklyTyped)
        }
    }
}

extension Tree {
    /// The tree with another value at a place.
    ///
    ///     let other = model.replacing(\.l1.weight, with: w)
    ///
    /// Any part can be replaced, a whole layer as well as a leaf. Compare `equinox.tree_at`.
    public func replacing<Value>(_ place: WritableKeyPath<Self, Value>, with value: Value) -> Self {
        var copy = self
        copy[keyPath: place] = value
        return copy
    }

    /// The tree with other values of one type at several places.
    ///
    ///     let other = model.replacing(\.l1.weight, \.l2.weight, with: [w1, w2])
    ///
    /// There have to be as many values as places, or it is a programmer's mistake.
    public func replacing<Value>(
        _ places: WritableKeyPath<Self, Value>..., with values: [Value]
    ) -> Self {
        guard places.count == values.count else {
            return poisoned(
                treeFailure(
                    "replacing", "\(places.count) places can't take \(values.count) values"))
        }
        var copy = self
        for (place, value) in zip(places, values) { copy[keyPath: place] = value }
        return copy
    }

    /// The tree with what is at each of the places replaced by what the function makes of it.
    ///
    ///     let other = model.replacing(\.l1.weight, \.l2.weight) { $0 * 0.5 }
    public func replacing<Value>(
        _ places: WritableKeyPath<Self, Value>..., by transform: (Value) throws -> Value
    ) rethrows -> Self {
        var copy = self
        for place in places { copy[keyPath: place] = try transform(copy[keyPath: place]) }
        return copy
    }

    /// The tree with what is at two places replaced by values of their types.
    public func replacing<A, B>(
        _ first: WritableKeyPath<Self, A>, _ second: WritableKeyPath<Self, B>, with values: (A, B)
    ) -> Self {
        replacing(first, with: values.0).replacing(second, with: values.1)
    }

    /// The tree with what is at three places replaced by values of their types.
    public func replacing<A, B, C>(
        _ first: WritableKeyPath<Self, A>, _ second: WritableKeyPath<Self, B>,
        _ third: WritableKeyPath<Self, C>, with values: (A, B, C)
    ) -> Self {
        replacing(first, second, with: (values.0, values.1)).replacing(third, with: values.2)
    }
}
