/// Carries a tangent along with each value (forward mode).
final class JVPInterpreter: Interpreter, @unchecked Sendable {
    let parent: Interpreter
    override var enclosing: Interpreter? { parent }

    init(parent: Interpreter) { self.parent = parent }

    override var transformationName: String { "jvp or grad" }

    override func bind(_ primitive: any Primitive, _ inputs: [Tensor]) throws -> [Tensor] {
        var primals: [Tensor] = []
        var tangents: [Tensor?] = []
        primals.reserveCapacity(inputs.count)
        tangents.reserveCapacity(inputs.count)
        var anyTangent = false
        for input in inputs {
            let (primal, tangent) = split(input)
            primals.append(primal)
            tangents.append(tangent)
            if tangent != nil { anyTangent = true }
        }
        guard anyTangent else { return try parent.run { try parent.bind(primitive, primals) } }
        let result = try parent.run { try primitive.jvp(primals, tangents) }
        return zip(result.outputs, result.tangents).map { join($0, $1) }
    }

    /// The primal and tangent of a value; values from elsewhere have none.
    func split(_ tensor: Tensor) -> (primal: Tensor, tangent: Tensor?) {
        guard tensor.node.tag == .tracer, let tracer = tensor.node as? JVPTracer,
            tracer.interpreter === self
        else { return (tensor, nil) }
        return (tracer.primal, tracer.tangent)
    }

    func join(_ primal: Tensor, _ tangent: Tensor?) -> Tensor {
        guard let tangent else { return primal }
        assert(
            primal.shape == tangent.shape && primal.dtype == tangent.dtype,
            "a jvp rule gave \(primal.type) a tangent of type \(tangent.type)")
        return Tensor(JVPTracer(self, primal, tangent))
    }
}

/// A value with its tangent.
final class JVPTracer: Tracer, @unchecked Sendable {
    let primal: Tensor
    let tangent: Tensor

    init(_ interpreter: JVPInterpreter, _ primal: Tensor, _ tangent: Tensor) {
        self.primal = primal
        self.tangent = tangent
        super.init(interpreter, primal.type)
    }

    override var concrete: Tensor? { primal.concrete }
}
