import Espalier

/// A layer of any type, so that layers of several types stand in one array.
///
/// It adds nothing to paths and printed forms: what is in the layer is found under the name of the property that holds
/// this. The type of the layer is part of the tree's structure.
public struct AnyLayer: Tree, Sendable {
    /// The layer.
    public var layer: any Layer & Sendable

    /// Holds a layer.
    public init(_ layer: some Layer & Sendable) { self.layer = layer }

    /// The layer as one of a type; nil if it is of another.
    public func `as`<L: Layer>(_ type: L.Type) -> L? { layer as? L }

    /// The layer's output.
    public mutating func callAsFunction(_ input: Tensor) -> Tensor {
        layer.callAsFunction(input)
    }

    /// Passes the layer on.
    public func visit<V: TreeVisitor>(_ visitor: inout V) {
        func pass<L: Layer>(_ layer: L) { visitor.child(layer, Field(.wrapped)) }
        pass(layer)
    }

    /// Offers the layer.
    public mutating func update<U: TreeUpdater>(_ updater: inout U) {
        func pass<L: Layer>(_ layer: inout L) { updater.child(&layer, Field(.wrapped)) }
        pass(&layer)
    }
}
