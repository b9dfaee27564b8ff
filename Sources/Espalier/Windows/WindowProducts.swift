// Weighted sums over windows of thousands of elements: a loop over the places of the kernel, so that
// neither the program nor the memory grows with the window.

/// The elements of a window, which are elements of one array, times weights of the same shape that are
/// the same for all cells.
struct WindowProducts {
    let source: ArraySource
    let indices: [Int]
    let weights: Tensor

    var reads: [WindowElement] { indices.map { .read(source, $0) } }

    /// The sum of all products for each cell.
    func sum() throws -> Tensor {
        let (array, cells) = (source.array, source.cells)
        let places = indices.flatMap { index in
            zip(source.kernel.place(index), source.starts).map { Int32($0 + $1) }
        }
        let starts = Tensor(scalars: places, shape: [indices.count, cells.count])
        let flat = try reshape(weights, to: [indices.count])
        let spans = cells.indices.map { (cells[$0] - 1) * source.strides[$0] + 1 }
        let zero = fill(0, ShapedTensor(shape: cells, dtype: array.dtype))
        let origin = cells.map { _ in 0 }
        return scan(initial: zero, over: [starts, flat], unroll: 8) {
            (sum: Tensor, inputs: [Tensor]) -> (Tensor, EmptyTree) in
            let product = checked(inputs) {
                let part = dynamicSlice(
                    array, cells.indices.map { inputs[0][$0] }, sizes: spans)
                return try shifted(part, starts: origin, strides: source.strides, cells) * inputs[1]
            }
            return (sum + product, EmptyTree())
        }.0
    }
}

extension WindowInterpreter {
    /// Products of many elements with weights, which wait for their sum, and that sum; nil where an
    /// operation is something else.
    func largeWeightedSum(_ primitive: any Primitive, _ operands: [WindowOperand]) throws -> Tensor?
    {
        if primitive is Multiply {
            let type = try primitive.resultTypes(operands.map(\.type))[0]
            for (window, other) in [(operands[0], operands[1]), (operands[1], operands[0])] {
                guard case .elements(let elements) = window.content,
                    case .uniform(let weights) = other.content, window.type.shape == type.shape,
                    type.dtype.isFloating, let found = reads(elements),
                    let source = found.source as? ArraySource, source.array.count <= Int32.max
                else { continue }
                let products = WindowProducts(
                    source: source, indices: found.indices,
                    weights: try broadcast(weights, to: type.shape))
                return join(.products(products), type)
            }
        }
        guard let reduction = primitive as? ReduceSum,
            case .products(let products) = operands[0].content,
            reduction.axes.count == operands[0].type.rank
        else { return nil }
        return join(.elements([.cell(try products.sum())]), operands[0].type.with(shape: []))
    }
}
