extension Tree {
    /// The tree with the leaves that are ``Initializer``s made from a key.
    ///
    /// The leaves are made in order, each from a key of its own, and then
    /// ``Module/didInitialize(key:)`` is called on each module, those inside before those around,
    /// with another key each: of `let (own, next) = key.split()` the first is used and the second
    /// goes on. A module that is initialised already is left as it is, with everything in it that
    /// is.
    ///
    /// May be called inside ``jit(label:_:)``, which makes the whole model by one program. Compare
    /// Treex's `init`.
    public func initialized(_ key: Key) -> Self {
        var copy = self
        var maker = LeafMaker(keys: KeySequence(key))
        copy.update(&maker)
        var completer = InitializationCompleter(keys: maker.keys)
        completer.child(&copy, Field(.wrapped))
        return copy
    }

    /// Makes the leaves that are ``Initializer``s, from a key; see ``initialized(_:)``.
    public mutating func initialize(_ key: Key) { self = initialized(key) }
}

extension Module {
    /// Whether ``Tree/initialized(_:)`` has made the leaves of the module.
    public var isInitialized: Bool { _status[.initialized] }
}

/// Makes the leaves.
private struct LeafMaker: TreeUpdater {
    var keys: KeySequence

    mutating func leaf(_ tensor: inout Tensor) {
        guard tensor.node.tag == .initializer else { return }
        tensor = unsafeDowncast(tensor.node, to: InitializerNode.self).initializer(keys.next())
    }
}

/// Calls the hook of each module that is not initialised, those inside first.
private struct InitializationCompleter: TreeUpdater {
    var keys: KeySequence

    mutating func leaf(_ tensor: inout Tensor) {}

    mutating func child<T: Tree>(_ value: inout T, _ field: Field) {
        value.update(&self)
        guard var module = value as? any Module, !module.isInitialized else { return }
        module.didInitialize(key: keys.next())
        module._status[.initialized] = true
        if let module = module as? T { value = module }
    }
}
