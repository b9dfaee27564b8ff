/// Applies a function of one window to all windows of an array at once: what stencils are.
///
/// A window has one element for each place of the kernel, and each element is a tensor over all
/// cells: a shifted slice of the array. The window's axes exist while tracing only: elementwise
/// operations act on each element, a reduction is a tree of operations on elements, and indexing
/// chooses among them, so that nothing larger than the result needs memory. Operations that have no
/// such rule get the windows gathered in memory, with the cells as the batch axis of `vmap`.
final class WindowInterpreter: Interpreter, @unchecked Sendable {
    let parent: Interpreter
    override var enclosing: Interpreter? { parent }
    /// The shape of an element: how many windows there are along each axis.
    let cells: [Int]
    /// The operations that ran on gathered windows.
    private(set) var gathered: [String] = []
    /// Whether a whole box was put together axis by axis.
    var combinedBoxes = false

    /// More elements than this are gathered in the place of being computed one by one.
    static let elementLimit = 2048

    init(parent: Interpreter, cells: [Int]) {
        self.parent = parent
        self.cells = cells
    }

    override var transformationName: String { "stencil" }

    override func bind(_ primitive: any Primitive, _ inputs: [Tensor]) throws -> [Tensor] {
        let operands = inputs.map(operand)
        guard operands.contains(where: { !$0.isUniform }) else {
            return try parent.run { try parent.bind(primitive, inputs) }
        }
        return try parent.run {
            if let call = primitive as? ProgramCall {
                return try self.run { try call.program.evaluate(inputs) }
            }
            if let rule = primitive as? any WindowRule,
                operands.allSatisfy({ $0.isUniform || $0.hasElements })
            {
                let type = try rule.resultTypes(operands.map(\.type))[0]
                if type.count <= Self.elementLimit || rule.isRearrangement,
                    let elements = try rule.elements(operands, type, in: self)
                {
                    return [join(.elements(elements), type)]
                }
                if let elements = try rule.lifted(operands, type, in: self) {
                    return [join(.elements(elements), type)]
                }
            }
            if let sum = try largeWeightedSum(primitive, operands) { return [sum] }
            return try bindGathered(primitive, operands)
        }
    }

    /// The window as a tensor.
    func join(_ value: WindowValue, _ type: ShapedTensor, frame: WindowFrame? = nil) -> Tensor {
        Tensor(WindowTracer(self, value, type, frame: frame))
    }

    func operand(_ tensor: Tensor) -> WindowOperand {
        guard tensor.node.tag == .tracer, let tracer = tensor.node as? WindowTracer,
            tracer.interpreter === self
        else { return WindowOperand(type: tensor.type, content: .uniform(tensor)) }
        switch tracer.value {
        case .elements(let elements):
            return WindowOperand(type: tensor.type, content: .elements(elements))
        case .products(let products):
            return WindowOperand(type: tensor.type, content: .products(products))
        case .gathered(let values):
            return WindowOperand(type: tensor.type, content: .gathered(values))
        }
    }

    // MARK: Gathered windows

    private func bindGathered(
        _ primitive: any Primitive, _ operands: [WindowOperand]
    ) throws -> [Tensor] {
        // What works on gathered windows because its operands are gathered isn't the cause.
        if !gathered.contains(primitive.name), operands.allSatisfy({ $0.gathered == nil }) {
            gathered.append(primitive.name)
        }
        let cellCount = cells.sizeProduct
        let values = try operands.map { operand in
            switch operand.content {
            case .uniform(let tensor): (tensor, nil as Int?)
            case .gathered(let tensor): (tensor, 0)
            case .products(let products):
                (try gather(products.reads, operand.type) * products.weights, 0)
            case .elements(let elements): (try gather(elements, operand.type), 0)
            }
        }
        let result = try primitive.batch(
            values.map(\.0), values.map(\.1), over: BatchAxis(size: cellCount, name: nil))
        return try zip(result.outputs, result.axes).map { output, axis in
            guard let axis else { return output }
            let value = try moveAxis(output, from: axis, to: 0)
            let type = value.type.with(shape: Array(value.shape.dropFirst()))
            if type.shape.isEmpty {
                return join(.elements([.cell(try reshape(value, to: cells))]), type)
            }
            return join(.gathered(value), type)
        }
    }

    /// The elements of all windows in one tensor whose first axis goes over the cells.
    private func gather(_ elements: [WindowElement], _ type: ShapedTensor) throws -> Tensor {
        let cellCount = cells.sizeProduct
        if elements.count > 64, case .read(let first, _) = elements[0],
            let source = first as? ArraySource
        {
            let indices = elements.compactMap { element in
                if case .read(let other, let index) = element, other === source {
                    index
                } else {
                    nil
                }
            }
            if indices.count == elements.count {
                return try reshape(
                    try source.gathered(indices), to: [cellCount] + type.shape)
            }
        }
        return try reshape(try spread(elements), to: [cellCount] + type.shape)
    }

    /// The elements side by side along a new last axis.
    private func spread(_ elements: [WindowElement]) throws -> Tensor {
        try interleaved(try elements.map { try broadcast(try $0.tensor(), to: cells) })
    }

    // MARK: Results

    /// A function's result over all cells; its own axes come after theirs.
    func overCells(_ result: Tensor) throws -> Tensor {
        let operand = operand(result)
        let shape = cells + operand.type.shape
        switch operand.content {
        case .uniform(let tensor): return try broadcast(tensor, to: shape)
        case .gathered(let tensor): return try reshape(tensor, to: shape)
        case .products(let products):
            return try reshape(
                gather(products.reads, operand.type) * products.weights, to: shape)
        case .elements(let elements):
            guard !elements.isEmpty else { return fill(0, operand.type.with(shape: shape)) }
            if elements.count == 1 {
                return try reshape(try broadcast(try elements[0].tensor(), to: cells), to: shape)
            }
            return try reshape(try spread(elements), to: shape)
        }
    }
}

/// Tensors of one shape side by side along a new last axis.
///
/// Joined along a first axis and transposed: joining along the last one takes four times as long.
func interleaved(_ tensors: [Tensor]) throws -> Tensor {
    try moveAxis(stack(tensors, axis: 0), from: 0, to: tensors[0].rank)
}

/// One element of a window, over all cells.
enum WindowElement {
    /// What stands at a place of the kernel; read when it is needed.
    case read(WindowSource, Int)
    /// What stands at a place of the kernel times a scalar that is the same for all cells.
    case weighted(WindowSource, Int, UniformScalar)
    /// A scalar that is the same for all cells.
    case uniform(UniformScalar)
    /// A value for each cell, or a scalar for all of them.
    case cell(Tensor)

    func tensor() throws -> Tensor {
        switch self {
        case .read(let source, let index): try source.element(index)
        case .weighted(let source, let index, let weight):
            try bind1(Multiply(), try source.element(index), try weight.tensor())
        case .uniform(let scalar): try scalar.tensor()
        case .cell(let tensor): tensor
        }
    }

    /// What the element is where it is a scalar for all cells.
    fileprivate var scalar: UniformScalar? {
        switch self {
        case .uniform(let scalar): scalar
        case .cell(let tensor) where tensor.rank == 0:
            UniformScalar(source: UniformSource(tensor), index: 0)
        default: nil
        }
    }
}

/// An element of a tensor that is the same for all cells.
struct UniformScalar {
    let source: UniformSource
    let index: Int

    func tensor() throws -> Tensor { try source.element(index) }
}

/// The elements of a tensor that is the same for all cells; each is taken out of it when it is first asked for.
final class UniformSource {
    private let tensor: Tensor
    private var known: [Int: Tensor] = [:]
    /// All elements, in a vector.
    private(set) lazy var flat = tensor.flattened()

    init(_ tensor: Tensor) { self.tensor = tensor }

    var dtype: DType { tensor.dtype }

    func element(_ index: Int) throws -> Tensor {
        if tensor.rank == 0 { return tensor }
        if let element = known[index] { return element }
        let element = try reshape(
            try shifted(flat, starts: [index], strides: [1], [1]), to: [])
        known[index] = element
        return element
    }
}

/// The product of two elements.
func product(_ a: WindowElement, _ b: WindowElement) throws -> WindowElement {
    if case .read(let source, let index) = a, let weight = b.scalar {
        return .weighted(source, index, weight)
    }
    if case .read(let source, let index) = b, let weight = a.scalar {
        return .weighted(source, index, weight)
    }
    return .cell(try bind1(Multiply(), try a.tensor(), try b.tensor()))
}

/// What a tensor inside a stencil's function stands for.
enum WindowValue {
    /// Its elements in row-major order.
    case elements([WindowElement])
    /// Elements of an array, too many to be computed one by one, times weights.
    case products(WindowProducts)
    /// All cells' tensors along a first axis.
    case gathered(Tensor)
}

/// An operand of an operation inside a stencil's function.
struct WindowOperand {
    enum Content {
        case uniform(Tensor)
        case elements([WindowElement])
        case products(WindowProducts)
        case gathered(Tensor)
    }

    let type: ShapedTensor
    let content: Content

    var isUniform: Bool { if case .uniform = content { true } else { false } }
    var hasElements: Bool { if case .elements = content { true } else { false } }
    var gathered: Tensor? { if case .gathered(let tensor) = content { tensor } else { nil } }

    /// The elements; those of a tensor that is the same for all cells are scalars.
    func elements() throws -> [WindowElement] {
        switch content {
        case .elements(let elements): return elements
        case .gathered, .products:
            throw TensorError("stencil", "gathered windows have no elements")
        case .uniform(let tensor):
            let source = UniformSource(tensor)
            return (0..<tensor.count).map { .uniform(UniformScalar(source: source, index: $0)) }
        }
    }
}

/// A tensor inside a stencil's function.
final class WindowTracer: Tracer, @unchecked Sendable {
    let value: WindowValue
    /// For the window itself: how its places are named.
    let frame: WindowFrame?

    init(
        _ interpreter: WindowInterpreter, _ value: WindowValue, _ type: ShapedTensor,
        frame: WindowFrame?
    ) {
        self.value = value
        self.frame = frame
        super.init(interpreter, type)
    }
}

extension ArraySource {
    /// The elements at some places for every cell, one cell after the other.
    func gathered(_ indices: [Int]) throws -> Tensor {
        let strides = Lattice(shape: array.shape).strides
        let int = ShapedTensor(shape: cells, dtype: array.count <= Int32.max ? .int32 : .int64)
        var first = fill(0, int)
        for axis in cells.indices {
            let along = try bind1(Iota(type: int, axis: axis))
            first = first + Tensor.weak(starts[axis] * strides[axis])
            first = first + along * Tensor.weak(self.strides[axis] * strides[axis])
        }
        let offsets = indices.map { zip(kernel.place($0), strides).reduce(0) { $0 + $1.0 * $1.1 } }
        let places =
            try reshape(first, to: [first.count, 1])
            + reshape(placeTensor(offsets, shape: [offsets.count]), to: [1, offsets.count])
        return take(array.flattened(), places, axis: 0)
    }
}
