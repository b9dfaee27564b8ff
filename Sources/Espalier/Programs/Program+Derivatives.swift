/// A program that computes a function and its directional derivative.
struct DifferentiatedProgram: Sendable {
    /// Takes the inputs, then the tangents of the inputs that have one; gives the outputs, then the
    /// tangents of the outputs that ``nonzero`` marks.
    let program: Program
    /// Which outputs have a tangent.
    let nonzero: [Bool]
}

extension Program {
    private struct JVPKey: Hashable {
        let nonzero: [Bool]
        let forced: [Bool]
    }

    /// The program that computes the outputs and their tangents.
    ///
    /// - Parameters:
    ///   - nonzero: which inputs have a tangent.
    ///   - forced: outputs that shall have a tangent even where it is zero.
    func differentiated(_ nonzero: [Bool], forcing forced: [Bool]? = nil) throws
        -> DifferentiatedProgram
    {
        let forced = forced ?? outputs.map { _ in false }
        return try transformed.value(for: JVPKey(nonzero: nonzero, forced: forced)) {
            var outputHasTangent: [Bool] = []
            let types = inputTypes + zip(inputTypes, nonzero).filter(\.1).map(\.0)
            let program = try traceClosed(types) { arguments in
                let jvp = JVPInterpreter(parent: Interpreter.current)
                var tangents = arguments[inputs.count...].makeIterator()
                let tracers = zip(arguments, nonzero).map { primal, hasTangent in
                    jvp.join(primal, hasTangent ? tangents.next() : nil)
                }
                let results = try jvp.run { try evaluate(tracers) }.map(jvp.split)
                outputHasTangent = zip(results, forced).map { $0.tangent != nil || $1 }
                let outputTangents = zip(results, outputHasTangent).filter(\.1).map { result, _ in
                    result.tangent ?? zeros(like: result.primal)
                }
                return results.map(\.primal) + outputTangents
            }
            return DifferentiatedProgram(program: program, nonzero: outputHasTangent)
        }
    }

    private struct TransposeKey: Hashable {
        let linear: [Bool]
        let cotangents: [Bool]
    }

    /// The program of the transposed linear map: takes the inputs that are not linear, then the
    /// cotangents of the outputs that `cotangents` marks; gives the cotangents of the linear
    /// inputs.
    func transposed(linear: [Bool], cotangents: [Bool]) throws -> Program {
        try transformed.value(for: TransposeKey(linear: linear, cotangents: cotangents)) {
            let split = try split(unknown: linear)
            let knownTypes = zip(inputTypes, linear).filter { !$1 }.map(\.0)
            let cotangentTypes = zip(outputTypes, cotangents).filter(\.1).map(\.0)
            return try traceClosed(knownTypes + cotangentTypes) { arguments in
                // What doesn't depend on the linear inputs is computed first, so that only linear
                // equations remain, also inside loops.
                let known = Array(arguments[..<knownTypes.count])
                let residuals = split.residuals(known, try split.known.evaluate(known))
                var values = arguments[knownTypes.count...].makeIterator()
                let given = zip(cotangents, split.outputIsUnknown).compactMap {
                    isGiven, isUnknown in
                    let cotangent = isGiven ? values.next() : nil
                    return isUnknown ? Optional(cotangent) : nil
                }
                let linearInputs = zip(inputs, linear).filter(\.1).map(\.0)
                let results = try split.unknown.transpose(
                    residuals.map(TransposeInput.known)
                        + linearInputs.map { TransposeInput.linear($0.type) },
                    given)
                return zip(linearInputs, results[residuals.count...]).map { $1 ?? fill(0, $0.type) }
            }
        }
    }

    /// Applies the transpose of the program as a linear map, under the current interpreter.
    ///
    /// Equations that don't depend on linear inputs are evaluated first, in order; the others are
    /// then gone through backwards, each giving cotangents to its operands.
    ///
    /// - Returns: for each input its cotangent, nil where it is zero or the input is not linear.
    func transpose(_ operands: [TransposeInput], _ cotangents: [Tensor?]) throws -> [Tensor?] {
        var known = [Tensor?](repeating: nil, count: variableCount)
        for (variable, operand) in zip(inputs, operands) {
            if case .known(let value) = operand { known[variable.id] = value }
        }
        func isKnown(_ atom: Atom) -> Bool {
            atom.variable.map { known[$0.id] != nil } ?? true
        }
        var linear: [Equation] = []
        let interpreter = Interpreter.current
        for equation in equations {
            if equation.inputs.allSatisfy(isKnown) {
                let results = try interpreter.bind(
                    equation.primitive, equation.inputs.map { $0.value(in: known) })
                for (variable, result) in zip(equation.outputs, results) {
                    known[variable.id] = result
                }
            } else {
                linear.append(equation)
            }
        }
        var accumulated = [Tensor?](repeating: nil, count: variableCount)
        func accumulate(_ cotangent: Tensor?, into atom: Atom) {
            guard let cotangent, let variable = atom.variable, known[variable.id] == nil else {
                return
            }
            assert(
                cotangent.shape == variable.type.shape && cotangent.dtype == variable.type.dtype,
                "a transpose rule gave \(cotangent.type) for an operand of type \(variable.type)")
            accumulated[variable.id] = accumulated[variable.id].map { $0 + cotangent } ?? cotangent
        }
        for (output, cotangent) in zip(outputs, cotangents) { accumulate(cotangent, into: output) }
        for equation in linear.reversed() {
            let given = equation.outputs.map { accumulated[$0.id] }
            guard given.contains(where: { $0 != nil }) || equation.primitive is HostCall else {
                continue
            }
            for variable in equation.outputs { accumulated[variable.id] = nil }
            let inputs: [TransposeInput] = equation.inputs.map { atom in
                isKnown(atom) ? .known(atom.value(in: known)) : .linear(atom.type)
            }
            let results = try equation.primitive.transpose(given, inputs)
            for (atom, result) in zip(equation.inputs, results) { accumulate(result, into: atom) }
        }
        return inputs.map { accumulated[$0.id] }
    }
}

extension Program {
    /// The same program with its inputs and outputs in another order: the new input k is the old
    /// `inputOrder[k]`.
    func reordered(inputs inputOrder: [Int], outputs outputOrder: [Int]) -> Program {
        Program(
            inputs: inputOrder.map { inputs[$0] }, equations: equations,
            outputs: outputOrder.map { outputs[$0] }, variableCount: variableCount)
    }

    /// The same program with other outputs.
    func giving(_ outputs: [Atom]) -> Program {
        Program(
            inputs: inputs, equations: equations, outputs: outputs, variableCount: variableCount)
    }

    /// Whether an equation, here or inside a loop or branch, asks for a named axis.
    func mentions(axis name: String) -> Bool {
        transformed.value(for: name) {
            equations.contains { equation in
                equation.primitive.axisName == name
                    || equation.primitive.programs.contains { $0.program.mentions(axis: name) }
            }
        }
    }
}
