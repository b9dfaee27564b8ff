/// A Swift number that stands for itself beside the leaves of a tree: it takes their dtype, as a
/// literal does.
public protocol TreeScalar {
    /// The number as a scalar tensor whose dtype gives way to that of the other operand.
    var weakTensor: Tensor { get }
}

extension Float: TreeScalar {
    /// The number as a floating literal.
    public var weakTensor: Tensor { .weak(Double(self)) }
}

extension Double: TreeScalar {
    /// The number as a floating literal.
    public var weakTensor: Tensor { .weak(self) }
}

extension Bool: TreeScalar {
    /// The truth value, a bool.
    public var weakTensor: Tensor { Tensor(booleanLiteral: self) }
}

extension Int: TreeScalar {
    /// The number as an integer literal.
    public var weakTensor: Tensor { .weak(self) }
}
