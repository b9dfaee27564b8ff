/// Sampling methods as programs that are run whole, so that an eager draw is one call and not a dozen.
///
/// It also keeps the bits: a compiler that sees the whole of a sampler may contract a product and a sum into one
/// rounding, and then does so wherever the sampler runs, not only under `jit`.
enum Sampler {
    /// What a sampler's program is looked up by; the layout is nil where no key takes part.
    struct Signature: Hashable, Sendable {
        var name: String
        var layout: Key.Layout?
        var shape: [Int] = []
        var dtype: DType?
        var numbers: [Int] = []
        fileprivate var operands: [ShapedTensor] = []

        init(
            _ name: String, _ layout: Key.Layout? = nil, shape: [Int] = [], dtype: DType? = nil,
            numbers: [Int] = []
        ) {
            self.name = name
            self.layout = layout
            self.shape = shape
            self.dtype = dtype
            self.numbers = numbers
        }
    }

    private static let cache = ProgramCache()

    /// Runs a sampler, tracing it the first time that it is asked for with this signature and these types.
    ///
    /// The body may use nothing but its arguments and the numbers that the signature names.
    static func run(
        _ signature: Signature, _ inputs: [Tensor], _ body: ([Tensor]) throws -> [Tensor]
    ) throws -> [Tensor] {
        for input in inputs where input.node.tag >= .poison {
            throw unusable(input, in: signature.name)
        }
        var signature = signature
        signature.operands = inputs.map(\.type)
        let program = try cache.value(for: signature) {
            try EagerInterpreter.shared.run { try traceClosed(inputs.map(\.type), body) }
        }
        return try bind(ProgramCall(program: program, label: signature.name), inputs)
    }
}
