import PJRT

/// A Swift function that compiled programs call, compared by identity.
///
/// It sees tensors in host memory and gives such tensors back. While it runs, the current interpreter refuses every
/// operation: it may run on a thread of XLA in the middle of an execution, where another execution could wait for
/// the one that it is part of.
final class HostFunction: Hashable, Sendable {
    typealias Body = @Sendable ([Tensor]) throws -> [Tensor]

    /// What the user called, for messages.
    let name: String
    private let body: Body

    init(_ name: String, _ body: @escaping Body) {
        self.name = name
        self.body = body
    }

    static func == (a: HostFunction, b: HostFunction) -> Bool { a === b }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    /// Calls the function and checks what it gives.
    func callAsFunction(_ inputs: [Tensor], giving types: [ShapedTensor]) throws -> [Tensor] {
        let results: [Tensor]
        do {
            results = try HostCallbackInterpreter(name).run {
                try withErrors { try body(inputs) }
            }
        } catch let error as TensorError where error.operation == name {
            throw error
        } catch {
            throw TensorError(name, "the Swift function failed: \(error)")
        }
        guard results.count == types.count else {
            throw TensorError(
                name,
                "the Swift function gave \(results.count) tensors, and \(types.count) were declared"
            )
        }
        return try zip(results, types).enumerated().map { index, pair in
            let (result, type) = pair
            guard result.node.tag == .host else {
                throw TensorError(
                    name,
                    "result \(index) of the Swift function is no tensor of Swift values; make it with"
                        + " Tensor(scalars:shape:)")
            }
            let isFit = result.dtype == type.dtype || result.isWeaklyTyped
            guard result.shape == type.shape, isFit else {
                throw TensorError(
                    name,
                    """
                    result \(index) of the Swift function is \(result.type.strong), and \(type.strong) was \
                    declared
                    """)
            }
            return try result.onHost(as: type.dtype, isWeak: false)
        }
    }

    /// The function over a batch, one example after another.
    ///
    /// - Parameters:
    ///   - isBatched: which inputs have a batch axis, in front.
    ///   - types: what the function gives for one example.
    func mapped(_ isBatched: [Bool], size: Int, giving types: [ShapedTensor]) -> HostFunction {
        HostFunction(name) { inputs in
            let stacks = try inputs.map { try $0.hostBytes() }
            var collected = [[UInt8]](repeating: [], count: types.count)
            for example in 0..<size {
                let examples = zip(zip(inputs, stacks), isBatched).map { pair, isBatched in
                    let (input, bytes) = pair
                    guard isBatched else { return input }
                    let type = input.type.with(shape: Array(input.shape.dropFirst()))
                    let start = example * type.byteCount
                    return Tensor(HostNode(Array(bytes[start..<start + type.byteCount]), type))
                }
                for (index, result) in try self(examples, giving: types).enumerated() {
                    collected[index] += try result.hostBytes()
                }
            }
            return zip(collected, types).map { bytes, type in
                Tensor(HostNode(bytes, type.strong.with(shape: [size] + type.shape)))
            }
        }
    }

    /// The function where a condition, which becomes the first input, holds; zeros elsewhere.
    func masked(giving types: [ShapedTensor]) -> HostFunction {
        HostFunction(name) { inputs in
            if try inputs[0].hostBytes()[0] != 0 {
                return try self(Array(inputs.dropFirst()), giving: types)
            }
            return types.map {
                Tensor(HostNode([UInt8](repeating: 0, count: $0.byteCount), $0.strong))
            }
        }
    }

    /// The function as programs call it.
    func callback(_ inputs: [ShapedTensor], giving types: [ShapedTensor]) -> HostCallback {
        HostCallback { arguments, results in
            let tensors = zip(arguments, inputs).map {
                Tensor(HostNode(Array($0.bytes), $1))
            }
            let values = try self(tensors, giving: types)
            for (value, result) in zip(values, results) {
                try value.withHostBytes { result.bytes.copyMemory(from: $0) }
            }
            // The last result of an effect is the token, of which nobody reads the value.
            for result in results[values.count...] {
                _ = result.bytes.initializeMemory(as: UInt8.self, repeating: 0)
            }
        }
    }
}

/// Refuses operations inside functions that programs call.
final class HostCallbackInterpreter: Interpreter, @unchecked Sendable {
    private let name: String

    init(_ name: String) { self.name = name }

    override var enclosing: Interpreter? { EagerInterpreter.shared }

    override var refusesReading: TensorError? {
        refusal("read a tensor that lies on a device")
    }

    override func bind(_ primitive: any Primitive, _ inputs: [Tensor]) throws -> [Tensor] {
        throw refusal("ran the operation \(primitive.name)")
    }

    private func refusal(_ what: String) -> TensorError {
        TensorError(
            name,
            """
            the Swift function \(what), which could wait forever for the program that called the function. It has \
            to compute with Swift values: take its arguments apart with scalars(as:), and make its results with \
            Tensor(scalars:shape:)
            """)
    }
}

extension TensorError {
    /// What to tell when an execution failed: a host function's own error, where it was one.
    init(execution error: any Error, of label: String) {
        if let known = error as? TensorError {
            self = known
        } else if case PJRTError.hostCallback(let text) = error,
            let colon = text.firstRange(of: ": ")
        {
            // Errors of host functions are tensor errors with the operation in front.
            self.init(String(text[..<colon.lowerBound]), String(text[colon.upperBound...]))
        } else {
            self.init(label, String(describing: error))
        }
    }
}
