import PJRT
import Synchronization

/// One traced form of a function: what it was traced for, and the program.
///
/// What doesn't depend on the types of arguments and results stands here, so that it is compiled
/// once.
@usableFromInline
final class CompiledEntry: @unchecked Sendable {
    /// The structure of state and arguments.
    @usableFromInline let structure: StructureRecord
    /// Whether the state's constants and children come back as they were, so that new leaves fit
    /// the old tree.
    @usableFromInline let keepsStructure: Bool
    /// Whether the state's leaves are taken out of it for the call.
    @usableFromInline let emptiesState: Bool

    let label: String
    let program: Program
    let captures: [Tensor]
    /// For each input of the program, the output that may take its memory over.
    let aliases: [Int?]

    /// A result of the program.
    private struct Result {
        let type: ShapedTensor
        /// The input of the state whose memory it may take over.
        var donor: Int?
    }
    private let results: [Result]
    private let axes: [String: Int]
    private let types: [ShapedTensor]
    /// Which leaves the program takes; the others are absent, or constants.
    private let isInput: [Bool]
    /// The leaves that the program doesn't take; nil where it does.
    private let fixed: [Tensor?]
    private let takesAll: Bool
    /// How many leaves the state has, and how many of them the program takes.
    private let stateLeafCount: Int
    private let stateInputCount: Int
    private let compiled = Mutex<(runtime: Runtime, executable: Executable)?>(nil)
    /// When it was used, by the clock of ``TracedForms``.
    let lastUse = Atomic<Int>(0)

    init(
        label: String, structure: StructureRecord, leaves: [Tensor], isInput: [Bool],
        axes: [String: Int], traced: TracedProgram, stateLeafCount: Int, keepsStructure: Bool
    ) {
        self.label = label
        self.structure = structure
        self.isInput = isInput
        self.axes = axes
        self.keepsStructure = keepsStructure
        types = leaves.map(\.type)
        fixed = zip(leaves, isInput).map { $1 ? nil : $0 }
        takesAll = isInput.allSatisfy { $0 }
        emptiesState = keepsStructure && stateLeafCount > 0
        program = traced.program
        captures = traced.captures
        // The state's leaves that are there are the first results, whether they are inputs or not.
        var aliases: [Int?] = captures.map { _ in nil }
        var output = 0
        for (index, leaf) in leaves.enumerated() {
            let isState = index < stateLeafCount
            if isInput[index] {
                let fits =
                    isState && keepsStructure
                    && leaf.type.strong == program.outputs[output].type.strong
                aliases.append(fits ? output : nil)
            }
            if isState && !leaf.isAbsent { output += 1 }
        }
        self.aliases = aliases
        var results = program.outputs.map { Result(type: $0.type, donor: nil) }
        for (input, output) in aliases.enumerated() {
            if let output { results[output].donor = input - captures.count }
        }
        self.results = results
        self.stateLeafCount = stateLeafCount
        stateInputCount = isInput[..<stateLeafCount].count { $0 }
    }

    /// What a form that the function is traced in again has in common with this one.
    func signature(in function: AnyCompiledFunction) -> Int {
        var hasher = Hasher()
        hasher.combine(ObjectIdentifier(function))
        hasher.combine(types)
        return hasher.finalize()
    }

    // MARK: Matching

    /// Whether the program was traced for leaves like these.
    ///
    /// - Parameter selection: which leaves are inputs, where a filter says so.
    @usableFromInline
    func accepts(_ leaves: [Tensor], selection: [Bool]? = nil) -> Bool {
        guard leaves.count == types.count else { return false }
        let areAccepted = leaves.withUnretainedNodes { nodes in
            types.withUnsafeBufferPointer { types in
                for index in 0..<types.count {
                    let isAccepted = nodes[index]._withUnsafeGuaranteedRef { node in
                        node.type == types[index]
                            && (node.tag <= .tracer && takesAll
                                || acceptsFixed(node, at: index))
                    }
                    if !isAccepted { return false }
                }
                return true
            }
        }
        guard areAccepted else { return false }
        if let selection, selection != isInput { return false }
        let current = AxisEnvironment.sizes
        return current.isEmpty && axes.isEmpty || current == axes
    }

    /// Absent leaves have to be the same ones, and constants to have the same contents.
    private func acceptsFixed(_ node: Node, at index: Int) -> Bool {
        guard let fixed = fixed[index] else { return node.tag <= .tracer }
        if fixed.node === node { return true }
        return !fixed.isAbsent && node.tag <= .host && fixed == Tensor(node)
    }

    // MARK: Running

    /// Runs the program.
    ///
    /// - Parameter leaves: those of state and arguments; references to the state's that nobody else
    ///   has are given up to the program. They are there still where it fails.
    @usableFromInline
    func run(_ leaves: inout [Tensor]) throws -> [Tensor] {
        guard !takesAll else { return try runInputs(&leaves) }
        var inputs = zip(leaves, isInput).filter(\.1).map(\.0)
        // A second reference would look like somebody else's.
        for (index, isInput) in isInput.enumerated() where isInput {
            leaves[index] = Tensor(emptied)
        }
        do { return try runInputs(&inputs) } catch {
            var rest = inputs.makeIterator()
            for (index, isInput) in isInput.enumerated() where isInput {
                leaves[index] = rest.next() ?? leaves[index]
            }
            throw error
        }
    }

    /// The state's leaves, among those of state and arguments, that are there.
    func stateLeaves(_ leaves: [Tensor]) -> [Tensor] {
        leaves[..<stateLeafCount].filter { !$0.isAbsent }
    }

    private func runInputs(_ leaves: inout [Tensor]) throws -> [Tensor] {
        let hasElements = leaves.withUnretainedNodes { nodes in
            nodes.allSatisfy { $0._withUnsafeGuaranteedRef { $0.tag <= .host } }
        }
        if hasElements && Interpreter.current === EagerInterpreter.shared {
            return try execute(&leaves)
        }
        return try bind(ProgramCall(program: program, label: label), captures + leaves)
    }

    private func execute(_ leaves: inout [Tensor]) throws -> [Tensor] {
        lastUse.store(TracedForms.shared.now, ordering: .relaxed)
        let runtime = try Runtime.current
        let executable = try self.executable(runtime)
        let captureCount = captures.count
        var kept: [Int] = []
        for index in 0..<stateInputCount where aliases[captureCount + index] != nil {
            // A leaf that is referenced once now, after the state has let go of it, is nobody
            // else's. Where a Swift function may fail the state must be there afterwards.
            if executable.isWaitedFor || leaves[index].node.tag != .device
                || !isKnownUniquelyReferenced(&leaves[index].node)
            {
                kept.append(captureCount + index)
            }
        }
        let argumentCount = captureCount + leaves.count
        return try withUnsafeTemporaryAllocation(
            of: BufferHandle?.self, capacity: argumentCount + results.count
        ) { slots in
            // What was brought to the device for this call, and has to live until its end.
            var held: [Buffer] = []
            func place(_ tensor: Tensor, at slot: Int) throws {
                let buffer = try runtime.broughtBuffer(tensor, for: label)
                held.append(buffer)
                slots.initializeElement(at: slot, to: buffer.handle)
            }
            for (index, capture) in captures.enumerated() {
                if let known = runtime.deviceHandle(capture.node) {
                    slots.initializeElement(at: index, to: known)
                } else {
                    try place(capture, at: index)
                }
            }
            try leaves.withUnretainedNodes { nodes in
                for index in 0..<nodes.count {
                    let known = nodes[index]._withUnsafeGuaranteedRef { runtime.deviceHandle($0) }
                    if let known {
                        slots.initializeElement(at: captureCount + index, to: known)
                    } else {
                        try place(leaves[index], at: captureCount + index)
                    }
                }
            }
            do {
                try withExtendedLifetime((leaves, held)) {
                    try executable.execute(slots, argumentCount: argumentCount, keeping: kept)
                }
            } catch {
                throw TensorError(execution: error, of: label)
            }
            return outputs(slots[argumentCount...], of: runtime, from: leaves, keeping: kept)
        }
    }

    /// The results as tensors.
    ///
    /// A leaf that was given up gets its result in place, without a new object.
    private func outputs(
        _ handles: Swift.Slice<UnsafeMutableBufferPointer<BufferHandle?>>, of runtime: Runtime,
        from leaves: [Tensor], keeping kept: [Int]
    ) -> [Tensor] {
        var kept = kept[...]
        var outputs: [Tensor] = []
        outputs.reserveCapacity(results.count)
        for (result, handle) in zip(results, handles) {
            guard let handle else { fatalError("a program ended without a result") }
            if let donor = result.donor {
                let isKept = kept.first == captures.count + donor
                if isKept { kept.removeFirst() }
                if !isKept && leaves[donor].type.isWeak == result.type.isWeak {
                    unsafeDowncast(leaves[donor].node, to: DeviceNode.self).take(handle)
                    outputs.append(leaves[donor])
                    continue
                }
            }
            outputs.append(Tensor(DeviceNode(runtime.client, handle, result.type)))
        }
        return outputs
    }

    private func executable(_ runtime: Runtime) throws -> Executable {
        if let compiled = compiled.withLock({ $0 }), compiled.runtime === runtime {
            return compiled.executable
        }
        let executable = try runtime.compile(program, name: label, aliases: aliases)
        compiled.withLock { $0 = (runtime, executable) }
        return executable
    }
}

extension Tensor {
    /// Whether the elements were given up to a program.
    var isGivenUp: Bool {
        node.tag == .device && unsafeDowncast(node, to: DeviceNode.self).buffer.isDeleted
    }
}

/// Takes leaves out of a tree, leaving nothing behind.
@usableFromInline
struct LeafEmptier: TreeUpdater {
    @inlinable
    init() {}

    @inlinable
    mutating func leaf(_ tensor: inout Tensor) {
        if tensor.node.tag < .nothing { tensor.node = emptied }
    }

    @inlinable
    mutating func child<T: Tree>(_ value: inout T, _ field: Field) { value.update(&self) }
}

/// What stands for a leaf that was taken out for a moment; it differs from a leaf that is not
/// there.
@usableFromInline
let emptied: Node = AbstractNode(ShapedTensor(shape: [], dtype: .float32))

/// Puts leaves into a tree, except where it has none.
@usableFromInline
struct LeafFiller: TreeUpdater {
    @usableFromInline let leaves: [Tensor]
    @usableFromInline var index = 0

    @inlinable
    init(_ leaves: [Tensor]) { self.leaves = leaves }

    @inlinable
    mutating func leaf(_ tensor: inout Tensor) {
        if tensor.node.tag >= .nothing { return }
        tensor = leaves[index]
        index += 1
    }

    @inlinable
    mutating func child<T: Tree>(_ value: inout T, _ field: Field) { value.update(&self) }
}
