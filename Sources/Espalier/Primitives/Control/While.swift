/// A loop that goes on while a condition on its state holds (`jax.lax.while_loop`).
///
/// Operands are the constants of the condition, those of the body, then the initial state.
struct While: Primitive {
    /// Takes its constants and the state; gives one bool.
    let condition: Program
    /// Takes its constants and the state; gives the new state.
    let body: Program
    let conditionConstantCount: Int
    let bodyConstantCount: Int

    var name: String { "while" }
    var programs: [(name: String, program: Program)] { [("condition", condition), ("body", body)] }
    var isSpeculatable: Bool { false }

    private var carryCount: Int { body.outputs.count }

    private func parts<Element>(
        _ list: [Element]
    ) -> (condition: [Element], body: [Element], carry: [Element]) {
        let start = conditionConstantCount + bodyConstantCount
        return (
            Array(list[..<conditionConstantCount]), Array(list[conditionConstantCount..<start]),
            Array(list[start...])
        )
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] { body.outputTypes }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let operands = parts(inputs)
        // The token comes last, where there are effects.
        let tokens = hasEffects ? [context.currentToken] : []
        let initial = operands.carry + operands.condition + operands.body + tokens
        let types = initial.map(\.type)
        func constants(_ arguments: [Value]) -> (condition: [Value], body: [Value]) {
            (
                Array(arguments[carryCount...].prefix(conditionConstantCount)),
                Array(arguments[(carryCount + conditionConstantCount)...].prefix(bodyConstantCount))
            )
        }
        let test = try context.region(types) { arguments in
            if hasEffects { context.token = arguments.last }
            return try context.inline(
                condition, constants(arguments).condition + arguments[..<carryCount])
        }
        let turn = try context.region(types) { arguments in
            if hasEffects { context.token = arguments.last }
            let carry = try context.inline(
                body, constants(arguments).body + arguments[..<carryCount])
            return carry + arguments[carryCount..<arguments.count - tokens.count]
                + (hasEffects ? [context.currentToken] : [])
        }
        let results = context.emit(
            "stablehlo.while", initial, regions: [test, turn], results: types)
        if hasEffects { context.token = results.last }
        return Array(results[..<carryCount])
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let (p, t) = (parts(primals), parts(tangents))
        let constantNonzero = t.body.map { $0 != nil }
        var carryNonzero = t.carry.map { $0 != nil }
        var derivative: DifferentiatedProgram
        while true {
            derivative = try body.differentiated(
                constantNonzero + carryNonzero, forcing: carryNonzero)
            if derivative.nonzero == carryNonzero { break }
            carryNonzero = derivative.nonzero
        }
        let carryTangents = zip(zip(p.carry, t.carry), carryNonzero).filter(\.1).map {
            $0.0.1 ?? zeros(like: $0.0.0)
        }
        let n = body.inputs.count
        let tangentConstants = constantNonzero.filter { $0 }.count
        let inputOrder =
            Array(0..<bodyConstantCount) + (0..<tangentConstants).map { n + $0 }
            + (bodyConstantCount..<n) + (0..<carryTangents.count).map { n + tangentConstants + $0 }
        let differentiatedBody = derivative.program.reordered(
            inputs: inputOrder, outputs: Array(derivative.program.outputs.indices))
        let unused = carryTangents.map(\.type)
        let differentiatedCondition = try traceClosed(condition.inputTypes + unused) { arguments in
            try condition.evaluate(Array(arguments[..<condition.inputs.count]))
        }
        let loop = While(
            condition: differentiatedCondition, body: differentiatedBody,
            conditionConstantCount: conditionConstantCount,
            bodyConstantCount: bodyConstantCount + tangentConstants)
        let results = try bind(
            loop,
            p.condition + p.body + t.body.compactMap { $0 } + p.carry + carryTangents)
        var rest = results[carryCount...].makeIterator()
        return JVPResult(
            Array(results[..<carryCount]), carryNonzero.map { $0 ? rest.next() : nil })
    }

    func partialEvaluate(
        _ inputs: [Tensor], in staging: PartialEvaluationInterpreter
    ) throws -> [Tensor] {
        let unknown = parts(inputs.map(staging.isUnknown))
        var carryUnknown = unknown.carry
        var split: SplitProgram
        while true {
            split = try body.split(unknown: unknown.body + carryUnknown, forcing: carryUnknown)
            if split.outputIsUnknown == carryUnknown { break }
            carryUnknown = split.outputIsUnknown
        }
        let conditionIsUnknown = try condition.split(unknown: unknown.condition + carryUnknown)
            .outputIsUnknown[0]
        if conditionIsUnknown || !carryUnknown.contains(false) {
            return try staging.append(self, inputs)
        }
        // The known state can be run to the end by itself. The unknown state needs the known one on
        // its way, so that loop is staged whole.
        let operands = parts(inputs)
        let knownCarry = zip(operands.carry, carryUnknown).filter { !$1 }.map(\.0)
        let knownBody = split.known.keepingOutputs(knownCarry.count)
        let knownConstants = zip(operands.body, unknown.body).filter { !$1 }.map(\.0)
        let conditionInputs =
            (0..<conditionConstantCount).map { $0 }
            + carryUnknown.indices.filter { !carryUnknown[$0] }.map { conditionConstantCount + $0 }
        let knownLoop = While(
            condition: condition.reordered(inputs: conditionInputs, outputs: [0]), body: knownBody,
            conditionConstantCount: conditionConstantCount, bodyConstantCount: knownConstants.count)
        let knownResults = try staging.parent.run {
            try staging.parent.bind(knownLoop, operands.condition + knownConstants + knownCarry)
        }
        let all = try staging.append(
            try replacingPrograms { try $0.silenced() }, inputs)
        var knowns = knownResults.makeIterator()
        return zip(all, carryUnknown).map { $1 ? $0 : knowns.next()! }
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        throw TensorError(
            "whileLoop",
            """
            can't be differentiated in reverse mode (grad, vjp, jacrev), because the number of turns, and with it \
            the memory for their results, is not known. Use scan or foriLoop with a fixed number of turns, or \
            forward mode (jvp, jacfwd)
            """)
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let batched = parts(axes.map { $0 != nil })
        var carryBatched = batched.carry
        var program: BatchedProgram
        var test: BatchedProgram
        while true {
            program = try body.batched(
                batched.body + carryBatched, size: batch.size, axisName: batch.name,
                forcing: carryBatched)
            var next = program.isBatched
            test = try condition.batched(
                batched.condition + next, size: batch.size, axisName: batch.name)
            // If examples stop at different times, all of their state differs.
            if test.isBatched[0] { next = next.map { _ in true } }
            if next == carryBatched { break }
            carryBatched = next
        }
        let front = try zip(inputs, axes).map {
            try $1 == nil ? $0 : moveAxis($0, from: $1!, to: 0)
        }
        let operands = parts(front)
        let carry = try zip(zip(operands.carry, batched.carry), carryBatched).map {
            value, isBatched in
            isBatched && !value.1 ? try batchedInFront(value.0, nil, size: batch.size) : value.0
        }
        guard test.isBatched[0] else {
            let loop = While(
                condition: test.program, body: program.program,
                conditionConstantCount: conditionConstantCount, bodyConstantCount: bodyConstantCount
            )
            let results = try bind(loop, operands.condition + operands.body + carry)
            return BatchResult(results, carryBatched.map { $0 ? 0 : nil })
        }
        // Goes on while any example does; examples that are done keep their state.
        let c = conditionConstantCount
        let anyGoesOn = try traceClosed(test.program.inputTypes) { arguments in
            [try bind1(ReduceOr(axes: [0]), try test.program.evaluate(arguments)[0])]
        }
        let types = Array(test.program.inputTypes[..<c]) + program.program.inputTypes
        let silentTest = try test.program.silenced()
        let masked =
            try body.hasEffects
            ? body.masked().batched(
                [true] + batched.body + carryBatched, size: batch.size, axisName: batch.name,
                forcing: carryBatched) : nil
        let selecting = try traceClosed(types) { arguments in
            let state = Array(arguments[(c + bodyConstantCount)...])
            let goesOn = try silentTest.evaluate(Array(arguments[..<c]) + state)[0]
            let turn = Array(arguments[c...])
            let next =
                try masked?.program.evaluate([goesOn] + turn) ?? program.program.evaluate(turn)
            return try zip(next, state).map { new, old in
                let shape = [batch.size] + [Int](repeating: 1, count: new.rank - 1)
                return try bind1(Select(), try reshape(goesOn, to: shape), new, old)
            }
        }
        let loop = While(
            condition: anyGoesOn, body: selecting, conditionConstantCount: c,
            bodyConstantCount: c + bodyConstantCount)
        let results = try bind(
            loop, operands.condition + operands.condition + operands.body + carry)
        return BatchResult(results, results.map { _ in 0 })
    }

    func bindMasked(_ inputs: [Tensor], by mask: Tensor) throws -> [Tensor] {
        let operands = parts(inputs)
        let loop = While(
            condition: try condition.masked(), body: try body.masked(),
            conditionConstantCount: conditionConstantCount + 1,
            bodyConstantCount: bodyConstantCount + 1)
        return try bind(
            loop, [mask] + operands.condition + [mask] + operands.body + operands.carry)
    }

    func replacingPrograms(_ replacement: (Program) throws -> Program) throws -> any Primitive {
        While(
            condition: try replacement(condition), body: try replacement(body),
            conditionConstantCount: conditionConstantCount, bodyConstantCount: bodyConstantCount)
    }
}
