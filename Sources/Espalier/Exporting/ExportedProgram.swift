import PJRT

/// A compiled function apart from the Swift code that it was traced from (`jax.export.Exported`): what it takes, what it
/// gives, its StableHLO and the tensors that it captured.
///
///     let step = jit { (x: Tensor) in tanh(x).sum() }
///     let program = try step.lower(Tensor.ones([3])).exported()
///     let y = try program(Tensor.ones([3]))[0]
///
/// Another process can run it without the code of the function: EspalierIO writes and reads files of it. Its shapes and
/// dtypes are those that it was traced for. It isn't traced again, and has no derivatives; arguments are
/// tensors with elements.
public struct ExportedProgram: Sendable {
    /// A tensor that goes in or comes out.
    public struct Value: Sendable, Hashable, CustomStringConvertible {
        /// Its path in the arguments or the result, as `layers.0.weight`; empty where that is a tensor.
        public let name: String
        /// Its shape and dtype.
        public let type: ShapedTensor

        /// Names a tensor of a type.
        public init(name: String, type: ShapedTensor) {
            self.name = name
            self.type = type
        }

        /// The name and the type.
        public var description: String {
            name.isEmpty ? "\(type)" : "\(name.printable()): \(type)"
        }
    }

    /// What the function is called.
    public let name: String
    /// What it takes: the leaves of its arguments.
    public let inputs: [Value]
    /// What it gives: the leaves of `inout` arguments, then those of the result.
    public let outputs: [Value]
    /// The StableHLO module, as text; the constants are the first arguments of its `main`.
    public let stableHLO: String
    /// The tensors that the function captured.
    public let constants: [Tensor]
    /// The machine code, where it was asked for.
    public let machineCode: MachineCode?

    private let executable = ExportedExecutable()

    /// Puts a program together, as a reader of files does.
    ///
    /// - Throws: ``TensorError`` where a type or a constant has no elements.
    package init(
        name: String, inputs: [Value], outputs: [Value], stableHLO: String, constants: [Tensor],
        machineCode: MachineCode?
    ) throws {
        for constant in constants where constant.node.tag > .host {
            throw unusable(constant, in: "exporting \(name)")
        }
        self.name = name
        self.inputs = inputs
        self.outputs = outputs
        self.stableHLO = stableHLO
        self.constants = constants
        self.machineCode = machineCode
    }

    // MARK: Running

    /// Runs the program.
    ///
    /// - Parameter arguments: trees with the leaves that ``inputs`` lists, in that order; often the same arguments as the
    ///   function's, or an array of tensors.
    /// - Returns: what ``outputs`` lists.
    /// - Throws: ``TensorError`` where the leaves are others, or the program can't be compiled or run here.
    public func callAsFunction<each Arguments: Tree>(
        _ arguments: repeat each Arguments
    ) throws -> [Tensor] {
        var leaves: [Tensor] = []
        for argument in repeat each arguments { leaves += argument.leaves.filter { !$0.isAbsent } }
        return try run(leaves)
    }

    /// Runs the program, and gives its results as a tree like another.
    ///
    ///     let changed = try program(model, batch, like: model)
    ///
    /// - Parameter example: a tree with as many leaves as the program gives.
    /// - Throws: ``TensorError`` as ``callAsFunction(_:)`` does, and where the results don't fit the tree.
    public func callAsFunction<each Arguments: Tree, Result: Tree>(
        _ arguments: repeat each Arguments, like example: Result
    ) throws -> Result {
        let leaves = example.leaves
        let count = leaves.count { !$0.isAbsent }
        guard count == outputs.count else {
            throw TensorError(
                name, "the tree has \(count) leaves, and the program gives \(outputs.count)")
        }
        var results = try self(repeat each arguments).makeIterator()
        return example.rebuilt(leaves.map { $0.isAbsent ? $0 : results.next()! })
    }

    private func run(_ leaves: [Tensor]) throws -> [Tensor] {
        guard leaves.count == inputs.count else {
            throw TensorError(
                name,
                """
                the arguments have \(leaves.count) leaves, and the program takes \(inputs.count): \
                \(inputs.map(\.description).joined(separator: ", "))
                """)
        }
        for (leaf, input) in zip(leaves, inputs) {
            guard leaf.shape == input.type.shape, leaf.dtype == input.type.dtype else {
                throw TensorError(
                    name,
                    """
                    \(input.name.isEmpty ? "the argument" : input.name) is \(leaf.type.strong), and the program takes \
                    \(input.type); it was exported for these types alone
                    """)
            }
        }
        let runtime = try Runtime.current
        return try runtime.execute(
            try executable.loaded(by: runtime, self), constants + leaves, outputs.map(\.type),
            for: name)
    }
}

extension Lowered {
    /// The program with all that another process needs to run it.
    ///
    /// - Parameter machineCode: whether to compile it now and take the machine code along. That fits the kind of processor
    ///   and the version of the plugin that it was made by; elsewhere the program is compiled again.
    /// - Throws: ``TensorError`` where the program calls Swift functions, as `pureCallback` and `debugPrint` do, which
    ///   other processes don't have, or where it can't be compiled.
    public func exported(machineCode: Bool = false) throws -> ExportedProgram {
        let (text, callbacks) = try Lowering.lower(
            program, name: label, guards: .all)
        guard callbacks.isEmpty else {
            throw TensorError(
                label,
                """
                it can't be exported because it calls Swift functions of this process, as pureCallback, errorIf and \
                debugPrint do; leave those out of what is exported
                """)
        }
        func values(_ paths: [Path], _ types: [ShapedTensor]) -> [ExportedProgram.Value] {
            zip(paths, types).map { .init(name: $0.description, type: $1.strong) }
        }
        var code: MachineCode?
        if machineCode {
            let runtime = try Runtime.current
            code = try MachineCode(
                try runtime.compile(text, name: label), platform: runtime.client)
        }
        return try ExportedProgram(
            name: label,
            inputs: values(inputPaths, Array(program.inputTypes.dropFirst(captures.count))),
            outputs: values(outputPaths, program.outputTypes), stableHLO: text,
            constants: captures, machineCode: code)
    }
}
