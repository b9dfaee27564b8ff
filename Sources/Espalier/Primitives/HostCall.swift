/// A call of a Swift function from a program (`jax.pure_callback`, `jax.experimental.io_callback`,
/// `jax.debug.callback`).
struct HostCall: Primitive {
    /// What the transformations may do with the call.
    enum Kind: Hashable, Sendable {
        /// Its results depend on its arguments alone: it may be left out, moved or done again.
        case pure
        /// It does something, once each time that its place in the program is reached, in order.
        case effect
        /// An effect that takes no part in derivatives.
        case debug
    }

    let function: HostFunction
    let resultTypes: [ShapedTensor]
    let kind: Kind
    let vmapMethod: CallbackVmapMethod

    var isNativeOnFloat8: Bool { true }
    var name: String {
        switch kind {
        case .pure: "pure_callback"
        case .effect: "io_callback"
        case .debug: "debug_callback"
        }
    }

    var hasEffects: Bool { kind != .pure }
    var isSpeculatable: Bool { false }

    private func with(function: HostFunction, resultTypes: [ShapedTensor]? = nil) -> HostCall {
        HostCall(
            function: function, resultTypes: resultTypes ?? self.resultTypes, kind: kind,
            vmapMethod: vmapMethod)
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] { resultTypes }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let token = hasEffects ? [context.currentToken] : []
        let operands = inputs + token
        let results = outputs.map(\.strong) + token.map(\.type)
        let callback = function.callback(inputs.map(\.type), giving: outputs)
        context.callbacks.append(callback)
        let values = context.emit(
            "stablehlo.custom_call", operands,
            attributes: """
                \(callback.attributes), has_side_effect = \(hasEffects), \
                operand_layouts = \(layouts(operands.map(\.type))), \
                result_layouts = \(layouts(results))
                """, results: results)
        if hasEffects { context.token = values.last }
        return Array(values.prefix(outputs.count))
    }

    /// Row-major order for each array.
    private func layouts(_ types: [ShapedTensor]) -> String {
        "[" + types.map { Lowering.layout($0) }.joined(separator: ", ") + "]"
    }

    func evaluate(_ inputs: [Tensor]) throws -> [Tensor] {
        let host = try inputs.map { input in
            input.node.tag == .host ? input : Tensor(HostNode(try input.hostBytes(), input.type))
        }
        return try function(host, giving: resultTypes)
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        if kind == .debug || kind == .pure && !resultTypes.contains(where: \.dtype.isInexact) {
            let outputs = try bind(self, primals)
            return JVPResult(outputs, outputs.map { _ in nil })
        }
        throw TensorError(
            function.name,
            """
            has no derivative, because nothing is known of the Swift function. Give it one with customJVP or \
            customVJP around the call, or pass stopGradient(x) to it
            """)
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        throw TensorError(
            function.name,
            """
            looks at a tangent, which has no value when a gradient goes through the program backwards; in a rule of \
            customJVP only the arguments and results can be looked at
            """)
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let moved = try zip(inputs, axes).map { input, axis in
            if let axis { return try moveAxis(input, from: axis, to: 0) }
            switch vmapMethod {
            case .sequential: return input
            case .expandDims: return try reshape(input, to: [1] + input.shape)
            case .broadcastAll: return try batchedInFront(input, nil, size: batch.size)
            }
        }
        let types = resultTypes.map { $0.strong.with(shape: [batch.size] + $0.shape) }
        let batched =
            vmapMethod == .sequential
            ? function.mapped(axes.map { $0 != nil }, size: batch.size, giving: resultTypes)
            : function
        let results = try bind(with(function: batched, resultTypes: types), moved)
        return BatchResult(results, results.map { _ in 0 })
    }

    func bindMasked(_ inputs: [Tensor], by mask: Tensor) throws -> [Tensor] {
        guard hasEffects else { return try bind(self, inputs) }
        // Under `vmap` the mask differs between examples, so that each of them has a call of its own.
        let call = HostCall(
            function: function.masked(giving: resultTypes), resultTypes: resultTypes, kind: kind,
            vmapMethod: .sequential)
        return try bind(call, [mask] + inputs)
    }
}
