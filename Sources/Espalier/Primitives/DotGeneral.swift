/// Sums of products over contracted axes, for each place along batch axes (`jax.lax.dot_general`).
///
/// The result's axes are the batch axes, then the first operand's other axes, then the second's.
struct DotGeneral: Primitive {
    let contracting: (lhs: [Int], rhs: [Int])
    let batching: (lhs: [Int], rhs: [Int])
    let precision: ProductPrecision

    init(
        contracting: ([Int], [Int]), batching: ([Int], [Int]) = ([], []),
        precision: ProductPrecision = .standard
    ) {
        self.contracting = contracting
        self.batching = batching
        self.precision = precision
    }

    static func == (a: DotGeneral, b: DotGeneral) -> Bool {
        a.contracting == b.contracting && a.batching == b.batching && a.precision == b.precision
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(contracting.lhs)
        hasher.combine(contracting.rhs)
        hasher.combine(batching.lhs)
        hasher.combine(batching.rhs)
        hasher.combine(precision)
    }

    var name: String { "dot_general" }
    var printedParameters: [(name: String, value: String)] {
        [
            ("contracting", "(\(contracting.lhs), \(contracting.rhs))"),
            ("batch", "(\(batching.lhs), \(batching.rhs))"),
        ] + (precision == .standard ? [] : [("precision", precision.rawValue)])
    }

    private func free(_ rank: Int, _ used: [Int]...) -> [Int] {
        (0..<rank).filter { axis in !used.contains { $0.contains(axis) } }
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let (lhs, rhs) = (inputs[0], inputs[1])
        guard lhs.dtype == rhs.dtype, lhs.dtype != .bool else {
            throw TensorError(
                name, "needs two operands of one numeric dtype, not \(lhs) and \(rhs)")
        }
        for (a, b) in zip(contracting.lhs + batching.lhs, contracting.rhs + batching.rhs)
        where lhs.shape[a] != rhs.shape[b] {
            throw TensorError(
                name,
                """
                paired axes must have equal sizes, but axis \(a) of \(lhs) has \(lhs.shape[a]) and axis \(b) of \
                \(rhs) has \(rhs.shape[b])
                """)
        }
        let shape =
            batching.lhs.map { lhs.shape[$0] }
            + free(lhs.rank, contracting.lhs, batching.lhs).map { lhs.shape[$0] }
            + free(rhs.rank, contracting.rhs, batching.rhs).map { rhs.shape[$0] }
        return [ShapedTensor(shape: shape, dtype: lhs.dtype, isWeak: lhs.isWeak && rhs.isWeak)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let mark = "#stablehlo<precision \(precision.rawValue)>"
        let precisions = precision == .standard ? "" : ", precision_config = [\(mark), \(mark)]"
        return [
            context.emit(
                "stablehlo.dot_general", inputs,
                attributes: """
                    dot_dimension_numbers = #stablehlo.dot<\
                    lhs_batching_dimensions = \(Lowering.list(batching.lhs)), \
                    rhs_batching_dimensions = \(Lowering.list(batching.rhs)), \
                    lhs_contracting_dimensions = \(Lowering.list(contracting.lhs)), \
                    rhs_contracting_dimensions = \(Lowering.list(contracting.rhs))>\(precisions)
                    """,
                result: outputs[0])
        ]
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let y = try bind(self, primals)[0]
        let first = try tangents[0].map { try bind1(self, $0, primals[1]) }
        let second = try tangents[1].map { try bind1(self, primals[0], $0) }
        switch (first, second) {
        case (let first?, let second?): return JVPResult(y, first + second)
        default: return JVPResult(y, first ?? second)
        }
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil, nil] }
        return inputs[0].isLinear
            ? [try cotangentOfFirst(cotangent, inputs[0].type, inputs[1].value), nil]
            : [nil, try cotangentOfSecond(cotangent, inputs[0].value, inputs[1].type)]
    }

    private func cotangentOfFirst(
        _ cotangent: Tensor, _ type: ShapedTensor, _ rhs: Tensor
    ) throws -> Tensor {
        let kept = free(type.rank, contracting.lhs, batching.lhs)
        let rhsKept = free(rhs.rank, contracting.rhs, batching.rhs)
        let batchCount = batching.lhs.count
        let rhsPlaces = (0..<rhsKept.count).map { batchCount + kept.count + $0 }
        let product = try bind1(
            DotGeneral(
                contracting: (rhsPlaces, rhsKept), batching: (Array(0..<batchCount), batching.rhs),
                precision: precision),
            cotangent, rhs)
        // What is left of the second operand are its contracted axes in their order there.
        let contractedInOrder = zip(contracting.rhs, contracting.lhs).sorted { $0.0 < $1.0 }.map(
            \.1)
        return try reorder(product, batching.lhs + kept + contractedInOrder)
    }

    private func cotangentOfSecond(
        _ cotangent: Tensor, _ lhs: Tensor, _ type: ShapedTensor
    ) throws -> Tensor {
        let kept = free(type.rank, contracting.rhs, batching.rhs)
        let lhsKept = free(lhs.rank, contracting.lhs, batching.lhs)
        let batchCount = batching.lhs.count
        let lhsPlaces = (0..<lhsKept.count).map { batchCount + $0 }
        let product = try bind1(
            DotGeneral(
                contracting: (lhsPlaces, lhsKept), batching: (Array(0..<batchCount), batching.lhs),
                precision: precision),
            cotangent, lhs)
        let contractedInOrder = zip(contracting.lhs, contracting.rhs).sorted { $0.0 < $1.0 }.map(
            \.1)
        return try reorder(product, batching.rhs + kept + contractedInOrder)
    }

    /// Puts the axes of a product back: its axis k is the operand's axis `places[k]`.
    private func reorder(_ product: Tensor, _ places: [Int]) throws -> Tensor {
        var permutation = places
        for (from, to) in places.enumerated() { permutation[to] = from }
        return try permuteAxes(product, permutation)
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        func shifted(_ axes: [Int], _ axis: Int) -> [Int] { axes.map { $0 < axis ? $0 : $0 + 1 } }
        switch (axes[0], axes[1]) {
        case (let a?, let b?):
            let dot = DotGeneral(
                contracting: (shifted(contracting.lhs, a), shifted(contracting.rhs, b)),
                batching: ([a] + shifted(batching.lhs, a), [b] + shifted(batching.rhs, b)),
                precision: precision)
            return BatchResult(try bind1(dot, inputs[0], inputs[1]), 0)
        case (let a?, nil):
            // The batch axis is one of the first operand's free axes.
            let dot = DotGeneral(
                contracting: (shifted(contracting.lhs, a), contracting.rhs),
                batching: (shifted(batching.lhs, a), batching.rhs), precision: precision)
            let kept = free(inputs[0].rank, dot.contracting.lhs, dot.batching.lhs)
            let place = batching.lhs.count + kept.firstIndex(of: a)!
            return BatchResult(try bind1(dot, inputs[0], inputs[1]), place)
        case (nil, let b?):
            let dot = DotGeneral(
                contracting: (contracting.lhs, shifted(contracting.rhs, b)),
                batching: (batching.lhs, shifted(batching.rhs, b)), precision: precision)
            let lhsKept = free(inputs[0].rank, contracting.lhs, batching.lhs)
            let kept = free(inputs[1].rank, dot.contracting.rhs, dot.batching.rhs)
            let place = batching.lhs.count + lhsKept.count + kept.firstIndex(of: b)!
            return BatchResult(try bind1(dot, inputs[0], inputs[1]), place)
        case (nil, nil):
            return BatchResult(try bind1(self, inputs[0], inputs[1]), nil)
        }
    }
}
