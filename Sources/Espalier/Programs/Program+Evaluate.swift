extension Program {
    /// Applies the equations under the current interpreter.
    func evaluate(_ arguments: [Tensor]) throws -> [Tensor] {
        let interpreter = Interpreter.current
        return try evaluate(arguments) { try interpreter.bind($0, $1) }
    }

    /// Goes through the equations in order, with `apply` for each primitive.
    func evaluate(
        _ arguments: [Tensor], applying apply: (any Primitive, [Tensor]) throws -> [Tensor]
    ) throws -> [Tensor] {
        require(
            arguments.count == inputs.count,
            "a program of \(inputs.count) inputs was given \(arguments.count)")
        var environment = [Tensor?](repeating: nil, count: variableCount)
        for (variable, argument) in zip(inputs, arguments) { environment[variable.id] = argument }
        for equation in equations {
            let operands = equation.inputs.map { $0.value(in: environment) }
            let results = try apply(equation.primitive, operands)
            for (variable, result) in zip(equation.outputs, results) {
                environment[variable.id] = result
            }
        }
        return outputs.map { $0.value(in: environment) }
    }

    /// The same program with its first inputs replaced by constants.
    ///
    /// - Throws: ``TensorError`` where a constant is a traced value.
    func embedding(_ constants: [Tensor]) throws -> Program {
        let made = try zip(inputs, constants).map { variable, tensor in
            guard tensor.node.tag != .tracer else {
                throw TensorError(
                    "a traced function",
                    """
                    a rule of a custom derivative uses a traced value of type \(tensor.type) from outside; pass \
                    it as an argument instead
                    """)
            }
            return Equation(
                primitive: Constant(try tensor.hostBytes(), tensor.type), inputs: [],
                outputs: [variable])
        }
        return Program(
            inputs: Array(inputs.dropFirst(constants.count)), equations: made + equations,
            outputs: outputs, variableCount: variableCount)
    }

    /// The same program without the equations that its outputs don't need; effects stay.
    ///
    /// - Parameter kept: which outputs to keep; all by default.
    func removingDeadCode(keeping kept: [Bool]? = nil) -> Program {
        let outputs =
            kept.map { kept in zip(self.outputs, kept).filter(\.1).map(\.0) } ?? self.outputs
        var needed = [Bool](repeating: false, count: variableCount)
        for output in outputs {
            if let variable = output.variable { needed[variable.id] = true }
        }
        var live: [Equation] = []
        for equation in equations.reversed()
        where equation.primitive.hasEffects
            || equation.outputs.contains(where: { needed[$0.id] })
        {
            live.append(equation)
            for input in equation.inputs {
                if let variable = input.variable { needed[variable.id] = true }
            }
        }
        return Program(
            inputs: inputs, equations: live.reversed(), outputs: outputs,
            variableCount: variableCount)
    }

    /// Which inputs the outputs and effects depend on.
    var usedInputs: [Bool] {
        var needed = [Bool](repeating: false, count: variableCount)
        for output in outputs {
            if let variable = output.variable { needed[variable.id] = true }
        }
        for equation in equations.reversed()
        where equation.primitive.hasEffects
            || equation.outputs.contains(where: { needed[$0.id] })
        {
            for input in equation.inputs {
                if let variable = input.variable { needed[variable.id] = true }
            }
        }
        return inputs.map { needed[$0.id] }
    }
}

extension Atom {
    func value(in environment: [Tensor?]) -> Tensor {
        switch self {
        case .variable(let variable): environment[variable.id]!
        case .literal(let tensor): tensor
        }
    }
}
