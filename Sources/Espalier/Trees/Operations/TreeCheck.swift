extension Tree {
    /// The places that hold one and the same tensor, two or more each.
    ///
    /// Tensors are values: a tensor that stands in two places is two leaves, which are learned
    /// apart. Weights that are meant to stay the same in two places belong in one, which both uses
    /// read.
    public var sharedLeaves: [[Path]] {
        var places: [ObjectIdentifier: [Path]] = [:]
        var order: [ObjectIdentifier] = []
        for (path, leaf) in zip(paths, leaves) where !leaf.isAbsent {
            let node = ObjectIdentifier(leaf.node)
            if places[node] == nil { order.append(node) }
            places[node, default: []].append(path)
        }
        return order.compactMap { places[$0] }.filter { $0.count > 1 }
    }
}

/// Throws if a tensor that is learned stands in the tree twice: the two would be learned apart.
///
/// Compare `equinox.tree_check`.
///
/// - Throws: ``TensorError``, which names the places.
public func treeCheck<T: Tree>(_ tree: T) throws {
    let trainable = Set(tree.describedLeaves.filter(\.isTrainable).map(\.path))
    for paths in tree.sharedLeaves where paths.contains(where: trainable.contains) {
        throw TensorError(
            "treeCheck",
            """
            \(paths.map(\.description).joined(separator: " and ")) hold one tensor, and would be learned apart; keep \
            it in one place that both uses read, or make the leaves from different keys
            """)
    }
}
