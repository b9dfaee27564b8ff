/// Computes what depends on known values only, and writes the rest down as a program.
///
/// With the tangents of a JVP as the unknown values the program it writes is the derivative, a linear function of
/// the tangents in which known values (residuals) are constants: what `linearize` and `vjp` are made of.
final class PartialEvaluationInterpreter: StagingInterpreter, @unchecked Sendable {
    /// What is unknown, and why.
    let purpose: PartialEvaluationPurpose

    init(parent: Interpreter, for purpose: PartialEvaluationPurpose = .linearization) {
        self.purpose = purpose
        super.init(parent: parent)
    }

    override var transformationName: String { "grad, vjp or linearize" }

    override func bind(_ primitive: any Primitive, _ inputs: [Tensor]) throws -> [Tensor] {
        guard inputs.contains(where: isUnknown) || !purpose.mayMove(primitive) else {
            return try parent.run { try parent.bind(primitive, inputs) }
        }
        return try primitive.partialEvaluate(inputs, in: self)
    }

    /// Whether a value is one of this interpreter's unknowns.
    func isUnknown(_ tensor: Tensor) -> Bool {
        guard tensor.node.tag == .tracer else { return false }
        return unsafeDowncast(tensor.node, to: Tracer.self).interpreter === self
    }
}

/// What a partial evaluation is for.
enum PartialEvaluationPurpose: Hashable, Sendable {
    /// The unknown values are tangents: the staged program is a derivative.
    case linearization
    /// The unknown values vary from one step of a loop to the next: what is known is computed once,
    /// before the loop. Effects happen at each step.
    case hoisting
    /// As for hoisting, out of a branch that may never be taken.
    case speculation

    /// Whether the unknown values are what varies in a loop.
    var isHoisting: Bool { self != .linearization }

    /// Whether a primitive of known operands may be computed apart from the unknown ones.
    func mayMove(_ primitive: any Primitive) -> Bool {
        switch self {
        case .linearization: true
        case .hoisting: !primitive.hasEffects
        case .speculation: !primitive.hasEffects && primitive.isSpeculatable
        }
    }
}
