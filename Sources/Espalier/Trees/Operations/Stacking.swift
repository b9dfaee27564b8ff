/// Several trees of one form as one tree, whose leaves have a new first axis that goes through them.
///
///     let ensemble = stacked([MLP(…), MLP(…), MLP(…)])
///     let outputs = vmap({ (model: MLP, x: Tensor) in model(x) }, in: 0, nil)(ensemble, x)
///
/// What is stacked can be trained as an ensemble by `vmap` and run through as layers by `scan`. Compare
/// `jax.tree.map(lambda *xs: jnp.stack(xs), *trees)`.
///
/// - Parameter trees: at least one; they must have one structure, constants included, and leaves of the same shapes, or it
///   is a programmer's mistake.
public func stacked<T: Tree>(_ trees: [T]) -> T {
    guard let first = trees.first else {
        stop("stacked: there are no trees to stack; give at least one")
    }
    let structure = StructureRecord(of: first)
    for (index, tree) in trees.enumerated() where !structure.matches(tree) {
        let difference = structureDifference(trees[0], tree) ?? "a constant differs"
        return trees[0].poisoned(
            treeFailure("stacked", "trees 0 and \(index) have different structures: \(difference)"))
    }
    return trees[0].map(with: Array(trees.dropFirst())) { leaves in
        leaves[0].isAbsent ? leaves[0] : stack(leaves, axis: 0)
    }
}

extension Tree {
    /// The trees that were ``stacked(_:)`` to this one.
    ///
    /// A tree whose leaves differ in the size of their first axes, or have none, is a programmer's mistake.
    public func unstacked() -> [Self] {
        let leaves = leaves
        let counts = Set(leaves.filter { !$0.isAbsent }.map { $0.shape.first })
        guard counts.count == 1, let found = counts.first, let count = found else {
            let sizes = counts.map { $0.map(String.init) ?? "none" }.sorted()
            return [
                poisoned(
                    treeFailure(
                        "unstacked",
                        "the first axes of the leaves must have one size, and there are \(sizes.joined(separator: ", "))"
                    ))
            ]
        }
        return (0..<count).map { place in
            replacingLeaves(with: leaves.map { $0.isAbsent ? $0 : $0[place] })
        }
    }
}
