/// Evaluates each operation at once, as a compiled program of one primitive.
final class EagerInterpreter: Interpreter, @unchecked Sendable {
    static let shared = EagerInterpreter()

    override func bind(_ primitive: any Primitive, _ inputs: [Tensor]) throws -> [Tensor] {
        for input in inputs where input.node.tag > .host {
            throw unusable(input, in: primitive.name)
        }
        return try primitive.evaluate(inputs)
    }
}

extension NodeTag: Comparable {
    @inlinable
    static func < (a: NodeTag, b: NodeTag) -> Bool { a.rawValue < b.rawValue }
}

/// Why a tensor without elements can't be computed with.
func unusable(_ tensor: Tensor, in operation: String) -> TensorError {
    switch tensor.node.tag {
    case .poison:
        return unsafeDowncast(tensor.node, to: PoisonNode.self).error
    case .nothing:
        return TensorError(
            operation,
            "an operand is a leaf that was filtered out of its tree; merge or combine the trees first"
        )
    case .initializer:
        return TensorError(
            operation,
            "an operand is a leaf that is not initialised yet; call model.initialized(key) first")
    case .abstract:
        return TensorError(
            operation,
            "an operand of type \(tensor.type) has a shape but no elements: it comes from evalShape"
        )
    case .tracer, .device, .host:
        let origin =
            (tensor.node as? Tracer).map { $0.interpreter.transformationName } ?? "a transformation"
        return TensorError(
            operation,
            """
            a traced value of type \(tensor.type) has leaked out of the \(origin) that made it. A function that \
            is being transformed must return what it computes; storing a tensor in a variable outside keeps only \
            the tracer. Return the value from the function, or pass it through `inout`.
            """)
    }
}
