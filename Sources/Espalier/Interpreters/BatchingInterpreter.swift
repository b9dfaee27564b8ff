/// Adds an axis to operations: what `vmap` is.
final class BatchingInterpreter: Interpreter, @unchecked Sendable {
    let parent: Interpreter
    override var enclosing: Interpreter? { parent }
    let batch: BatchAxis

    init(parent: Interpreter, size: Int, axisName: String?) {
        self.parent = parent
        self.batch = BatchAxis(size: size, name: axisName)
    }

    /// The same `vmap` once more, for a function that it came upon.
    init(parent: Interpreter, again batch: BatchAxis) {
        self.parent = parent
        self.batch = batch
    }

    override var transformationName: String { "vmap" }

    override func bind(_ primitive: any Primitive, _ inputs: [Tensor]) throws -> [Tensor] {
        var values: [Tensor] = []
        var axes: [Int?] = []
        values.reserveCapacity(inputs.count)
        axes.reserveCapacity(inputs.count)
        var anyBatched = false
        for input in inputs {
            let (value, axis) = split(input)
            values.append(value)
            axes.append(axis)
            if axis != nil { anyBatched = true }
        }
        let result: BatchResult
        if let name = batch.name, primitive.axisName == name,
            let collective = primitive as? any CollectivePrimitive
        {
            result = try parent.run { try collective.collect(values, axes, over: batch) }
        } else if anyBatched || primitive.isClosure || mentionsAxis(primitive) {
            result = try parent.run { try primitive.batch(values, axes, over: batch) }
        } else {
            return try parent.run { try parent.bind(primitive, values) }
        }
        return zip(result.outputs, result.axes).map { join($0, $1) }
    }

    /// Whether a loop or branch asks for this axis inside, so that it is batched even with operands
    /// that aren't.
    private func mentionsAxis(_ primitive: any Primitive) -> Bool {
        guard let name = batch.name else { return false }
        return primitive.programs.contains { $0.program.mentions(axis: name) }
    }

    /// The value underneath and its batch axis; values from elsewhere have none.
    func split(_ tensor: Tensor) -> (value: Tensor, axis: Int?) {
        guard tensor.node.tag == .tracer, let tracer = tensor.node as? BatchTracer,
            tracer.interpreter === self || tracer.batch.tag === batch.tag
        else { return (tensor, nil) }
        return (tracer.value, tracer.axis)
    }

    func join(_ value: Tensor, _ axis: Int?) -> Tensor {
        guard let axis else { return value }
        assert(
            value.shape[axis] == batch.size,
            "a batching rule gave \(value.type) with batch axis \(axis) for a batch of \(batch.size)"
        )
        return Tensor(BatchTracer(self, value, axis))
    }
}

/// A value with one more axis than it shows.
final class BatchTracer: Tracer, @unchecked Sendable {
    let value: Tensor
    let axis: Int
    let batch: BatchAxis

    init(_ interpreter: BatchingInterpreter, _ value: Tensor, _ axis: Int) {
        self.value = value
        self.axis = axis
        batch = interpreter.batch
        var shape = value.type.shape
        shape.remove(at: axis)
        super.init(interpreter, value.type.with(shape: shape))
    }
}
