/// A reduction over some axes by a function of two lists of scalars (`jax.lax.reduce`).
///
/// The operands are tensors of one shape, then for each of them the scalar to start from.
struct GeneralReduction: Primitive {
    /// Takes the scalars of two places, one list after the other; gives those of both together.
    let program: Program
    let axes: [Int]

    var name: String { "reduce" }
    var printedParameters: [(name: String, value: String)] { [("axes", "\(axes)")] }
    var programs: [(name: String, program: Program)] { [("combine", program)] }

    private var count: Int { program.outputs.count }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        inputs[..<count].map { type in
            type.with(
                shape: type.shape.indices.filter { !axes.contains($0) }.map { type.shape[$0] }
            )
            .strong
        }
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let region = try context.region(program.inputTypes) { try context.inline(program, $0) }
        return context.emit(
            "stablehlo.reduce", inputs, attributes: "dimensions = \(Lowering.array(axes))",
            regions: [region], results: outputs)
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let outputs = try bind(self, primals)
        let axes = axes
        let result = try pushforward(primals, tangents) { operands in
            try program.folded(operands, axes: axes)
        }
        return JVPResult(
            outputs, zip(outputs, result.tangents).map { $0.dtype.isInexact ? $1 : nil })
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let moved = try inputs.indices.map { place in
            place >= count && axes[place] == nil
                ? inputs[place] : try batchedInFront(inputs[place], axes[place], size: batch.size)
        }
        let shifted = self.axes.map { $0 + 1 }
        guard axes[count...].allSatisfy({ $0 == nil }) else {
            // Each example has its own start, which an XLA reduction can't have.
            let outputs = try program.folded(moved, axes: shifted)
            return BatchResult(outputs, outputs.map { _ in 0 })
        }
        let outputs = try bind(GeneralReduction(program: program, axes: shifted), moved)
        return BatchResult(outputs, outputs.map { _ in 0 })
    }
}

/// A reduction over windows by a function of two lists of scalars (`jax.lax.reduce_window`).
///
/// The operands are as for ``GeneralReduction``; what pads the windows is the scalar to start from.
struct GeneralWindowReduction: Primitive {
    let program: Program
    let windows: WindowGeometry

    var name: String { "reduce_window" }
    var printedParameters: [(name: String, value: String)] { windows.printedParameters }
    var programs: [(name: String, program: Program)] { [("combine", program)] }

    private var count: Int { program.outputs.count }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        try inputs[..<count].map {
            $0.with(shape: try windows.count($0.shape, for: "reduceWindow")).strong
        }
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let region = try context.region(program.inputTypes) { try context.inline(program, $0) }
        return context.emit(
            "stablehlo.reduce_window", inputs, attributes: windows.attributes, regions: [region],
            results: outputs)
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let outputs = try bind(self, primals)
        let result = try pushforward(primals, tangents) { operands in
            let inner = operands[0].rank
            let views = try zip(operands[..<count], operands[count...]).map {
                try windows.view($0, paddedBy: $1)
            }
            return try program.folded(views + operands[count...], axes: [inner])
        }
        return JVPResult(
            outputs, zip(outputs, result.tangents).map { $0.dtype.isInexact ? $1 : nil })
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let operands = try zip(inputs, axes).prefix(count).map {
            try batchedInFront($0, $1, size: batch.size)
        }
        guard axes[count...].allSatisfy({ $0 == nil }) else {
            let function = TensorFunction { operands in
                let inner = operands[0].rank
                let views = try zip(operands[..<count], operands[count...]).map {
                    try windows.view($0, paddedBy: $1)
                }
                return try program.folded(views + operands[count...], axes: [inner])
            }
            let outputs = try function.batched(axes, over: batch).apply(inputs)
            return BatchResult(outputs, outputs.map { _ in 0 })
        }
        let batched = GeneralWindowReduction(program: program, windows: windows.inserting(at: 0))
        let outputs = try bind(batched, operands + inputs[count...])
        return BatchResult(outputs, outputs.map { _ in 0 })
    }
}

extension WindowGeometry {
    /// A tensor whose last axis goes through the elements of each window.
    func view(_ x: Tensor, paddedBy value: Tensor) throws -> Tensor {
        let counts = try count(x.shape, for: "reduceWindow")
        let padded = try bind1(
            Pad(low: low, high: high, interior: baseDilation.map { $0 - 1 }), x, value)
        let places = sizes.reduce([[Int]()]) { found, size in
            found.flatMap { place in (0..<size).map { place + [$0] } }
        }
        let slices = try places.map { place in
            let starts = place.indices.map { place[$0] * windowDilation[$0] }
            let limits = starts.indices.map { axis in
                counts[axis] == 0
                    ? starts[axis] : starts[axis] + (counts[axis] - 1) * strides[axis] + 1
            }
            guard !counts.contains(0) else { return fill(0, x.type.with(shape: counts)) }
            return try bind1(Slice(starts: starts, limits: limits, strides: strides), padded)
        }
        return stack(slices, axis: -1)
    }
}

extension Program {
    /// Folds tensors along axes by this function of two lists of scalars, and what they start from into the result.
    ///
    /// In halves, with ordinary operations on whole tensors: so all transformations know it.
    fileprivate func folded(_ operands: [Tensor], axes: [Int]) throws -> [Tensor] {
        let count = outputs.count
        let shape = operands[0].shape
        let kept = shape.indices.filter { !axes.contains($0) }
        let result = kept.map { shape[$0] }
        let size = axes.reduce(1) { $0 * shape[$1] }
        var list = try operands[..<count].map {
            try reshape(try permuteAxes($0, axes + kept), to: [size] + result)
        }
        while list[0].shape[0] > 1 {
            let size = list[0].shape[0]
            let half = size / 2
            var next = try combined(
                try list.map { try part($0, 0, 0, half) },
                list.map { try part($0, 0, half, 2 * half) })
            if 2 * half < size {
                next = try zip(next, list).map {
                    concatenate([$0, try part($1, 0, 2 * half, size)])
                }
            }
            list = next
        }
        // What they start from has the axes of the result in front of which it stands: none, or those of a batch.
        let initial = try operands[count...].map { start in
            let ones = [Int](repeating: 1, count: result.count - start.rank)
            return try broadcast(try reshape(start, to: start.shape + ones), to: result)
        }
        guard size > 0 else { return initial }
        return try combined(initial, try list.map { try reshape($0, to: result) })
    }

    /// The function of each pair of elements of tensors of one shape.
    private func combined(_ a: [Tensor], _ b: [Tensor]) throws -> [Tensor] {
        let count = a[0].count
        let flat = try (a + b).map { try reshape($0, to: [count]) }
        let program = try batched(
            flat.map { _ in true }, size: count, axisName: nil, forcing: outputs.map { _ in true }
        ).program
        return try zip(try program.evaluate(flat), a).map { try reshape($0, to: $1.shape) }
    }
}
