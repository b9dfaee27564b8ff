/// A comparison of two elements (`jax.lax.eq` and the others). NaN is unequal to everything.
struct Compare: Elementwise, NonDifferentiable, LiteralComparison {
    enum Direction: String { case eq = "EQ", ne = "NE", lt = "LT", le = "LE", gt = "GT", ge = "GE" }

    let direction: Direction

    var name: String { direction.rawValue.lowercased() }

    func resultDType(_ inputs: [ShapedTensor]) throws -> DType {
        let ordered = direction != .eq && direction != .ne
        _ = try commonDType(inputs, "real") { !ordered || !$0.isComplex }
        return .bool
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let dtype = try resultDType(inputs)
        return [
            ShapedTensor(shape: try broadcastShape(inputs.map(\.shape), for: name), dtype: dtype)
        ]
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        context.compare(direction.rawValue, inputs[0], inputs[1])
    }

    func result(_ x: Tensor, literal place: OutOfRange, literalIsFirst: Bool) throws -> Tensor? {
        let holds =
            switch direction {
            case .eq: false
            case .ne: true
            case .lt, .le: (place == .above) != literalIsFirst
            case .gt, .ge: (place == .below) != literalIsFirst
            }
        return fill(holds ? 1 : 0, ShapedTensor(shape: x.shape, dtype: .bool))
    }
}

extension Lowering {
    /// Compares two values of one type by a StableHLO comparison direction.
    func compare(_ direction: String, _ a: Value, _ b: Value) -> Value {
        let kind =
            if a.type.dtype.isInexact {
                "FLOAT"
            } else if a.type.dtype.isSignedInteger {
                "SIGNED"
            } else {
                "UNSIGNED"
            }
        return emit(
            "stablehlo.compare", [a, b],
            attributes: """
                comparison_direction = #stablehlo<comparison_direction \(direction)>, \
                compare_type = #stablehlo<comparison_type \(kind)>
                """,
            result: a.type.with(dtype: .bool, isWeak: false))
    }
}

/// Bitwise operations on integers, logical ones on bool (`jax.lax.bitwise_and` and the others).
struct Bitwise: Elementwise, NonDifferentiable, LiteralOperation {
    enum Operation: String { case and, or, xor }

    let bitwise: Operation

    var name: String { bitwise.rawValue }

    func resultDType(_ inputs: [ShapedTensor]) throws -> DType {
        try commonDType(inputs, "bool or integer") { !$0.isInexact }
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        context.emit("stablehlo.\(bitwise.rawValue)", inputs, result: result)
    }

    func onLiterals(_ a: HostScalar, _ b: HostScalar) -> ExactResult? {
        guard let a = a.wholeNumber, let b = b.wholeNumber else { return nil }
        switch bitwise {
        case .and: return .integer(a & b)
        case .or: return .integer(a | b)
        case .xor: return .integer(a ^ b)
        }
    }
}

/// The complement of each bit, or of a bool (`jax.lax.bitwise_not`).
struct Not: Elementwise, NonDifferentiable {
    var name: String { "not" }

    func resultDType(_ inputs: [ShapedTensor]) throws -> DType {
        try commonDType(inputs, "bool or integer") { !$0.isInexact }
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        context.emit("stablehlo.not", inputs, result: result)
    }
}

/// Shifts of integers by integers (`jax.lax.shift_left`, `shift_right_arithmetic`,
/// `shift_right_logical`).
struct Shift: Elementwise, NonDifferentiable, LiteralOperation {
    enum Direction: String {
        case left = "shift_left"
        case rightArithmetic = "shift_right_arithmetic"
        case rightLogical = "shift_right_logical"
    }

    let direction: Direction

    var name: String { direction.rawValue }

    func resultDType(_ inputs: [ShapedTensor]) throws -> DType {
        try commonDType(inputs, "integer") { $0.isInteger }
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        context.emit("stablehlo.\(direction.rawValue)", inputs, result: result)
    }

    func onLiterals(_ a: HostScalar, _ b: HostScalar) -> ExactResult? {
        guard let a = a.wholeNumber, let b = b.wholeNumber, b >= 0 else { return nil }
        guard direction == .left else { return .integer(a >> b) }
        let moved = a << b
        return moved >> b == a ? .integer(moved) : nil
    }
}

/// The elements of one operand where a condition holds and of another where it doesn't
/// (`jax.lax.select`).
struct Select: Elementwise {
    var name: String { "select" }

    func resultDType(_ inputs: [ShapedTensor]) throws -> DType {
        guard inputs[0].dtype == .bool else {
            throw TensorError(
                name, "the condition must be bool, and its dtype is \(inputs[0].dtype)")
        }
        return try commonDType(Array(inputs.dropFirst()))
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let dtype = try resultDType(inputs)
        return [
            ShapedTensor(
                shape: try broadcastShape(inputs.map(\.shape), for: name), dtype: dtype,
                isWeak: inputs[1].isWeak && inputs[2].isWeak)
        ]
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        context.emit("stablehlo.select", inputs, result: result)
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let y = try bind(self, primals)[0]
        guard tangents[1] != nil || tangents[2] != nil else { return JVPResult(y, nil) }
        let zero = fill(0, y.type.with(shape: []))
        let tangent = try bind1(self, primals[0], tangents[1] ?? zero, tangents[2] ?? zero)
        return JVPResult(y, try broadcast(tangent, to: y.shape))
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil, nil, nil] }
        let condition = inputs[0].value
        let zero = fill(0, cotangent.type.with(shape: []))
        return [
            nil,
            inputs[1].isLinear
                ? try unbroadcast(
                    try bind1(self, condition, cotangent, zero), to: inputs[1].type.shape)
                : nil,
            inputs[2].isLinear
                ? try unbroadcast(
                    try bind1(self, condition, zero, cotangent), to: inputs[2].type.shape)
                : nil,
        ]
    }
}
