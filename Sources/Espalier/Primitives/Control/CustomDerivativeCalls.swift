/// A function of tensors that is compared by identity.
final class TensorFunction: Hashable, @unchecked Sendable {
    let apply: ([Tensor]) throws -> [Tensor]

    init(_ apply: @escaping ([Tensor]) throws -> [Tensor]) { self.apply = apply }

    static func == (a: TensorFunction, b: TensorFunction) -> Bool { a === b }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    /// The function over a batch, results batched in front.
    ///
    /// - Parameter batched: called with which results have a batch axis.
    func batched(_ axes: [Int?], over batch: BatchAxis) -> TensorFunction {
        TensorFunction { inputs in
            let batching = BatchingInterpreter(parent: Interpreter.current, again: batch)
            let tracers = zip(inputs, axes).map { batching.join($0, $1) }
            let results = try batching.run { try self.apply(tracers) }.map(batching.split)
            return try results.map { try batchedInFront($0.value, $0.axis, size: batch.size) }
        }
    }
}

/// A function with a derivative of its own (`jax.custom_jvp`).
struct CustomJVPCall: Primitive {
    let function: TensorFunction
    /// Takes the arguments and as many tangents; gives the results and as many tangents.
    let rule: TensorFunction
    /// The function's program, once it is traced.
    var program: Program?

    var isClosure: Bool { program == nil }
    var isNativeOnFloat8: Bool { true }
    var name: String { "custom_jvp_call" }
    var programs: [(name: String, program: Program)] { program.map { [("program", $0)] } ?? [] }
    var hasDerivativeRules: Bool { true }

    /// A call of the program alone, which is written in place.
    var compiledForm: any Primitive {
        get throws {
            guard let program else { return self }
            return Checkpoint(program: try program.compiledForm, isRecomputation: false)
        }
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        guard let program else { fatalError("custom_jvp_call is staged with its program") }
        return program.outputTypes
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        try context.inline(program!, inputs)
    }

    func evaluate(_ inputs: [Tensor]) throws -> [Tensor] { try function.apply(inputs) }

    func stage(_ inputs: [Tensor], in staging: StagingInterpreter) throws -> [Tensor] {
        if program != nil { return try staging.append(self, inputs) }
        let traced = try staging.parent.run { try trace(inputs.map(\.type), function.apply) }
        // What the function uses from outside takes no part in its derivative.
        let count = traced.captures.count
        let (program, rule) = (traced.program, rule)
        let call = CustomJVPCall(
            function: TensorFunction { try program.evaluate($0) },
            rule: TensorFunction { arguments in
                let half = arguments.count / 2
                return try rule.apply(Array(arguments[count..<half] + arguments[(half + count)...]))
            },
            program: program)
        return try staging.append(call, traced.captures + inputs)
    }

    func partialEvaluate(
        _ inputs: [Tensor], in staging: PartialEvaluationInterpreter
    ) throws -> [Tensor] {
        // Unknown are tangents, of which the function is linear: it is transposed itself, and needs no rule any more.
        try staging.run { try function.apply(inputs) }
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let full = zip(primals, tangents).map { $1 ?? zeros(like: $0) }
        let results = try rule.apply(primals + full)
        let half = results.count / 2
        for (output, tangent) in zip(results[..<half], results[half...])
        where output.shape != tangent.shape || output.dtype != tangent.dtype {
            throw TensorError(
                "customJVP",
                """
                the rule gave a result of type \(output.type) a tangent of type \(tangent.type); they must have \
                the same shape and dtype
                """)
        }
        return JVPResult(
            Array(results[..<half]),
            zip(results[..<half], results[half...]).map { $0.dtype.isInexact ? $1 : nil })
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let call = CustomJVPCall(
            function: function.batched(axes, over: batch),
            rule: rule.batched(axes + axes, over: batch))
        let results = try bind(call, inputs)
        return BatchResult(results, results.map { _ in 0 })
    }

    func bindMasked(_ inputs: [Tensor], by mask: Tensor) throws -> [Tensor] {
        guard let program = try program?.masked() else { return try bind(self, inputs) }
        let rule = rule
        let call = CustomJVPCall(
            function: TensorFunction { try program.evaluate($0) },
            rule: TensorFunction { arguments in
                let half = arguments.count / 2
                return try rule.apply(Array(arguments[1..<half] + arguments[(half + 1)...]))
            },
            program: program)
        return try bind(call, [mask] + inputs)
    }

    func replacingPrograms(_ replacement: (Program) throws -> Program) throws -> any Primitive {
        guard let program = try program.map(replacement) else { return self }
        return CustomJVPCall(
            function: TensorFunction { try program.evaluate($0) }, rule: rule, program: program)
    }
}

/// A function with a pullback of its own (`jax.custom_vjp`).
struct CustomVJPCall: Primitive {
    let function: TensorFunction
    /// Takes the arguments; gives the results, then what the pullback needs.
    let forward: TensorFunction
    /// Takes what `forward` saved, then the results' cotangents; gives the arguments' cotangents.
    let backward: TensorFunction
    let resultCount: Int
    var program: Program?

    var isClosure: Bool { program == nil }
    var isNativeOnFloat8: Bool { true }
    var name: String { "custom_vjp_call" }
    var programs: [(name: String, program: Program)] { program.map { [("program", $0)] } ?? [] }
    var hasDerivativeRules: Bool { true }

    /// A call of the program alone, which is written in place.
    var compiledForm: any Primitive {
        get throws {
            guard let program else { return self }
            return Checkpoint(program: try program.compiledForm, isRecomputation: false)
        }
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        guard let program else { fatalError("custom_vjp_call is staged with its program") }
        return program.outputTypes
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        try context.inline(program!, inputs)
    }

    func evaluate(_ inputs: [Tensor]) throws -> [Tensor] { try function.apply(inputs) }

    func stage(_ inputs: [Tensor], in staging: StagingInterpreter) throws -> [Tensor] {
        if program != nil { return try staging.append(self, inputs) }
        let traced = try staging.parent.run { try trace(inputs.map(\.type), function.apply) }
        let count = traced.captures.count
        let (program, forward, backward) = (traced.program, forward, backward)
        let captureTypes = traced.captures.map(\.type)
        let call = CustomVJPCall(
            function: TensorFunction { try program.evaluate($0) },
            forward: TensorFunction { try forward.apply(Array($0[count...])) },
            backward: TensorFunction { arguments in
                captureTypes.map { fill(0, $0) } + (try backward.apply(arguments))
            },
            resultCount: resultCount, program: program)
        return try staging.append(call, traced.captures + inputs)
    }

    func partialEvaluate(
        _ inputs: [Tensor], in staging: PartialEvaluationInterpreter
    ) throws -> [Tensor] {
        try staging.run { try function.apply(inputs) }
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let saved = try forward.apply(primals)
        let outputs = Array(saved[..<resultCount])
        let residuals = Array(saved[resultCount...])
        let active = outputs.map { $0.dtype.isInexact }
        let full = zip(primals, tangents).map { $1 ?? zeros(like: $0) }
        let pullback = CustomPullback(
            backward: backward, residualCount: residuals.count,
            types: outputs.map { $0.type.strong })
        let results = try bind(pullback, residuals + full)
        return JVPResult(outputs, zip(results, active).map { $1 ? $0 : nil })
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let backward = backward
        // Cotangents come batched for every argument; those of arguments without a batch axis are
        // summed.
        let summing = TensorFunction { arguments in
            let results = try backward.batched(arguments.map { _ in 0 }, over: batch).apply(
                arguments)
            return try zip(results, axes).map { result, axis in
                guard let axis else { return try reduceSum(result, axes: [0]) }
                return try moveAxis(result, from: 0, to: axis)
            }
        }
        let call = CustomVJPCall(
            function: function.batched(axes, over: batch),
            forward: forward.batched(axes, over: batch),
            backward: summing, resultCount: resultCount)
        let results = try bind(call, inputs)
        return BatchResult(results, results.map { _ in 0 })
    }

    func bindMasked(_ inputs: [Tensor], by mask: Tensor) throws -> [Tensor] {
        guard let program = try program?.masked() else { return try bind(self, inputs) }
        let (forward, backward, maskType) = (forward, backward, mask.type)
        let call = CustomVJPCall(
            function: TensorFunction { try program.evaluate($0) },
            forward: TensorFunction { try forward.apply(Array($0.dropFirst())) },
            backward: TensorFunction { [fill(0, maskType)] + (try backward.apply($0)) },
            resultCount: resultCount, program: program)
        return try bind(call, [mask] + inputs)
    }

    func replacingPrograms(_ replacement: (Program) throws -> Program) throws -> any Primitive {
        guard let program = try program.map(replacement) else { return self }
        return CustomVJPCall(
            function: TensorFunction { try program.evaluate($0) }, forward: forward,
            backward: backward, resultCount: resultCount, program: program)
    }
}

/// The derivative of a function with a custom pullback: a linear map known only by its transpose.
struct CustomPullback: Primitive {
    let backward: TensorFunction
    let residualCount: Int
    let types: [ShapedTensor]

    var isNativeOnFloat8: Bool { true }
    var name: String { "custom_pullback" }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] { types }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        throw forwardMode
    }

    func evaluate(_ inputs: [Tensor]) throws -> [Tensor] { throw forwardMode }

    private var forwardMode: TensorError {
        TensorError(
            "customVJP",
            """
            forward-mode differentiation (jvp, jacfwd, hessian) came upon a function that has only a pullback; give \
            it a rule with customJVP instead, which serves both modes
            """)
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        let residuals = inputs[..<residualCount].map(\.value)
        let full = zip(cotangents, types).map { $0 ?? fill(0, $1) }
        let results = try backward.apply(residuals + full)
        let arguments = inputs[residualCount...]
        guard results.count == arguments.count else {
            throw TensorError(
                "customVJP",
                "the pullback gave \(results.count) cotangents for \(arguments.count) arguments")
        }
        for (result, argument) in zip(results, arguments)
        where argument.isLinear && result.node.tag != .nothing
            && (result.shape != argument.type.shape || result.dtype != argument.type.dtype)
        {
            throw TensorError(
                "customVJP",
                """
                the pullback gave a cotangent of type \(result.type) for an argument of type \(argument.type); they \
                must have the same shape and dtype
                """)
        }
        return residuals.map { _ in nil }
            + zip(results, arguments).map { $1.isLinear && $0.node.tag != .nothing ? $0 : nil }
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let (backward, residualCount) = (backward, residualCount)
        let residualAxes = Array(axes[..<residualCount])
        let argumentAxes = Array(axes[residualCount...])
        let summing = TensorFunction { arguments in
            let cotangentAxes = arguments[residualCount...].map { _ -> Int? in 0 }
            let results = try backward.batched(residualAxes + cotangentAxes, over: batch).apply(
                arguments)
            return try zip(results, argumentAxes).map { result, axis in
                guard let axis else { return try reduceSum(result, axes: [0]) }
                return try moveAxis(result, from: 0, to: axis)
            }
        }
        let call = CustomPullback(
            backward: summing, residualCount: residualCount,
            types: types.map { $0.with(shape: [batch.size] + $0.shape) })
        let results = try bind(call, inputs)
        return BatchResult(results, results.map { _ in 0 })
    }
}
