/// A call whose derivative keeps only the arguments and computes everything else again
/// (`jax.checkpoint`).
struct Checkpoint: Primitive {
    let program: Program
    /// Whether this is the derivative's copy, which must not be merged with the original
    /// computation.
    let isRecomputation: Bool

    var name: String { "checkpoint" }
    var programs: [(name: String, program: Program)] { [("program", program)] }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] { program.outputTypes }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard isRecomputation, !inputs.isEmpty else { return try context.inline(program, inputs) }
        // Without the barrier the compiler would find the common subexpressions and keep them after
        // all.
        let fenced = context.emit(
            "stablehlo.optimization_barrier", inputs, results: inputs.map(\.type))
        return try context.inline(program, fenced)
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let derivative = try program.differentiated(tangents.map { $0 != nil })
        let results = try bind(
            Checkpoint(program: derivative.program, isRecomputation: isRecomputation),
            primals + tangents.compactMap { $0 })
        var rest = results[program.outputs.count...].makeIterator()
        return JVPResult(
            Array(results.prefix(program.outputs.count)),
            derivative.nonzero.map { $0 ? rest.next() : nil })
    }

    func partialEvaluate(
        _ inputs: [Tensor], in staging: PartialEvaluationInterpreter
    ) throws -> [Tensor] {
        let unknown = inputs.map(staging.isUnknown)
        let split = try program.split(unknown: unknown, for: staging.purpose)
        // What doesn't vary in a loop around is kept once, before the loop.
        guard staging.purpose == .linearization else {
            return try staging.partition(split, inputs, unknown) { program in
                Checkpoint(program: program, isRecomputation: isRecomputation)
            }
        }
        // Known results are computed now. The unknown ones are staged with the known arguments as
        // their only residuals: the whole computation stands in the staged program, less what they
        // don't need.
        let knownProgram = split.known.keepingOutputs(split.knownOutputCount)
        let known = zip(inputs, unknown).filter { !$1 }.map(\.0)
        let results =
            knownProgram.outputs.isEmpty && !knownProgram.hasEffects
            ? []
            : try staging.parent.run {
                try staging.parent.bind(
                    Checkpoint(program: knownProgram, isRecomputation: isRecomputation), known)
            }
        // What happened once doesn't happen again when it is computed again.
        let recomputation = try program.silenced().removingDeadCode(keeping: split.outputIsUnknown)
        let used = zip(inputs.indices, recomputation.usedInputs).filter(\.1).map(\.0)
        let staged =
            split.outputIsUnknown.contains(true)
            ? try staging.append(
                Checkpoint(
                    program: recomputation.reordered(
                        inputs: used, outputs: Array(recomputation.outputs.indices)),
                    isRecomputation: true), used.map { inputs[$0] })
            : []
        return split.merged(known: results, unknown: staged)
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        let linear = inputs.map(\.isLinear)
        let transposed = try program.transposed(
            linear: linear, cotangents: cotangents.map { $0 != nil })
        let known = inputs.filter { !$0.isLinear }.map(\.value)
        var results = try bind(
            Checkpoint(program: transposed, isRecomputation: true),
            known + cotangents.compactMap { $0 }
        ).makeIterator()
        return linear.map { $0 ? results.next() : nil }
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let moved = try zip(inputs, axes).map {
            try $1 == nil ? $0 : moveAxis($0, from: $1!, to: 0)
        }
        let batched = try program.batched(
            axes.map { $0 != nil }, size: batch.size, axisName: batch.name)
        let results = try bind(
            Checkpoint(program: batched.program, isRecomputation: isRecomputation), moved)
        return BatchResult(results, batched.isBatched.map { $0 ? 0 : nil })
    }

    func bindMasked(_ inputs: [Tensor], by mask: Tensor) throws -> [Tensor] {
        try bind(
            Checkpoint(program: try program.masked(), isRecomputation: isRecomputation),
            [mask] + inputs)
    }

    func replacingPrograms(_ replacement: (Program) throws -> Program) throws -> any Primitive {
        Checkpoint(program: try replacement(program), isRecomputation: isRecomputation)
    }
}

extension Program {
    /// The same program with only its first outputs.
    func keepingOutputs(_ count: Int) -> Program {
        removingDeadCode(keeping: outputs.indices.map { $0 < count })
    }
}
