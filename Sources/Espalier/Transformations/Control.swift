// MARK: - Branches

/// One of two functions of nothing, by a scalar condition (`jax.lax.cond`).
///
/// Both are traced, and both must give results of one structure, of equal shapes and dtypes. Only
/// one is computed, except under a `vmap` that batches the condition.
///
///     let y = cond(x.sum() .> 0, then: { sqrt(x) }, else: { -x })
public func cond<R: Tree>(_ condition: Tensor, then: () -> R, else other: () -> R) -> R {
    withoutActuallyEscaping(then) { then in
        withoutActuallyEscaping(other) { other in
            branch(
                "cond",
                index: checked(condition) {
                    guard condition.shape.isEmpty else {
                        throw TensorError(
                            "cond", "the condition must be a scalar, and it is \(condition.type)")
                    }
                    return try convert(try convert(condition, to: .bool), to: .int32)
                }, EmptyTree(), [{ _ in other() }, { _ in then() }], names: ["else", "then"])
        }
    }
}

/// One of two functions of an operand, by a scalar condition (`jax.lax.cond`).
public func cond<A: Tree, R: Tree>(
    _ condition: Tensor, _ operand: A, then: (A) -> R, else other: (A) -> R
) -> R {
    cond(condition, then: { then(operand) }, else: { other(operand) })
}

/// One of several functions of an operand, by an integer scalar (`jax.lax.switch`).
///
/// An index out of range takes the nearest function.
public func switchCase<A: Tree, R: Tree>(
    _ index: Tensor, _ branches: [(A) -> R], _ operand: A
) -> R {
    branch(
        "switchCase",
        index: checked(index) {
            guard index.shape.isEmpty, index.dtype.isInteger else {
                throw TensorError(
                    "switchCase", "the index must be an integer scalar, and it is \(index.type)")
            }
            return try convert(index, to: .int32)
        }, operand, branches, names: branches.indices.map { "branch \($0)" })
}

/// One of several functions of nothing, by an integer scalar (`jax.lax.switch`).
public func switchCase<R: Tree>(_ index: Tensor, _ branches: [() -> R]) -> R {
    switchCase(index, branches.map { branch in { (_: EmptyTree) in branch() } }, EmptyTree())
}

private func branch<A: Tree, R: Tree>(
    _ operation: String, index: Tensor, _ operand: A, _ branches: [(A) -> R], names: [String]
) -> R {
    var first: R?
    do {
        guard !branches.isEmpty else { throw TensorError(operation, "needs at least one function") }
        if let poison = firstPoison([index] + operand.leaves) {
            throw unusable(poison, in: operation)
        }
        let operands = operand.leaves
        let types = operands.map(\.type)
        var traced: [TracedProgram] = []
        for (position, function) in branches.enumerated() {
            var result: R?
            traced.append(
                try trace(types) { tracers in
                    let value = function(operand.rebuilt(tracers))
                    result = value
                    return value.leaves
                })
            guard let one = first else {
                first = result!.abstracted
                continue
            }
            try sameStructure(one, result!, operation, names[0], names[position])
        }
        // Each branch gets the captures of all; a weak result becomes strong, as another branch's
        // may be.
        let captures = traced.flatMap(\.captures)
        let starts = traced.reduce(into: [0]) { $0.append($0.last! + $1.captures.count) }
        let programs = try traced.enumerated().map { position, one in
            try traceClosed(captures.map(\.type) + types) { arguments in
                try one.program.evaluate(
                    Array(arguments[starts[position]..<starts[position + 1]])
                        + Array(arguments[captures.count...])
                ).map { try convert($0, to: $0.dtype) }
            }
        }
        let results = try bind(Switch(branches: programs), [index] + captures + operands)
        return first!.rebuilt(results)
    } catch {
        // Without a function there is no result to poison.
        guard !branches.isEmpty else { fatalError(String(describing: error)) }
        let poison = failed(error)
        return (first ?? branches[0](operand.poisoned(poison))).poisoned(poison)
    }
}

/// Checks that two results, of branches or of a loop's turns, fit each other.
func sameStructure<R: Tree>(
    _ a: R, _ b: R, _ operation: String, _ aName: String, _ bName: String
) throws {
    if let difference = structureDifference(a, b) {
        throw TensorError(
            operation,
            "\(aName) and \(bName) must have results of one structure, but they differ: \(difference)"
        )
    }
    for ((path, x), y) in zip(zip(a.paths, a.leaves), b.leaves)
    where x.shape != y.shape || x.dtype != y.dtype {
        let place = path.description.isEmpty ? "" : " at \(path)"
        throw TensorError(
            operation,
            """
            \(aName) and \(bName) must have results of equal shapes and dtypes, but\(place) they have \
            \(x.type.strong) and \(y.type.strong)
            """)
    }
}

// MARK: - Loops

/// Carries state along sequences and collects a result at each step (`jax.lax.scan`).
///
///     let (sum, sums) = scan(initial: Tensor(0.0), over: xs) { total, x in (total + x, total + x) }
///
/// The body is traced once and compiled as a loop; it can be differentiated both ways, and the
/// reverse way keeps what it needs of each step.
///
/// - Parameters:
///   - initial: the state before the first step. Literals take the dtype that the body gives back.
///   - sequences: a tree whose leaves all have the same size along their first axis, the number of
///     steps.
///   - reverse: whether to go from the last element to the first; results keep the places of their
///     elements.
///   - unroll: how many steps are written out in one turn of the compiled loop.
///   - body: takes the state and one element; gives the new state, of the same structure, and a
///     result.
/// - Returns: the last state, and the results along a new first axis.
public func scan<C: Tree, X: Tree, Y: Tree>(
    initial: C, over sequences: X, reverse: Bool = false, unroll: Int = 1, _ body: (C, X) -> (C, Y)
) -> (C, Y) {
    runScan(initial, sequences, length: nil, reverse, unroll, body)
}

/// Carries state through a number of steps and collects a result at each (`jax.lax.scan` with a
/// length).
public func scan<C: Tree, Y: Tree>(
    initial: C, count: Int, reverse: Bool = false, unroll: Int = 1, _ body: (C) -> (C, Y)
) -> (C, Y) {
    runScan(initial, EmptyTree(), length: count, reverse, unroll) { carry, _ in body(carry) }
}

private func runScan<C: Tree, X: Tree, Y: Tree>(
    _ initial: C, _ sequences: X, length: Int?, _ reverse: Bool, _ unroll: Int,
    _ body: (C, X) -> (C, Y)
) -> (C, Y) {
    var result: Y?
    do {
        let xs = sequences.leaves
        if let poison = firstPoison(initial.leaves + xs) { throw unusable(poison, in: "scan") }
        for (path, leaf) in zip(sequences.paths, xs) where leaf.rank == 0 {
            throw TensorError(
                "scan",
                "sequences need a first axis to go along, and the leaf \(path) is the scalar \(leaf.type)"
            )
        }
        guard let count = length ?? xs.first?.shape[0] else {
            throw TensorError("scan", "needs a sequence to go along, or a count")
        }
        for (path, leaf) in zip(sequences.paths, xs) where leaf.shape[0] != count {
            throw TensorError(
                "scan",
                """
                all sequences must have the same size along their first axis, but the first has \(count) and \
                \(path) has \(leaf.shape[0])
                """)
        }
        guard count >= 0, unroll >= 1 else {
            throw TensorError(
                "scan",
                "count must not be negative and unroll at least 1; got \(count) and \(unroll)")
        }
        let elementTypes = xs.map { $0.type.with(shape: Array($0.shape.dropFirst())) }
        let loop = try traceLoop(initial, elementTypes, "scan") { carry, elements in
            let (next, value) = body(carry, sequences.rebuilt(elements))
            result = value
            return (next, value.leaves)
        }
        let scan = Scan(
            body: loop.traced.program, constantCount: loop.traced.captures.count,
            carryCount: loop.carry.leafCount, length: count, isReversed: reverse, unroll: unroll)
        let outputs = try scan.apply(loop.traced.captures + loop.carry.leaves + xs)
        let carryCount = loop.carry.leafCount
        return (
            loop.carry.rebuilt(Array(outputs[..<carryCount])),
            result!.rebuilt(Array(outputs[carryCount...]))
        )
    } catch {
        let poison = failed(error)
        let elements = sequences.leaves.map { leaf in
            Tensor(AbstractNode(leaf.type.with(shape: Array(leaf.shape.dropFirst()))))
        }
        let state = initial.poisoned(poison)
        let value = result ?? body(state, sequences.rebuilt(elements).poisoned(poison)).1
        return (state, value.poisoned(poison))
    }
}

/// Traces a loop's body, with the carry promoted to what the body gives back.
private func traceLoop<C: Tree>(
    _ initial: C, _ elementTypes: [ShapedTensor], _ operation: String,
    _ body: (C, [Tensor]) throws -> (C, [Tensor])
) throws -> (traced: TracedProgram, carry: C) {
    var carry = initial
    while true {
        let types = carry.leaves.map { $0.type.strong }
        var next: C?
        let traced = try trace(types + elementTypes) { tracers in
            let (value, results) = try body(
                carry.rebuilt(Array(tracers[..<types.count])), Array(tracers[types.count...]))
            next = value
            return value.leaves + results
        }
        if let poison = firstPoison(next!.leaves) { throw unusable(poison, in: operation) }
        if let difference = structureDifference(carry, next!) {
            throw TensorError(
                operation,
                "the body must give back a carry of the structure it was given, but \(difference)")
        }
        // A literal in the carry takes the dtype that the body gives it.
        var promotes = false
        let promoted = try zip(carry.leaves, next!.leaves).map { old, new in
            guard old.type.isWeak, old.dtype != new.dtype, old.shape == new.shape else {
                return old
            }
            promotes = true
            return try convert(old, to: new.dtype)
        }
        if promotes {
            carry = carry.rebuilt(promoted)
            continue
        }
        for ((path, old), new) in zip(zip(carry.paths, carry.leaves), next!.leaves)
        where old.shape != new.shape || old.dtype != new.dtype {
            let place = path.description.isEmpty ? "" : " at \(path)"
            throw TensorError(
                operation,
                """
                the body must give back a carry of the types it was given, but\(place) it was given \
                \(old.type.strong) and gave back \(new.type.strong)
                """)
        }
        carry = carry.rebuilt(try carry.leaves.map { try convert($0, to: $0.dtype) })
        return (traced, carry)
    }
}

/// Repeats a function of a state while a condition on it holds (`jax.lax.while_loop`).
///
/// It can be differentiated in forward mode only.
///
///     let root = whileLoop(initial: x, while: { abs($0 * $0 - 2) .> 1e-6 }) { ($0 + 2 / $0) / 2 }
public func whileLoop<C: Tree>(
    initial: C, while condition: (C) -> Tensor, _ body: (C) -> C
) -> C {
    do {
        if let poison = firstPoison(initial.leaves) { throw unusable(poison, in: "whileLoop") }
        let loop = try traceLoop(initial, [], "whileLoop") { carry, _ in (body(carry), []) }
        let types = loop.carry.leaves.map(\.type)
        let test = try trace(types) { tracers in
            let goesOn = condition(loop.carry.rebuilt(tracers))
            if goesOn.node.tag == .poison { throw unusable(goesOn, in: "whileLoop") }
            guard goesOn.shape.isEmpty, goesOn.dtype == .bool else {
                throw TensorError(
                    "whileLoop", "the condition must give a bool scalar, and it gave \(goesOn.type)"
                )
            }
            return [goesOn]
        }
        let primitive = While(
            condition: test.program, body: loop.traced.program,
            conditionConstantCount: test.captures.count,
            bodyConstantCount: loop.traced.captures.count)
        let outputs = try bind(
            primitive, test.captures + loop.traced.captures + loop.carry.leaves)
        return loop.carry.rebuilt(outputs)
    } catch {
        return initial.poisoned(failed(error))
    }
}

/// Repeats a function of an index and a state for the indices of a range (`jax.lax.fori_loop`).
///
/// The number of turns is known, so that the loop can be differentiated both ways. The index is an int32, or an int64
/// where the range needs it.
public func foriLoop<C: Tree>(
    _ range: Range<Int>, initial: C, _ body: (Tensor, C) -> C
) -> C {
    let isSmall = [range.lowerBound, range.upperBound].allSatisfy { DType.int32.holds(Int128($0)) }
    let start = Tensor(
        .integer(Int64(range.lowerBound)), isSmall ? .int32 : .int64, isWeak: false)
    let (count, isTooLong) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    guard !isTooLong else {
        return initial.poisoned(
            failed(TensorError("foriLoop", "the range \(range) has more than \(Int.max) turns")))
    }
    let (last, _) = scan(initial: TreePair(start, initial), count: count) { state in
        (TreePair(state.first + 1, body(state.first, state.second)), EmptyTree())
    }
    return last.second
}

/// Repeats a function of an index and a state from one index up to another (`jax.lax.fori_loop`
/// with traced bounds).
///
/// The number of turns is not known before, so that the loop can be differentiated in forward mode
/// only. The index has the dtype that both bounds are promoted to.
public func foriLoop<C: Tree>(
    from start: Tensor, to end: Tensor, initial: C, _ body: (Tensor, C) -> C
) -> C {
    let operands = [start, end].map { bound in
        checked(bound) {
            guard bound.shape.isEmpty, bound.dtype.isInteger else {
                throw TensorError(
                    "foriLoop", "bounds must be integer scalars, and one is \(bound.type)")
            }
            let dtype = Promotion.join([start, end].map(\.type)).dtype
            guard dtype.isInteger else {
                throw TensorError(
                    "foriLoop",
                    "no integer dtype holds both \(start.dtype) and \(end.dtype); convert one of the bounds"
                )
            }
            return try adopted(bound, as: dtype, in: "foriLoop")
        }
    }
    let last = whileLoop(
        initial: TreePair(operands[0], initial), while: { $0.first .< operands[1] }
    ) { state in
        TreePair(state.first + 1, body(state.first, state.second))
    }
    return last.second
}
