/// A function of elements that other operations compute, with a derivative of its own.
///
/// Special functions are long sums and quotients of ordinary operations. As one primitive each is one eager call and
/// one equation, its derivative is the one that the field writes down, and a loop inside it need not be batched or
/// differentiated.
struct Formula: Sendable {
    /// Operands of one shape and one dtype; the result has that shape.
    typealias Value = @Sendable (_ x: [Tensor]) throws -> Tensor
    /// The tangent along those operands' tangents that are there; `y` is the value.
    typealias Rule =
        @Sendable (_ x: [Tensor], _ tangents: [Tensor?], _ y: Tensor) throws -> Tensor?

    /// What printed programs and errors call it. Formulas of one name are equal.
    let name: String
    var domain = Domain.floating
    /// Whether float16 and bfloat16 are computed as float32, because the coefficients need it.
    var widensHalf = false
    /// The dtype of the result for that of the operands.
    var result: @Sendable (DType) -> DType = { $0 }
    let value: Value
    /// Nil: the derivative of `value`.
    var rule: Rule?

    /// The dtypes that a formula is made for.
    enum Domain {
        case floating, inexact, complex, integer

        var kind: String {
            switch self {
            case .floating: "floating"
            case .inexact: "floating or complex"
            case .complex: "complex"
            case .integer: "integer"
            }
        }

        func accepts(_ dtype: DType) -> Bool {
            switch self {
            case .floating: dtype.isFloating
            case .inexact: dtype.isInexact
            case .complex: dtype.isComplex
            case .integer: dtype.isInteger
            }
        }
    }

    /// The rule of a function of one element: its slope at `x`, where the value is `y`.
    static func slope(_ slope: @escaping @Sendable (_ x: Tensor, _ y: Tensor) throws -> Tensor)
        -> Rule
    {
        { x, tangents, y in try tangents[0].map { $0 * (try slope(x[0], y)) } }
    }

    /// The rule of a function of several elements: its slope in each.
    static func slopes(
        _ slopes: (@Sendable (_ x: [Tensor], _ y: Tensor) throws -> Tensor)...
    ) -> Rule {
        { x, tangents, y in
            var sum: Tensor?
            for (slope, tangent) in zip(slopes, tangents) {
                guard let tangent else { continue }
                let part = tangent * (try slope(x, y))
                sum = sum.map { $0 + part } ?? part
            }
            return sum
        }
    }

    /// The rule of a function that is constant between its steps.
    static let isFlat: Rule = { _, _, _ in nil }

    /// Applies the formula to operands in their common dtype, integers as floats.
    func callAsFunction(_ operands: Tensor...) -> Tensor {
        checked(operands) {
            try bind(
                FormulaFunction(formula: self), try promoted(operands, inexact: domain != .integer)
            )[0]
        }
    }
}

/// The primitive of a ``Formula``.
struct FormulaFunction: Elementwise {
    let formula: Formula

    var name: String { formula.name }

    static func == (a: FormulaFunction, b: FormulaFunction) -> Bool {
        a.formula.name == b.formula.name
    }
    func hash(into hasher: inout Hasher) { hasher.combine(formula.name) }

    func resultDType(_ inputs: [ShapedTensor]) throws -> DType {
        formula.result(
            try commonDType(inputs, formula.domain.kind, where: formula.domain.accepts))
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        let program = try EagerInterpreter.shared.run {
            try traceClosed(inputs.map(\.type.strong)) { [try value($0)] }
        }
        return try context.inline(program, inputs)[0]
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let shape = try broadcastShape(primals.map(\.shape), for: name)
        let x = try primals.map { try broadcast($0, to: shape) }
        let t = try tangents.map { try $0.map { try broadcast($0, to: shape) } }
        guard let rule = formula.rule else {
            let (outputs, slopes) = try pushforward(x, t) { [try value($0)] }
            return JVPResult(outputs, slopes)
        }
        let y = try bind(self, primals)[0]
        guard y.dtype.isInexact, let tangent = try rule(x, t, y) else { return JVPResult(y, nil) }
        return JVPResult(y, try broadcast(try convert(tangent, to: y.dtype), to: shape))
    }

    /// The formula's value in the result's dtype, strongly typed.
    private func value(_ operands: [Tensor]) throws -> Tensor {
        let dtype = operands[0].dtype
        let isHalf = dtype == .float16 || dtype == .bfloat16
        let x = try operands.map {
            try convert($0, to: formula.widensHalf && isHalf ? .float32 : dtype)
        }
        return try broadcast(
            try convert(try formula.value(x), to: formula.result(dtype)), to: x[0].shape)
    }
}

/// The polynomial with these coefficients, that of the highest power first (`jax.numpy.polyval`).
func horner(_ coefficients: [Double], _ x: Tensor) -> Tensor {
    // From 0 on, so that an infinite x gives what the sum of its powers gives.
    coefficients.reduce(zeros(like: x)) { $0 * x + Tensor.weak($1) }
}

/// A constant of a formula: it takes the dtype of what it meets.
func constant(_ value: Double) -> Tensor { Tensor.weak(value) }
