/// The names and sizes of the axes that `vmap` calls around this one have.
enum AxisEnvironment {
    @TaskLocal static var sizes: [String: Int] = [:]
}

/// A function over a batch.
///
/// - Parameters:
///   - leaves: the arguments' leaves.
///   - axes: the batch axis of each, nil for those that all examples share.
///   - outAxes: for the result's leaves, where their batch axis is to stand; nil: must not have
///     one.
func batched(
    _ leaves: [Tensor], axes: [Int?], size: Int?, axisName: String?, outAxes: ([Tensor]) -> [Int?],
    _ function: ([Tensor]) throws -> [Tensor]
) throws -> [Tensor] {
    var found = size
    var normalizedAxes: [Int?] = []
    for (index, (leaf, axis)) in zip(leaves, axes).enumerated() {
        guard let axis, !leaf.isAbsent else {
            normalizedAxes.append(nil)
            continue
        }
        if leaf.node.tag == .poison { throw unusable(leaf, in: "vmap") }
        let place = try normalized(axis, rank: leaf.rank, for: "vmap")
        normalizedAxes.append(place)
        let here = leaf.shape[place]
        if let found, found != here {
            throw TensorError(
                "vmap",
                """
                batched axes must have equal sizes, but axis \(place) of leaf \(index), \(leaf.type), has \
                \(here) where \(size == nil ? "an earlier leaf has" : "axisSize says") \(found)
                """)
        }
        found = here
    }
    guard let found else {
        throw TensorError(
            "vmap", "needs at least one argument with a batch axis, or axisSize; all are shared")
    }
    let batching = BatchingInterpreter(
        parent: Interpreter.current, size: found, axisName: axisName)
    let tracers = zip(leaves, normalizedAxes).map { batching.join($0, $1) }
    var sizes = AxisEnvironment.sizes
    if let axisName { sizes[axisName] = found }
    let outputs = try AxisEnvironment.$sizes.withValue(sizes) {
        try batching.run { try function(tracers) }
    }
    return try zip(outputs, outAxes(outputs)).map { output, wanted in
        if output.isAbsent { return output }
        let (value, axis) = batching.split(output)
        guard let wanted else {
            guard axis == nil else {
                throw TensorError(
                    "vmap",
                    """
                    a result of type \(output.type) depends on the batch, but its out axis is nil, which says that \
                    it doesn't
                    """)
            }
            return value
        }
        let place = try normalized(wanted, rank: output.rank + 1, for: "vmap")
        guard let axis else {
            return try moveAxis(
                try broadcast(value, to: [found] + value.shape), from: 0, to: place)
        }
        return try moveAxis(value, from: axis, to: place)
    }
}

/// The same for trees: each argument's axis goes for all of its leaves.
func batchedTree<A: Tree, R: Tree>(
    _ argument: A, axes: [Int?], size: Int?, axisName: String?, out: [Int?], _ function: (A) -> R,
    partCounts: (R) -> [Int]
) -> R {
    let box = ResultBox<R>()
    do {
        let outputs = try batched(
            argument.leaves, axes: axes, size: size, axisName: axisName,
            outAxes: { _ in
                zip(partCounts(box.value!), out).flatMap { Array(repeating: $1, count: $0) }
            }
        ) { tracers in
            box.leaves(function(argument.rebuilt(tracers)))
        }
        return box.value!.rebuilt(outputs)
    } catch {
        let poison = failed(error)
        return (box.value ?? function(argument.poisoned(poison))).poisoned(poison)
    }
}

// MARK: - Named axes

/// The sum of a value over the examples of the `vmap` whose axis has the name (`jax.lax.psum`).
public func psum(_ axisName: String, _ x: Tensor) -> Tensor {
    checked(x) { try bind1(AxisSum(axisName: try bound(axisName, "psum")), x) }
}

/// The mean of a value over the examples of the `vmap` whose axis has the name (`jax.lax.pmean`).
public func pmean(_ axisName: String, _ x: Tensor) -> Tensor {
    psum(axisName, x) / Tensor.weak(axisSize(axisName))
}

/// The largest value over the examples of the `vmap` whose axis has the name (`jax.lax.pmax`).
public func pmax(_ axisName: String, _ x: Tensor) -> Tensor {
    checked(x) {
        try bind1(AxisExtremum(axisName: try bound(axisName, "pmax"), isMaximum: true), x)
    }
}

/// The smallest value over the examples of the `vmap` whose axis has the name (`jax.lax.pmin`).
public func pmin(_ axisName: String, _ x: Tensor) -> Tensor {
    checked(x) {
        try bind1(AxisExtremum(axisName: try bound(axisName, "pmin"), isMaximum: false), x)
    }
}

/// The place of the example in the `vmap` whose axis has the name, an int32 scalar
/// (`jax.lax.axis_index`).
public func axisIndex(_ axisName: String) -> Tensor {
    checked { try bind1(AxisPosition(axisName: try bound(axisName, "axisIndex"))) }
}

/// The number of examples of the `vmap` whose axis has the name (`jax.lax.axis_size`).
public func axisSize(_ axisName: String) -> Int {
    if let size = AxisEnvironment.sizes[axisName] { return size }
    do { _ = try bound(axisName, "axisSize") } catch { _ = failed(error) }
    return 1
}

private func bound(_ axisName: String, _ operation: String) throws -> String {
    guard AxisEnvironment.sizes[axisName] != nil else {
        let known = AxisEnvironment.sizes.keys.sorted()
        throw TensorError(
            operation,
            """
            no vmap with axisName: \"\(axisName)\" is around this call\(
                known.isEmpty ? "" : "; the names here are \(known)")
            """)
    }
    return axisName
}
