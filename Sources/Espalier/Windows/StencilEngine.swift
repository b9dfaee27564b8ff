// What the module EspalierStencils is built on.

/// The windows of an array that a stencil looks at.
package struct WindowGrid: Sendable {
    /// Where the first window begins.
    package var starts: [Int]
    /// The distance of neighbouring windows.
    package var strides: [Int]
    /// How many windows there are along each axis.
    package var cells: [Int]

    package init(starts: [Int], strides: [Int], cells: [Int]) {
        self.starts = starts
        self.strides = strides
        self.cells = cells
    }
}

/// How a stencil's function was carried out.
package struct WindowReport: Sendable {
    /// The operations for which windows were gathered in memory.
    package var gathered: [String] = []
    /// Whether whole boxes were put together axis by axis.
    package var combinedBoxes = false

    package init() {}
}

/// A function of a window for all windows of an array: its results, with the axes of the cells
/// first.
package func overWindows(
    _ array: Tensor, _ grid: WindowGrid, _ frame: WindowFrame, report: inout WindowReport,
    _ function: (Tensor) throws -> Tensor
) throws -> Tensor {
    let source = ArraySource(
        array, kernel: Lattice(shape: frame.kernel), starts: grid.starts, strides: grid.strides,
        cells: grid.cells)
    return try overWindows(
        source, dtype: array.dtype, cells: grid.cells, frame, report: &report, function)
}

/// A function of a window whose elements, over all cells, another function gives.
///
/// - Parameter read: the elements at an index, in row-major order, of the kernel.
package func overWindows(
    cells: [Int], dtype: DType, _ frame: WindowFrame, report: inout WindowReport,
    read: @escaping (Int) throws -> Tensor, _ function: (Tensor) throws -> Tensor
) throws -> Tensor {
    let source = ReadingSource(kernel: Lattice(shape: frame.kernel), read)
    return try overWindows(source, dtype: dtype, cells: cells, frame, report: &report, function)
}

private func overWindows(
    _ source: WindowSource, dtype: DType, cells: [Int], _ frame: WindowFrame,
    report: inout WindowReport, _ function: (Tensor) throws -> Tensor
) throws -> Tensor {
    let windows = WindowInterpreter(parent: Interpreter.current, cells: cells)
    let window = windows.join(
        .elements(frame.order.map { .read(source, $0) }),
        ShapedTensor(shape: frame.kernel, dtype: dtype), frame: frame)
    let result = try windows.run { try function(window) }
    switch result.node.tag {
    case .poison, .nothing, .abstract, .initializer: throw unusable(result, in: "stencil")
    case .device, .host, .tracer: break
    }
    let value = try windows.overCells(result)
    for name in windows.gathered where !report.gathered.contains(name) {
        report.gathered.append(name)
    }
    if windows.combinedBoxes { report.combinedBoxes = true }
    return value
}

/// Which of several operands a function's results depend on.
package func operandsUsed(
    _ types: [ShapedTensor], by function: ([Tensor]) throws -> [Tensor]
) throws -> [Bool] {
    let traced = try trace(types, function)
    return Array(traced.program.usedInputs[traced.captures.count...])
}

/// An operation that is traced and compiled as a whole, with the mistakes in it reported as other
/// operations' are.
///
/// It is traced at each call, as the function may have changed; where the program is one that was
/// run before, the compiled one runs again.
package func wholeOperation(
    _ label: String, _ programs: ProgramStore, _ operands: [Tensor],
    _ body: ([Tensor]) throws -> Tensor
) -> Tensor {
    checked(operands) {
        for operand in operands where operand.node.tag > .tracer {
            throw unusable(operand, in: label)
        }
        let traced = try trace(operands.map(\.type.strong)) { try [body($0)] }
        let program = programs.program(like: traced.program)
        return try bind(
            ProgramCall(program: program, label: label),
            traced.captures + operands.map { try convert($0, to: $0.dtype) })[0]
    }
}

extension AxisIndex {
    /// The index of an axis by its name in a stencil's window, with an offset from the centre:
    /// `"n-1"`.
    package static func named(_ text: String) -> AxisIndex { AxisIndex(.named(text)) }

    /// For a region of a stencil's cells: the places that the index names along an axis, nil where it
    /// isn't an integer or a slice.
    ///
    /// - Parameters:
    ///   - size: the size of the axis, from whose end negative places are counted.
    package func contains(size: Int) throws -> (Int) -> Bool {
        switch form {
        case .integer(let place):
            let wanted = place < 0 ? place + size : place
            return { $0 == wanted }
        case .slice(let start, let stop, let step):
            guard step > 0 else {
                throw TensorError("stencil", "the step of a region must be positive, not \(step)")
            }
            // Open slices end where the array does: cells in the padding are not in them.
            let first = start.map { $0 < 0 ? $0 + size : $0 } ?? 0
            let end = stop.map { $0 < 0 ? $0 + size : $0 } ?? size
            return { place in
                place >= first && place < end && (place - first) % step == 0
            }
        case .positions(let places):
            let wanted = Set(places.map { $0 < 0 ? $0 + size : $0 })
            return { wanted.contains($0) }
        case .newAxis, .ellipsis, .tensor, .named:
            throw TensorError(
                "stencil",
                "a region of cells is given by integers, ranges, .slice, .all and arrays of integers"
            )
        }
    }

    /// Whether this stands for all axes that are not given.
    package var isEllipsis: Bool { if case .ellipsis = form { true } else { false } }
}

/// Evaluates an operation's body; a mistake stops the program, or inside ``withErrors(_:)`` makes the
/// result poisoned.
package func checkedTensor(_ operands: [Tensor] = [], _ body: () throws -> Tensor) -> Tensor {
    checked(operands, body: body)
}
