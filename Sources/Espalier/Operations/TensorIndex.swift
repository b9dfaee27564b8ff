/// What can stand for one or more axes between the brackets of `x[…]`.
///
/// Integers, ranges of integers, integer and bool tensors and arrays of integers are indices, and so are the members of
/// ``AxisIndex``, written with a leading dot: `.newAxis`, `.ellipsis`, `.all`, `.slice(1, -1)`, `.stride(by: 2)`.
public protocol TensorIndex {
    /// The index in the form that all are brought to.
    var axisIndex: AxisIndex { get }
}

/// One index of a subscript.
public struct AxisIndex: TensorIndex, Sendable {
    enum Form: Sendable {
        case integer(Int)
        case slice(start: Int?, stop: Int?, step: Int)
        case newAxis
        case ellipsis
        case positions([Int])
        case tensor(Tensor)
        /// An axis of a stencil's window by its name, with an offset.
        case named(String)
    }

    let form: Form

    init(_ form: Form) { self.form = form }

    /// The index itself.
    public var axisIndex: AxisIndex { self }
}

extension TensorIndex where Self == AxisIndex {
    /// A new axis of size 1 (`numpy.newaxis`).
    public static var newAxis: AxisIndex { AxisIndex(.newAxis) }

    /// As many whole axes as the other indices leave (`...` in Python).
    public static var ellipsis: AxisIndex { AxisIndex(.ellipsis) }

    /// The whole axis (`:` in Python).
    public static var all: AxisIndex { AxisIndex(.slice(start: nil, stop: nil, step: 1)) }

    /// The elements from `start` up to but not including `stop`, in steps (`start:stop:step` in Python).
    ///
    ///     x[.slice(1, -1)]          // without the first and the last
    ///     x[.slice(nil, nil, -1)]   // in reverse order
    ///
    /// - Parameters:
    ///   - start: the first place; negative counts from the end, nil is the end that the step comes from.
    ///   - stop: the place before which to stop; negative counts from the end, nil goes to the end.
    ///   - step: the distance of the places, not zero; negative goes backwards.
    public static func slice(_ start: Int?, _ stop: Int? = nil, _ step: Int = 1) -> AxisIndex {
        AxisIndex(.slice(start: start, stop: stop, step: step))
    }

    /// Every `step`th element of the axis, backwards where the step is negative (`::step` in Python).
    public static func stride(by step: Int) -> AxisIndex {
        AxisIndex(.slice(start: nil, stop: nil, step: step))
    }
}

extension Int: TensorIndex {
    /// One place, whose axis vanishes; negative counts from the end.
    public var axisIndex: AxisIndex { AxisIndex(.integer(self)) }
}

extension Tensor: TensorIndex {
    /// Places chosen by integers, or by a mask of bools.
    public var axisIndex: AxisIndex { AxisIndex(.tensor(self)) }
}

extension Array: TensorIndex where Element == Int {
    /// Places in the given order; negative ones count from the end.
    public var axisIndex: AxisIndex { AxisIndex(.positions(self)) }
}

extension Range: TensorIndex where Bound == Int {
    /// From the lower bound up to but not including the upper one.
    public var axisIndex: AxisIndex { .slice(lowerBound, upperBound) }
}

extension ClosedRange: TensorIndex where Bound == Int {
    /// From the lower bound up to and including the upper one.
    public var axisIndex: AxisIndex { .slice(lowerBound, after(upperBound)) }
}

extension PartialRangeFrom: TensorIndex where Bound == Int {
    /// From the lower bound to the end.
    public var axisIndex: AxisIndex { .slice(lowerBound) }
}

extension PartialRangeUpTo: TensorIndex where Bound == Int {
    /// From the beginning up to but not including the upper bound.
    public var axisIndex: AxisIndex { .slice(nil, upperBound) }
}

extension PartialRangeThrough: TensorIndex where Bound == Int {
    /// From the beginning up to and including the upper bound.
    public var axisIndex: AxisIndex { .slice(nil, after(upperBound)) }
}

/// The bound that excludes what follows a place; after the last place, -1, there is none.
private func after(_ place: Int) -> Int? { place == -1 ? nil : place + 1 }
