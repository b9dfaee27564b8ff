// Functions of numbers, vectors and matrices as functions of arrays of them.

/// A function of several tensors, over arrays of what it takes (`jax.numpy.vectorize`).
///
/// Leading axes are broadcast against each other and mapped over as by `vmap`; the last ones are the function's own. The
/// signature says how many these are, and which of them have one size:
///
///     let project = vectorize("(n),(n,m)->(m)") { [$0[0].matmul($0[1])] }
///
/// - Parameters:
///   - signature: for each argument the names of its own axes, and after `->` those of each result; spaces don't count.
///   - function: takes and gives as many tensors as the signature names.
/// - Returns: the function of arrays. Arguments whose axes don't fit the signature or each other, and results
///   that don't fit it, are errors.
public func vectorize(
    _ signature: String, _ function: @escaping ([Tensor]) -> [Tensor]
) -> ([Tensor]) -> [Tensor] {
    let parsed = Result { try OwnAxes(signature) }
    return { arguments in
        let count = (try? parsed.get().results.count) ?? 1
        return checked(arguments, count: count) { try parsed.get().map(arguments, function) }
    }
}

/// A function of one tensor that gives one, over arrays of what it takes.
///
/// - Parameters:
///   - signature: as that of several tensors.
///   - function: takes and gives one tensor.
public func vectorize(
    _ signature: String, _ function: @escaping (Tensor) -> Tensor
) -> (Tensor) -> Tensor {
    let mapped = vectorize(signature) { [function($0[0])] }
    return { mapped([$0])[0] }
}

/// A function of two tensors that gives one, over arrays of what it takes.
///
/// - Parameters:
///   - signature: as that of several tensors.
///   - function: takes two tensors and gives one.
public func vectorize(
    _ signature: String, _ function: @escaping (Tensor, Tensor) -> Tensor
) -> (Tensor, Tensor) -> Tensor {
    let mapped = vectorize(signature) { [function($0[0], $0[1])] }
    return { mapped([$0, $1])[0] }
}

/// A function of three tensors that gives one, over arrays of what it takes.
///
/// - Parameters:
///   - signature: as that of several tensors.
///   - function: takes three tensors and gives one.
public func vectorize(
    _ signature: String, _ function: @escaping (Tensor, Tensor, Tensor) -> Tensor
) -> (Tensor, Tensor, Tensor) -> Tensor {
    let mapped = vectorize(signature) { [function($0[0], $0[1], $0[2])] }
    return { mapped([$0, $1, $2])[0] }
}

/// What a function gives for each vector along an axis (`jax.numpy.apply_along_axis`).
///
/// - Parameters:
///   - x: of at least one axis.
///   - axis: along which the vectors lie.
///   - function: takes a vector, and gives a tensor of any shape, whose axes stand where that axis stood.
public func applyAlongAxis(
    _ x: Tensor, axis: Int, _ function: @escaping (Tensor) -> Tensor
) -> Tensor {
    checked(x) {
        let name = "applyAlongAxis"
        let axis = try normalized(axis, rank: x.rank, for: name)
        let axes = OwnAxes(name, arguments: [["n"]], results: nil)
        let last = try moveAxis(x, from: axis, to: x.rank - 1)
        let results = try axes.map([last]) { [function($0[0])] }[0]
        let own = Array(x.rank - 1..<results.rank)
        return try permuteAxes(results, Array(0..<axis) + own + Array(axis..<x.rank - 1))
    }
}

/// A reduction over one axis after the other, all of which stay with size 1 (`jax.numpy.apply_over_axes`).
///
/// - Parameters:
///   - x: what is reduced.
///   - axes: over which; negative ones count from the end.
///   - function: takes a tensor and an axis, and gives the result with that axis of size 1 or without it.
public func applyOverAxes(
    _ x: Tensor, axes: [Int], _ function: (Tensor, Int) -> Tensor
) -> Tensor {
    checked(x) {
        var result = x
        for axis in axes {
            let place = try normalized(axis, rank: x.rank, for: "applyOverAxes")
            let reduced = function(result, place)
            result = reduced.rank == x.rank - 1 ? reduced.expanded(at: place) : reduced
            guard result.rank == x.rank else {
                throw TensorError(
                    "applyOverAxes",
                    """
                    the function must keep the axis or take it away, and made of the shape \(x.shape) the shape \
                    \(reduced.shape)
                    """)
            }
        }
        return result
    }
}

/// The axes that a function looks at itself, by name.
private struct OwnAxes {
    /// How the function is called in messages.
    let label: String
    let arguments: [[String]]
    /// Unless results may have any.
    let results: [[String]]!

    init(_ label: String, arguments: [[String]], results: [[String]]?) {
        (self.label, self.arguments, self.results) = (label, arguments, results)
    }

    init(_ signature: String) throws {
        let text = signature.filter { !$0.isWhitespace }
        let group = #/\(((?:\w+(?:,\w+)*)?)\)/#
        let list = #/\((\w+(,\w+)*)?\)(,\((\w+(,\w+)*)?\))*/#
        let sides = text.split(separator: "->", omittingEmptySubsequences: false)
        guard sides.count == 2, sides.allSatisfy({ $0.wholeMatch(of: list) != nil }) else {
            throw TensorError(
                "vectorize",
                "the signature must be like (n,m),(m)->(n), and is \"\(signature)\"")
        }
        let names = sides.map { side in
            side.matches(of: group).map { $0.output.1.split(separator: ",").map(String.init) }
        }
        self.init("vectorize of \(text)", arguments: names[0], results: names[1])
    }

    /// Calls the function for each combination of what lies along the other axes.
    func map(_ tensors: [Tensor], _ function: ([Tensor]) -> [Tensor]) throws -> [Tensor] {
        guard tensors.count == arguments.count else {
            throw TensorError(
                label, "takes \(arguments.count) arguments, and \(tensors.count) are given")
        }
        var sizes: [String: Int] = [:]
        for (place, (tensor, names)) in zip(tensors, arguments).enumerated() {
            try check(tensor, names, &sizes, "argument \(place)", atLeast: true)
        }
        let shapes = zip(tensors, arguments).map { Array($0.shape.dropLast($1.count)) }
        let batch = try broadcastShape(shapes, for: label)
        return try map(tensors, shapes.map(\.count), batch[...]) { tensors in
            let results = function(tensors)
            guard let expected = self.results else { return results }
            guard results.count == expected.count else {
                throw TensorError(
                    label, "gives \(expected.count) results, and the function gave \(results.count)"
                )
            }
            for (place, (result, names)) in zip(results, expected).enumerated() {
                try check(result, names, &sizes, "result \(place)", atLeast: false)
            }
            return results
        }
    }

    /// Maps over the first of the axes that are left; where an argument has size 1 it stays the same.
    private func map(
        _ tensors: [Tensor], _ ranks: [Int], _ batch: ArraySlice<Int>,
        _ body: ([Tensor]) throws -> [Tensor]
    ) throws -> [Tensor] {
        guard let size = batch.first else { return try body(tensors) }
        var (axes, operands): ([Int?], [Tensor]) = ([], [])
        for (tensor, rank) in zip(tensors, ranks) {
            let isMapped = rank == batch.count && (tensor.shape[0] != 1 || size == 1)
            axes.append(isMapped ? 0 : nil)
            operands.append(
                rank == batch.count && !isMapped ? tensor.squeezed(axis: 0) : tensor)
        }
        return try batched(
            operands, axes: axes, size: size, axisName: nil, outAxes: { $0.map { _ in 0 } }
        ) { inner in
            try map(
                inner, ranks.map { min($0, batch.count - 1) }, batch.dropFirst(), body)
        }
    }

    /// Sees that a tensor's last axes have the sizes that their names have elsewhere.
    private func check(
        _ tensor: Tensor, _ names: [String], _ sizes: inout [String: Int], _ place: String,
        atLeast: Bool
    ) throws {
        guard tensor.rank == names.count || atLeast && tensor.rank > names.count else {
            throw TensorError(
                label,
                """
                \(place) has \(atLeast ? "at least " : "")the axes (\(names.joined(separator: ","))), and the shape \
                is \(tensor.shape)
                """)
        }
        for (name, size) in zip(names, tensor.shape.suffix(names.count)) {
            guard sizes[name] ?? size == size else {
                throw TensorError(
                    label,
                    "the axis \(name) has the size \(sizes[name] ?? 0), and \(place) has \(size) there"
                )
            }
            sizes[name] = size
        }
    }
}
