/// What is known of a tensor before anything is computed: its shape, its dtype, and whether the
/// dtype is weak.
///
/// This is what `evalShape` gives, what programs are typed with, and what compiled code is looked
/// up by (JAX: `ShapeDtypeStruct`, `ShapedArray`).
public struct ShapedTensor: Hashable, Sendable {
    /// The size of each axis; empty for a scalar.
    public let shape: [Int]
    /// The type of the elements.
    public let dtype: DType
    /// Whether the dtype yields to others in promotion, as a literal's does.
    public let isWeak: Bool

    /// A type with the given shape and dtype.
    public init(shape: [Int], dtype: DType, isWeak: Bool = false) {
        self.shape = shape
        self.dtype = dtype
        self.isWeak = isWeak
    }

    /// Whether shapes and dtypes agree.
    @inline(__always)
    public static func == (a: ShapedTensor, b: ShapedTensor) -> Bool {
        a.dtype == b.dtype && a.isWeak == b.isWeak && a.shape == b.shape
    }

    /// The number of axes.
    public var rank: Int { shape.count }

    /// The number of elements: the product of the shape; `Int.max` where it doesn't fit.
    public var count: Int { shape.sizeProduct }

    /// The number of bytes that the elements take; `Int.max` where it doesn't fit.
    public var byteCount: Int { count.saturatingMultiply(dtype.byteSize) }

    func with(shape: [Int]? = nil, dtype: DType? = nil, isWeak: Bool? = nil) -> ShapedTensor {
        ShapedTensor(
            shape: shape ?? self.shape, dtype: dtype ?? self.dtype, isWeak: isWeak ?? self.isWeak)
    }

    /// The same type as a strong one.
    var strong: ShapedTensor { isWeak ? with(isWeak: false) : self }

    /// How StableHLO spells the type: `tensor<2x3xf32>`.
    var stableHLO: String {
        "tensor<" + shape.map { "\($0)x" }.joined() + dtype.stableHLO + ">"
    }
}

extension ShapedTensor: CustomStringConvertible {
    /// The short form, as in printed programs: `f32[2,3]`.
    public var description: String {
        (isWeak ? "weak_" : "") + dtype.shorthand + "["
            + shape.map(String.init).joined(separator: ",")
            + "]"
    }
}
