// Weighted sums of a window's elements, with the same weights for all cells: what convolutions are.
//
// Written as sums of products the forward direction is as fast, but each product's derivative would be
// taken by itself: a padded array for every place of the kernel, and a pass over the array for every
// weight.

/// Where windows lie in an array and which of their places take part.
struct WindowPlaces: Hashable, Sendable {
    /// For each element that takes part, where it lies in the array for the first cell.
    let starts: [[Int]]
    let strides: [Int]
    let cells: [Int]

    var count: Int { starts.count }

    /// The elements at one place, over all cells.
    func slice(_ index: Int, of array: Tensor) throws -> Tensor {
        try shifted(array, starts: starts[index], strides: strides, cells)
    }

    func slice(_ index: Int, of array: Value, in context: Lowering) -> Value {
        let start = starts[index]
        let limits = cells.indices.map { start[$0] + (cells[$0] - 1) * strides[$0] + 1 }
        return context.emit(
            "stablehlo.slice", [array],
            attributes: """
                start_indices = \(Lowering.array(start)), limit_indices = \(Lowering.array(limits)), \
                strides = \(Lowering.array(strides))
                """,
            result: array.type.with(shape: cells))
    }

    /// The same with a batch axis in front of the array and the cells.
    func batched(_ size: Int) -> WindowPlaces {
        WindowPlaces(starts: starts.map { [0] + $0 }, strides: [1] + strides, cells: [size] + cells)
    }
}

/// Σ weight · element over the places of a window. Operands: the array, and a vector with a weight for each place.
struct WindowDot: Primitive {
    let places: WindowPlaces

    var name: String { "window_dot" }
    var printedParameters: [(name: String, value: String)] {
        [
            ("starts", "\(places.starts)"), ("strides", "\(places.strides)"),
            ("cells", "\(places.cells)"),
        ]
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        guard inputs[1].shape == [places.count], inputs[1].dtype == inputs[0].dtype else {
            throw TensorError(
                name,
                "\(places.count) places need as many weights of dtype \(inputs[0].dtype), not \(inputs[1])"
            )
        }
        return [inputs[0].with(shape: places.cells)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        once(inputs, outputs, in: context) { inputs in
            [sum(of: 0..<places.count, inputs[0], places, inputs[1], outputs[0], in: context)]
        }
    }

    /// Sums that take long are not computed anew for everything that reads them: a derivative does so several times.
    private func once(
        _ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering,
        _ body: ([Value]) -> [Value]
    ) -> [Value] {
        guard places.count >= 16, outputs[0].count >= 1 << 16 else { return body(inputs) }
        return context.outlined(inputs, outputs, body)
    }

    /// The weighted sum over some of the places.
    private func sum(
        of indices: some Sequence<Int>, _ array: Value, _ places: WindowPlaces, _ weights: Value,
        _ result: ShapedTensor, in context: Lowering
    ) -> Value {
        let terms = indices.map { index in
            let element = places.slice(index, of: array, in: context)
            let weight = context.broadcast(
                context.element(index, of: weights), to: places.cells, axes: [])
            return context.emit("stablehlo.multiply", [element, weight], result: result)
        }
        return balanced(terms) { context.emit("stablehlo.add", [$0, $1], result: result) }
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        try bilinearDerivative(self, primals, tangents)
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil, nil] }
        if inputs[0].isLinear {
            return [try spread(cotangent, inputs[1].value, to: inputs[0].type.shape), nil]
        }
        let correlation = WindowCorrelation(places: places)
        return [nil, try bind1(correlation, inputs[0].value, cotangent)]
    }

    /// Each cell's number added to the elements of an array that the cell's window has, times their
    /// weights: a weighted sum over the windows of the numbers themselves, spread out and padded
    /// once.
    func spread(_ x: Tensor, _ weights: Tensor, to shape: [Int]) throws -> Tensor {
        let axes = shape.indices
        // Along an axis with one cell, as that of channels, each element has weights of its own.
        let single = axes.first { axis in
            places.cells[axis] == 1 && shape[axis] > 1
                && places.starts.contains { $0[axis] != places.starts[0][axis] }
        }
        if let single {
            var part = shape
            part[single] = 1
            let parts = try (0..<shape[single]).map { at in
                let here = (0..<places.count).filter { places.starts[$0][single] == at }
                guard !here.isEmpty else { return fill(0, x.type.with(shape: part)) }
                var starts = here.map { places.starts[$0] }
                for index in starts.indices { starts[index][single] = 0 }
                let some = WindowPlaces(
                    starts: starts, strides: places.strides, cells: places.cells)
                return try WindowDot(places: some)
                    .spread(x, elements(here, of: weights), to: part)
            }
            return try bind(Concatenate(axis: single), parts)[0]
        }
        let lowest = axes.map { axis in places.starts.map { $0[axis] }.min() ?? 0 }
        let highest = axes.map { axis in places.starts.map { $0[axis] }.max() ?? 0 }
        let spans = axes.map { (places.cells[$0] - 1) * places.strides[$0] + 1 }
        // An element at a takes what the cell at a - start has: places are gone through backwards.
        let padding = Pad(
            low: highest, high: axes.map { shape[$0] - lowest[$0] - spans[$0] },
            interior: places.strides.map { $0 - 1 })
        let padded = try bind1(padding, x, fill(0, x.type.with(shape: [])))
        let backwards = WindowPlaces(
            starts: places.starts.map { start in axes.map { highest[$0] - start[$0] } },
            strides: axes.map { _ in 1 }, cells: shape)
        return try bind1(WindowDot(places: backwards), padded, weights)
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let array = try axes[0].map { try moveAxis(inputs[0], from: $0, to: 0) } ?? inputs[0]
        guard let weightAxis = axes[1] else {
            let batched = WindowDot(places: places.batched(batch.size))
            return BatchResult(try bind1(batched, array, inputs[1]), 0)
        }
        let weights = try moveAxis(inputs[1], from: weightAxis, to: 0)
        if axes[0] == nil, let sums = try convolved(array, weights) {
            return BatchResult(sums, 0)
        }
        let ones = places.cells.map { _ in 1 }
        let terms = try (0..<places.count).map { index in
            let element = try (axes[0] == nil ? places : places.batched(batch.size))
                .slice(index, of: array)
            let column = try bind1(
                Slice(starts: [0, index], limits: [batch.size, index + 1], strides: [1, 1]), weights
            )
            return element * (try reshape(column, to: [batch.size] + ones))
        }
        return BatchResult(
            try broadcast(balanced(terms) { $0 + $1 }, to: [batch.size] + places.cells), 0)
    }
}

/// Zeros before the lines of an array are left out. What the places add up to that reach there is computed for the rest
/// of each line and then shifted; an infinite weight or NaN is not multiplied by those zeros.
///
/// The compiler's loop for an array with zeros before its lines takes twice as long as for one with zeros after them.
extension WindowDot: BorderReader {
    func shiftedReads(_ border: Border) -> Int? {
        guard border.isZero, let axis = border.shape.indices.last, places.strides[axis] == 1,
            border.pad.low[axis] > 0, border.pad.high[axis] >= 0
        else { return nil }
        let columns = Set(places.starts.map { $0[axis] }).filter { $0 < border.pad.low[axis] }
        // More than one such column is slower than reading the zeros.
        return 4 * columns.count
    }

    func lower(
        _ inputs: [Value], _ border: Border, _ outputs: [ShapedTensor], in context: Lowering
    ) throws -> [Value] {
        once(inputs, outputs, in: context) { inputs in
            let axis = border.shape.count - 1
            let width = border.pad.low[axis]
            var low = border.pad.low
            low[axis] = 0
            let array = context.pad(inputs[0], inputs[1], low: low, high: border.pad.high)
            let columns = Dictionary(grouping: 0..<places.count) { places.starts[$0][axis] }
            let across = columns.keys.filter { $0 < width }.sorted()
            // Places of the first columns are read from the line's first element on, all others where they are.
            var starts = places.starts
            for index in starts.indices {
                starts[index][axis] = max(starts[index][axis] - width, 0)
            }
            var sums: [Value] = []
            let inside = (0..<places.count).filter { places.starts[$0][axis] >= width }
            if !inside.isEmpty {
                let places = WindowPlaces(
                    starts: starts, strides: places.strides, cells: places.cells)
                sums.append(
                    sum(of: inside, array, places, inputs[2], outputs[0], in: context))
            }
            for column in across {
                var (cells, shift) = (places.cells, places.cells.map { _ in 0 })
                shift[axis] = min(width - column, cells[axis])
                cells[axis] -= shift[axis]
                let places = WindowPlaces(
                    starts: starts, strides: places.strides, cells: cells)
                let sum = sum(
                    of: columns[column]!, array, places, inputs[2], outputs[0].with(shape: cells),
                    in: context)
                sums.append(context.pad(sum, inputs[1], low: shift, high: cells.map { _ in 0 }))
            }
            return [balanced(sums) { context.emit("stablehlo.add", [$0, $1], result: outputs[0]) }]
        }
    }
}

/// For each place of a window Σ number · element over all cells, in a vector. Operands: the array, and a number
/// for each cell.
struct WindowCorrelation: Primitive {
    let places: WindowPlaces

    var name: String { "window_correlation" }
    var printedParameters: [(name: String, value: String)] {
        WindowDot(places: places).printedParameters
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        guard inputs[1].shape == places.cells, inputs[1].dtype == inputs[0].dtype else {
            throw TensorError(
                name,
                "cells of shape \(places.cells) need a \(inputs[0].dtype) each, not \(inputs[1])")
        }
        return [inputs[0].with(shape: [places.count])]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        // One pass over the array for all places, line by line: sums of lines are added at the end,
        // which is as fast as one sum and more exact.
        let cells = places.cells
        let products = (0..<places.count).map { index in
            context.emit(
                "stablehlo.multiply", [inputs[1], places.slice(index, of: inputs[0], in: context)],
                result: inputs[1].type.with(dtype: outputs[0].dtype))
        }
        let lines = reduced(products, axes: [cells.count - 1], in: context)
        let sums = reduced(lines, axes: Array(0..<(cells.count - 1)), in: context).map {
            context.emit("stablehlo.reshape", [$0], result: $0.type.with(shape: [1]))
        }
        return [
            context.emit(
                "stablehlo.concatenate", sums, attributes: "dimension = 0 : i64",
                result: outputs[0])
        ]
    }

    private func reduced(_ values: [Value], axes: [Int], in context: Lowering) -> [Value] {
        if axes.isEmpty { return values }
        let type = values[0].type
        let scalar = ShapedTensor(shape: [], dtype: type.dtype)
        let zero = context.scalar(0, type.dtype)
        let count = values.count
        let region = context.region([ShapedTensor](repeating: scalar, count: 2 * count)) { given in
            (0..<count).map {
                context.emit("stablehlo.add", [given[$0], given[$0 + count]], result: scalar)
            }
        }
        let shape = type.shape.indices.filter { !axes.contains($0) }.map { type.shape[$0] }
        return context.emit(
            "stablehlo.reduce", values + values.map { _ in zero },
            attributes: "dimensions = \(Lowering.array(axes))", regions: [region],
            results: values.map { _ in type.with(shape: shape) })
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        try bilinearDerivative(self, primals, tangents)
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let weights = cotangents[0] else { return [nil, nil] }
        let dot = WindowDot(places: places)
        if inputs[0].isLinear {
            return [try dot.spread(inputs[1].value, weights, to: inputs[0].type.shape), nil]
        }
        return [nil, try bind1(dot, inputs[0].value, weights)]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let front = try zip(inputs, axes).map { input, axis in
            try axis.map { try moveAxis(input, from: $0, to: 0) } ?? input
        }
        let batched = axes[0] == nil ? places : places.batched(batch.size)
        let cellAxes = places.cells.indices.map { $0 + 1 }
        let sums = try (0..<places.count).map { index in
            let sum = try reduceSum(
                front[1] * (try batched.slice(index, of: front[0])), axes: cellAxes)
            return try reshape(sum, to: [sum.count, 1])
        }
        return BatchResult(try bind(Concatenate(axis: 1), sums)[0], 0)
    }
}

/// The result of a primitive that is linear in each of its two operands, and its derivative.
private func bilinearDerivative(
    _ primitive: any Primitive, _ primals: [Tensor], _ tangents: [Tensor?]
) throws -> JVPResult {
    let y = try bind1(primitive, primals[0], primals[1])
    let first = try tangents[0].map { try bind1(primitive, $0, primals[1]) }
    let second = try tangents[1].map { try bind1(primitive, primals[0], $0) }
    if let first, let second { return JVPResult(y, first + second) }
    return JVPResult(y, first ?? second)
}

/// Some elements of a vector.
func elements(_ indices: [Int], of vector: Tensor) throws -> Tensor {
    let first = indices.first ?? 0
    guard indices == Array(first..<first + indices.count) else {
        return take(vector, placeTensor(indices, shape: [indices.count]), axis: 0)
    }
    return try shifted(vector, starts: [first], strides: [1], [indices.count])
}
