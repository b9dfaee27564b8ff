/// A tensor as an operand beside a Swift number. Only ``Tensor`` is one.
///
/// The operators below belong to it, and not to the tensor, so that a literal is no operand of them: in `1 / 2 + 0.5` all
/// numbers are of type `Double`, with and without `import Espalier`.
public protocol TensorOperand {
    /// The tensor itself.
    var operand: Tensor { get }
}

extension Tensor: TensorOperand {
    /// The tensor itself.
    public var operand: Tensor { self }
}

// A Swift number in a variable is as weak as a literal: `x * rate` keeps the dtype of `x`.
extension TensorOperand {
    /// The tensor itself.
    public static prefix func + (x: Self) -> Tensor { x.operand }

    /// The sum with a number, in the tensor's dtype category.
    @_disfavoredOverload public static func + (a: Self, b: Double) -> Tensor {
        a.operand + .weak(b)
    }
    /// The sum with a number, in the tensor's dtype category.
    @_disfavoredOverload public static func + (a: Double, b: Self) -> Tensor {
        .weak(a) + b.operand
    }
    /// The difference from a number, in the tensor's dtype category.
    @_disfavoredOverload public static func - (a: Self, b: Double) -> Tensor {
        a.operand - .weak(b)
    }
    /// The difference from a number, in the tensor's dtype category.
    @_disfavoredOverload public static func - (a: Double, b: Self) -> Tensor {
        .weak(a) - b.operand
    }
    /// The product with a number, in the tensor's dtype category.
    @_disfavoredOverload public static func * (a: Self, b: Double) -> Tensor {
        a.operand * .weak(b)
    }
    /// The product with a number, in the tensor's dtype category.
    @_disfavoredOverload public static func * (a: Double, b: Self) -> Tensor {
        .weak(a) * b.operand
    }
    /// The quotient by a number, in the tensor's dtype category.
    @_disfavoredOverload public static func / (a: Self, b: Double) -> Tensor {
        a.operand / .weak(b)
    }
    /// The quotient of a number, in the tensor's dtype category.
    @_disfavoredOverload public static func / (a: Double, b: Self) -> Tensor {
        .weak(a) / b.operand
    }
    /// The power with a number, in the tensor's dtype category.
    @_disfavoredOverload public static func ** (a: Self, b: Double) -> Tensor {
        a.operand ** .weak(b)
    }

    /// The sum with a number, in the tensor's dtype category.
    @_disfavoredOverload public static func + (a: Self, b: Float) -> Tensor {
        a.operand + .weak(Double(b))
    }
    /// The sum with a number, in the tensor's dtype category.
    @_disfavoredOverload public static func + (a: Float, b: Self) -> Tensor {
        .weak(Double(a)) + b.operand
    }
    /// The difference from a number, in the tensor's dtype category.
    @_disfavoredOverload public static func - (a: Self, b: Float) -> Tensor {
        a.operand - .weak(Double(b))
    }
    /// The difference from a number, in the tensor's dtype category.
    @_disfavoredOverload public static func - (a: Float, b: Self) -> Tensor {
        .weak(Double(a)) - b.operand
    }
    /// The product with a number, in the tensor's dtype category.
    @_disfavoredOverload public static func * (a: Self, b: Float) -> Tensor {
        a.operand * .weak(Double(b))
    }
    /// The product with a number, in the tensor's dtype category.
    @_disfavoredOverload public static func * (a: Float, b: Self) -> Tensor {
        .weak(Double(a)) * b.operand
    }
    /// The quotient by a number, in the tensor's dtype category.
    @_disfavoredOverload public static func / (a: Self, b: Float) -> Tensor {
        a.operand / .weak(Double(b))
    }
    /// The quotient of a number, in the tensor's dtype category.
    @_disfavoredOverload public static func / (a: Float, b: Self) -> Tensor {
        .weak(Double(a)) / b.operand
    }

    /// The sum with an integer, in the tensor's dtype.
    @_disfavoredOverload public static func + (a: Self, b: Int) -> Tensor { a.operand + .weak(b) }
    /// The sum with an integer, in the tensor's dtype.
    @_disfavoredOverload public static func + (a: Int, b: Self) -> Tensor { .weak(a) + b.operand }
    /// The difference from an integer, in the tensor's dtype.
    @_disfavoredOverload public static func - (a: Self, b: Int) -> Tensor { a.operand - .weak(b) }
    /// The difference from an integer, in the tensor's dtype.
    @_disfavoredOverload public static func - (a: Int, b: Self) -> Tensor { .weak(a) - b.operand }
    /// The product with an integer, in the tensor's dtype.
    @_disfavoredOverload public static func * (a: Self, b: Int) -> Tensor { a.operand * .weak(b) }
    /// The product with an integer, in the tensor's dtype.
    @_disfavoredOverload public static func * (a: Int, b: Self) -> Tensor { .weak(a) * b.operand }
    /// The quotient by an integer.
    @_disfavoredOverload public static func / (a: Self, b: Int) -> Tensor { a.operand / .weak(b) }
    /// The quotient of an integer.
    @_disfavoredOverload public static func / (a: Int, b: Self) -> Tensor { .weak(a) / b.operand }
    /// The power with an integer, multiplied out.
    @_disfavoredOverload public static func ** (a: Self, b: Int) -> Tensor { a.operand ** .weak(b) }
    /// The remainder by an integer, with its sign.
    @_disfavoredOverload public static func % (a: Self, b: Int) -> Tensor { a.operand % .weak(b) }
}

// MARK: - Comparison

extension TensorOperand {
    /// Whether each element is equal to a number.
    @_disfavoredOverload public static func .== (a: Self, b: Double) -> Tensor {
        a.operand .== .weak(b)
    }
    /// Whether a number is equal to each element.
    @_disfavoredOverload public static func .== (a: Double, b: Self) -> Tensor {
        .weak(a) .== b.operand
    }
    /// Whether each element differs from a number.
    @_disfavoredOverload public static func .!= (a: Self, b: Double) -> Tensor {
        a.operand .!= .weak(b)
    }
    /// Whether a number differs from each element.
    @_disfavoredOverload public static func .!= (a: Double, b: Self) -> Tensor {
        .weak(a) .!= b.operand
    }
    /// Whether each element is less than a number.
    @_disfavoredOverload public static func .< (a: Self, b: Double) -> Tensor {
        a.operand .< .weak(b)
    }
    /// Whether a number is less than each element.
    @_disfavoredOverload public static func .< (a: Double, b: Self) -> Tensor {
        .weak(a) .< b.operand
    }
    /// Whether each element is at most a number.
    @_disfavoredOverload public static func .<= (a: Self, b: Double) -> Tensor {
        a.operand .<= .weak(b)
    }
    /// Whether a number is at most each element.
    @_disfavoredOverload public static func .<= (a: Double, b: Self) -> Tensor {
        .weak(a) .<= b.operand
    }
    /// Whether each element is greater than a number.
    @_disfavoredOverload public static func .> (a: Self, b: Double) -> Tensor {
        a.operand .> .weak(b)
    }
    /// Whether a number is greater than each element.
    @_disfavoredOverload public static func .> (a: Double, b: Self) -> Tensor {
        .weak(a) .> b.operand
    }
    /// Whether each element is at least a number.
    @_disfavoredOverload public static func .>= (a: Self, b: Double) -> Tensor {
        a.operand .>= .weak(b)
    }
    /// Whether a number is at least each element.
    @_disfavoredOverload public static func .>= (a: Double, b: Self) -> Tensor {
        .weak(a) .>= b.operand
    }

    /// Whether each element is equal to a number.
    @_disfavoredOverload public static func .== (a: Self, b: Float) -> Tensor {
        a.operand .== .weak(Double(b))
    }
    /// Whether a number is equal to each element.
    @_disfavoredOverload public static func .== (a: Float, b: Self) -> Tensor {
        .weak(Double(a)) .== b.operand
    }
    /// Whether each element differs from a number.
    @_disfavoredOverload public static func .!= (a: Self, b: Float) -> Tensor {
        a.operand .!= .weak(Double(b))
    }
    /// Whether a number differs from each element.
    @_disfavoredOverload public static func .!= (a: Float, b: Self) -> Tensor {
        .weak(Double(a)) .!= b.operand
    }
    /// Whether each element is less than a number.
    @_disfavoredOverload public static func .< (a: Self, b: Float) -> Tensor {
        a.operand .< .weak(Double(b))
    }
    /// Whether a number is less than each element.
    @_disfavoredOverload public static func .< (a: Float, b: Self) -> Tensor {
        .weak(Double(a)) .< b.operand
    }
    /// Whether each element is at most a number.
    @_disfavoredOverload public static func .<= (a: Self, b: Float) -> Tensor {
        a.operand .<= .weak(Double(b))
    }
    /// Whether a number is at most each element.
    @_disfavoredOverload public static func .<= (a: Float, b: Self) -> Tensor {
        .weak(Double(a)) .<= b.operand
    }
    /// Whether each element is greater than a number.
    @_disfavoredOverload public static func .> (a: Self, b: Float) -> Tensor {
        a.operand .> .weak(Double(b))
    }
    /// Whether a number is greater than each element.
    @_disfavoredOverload public static func .> (a: Float, b: Self) -> Tensor {
        .weak(Double(a)) .> b.operand
    }
    /// Whether each element is at least a number.
    @_disfavoredOverload public static func .>= (a: Self, b: Float) -> Tensor {
        a.operand .>= .weak(Double(b))
    }
    /// Whether a number is at least each element.
    @_disfavoredOverload public static func .>= (a: Float, b: Self) -> Tensor {
        .weak(Double(a)) .>= b.operand
    }

    /// Whether each element is equal to an integer.
    @_disfavoredOverload public static func .== (a: Self, b: Int) -> Tensor {
        a.operand .== .weak(b)
    }
    /// Whether an integer is equal to each element.
    @_disfavoredOverload public static func .== (a: Int, b: Self) -> Tensor {
        .weak(a) .== b.operand
    }
    /// Whether each element differs from an integer.
    @_disfavoredOverload public static func .!= (a: Self, b: Int) -> Tensor {
        a.operand .!= .weak(b)
    }
    /// Whether an integer differs from each element.
    @_disfavoredOverload public static func .!= (a: Int, b: Self) -> Tensor {
        .weak(a) .!= b.operand
    }
    /// Whether each element is less than an integer.
    @_disfavoredOverload public static func .< (a: Self, b: Int) -> Tensor { a.operand .< .weak(b) }
    /// Whether an integer is less than each element.
    @_disfavoredOverload public static func .< (a: Int, b: Self) -> Tensor { .weak(a) .< b.operand }
    /// Whether each element is at most an integer.
    @_disfavoredOverload public static func .<= (a: Self, b: Int) -> Tensor {
        a.operand .<= .weak(b)
    }
    /// Whether an integer is at most each element.
    @_disfavoredOverload public static func .<= (a: Int, b: Self) -> Tensor {
        .weak(a) .<= b.operand
    }
    /// Whether each element is greater than an integer.
    @_disfavoredOverload public static func .> (a: Self, b: Int) -> Tensor { a.operand .> .weak(b) }
    /// Whether an integer is greater than each element.
    @_disfavoredOverload public static func .> (a: Int, b: Self) -> Tensor { .weak(a) .> b.operand }
    /// Whether each element is at least an integer.
    @_disfavoredOverload public static func .>= (a: Self, b: Int) -> Tensor {
        a.operand .>= .weak(b)
    }
    /// Whether an integer is at least each element.
    @_disfavoredOverload public static func .>= (a: Int, b: Self) -> Tensor {
        .weak(a) .>= b.operand
    }
}
