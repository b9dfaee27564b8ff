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
        if staging.isUnknown(inputs[0]) {
            return staging.purpose.isHoisting
                ? try hoistOutOfBranches(inputs, in: staging) : try staging.append(self, inputs)
        }
        let operands = Array(inputs.dropFirst())
        let unknown = operands.map(staging.isUnknown)
        var outputs = [Bool](repeating: false, count: branches[0].outputs.count)
        for branch in branches {
            let given = try branch.split(unknown: unknown, for: staging.purpose).outputIsUnknown
            outputs = zip(outputs, given).map { $0 || $1 }
        }
        let splits = try branches.map {
            try $0.split(unknown: unknown, forcing: outputs, for: staging.purpose)
        }
        // Each branch has residuals of its own. Those of one type share a result, which holds zeros
        // where the branch that is taken has none for it.
        let knownCount = outputs.count { !$0 }
        var shared: [ShapedTensor] = []
        let places = splits.map { split in
            var free = shared.indices.map { $0 }
            return split.known.outputTypes[knownCount...].map { type in
                if let found = free.firstIndex(where: { shared[$0] == type }) {
                    return free.remove(at: found)
                }
                shared.append(type)
                return shared.count - 1
            }
        }
        let types = shared
        let known = try zip(splits, places).map { split, places in
            try traceClosed(split.known.inputTypes) { arguments in
                let results = try split.known.evaluate(arguments)
                let residuals = Dictionary(
                    uniqueKeysWithValues: zip(places, results[knownCount...]))
                return results[..<knownCount]
                    + types.indices.map { residuals[$0] ?? fill(0, types[$0]) }
            }
        }
        let knownOperands = zip(operands, unknown).filter { !$1 }.map(\.0)
        let needsKnown = splits.contains(where: \.needsKnown)
        let results =
            needsKnown
            ? try staging.parent.run {
                try staging.parent.bind(Switch(branches: known), [inputs[0]] + knownOperands)
            } : []
        let residuals = zip(splits, places).map { split, places in
            split.residuals(
                knownOperands, results.prefix(knownCount) + places.map { results[knownCount + $0] })
        }
        let staged = try stage(
            splits, residuals, [inputs[0]], zip(operands, unknown).filter(\.1).map(\.0), in: staging
        )
        return splits[0].merged(known: results, unknown: staged)
    }

    /// Computes what the branches need and doesn't vary in the loop around, before the loop and whichever is taken.
    private func hoistOutOfBranches(
        _ inputs: [Tensor], in staging: PartialEvaluationInterpreter
    ) throws -> [Tensor] {
        let operands = Array(inputs.dropFirst())
        let unknown = operands.map(staging.isUnknown)
        let all = branches[0].outputs.map { _ in true }
        let splits = try branches.map {
            try $0.split(unknown: unknown, forcing: all, for: .speculation)
        }
        guard splits.contains(where: \.needsKnown) else { return try staging.append(self, inputs) }
        let known = zip(operands, unknown).filter { !$1 }.map(\.0)
        let residuals = try staging.parent.run {
            try splits.map { $0.residuals(known, try $0.known.evaluate(known)) }
        }
        return try stage(
            splits, residuals, [inputs[0]], zip(operands, unknown).filter(\.1).map(\.0), in: staging
        )
    }

    /// Stages the unknown parts of the branches, each with its residuals; what several branches need is passed once.
    private func stage(
        _ splits: [SplitProgram], _ residuals: [[Tensor]], _ index: [Tensor], _ unknown: [Tensor],
        in staging: PartialEvaluationInterpreter
    ) throws -> [Tensor] {
        guard splits.contains(where: \.needsUnknown) else { return [] }
        var passed: [Tensor] = []
        var places: [ObjectIdentifier: Int] = [:]
        let sources = residuals.map { list in
            list.map { residual in
                if let known = places[ObjectIdentifier(residual.node)] { return known }
                places[ObjectIdentifier(residual.node)] = passed.count
                passed.append(residual)
                return passed.count - 1
            }
        }
        let types = (passed + unknown).map(\.type)
        let count = passed.count
        let programs = try zip(splits, sources).map { split, sources in
            try traceClosed(types) { arguments in
                try split.unknown.evaluate(sources.map { arguments[$0] } + arguments[count...])
            }
        }
        return try staging.append(Switch(branches: programs), index + passed + unknown)
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
