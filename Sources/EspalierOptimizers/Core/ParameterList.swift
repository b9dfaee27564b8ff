import Espalier

/// Which leaves of a model an optimiser learns, remembered to tell another model from it.
final class ParameterList: Hashable, Sendable {
    struct Entry: Hashable {
        let index: Int
        let path: Path
        let type: ShapedTensor
    }

    /// The leaves that are learned.
    let entries: [Entry]
    /// How many leaves the model has.
    let leafCount: Int
    /// Whether the user said which leaves are learned.
    let isChosen: Bool
    private let hash: Int

    init(_ leaves: [TreeLeaf], of leafCount: Int, isChosen: Bool) {
        entries = leaves.map { leaf in
            let type = leaf.tensor.shapedType
            return Entry(
                index: leaf.index, path: leaf.path,
                type: ShapedTensor(shape: type.shape, dtype: type.dtype))
        }
        self.leafCount = leafCount
        self.isChosen = isChosen
        hash = entries.hashValue
    }

    static func == (a: ParameterList, b: ParameterList) -> Bool {
        a === b
            || a.hash == b.hash && a.leafCount == b.leafCount && a.isChosen == b.isChosen
                && a.entries == b.entries
    }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    /// The leaves that are learned and their gradients.
    ///
    /// - Throws: ``TensorError``, which names the leaf that doesn't fit.
    func matched(
        _ leaves: [TreeLeaf], _ gradients: [Tensor], _ operation: String
    ) throws -> (leaves: [TreeLeaf], gradients: [Tensor]) {
        func different(_ what: String) -> TensorError {
            TensorError(
                operation,
                "\(what). The optimiser was initialised for another model; call initialized(for:) with this one"
            )
        }
        guard leaves.count == gradients.count else {
            throw TensorError(
                operation,
                "the gradients have \(gradients.count) leaves and the model has \(leaves.count)")
        }
        for entry in entries where entry.index >= leaves.count {
            throw different("the leaf \(entry.path) is missing in the model")
        }
        for entry in entries {
            let leaf = leaves[entry.index]
            guard leaf.path == entry.path else {
                throw different("in the place of \(entry.path) the model has \(leaf.path)")
            }
            guard leaf.tensor.shape == entry.type.shape, leaf.tensor.dtype == entry.type.dtype
            else {
                throw different(
                    "\(entry.path) is \(leaf.tensor.shapedType), and it was \(entry.type)")
            }
            guard !gradients[entry.index].isNothing else {
                throw TensorError(
                    operation,
                    """
                    there is no gradient of \(entry.path), which the optimiser was initialised to learn. \
                    \(leaf.isFrozen ? "It is frozen now" : "It was left out of the gradient"); initialise the \
                    optimiser after freezing, or say which leaves it learns by initialized(for:where:)
                    """)
            }
            let shape = gradients[entry.index].shape
            guard shape == leaf.tensor.shape else {
                throw TensorError(
                    operation,
                    "the gradient of \(entry.path) has the shape \(shape), and the leaf \(leaf.tensor.shape)"
                )
            }
        }
        guard leaves.count == leafCount else {
            throw different("the model has \(leaves.count) leaves, and it had \(leafCount)")
        }
        if !isChosen {
            let learned = Set(entries.map(\.index))
            for leaf in leaves
            where leaf.isTrainable && !gradients[leaf.index].isNothing
                && !learned.contains(leaf.index)
            {
                throw different("the optimiser doesn't know the leaf \(leaf.path)")
            }
        }
        return (entries.map { leaves[$0.index] }, entries.map { gradients[$0.index] })
    }
}
