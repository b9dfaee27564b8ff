/// A tree that a module made when it was first called.
@usableFromInline
struct LazyNode: Sendable {
    let name: String
    var tree: any Tree & Sendable

    func isEqual(to other: LazyNode) -> Bool {
        func compare<T: Tree>(_ tree: T) -> Bool {
            (other.tree as? T).map { treeEqual(tree, $0) } ?? false
        }
        return name == other.name && compare(tree)
    }
}

extension Module {
    /// A part of the module that is made when it is first asked for, and kept from then on.
    ///
    /// For parts whose shapes come from the first input:
    ///
    ///     @Module struct Network {
    ///         var key: Key
    ///         mutating func callAsFunction(_ x: Tensor) -> Tensor {
    ///             let inputs = x.shape[1], key = key
    ///             return lazyNode("l1") { Linear(inputs, 10, key: key) }(x)
    ///         }
    ///     }
    ///
    /// The part is a child like a declared property of that name: transformations, masks and
    /// printed forms see it. In a compiled function it comes out through the `inout` argument;
    /// since that has another structure after the first call, the second traces once more. Make the
    /// parts before taking gradients, by one call: what isn't there yet can't be differentiated.
    ///
    /// An enum can't keep parts, and asking one for them is a programmer's mistake; so is asking
    /// for a part of another type than it was made with.
    ///
    /// - Parameters:
    ///   - name: what the part is called.
    ///   - make: makes the part; called the first time only.
    /// - Returns: a copy of the part; see ``withLazyNode(_:_:_:)`` to change it.
    public mutating func lazyNode<Node: Tree & Sendable>(
        _ name: String, _ make: () -> Node
    ) -> Node {
        withLazyNode(name, make) { $0 }
    }

    /// Calls a function with a part of the module that is made when it is first asked for; what the
    /// function changes in the part stays changed.
    ///
    /// - Parameters:
    ///   - name: what the part is called.
    ///   - make: makes the part; called the first time only.
    ///   - body: uses the part.
    public mutating func withLazyNode<Node: Tree & Sendable, Result>(
        _ name: String, _ make: () -> Node, _ body: (inout Node) -> Result
    ) -> Result {
        let known = _status.lazyNodes.firstIndex { $0.name == name }
        var node: Node
        if let known {
            if let kept = _status.lazyNodes[known].tree as? Node {
                node = kept
            } else {
                node = make()
                let poison = treeFailure(
                    "lazyNode",
                    """
                    the part '\(name)' of \(Self.self) was made as \(type(of: _status.lazyNodes[known].tree)), \
                    and is asked for as \(Node.self)
                    """)
                node = node.poisoned(poison)
            }
        } else {
            node = make()
        }
        let result = body(&node)
        let kept = LazyNode(name: name, tree: node)
        if let known {
            _status.lazyNodes[known] = kept
        } else {
            _status.lazyNodes.append(kept)
            if _status.lazyNodes.isEmpty {
                _ = treeFailure(
                    "lazyNode",
                    "\(Self.self) stores no status, so it can't keep the part '\(name)'; make it a struct"
                )
            }
        }
        return result
    }
}

// MARK: - What the code that `@Module` writes calls

extension TreeVisitor {
    /// Passes the lazily made nodes on as children.
    @inlinable
    public mutating func _lazyNodes(_ status: ModuleStatus) {
        if !status.lazyNodes.isEmpty { visitLazyNodes(status.lazyNodes, &self) }
    }
}

extension TreeUpdater {
    /// Offers the lazily made nodes.
    @inlinable
    public mutating func _lazyNodes(_ status: inout ModuleStatus) {
        if !status.lazyNodes.isEmpty { updateLazyNodes(&status.lazyNodes, &self) }
    }
}

@usableFromInline
func visitLazyNodes<V: TreeVisitor>(_ nodes: [LazyNode], _ visitor: inout V) {
    visitor.constant(nodes.map(\.name), Field(.name("lazy nodes"), hidden: true, structural: true))
    func pass<T: Tree>(_ tree: T, _ name: String) {
        visitor.child(tree, Field(.name(name)))
    }
    for node in nodes { pass(node.tree, node.name) }
}

@usableFromInline
func updateLazyNodes<U: TreeUpdater>(_ nodes: inout [LazyNode], _ updater: inout U) {
    func pass<T: Tree>(_ tree: inout T, _ name: String) {
        updater.child(&tree, Field(.name(name)))
    }
    for index in nodes.indices { pass(&nodes[index].tree, nodes[index].name) }
}
