/// a + b (`jax.lax.add`).
struct Add: BinaryElementwise {
    var name: String { "add" }
    var operation: String { "stablehlo.add" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) { ("numeric", { $0 != .bool }) }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? { t }
    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? { t }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil, nil] }
        return try inputs.map { $0.isLinear ? try unbroadcast(cotangent, to: $0.type.shape) : nil }
    }
}

/// a - b (`jax.lax.sub`).
struct Subtract: BinaryElementwise {
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
}

/// a b (`jax.lax.mul`).
struct Multiply: BinaryElementwise {
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
}

/// a / b (`jax.lax.div`); integers are divided towards zero.
struct Divide: BinaryElementwise {
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
struct Maximum: BinaryElementwise {
    var name: String { "max" }
    var operation: String { "stablehlo.maximum" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) { ("real", { !$0.isComplex }) }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        t * shareOfExtremum(a .> b, a, b)
    }
    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        t * shareOfExtremum(b .> a, a, b)
    }
}

/// The smaller of a and b, NaN where either is (`jax.lax.min`); at a tie each has half of the
/// derivative.
struct Minimum: BinaryElementwise {
    var name: String { "min" }
    var operation: String { "stablehlo.minimum" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) { ("real", { !$0.isComplex }) }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        t * shareOfExtremum(a .< b, a, b)
    }
    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        t * shareOfExtremum(b .< a, a, b)
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

/// a to the power of b, both floating or complex (`jax.lax.pow`).
struct Power: BinaryElementwise {
    var name: String { "pow" }
    var operation: String { "stablehlo.power" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) { ("numeric", { $0 != .bool }) }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        // Where both are 0 the factor a^(b-1) is infinite, and the derivative is taken as 0.
        let (zero, one) = (fill(0, b.type.with(shape: [])), fill(1, b.type.with(shape: [])))
        let exponent = which((a .== zero) & (b .== zero), one, b - one)
        return t * (b * (try bind1(Power(), a, exponent)))
    }

    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        let isZero = a .== fill(0, a.type.with(shape: []))
        let safe = which(isZero, fill(1, a.type.with(shape: [])), a)
        let slope = which(isZero, fill(0, y.type.with(shape: [])), y * log(safe))
        return t * slope
    }
}

/// x to the power of a fixed integer (`jax.lax.integer_pow`).
struct IntegerPower: UnaryElementwise {
    let exponent: Int

    var name: String { "integer_pow" }
    var operation: String { "" }
    var printedParameters: [(name: String, value: String)] { [("y", "\(exponent)")] }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        exponent < 0
            ? ("floating or complex", { $0.isInexact }) : ("numeric", { $0 != .bool })
    }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? {
        guard exponent != 0 else { return nil }
        let factor = fill(Double(exponent), x.type.with(shape: []))
        return exponent == 1
            ? factor : factor * (try bind1(IntegerPower(exponent: exponent - 1), x))
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        guard exponent != 0 else { return context.splat(1, result) }
        var power: Value?
        var square = inputs[0]
        var rest = abs(exponent)
        while true {
            if rest & 1 == 1 {
                power =
                    power.map {
                        context.emit("stablehlo.multiply", [$0, square], result: result)
                    } ?? square
            }
            rest >>= 1
            if rest == 0 { break }
            square = context.emit("stablehlo.multiply", [square, square], result: result)
        }
        return exponent > 0
            ? power!
            : context.emit("stablehlo.divide", [context.splat(1, result), power!], result: result)
    }
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
