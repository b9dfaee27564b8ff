import Synchronization

/// What every jitted function answers, whatever its arguments are.
@usableFromInline
class AnyCompiledFunction: @unchecked Sendable {
    let label: String
    private let traces = Atomic<Int>(0)

    init(label: String) { self.label = label }

    final var traceCount: Int { traces.load(ordering: .relaxed) }

    final func countTrace() { traces.add(1, ordering: .relaxed) }

    /// Forgets a form that the function was traced in.
    func forget(_ entry: CompiledEntry) {}
}

/// A function that is traced once for each structure of its arguments and then runs as one compiled
/// program.
///
/// The first part of the arguments, the state, is `inout` in the user's function: its leaves come
/// back as the first results, and their memory may be taken over for them.
///
/// What a call does for each leaf is inlinable, so that it is compiled for the types of the
/// arguments.
@usableFromInline
final class CompiledFunction<State: Tree, Arguments: Tree, Result: Tree>: AnyCompiledFunction,
    @unchecked Sendable
{
    private let function: (inout State, Arguments) -> Result
    /// Which leaves the program takes; the others are constants of it.
    private let filter: ((TreeLeaf) -> Bool)?
    private let store = Mutex<Store>(Store())

    /// A traced form with the state and result as the function left them, with types for leaves.
    @usableFromInline
    final class Traced: @unchecked Sendable {
        @usableFromInline let entry: CompiledEntry
        @usableFromInline let state: State
        @usableFromInline let result: Result

        init(_ entry: CompiledEntry, _ state: State, _ result: Result) {
            self.entry = entry
            self.state = state
            self.result = result
        }
    }

    private struct Store {
        var recent: Traced?
        var all: [Traced] = []
    }

    init(
        label: String, where filter: ((TreeLeaf) -> Bool)? = nil,
        _ function: @escaping (inout State, Arguments) -> Result
    ) {
        self.function = function
        self.filter = filter
        super.init(label: label)
    }

    // MARK: Calling

    /// The form that was called last; nil where a filter has to be asked first.
    @usableFromInline
    var recent: Traced? { filter == nil ? store.withLock { $0.recent } : nil }

    @inlinable
    func call(_ state: inout State, _ arguments: Arguments) -> Result {
        if let recent {
            var matcher = StructureMatcher(recent.entry.structure)
            matcher.child(state, Field(.index(0)))
            matcher.child(arguments, Field(.index(1)))
            if matcher.isComplete && recent.entry.accepts(matcher.leaves) {
                return run(recent, &state, &matcher.leaves)
            }
        }
        return callSlowly(&state, arguments)
    }

    @usableFromInline
    func callSlowly(_ state: inout State, _ arguments: Arguments) -> Result {
        let selection = selection(of: state, arguments)
        for traced in store.withLock({ $0.all }) {
            var matcher = StructureMatcher(traced.entry.structure)
            matcher.child(state, Field(.index(0)))
            matcher.child(arguments, Field(.index(1)))
            if matcher.isComplete && traced.entry.accepts(matcher.leaves, selection: selection) {
                store.withLock { $0.recent = traced }
                return run(traced, &state, &matcher.leaves)
            }
        }
        do {
            let traced = try trace(state, arguments, selection)
            // A captured tracer belongs to one call of the transformation around; the next call
            // traces again.
            if !traced.entry.captures.contains(where: { $0.node.tag == .tracer }) {
                store.withLock {
                    $0.recent = traced
                    $0.all.append(traced)
                }
                TracedForms.shared.add(traced.entry, of: self)
            }
            var leaves = state.leaves + arguments.leaves
            return run(traced, &state, &leaves)
        } catch {
            let poison = failed(error)
            // Poisoned arguments make the function skip over its operations and give a result of
            // the right form. The state itself stays as it was before the call.
            var scratch = state.poisoned(poison)
            return function(&scratch, arguments.poisoned(poison)).poisoned(poison)
        }
    }

    @inlinable
    func run(_ traced: Traced, _ state: inout State, _ leaves: inout [Tensor]) -> Result {
        let entry = traced.entry
        if entry.emptiesState {
            var emptier = LeafEmptier()
            state.update(&emptier)
        }
        let outputs: [Tensor]
        do { outputs = try entry.run(&leaves) } catch {
            return fail(error, traced, &state, leaves)
        }
        var filler = LeafFiller(outputs)
        if entry.keepsStructure {
            state.update(&filler)
        } else {
            var new = traced.state
            new.update(&filler)
            state = new
        }
        var result = traced.result
        result.update(&filler)
        return result
    }

    /// Tells the error, and gives the state its leaves back: it is as it was before the call.
    @usableFromInline
    func fail(
        _ error: any Error, _ traced: Traced, _ state: inout State, _ leaves: [Tensor]
    ) -> Result {
        let poison = failed(error)
        if traced.entry.emptiesState {
            // Memory is given up only to programs that can't fail but for what is wrong with the device.
            let kept = traced.entry.stateLeaves(leaves).map { $0.isGivenUp ? poison : $0 }
            var filler = LeafFiller(kept)
            state.update(&filler)
        }
        return traced.result.poisoned(poison)
    }

    override func forget(_ entry: CompiledEntry) {
        // What goes is released after the lock.
        _ = store.withLock { store in
            let all = store.all
            store.all.removeAll { $0.entry === entry }
            if store.recent?.entry === entry { store.recent = nil }
            return all
        }
    }

    // MARK: Tracing

    /// Which leaves of state and arguments the filter takes; nil without one.
    func selection(of state: State, _ arguments: Arguments) -> [Bool]? {
        guard let filter else { return nil }
        return argumentLeaves(state, arguments).map { !$0.tensor.isAbsent && filter($0) }
    }

    func trace(_ state: State, _ arguments: Arguments) throws -> Traced {
        try trace(state, arguments, selection(of: state, arguments))
    }

    private func trace(
        _ state: State, _ arguments: Arguments, _ selection: [Bool]?
    ) throws -> Traced {
        var recorder = StructureRecorder()
        recorder.child(state, Field(.index(0)))
        recorder.child(arguments, Field(.index(1)))
        let structure = recorder.finish()
        let leaves = recorder.leaves
        let isInput = selection ?? leaves.map { !$0.isAbsent }
        for (index, leaf) in leaves.enumerated() {
            if leaf.node.tag == .poison || leaf.node.tag == .abstract {
                throw unusable(leaf, in: "jit")
            }
            if !isInput[index] && leaf.node.tag == .tracer {
                throw TensorError(
                    "jit",
                    """
                    leaf \(index) of the arguments, \(leaf.type), is left out by the filter, which makes it a \
                    constant of the compiled function, but it is a traced value; let the filter take it
                    """)
            }
        }
        let stateLeafCount = state.leafCount
        var newState = state
        var result: Result?
        var stateInputs: [Tensor] = []
        countTrace()
        let types = zip(leaves, isInput).filter(\.1).map(\.0.type)
        let traced = try Espalier.trace(types) { tracers in
            var given = tracers.makeIterator()
            let all = zip(leaves, isInput).map { $1 ? given.next()! : $0 }
            stateInputs = Array(all[..<stateLeafCount])
            newState = state.rebuilt(stateInputs)
            let value = function(&newState, arguments.rebuilt(Array(all[stateLeafCount...])))
            result = value
            return (newState.leaves + value.leaves).filter { !$0.isAbsent }
        }
        if stateLeafCount > 1 {
            reportLeavesThatComeApart(
                state.describedLeaves, stateInputs, newState.leaves, label: label)
        }
        let keepsStructure =
            StructureRecord(of: state) == StructureRecord(of: newState)
            && zip(state.leaves, newState.leaves).allSatisfy {
                $0.isAbsent || $1.isAbsent ? $0.node === $1.node : true
            }
        let entry = CompiledEntry(
            label: label, structure: structure, leaves: leaves, isInput: isInput,
            axes: AxisEnvironment.sizes, traced: traced, stateLeafCount: stateLeafCount,
            keepsStructure: keepsStructure)
        return Traced(entry, newState.abstracted, result!.abstracted)
    }
}

/// The leaves of the arguments of a function, with paths that begin with the argument's position
/// where there are several.
func argumentLeaves<State: Tree, Arguments: Tree>(
    _ state: State, _ arguments: Arguments
) -> [TreeLeaf] {
    if State.self == EmptyTree.self { return arguments.describedLeaves }
    if Arguments.self == EmptyTree.self { return state.describedLeaves }
    let first = state.describedLeaves
    return first.map { $0.moved(under: .index(0)) }
        + arguments.describedLeaves.map { leaf in
            guard arguments is any ArgumentList, case .index(let index)? = leaf.path.keys.first
            else {
                return leaf.moved(under: .index(1), by: first.count)
            }
            var path = leaf.path
            path.keys[0] = .index(index + 1)
            return leaf.moved(to: path, by: first.count)
        }
}
