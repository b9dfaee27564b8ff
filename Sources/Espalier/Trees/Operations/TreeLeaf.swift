/// A leaf of a tree with what the tree knows about it: what predicates on leaves are given.
public struct TreeLeaf: Sendable {
    /// Where the leaf is.
    public let path: Path
    /// The position of the leaf among ``Tree/leaves``.
    public let index: Int
    /// What the leaf is for: what the innermost marked property says; without one,
    /// ``Parameter-swift.class`` for a floating or complex leaf and ``TreePart`` for others.
    public let kind: TreePart.Type
    /// The annotations of the innermost property that has any.
    public let metadata: Field.Metadata
    /// Whether the leaf is in a frozen module.
    public let isFrozen: Bool
    /// The leaf itself.
    public let tensor: Tensor

    /// Whether `grad` and optimisers change the leaf if they are told nothing else: it is floating
    /// or complex, of the kind Parameter, and not frozen.
    public var isTrainable: Bool {
        kind is Parameter.Type && tensor.dtype.isInexact && !tensor.isAbsent && !isFrozen
    }
}

extension TreeLeaf {
    /// The leaf as one of a larger tree.
    func moved(to path: Path, by offset: Int) -> TreeLeaf {
        TreeLeaf(
            path: path, index: index + offset, kind: kind, metadata: metadata, isFrozen: isFrozen,
            tensor: tensor)
    }

    /// The leaf as one of a child of a larger tree.
    func moved(under key: PathKey, by offset: Int = 0) -> TreeLeaf {
        moved(to: Path([key] + path.keys), by: offset)
    }
}

extension Tree {
    /// The leaves, each with its path, kind and annotations.
    public var describedLeaves: [TreeLeaf] {
        var describer = LeafDescriber()
        visit(&describer)
        return describer.leaves
    }
}

private struct LeafDescriber: TreeVisitor {
    var leaves: [TreeLeaf] = []
    var keys: [PathKey] = []
    var kind: TreePart.Type?
    var metadata: Field.Metadata = [:]
    var isFrozen = false

    mutating func leaf(_ tensor: Tensor) {
        leaves.append(
            TreeLeaf(
                path: Path(keys), index: leaves.count,
                kind: kind ?? (tensor.dtype.isInexact ? Parameter.self : TreePart.self),
                metadata: metadata, isFrozen: isFrozen, tensor: tensor))
    }

    mutating func status(_ status: ModuleStatus) {
        if status[.frozen] { isFrozen = true }
    }

    mutating func child<T: Tree>(_ value: T, _ field: Field) {
        let outer = (kind, metadata, isFrozen)
        keys.append(field.key)
        if let own = field.kind { kind = own }
        if field.makeMetadata != nil { metadata = field.metadata }
        value.visit(&self)
        (kind, metadata, isFrozen) = outer
        keys.removeLast()
    }
}
