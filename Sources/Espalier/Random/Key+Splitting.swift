extension Key {
    /// Two new keys, unrelated to each other and to what this one draws (`jax.random.split`).
    public func split() -> (Key, Key) {
        let keys = split(2)
        return (keys[0], keys[1])
    }

    /// New keys (`jax.random.split`).
    ///
    /// In the partitionable layout the first keys don't depend on how many there are; in the original one they do.
    ///
    /// - Parameter count: how many; not negative.
    public func split(_ count: Int) -> [Key] {
        let words = checked([data], count: max(count, 0)) {
            try SizeLimit.checkCount(count, "keys", for: "split")
            guard count > 0 else { return [] }
            if count > 32, let words = try hostWords(count) { return words }
            let signature = Sampler.Signature("split", layout, numbers: [count])
            return try sample(signature) { key, _ in
                let all = try key.splitWords(count)
                return try (0..<count).map { index in
                    let row = Slice(starts: [index, 0], limits: [index + 1, 2], strides: [1, 1])
                    return try reshape(try bind1(row, all), to: [2])
                }
            }
        }
        return words.map { Key(unchecked: $0, layout) }
    }

    /// New keys in one, to be mapped over by `vmap` (`jax.random.split`).
    ///
    ///     let samples = vmap { (key: Key) in key.normal([3]) }(Key(0).splitBatch(10))
    ///
    /// - Returns: a key whose words have the shape `[count, 2]`. It can't be drawn from outside of `vmap`.
    public func splitBatch(_ count: Int) -> Key {
        let words = checked(data) {
            try check(count)
            let signature = Sampler.Signature("splitBatch", layout, numbers: [count])
            return try sample(signature) { key, _ in [try key.splitWords(count)] }[0]
        }
        return Key(unchecked: words, layout)
    }

    /// New keys in one, for nested `vmap`s (`jax.random.split` with a shape).
    ///
    /// - Parameter shape: the sizes of the axes of keys, in front of that of the words.
    public func splitBatch(_ shape: [Int]) -> Key {
        let words = checked(data) {
            let count = try validShape(shape, for: "split").sizeProduct
            return try reshape(splitBatch(count).data, to: shape + [2])
        }
        return Key(unchecked: words, layout)
    }

    /// The key that this one and a number give: for a step, an example or a layer (`jax.random.fold_in`).
    ///
    /// - Parameter number: from 0 to 2³² - 1.
    public func folded(in number: Int) -> Key {
        let words = checked(data) {
            guard let word = UInt32(exactly: number) else {
                throw TensorError(
                    "folded(in:)", "the number must fit in 32 bits without a sign, not \(number)")
            }
            return try foldedWords(Tensor(.unsigned(UInt64(word)), .uint32, isWeak: false))
        }
        return Key(unchecked: words, layout)
    }

    /// The key that this one and a number give, where the number is a tensor and may be traced
    /// (`jax.random.fold_in`).
    ///
    /// - Parameter number: an integer scalar, of which the lower 32 bits count.
    public func folded(in number: Tensor) -> Key {
        let words = checked(data, number) {
            guard number.rank == 0, number.dtype.isInteger else {
                throw TensorError("folded(in:)", "needs an integer scalar, not \(number.type)")
            }
            return try foldedWords(number)
        }
        return Key(unchecked: words, layout)
    }

    private func foldedWords(_ number: Tensor) throws -> Tensor {
        let signature = Sampler.Signature("foldIn", layout)
        return try sample(signature, with: [number]) { key, operands in
            let words = try key.words()
            let zero = Tensor(.unsigned(0), .uint32, isWeak: false)
            let low = try convert(operands[0], to: .uint32)
            return [stack(try bind(Threefry2x32(), [words.0, words.1, zero, low]))]
        }[0]
    }

    /// The words of many keys, read once and taken apart on the host: a program would have a result for each, and takes
    /// a while to compile. Nil where the words can't be read yet.
    private func hostWords(_ count: Int) throws -> [Tensor]? {
        let all = splitBatch(count).data
        guard all.node.tag == .device, Interpreter.current.refusesReading == nil else { return nil }
        let bytes = try all.hostBytes()
        let type = ShapedTensor(shape: [2], dtype: .uint32)
        let size = type.byteCount
        return (0..<count).map {
            Tensor(HostNode(Array(bytes[$0 * size..<($0 + 1) * size]), type))
        }
    }

    private func check(_ count: Int) throws {
        _ = try validShape([count, 2], for: "split")
    }
}

// MARK: - Inside samplers

extension Key {
    /// Runs a sampler on this key and further operands.
    func sample(
        _ signature: Sampler.Signature, with operands: [Tensor] = [],
        _ body: (Key, [Tensor]) throws -> [Tensor]
    ) throws -> [Tensor] {
        if data.node.tag < .poison, data.shape != [2] || data.dtype != .uint32 {
            throw TensorError(
                signature.name,
                """
                needs one key, whose words are uint32 of the shape [2], and these words are \(data.type); draw from \
                a batch of keys inside vmap
                """)
        }
        try SizeLimit.check(
            ShapedTensor(shape: signature.shape, dtype: .uint8), for: signature.name)
        return try Sampler.run(signature, [data] + operands) { arguments in
            try body(Key(unchecked: arguments[0], layout), Array(arguments.dropFirst()))
        }
    }

    /// The two words as scalars.
    func words() throws -> (Tensor, Tensor) {
        func word(_ index: Int) throws -> Tensor {
            try reshape(
                try bind1(Slice(starts: [index], limits: [index + 1], strides: [1]), data), to: [])
        }
        return (try word(0), try word(1))
    }

    /// The words of new keys, in the rows of a matrix.
    func splitWords(_ count: Int) throws -> Tensor {
        let (first, second) = try words()
        switch layout {
        case .partitionable:
            let counters = try elementCounters([count])
            let words = try bind(Threefry2x32(), [first, second, counters.high, counters.low])
            return stack(words, axis: 1)
        case .original:
            return try reshape(try pairedWords(2 * count), to: [count, 2])
        }
    }

    /// Two new keys.
    func splitPair() throws -> (Key, Key) {
        let all = try splitWords(2)
        func row(_ index: Int) throws -> Key {
            let slice = Slice(starts: [index, 0], limits: [index + 1, 2], strides: [1, 1])
            return Key(unchecked: try reshape(try bind1(slice, all), to: [2]), layout)
        }
        return (try row(0), try row(1))
    }
}
