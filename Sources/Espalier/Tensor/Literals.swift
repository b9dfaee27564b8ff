// Numbers that are written in a program: literals, and Swift numbers beside tensors. They are known exactly, take the dtype
// of what they meet, and mean the number that is written, or are a mistake.

extension Tensor {
    /// The number that a literal was written with; nil of any other tensor.
    var literal: HostScalar? {
        node.tag == .host ? unsafeDowncast(node, to: HostNode.self).exact : nil
    }

    /// The integer that a literal was written with.
    var integerLiteral: Int128? { literal?.wholeNumber }

    /// A literal of a number that was computed of literals.
    ///
    /// An integer has the dtype that the same number would have if it were written.
    init(literal value: HostScalar) throws {
        guard let number = value.wholeNumber else {
            self.init(value, value.isComplex ? .complex64 : .float32, isWeak: true)
            return
        }
        let dtypes: [DType] = [.int32, .int64, .uint64]
        guard let dtype = dtypes.first(where: { $0.holds(number) }) else {
            throw TensorError(
                "literal", "the integer \(number) is too large for any dtype; write it as a float")
        }
        self.init(value, dtype, isWeak: true)
    }
}

extension HostScalar {
    /// The integer; nil of floats.
    var wholeNumber: Int128? {
        switch self {
        case .integer(let value): Int128(value)
        case .unsigned(let value): Int128(value)
        case .float, .complex: nil
        }
    }

    fileprivate var isComplex: Bool { if case .complex = self { true } else { false } }

    /// An integer, if it has at most 64 bits.
    init?(whole number: Int128) {
        if let value = Int64(exactly: number) {
            self = .integer(value)
        } else if let value = UInt64(exactly: number) {
            self = .unsigned(value)
        } else {
            return nil
        }
    }
}

extension DType {
    /// Whether an integer is one of the dtype's; bools hold 0 and 1.
    func holds(_ number: Int128) -> Bool {
        guard let lowest = lowest.wholeNumber, let highest = highest.wholeNumber else {
            return false
        }
        return lowest <= number && number <= highest
    }
}

/// What a number is converted by where it is used beside a tensor of the dtype, or stored in one: as ``convert(_:to:isWeak:)``,
/// but that an integer literal must be one of the dtype's.
func adopted(
    _ x: Tensor, as dtype: DType, isWeak: Bool = false, in operation: String = "literal"
) throws -> Tensor {
    if dtype.isInteger, let number = x.integerLiteral, !dtype.holds(number) {
        throw TensorError(
            operation,
            """
            the literal \(number) is not a number of the dtype \(dtype), which goes from \
            \(dtype.lowest.wholeNumber ?? 0) to \(dtype.highest.wholeNumber ?? 0); convert the tensor to a \
            wider dtype first, with asType
            """)
    }
    return try convert(x, to: dtype, isWeak: isWeak)
}

// MARK: - Operations on literals

/// An operation that is done exactly where both operands are literals, as the compiler does it with Swift's own: in
/// `1_000_000 * 1_000_000` nothing overflows, and `0.1 * 3` has all digits when it meets a float64.
protocol LiteralOperation {
    /// The result; nil where the dtype's own arithmetic is as good or there is no number.
    func onLiterals(_ a: HostScalar, _ b: HostScalar) -> ExactResult?
}

/// A result of exact arithmetic.
enum ExactResult {
    case integer(Int128)
    case float(Double)
}

/// What an operation makes of two literals; nil where it isn't done on literals, or these aren't.
func literalResult(_ primitive: some Primitive, _ a: Tensor, _ b: Tensor) throws -> Tensor? {
    guard let operation = primitive as? any LiteralOperation, let x = a.literal, let y = b.literal,
        a.dtype != .bool, b.dtype != .bool
    else { return nil }
    switch operation.onLiterals(x, y) {
    case nil: return nil
    case .float(let number): return .weak(number)
    case .integer(let number):
        guard let value = HostScalar(whole: number) else {
            throw TensorError(
                primitive.name,
                "the result of the integer literals, \(number), is too large for any dtype")
        }
        return try Tensor(literal: value)
    }
}

/// Arithmetic of literals: of integers on integers, where either is a float on floats.
func exactly(
    _ a: HostScalar, _ b: HostScalar, _ integers: (Int128, Int128) -> (Int128, Bool),
    _ floats: (Double, Double) -> Double
) -> ExactResult? {
    if let a = a.wholeNumber, let b = b.wholeNumber {
        let (result, isTooLarge) = integers(a, b)
        return isTooLarge ? nil : .integer(result)
    }
    if case .complex = a { return nil }
    if case .complex = b { return nil }
    return .float(floats(a.real, b.real))
}

// MARK: - Literals out of range

/// Where an integer lies that is not one of a dtype's.
enum OutOfRange { case below, above }

/// An operation that has a result, too, where one of its operands is an integer that the other's dtype doesn't hold.
protocol LiteralComparison {
    /// - Parameters:
    ///   - x: the tensor of integers.
    ///   - place: where the literal lies.
    ///   - literalIsFirst: whether the literal is the first operand.
    /// - Returns: nil where the result is not one of the dtype's.
    func result(_ x: Tensor, literal place: OutOfRange, literalIsFirst: Bool) throws -> Tensor?
}

/// The result of an operation on a tensor of integers and an integer literal that its dtype doesn't hold; nil where the
/// operands are others.
func resultOutOfRange(_ primitive: some Primitive, _ a: Tensor, _ b: Tensor) throws -> Tensor? {
    for (x, literal, isFirst) in [(a, b, false), (b, a, true)] {
        guard x.dtype.isInteger, x.literal == nil, let number = literal.integerLiteral,
            !x.dtype.holds(number), let operation = primitive as? any LiteralComparison
        else { continue }
        return try operation.result(
            x, literal: number < 0 ? .below : .above, literalIsFirst: isFirst)
    }
    return nil
}
