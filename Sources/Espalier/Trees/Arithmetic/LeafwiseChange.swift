/// Changes each leaf in place by what a function makes of its position and of itself; frozen
/// leaves, and those that aren't there, stay as they are.
private struct LeafChanger: TreeUpdater {
    let change: (Int, Tensor) -> Tensor
    var index = 0
    var isFrozen = false

    mutating func leaf(_ tensor: inout Tensor) {
        if !isFrozen && !tensor.isAbsent { tensor = change(index, tensor) }
        index += 1
    }

    mutating func status(_ status: inout ModuleStatus) { isFrozen = isFrozen || status[.frozen] }

    mutating func child<T: Tree>(_ value: inout T, _ field: Field) {
        let outer = isFrozen
        value.update(&self)
        isFrozen = outer
    }
}

extension Tree {
    /// Combines the leaves that aren't frozen with those of another tree.
    mutating func combine(
        with other: Self, _ name: String, _ combine: @escaping (Tensor, Tensor) -> Tensor
    ) {
        if let poison = mismatch(with: other, in: name) {
            self = poisoned(poison)
            return
        }
        let others = other.leaves
        // A leaf that isn't there, as in the gradient of what can't be differentiated, changes
        // nothing.
        var changer = LeafChanger { index, leaf in
            others[index].isAbsent ? leaf : combine(leaf, others[index])
        }
        update(&changer)
    }

    /// Changes the leaves that aren't frozen.
    mutating func change(_ change: @escaping (Tensor) -> Tensor) {
        var changer = LeafChanger { _, leaf in change(leaf) }
        update(&changer)
    }

    func combined(
        with other: Self, _ name: String, _ combine: @escaping (Tensor, Tensor) -> Tensor
    ) -> Self {
        var copy = self
        copy.combine(with: other, name, combine)
        return copy
    }

    func changed(_ change: @escaping (Tensor) -> Tensor) -> Self {
        var copy = self
        copy.change(change)
        return copy
    }
}
