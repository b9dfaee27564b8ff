/// An operation that the transformations know: its parameters, and every rule for it.
///
/// A primitive is one small struct in one file. Its stored properties are its parameters; what it
/// does to shapes, how it is spelled in StableHLO, and how it is differentiated, transposed and
/// batched stand next to them. Nothing outside asks which primitive it is. The rules are written
/// with ordinary tensor operations, which run under whatever interpreter is current then.
protocol Primitive: Hashable, Sendable {
    /// The name in printed programs and error messages.
    var name: String { get }

    /// The parameters as printed programs show them.
    var printedParameters: [(name: String, value: String)] { get }

    /// The types of the results, given those of the operands.
    ///
    /// - Throws: ``TensorError`` where the operands don't fit.
    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor]

    /// Writes StableHLO that computes the results.
    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]

    /// Results and their tangents; an operand's tangent is nil where it is zero, and so may a
    /// result's be.
    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult

    /// The cotangents of the linear operands, given those of the results (nil where they are zero).
    ///
    /// Called only where the primitive is linear in the operands that ``TransposeInput/linear(_:)``
    /// marks.
    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?]

    /// Results for operands that carry a batch axis (nil: none), with the results' batch axes.
    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult

    /// Results where some operands are not known yet: computes what it can and stages the rest.
    ///
    /// By default all of it is staged. Primitives that hold programs split them instead.
    func partialEvaluate(_ inputs: [Tensor], in staging: PartialEvaluationInterpreter) throws
        -> [Tensor]

    /// Results for actual elements. By default the primitive is compiled as a program of its own
    /// and run.
    func evaluate(_ inputs: [Tensor]) throws -> [Tensor]

    /// Adds the primitive to a program that is being traced.
    ///
    /// By default as one equation. Primitives that hold functions trace them into programs first.
    func stage(_ inputs: [Tensor], in staging: StagingInterpreter) throws -> [Tensor]

    /// The named axis that the primitive reduces over or asks for, which makes the `vmap` of that
    /// name handle it even where no operand is batched.
    var axisName: String? { get }

    /// The programs that the primitive holds, for printing and counting.
    var programs: [(name: String, program: Program)] { get }

    /// Whether it holds a function that is not traced yet, which may use values of the transformations around it.
    var isClosure: Bool { get }

    /// Whether it only moves elements or looks at none, so that floats of eight bits need no conversion for it.
    var isNativeOnFloat8: Bool { get }

    /// Whether it does something besides giving results, so that it has to happen, in order, though nobody asks for
    /// its results. By default the programs that it holds decide.
    var hasEffects: Bool { get }

    /// Whether computing it where nobody asks for its results does no harm: it ends, and calls nothing of the user's.
    /// By default the programs that it holds decide.
    var isSpeculatable: Bool { get }

    /// Whether its results are constants where its operands are literals, which is cheaper to write down again than to
    /// keep.
    var isConstantOfLiterals: Bool { get }

    /// Whether it calls functions with derivatives of their own. By default the programs that it holds decide.
    var hasDerivativeRules: Bool { get }

    /// The primitive as it is compiled, without what matters to transformations alone.
    var compiledForm: any Primitive { get throws }

    /// Applies the primitive, with its effects only where a bool scalar is true. Primitives with effects have a rule.
    func bindMasked(_ inputs: [Tensor], by mask: Tensor) throws -> [Tensor]

    /// The primitive with other programs in the place of those that it holds, of the same types.
    func replacingPrograms(_ replacement: (Program) throws -> Program) throws -> any Primitive
}

/// The results of a ``Primitive/jvp(_:_:)`` rule.
struct JVPResult {
    var outputs: [Tensor]
    var tangents: [Tensor?]

    init(_ outputs: [Tensor], _ tangents: [Tensor?]) {
        self.outputs = outputs
        self.tangents = tangents
    }

    init(_ output: Tensor, _ tangent: Tensor?) {
        self.init([output], [tangent])
    }
}

/// The results of a ``Primitive/batch(_:_:over:)`` rule.
struct BatchResult {
    var outputs: [Tensor]
    var axes: [Int?]

    init(_ outputs: [Tensor], _ axes: [Int?]) {
        self.outputs = outputs
        self.axes = axes
    }

    init(_ output: Tensor, _ axis: Int?) {
        self.init([output], [axis])
    }
}

/// An operand of an equation that is being transposed.
enum TransposeInput {
    /// A value that takes no part in the linear function: a coefficient.
    case known(Tensor)
    /// A linear operand, of which only the type is known.
    case linear(ShapedTensor)

    var type: ShapedTensor {
        switch self {
        case .known(let value): value.type
        case .linear(let type): type
        }
    }

    var isLinear: Bool {
        if case .linear = self { true } else { false }
    }

    /// The value of a coefficient.
    var value: Tensor {
        guard case .known(let value) = self else {
            fatalError("a linear operand has no value during transposition")
        }
        return value
    }
}

extension Primitive {
    /// The types of the results, given those of the operands: ``outputTypes(_:)``, of sizes that a tensor can have.
    ///
    /// Everything that computes or traces a primitive takes the types from here.
    ///
    /// - Throws: ``TensorError`` where the operands don't fit, or a result is too large.
    func resultTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let types = try outputTypes(inputs)
        for type in types { try SizeLimit.check(type, for: name) }
        return types
    }

    var printedParameters: [(name: String, value: String)] { [] }
    var axisName: String? { nil }
    var programs: [(name: String, program: Program)] { [] }
    var isClosure: Bool { false }
    var isNativeOnFloat8: Bool { !programs.isEmpty }
    var hasEffects: Bool { programs.contains { $0.program.hasEffects } }

    var isSpeculatable: Bool { programs.allSatisfy { $0.program.isSpeculatable } }
    var isConstantOfLiterals: Bool { false }
    var hasDerivativeRules: Bool { programs.contains { $0.program.hasDerivativeRules } }

    var compiledForm: any Primitive {
        get throws {
            try hasDerivativeRules ? replacingPrograms { try $0.compiledForm } : self
        }
    }

    func bindMasked(_ inputs: [Tensor], by mask: Tensor) throws -> [Tensor] {
        require(!hasEffects, "\(name) has effects and no rule for masking them")
        return try bind(self, inputs)
    }

    func replacingPrograms(_ replacement: (Program) throws -> Program) throws -> any Primitive {
        self
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        throw TensorError(name, "has no derivative")
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        throw TensorError(name, "is not linear, so it has no transpose")
    }

    func partialEvaluate(
        _ inputs: [Tensor], in staging: PartialEvaluationInterpreter
    ) throws -> [Tensor] {
        try staging.append(self, inputs)
    }

    func evaluate(_ inputs: [Tensor]) throws -> [Tensor] {
        try Runtime.current.evaluate(self, inputs)
    }

    func stage(_ inputs: [Tensor], in staging: StagingInterpreter) throws -> [Tensor] {
        try staging.append(self, inputs)
    }
}

/// A primitive whose results don't depend continuously on its operands: comparisons, integer
/// operations, shapes.
///
/// Its derivative is zero wherever it exists.
protocol NonDifferentiable: Primitive {}

extension NonDifferentiable {
    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let outputs = try bind(self, primals)
        return JVPResult(outputs, Array(repeating: nil, count: outputs.count))
    }
}

/// A primitive that is linear in all its operands together, as transposing and padding are: its
/// derivative is itself.
protocol LinearPrimitive: Primitive {}

extension LinearPrimitive {
    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let outputs = try bind(self, primals)
        let full = zip(primals, tangents).map { primal, tangent in tangent ?? zeros(like: primal) }
        return JVPResult(outputs, try bind(self, full).map { $0 })
    }
}

/// The axis that `vmap` adds.
struct BatchAxis: Sendable {
    let size: Int
    let name: String?
    /// Which call of `vmap` it is of: a function that is batched later may close over values of that call.
    let tag: Tag

    init(size: Int, name: String?, tag: Tag = Tag()) {
        self.size = size
        self.name = name
        self.tag = tag
    }

    /// One call of `vmap`, by identity.
    final class Tag: Sendable {}
}
