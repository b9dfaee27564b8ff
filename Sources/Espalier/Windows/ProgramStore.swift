import Synchronization

/// Programs by what they compute, so that tracing the same function again gives a program that has
/// been compiled already.
package final class ProgramStore: Sendable {
    private let programs = Mutex<[ProgramContents: Program]>([:])
    private let capacity: Int

    package init(capacity: Int = 64) { self.capacity = capacity }

    /// The stored program with the same contents, or the program itself, which is stored.
    func program(like program: Program) -> Program {
        let contents = ProgramContents(program)
        return programs.withLock { stored in
            if let known = stored[contents] { return known }
            if stored.count >= capacity { stored.removeAll() }
            stored[contents] = program
            return program
        }
    }
}

/// What two programs have in common that compute the same.
///
/// Variables are numbered in the order in which tracing makes them. Programs inside, of loops and
/// branches, are compared by identity.
private struct ProgramContents: Hashable, Sendable {
    private enum Operand: Hashable {
        case variable(Int)
        case literal([UInt8], ShapedTensor)

        init(_ atom: Atom) {
            switch atom {
            case .variable(let variable): self = .variable(variable.id)
            case .literal(let tensor):
                self = .literal((tensor.node as? HostNode)?.bytes ?? [], tensor.type)
            }
        }
    }

    private struct Line: Hashable {
        let primitive: SendableKey
        let inputs: [Operand]
        let outputs: [Int]
    }

    private let inputs: [ShapedTensor]
    private let lines: [Line]
    private let outputs: [Operand]

    init(_ program: Program) {
        inputs = program.inputTypes
        lines = program.equations.map { equation in
            Line(
                primitive: Self.key(equation.primitive), inputs: equation.inputs.map(Operand.init),
                outputs: equation.outputs.map(\.id))
        }
        outputs = program.outputs.map(Operand.init)
    }

    private static func key(_ primitive: some Primitive) -> SendableKey { SendableKey(primitive) }
}
