extension IndexPlan {
    /// Values brought to the shape of the places.
    private func fitted(_ value: Tensor) throws -> Tensor {
        let shape = resultShape
        do {
            var value = value
            // Leading axes of size 1 that the places don't have are dropped, as NumPy does.
            while value.rank > shape.count, value.shape[0] == 1 {
                value = try reshape(value, to: Array(value.shape.dropFirst()))
            }
            return try broadcast(value, to: shape)
        } catch {
            throw TensorError(
                "at",
                "values of the shape \(value.shape) can't be broadcast to \(shape), the indices' shape"
            )
        }
    }

    /// The tensor with one block of adjacent places replaced; nil where the places are not of that kind.
    func overwrite(_ x: Tensor, _ new: (Tensor) -> Tensor) throws -> Tensor? {
        var starts = [Int](repeating: 0, count: shape.count)
        var sizes = [Int](repeating: 1, count: shape.count)
        for item in items {
            switch item {
            case .integer(let axis, let place): starts[axis] = place
            case .slice(let axis, let start, 1, let count):
                (starts[axis], sizes[axis]) = (start, count)
            case .newAxis: break
            case .slice, .tensor: return nil
            }
        }
        let values = try fitted(try adopted(new(try read(x)), as: x.dtype, in: "set"))
        let block = try reshape(values, to: sizes)
        if sizes == shape { return try convert(block, to: x.dtype, isWeak: x.type.isWeak) }
        let dtype = placeTensor(starts, shape: [starts.count]).dtype
        let places = try starts.map { try convert(placeTensor([$0], shape: []), to: dtype) }
        return try bind(DynamicUpdateSlice(), [x, block] + places)[0]
    }

    /// The tensor with values combined in at the places.
    func scatter(
        _ kind: Scatter.Kind, _ x: Tensor, _ value: Tensor, _ options: UpdateOptions
    ) throws -> Tensor {
        // New axes are of the result only.
        let resultShape = parts.flatMap { part in
            switch part {
            case .slice(_, _, _, let count): [count]
            case .newAxis: [Int]()
            case .tensors: tensorShape ?? []
            }
        }
        let updates = try reshape(try fitted(value), to: resultShape)
        // Slices of neighbours are axes of the blocks; every other axis of the result is one of the index tensor.
        var window: [Int] = []
        var indexShape: [Int] = []
        var tensorAxis = 0
        var strided: [(axis: Int, start: Int, step: Int, indexAxis: Int)] = []
        var entries: [(axis: Int, places: Tensor)] = []
        var position = 0
        func place(_ number: Int) -> Tensor { placeTensor([number], shape: []) }
        for part in parts {
            switch part {
            case .slice(let axis, let start, 1, _):
                window.append(position)
                if start != 0 { entries.append((axis, place(start))) }
                position += 1
            case .slice(let axis, let start, let step, let count):
                strided.append((axis, start, step, indexShape.count))
                indexShape.append(count)
                position += 1
            case .newAxis: break
            case .tensors:
                tensorAxis = indexShape.count
                indexShape += tensorShape ?? []
                position += tensorShape?.count ?? 0
            }
        }
        var collapsed: [Int] = []
        for item in items {
            switch item {
            case .integer(let axis, let number):
                collapsed.append(axis)
                entries.append((axis, place(number)))
            case .tensor(let axis, let places):
                collapsed.append(axis)
                let trailing = indexShape.count - tensorAxis - (tensorShape?.count ?? 0)
                let ones = [Int](repeating: 1, count: trailing)
                entries.append((axis, try reshape(places, to: places.shape + ones)))
            case .slice, .newAxis: break
            }
        }
        for (axis, start, step, indexAxis) in strided {
            collapsed.append(axis)
            let count = indexShape[indexAxis]
            let numbers = (0..<count).map { start + $0 * step }
            let ones = [Int](repeating: 1, count: indexShape.count - indexAxis - 1)
            entries.append((axis, placeTensor(numbers, shape: [count] + ones)))
        }
        let indices = try indexVectors(entries.map(\.places), indexShape)
        // Counted around, every place is in range.
        let mode = options.mode == .wrap ? .promiseInBounds : options.mode
        var scatter = Scatter(
            kind: kind,
            axes: BlockAxes(
                windowAxes: window, collapsedAxes: collapsed.sorted(),
                indexedAxes: entries.map(\.axis)),
            mode: mode ?? .fillOrDrop,
            isUnique: options.promises.areUnique || (tensorShape ?? []).isEmpty)
        // Index vectors are in order if the places of the one tensor are.
        scatter.isSorted = options.promises.areSorted && entries.count == 1
        return try bind1(scatter, x, indices, updates)
    }
}
