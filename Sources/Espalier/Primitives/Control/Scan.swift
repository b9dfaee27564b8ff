/// A loop of known length that carries state and collects results (`jax.lax.scan`).
///
/// Operands are the constants of the body, the initial carry, then the sequences, whose first axis
/// is the loop's. Results are the final carry, then the collected results along a new first axis.
struct Scan: Primitive {
    /// Takes constants, carry and one element of each sequence; gives the new carry and one element
    /// of each result.
    let body: Program
    let constantCount: Int
    let carryCount: Int
    let length: Int
    let isReversed: Bool
    let unroll: Int

    var name: String { "scan" }
    var printedParameters: [(name: String, value: String)] {
        var parameters = [
            ("length", "\(length)"), ("constants", "\(constantCount)"), ("carry", "\(carryCount)"),
        ]
        if isReversed { parameters.append(("reverse", "true")) }
        if unroll != 1 { parameters.append(("unroll", "\(unroll)")) }
        return parameters
    }
    var programs: [(name: String, program: Program)] { [("body", body)] }

    private var sequenceCount: Int { body.inputs.count - constantCount - carryCount }

    /// The same loop over another body.
    private func with(body: Program, constantCount: Int, carryCount: Int, reversed: Bool? = nil)
        -> Scan
    {
        Scan(
            body: body, constantCount: constantCount, carryCount: carryCount, length: length,
            isReversed: reversed ?? isReversed, unroll: unroll)
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        body.outputTypes.enumerated().map { index, type in
            index < carryCount ? type : type.with(shape: [length] + type.shape)
        }
    }

    // MARK: Splitting lists of operands

    private func parts<Element>(
        _ list: [Element]
    ) -> (constants: [Element], carry: [Element], sequences: [Element]) {
        (
            Array(list[..<constantCount]), Array(list[constantCount..<constantCount + carryCount]),
            Array(list[(constantCount + carryCount)...])
        )
    }

    /// Applies the loop, with what its body carries on unchanged as constants: such as the parameters in a model that
    /// is carried for its statistics.
    func apply(_ inputs: [Tensor]) throws -> [Tensor] {
        let carry = constantCount..<constantCount + carryCount
        let isUnchanged = carry.map { body.outputs[$0 - constantCount].variable == body.inputs[$0] }
        let unchanged = zip(carry, isUnchanged).filter(\.1).map(\.0)
        guard !unchanged.isEmpty else { return try bind(self, inputs) }
        let changing = zip(carry, isUnchanged).filter { !$1 }.map(\.0)
        let order =
            Array(0..<constantCount) + unchanged + changing + (carry.upperBound..<inputs.count)
        let loop = with(
            body: body.reordered(
                inputs: order,
                outputs: changing.map { $0 - constantCount } + (carryCount..<body.outputs.count)),
            constantCount: constantCount + unchanged.count, carryCount: changing.count)
        let results = try bind(loop, order.map { inputs[$0] })
        var changed = results.makeIterator()
        return zip(carry, isUnchanged).compactMap { $1 ? inputs[$0] : changed.next() }
            + results[changing.count...]
    }

    // MARK: Derivatives

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        var nonzero = parts(tangents.map { $0 != nil })
        // A carry has a tangent if its initial value has one or the body gives it one.
        var derivative: DifferentiatedProgram
        while true {
            let forced = nonzero.carry + body.outputs.dropFirst(carryCount).map { _ in false }
            derivative = try body.differentiated(
                nonzero.constants + nonzero.carry + nonzero.sequences, forcing: forced)
            let carry = Array(derivative.nonzero[..<carryCount])
            if carry == nonzero.carry { break }
            nonzero.carry = carry
        }
        let (p, t) = (parts(primals), parts(tangents))
        let carryTangents = zip(zip(p.carry, t.carry), nonzero.carry).filter(\.1).map {
            $0.0.1 ?? zeros(like: $0.0.0)
        }
        let counts = (
            nonzero.constants.filter { $0 }.count, nonzero.carry.filter { $0 }.count,
            nonzero.sequences.filter { $0 }.count
        )
        // The differentiated body lists all values, then all tangents; the loop wants them by role.
        let n = body.inputs.count
        let inputOrder =
            Array(0..<constantCount) + (0..<counts.0).map { n + $0 }
            + (constantCount..<constantCount + carryCount)
            + (0..<counts.1).map { n + counts.0 + $0 }
            + (constantCount + carryCount..<n) + (0..<counts.2).map { n + counts.0 + counts.1 + $0 }
        let m = body.outputs.count
        let outputTangents = derivative.nonzero.filter { $0 }.count
        let outputOrder =
            Array(0..<carryCount) + (0..<counts.1).map { m + $0 } + (carryCount..<m)
            + (counts.1..<outputTangents).map { m + $0 }
        let loop = with(
            body: derivative.program.reordered(inputs: inputOrder, outputs: outputOrder),
            constantCount: constantCount + counts.0, carryCount: carryCount + counts.1)
        let results = try bind(
            loop,
            p.constants + t.constants.compactMap { $0 } + p.carry + carryTangents + p.sequences
                + t.sequences.compactMap { $0 })
        let collected = m - carryCount
        let outputs =
            Array(results[..<carryCount]) + results[(carryCount + counts.1)...].prefix(collected)
        var given =
            (results[carryCount..<carryCount + counts.1] + results.dropFirst(m + counts.1))
            .makeIterator()
        return JVPResult(outputs, derivative.nonzero.map { $0 ? given.next() : nil })
    }

    /// Splits the loop into one of what is known and one of the rest, which gets what it needs of the first as
    /// sequences: the residuals, one element for each step.
    ///
    /// Kept so is only what is different at each step and nowhere else yet. What depends on constants alone is computed
    /// once, before both loops; constants, sequences and collected results are taken from where they are.
    func partialEvaluate(
        _ inputs: [Tensor], in staging: PartialEvaluationInterpreter
    ) throws -> [Tensor] {
        let (loop, operands) = try staging.parent.run {
            try hoistingInvariants(inputs) { !staging.isUnknown($0) }
        }
        return try loop.splitting(operands, in: staging)
    }

    /// The same loop with what depends on constants alone computed before it, and passed to it as constants.
    ///
    /// - Parameter isKnown: whether a constant may be computed with now.
    private func hoistingInvariants(
        _ inputs: [Tensor], where isKnown: (Tensor) -> Bool = { _ in true }
    ) throws -> (loop: Scan, operands: [Tensor]) {
        // A loop of no steps computes nothing, and one of a single step gains nothing.
        guard length > 1, constantCount > 0 else { return (self, inputs) }
        let isVarying = inputs.enumerated().map { $0 >= constantCount || !isKnown($1) }
        let split = try body.split(
            unknown: isVarying, forcing: body.outputs.map { _ in true }, for: .hoisting)
        guard split.needsKnown else { return (self, inputs) }
        let known = zip(inputs, isVarying).filter { !$1 }.map(\.0)
        let invariants = split.residuals(known, try split.known.evaluate(known))
        let loop = with(
            body: split.unknown, constantCount: constantCount - known.count + invariants.count,
            carryCount: carryCount)
        return (loop, invariants + zip(inputs, isVarying).filter(\.1).map(\.0))
    }

    private func splitting(
        _ inputs: [Tensor], in staging: PartialEvaluationInterpreter
    ) throws -> [Tensor] {
        var unknown = parts(inputs.map(staging.isUnknown))
        var split: SplitProgram
        while true {
            let forced = unknown.carry + body.outputs.dropFirst(carryCount).map { _ in false }
            split = try body.split(
                unknown: unknown.constants + unknown.carry + unknown.sequences, forcing: forced,
                for: staging.purpose)
            let carry = Array(split.outputIsUnknown[..<carryCount])
            if carry == unknown.carry { break }
            unknown.carry = carry
        }
        let operands = parts(inputs)
        func select(_ list: [Tensor], _ mask: [Bool], _ wanted: Bool) -> [Tensor] {
            zip(list, mask).filter { $1 == wanted }.map(\.0)
        }
        let known = (
            constants: select(operands.constants, unknown.constants, false),
            carry: select(operands.carry, unknown.carry, false),
            sequences: select(operands.sequences, unknown.sequences, false)
        )
        let firstCarry = known.constants.count
        let firstSequence = firstCarry + known.carry.count

        // Only what is not a constant, a sequence or a collected result of the loop yet is collected
        // besides: what is computed, and the carry before or after a step.
        enum Source { case constant(Int), sequence(Int), collected(Int) }
        var outputs = split.known.outputs
        var collected: [SplitProgram.Residual: Int] = [:]
        let sources: [Source] = split.residuals.map { residual in
            switch residual {
            case .input(let index) where index < firstCarry: return .constant(index)
            case .input(let index) where index >= firstSequence:
                return .sequence(index - firstSequence)
            case .result(let index) where index >= known.carry.count: return .collected(index)
            case .input(let index), .result(let index):
                if let place = collected[residual] { return .collected(place) }
                collected[residual] = outputs.count
                outputs.append(
                    residual == .input(index)
                        ? .variable(split.known.inputs[index]) : split.known.outputs[index])
                return .collected(outputs.count - 1)
            }
        }
        var knownResults: [Tensor] = []
        if !outputs.isEmpty || split.known.hasEffects {
            let knownLoop = with(
                body: split.known.giving(outputs), constantCount: known.constants.count,
                carryCount: known.carry.count)
            knownResults = try staging.parent.run {
                try staging.parent.bind(knownLoop, known.constants + known.carry + known.sequences)
            }
        }

        var (constantOrder, sequenceOrder): ([Int], [Int]) = ([], [])
        var (constants, sequences): ([Tensor], [Tensor]) = ([], [])
        for (index, source) in sources.enumerated() {
            switch source {
            case .constant(let which):
                constantOrder.append(index)
                constants.append(known.constants[which])
            case .sequence(let which):
                sequenceOrder.append(index)
                sequences.append(known.sequences[which])
            case .collected(let which):
                sequenceOrder.append(index)
                sequences.append(knownResults[which])
            }
        }
        let unknownParts = (
            constants: select(operands.constants, unknown.constants, true),
            carry: select(operands.carry, unknown.carry, true),
            sequences: select(operands.sequences, unknown.sequences, true)
        )
        let r = sources.count
        let c = unknownParts.constants.count
        let k = unknownParts.carry.count
        let inputOrder =
            constantOrder + (r..<r + c) + (r + c..<r + c + k) + sequenceOrder
            + (r + c + k..<split.unknown.inputs.count)
        var unknownResults: [Tensor] = []
        if split.needsUnknown {
            let loop = with(
                body: split.unknown.reordered(
                    inputs: inputOrder, outputs: Array(split.unknown.outputs.indices)),
                constantCount: constantOrder.count + c, carryCount: k)
            unknownResults = try staging.append(
                loop,
                constants + unknownParts.constants + unknownParts.carry + sequences
                    + unknownParts.sequences)
        }
        return split.merged(known: knownResults, unknown: unknownResults)
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        let operands = parts(inputs)
        // What is known of the carry was split off before: all of it is linear, also where it
        // starts from a known zero.
        var linear = parts(inputs.map(\.isLinear))
        linear.carry = linear.carry.map { _ in true }
        let body = try body.transposed(
            linear: linear.constants + linear.carry + linear.sequences,
            cotangents: self.body.outputs.map { _ in true })
        // The transposed body takes known constants, known sequence elements, carry cotangents and
        // result cotangents; the loop backwards accumulates the constants' cotangents in its carry.
        let knownConstants = operands.constants.filter { !$0.isLinear }.map(\.value)
        let knownSequences = operands.sequences.filter { !$0.isLinear }.map(\.value)
        let linearConstants = operands.constants.filter(\.isLinear).map(\.type.strong)
        let linearSequenceCount = operands.sequences.filter(\.isLinear).count
        let collectedCount = self.body.outputs.count - carryCount
        let bodyTypes = body.inputTypes
        let (kc, ks, lc) = (knownConstants.count, knownSequences.count, linearConstants.count)
        let carryTypes = Array(bodyTypes[(kc + ks)..<(kc + ks + carryCount)])
        let resultTypes = Array(bodyTypes[(kc + ks + carryCount)...])
        let types =
            Array(bodyTypes[..<kc]) + linearConstants + carryTypes + resultTypes
            + bodyTypes[kc..<kc + ks]
        let backward = try traceClosed(types) { arguments in
            let constants = Array(arguments[..<kc])
            let accumulated = Array(arguments[kc..<kc + lc])
            let carry = Array(arguments[(kc + lc)..<(kc + lc + carryCount)])
            let results = Array(arguments[(kc + lc + carryCount)...].prefix(collectedCount))
            let elements = Array(arguments[(kc + lc + carryCount + collectedCount)...])
            let given = try body.evaluate(constants + elements + carry + results)
            let sums = zip(accumulated, given).map { $0 + $1 }
            return sums + given[lc...]
        }
        let loop = Scan(
            body: backward, constantCount: kc, carryCount: lc + carryCount, length: length,
            isReversed: !isReversed, unroll: unroll)
        let outputTypes = try self.outputTypes(inputs.map(\.type))
        let full = zip(cotangents, outputTypes).map { $0 ?? fill(0, $1.strong) }
        // Rules of transposition compute with constants, too.
        let (invariantLoop, loopOperands) = try loop.hoistingInvariants(
            knownConstants + linearConstants.map { fill(0, $0) } + full + knownSequences)
        let results = try bind(invariantLoop, loopOperands)
        var constants = results[..<lc].makeIterator()
        var carry = results[lc..<lc + carryCount].makeIterator()
        var sequences = results[(lc + carryCount)...].prefix(linearSequenceCount).makeIterator()
        return linear.constants.map { $0 ? constants.next() : nil }
            + linear.carry.map { _ in carry.next() }
            + linear.sequences.map { $0 ? sequences.next() : nil }
    }

    // MARK: Batching

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        var batched = parts(axes.map { $0 != nil })
        var program: BatchedProgram
        while true {
            let forced = batched.carry + body.outputs.dropFirst(carryCount).map { _ in false }
            program = try body.batched(
                batched.constants + batched.carry + batched.sequences, size: batch.size,
                axisName: batch.name, forcing: forced)
            let carry = Array(program.isBatched[..<carryCount])
            if carry == batched.carry { break }
            batched.carry = carry
        }
        let operands = try inputs.enumerated().map { index, input in
            let isSequence = index >= constantCount + carryCount
            if let axis = axes[index] {
                return try moveAxis(input, from: axis, to: isSequence ? 1 : 0)
            }
            let isCarry = !isSequence && index >= constantCount
            return isCarry && batched.carry[index - constantCount]
                ? try batchedInFront(input, nil, size: batch.size) : input
        }
        let results = try bind(
            with(body: program.program, constantCount: constantCount, carryCount: carryCount),
            operands)
        let resultAxes = program.isBatched.enumerated().map { index, isBatched in
            isBatched ? (index < carryCount ? 0 : 1) : nil
        }
        return BatchResult(results, resultAxes)
    }

    func bindMasked(_ inputs: [Tensor], by mask: Tensor) throws -> [Tensor] {
        try bind(
            with(
                body: try body.masked(), constantCount: constantCount + 1, carryCount: carryCount),
            [mask] + inputs)
    }

    func replacingPrograms(_ replacement: (Program) throws -> Program) throws -> any Primitive {
        with(body: try replacement(body), constantCount: constantCount, carryCount: carryCount)
    }

    // MARK: Lowering

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let operands = parts(inputs)
        let step = max(1, min(unroll, length))
        let trips = length / step
        let indexType = ShapedTensor(shape: [], dtype: .int32)
        let collected = outputs[carryCount...].map { context.splat(0, $0.strong) }

        /// One turn of the body: the new carry, and the results written in place.
        func turn(
            _ constants: [Value], _ carry: [Value], _ sequences: [Value], _ results: [Value],
            _ index: Value
        ) throws -> (carry: [Value], results: [Value]) {
            let elements = sequences.map { context.element($0, at: index) }
            let given = try context.inline(body, constants + carry + elements)
            let written = zip(results, given[carryCount...]).map {
                context.replacing($0, at: index, with: $1)
            }
            return (Array(given[..<carryCount]), written)
        }

        func place(_ counter: Value) -> Value {
            guard isReversed else { return counter }
            return context.emit(
                "stablehlo.subtract", [context.scalar(Double(length - 1), .int32), counter],
                result: indexType)
        }

        func number(_ value: Int) -> Value { context.scalar(Double(value), .int32) }

        var carry = operands.carry
        var results = collected
        var done = 0
        if trips > 1 {
            // Between counter and carry comes the token, where the body has effects.
            let tokens = body.hasEffects ? [context.currentToken] : []
            let start = 1 + tokens.count
            let state = [number(0)] + tokens + carry + results
            let initial = state + operands.constants + operands.sequences
            let types = initial.map(\.type)
            let condition = context.region(types) { arguments in
                [context.compare("LT", arguments[0], number(trips * step))]
            }
            let loop = try context.region(types) { arguments in
                var counter = arguments[0]
                if body.hasEffects { context.token = arguments[1] }
                var carry = Array(arguments[start...].prefix(carryCount))
                var results = Array(arguments[(start + carryCount)..<state.count])
                let constants = Array(arguments[state.count...].prefix(constantCount))
                let sequences = Array(arguments[(state.count + constantCount)...])
                for _ in 0..<step {
                    (carry, results) = try turn(
                        constants, carry, sequences, results, place(counter))
                    counter = context.emit(
                        "stablehlo.add", [counter, number(1)], result: indexType)
                }
                let token = body.hasEffects ? [context.currentToken] : []
                return [counter] + token + carry + results + constants + sequences
            }
            let final = context.emit(
                "stablehlo.while", initial, regions: [condition, loop], results: types)
            if body.hasEffects { context.token = final[1] }
            carry = Array(final[start...].prefix(carryCount))
            results = Array(final[(start + carryCount)..<state.count])
            done = trips * step
        }
        while done < length {
            (carry, results) = try turn(
                operands.constants, carry, operands.sequences, results, place(number(done)))
            done += 1
        }
        return carry + results
    }
}

extension Lowering {
    /// The element of a sequence at a scalar index of its first axis.
    func element(_ sequence: Value, at index: Value) -> Value {
        let shape = sequence.type.shape
        let zeros = shape.dropFirst().map { _ in scalar(0, .int32) }
        let slice = emit(
            "stablehlo.dynamic_slice", [sequence, index] + zeros,
            attributes: "slice_sizes = \(Lowering.array([1] + shape.dropFirst()))",
            result: sequence.type.with(shape: [1] + shape.dropFirst()))
        return reshape(slice, to: Array(shape.dropFirst()))
    }

    /// A sequence with the element at a scalar index of its first axis replaced.
    func replacing(_ sequence: Value, at index: Value, with element: Value) -> Value {
        let zeros = element.type.shape.map { _ in scalar(0, .int32) }
        let update = reshape(element, to: [1] + element.type.shape)
        return emit(
            "stablehlo.dynamic_update_slice", [sequence, update, index] + zeros,
            result: sequence.type)
    }
}
