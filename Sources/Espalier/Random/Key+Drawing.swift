// What samplers with parameters have in common.

extension Key {
    /// Draws numbers of a distribution whose parameters are tensors, by one program.
    ///
    /// - Parameters:
    ///   - name: of the method, for messages and for looking up the program.
    ///   - parameters: real; the body gets them in the dtype of the result.
    ///   - shape: of the result; by default that of the parameters broadcast against each other.
    ///   - dtype: of the result; by default that of the parameters, float32 where those are integers.
    ///   - numbers: what else the body depends on.
    func drawn(
        _ name: String, _ parameters: [Tensor], _ shape: [Int]?, _ dtype: DType?,
        numbers: [Int] = [],
        _ body: (Key, [Tensor], [Int], DType) throws -> Tensor
    ) -> Tensor {
        checked([data] + parameters) {
            let own = try commonDType(parameters, for: name)
            let dtype = dtype ?? own
            try checkFloating(dtype, for: name)
            let shape = try drawnShape(parameters, shape, for: name)
            let operands = try parameters.map { try convert($0, to: dtype) }
            let signature = Sampler.Signature(
                name, layout, shape: shape, dtype: dtype, numbers: numbers)
            return try sample(signature, with: operands) { key, operands in
                [try body(key, operands, shape, dtype)]
            }[0]
        }
    }

    /// The floating dtype of real parameters.
    func commonDType(_ parameters: [Tensor], for name: String) throws -> DType {
        for parameter in parameters where parameter.dtype.isComplex {
            throw TensorError(
                name,
                "the parameters must be real numbers, and one has the dtype \(parameter.dtype)")
        }
        let dtype = Promotion.join(parameters.map(\.type)).dtype
        return dtype.isFloating ? dtype : .float32
    }

    /// The shape of a draw: the one given, if the parameters can be broadcast to it, or their own.
    func drawnShape(_ parameters: [Tensor], _ shape: [Int]?, for name: String) throws -> [Int] {
        guard let shape else { return try broadcastShape(parameters.map(\.shape), for: name) }
        try check(parameters, broadcastTo: shape, for: name)
        return shape
    }

    /// New keys, inside of a sampler.
    func splitKeys(_ count: Int) throws -> [Key] {
        let all = try splitWords(count)
        return try (0..<count).map { index in
            let row = Slice(starts: [index, 0], limits: [index + 1, 2], strides: [1, 1])
            return Key(unchecked: try reshape(try bind1(row, all), to: [2]), layout)
        }
    }

    /// -1 or 1, inside of a sampler. A dtype of 64 bits is drawn with as many.
    func rawSigns(_ shape: [Int], _ dtype: DType) throws -> Tensor {
        let drawn: DType = dtype.realPart.byteSize == 8 ? .float64 : .float32
        let uniform = try rawUniform(shape, drawn, from: 0, to: 1)
        return 2 * (try convert(uniform .< fill(0.5, drawn.scalar), to: dtype)) - 1
    }

    /// Gamma numbers or their logarithms, inside of a sampler.
    func rawGamma(_ parameter: Tensor, _ shape: [Int], logarithmic: Bool = false) throws -> Tensor {
        let sampler = RandomGamma(layout: layout, isLogarithmic: logarithmic)
        return try bind1(sampler, data, try broadcast(parameter, to: shape))
    }
}
