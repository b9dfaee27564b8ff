/// Writes operations down as a program instead of computing them: what `jit` traces with.
class StagingInterpreter: Interpreter, @unchecked Sendable {
    let parent: Interpreter
    override var enclosing: Interpreter? { parent }
    private(set) var inputs: [Variable] = []
    private(set) var equations: [Equation] = []
    /// Values from outside that the function uses: they become further inputs of the program.
    private(set) var captures: [(tensor: Tensor, variable: Variable)] = []
    private var captureIndex: [ObjectIdentifier: Int] = [:]
    private var variableCount = 0

    init(parent: Interpreter) { self.parent = parent }

    override var transformationName: String { "jit, scan or another traced function" }

    override func bind(_ primitive: any Primitive, _ inputs: [Tensor]) throws -> [Tensor] {
        try primitive.stage(inputs, in: self)
    }

    /// Adds an equation.
    final func append(_ primitive: any Primitive, _ inputs: [Tensor]) throws -> [Tensor] {
        let atoms = try inputs.map { try atom($0, in: primitive.name) }
        let outputs = try primitive.resultTypes(inputs.map(\.type)).map(newVariable)
        equations.append(Equation(primitive: primitive, inputs: atoms, outputs: outputs))
        return outputs.map { Tensor(StagedTracer(self, $0)) }
    }

    /// Adds an input to the program.
    final func addInput(_ type: ShapedTensor) -> Tensor {
        let variable = newVariable(type)
        inputs.append(variable)
        return Tensor(StagedTracer(self, variable))
    }

    final func newVariable(_ type: ShapedTensor) -> Variable {
        defer { variableCount += 1 }
        return Variable(id: variableCount, type: type)
    }

    /// What stands for a tensor in the program.
    final func atom(_ tensor: Tensor, in operation: String) throws -> Atom {
        switch tensor.node.tag {
        case .tracer:
            let tracer = unsafeDowncast(tensor.node, to: Tracer.self)
            if tracer.interpreter === self {
                return .variable(unsafeDowncast(tracer, to: StagedTracer.self).variable)
            }
        case .host where tensor.type.shape.isEmpty:
            return .literal(tensor)
        case .host, .device:
            break
        case .abstract, .poison, .nothing, .initializer:
            throw unusable(tensor, in: operation)
        }
        if let index = captureIndex[ObjectIdentifier(tensor.node)] {
            return .variable(captures[index].variable)
        }
        let variable = newVariable(tensor.type)
        captureIndex[ObjectIdentifier(tensor.node)] = captures.count
        captures.append((tensor, variable))
        return .variable(variable)
    }

    /// Closes the program: captured values come first among its inputs.
    final func finish(_ outputs: [Tensor]) throws -> TracedProgram {
        let atoms = try outputs.map { try atom($0, in: "a traced function's result") }
        let program = Program(
            inputs: captures.map(\.variable) + inputs, equations: equations, outputs: atoms,
            variableCount: variableCount)
        return TracedProgram(program: program, captures: captures.map(\.tensor))
    }
}

/// A variable of a program that is being traced.
final class StagedTracer: Tracer, @unchecked Sendable {
    let variable: Variable

    init(_ interpreter: StagingInterpreter, _ variable: Variable) {
        self.variable = variable
        super.init(interpreter, variable.type)
    }
}

/// A program together with the values from outside that it uses: its first inputs.
struct TracedProgram {
    var program: Program
    var captures: [Tensor]
}

/// Traces a function on arguments of the given types.
func trace(
    _ types: [ShapedTensor], _ body: ([Tensor]) throws -> [Tensor]
) throws -> TracedProgram {
    let staging = StagingInterpreter(parent: Interpreter.current)
    let inputs = types.map(staging.addInput)
    return try staging.finish(try staging.run { try body(inputs) })
}

/// Traces a function that uses nothing from outside but its arguments, as transformed programs do.
func traceClosed(
    _ types: [ShapedTensor], _ body: ([Tensor]) throws -> [Tensor]
) throws -> Program {
    let traced = try trace(types, body)
    guard traced.captures.isEmpty else {
        // Constants that a rule made on the host: pass them on as literals is impossible, so they
        // are embedded.
        return try traced.program.embedding(traced.captures)
    }
    return traced.program
}
