/// Combines each leaf with one of another tree, in place; frozen leaves stay as they are.
private struct LeafZipper: TreeUpdater {
    let others: [Tensor]
    let combine: (Tensor, Tensor) -> Tensor
    var index = 0
    var isFrozen = false

    mutating func leaf(_ tensor: inout Tensor) {
        let other = others[index]
        index += 1
        // A leaf that isn't there, as in the gradient of what can't be differentiated, changes
        // nothing.
        if isFrozen || tensor.isAbsent || other.isAbsent { return }
        tensor = combine(tensor, other)
    }

    mutating func status(_ status: inout ModuleStatus) { isFrozen = isFrozen || status[.frozen] }

    mutating func child<T: Tree>(_ value: inout T, _ field: Field) {
        let outer = isFrozen
        value.update(&self)
        isFrozen = outer
    }
}

/// Changes each leaf by the same function, in place; frozen leaves stay as they are.
private struct LeafChanger: TreeUpdater {
    let change: (Tensor) -> Tensor
    var isFrozen = false

    mutating func leaf(_ tensor: inout Tensor) {
        if !isFrozen && !tensor.isAbsent { tensor = change(tensor) }
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
        var zipper = LeafZipper(others: other.leaves, combine: combine)
        update(&zipper)
    }

    /// Changes the leaves that aren't frozen.
    mutating func change(_ change: @escaping (Tensor) -> Tensor) {
        var changer = LeafChanger(change: change)
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
