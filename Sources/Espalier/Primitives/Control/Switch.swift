/// One of several functions, chosen by an index (`jax.lax.switch`, `jax.lax.cond`).
///
/// Operands are the int32 index, then what every branch takes. An index out of range takes the
/// nearest branch.
struct Switch: Primitive {
    let branches: [Program]

    var name: String { "cond" }
    var programs: [(name: String, program: Program)] {
        branches.enumerated().map { ("branch\($0)", $1) }
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] { branches[0].outputTypes }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let low = context.scalar(0, .int32)
        let high = context.scalar(Double(branches.count - 1), .int32)
        let index = context.emit(
            "stablehlo.clamp", [low, inputs[0], high], result: inputs[0].type.strong)
        let operands = Array(inputs.dropFirst())
        // Each branch gives its last token on.
        let tokens = hasEffects ? [context.currentToken] : []
        let regions = try branches.map { branch in
            try context.region([]) { _ in
                try context.inline(branch, operands) + (hasEffects ? [context.currentToken] : [])
            }
        }
        if outputs.isEmpty && !hasEffects { return [] }
        let results = context.emit(
            "stablehlo.case", [index], regions: regions, results: outputs + tokens.map(\.type))
        if hasEffects { context.token = results.last }
        return Array(results.prefix(outputs.count))
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let nonzero = tangents.dropFirst().map { $0 != nil }
        var outputs = [Bool](repeating: false, count: branches[0].outputs.count)
        for branch in branches {
            let given = try branch.differentiated(nonzero).nonzero
            outputs = zip(outputs, given).map { $0 || $1 }
        }
        let programs = try branches.map { try $0.differentiated(nonzero, forcing: outputs).program }
        let results = try bind(
            Switch(branches: programs), primals + tangents.dropFirst().compactMap { $0 })
        var rest = results[outputs.count...].makeIterator()
        return JVPResult(
            Array(results[..<outputs.count]), outputs.map { $0 ? rest.next() : nil })
    }

    func partialEvaluate(
        _ inputs: [Tensor], in staging: PartialEvaluationInterpreter
    ) throws -> [Tensor] {
        guard !staging.isUnknown(inputs[0]) else { return try staging.append(self, inputs) }
        let operands = Array(inputs.dropFirst())
        let unknown = operands.map(staging.isUnknown)
        var outputs = [Bool](repeating: false, count: branches[0].outputs.count)
        for branch in branches {
            let given = try branch.split(unknown: unknown).outputIsUnknown
            outputs = zip(outputs, given).map { $0 || $1 }
        }
        let splits = try branches.map { try $0.split(unknown: unknown, forcing: outputs) }
        // Each branch has residuals of its own. All branches give all of them, zeros for the
        // others'.
        let knownCount = outputs.filter { !$0 }.count
        let residualTypes = splits.map { Array($0.known.outputTypes[knownCount...]) }
        let starts = residualTypes.reduce(into: [0]) { $0.append($0.last! + $1.count) }
        let known = try splits.enumerated().map { index, split in
            try traceClosed(split.known.inputTypes) { arguments in
                let results = try split.known.evaluate(arguments)
                let residuals = residualTypes.enumerated().flatMap { other, types in
                    other == index ? Array(results[knownCount...]) : types.map { fill(0, $0) }
                }
                return results[..<knownCount] + residuals
            }
        }
        let knownResults = try staging.parent.run {
            try staging.parent.bind(
                Switch(branches: known),
                [inputs[0]] + zip(operands, unknown).filter { !$1 }.map(\.0))
        }
        guard outputs.contains(true) else { return knownResults }
        let allTypes = residualTypes.flatMap { $0 }
        let unknownTypes = zip(operands, unknown).filter(\.1).map(\.0.type)
        let programs = try splits.enumerated().map { index, split in
            try traceClosed(allTypes + unknownTypes) { arguments in
                try split.unknown.evaluate(
                    Array(arguments[starts[index]..<starts[index + 1]])
                        + Array(arguments[allTypes.count...]))
            }
        }
        let staged = try staging.append(
            Switch(branches: programs),
            [inputs[0]] + knownResults[knownCount...] + zip(operands, unknown).filter(\.1).map(\.0))
        var (knowns, unknowns) = (knownResults.makeIterator(), staged.makeIterator())
        return outputs.map { $0 ? unknowns.next()! : knowns.next()! }
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        let linear = inputs.dropFirst().map(\.isLinear)
        let given = cotangents.map { $0 != nil }
        let programs = try branches.map { try $0.transposed(linear: linear, cotangents: given) }
        let known = inputs.dropFirst().filter { !$0.isLinear }.map(\.value)
        var results = try bind(
            Switch(branches: programs), [inputs[0].value] + known + cotangents.compactMap { $0 }
        ).makeIterator()
        return [nil] + linear.map { $0 ? results.next() : nil }
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        // Where each example takes a branch of its own, all are computed. The derivative of one at an example that doesn't
        // take it may be infinite or NaN: it must not reach the operands, so that each example has operands of its own.
        let isSeparate = axes[0] != nil
        let operands = try zip(inputs, axes).dropFirst().map {
            try $1 == nil && !(isSeparate && $0.dtype.isInexact)
                ? $0 : batchedInFront($0, $1, size: batch.size)
        }
        let batched = zip(inputs, axes).dropFirst().map {
            $1 != nil || isSeparate && $0.dtype.isInexact
        }
        var outputs = [Bool](repeating: axes[0] != nil, count: branches[0].outputs.count)
        for branch in branches {
            let given = try branch.batched(batched, size: batch.size, axisName: batch.name)
                .isBatched
            outputs = zip(outputs, given).map { $0 || $1 }
        }
        // Where each example takes a branch of its own, effects of the others must not happen.
        let isMasked = axes[0] != nil && hasEffects
        let programs = try branches.map {
            try (isMasked ? $0.masked() : $0).batched(
                (isMasked ? [true] : []) + batched, size: batch.size, axisName: batch.name,
                forcing: outputs
            ).program
        }
        let resultAxes: [Int?] = outputs.map { $0 ? 0 : nil }
        guard axes[0] != nil else {
            return BatchResult(
                try bind(Switch(branches: programs), [inputs[0]] + operands), resultAxes)
        }
        // Each example takes a branch of its own: all are computed, and each example chooses.
        let low = fill(0, inputs[0].type.with(shape: []))
        let high = fill(Double(branches.count - 1), inputs[0].type.with(shape: []))
        let index = minimum(maximum(inputs[0], low), high)
        func isHere(_ number: Int) -> Tensor {
            index .== fill(Double(number), index.type.with(shape: []))
        }
        func select(_ here: Tensor, _ new: Tensor, _ old: Tensor) throws -> Tensor {
            let shape = [batch.size] + [Int](repeating: 1, count: new.rank - 1)
            return try bind1(Select(), try reshape(here, to: shape), new, old)
        }
        var chosen: [Tensor] = []
        for (number, program) in programs.enumerated() {
            let here = isHere(number)
            let own = try operands.map { operand in
                operand.dtype.isInexact
                    ? try select(here, operand, try bind1(StopGradient(), operand)) : operand
            }
            let results = try program.evaluate((isMasked ? [here] : []) + own)
            chosen =
                number == 0 ? results : try zip(results, chosen).map { try select(here, $0, $1) }
        }
        return BatchResult(chosen, resultAxes)
    }

    func bindMasked(_ inputs: [Tensor], by mask: Tensor) throws -> [Tensor] {
        try bind(
            Switch(branches: try branches.map { try $0.masked() }),
            [inputs[0], mask] + inputs.dropFirst())
    }

    func replacingPrograms(_ replacement: (Program) throws -> Program) throws -> any Primitive {
        Switch(branches: try branches.map(replacement))
    }
}
