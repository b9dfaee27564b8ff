import Espalier

extension String: TensorIndex {
    /// An axis of a stencil's window by its name, with an offset from the centre: `"n-1"`.
    public var axisIndex: AxisIndex { .named(self) }
}

/// What a stencil's function is given: a tensor with one axis for each of the array's, of the size
/// of the kernel.
///
/// It is a tensor like any other. With `relative: true` its places are counted from the centre, and
/// with `namedAxes:` they have names.
public typealias Window = Tensor
