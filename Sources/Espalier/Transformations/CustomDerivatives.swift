/// A call of a function with a derivative of its own.
func customForward<A: Tree, R: Tree>(
    _ argument: A, _ function: @escaping (A) -> R, _ rule: @escaping (A, A) -> (R, R)
) -> R {
    let box = ResultBox<R>()
    do {
        let leaves = argument.leaves
        if let poison = firstPoison(leaves) { throw unusable(poison, in: "customJVP") }
        let count = leaves.count
        let call = CustomJVPCall(
            function: TensorFunction { box.leaves(function(argument.rebuilt($0))) },
            rule: TensorFunction { arguments in
                let (value, tangent) = rule(
                    argument.rebuilt(Array(arguments[..<count])),
                    argument.rebuilt(Array(arguments[count...])))
                box.value = value
                if let difference = structureDifference(value, tangent) {
                    throw TensorError(
                        "customJVP",
                        "the rule must give a result and a tangent of one structure, but \(difference)"
                    )
                }
                return value.leaves + tangent.leaves
            })
        let outputs = try bind(call, leaves)
        return box.value!.rebuilt(outputs)
    } catch {
        let poison = failed(error)
        return (box.value ?? function(argument.poisoned(poison))).poisoned(poison)
    }
}

/// A call of a function with a pullback of its own.
func customReverse<A: Tree, R: Tree, Kept: Tree>(
    _ argument: A, _ forward: @escaping (A) -> (R, Kept), _ backward: @escaping (Kept, R) -> A
) -> R {
    let box = ResultBox<R>()
    let kept = ResultBox<Kept>()
    do {
        let leaves = argument.leaves
        if let poison = firstPoison(leaves) { throw unusable(poison, in: "customVJP") }
        let shape = forwardShape(argument, forward)
        let call = CustomVJPCall(
            function: TensorFunction { box.leaves(forward(argument.rebuilt($0)).0) },
            forward: TensorFunction { arguments in
                let (value, residuals) = forward(argument.rebuilt(arguments))
                kept.value = residuals
                return box.leaves(value) + residuals.leaves
            },
            backward: TensorFunction { arguments in
                let residualCount = shape.kept.leafCount
                let cotangents = backward(
                    shape.kept.rebuilt(Array(arguments[..<residualCount])),
                    shape.result.rebuilt(Array(arguments[residualCount...])))
                return zip(cotangents.leaves, leaves).map { cotangent, leaf in
                    // Integers have no cotangent; a zero keeps the place.
                    leaf.dtype.isInexact && !cotangent.isAbsent
                        ? cotangent : fill(0, leaf.type.strong)
                }
            },
            resultCount: shape.result.leafCount)
        let outputs = try bind(call, leaves)
        return shape.result.rebuilt(outputs)
    } catch {
        let poison = failed(error)
        return (box.value ?? forward(argument.poisoned(poison)).0).poisoned(poison)
    }
}

/// The structure of what a forward function gives.
private func forwardShape<A: Tree, R: Tree, Kept: Tree>(
    _ argument: A, _ forward: (A) -> (R, Kept)
) -> (result: R, kept: Kept) {
    let result = shapes(argument) { argument in
        let (value, kept) = forward(argument)
        return TreePair(value, kept)
    }
    return (result.first, result.second)
}
