/// The value of a function of a tree and the gradient with respect to some of the tree's leaves.
///
/// - Parameters:
///   - tree: where to evaluate; afterwards it holds what the function left in it.
///   - mask: which leaves to differentiate; by default the trainable ones.
///   - function: gives the loss, a scalar, and anything else.
/// - Returns: the loss, what else the function gave, and a tree of the same type with the gradient;
///   leaves that are not differentiated are not there in it (``Tensor/isNothing``).
func valueAndGradient<S: Tree, Aux: Tree>(
    _ tree: inout S, mask: [Bool]? = nil, operation: String,
    _ function: (inout S) -> (Tensor, Aux)
) -> (loss: Tensor, aux: Aux, gradient: S) {
    let point = tree
    let leaves = point.leaves
    let active = mask ?? point.describedLeaves.map(\.isTrainable)
    var aux: Aux?
    var after: S?
    do {
        guard active.count == leaves.count else {
            throw TensorError(
                operation, "the mask has \(active.count) leaves and the argument \(leaves.count)")
        }
        for (leaf, isActive) in zip(leaves, active) where isActive && !leaf.dtype.isInexact {
            throw TensorError(operation, "can't differentiate with respect to \(leaf.type)")
        }
        if let leaf = leaves.first, S.self == Tensor.self, mask == nil, !active[0], !leaf.isAbsent {
            throw TensorError(
                operation,
                """
                the argument must be floating or complex to be differentiated, and it is \(leaf.type); convert it \
                with asType(.float32)
                """)
        }
        if let poison = firstPoison(leaves) { throw unusable(poison, in: operation) }
        let (outputs, linear) = try linearize(leaves, active: active) { tracers in
            var state = point.rebuilt(tracers)
            let (loss, rest) = function(&state)
            (aux, after) = (rest, state)
            return [loss] + rest.leaves + state.leaves
        }
        let loss = outputs[0]
        if loss.node.tag == .poison { throw unusable(loss, in: operation) }
        guard loss.shape.isEmpty, loss.dtype.isFloating else {
            throw TensorError(
                operation,
                """
                needs a function whose result is one floating number, and this one gave \(loss.type); \(
                    loss.dtype.isFloating
                        ? "take its sum or mean, or use vjp or jacrev"
                        : "for other dtypes use vjp")
                """)
        }
        let seed: Tensor? = fill(1, loss.type.strong)
        let gradients = try linear.pullback([seed] + outputs.dropFirst().map { _ in nil })
        var given = gradients.makeIterator()
        let gradient = point.rebuilt(active.map { $0 ? given.next()! : .nothing })
        let auxCount = aux!.leafCount
        let auxResult = aux!.rebuilt(Array(outputs[1...].prefix(auxCount)))
        tree = after!.rebuilt(Array(outputs[(1 + auxCount)...]))
        return (loss, auxResult, gradient)
    } catch {
        let poison = failed(error)
        var scratch = point.poisoned(poison)
        let rest = aux ?? function(&scratch).1
        return (poison, rest.poisoned(poison), point.poisoned(poison))
    }
}
