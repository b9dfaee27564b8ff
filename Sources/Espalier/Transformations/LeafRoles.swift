// How transformations, which work on lists of tensors, take trees apart and put them together.

/// Which leaves `jvp` and `vjp` follow: all floating or complex ones.
func inexactMask(_ leaves: [Tensor]) -> [Bool] {
    leaves.map { $0.dtype.isInexact && !$0.isAbsent }
}

extension Tree {
    /// The tree with other leaves, whose number is right.
    func rebuilt(_ leaves: [Tensor]) -> Self {
        var copy = self
        copy.replaceLeaves(with: leaves)
        return copy
    }

    /// The tree with its traced leaves taken for types only, so that it keeps nothing alive.
    var abstracted: Self {
        rebuilt(leaves.map { $0.isAbsent ? $0 : Tensor(AbstractNode($0.type)) })
    }

    /// The tree with every leaf poisoned; the leaves keep their types, for code that looks at
    /// shapes on its way to the end of the scope.
    func poisoned(_ poison: Tensor) -> Self {
        guard poison.node.tag == .poison else { return self }
        let error = unsafeDowncast(poison.node, to: PoisonNode.self).error
        return rebuilt(leaves.map { $0.isAbsent ? $0 : Tensor(PoisonNode(error, $0.type)) })
    }
}

/// The tree that a function gave, remembered while its leaves go through a transformation.
final class ResultBox<R> {
    var value: R?

    /// Runs a function, keeps its result and passes the leaves on.
    func leaves(_ result: R) -> [Tensor] where R: Tree {
        value = result
        return result.leaves
    }
}

/// The first poisoned leaf, which makes what is computed from it poisoned too.
func firstPoison(_ leaves: [Tensor]) -> Tensor? { leaves.first { $0.node.tag == .poison } }
