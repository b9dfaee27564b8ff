/// A value that holds tensors: a tensor itself, a module, or a collection of trees.
///
/// A tree has *leaves*, its tensors, and *constants*, everything else that is stored. The types of
/// its children together with its constants are its ``structure``; two trees with the same
/// structure differ in nothing but what their tensors hold. Compiled functions are cached by
/// structure, so a conformance must report every constant that it depends on.
///
/// The macro ``Module()`` writes both requirements. `Tensor`, `Optional`, `Array`,
/// `ContiguousArray` and `Dictionary` conform already. Compare JAX's pytrees, whose `tree_flatten`
/// and `tree_unflatten` are ``visit(_:)`` and ``update(_:)`` here.
public protocol Tree {
    /// Reads every child and every constant, in declaration order.
    func visit<V: TreeVisitor>(_ visitor: inout V)

    /// Offers every child for writing: the same children in the same order as ``visit(_:)``.
    ///
    /// Children are passed in place, so a leaf that nobody else refers to stays uniquely
    /// referenced.
    mutating func update<U: TreeUpdater>(_ updater: inout U)
}

/// What a tree is read with.
///
/// A visitor only has to say what it does with a leaf. One that needs to know where it is overrides
/// ``child(_:_:)`` and calls `value.visit(&self)` itself.
public protocol TreeVisitor {
    /// Called for each tensor.
    mutating func leaf(_ tensor: Tensor)

    /// Called for each child. The default visits the child.
    mutating func child<T: Tree>(_ value: T, _ field: Field)

    /// Called for each constant. The default does nothing.
    mutating func constant<T: Hashable & Sendable>(_ value: T, _ field: Field)

    /// Called for each module before anything that is in it. The default takes the status for a
    /// constant.
    mutating func status(_ status: ModuleStatus)
}

extension TreeVisitor {
    /// Visits the child.
    @inlinable
    public mutating func child<T: Tree>(_ value: T, _ field: Field) {
        value.visit(&self)
    }

    /// Does nothing.
    @inlinable
    public mutating func constant<T: Hashable & Sendable>(_ value: T, _ field: Field) {}

    /// Takes the status for a constant.
    @inlinable
    public mutating func status(_ status: ModuleStatus) {
        constant(status.flags, Field(.name("status"), hidden: true))
    }
}

/// What the leaves of a tree are changed with.
public protocol TreeUpdater {
    /// Called for each tensor, in place.
    mutating func leaf(_ tensor: inout Tensor)

    /// Called for each child, in place. The default updates the child.
    mutating func child<T: Tree>(_ value: inout T, _ field: Field)

    /// Called for each module before anything that is in it, in place. The default does nothing.
    mutating func status(_ status: inout ModuleStatus)
}

extension TreeUpdater {
    /// Updates the child.
    @inlinable
    public mutating func child<T: Tree>(_ value: inout T, _ field: Field) {
        value.update(&self)
    }

    /// Does nothing.
    @inlinable
    public mutating func status(_ status: inout ModuleStatus) {}
}
