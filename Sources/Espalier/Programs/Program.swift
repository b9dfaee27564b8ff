import Synchronization

/// A traced function: typed equations from inputs to outputs, what JAX calls a jaxpr.
///
/// Immutable, and compared by its contents. The programs of the functions that a loop or branch holds are parameters of
/// its primitive.
public final class Program: Sendable {
    let inputs: [Variable]
    let equations: [Equation]
    let outputs: [Atom]
    /// One more than the largest variable id.
    let variableCount: Int
    /// Whether running it does something besides giving results, here or in a loop or branch.
    let hasEffects: Bool
    /// Whether computing it where nobody asks for its results does no harm.
    let isSpeculatable: Bool
    /// Whether it calls functions with derivatives of their own, here or in a loop or branch.
    let hasDerivativeRules: Bool
    let transformed = ProgramCache()
    let knownHash = Atomic<Int>(0)

    init(inputs: [Variable], equations: [Equation], outputs: [Atom], variableCount: Int) {
        self.inputs = inputs
        self.equations = equations
        self.outputs = outputs
        self.variableCount = variableCount
        hasEffects = equations.contains(where: \.primitive.hasEffects)
        isSpeculatable = equations.allSatisfy(\.primitive.isSpeculatable)
        hasDerivativeRules = equations.contains(where: \.primitive.hasDerivativeRules)
    }

    /// The types of the inputs.
    public var inputTypes: [ShapedTensor] { inputs.map(\.type) }

    /// The types of the outputs.
    public var outputTypes: [ShapedTensor] { outputs.map(\.type) }

    /// The number of equations, not counting those inside loops and branches.
    public var equationCount: Int { equations.count }
}

/// A value inside a program.
struct Variable: Hashable, Sendable {
    let id: Int
    let type: ShapedTensor
}

/// An operand: a variable, or a scalar written into the program.
enum Atom: Sendable {
    case variable(Variable)
    case literal(Tensor)

    var type: ShapedTensor {
        switch self {
        case .variable(let variable): variable.type
        case .literal(let tensor): tensor.type
        }
    }

    var variable: Variable? {
        if case .variable(let variable) = self { variable } else { nil }
    }
}

/// One application of a primitive.
struct Equation: Sendable {
    let primitive: any Primitive
    let inputs: [Atom]
    let outputs: [Variable]
}
