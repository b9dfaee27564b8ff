/// The value of a function and its derivative along a direction.
///
/// - Parameter tangents: for each leaf of the argument its tangent; those of leaves that are
///   neither floating nor complex are ignored.
func directionalDerivative<A: Tree, R: Tree>(
    _ argument: A, _ tangent: A, _ function: (A) -> R
) -> (R, R) {
    let leaves = argument.leaves
    let tangents = tangent.leaves
    let box = ResultBox<R>()
    do {
        if let poison = firstPoison(leaves + tangents) { throw unusable(poison, in: "jvp") }
        guard leaves.count == tangents.count else {
            throw TensorError(
                "jvp", "the tangent has \(tangents.count) leaves and the argument \(leaves.count)")
        }
        let given: [Tensor?] = try zip(leaves, tangents).map { leaf, tangent in
            guard leaf.dtype.isInexact, !leaf.isAbsent, !tangent.isAbsent else { return nil }
            guard leaf.shape == tangent.shape else {
                throw TensorError(
                    "jvp",
                    "an argument of shape \(leaf.shape) has a tangent of shape \(tangent.shape)")
            }
            guard leaf.dtype == tangent.dtype || tangent.type.isWeak else {
                throw TensorError(
                    "jvp",
                    "an argument of dtype \(leaf.dtype) has a tangent of dtype \(tangent.dtype)")
            }
            return try convert(tangent, to: leaf.dtype)
        }
        let (outputs, results) = try pushforward(leaves, given) { tracers in
            box.leaves(function(argument.rebuilt(tracers)))
        }
        let full = zip(outputs, results).map { $1 ?? ($0.isAbsent ? $0 : fill(0, $0.type.strong)) }
        return (box.value!.rebuilt(outputs), box.value!.rebuilt(full))
    } catch {
        let poison = failed(error)
        let result = (box.value ?? function(argument.poisoned(poison))).poisoned(poison)
        return (result, result)
    }
}

/// The value of a function and its derivative there as a function of directions.
func linearized<A: Tree, R: Tree>(
    _ argument: A, _ function: (A) -> R
) -> (R, (A) -> R) {
    let leaves = argument.leaves
    let active = inexactMask(leaves)
    let box = ResultBox<R>()
    do {
        if let poison = firstPoison(leaves) { throw unusable(poison, in: "linearize") }
        let (outputs, linear) = try linearize(leaves, active: active) { tracers in
            box.leaves(function(argument.rebuilt(tracers)))
        }
        let result = box.value!.rebuilt(outputs)
        let template = result.abstracted
        return (
            result,
            { tangent in
                do {
                    let tangents = zip(tangent.leaves, active).filter(\.1).map(\.0)
                    try check(tangents, linear.inputTypes, for: "the linearized function")
                    let results = try linear.pushforward(tangents)
                    return template.rebuilt(
                        zip(results, outputs).map { $0 ?? fill(0, $1.type.strong) })
                } catch {
                    return template.poisoned(failed(error))
                }
            }
        )
    } catch {
        let poison = failed(error)
        let result = (box.value ?? function(argument.poisoned(poison))).poisoned(poison)
        return (result, { _ in result })
    }
}

/// The value of a function and its pullback.
func pulledBack<A: Tree, R: Tree>(
    _ argument: A, _ function: (A) -> R
) -> (R, (R) -> A) {
    let leaves = argument.leaves
    let active = inexactMask(leaves)
    let box = ResultBox<R>()
    do {
        if let poison = firstPoison(leaves) { throw unusable(poison, in: "vjp") }
        let (outputs, linear) = try linearize(leaves, active: active) { tracers in
            box.leaves(function(argument.rebuilt(tracers)))
        }
        let result = box.value!.rebuilt(outputs)
        let template = argument.abstracted
        return (
            result,
            { cotangent in
                do {
                    let given = cotangent.leaves
                    try check(given, outputs.map(\.type.strong), for: "the pullback")
                    var results = try linear.pullback(given.map { $0.isAbsent ? nil : $0 })
                        .makeIterator()
                    return template.rebuilt(active.map { $0 ? results.next()! : .nothing })
                } catch {
                    return template.poisoned(failed(error))
                }
            }
        )
    } catch {
        let poison = failed(error)
        return (
            (box.value ?? function(argument.poisoned(poison))).poisoned(poison),
            { _ in argument.poisoned(poison) }
        )
    }
}

/// Compares tangents or cotangents with the types that they must have.
private func check(_ given: [Tensor], _ types: [ShapedTensor], for operation: String) throws {
    guard given.count == types.count else {
        throw TensorError(operation, "was given \(given.count) leaves in place of \(types.count)")
    }
    for (leaf, type) in zip(given, types) where !leaf.isAbsent {
        if leaf.node.tag == .poison { throw unusable(leaf, in: operation) }
        guard leaf.shape == type.shape, leaf.dtype == type.dtype else {
            throw TensorError(operation, "was given \(leaf.type) where \(type) belongs")
        }
    }
}
