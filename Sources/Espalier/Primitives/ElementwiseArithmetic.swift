/// a + b (`jax.lax.add`).
struct Add: BinaryElementwise, LiteralOperation {
    var name: String { "add" }
    var operation: String { "stablehlo.add" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) { ("numeric", { $0 != .bool }) }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? { t }
    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? { t }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil, nil] }
        return try inputs.map { $0.isLinear ? try unbroadcast(cotangent, to: $0.type.shape) : nil }
    }

    func onLiterals(_ a: HostScalar, _ b: HostScalar) -> ExactResult? {
        exactly(
            a, b,
            {
                let (result, isTooLarge) = $0.addingReportingOverflow($1);
                return (result, isTooLarge)
            }, +)
    }
}

/// a - b (`jax.lax.sub`).
struct Subtract: BinaryElementwise, LiteralOperation {
    var name: String { "sub" }
    var operation: String { "stablehlo.subtract" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) { ("numeric", { $0 != .bool }) }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? { t }
    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? { -t }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil, nil] }
        return [
            inputs[0].isLinear ? try unbroadcast(cotangent, to: inputs[0].type.shape) : nil,
            inputs[1].isLinear ? try unbroadcast(-cotangent, to: inputs[1].type.shape) : nil,
        ]
    }

    func onLiterals(_ a: HostScalar, _ b: HostScalar) -> ExactResult? {
        exactly(
            a, b,
            {
                let (result, isTooLarge) = $0.subtractingReportingOverflow($1);
                return (result, isTooLarge)
            }, -)
    }
}

/// a b (`jax.lax.mul`).
struct Multiply: BinaryElementwise, LiteralOperation {
    var name: String { "mul" }
    var operation: String { "stablehlo.multiply" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) { ("numeric", { $0 != .bool }) }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        t * b
    }
    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        a * t
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil, nil] }
        if inputs[0].isLinear {
            return [try unbroadcast(cotangent * inputs[1].value, to: inputs[0].type.shape), nil]
        }
        return [nil, try unbroadcast(inputs[0].value * cotangent, to: inputs[1].type.shape)]
    }

    func onLiterals(_ a: HostScalar, _ b: HostScalar) -> ExactResult? {
        exactly(
            a, b,
            {
                let (result, isTooLarge) = $0.multipliedReportingOverflow(by: $1);
                return (result, isTooLarge)
            }, *)
    }
}

/// a / b (`jax.lax.div`); integers are divided towards zero.
struct Divide: BinaryElementwise, LiteralOperation {
    var name: String { "div" }
    var operation: String { "stablehlo.divide" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) { ("numeric", { $0 != .bool }) }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        t / b
    }
    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        -(y / b) * t
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil, nil] }
        return [try unbroadcast(cotangent / inputs[1].value, to: inputs[0].type.shape), nil]
    }

    /// The true quotient: integers come here as floats.
    func onLiterals(_ a: HostScalar, _ b: HostScalar) -> ExactResult? {
        if case .complex = a { return nil }
        if case .complex = b { return nil }
        return .float(a.real / b.real)
    }
}

/// -x (`jax.lax.neg`).
struct Negate: UnaryElementwise {
    var name: String { "neg" }
    var operation: String { "stablehlo.negate" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) { ("numeric", { $0 != .bool }) }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { nil }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        JVPResult(try bind(self, primals)[0], tangents[0].map { -$0 })
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        [cotangents[0].map { -$0 }]
    }
}

/// The negative; of a literal the literal that has the other sign.
func negated(_ x: Tensor) throws -> Tensor {
    guard x.type.isWeak, let literal = x.literal else { return try bind1(Negate(), x) }
    switch literal {
    case .integer, .unsigned:
        guard let number = literal.wholeNumber, let value = HostScalar(whole: -number) else {
            return try bind1(Negate(), x)
        }
        return try Tensor(literal: value)
    case .float(let number): return .weak(-number)
    case .complex: return try bind1(Negate(), x)
    }
}

/// The remainder of a / b with the sign of a (`jax.lax.rem`, C's `fmod`).
struct Remainder: BinaryElementwise {
    var name: String { "rem" }
    var operation: String { "stablehlo.remainder" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("integer or floating", { $0.isInteger || $0.isFloating })
    }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? { t }
    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        let quotient = a / b
        return -t * (sign(quotient) * floor(abs(quotient)))
    }
}

/// The larger of a and b, NaN where either is (`jax.lax.max`); at a tie each has half of the
/// derivative.
struct Maximum: BinaryElementwise, LiteralComparison {
    var name: String { "max" }
    var operation: String { "stablehlo.maximum" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) { ("real", { !$0.isComplex }) }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        t * shareOfExtremum(a .> b, a, b)
    }
    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        t * shareOfExtremum(b .> a, a, b)
    }

    func result(_ x: Tensor, literal place: OutOfRange, literalIsFirst: Bool) -> Tensor? {
        place == .below ? x : nil
    }
}

/// The smaller of a and b, NaN where either is (`jax.lax.min`); at a tie each has half of the
/// derivative.
struct Minimum: BinaryElementwise, LiteralComparison {
    var name: String { "min" }
    var operation: String { "stablehlo.minimum" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) { ("real", { !$0.isComplex }) }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        t * shareOfExtremum(a .< b, a, b)
    }
    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        t * shareOfExtremum(b .< a, a, b)
    }

    func result(_ x: Tensor, literal place: OutOfRange, literalIsFirst: Bool) -> Tensor? {
        place == .above ? x : nil
    }
}

/// 1 where an operand is the extremum, 0 where it is not, one half where both are.
///
/// The operands are compared with each other and not with the result: the compiler may compute an operand twice, once
/// with a fused multiplication and addition and once without, and the result would then be neither of them.
private func shareOfExtremum(_ isExtremum: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
    let one = fill(1, a.type.strong.with(shape: []))
    let zero = fill(0, a.type.strong.with(shape: []))
    let half = fill(0.5, a.type.strong.with(shape: []))
    return which(isExtremum, one, which(a .== b, half, zero))
}

/// The angle of the point (x: b, y: a) (`jax.lax.atan2`).
struct ArcTangent2: BinaryElementwise {
    var name: String { "atan2" }
    var operation: String { "stablehlo.atan2" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("floating", { $0.isFloating })
    }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        t * (b / (a * a + b * b))
    }
    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        t * (-a / (a * a + b * b))
    }
}

/// The next number after a towards b (`jax.lax.nextafter`).
struct NextAfter: BinaryElementwise, NonDifferentiable {
    var name: String { "nextafter" }
    var operation: String { "chlo.next_after" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("floating", { $0.isFloating })
    }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? { nil }
    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? { nil }
    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        JVPResult(try bind(self, primals)[0], nil)
    }
}
