import PJRT

/// A multi-dimensional array: immutable elements of one dtype, with a shape that is known at run
/// time.
///
/// Tensors behave as values. Their elements lie on a device, and operations on them run there,
/// asynchronously: only reading elements waits. Inside a transformation such as ``jit(_:)`` or
/// ``grad(_:)`` a tensor stands for a value that is being followed; it has a shape and a dtype as
/// ever, but no elements to read.
///
///     let m = Tensor([[1.0, 2.0], [3.0, 4.0]])
///     print(m + m.transposed())
///
/// Operations follow JAX and NumPy in what they mean: operands are broadcast against each other,
/// and dtypes are promoted by JAX's lattice, in which literals are weak.
public struct Tensor: Sendable {
    @usableFromInline var node: Node

    init(_ node: Node) { self.node = node }

    /// The size of each axis; empty for a scalar.
    public var shape: [Int] { node.type.shape }

    /// The type of the elements.
    public var dtype: DType { node.type.dtype }

    /// The number of axes.
    public var rank: Int { node.type.shape.count }

    /// The number of elements.
    public var count: Int { node.type.count }

    /// The number of bytes that the elements take.
    public var byteCount: Int { node.type.byteCount }

    /// Whether the dtype is a literal's, which yields to others in promotion.
    public var isWeaklyTyped: Bool { node.type.isWeak }

    /// The shape and dtype together.
    public var shapedType: ShapedTensor { node.type }

    /// Whether this is a leaf that was filtered out of a tree: it has no elements, and tree
    /// arithmetic leaves it alone.
    public var isNothing: Bool { node.tag == .nothing }

    /// The leaf that is not there.
    static var nothing: Tensor { Tensor(NothingNode.shared) }

    var type: ShapedTensor { node.type }
}

// MARK: - From Swift values

extension Tensor {
    /// A tensor of the given shape with elements in row-major order.
    ///
    ///     Tensor(scalars: [1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3])
    ///
    /// The dtype follows the Swift type: `Float` gives float32, `Double` float64, `Int` int64.
    public init<Scalar: TensorScalar>(scalars: some Collection<Scalar>, shape: [Int]) {
        self = checked {
            guard shape.allSatisfy({ $0 >= 0 }) else {
                throw TensorError("Tensor", "the shape \(shape) has a negative size")
            }
            let type = ShapedTensor(shape: shape, dtype: Scalar.dtype)
            guard scalars.count == type.count else {
                throw TensorError(
                    "Tensor",
                    "\(scalars.count) elements don't fill the shape \(shape), which holds \(type.count)"
                )
            }
            return Tensor(HostNode(copying: scalars, type))
        }
    }

    /// A tensor whose elements, row-major, lie in memory that is there already.
    ///
    /// - Precondition: the memory has as many bytes as the type takes.
    package init(storage: AlignedStorage, type: ShapedTensor) {
        guard storage.bytes.count == type.byteCount else {
            stop(
                "Tensor(storage:type:): \(storage.bytes.count) bytes were given for \(type), which takes \(type.byteCount)"
            )
        }
        self.init(HostNode(storage, type))
    }

    /// A scalar of the Swift value's dtype.
    @_disfavoredOverload
    public init<Scalar: TensorScalar>(_ scalar: Scalar) {
        self.init(scalars: CollectionOfOne(scalar), shape: [])
    }

    /// A vector of the Swift values' dtype.
    @_disfavoredOverload
    public init<Scalar: TensorScalar>(_ scalars: [Scalar]) {
        self.init(scalars: scalars, shape: [scalars.count])
    }

    /// A matrix; rows of different lengths are an error.
    @_disfavoredOverload
    public init<Scalar: TensorScalar>(_ rows: [[Scalar]]) {
        let shape = [rows.count, rows.first?.count ?? 0]
        self = checked {
            for (index, row) in rows.enumerated() where row.count != shape[1] {
                throw ragged("row \(index) has \(row.count) elements and row 0 has \(shape[1])")
            }
            return Tensor(scalars: Array(rows.joined()), shape: shape)
        }
    }

    /// A tensor of rank 3; rows of different lengths are an error.
    @_disfavoredOverload
    public init<Scalar: TensorScalar>(_ matrices: [[[Scalar]]]) {
        self = checked {
            let parts = matrices.map { Tensor($0) }
            guard let first = parts.first else {
                return Tensor(scalars: [Scalar](), shape: [0, 0, 0])
            }
            for (index, part) in parts.enumerated() where part.shape != first.shape {
                throw ragged(
                    "matrix \(index) has the shape \(part.shape) and matrix 0 the shape \(first.shape)"
                )
            }
            return Tensor(
                scalars: Array(matrices.joined().joined()), shape: [parts.count] + first.shape)
        }
    }

    /// The tensor itself; with a literal in its place, the tensor that the literal makes.
    public init(_ tensor: Tensor) { self = tensor }
}

private func ragged(_ what: String) -> TensorError {
    TensorError("Tensor", "a nested array must be rectangular, but \(what)")
}

// MARK: - Literals

extension Tensor: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
    /// A weakly typed int32 scalar; an int64 or uint64 one where the number needs it.
    public init(integerLiteral value: StaticBigInt) {
        let lowest = UInt64(truncatingIfNeeded: value[0])
        switch value.bitWidth {
        case ...32:
            self.init(.integer(Int64(bitPattern: lowest)), .int32, isWeak: true)
        case ...64:
            self.init(.integer(Int64(bitPattern: lowest)), .int64, isWeak: true)
        case 65 where value.signum() > 0:
            self.init(.unsigned(lowest), .uint64, isWeak: true)
        default:
            self = failed(
                TensorError("Tensor", "the integer literal \(value) doesn't fit any dtype"))
        }
    }

    /// A weakly typed float32 scalar.
    public init(floatLiteral value: Double) {
        self.init(HostScalar.float(value), .float32, isWeak: true)
    }

    /// A bool scalar.
    public init(booleanLiteral value: Bool) {
        self.init(HostScalar.integer(value ? 1 : 0), .bool, isWeak: false)
    }

    /// The elements stacked along a new first axis, in a common dtype; elements of different shapes
    /// are an error.
    public init(arrayLiteral elements: Tensor...) {
        self = checked(elements) {
            guard let first = elements.first else {
                return Tensor(scalars: [Float](), shape: [0])
            }
            for (index, element) in elements.enumerated() where element.shape != first.shape {
                throw ragged(
                    "element \(index) has the shape \(element.shape) and element 0 the shape \(first.shape)"
                )
            }
            guard elements.allSatisfy({ $0.node.tag == .host }) else { return stack(elements) }
            let dtype = Promotion.join(elements.lazy.map(\.type)).dtype
            let bytes = try elements.flatMap { try adopted($0, as: dtype).hostBytes() }
            return Tensor(
                HostNode(bytes, ShapedTensor(shape: [elements.count] + first.shape, dtype: dtype)))
        }
    }

    /// A scalar in host memory.
    init(_ value: HostScalar, _ dtype: DType, isWeak: Bool) {
        self.init(
            HostNode(
                value.bytes(dtype), ShapedTensor(shape: [], dtype: dtype, isWeak: isWeak),
                exact: value))
    }

    /// A scalar of a Swift number that takes the dtype of what it is combined with, as a literal
    /// does.
    static func weak(_ value: Int) -> Tensor {
        Int32(exactly: value).map { Tensor(.integer(Int64($0)), .int32, isWeak: true) }
            ?? Tensor(.integer(Int64(value)), .int64, isWeak: true)
    }

    static func weak(_ value: Double) -> Tensor {
        Tensor(.float(value), .float32, isWeak: true)
    }

    /// The same elements in another dtype, converted on the host: for literals.
    func onHost(as dtype: DType, isWeak: Bool) throws -> Tensor {
        let target = type.with(dtype: dtype, isWeak: isWeak)
        if target == type { return self }
        if let node = node as? HostNode, let exact = node.exact {
            // Only a literal stays the number that was written: -3.7 as an integer is -3 from then on.
            return Tensor(HostNode(exact.bytes(dtype), target, exact: isWeak ? exact : nil))
        }
        let bytes = try hostBytes()
        if dtype == self.dtype { return Tensor(HostNode(bytes, target)) }
        let converted = HostScalar.read(bytes, self.dtype).flatMap { $0.bytes(dtype) }
        return Tensor(HostNode(converted, target))
    }
}
