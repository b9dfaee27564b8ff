/// A tree split in two of the same type: the leaves for which the predicate holds, and the others.
/// What is in the one is not there in the other; ``combine(_:_:)`` puts them together.
///
///     let (parameters, rest) = partition(model, where: isInexact)
///
/// Constants are in both. Compare `equinox.partition`.
public func partition<T: Tree>(
    _ tree: T, where isFirst: (TreeLeaf) throws -> Bool
) rethrows -> (T, T) {
    let leaves = tree.leaves
    let first = try tree.describedLeaves.map(isFirst)
    return (
        tree.rebuilt(zip(leaves, first).map { $1 ? $0 : .nothing }),
        tree.rebuilt(zip(leaves, first).map { $1 ? .nothing : $0 })
    )
}

/// A tree split in two of the same type: the leaves that the mask selects as a whole, and the
/// others.
public func partition<T: Tree>(_ tree: T, where mask: Mask<T>) -> (T, T) {
    guard mask.fitting(tree, "partition") != nil else { return (tree, tree) }
    return partition(tree, where: mask.contains)
}

/// Trees put together: each leaf is that of the first tree where it is there.
///
/// Trees with other children than the first are a programmer's mistake. Compare `equinox.combine`.
public func combine<T: Tree>(_ first: T, _ others: T...) -> T {
    var leaves = first.leaves
    for other in others {
        if let poison = first.mismatch(with: other, in: "combine") { return first.poisoned(poison) }
        for (index, leaf) in other.leaves.enumerated() where leaves[index].isNothing {
            leaves[index] = leaf
        }
    }
    return first.rebuilt(leaves)
}

// MARK: - Predicates on leaves

/// Whether the leaf is a tensor that is there (`equinox.is_array`).
public func isArray(_ leaf: TreeLeaf) -> Bool { !leaf.tensor.isAbsent }

/// Whether the leaf is floating or complex (`equinox.is_inexact_array`).
public func isInexact(_ leaf: TreeLeaf) -> Bool {
    !leaf.tensor.isAbsent && leaf.tensor.dtype.isInexact
}

/// Whether `grad` and optimisers change the leaf if they are told nothing else.
public func isTrainable(_ leaf: TreeLeaf) -> Bool { leaf.isTrainable }
