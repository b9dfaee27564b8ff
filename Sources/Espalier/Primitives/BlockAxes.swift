/// How index vectors name blocks of a tensor: what gathering and scattering have in common
/// (`jax.lax.GatherDimensionNumbers`, `ScatterDimensionNumbers`).
///
/// The index vectors lie along the last axis of the index tensor. The tensor of blocks has the other axes of the
/// index tensor, among which the axes of the single block stand at `windowAxes`.
struct BlockAxes: Hashable, Sendable {
    /// Where the axes of a block stand in the tensor of blocks.
    var windowAxes: [Int]
    /// Axes of the operand along which a block has size 1 and which it lacks.
    var collapsedAxes: [Int] = []
    /// The axis of the operand that each entry of an index vector belongs to.
    var indexedAxes: [Int]
    /// Axes of the operand that run along with axes of the index tensor.
    var operandBatchAxes: [Int] = []
    /// The axes of the index tensor that they run along with.
    var indexBatchAxes: [Int] = []

    /// Blocks that span every axis of an operand of this rank, one index vector naming their start.
    init(spanning rank: Int) {
        windowAxes = Array(0..<rank)
        indexedAxes = Array(0..<rank)
    }

    init(
        windowAxes: [Int], collapsedAxes: [Int], indexedAxes: [Int], operandBatchAxes: [Int] = [],
        indexBatchAxes: [Int] = []
    ) {
        self.windowAxes = windowAxes
        self.collapsedAxes = collapsedAxes
        self.indexedAxes = indexedAxes
        self.operandBatchAxes = operandBatchAxes
        self.indexBatchAxes = indexBatchAxes
    }

    /// The axes where the operand has a batch axis in front and the index tensor has not: it is in every block.
    var batchingOperand: BlockAxes {
        BlockAxes(
            windowAxes: [0] + windowAxes.map { $0 + 1 },
            collapsedAxes: collapsedAxes.map { $0 + 1 },
            indexedAxes: indexedAxes.map { $0 + 1 },
            operandBatchAxes: operandBatchAxes.map { $0 + 1 }, indexBatchAxes: indexBatchAxes)
    }

    /// The axes where the index tensor has a batch axis in front and the operand has not.
    var batchingIndices: BlockAxes {
        BlockAxes(
            windowAxes: windowAxes.map { $0 + 1 }, collapsedAxes: collapsedAxes,
            indexedAxes: indexedAxes, operandBatchAxes: operandBatchAxes,
            indexBatchAxes: indexBatchAxes.map { $0 + 1 })
    }

    /// The axes where both have a batch axis in front.
    var batchingBoth: BlockAxes {
        BlockAxes(
            windowAxes: windowAxes.map { $0 + 1 }, collapsedAxes: collapsedAxes.map { $0 + 1 },
            indexedAxes: indexedAxes.map { $0 + 1 },
            operandBatchAxes: [0] + operandBatchAxes.map { $0 + 1 },
            indexBatchAxes: [0] + indexBatchAxes.map { $0 + 1 })
    }

    /// The size of a block along each axis of the operand, given the shape of the tensor of blocks.
    func blockSizes(operandRank: Int, blocks: [Int]) -> [Int] {
        var sizes = windowAxes.map { blocks[$0] }.makeIterator()
        return (0..<operandRank).map { axis in
            collapsedAxes.contains(axis) || operandBatchAxes.contains(axis) ? 1 : sizes.next() ?? 1
        }
    }

    var printedParameters: [(name: String, value: String)] {
        var result = [
            ("window", "\(windowAxes)"), ("collapsed", "\(collapsedAxes)"),
            ("indexed", "\(indexedAxes)"),
        ]
        if !operandBatchAxes.isEmpty {
            result.append(("batch", "(\(operandBatchAxes), \(indexBatchAxes))"))
        }
        return result
    }

}

extension BlockAxes {
    /// Sees that the axes are those of the tensors, each in one role, since XLA may end the process where they are not.
    ///
    /// - Parameter blocks: how many axes a block has.
    func check(
        _ operand: ShapedTensor, _ indices: ShapedTensor, blocks: Int, for operation: String
    ) throws {
        guard indices.dtype.isInteger else {
            throw TensorError(
                operation, "indices must be integers, and their dtype is \(indices.dtype)")
        }
        guard indices.shape.last == indexedAxes.count else {
            throw TensorError(
                operation,
                """
                indices of the shape \(indices.shape) don't hold \(indexedAxes.count) entries each: the last axis \
                must have one entry for each of the axes \(indexedAxes)
                """)
        }
        func require(_ axes: [Int], below limit: Int, _ role: String, sorted: Bool = true) throws {
            let isSound =
                axes.allSatisfy { 0 <= $0 && $0 < limit } && Set(axes).count == axes.count
                && (!sorted || axes == axes.sorted())
            guard isSound else {
                throw TensorError(
                    operation,
                    """
                    \(role) must be different\(sorted ? ", ascending" : "") axes from 0 to \(limit - 1), and they \
                    are \(axes)
                    """)
            }
        }
        try require(windowAxes, below: indices.rank - 1 + blocks, "the axes of the blocks")
        try require(collapsedAxes, below: operand.rank, "the axes that blocks lack")
        try require(indexedAxes, below: operand.rank, "the axes that are indexed", sorted: false)
        try require(operandBatchAxes, below: operand.rank, "the operand's batch axes")
        try require(
            indexBatchAxes, below: indices.rank - 1, "the indices' batch axes", sorted: false)
        let batch = Set(operandBatchAxes)
        guard batch.isDisjoint(with: collapsedAxes), batch.isDisjoint(with: indexedAxes) else {
            throw TensorError(
                operation,
                """
                the operand's batch axes \(operandBatchAxes) can't be indexed, \(indexedAxes), nor be lacking, \
                \(collapsedAxes)
                """)
        }
        let (own, others) = (
            operandBatchAxes.map { operand.shape[$0] }, indexBatchAxes.map { indices.shape[$0] }
        )
        guard own == others else {
            throw TensorError(
                operation,
                """
                batch axes run along with each other, but the operand's, \(operandBatchAxes), have the sizes \(own) \
                and the indices', \(indexBatchAxes), the sizes \(others)
                """)
        }
        guard windowAxes.count + collapsedAxes.count + operandBatchAxes.count == operand.rank else {
            throw TensorError(
                operation,
                """
                each of the \(operand.rank) axes of the operand \(operand) must be one of the blocks, lacking, or a \
                batch axis, and there are \(windowAxes.count), \(collapsedAxes.count) and \(operandBatchAxes.count)
                """)
        }
    }
}
