/// Collects the leaves of trees, in order.
public struct LeafCollector: TreeVisitor {
    /// What was collected so far.
    public var leaves: [Tensor] = []

    /// A collector without leaves, which has room for the expected number of them.
    @inlinable
    public init(expecting count: Int = 0) {
        leaves.reserveCapacity(Swift.min(Swift.max(count, 0), 65536))
    }

    /// Adds the leaf.
    @inlinable
    public mutating func leaf(_ tensor: Tensor) { leaves.append(tensor) }

    /// Visits the child. Written out, since the default is not compiled for this visitor alone.
    @inlinable
    public mutating func child<T: Tree>(_ value: T, _ field: Field) { value.visit(&self) }
}

/// Counts the leaves of trees.
@usableFromInline
struct LeafCounter: TreeVisitor {
    @usableFromInline var count = 0

    @inlinable
    init() {}

    @inlinable
    mutating func leaf(_ tensor: Tensor) { count += 1 }

    @inlinable
    mutating func child<T: Tree>(_ value: T, _ field: Field) { value.visit(&self) }
}

/// Puts other tensors in the place of leaves.
@usableFromInline
struct LeafReplacer: TreeUpdater {
    @usableFromInline let replacements: [Tensor]
    @usableFromInline var index = 0

    @inlinable
    init(_ replacements: [Tensor]) { self.replacements = replacements }

    @inlinable
    mutating func leaf(_ tensor: inout Tensor) {
        // The count was checked before; a conformance whose two halves disagree ends here.
        tensor = replacements[index]
        index += 1
    }
}

extension Tree {
    /// The tensors of the tree, in declaration order; dictionaries go by ascending keys.
    ///
    /// Compare `jax.tree.leaves`.
    @inlinable
    public var leaves: [Tensor] {
        var collector = LeafCollector()
        visit(&collector)
        return collector.leaves
    }

    /// How many tensors the tree holds.
    @inlinable
    public var leafCount: Int {
        var counter = LeafCounter()
        visit(&counter)
        return counter.count
    }

    /// The same tree with other tensors.
    ///
    /// Constants are kept. As many tensors are needed as there are ``leaves``; any other number is a
    /// programmer's mistake.
    public func replacingLeaves(with tensors: some Sequence<Tensor>) -> Self {
        var copy = self
        copy.replaceLeaves(with: tensors)
        return copy
    }

    /// Puts other tensors in the place of the leaves.
    ///
    /// Constants are kept. As many tensors are needed as there are ``leaves``; any other number is a
    /// programmer's mistake.
    public mutating func replaceLeaves(with tensors: some Sequence<Tensor>) {
        let tensors = Array(tensors)
        let count = leafCount
        guard tensors.count == count else {
            let poison = treeFailure(
                "replacingLeaves", "a \(Self.self) with \(count) leaves was given \(tensors.count)")
            var replacer = LeafReplacer(Array(repeating: poison, count: count))
            update(&replacer)
            return
        }
        var replacer = LeafReplacer(tensors)
        update(&replacer)
    }
}
