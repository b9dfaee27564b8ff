import Synchronization

// Tracing a function again gives an equal program, so that what has been compiled for the first is found.

extension Program: Hashable {
    /// Programs are equal when they have the same equations, of the same operations on operands of the same types.
    ///
    /// Variables are numbered in the order in which tracing makes them; literals are compared bit by bit, and functions
    /// with derivatives of their own by identity.
    public static func == (a: Program, b: Program) -> Bool {
        a === b
            || a.contentsHash == b.contentsHash && a.inputs == b.inputs && a.outputs == b.outputs
                && a.equations == b.equations
    }

    /// Hashes the equations.
    public func hash(into hasher: inout Hasher) { hasher.combine(contentsHash) }

    /// The hash of the contents, computed once; 0 stands for one that isn't known yet.
    private var contentsHash: Int {
        let known = knownHash.load(ordering: .relaxed)
        if known != 0 { return known }
        var hasher = Hasher()
        hasher.combine(inputs)
        hasher.combine(equations)
        hasher.combine(outputs)
        let hash = max(hasher.finalize(), 1)
        knownHash.store(hash, ordering: .relaxed)
        return hash
    }
}

extension Equation: Hashable {
    static func == (a: Equation, b: Equation) -> Bool {
        a.inputs == b.inputs && a.outputs == b.outputs
            && SendableKey(a.primitive) == SendableKey(b.primitive)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(SendableKey(primitive))
        hasher.combine(inputs)
        hasher.combine(outputs)
    }
}

extension Atom: Hashable {
    static func == (a: Atom, b: Atom) -> Bool {
        switch (a, b) {
        case (.variable(let a), .variable(let b)): a == b
        case (.literal(let a), .literal(let b)):
            a.node === b.node || a.type == b.type && a.literalBytes == b.literalBytes
        default: false
        }
    }

    func hash(into hasher: inout Hasher) {
        switch self {
        case .variable(let variable): hasher.combine(variable)
        case .literal(let tensor):
            hasher.combine(tensor.type)
            hasher.combine(tensor.literalBytes)
        }
    }
}

extension Tensor {
    /// The bytes of a scalar that was written into a program, which lies in host memory.
    fileprivate var literalBytes: [UInt8]? { (node as? HostNode)?.bytes }
}

extension Program {
    private struct CompiledFormKey: Hashable {}

    /// The program as it is compiled: without the rules of derivatives, which are made anew by each tracing.
    var compiledForm: Program {
        get throws {
            guard hasDerivativeRules else { return self }
            return try transformed.value(for: CompiledFormKey()) {
                Program(
                    inputs: inputs,
                    equations: try equations.map {
                        Equation(
                            primitive: try $0.primitive.compiledForm, inputs: $0.inputs,
                            outputs: $0.outputs)
                    }, outputs: outputs, variableCount: variableCount)
            }
        }
    }
}
