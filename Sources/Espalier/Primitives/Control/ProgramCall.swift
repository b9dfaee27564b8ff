/// A call of a traced function that is to be compiled as a whole: what `jit` leaves behind inside
/// other transformations (`jax.jit` inside `grad`, `vmap` or another `jit`).
struct ProgramCall: Primitive {
    let program: Program
    let label: String

    var name: String { "jit" }
    var printedParameters: [(name: String, value: String)] {
        label.isEmpty ? [] : [("name", label)]
    }
    var programs: [(name: String, program: Program)] { [("program", program)] }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] { program.outputTypes }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        try context.call(program, inputs)
    }

    func evaluate(_ inputs: [Tensor]) throws -> [Tensor] {
        // Only what the program's identity stands for is run again; nothing is copied.
        try Runtime.current.run(program, inputs, name: label)
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let derivative = try program.differentiated(tangents.map { $0 != nil })
        let results = try bind(
            ProgramCall(program: derivative.program, label: label),
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
        return try staging.partition(split, inputs, unknown) { program in
            ProgramCall(program: program, label: label)
        }
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        let linear = inputs.map(\.isLinear)
        let transposed = try program.transposed(
            linear: linear, cotangents: cotangents.map { $0 != nil })
        let known = inputs.filter { !$0.isLinear }.map(\.value)
        var results = try bind(
            ProgramCall(program: transposed, label: label), known + cotangents.compactMap { $0 }
        ).makeIterator()
        return linear.map { $0 ? results.next() : nil }
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let moved = try zip(inputs, axes).map {
            try $1 == nil ? $0 : moveAxis($0, from: $1!, to: 0)
        }
        let batched = try program.batched(
            axes.map { $0 != nil }, size: batch.size, axisName: batch.name)
        let results = try bind(ProgramCall(program: batched.program, label: label), moved)
        return BatchResult(results, batched.isBatched.map { $0 ? 0 : nil })
    }

    func bindMasked(_ inputs: [Tensor], by mask: Tensor) throws -> [Tensor] {
        try bind(ProgramCall(program: try program.masked(), label: label), [mask] + inputs)
    }

    func replacingPrograms(_ replacement: (Program) throws -> Program) throws -> any Primitive {
        ProgramCall(program: try replacement(program), label: label)
    }
}

extension PartialEvaluationInterpreter {
    /// Carries out a program that was split: runs its known part under the parent and stages the
    /// rest.
    func partition(
        _ split: SplitProgram, _ inputs: [Tensor], _ unknown: [Bool],
        _ call: (Program) -> any Primitive
    ) throws -> [Tensor] {
        let known = zip(inputs, unknown).filter { !$1 }.map(\.0)
        let results =
            split.needsKnown ? try parent.run { try parent.bind(call(split.known), known) } : []
        let staged =
            split.needsUnknown
            ? try append(
                call(split.unknown),
                split.residuals(known, results) + zip(inputs, unknown).filter(\.1).map(\.0))
            : []
        return split.merged(known: results, unknown: staged)
    }
}
