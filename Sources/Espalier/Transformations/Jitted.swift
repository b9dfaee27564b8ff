/// A function that is compiled as a whole: what ``jit(_:)`` gives.
///
/// It is called like the function that it was made of, and other transformations take it in the
/// place of one. It may be called from any task; the function is traced on the task whose call
/// needs it, so it should use nothing that other tasks change.
///
///     let fast = jit { (x: Tensor) in tanh(x).sum() }
///     let y = fast(x)
///     let slope = grad(fast)(x)
public struct Jitted<Function>: @unchecked Sendable {
    @usableFromInline let compiled: AnyCompiledFunction

    init(_ compiled: AnyCompiledFunction) { self.compiled = compiled }

    /// How often the function was traced: once for each structure, set of constants, shapes and
    /// dtypes that it was called with.
    public var traceCount: Int { compiled.traceCount }
}

/// A traced function on its way to machine code: its program and its StableHLO.
public struct Lowered: Sendable {
    /// The traced program.
    public let program: Program
    let label: String
    let aliases: [Int?]
    /// The tensors that the function captured: the program's first inputs.
    var captures: [Tensor] = []
    /// Where the other inputs lie in the arguments.
    var inputPaths: [Path] = []
    /// Where the outputs lie in the state and the result.
    var outputPaths: [Path] = []

    /// The StableHLO module, as text.
    public var text: String {
        do { return try Lowering.module(program, name: label, aliases: aliases) } catch {
            return "error: \(error)"
        }
    }
}

extension Program {
    /// The program as a StableHLO module, as text.
    public var stableHLO: String {
        Lowered(program: self, label: "program", aliases: []).text
    }
}
