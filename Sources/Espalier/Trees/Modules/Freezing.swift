extension Tree {
    /// The tree with every module in it frozen.
    ///
    /// A frozen module's leaves don't learn: `grad` doesn't differentiate them, optimisers,
    /// arithmetic of modules and writes through `at` leave them as they are. They are passed to
    /// compiled functions as other leaves are, and layers that keep statistics leave those alone.
    /// Freezing a part freezes just that:
    ///
    ///     model.l1 = model.l1.frozen()
    ///
    /// Assignment, `replacing` and `map` change frozen leaves too: they say whose leaf is changed,
    /// or change all. A compiled function that meets a module frozen which it knows otherwise is
    /// traced again. A leaf that is in no struct marked ``Module()`` can't be frozen, and a tree
    /// that holds one is a programmer's mistake: the tree's own type, such as an array of tensors,
    /// has no place to remember it.
    ///
    /// Compare PyTreeClass's and Treex's `freeze`.
    public func frozen() -> Self { settingStatus(.frozen, true, "frozen") }

    /// The tree with no module in it frozen.
    public func unfrozen() -> Self { settingStatus(.frozen, false, "unfrozen") }

    /// Freezes every module in the tree; see ``frozen()``.
    public mutating func freeze() { self = frozen() }

    /// Makes every module in the tree learn again.
    public mutating func unfreeze() { self = unfrozen() }
}

extension Module {
    /// Whether the module is frozen; see ``Tree/frozen()``. It is false for a module that is not
    /// frozen itself, though it may be part of one that is.
    public var isFrozen: Bool { _status[.frozen] }
}

extension Tree {
    func settingStatus(_ flag: ModuleStatus.Flags, _ value: Bool, _ operation: String) -> Self {
        var copy = self
        var setter = StatusSetter(flag: flag, value: value)
        copy.update(&setter)
        guard let homeless = setter.homeless, flag == .frozen, value else { return copy }
        return poisoned(
            treeFailure(
                operation,
                """
                the leaf \(homeless) of \(Self.self) is in no struct marked @Module, so there is nothing to remember \
                that it is frozen; put it into one, or leave it out of the gradient with grad(f, where:)
                """))
    }
}

/// Sets one flag of every module, and finds a leaf that is in none.
private struct StatusSetter: TreeUpdater {
    let flag: ModuleStatus.Flags
    let value: Bool
    var keys: [PathKey] = []
    var isInModule = false
    var homeless: Path?

    mutating func leaf(_ tensor: inout Tensor) {
        if !isInModule && homeless == nil { homeless = Path(keys) }
    }

    mutating func status(_ status: inout ModuleStatus) {
        status[flag] = value
        isInModule = true
    }

    mutating func child<T: Tree>(_ child: inout T, _ field: Field) {
        let outer = isInModule
        keys.append(field.key)
        child.update(&self)
        keys.removeLast()
        isInModule = outer
    }
}
