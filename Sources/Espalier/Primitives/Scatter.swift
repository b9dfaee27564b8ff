/// A tensor in which blocks that start at index vectors are combined with new ones (`jax.lax.scatter`,
/// `scatter_add`, `scatter_mul`, `scatter_min`, `scatter_max`).
///
/// The operands are the tensor, the index vectors and the tensor of blocks. Where several blocks meet, sums, products
/// and extrema take all of them, and one of them, whichever it is, is set.
struct Scatter: Primitive {
    enum Kind: String, Sendable {
        case set = ""
        case add = "stablehlo.add"
        case multiply = "stablehlo.multiply"
        case min = "stablehlo.minimum"
        case max = "stablehlo.maximum"
    }

    let kind: Kind
    var axes: BlockAxes
    var mode: IndexMode
    /// Whether no two blocks meet, by the caller's promise.
    var isUnique = false
    /// Whether the index vectors are in ascending order, by the caller's promise.
    var isSorted = false

    init(kind: Kind, axes: BlockAxes, mode: IndexMode = .fillOrDrop, isUnique: Bool = false) {
        self.kind = kind
        self.axes = axes
        self.mode = mode
        self.isUnique = isUnique
    }

    /// One block of the operand's rank, moved into range.
    init(block rank: Int) {
        self.init(kind: .set, axes: BlockAxes(spanning: rank), mode: .clip, isUnique: true)
    }

    var name: String { kind == .set ? "scatter" : "scatter_\(kind)" }
    var printedParameters: [(name: String, value: String)] {
        axes.printedParameters + [("mode", mode.rawValue)] + (isUnique ? [("unique", "true")] : [])
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let (operand, indices, updates) = (inputs[0], inputs[1], inputs[2])
        try axes.check(operand, indices, blocks: axes.windowAxes.count, for: name)
        guard updates.dtype == operand.dtype else {
            throw TensorError(
                name, "updates \(updates) must have the dtype of the operand \(operand)")
        }
        if kind == .min || kind == .max, operand.dtype.isComplex {
            throw TensorError(name, "needs an order, which complex numbers do not have")
        }
        guard updates.rank == indices.rank - 1 + axes.windowAxes.count else {
            throw TensorError(
                name,
                "updates \(updates) don't fit the indices \(indices) and the operand \(operand)")
        }
        let sizes = axes.blockSizes(operandRank: operand.rank, blocks: updates.shape)
        let places = (0..<updates.rank).filter { !axes.windowAxes.contains($0) }
        guard places.map({ updates.shape[$0] }) == Array(indices.shape.dropLast()),
            axes.windowAxes.isEmpty || zip(sizes, operand.shape).allSatisfy({ $0 <= max($1, 1) })
        else {
            throw TensorError(
                name,
                "updates \(updates) don't fit the indices \(indices) and the operand \(operand)")
        }
        return [operand]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard outputs[0].count > 0, inputs[2].type.count > 0 else { return [inputs[0]] }
        var indices = context.convert(inputs[1], to: indexDType(inputs[1].type))
        if mode == .clip, !axes.indexedAxes.isEmpty {
            let sizes = axes.blockSizes(operandRank: outputs[0].rank, blocks: inputs[2].type.shape)
            let limits = axes.indexedAxes.map { outputs[0].shape[$0] - sizes[$0] }
            indices = context.emit(
                "stablehlo.clamp",
                [
                    context.splat(0, indices.type.strong), indices,
                    context.bounds(limits, like: indices),
                ],
                result: indices.type.strong)
        }
        let dtype = outputs[0].dtype
        let scalar = ShapedTensor(shape: [], dtype: dtype)
        let combine =
            kind == .set
            ? context.region([scalar, scalar]) { [$0[1]] } : context.combiner(kind.rawValue, dtype)
        return [
            context.emit(
                "stablehlo.scatter", [inputs[0], indices, inputs[2]],
                attributes: """
                    scatter_dimension_numbers = #stablehlo.scatter<\
                    update_window_dims = \(Lowering.list(axes.windowAxes)), \
                    inserted_window_dims = \(Lowering.list(axes.collapsedAxes)), \
                    input_batching_dims = \(Lowering.list(axes.operandBatchAxes)), \
                    scatter_indices_batching_dims = \(Lowering.list(axes.indexBatchAxes)), \
                    scatter_dims_to_operand_dims = \(Lowering.list(axes.indexedAxes)), \
                    index_vector_dim = \(indices.type.rank - 1)>, \
                    indices_are_sorted = \(isSorted), unique_indices = \(isUnique)
                    """,
                regions: [combine], result: outputs[0])
        ]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let operand = try batchedInFront(inputs[0], axes[0], size: batch.size)
        let updates = try batchedInFront(inputs[2], axes[2], size: batch.size)
        var result = self
        guard let indexAxis = axes[1] else {
            result.axes = self.axes.batchingOperand
            return BatchResult(try bind1(result, operand, inputs[1], updates), 0)
        }
        result.axes = self.axes.batchingBoth
        result.isSorted = false
        let indices = try moveAxis(inputs[1], from: indexAxis, to: 0)
        return BatchResult(try bind1(result, operand, indices, updates), 0)
    }

    // MARK: Derivatives

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        guard tangents[0] != nil || tangents[2] != nil else {
            return JVPResult(try bind(self, primals)[0], nil)
        }
        let (operand, indices, updates) = (primals[0], primals[1], primals[2])
        let operandTangent = tangents[0] ?? zeros(like: operand)
        let updateTangent = tangents[2] ?? zeros(like: updates)
        switch kind {
        case .add:
            return JVPResult(
                try bind(self, primals)[0], try bind1(self, operandTangent, indices, updateTangent))
        case .set where isUnique:
            return JVPResult(
                try bind(self, primals)[0], try bind1(self, operandTangent, indices, updateTangent))
        case .set:
            return try setJVP(primals, operandTangent, updateTangent)
        case .multiply:
            return try multiplyJVP(primals, tangents)
        case .min, .max:
            return try extremumJVP(primals, operandTangent, updateTangent)
        }
    }

    /// Which of several blocks that meet is set is not defined, so values and tangents must agree on it: blocks are
    /// numbered, the numbers are set, and what lost by them is masked out of a sum.
    private func setJVP(
        _ primals: [Tensor], _ operandTangent: Tensor, _ updateTangent: Tensor
    ) throws -> JVPResult {
        let (operand, indices, updates) = (primals[0], primals[1], primals[2])
        var numberShape = updates.shape
        for axis in axes.windowAxes { numberShape[axis] = 1 }
        let count = numberShape.sizeProduct
        let type = ShapedTensor(shape: [count], dtype: .int32)
        let counted = try bind1(Iota(type: type, axis: 0)) + fill(1, type.with(shape: []))
        let numbers = try broadcast(try reshape(counted, to: numberShape), to: updates.shape)
        let none = fill(0, type.with(shape: []))
        let winners = try bind1(self, fill(0, type.with(shape: operand.shape)), indices, numbers)
        let kept = winners .== none
        let won = numbers .== (try inverse(winners, indices, updates))
        let sum = with(kind: .add)
        func masked(_ operand: Tensor, _ updates: Tensor) throws -> Tensor {
            let zero = fill(0, operand.type.with(shape: []))
            return try bind1(
                sum, try bind1(Select(), kept, operand, zero), indices,
                try bind1(Select(), won, updates, zero))
        }
        return JVPResult(try masked(operand, updates), try masked(operandTangent, updateTangent))
    }

    private func multiplyJVP(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let (operand, indices, updates) = (primals[0], primals[1], primals[2])
        let first = try tangents[0].map { try bind1(self, $0, indices, updates) }
        let second = try tangents[2].map { tangent in
            guard isUnique else {
                throw TensorError(
                    name,
                    """
                    has a derivative with respect to the factors only where no two of them meet: promise it by \
                    uniqueIndices: true
                    """)
            }
            return operand * (try bind1(with(kind: .add), zeros(like: operand), indices, tangent))
        }
        let y = try bind(self, primals)[0]
        if let first, let second { return JVPResult(y, first + second) }
        return JVPResult(y, first ?? second)
    }

    /// Everything that equals the extremum, the old value and any number of updates, shares the derivative.
    private func extremumJVP(
        _ primals: [Tensor], _ operandTangent: Tensor, _ updateTangent: Tensor
    ) throws -> JVPResult {
        let (operand, indices, updates) = (primals[0], primals[1], primals[2])
        let y = try bind(self, primals)[0]
        let sum = with(kind: .add)
        let (one, zero) = (fill(1, y.type.with(shape: [])), fill(0, y.type.with(shape: [])))
        let isOld = try bind1(Select(), operand .== y, one, zero)
        let target = try inverse(y, indices, updates)
        let isNew = try bind1(Select(), updates .== target, one, zero)
        let sharing = try bind1(sum, isOld, indices, isNew)
        let tangent = try bind1(sum, isOld * operandTangent, indices, isNew * updateTangent)
        // Where NaN is the extremum nothing equals it; the derivative there is NaN too.
        return JVPResult(y, tangent / sharing)
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil, nil, nil] }
        let indices = inputs[1].value
        var result: [Tensor?] = [nil, nil, nil]
        switch kind {
        case .add:
            if inputs[0].isLinear { result[0] = cotangent }
            if inputs[2].isLinear { result[2] = try inverse(cotangent, indices, inputs[2].type) }
        case .set where isUnique:
            if inputs[0].isLinear {
                result[0] = try bind1(self, cotangent, indices, fill(0, inputs[2].type))
            }
            if inputs[2].isLinear { result[2] = try inverse(cotangent, indices, inputs[2].type) }
        case .multiply where !inputs[2].isLinear:
            result[0] = try bind1(self, cotangent, indices, inputs[2].value)
        case .set, .multiply, .min, .max:
            throw TensorError(name, "is not linear, so it has no transpose")
        }
        return result
    }

    private func with(kind: Kind) -> Scatter {
        var result = Scatter(kind: kind, axes: axes, mode: mode, isUnique: isUnique)
        result.isSorted = isSorted
        return result
    }

    /// The blocks that a tensor of the operand's shape has at the indices, zero where they are out of range.
    private func inverse(_ x: Tensor, _ indices: Tensor, _ updates: ShapedTensor) throws -> Tensor {
        let sizes = axes.blockSizes(operandRank: x.rank, blocks: updates.shape)
        let gather = Gather(axes: axes, sizes: sizes, mode: mode, fillValue: .integer(0))
        return try bind1(gather, x, indices)
    }

    private func inverse(_ x: Tensor, _ indices: Tensor, _ updates: Tensor) throws -> Tensor {
        try inverse(x, indices, updates.type)
    }
}
