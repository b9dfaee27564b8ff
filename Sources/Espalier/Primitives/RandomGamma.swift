/// Numbers of gamma distributions from keys (`jax.random.gamma`, `jax.random.loggamma`).
///
/// Operands are the words of one key or of a batch of keys, and the shape parameters, whose first axes are those of the
/// batch. Each element gets a key of its own, and draws by rejection: G. Marsaglia and W. W. Tsang, "A simple method
/// for generating gamma variables", ACM TOMS 26, 2000.
///
/// The derivative in the shape parameter is not that of the rejection, which takes other turns for other
/// parameters, but that of a number that keeps its level of the distribution function.
struct RandomGamma: Primitive {
    let layout: Key.Layout
    /// Whether the numbers' logarithms are asked for, which don't underflow for small parameters.
    let isLogarithmic: Bool

    var name: String { isLogarithmic ? "random_loggamma" : "random_gamma" }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        guard inputs[0].dtype == .uint32, inputs[0].shape.last == 2,
            inputs[1].dtype.isFloating,
            inputs[1].shape.starts(with: inputs[0].shape.dropLast())
        else {
            throw TensorError(
                name, "needs the words of keys and floating parameters, not \(inputs)")
        }
        return [inputs[1].strong]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let types = inputs.map(\.type.strong)
        let signature = GammaSignature(sampler: self, types: types)
        let program = try gammaPrograms.value(for: signature) {
            try EagerInterpreter.shared.run {
                try traceClosed(types) { [try numbers($0[0], $0[1])] }
            }
        }
        return try context.call(program, inputs)
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let y = try bind(self, primals)[0]
        guard let tangent = tangents[1] else { return JVPResult(y, nil) }
        guard isLogarithmic else {
            return JVPResult(y, tangent * gammaSampleDerivative(primals[1], y))
        }
        let number = exp(y)
        let positive = which(number .== 0, Tensor.weak(y.dtype.leastNormal), number)
        return JVPResult(y, tangent * (gammaSampleDerivative(primals[1], positive) / positive))
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let front = try zip(inputs, axes).map { try batchedInFront($0, $1, size: batch.size) }
        return BatchResult(try bind(self, front)[0], 0)
    }

    // MARK: The program

    private func numbers(_ words: Tensor, _ parameters: Tensor) throws -> Tensor {
        let keyCount = words.shape.dropLast().sizeProduct
        let count = parameters.shape.dropFirst(words.rank - 1).sizeProduct
        let keys = try mapped([try reshape(words, to: [keyCount, 2])]) {
            try Key(unchecked: $0[0], layout).splitWords(count)
        }
        let numbers = try mapped([
            try reshape(keys, to: [keyCount * count, 2]),
            try reshape(parameters, to: [keyCount * count]),
        ]) { try number(Key(unchecked: $0[0], layout), $0[1]) }
        return try reshape(numbers, to: parameters.shape)
    }

    /// A function of one example, over the first axis of its operands.
    private func mapped(
        _ operands: [Tensor], _ body: ([Tensor]) throws -> Tensor
    ) throws -> Tensor {
        let batching = BatchingInterpreter(
            parent: Interpreter.current, size: operands[0].shape[0], axisName: nil)
        let tracers = operands.map { batching.join($0, 0) }
        let (value, axis) = batching.split(try batching.run { try body(tracers) })
        return try batchedInFront(value, axis, size: batching.batch.size)
    }

    /// One number: steps and order of the draws are those of JAX, because the bits are to be the same.
    private func number(_ key: Key, _ parameter: Tensor) throws -> Tensor {
        let dtype = parameter.dtype
        func constant(_ number: Double) -> Tensor { fill(number, dtype.scalar) }
        let (zero, one, third) = (constant(0), constant(1), constant(1.0 / 3))
        // Below 1 the number for the parameter plus 1 is drawn and boosted.
        let isLarge = parameter .>= one
        let d = which(isLarge, parameter, parameter + one) - third
        let c = third / sqrt(d)
        let (rejecting, boosting) = try key.splitPair()

        let last = try repeated([rejecting.data, zero, one, constant(2)]) { state in
            let (x, v, u) = (state[1], state[2], state[3])
            let isOutside = u .>= one - constant(0.0331) * (x * x)
            return isOutside & (log(u) .>= x * constant(0.5) + d * (one - v + log(v)))
        } _: { state in
            let keys = try Key(unchecked: state[0], layout).splitKeys(3)
            let drawn = try repeated([keys[1].data, zero, constant(-1)]) {
                $0[2] .<= zero
            } _: { state in
                let (next, drawing) = try Key(unchecked: state[0], layout).splitPair()
                let x = try drawing.rawNormal([], dtype)
                return [next.data, x, one + x * c]
            }
            let (x, v) = (drawn[1], drawn[2])
            let u = try keys[2].rawUniform([], dtype, from: 0, to: 1)
            return [keys[0].data, x * x, (v * v) * v, u]
        }
        let v = last[2]
        let uniform = try boosting.rawUniform([], dtype, from: 0, to: 1)
        guard isLogarithmic else {
            let boost = which(isLarge, one, power(one - uniform, one / parameter))
            return (d * v) * boost
        }
        let logarithm = log1p(-uniform)
        let boost = which(isLarge | (logarithm .== 0), zero, logarithm * (one / parameter))
        return log(d) + log(v) + boost
    }
}

private struct GammaSignature: Hashable, Sendable {
    let sampler: RandomGamma
    let types: [ShapedTensor]
}

private let gammaPrograms = ProgramCache()
