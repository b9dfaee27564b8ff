/// A program split into what depends on known inputs only and the rest.
struct SplitProgram: Sendable {
    /// Takes the known inputs; gives the known outputs, then those residuals that are neither an
    /// input nor a known output.
    let known: Program
    /// Takes the residuals, then the unknown inputs; gives the unknown outputs.
    let unknown: Program
    /// Which outputs are unknown.
    let outputIsUnknown: [Bool]
    /// Where each residual is found.
    let residuals: [Residual]

    /// A known value that the unknown part needs.
    enum Residual: Hashable, Sendable {
        /// The known input of that index.
        case input(Int)
        /// The result of that index of the known program.
        case result(Int)
    }

    /// The number of outputs that are known: the first results of the known program.
    var knownOutputCount: Int { outputIsUnknown.count { !$0 } }

    /// Whether the known program has to run: for its results or its effects.
    var needsKnown: Bool { !known.outputs.isEmpty || known.hasEffects }

    /// Whether the unknown program has to run: for its results or its effects.
    var needsUnknown: Bool { !unknown.outputs.isEmpty || unknown.hasEffects }

    /// The residuals, given what the known program takes and gives.
    func residuals(_ inputs: [Tensor], _ results: [Tensor]) -> [Tensor] {
        residuals.map { residual in
            switch residual {
            case .input(let index): inputs[index]
            case .result(let index): results[index]
            }
        }
    }

    /// The outputs in their order.
    func merged(known: [Tensor], unknown: [Tensor]) -> [Tensor] {
        var (knowns, unknowns) = (known.makeIterator(), unknown.makeIterator())
        return outputIsUnknown.compactMap { $0 ? unknowns.next() : knowns.next() }
    }
}

extension Program {
    private struct SplitKey: Hashable {
        let unknown: [Bool]
        let forced: [Bool]
        let purpose: PartialEvaluationPurpose
    }

    /// Splits the program by which inputs are unknown.
    ///
    /// A residual that is a known input or output is not given a second time, and a constant is
    /// written into both parts, so that a loop that keeps residuals for each of its steps keeps
    /// neither.
    ///
    /// - Parameters:
    ///   - forced: outputs that shall count as unknown even where they are known.
    ///   - purpose: what the parts are for.
    func split(
        unknown: [Bool], forcing forced: [Bool]? = nil,
        for purpose: PartialEvaluationPurpose = .linearization
    ) throws -> SplitProgram {
        let forced = forced ?? outputs.map { _ in false }
        let key = SplitKey(unknown: unknown, forced: forced, purpose: purpose)
        return try transformed.value(for: key) {
            let knownTypes = zip(inputTypes, unknown).filter { !$1 }.map(\.0)
            var unknownProgram: Program?
            var outputIsUnknown: [Bool] = []
            let known = try traceClosed(knownTypes) { arguments in
                let staging = PartialEvaluationInterpreter(
                    parent: Interpreter.current, for: purpose)
                var knowns = arguments.makeIterator()
                let values = zip(inputTypes, unknown).map { type, isUnknown in
                    isUnknown ? staging.addInput(type) : knowns.next()!
                }
                let results = try staging.run { try evaluate(values) }
                outputIsUnknown = zip(results, forced).map { staging.isUnknown($0) || $1 }
                let traced = try staging.finish(
                    zip(results, outputIsUnknown).filter(\.1).map(\.0))
                unknownProgram = traced.program
                return zip(results, outputIsUnknown).filter { !$1 }.map(\.0) + traced.captures
            }
            return SplitProgram(
                known: known, unknown: unknownProgram!, outputIsUnknown: outputIsUnknown)
        }
    }
}

extension SplitProgram {
    /// - Parameter known: gives the known outputs, then all residuals.
    fileprivate init(known: Program, unknown: Program, outputIsUnknown: [Bool]) {
        let count = outputIsUnknown.count { !$0 }
        var inputs: [Variable: Int] = [:]
        for (index, variable) in known.inputs.enumerated() { inputs[variable] = index }
        var results: [Variable: Int] = [:]
        for (index, output) in known.outputs[..<count].enumerated() {
            if let variable = output.variable { results[variable] = index }
        }
        var constants: [Variable: Equation] = [:]
        for equation in known.equations where equation.isConstant {
            constants[equation.outputs[0]] = equation
        }
        var outputs = Array(known.outputs[..<count])
        var residuals: [Residual] = []
        var residualInputs: [Variable] = []
        var copied: [Equation] = []
        for (atom, input) in zip(known.outputs[count...], unknown.inputs) {
            if let variable = atom.variable, let constant = constants[variable] {
                copied.append(
                    Equation(
                        primitive: constant.primitive, inputs: constant.inputs, outputs: [input]))
                continue
            }
            residualInputs.append(input)
            if let index = atom.variable.flatMap({ inputs[$0] }) {
                residuals.append(.input(index))
            } else if let index = atom.variable.flatMap({ results[$0] }) {
                residuals.append(.result(index))
            } else {
                residuals.append(.result(outputs.count))
                if let variable = atom.variable { results[variable] = outputs.count }
                outputs.append(atom)
            }
        }
        let residualCount = known.outputs.count - count
        self.init(
            known: Program(
                inputs: known.inputs, equations: known.equations, outputs: outputs,
                variableCount: known.variableCount
            ).removingDeadCode(),
            unknown: Program(
                inputs: residualInputs + unknown.inputs[residualCount...],
                equations: copied + unknown.equations, outputs: unknown.outputs,
                variableCount: unknown.variableCount),
            outputIsUnknown: outputIsUnknown, residuals: residuals)
    }
}

extension Equation {
    /// Whether the result is a constant that is written down in less than it takes to keep it.
    fileprivate var isConstant: Bool {
        primitive.isConstantOfLiterals && inputs.allSatisfy { $0.variable == nil }
    }
}
