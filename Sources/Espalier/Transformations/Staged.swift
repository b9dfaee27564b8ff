// What traced functions can be asked for without running them, and the calls that tracing leaves
// behind.

/// The result of a function with types for leaves.
func shapes<A: Tree, R: Tree>(_ argument: A, _ function: (A) -> R) -> R {
    let box = ResultBox<R>()
    do {
        let leaves = argument.leaves
        if let poison = firstPoison(leaves) { throw unusable(poison, in: "evalShape") }
        _ = try trace(leaves.map(\.type)) { tracers in
            box.leaves(function(argument.rebuilt(tracers)))
        }
        if let poison = firstPoison(box.value!.leaves) { return box.value!.poisoned(poison) }
        return box.value!.abstracted
    } catch {
        let poison = failed(error)
        return (box.value ?? function(argument.poisoned(poison))).poisoned(poison)
    }
}

/// The type of a function's result, without computing it (`jax.eval_shape`).
public func evalShape<A: Tree>(_ function: (A) -> Tensor, _ a: A) -> ShapedTensor {
    shapes(a, function).type
}

/// The traced program of a function.
func tracedProgram<A: Tree, R: Tree>(_ argument: A, _ function: (A) -> R) -> Program {
    do {
        let leaves = argument.leaves
        if let poison = firstPoison(leaves) { throw unusable(poison, in: "program(of:)") }
        let traced = try trace(leaves.map(\.type)) { tracers in
            function(argument.rebuilt(tracers)).leaves
        }
        return traced.program
    } catch {
        _ = failed(error)
        return Program(inputs: [], equations: [], outputs: [], variableCount: 0)
    }
}

extension CompiledFunction {
    /// The program that arguments like these are compiled to.
    func lowered(_ state: State, _ arguments: Arguments) -> Lowered {
        do {
            let traced = try trace(state, arguments)
            let entry = traced.entry
            let selection = selection(of: state, arguments)
            let inputs = argumentLeaves(state, arguments).enumerated().filter { index, leaf in
                selection?[index] ?? !leaf.tensor.isAbsent
            }
            let outputs = argumentLeaves(traced.state, traced.result).filter {
                !$0.tensor.isAbsent
            }
            return Lowered(
                program: entry.program, label: label, aliases: entry.aliases,
                captures: entry.captures, inputPaths: inputs.map(\.element.path),
                outputPaths: outputs.map(\.path))
        } catch {
            _ = failed(error)
            let empty = Program(inputs: [], equations: [], outputs: [], variableCount: 0)
            return Lowered(program: empty, label: label, aliases: [])
        }
    }
}

/// A call of a function whose derivative computes everything again.
func checkpointed<A: Tree, R: Tree>(_ argument: A, _ function: (A) -> R) -> R {
    let box = ResultBox<R>()
    do {
        let leaves = argument.leaves
        if let poison = firstPoison(leaves) { throw unusable(poison, in: "checkpoint") }
        let traced = try trace(leaves.map(\.type)) { tracers in
            box.leaves(function(argument.rebuilt(tracers)))
        }
        let outputs = try bind(
            Checkpoint(program: traced.program, isRecomputation: false), traced.captures + leaves)
        return box.value!.rebuilt(outputs)
    } catch {
        let poison = failed(error)
        return (box.value ?? function(argument.poisoned(poison))).poisoned(poison)
    }
}

/// A tensor that passes its value on but no derivative (`jax.lax.stop_gradient`).
public func stopGradient(_ x: Tensor) -> Tensor {
    guard x.dtype.isInexact else { return x }
    return checked(x) { try bind1(StopGradient(), x) }
}

/// A tree whose leaves pass their values on but no derivative (`jax.lax.stop_gradient`).
public func stopGradient<T: Tree>(_ tree: T) -> T {
    tree.rebuilt(tree.leaves.map { $0.isAbsent ? $0 : stopGradient($0) })
}
