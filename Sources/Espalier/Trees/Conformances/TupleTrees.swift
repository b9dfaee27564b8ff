// Swift's tuples can't conform to protocols; these stand for them where several trees are one: the
// arguments and results of transformed functions.

/// The arguments of a function, as one tree.
protocol ArgumentList {}

extension TreePair: ArgumentList {}
extension TreeTriple: ArgumentList {}
extension TreeQuadruple: ArgumentList {}
extension TreeQuintuple: ArgumentList {}
extension TreeSextuple: ArgumentList {}

/// No tree at all, as `Void` is no value.
public struct EmptyTree: Tree, Hashable, Sendable {
    /// The only value.
    public init() {}
    /// Has nothing to visit.
    @inlinable public func visit<V: TreeVisitor>(_ visitor: inout V) {}
    /// Has nothing to update.
    @inlinable public mutating func update<U: TreeUpdater>(_ updater: inout U) {}
}

/// Two trees as one.
public struct TreePair<A: Tree, B: Tree>: Tree {
    /// Tree 0.
    public var first: A
    /// Tree 1.
    public var second: B

    /// Joins the trees.
    @inlinable
    public init(_ first: A, _ second: B) {
        self.first = first
        self.second = second
    }

    /// Visits the trees in turn.
    @inlinable
    public func visit<V: TreeVisitor>(_ visitor: inout V) {
        visitor.child(first, Field(.index(0)))
        visitor.child(second, Field(.index(1)))
    }

    /// Offers the trees in turn.
    @inlinable
    public mutating func update<U: TreeUpdater>(_ updater: inout U) {
        updater.child(&first, Field(.index(0)))
        updater.child(&second, Field(.index(1)))
    }
}

extension TreePair: Sendable where A: Sendable, B: Sendable {}

/// Three trees as one.
public struct TreeTriple<A: Tree, B: Tree, C: Tree>: Tree {
    /// Tree 0.
    public var first: A
    /// Tree 1.
    public var second: B
    /// Tree 2.
    public var third: C

    /// Joins the trees.
    @inlinable
    public init(_ first: A, _ second: B, _ third: C) {
        self.first = first
        self.second = second
        self.third = third
    }

    /// Visits the trees in turn.
    @inlinable
    public func visit<V: TreeVisitor>(_ visitor: inout V) {
        visitor.child(first, Field(.index(0)))
        visitor.child(second, Field(.index(1)))
        visitor.child(third, Field(.index(2)))
    }

    /// Offers the trees in turn.
    @inlinable
    public mutating func update<U: TreeUpdater>(_ updater: inout U) {
        updater.child(&first, Field(.index(0)))
        updater.child(&second, Field(.index(1)))
        updater.child(&third, Field(.index(2)))
    }
}

extension TreeTriple: Sendable where A: Sendable, B: Sendable, C: Sendable {}

/// Four trees as one.
public struct TreeQuadruple<A: Tree, B: Tree, C: Tree, D: Tree>: Tree {
    /// Tree 0.
    public var first: A
    /// Tree 1.
    public var second: B
    /// Tree 2.
    public var third: C
    /// Tree 3.
    public var fourth: D

    /// Joins the trees.
    @inlinable
    public init(_ first: A, _ second: B, _ third: C, _ fourth: D) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    /// Visits the trees in turn.
    @inlinable
    public func visit<V: TreeVisitor>(_ visitor: inout V) {
        visitor.child(first, Field(.index(0)))
        visitor.child(second, Field(.index(1)))
        visitor.child(third, Field(.index(2)))
        visitor.child(fourth, Field(.index(3)))
    }

    /// Offers the trees in turn.
    @inlinable
    public mutating func update<U: TreeUpdater>(_ updater: inout U) {
        updater.child(&first, Field(.index(0)))
        updater.child(&second, Field(.index(1)))
        updater.child(&third, Field(.index(2)))
        updater.child(&fourth, Field(.index(3)))
    }
}

extension TreeQuadruple: Sendable where A: Sendable, B: Sendable, C: Sendable, D: Sendable {}

/// Five trees as one.
public struct TreeQuintuple<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>: Tree {
    /// Tree 0.
    public var first: A
    /// Tree 1.
    public var second: B
    /// Tree 2.
    public var third: C
    /// Tree 3.
    public var fourth: D
    /// Tree 4.
    public var fifth: E

    /// Joins the trees.
    @inlinable
    public init(_ first: A, _ second: B, _ third: C, _ fourth: D, _ fifth: E) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
        self.fifth = fifth
    }

    /// Visits the trees in turn.
    @inlinable
    public func visit<V: TreeVisitor>(_ visitor: inout V) {
        visitor.child(first, Field(.index(0)))
        visitor.child(second, Field(.index(1)))
        visitor.child(third, Field(.index(2)))
        visitor.child(fourth, Field(.index(3)))
        visitor.child(fifth, Field(.index(4)))
    }

    /// Offers the trees in turn.
    @inlinable
    public mutating func update<U: TreeUpdater>(_ updater: inout U) {
        updater.child(&first, Field(.index(0)))
        updater.child(&second, Field(.index(1)))
        updater.child(&third, Field(.index(2)))
        updater.child(&fourth, Field(.index(3)))
        updater.child(&fifth, Field(.index(4)))
    }
}

extension TreeQuintuple: Sendable
where A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable {}

/// Six trees as one.
public struct TreeSextuple<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>: Tree {
    /// Tree 0.
    public var first: A
    /// Tree 1.
    public var second: B
    /// Tree 2.
    public var third: C
    /// Tree 3.
    public var fourth: D
    /// Tree 4.
    public var fifth: E
    /// Tree 5.
    public var sixth: F

    /// Joins the trees.
    @inlinable
    public init(_ first: A, _ second: B, _ third: C, _ fourth: D, _ fifth: E, _ sixth: F) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
        self.fifth = fifth
        self.sixth = sixth
    }

    /// Visits the trees in turn.
    @inlinable
    public func visit<V: TreeVisitor>(_ visitor: inout V) {
        visitor.child(first, Field(.index(0)))
        visitor.child(second, Field(.index(1)))
        visitor.child(third, Field(.index(2)))
        visitor.child(fourth, Field(.index(3)))
        visitor.child(fifth, Field(.index(4)))
        visitor.child(sixth, Field(.index(5)))
    }

    /// Offers the trees in turn.
    @inlinable
    public mutating func update<U: TreeUpdater>(_ updater: inout U) {
        updater.child(&first, Field(.index(0)))
        updater.child(&second, Field(.index(1)))
        updater.child(&third, Field(.index(2)))
        updater.child(&fourth, Field(.index(3)))
        updater.child(&fifth, Field(.index(4)))
        updater.child(&sixth, Field(.index(5)))
    }
}

extension TreeSextuple: Sendable
where A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable, F: Sendable {}
