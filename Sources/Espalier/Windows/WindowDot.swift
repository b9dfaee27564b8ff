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

/// Σ weight · element over the places of a window. Operands: the array, and a scalar for each place.
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
        [inputs[0].with(shape: places.cells)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        var terms = (0..<places.count).map { index in
            let element = places.slice(index, of: inputs[0], in: context)
            let weight = context.broadcast(inputs[index + 1], to: places.cells, axes: [])
            return context.emit("stablehlo.multiply", [element, weight], result: outputs[0])
        }
        while terms.count > 1 {
            terms = stride(from: 0, to: terms.count, by: 2).map { index in
                guard index + 1 < terms.count else { return terms[index] }
                return context.emit(
                    "stablehlo.add", [terms[index], terms[index + 1]], result: outputs[0])
            }
        }
        return terms
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let y = try bind(self, primals)[0]
        let weights = Array(primals.dropFirst())
        var parts: [Tensor] = []
        if let tangent = tangents[0] { parts.append(try bind(self, [tangent] + weights)[0]) }
        let moving = (1..<tangents.count).filter { tangents[$0] != nil }
        if !moving.isEmpty {
            let some = WindowPlaces(
                starts: moving.map { places.starts[$0 - 1] }, strides: places.strides,
                cells: places.cells)
            parts.append(
                try bind(
                    WindowDot(places: some), [primals[0]] + moving.compactMap { tangents[$0] })[0])
        }
        return JVPResult(y, parts.count == 2 ? parts[0] + parts[1] : parts.first)
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return inputs.map { _ in nil } }
        if inputs[0].isLinear {
            let weights = inputs.dropFirst().map(\.value)
            let array = try spread(cotangent, weights, to: inputs[0].type.shape)
            return [array] + weights.map { _ in nil }
        }
        let linear = (1..<inputs.count).filter { inputs[$0].isLinear }
        let some = WindowPlaces(
            starts: linear.map { places.starts[$0 - 1] }, strides: places.strides,
            cells: places.cells)
        let found = try bind(WindowCorrelation(places: some), [inputs[0].value, cotangent])
        var result = [Tensor?](repeating: nil, count: inputs.count)
        for (index, tensor) in zip(linear, found) { result[index] = tensor }
        return result
    }

    /// Each cell's number added to the elements of an array that the cell's window has, times their
    /// weights: a weighted sum over the windows of the numbers themselves, spread out and padded
    /// once.
    func spread(_ x: Tensor, _ weights: [Tensor], to shape: [Int]) throws -> Tensor {
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
                return try WindowDot(places: some).spread(x, here.map { weights[$0] }, to: part)
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
        return try bind(WindowDot(places: backwards), [padded] + weights)[0]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let array = try axes[0].map { try moveAxis(inputs[0], from: $0, to: 0) } ?? inputs[0]
        guard axes.dropFirst().contains(where: { $0 != nil }) else {
            let batched = WindowDot(places: places.batched(batch.size))
            return BatchResult(try bind(batched, [array] + inputs.dropFirst())[0], 0)
        }
        if axes[0] == nil,
            let sums = try convolved(array, Array(inputs.dropFirst()), over: batch.size)
        {
            return BatchResult(sums, 0)
        }
        let ones = places.cells.map { _ in 1 }
        let terms = try (0..<places.count).map { index in
            let element = try (axes[0] == nil ? places : places.batched(batch.size))
                .slice(index, of: array)
            let weight = inputs[index + 1]
            return axes[index + 1] == nil
                ? element * weight : element * (try reshape(weight, to: [batch.size] + ones))
        }
        return BatchResult(
            try broadcast(try balanced(terms) { $0 + $1 }, to: [batch.size] + places.cells), 0)
    }
}

/// For each place of a window Σ number · element over all cells. Operands: the array, and a number
/// for each cell.
struct WindowCorrelation: Primitive {
    let places: WindowPlaces

    var name: String { "window_correlation" }
    var printedParameters: [(name: String, value: String)] {
        WindowDot(places: places).printedParameters
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        places.starts.map { _ in inputs[0].with(shape: []) }
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
        return reduced(lines, axes: Array(0..<(cells.count - 1)), in: context)
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
        let outputs = try bind(self, primals)
        let first = try tangents[0].map { try bind(self, [$0, primals[1]]) }
        let second = try tangents[1].map { try bind(self, [primals[0], $0]) }
        return JVPResult(
            outputs,
            outputs.indices.map { index in
                switch (first?[index], second?[index]) {
                case (let a?, let b?): a + b
                case (let a, let b): a ?? b
                }
            })
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        let given = cotangents.indices.filter { cotangents[$0] != nil }
        let weights = cotangents.compactMap { $0 }
        guard !given.isEmpty else { return [nil, nil] }
        let dot = WindowDot(
            places: WindowPlaces(
                starts: given.map { places.starts[$0] }, strides: places.strides,
                cells: places.cells
            ))
        if inputs[0].isLinear {
            return [try dot.spread(inputs[1].value, weights, to: inputs[0].type.shape), nil]
        }
        return [nil, try bind(dot, [inputs[0].value] + weights)[0]]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let front = try zip(inputs, axes).map { input, axis in
            try axis.map { try moveAxis(input, from: $0, to: 0) } ?? input
        }
        let batched = axes[0] == nil ? places : places.batched(batch.size)
        let cellAxes = places.cells.indices.map { $0 + 1 }
        let outputs = try (0..<places.count).map { index in
            try reduceSum(front[1] * (try batched.slice(index, of: front[0])), axes: cellAxes)
        }
        return BatchResult(outputs, outputs.map { _ in 0 })
    }
}
