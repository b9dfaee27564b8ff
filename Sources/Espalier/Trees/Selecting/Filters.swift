extension Tree {
    /// The tree with the leaves that are of all the kinds and fulfil the predicate; the others are
    /// not there.
    ///
    ///     model.filter(Parameter.self)
    ///     model.filter(Parameter.self) { !$0.isFrozen }
    ///
    /// A kind selects the kinds below it too. Compare Treex's `filter`.
    public func filter(_ kind: TreePart.Type, _ others: TreePart.Type...) -> Self {
        filtered([kind] + others) { _ in true }
    }

    /// The tree with the leaves that are of all the kinds and fulfil the predicate; the others are
    /// not there.
    public func filter(
        _ kind: TreePart.Type, _ others: TreePart.Type..., where isKept: (TreeLeaf) throws -> Bool
    ) rethrows -> Self {
        try filtered([kind] + others, isKept)
    }

    private func filtered(
        _ kinds: [TreePart.Type], _ isKept: (TreeLeaf) throws -> Bool
    ) rethrows -> Self {
        rebuilt(
            try describedLeaves.map { leaf in
                try kinds.allSatisfy(leaf.isOf(kind:)) && isKept(leaf) ? leaf.tensor : .nothing
            })
    }

    /// The tree with the leaves that fulfil the predicate; the others are not there.
    ///
    /// An array's own `filter` means another thing, and goes first.
    @_disfavoredOverload
    public func filter(_ isKept: (TreeLeaf) throws -> Bool) rethrows -> Self {
        try filtered([], isKept)
    }

    /// The leaves that are learned.
    public func parameters() -> Self { filter(Parameter.self) }
    /// The leaves that are kept between steps.
    public func states() -> Self { filter(State.self) }
    /// The keys of random number generators.
    public func rngs() -> Self { filter(Rng.self) }
    /// The state that belongs to the model.
    public func modelStates() -> Self { filter(ModelState.self) }
    /// The running statistics over batches.
    public func batchStats() -> Self { filter(BatchStat.self) }
    /// The state that belongs to an optimiser.
    public func optStates() -> Self { filter(OptState.self) }
    /// The leaves that are written to be reported.
    public func logs() -> Self { filter(Log.self) }
    /// The terms of the loss.
    public func losses() -> Self { filter(Loss.self) }
    /// The measures of quality.
    public func metrics() -> Self { filter(Metric.self) }
    /// The leaves that `grad` and optimisers change if they are told nothing else.
    public func trainable() -> Self { filter { (leaf: TreeLeaf) in leaf.isTrainable } }

    /// The tree with its leaves replaced by those of other trees where they are there, from left to
    /// right.
    ///
    ///     model = model.merging(parameters).merging(statistics)
    ///
    /// Constants stay those of this tree. Trees with other children are a programmer's mistake.
    /// Compare Treex's `update` and `merge`.
    public func merging(_ others: Self...) -> Self {
        var leaves = leaves
        for other in others {
            if let poison = mismatch(with: other, in: "merging") { return poisoned(poison) }
            for (index, leaf) in other.leaves.enumerated() where !leaf.isNothing {
                leaves[index] = leaf
            }
        }
        return rebuilt(leaves)
    }

    /// Replaces leaves by those of another tree where they are there; see ``merging(_:)``.
    public mutating func merge(_ other: Self) { self = merging(other) }

    /// The tree with the leaves that are of all the kinds replaced by what the function
    /// makes of them.
    ///
    ///     model = model.map(BatchStat.self) { pmean($0, axisName: "devices") }
    ///
    /// Leaves that aren't there are passed over.
    public func map(
        _ kind: TreePart.Type, _ others: TreePart.Type...,
        transform: (Tensor) throws -> Tensor
    ) rethrows -> Self {
        let kinds = [kind] + others
        return try map(where: { leaf in kinds.allSatisfy(leaf.isOf(kind:)) }, transform: transform)
    }

    /// The tree with the leaves that fulfil the predicate replaced by what the function makes of
    /// them.
    ///
    /// Leaves that aren't there are passed over.
    public func map(
        where isMapped: (TreeLeaf) throws -> Bool, transform: (Tensor) throws -> Tensor
    ) rethrows -> Self {
        rebuilt(
            try describedLeaves.map { leaf in
                let isMapped = try !leaf.tensor.isAbsent && isMapped(leaf)
                return isMapped ? try transform(leaf.tensor) : leaf.tensor
            })
    }
}

extension TreeLeaf {
    /// Whether the leaf is of the kind or of one below it.
    public func isOf(kind: TreePart.Type) -> Bool { kind.includes(self.kind) }
}
