/// Puts the operand's axes at given places of a larger shape and repeats it along the others
/// (`jax.lax.broadcast_in_dim`). An axis of size 1 may be stretched.
struct BroadcastInDim: LinearPrimitive {
    let shape: [Int]
    let axes: [Int]

    var isNativeOnFloat8: Bool { true }
    var isConstantOfLiterals: Bool { true }
    var name: String { "broadcast_in_dim" }
    var printedParameters: [(name: String, value: String)] {
        [("shape", "\(shape)"), ("axes", "\(axes)")]
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        for (axis, size) in zip(axes, inputs[0].shape) where size != shape[axis] && size != 1 {
            throw TensorError(
                "broadcast", "the shape \(inputs[0].shape) can't be broadcast to \(shape)")
        }
        return [inputs[0].with(shape: shape)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        [context.broadcast(inputs[0], to: shape, axes: axes)]
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil] }
        let operand = inputs[0].type.shape
        let placed = Set(axes)
        let repeated = (0..<shape.count).filter { !placed.contains($0) }
        let stretched = zip(axes, operand).filter { $1 == 1 && shape[$0] != 1 }.map(\.0)
        let summed = try reduceSum(cotangent, axes: (repeated + stretched).sorted())
        return [try reshape(summed, to: operand)]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let moved = try moveAxis(inputs[0], from: axes[0]!, to: 0)
        let batched = BroadcastInDim(
            shape: [batch.size] + shape, axes: [0] + self.axes.map { $0 + 1 })
        return BatchResult(try bind1(batched, moved), 0)
    }
}

/// The same elements in row-major order in another shape (`jax.lax.reshape`).
struct Reshape: LinearPrimitive {
    let shape: [Int]

    var isNativeOnFloat8: Bool { true }
    var name: String { "reshape" }
    var printedParameters: [(name: String, value: String)] { [("shape", "\(shape)")] }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        guard shape.sizeProduct == inputs[0].count else {
            throw TensorError(
                "reshape",
                """
                the shape \(inputs[0].shape) has \(inputs[0].count) elements and \(shape) has \
                \(shape.sizeProduct)
                """)
        }
        return [inputs[0].with(shape: shape)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        [context.reshape(inputs[0], to: shape)]
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        [try cotangents[0].map { try reshape($0, to: inputs[0].type.shape) }]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let moved = try moveAxis(inputs[0], from: axes[0]!, to: 0)
        return BatchResult(try reshape(moved, to: [batch.size] + shape), 0)
    }
}

/// The axes in another order (`jax.lax.transpose`).
struct Transpose: LinearPrimitive {
    let permutation: [Int]

    var isNativeOnFloat8: Bool { true }
    var name: String { "transpose" }
    var printedParameters: [(name: String, value: String)] { [("permutation", "\(permutation)")] }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        guard permutation.sorted() == Array(0..<inputs[0].rank) else {
            throw TensorError(
                "transpose",
                "\(permutation) is not an order of the \(inputs[0].rank) axes of the shape \(inputs[0].shape)"
            )
        }
        return [inputs[0].with(shape: permutation.map { inputs[0].shape[$0] })]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        [context.transpose(inputs[0], permutation)]
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        var inverse = permutation
        for (to, from) in permutation.enumerated() { inverse[from] = to }
        return [try cotangents[0].map { try permuteAxes($0, inverse) }]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        // The batch axis goes to the front of the result in the same step.
        let axis = axes[0]!
        let order = permutation.map { $0 < axis ? $0 : $0 + 1 }
        return BatchResult(try permuteAxes(inputs[0], [axis] + order), 0)
    }
}

/// The elements in reverse order along some axes (`jax.lax.rev`).
struct Reverse: LinearPrimitive {
    let axes: [Int]

    var isNativeOnFloat8: Bool { true }
    var name: String { "rev" }
    var printedParameters: [(name: String, value: String)] { [("axes", "\(axes)")] }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] { inputs }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        [
            context.emit(
                "stablehlo.reverse", inputs, attributes: "dimensions = \(Lowering.array(axes))",
                result: outputs[0])
        ]
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        [try cotangents[0].map { try bind1(self, $0) }]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let axis = axes[0]!
        let shifted = Reverse(axes: self.axes.map { $0 < axis ? $0 : $0 + 1 })
        return BatchResult(try bind1(shifted, inputs[0]), axis)
    }
}

// MARK: - What other rules and operations call

/// The tensor in another shape; itself where the shape is the same.
func reshape(_ x: Tensor, to shape: [Int]) throws -> Tensor {
    x.shape == shape ? x : try bind1(Reshape(shape: shape), x)
}

/// The tensor with its axes in another order; itself where the order is the same.
func permuteAxes(_ x: Tensor, _ permutation: [Int]) throws -> Tensor {
    permutation == Array(0..<x.rank) ? x : try bind1(Transpose(permutation: permutation), x)
}

/// The tensor with one axis moved to another place.
func moveAxis(_ x: Tensor, from source: Int, to destination: Int) throws -> Tensor {
    if source == destination { return x }
    let x = try sound(x)
    var order = Array(0..<x.rank)
    order.remove(at: source)
    order.insert(source, at: destination)
    return try permuteAxes(x, order)
}

/// The tensor broadcast by NumPy's rule to a shape; itself where it has that shape.
func broadcast(_ x: Tensor, to shape: [Int]) throws -> Tensor {
    if x.shape == shape { return x }
    let offset = shape.count - x.rank
    guard offset >= 0 else {
        throw TensorError("broadcast", "the shape \(x.shape) can't be broadcast to \(shape)")
    }
    return try bind1(BroadcastInDim(shape: shape, axes: Array(offset..<shape.count)), x)
}

extension Lowering {
    func reshape(_ value: Value, to shape: [Int]) -> Value {
        if value.type.shape == shape { return value }
        return emit("stablehlo.reshape", [value], result: value.type.with(shape: shape))
    }

    func transpose(_ value: Value, _ permutation: [Int]) -> Value {
        emit(
            "stablehlo.transpose", [value],
            attributes: "permutation = \(Lowering.array(permutation))",
            result: value.type.with(shape: permutation.map { value.type.shape[$0] }))
    }
}
