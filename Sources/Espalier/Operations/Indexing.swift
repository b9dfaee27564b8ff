extension IndexPlan {
    /// What the indices name of a tensor.
    ///
    /// Integers and slices become slices, reversals and reshaping; only index tensors are gathered by.
    func read(
        _ x: Tensor, mode: IndexMode? = nil, fillValue: HostScalar? = nil,
        promises: IndexPromises = IndexPromises()
    ) throws -> Tensor {
        // Counted around, every place is in range.
        let mode = mode == .wrap ? .promiseInBounds : mode
        let sliced = try staticPart(try reshape(x, to: shape))
        guard let tensorShape else { return try reshape(sliced, to: resultShape) }
        // Axes of single places vanish first, so that every axis left is a slice's or a tensor's.
        var axes: [Int: Int] = [:]
        var kept: [Int] = []
        for item in items {
            switch item {
            case .slice(let axis, _, _, _), .tensor(let axis, _):
                axes[axis] = kept.count
                kept.append(sliced.shape[axis])
            case .integer, .newAxis: break
            }
        }
        let operand = try reshape(sliced, to: kept)
        let tensors = tensors.map { (axis: axes[$0.axis] ?? 0, places: $0.places) }
        let resultShape = resultShape
        guard resultShape.allSatisfy({ $0 > 0 }) else {
            return fill(0, x.type.with(shape: resultShape))
        }
        for (axis, _) in tensors where operand.shape[axis] == 0 {
            throw TensorError(
                "subscript", "there is no place in an empty axis of the shape \(shape)")
        }
        let sizes = kept.indices.map { axis in
            tensors.contains { $0.axis == axis } ? 1 : kept[axis]
        }
        if tensorShape.isEmpty && (mode == nil || mode == .clip) {
            return try reshape(try block(operand, at: tensors, sizes), to: resultShape)
        }
        // The axes of the index tensors stand among those of the slices.
        let before = parts.prefix { if case .tensors = $0 { false } else { true } }
        let first = before.filter { if case .slice = $0 { true } else { false } }.count
        let windowCount = kept.count - tensors.count
        let window = (0..<windowCount).map { $0 < first ? $0 : $0 + tensorShape.count }
        var gather = Gather(
            axes: BlockAxes(
                windowAxes: window, collapsedAxes: tensors.map(\.axis),
                indexedAxes: tensors.map(\.axis)),
            sizes: sizes, mode: mode ?? .promiseInBounds, fillValue: fillValue)
        gather.promises = promises
        let indices = try indexVectors(tensors.map(\.places), tensorShape)
        return try reshape(try bind1(gather, operand, indices), to: resultShape)
    }

    /// The part that integers and slices name, with every axis in place.
    private func staticPart(_ x: Tensor) throws -> Tensor {
        var starts = [Int](repeating: 0, count: shape.count)
        var limits = shape
        var strides = [Int](repeating: 1, count: shape.count)
        var reversed: [Int] = []
        for item in items {
            switch item {
            case .integer(let axis, let place): (starts[axis], limits[axis]) = (place, place + 1)
            case .slice(let axis, let start, let step, let count):
                let last = start + (count - 1) * step
                strides[axis] = abs(step)
                starts[axis] = count == 0 ? 0 : min(start, last)
                limits[axis] = count == 0 ? 0 : max(start, last) + 1
                if step < 0 { reversed.append(axis) }
            case .newAxis, .tensor: break
            }
        }
        var result = x
        if limits != shape || starts.contains(where: { $0 != 0 })
            || strides.contains(where: { $0 != 1 })
        {
            result = try bind1(Slice(starts: starts, limits: limits, strides: strides), x)
        }
        return reversed.isEmpty ? result : try bind1(Reverse(axes: reversed), result)
    }

    /// The block at one computed place.
    private func block(
        _ x: Tensor, at tensors: [(axis: Int, places: Tensor)], _ sizes: [Int]
    ) throws -> Tensor {
        let dtype = commonIndexDType(tensors.map(\.places))
        var starts = x.shape.map { _ in fill(0, ShapedTensor(shape: [], dtype: dtype)) }
        for (axis, place) in tensors { starts[axis] = try convert(place, to: dtype) }
        return try bind(DynamicSlice(sizes: sizes), [x] + starts)[0]
    }
}

/// Index tensors, broadcast and joined as vectors along a new last axis.
func indexVectors(_ tensors: [Tensor], _ shape: [Int]) throws -> Tensor {
    let dtype = commonIndexDType(tensors)
    let columns = try tensors.map {
        try reshape(try broadcast(try convert($0, to: dtype), to: shape), to: shape + [1])
    }
    return columns.count == 1 ? columns[0] : try bind(Concatenate(axis: shape.count), columns)[0]
}

/// The dtype that holds all of several index tensors.
func commonIndexDType(_ tensors: [Tensor]) -> DType {
    tensors.contains { indexDType($0.type) == .int64 } ? .int64 : .int32
}

// MARK: - Subscripts

// One subscript for each number of indices: with a parameter pack the leading-dot members don't resolve.
extension Tensor {
    private subscript(all indices: [AxisIndex]) -> Tensor {
        get {
            checked([self] + indices.tensors) {
                try IndexPlan(try resolvingNames(indices), shape: shape).read(self)
            }
        }
        set { self = IndexedTensor(tensor: self, indices: indices).set(newValue) }
    }

    /// What an index names of the first axis (`x[i]` in NumPy).
    ///
    ///     m[0]; m[-1]; m[1..<3]; m[.slice(nil, nil, -1)]; m[indices]; m[mask]
    ///
    /// Integers and slices make copies of what they name; assigning replaces it in a new value of the variable.
    /// Integer tensors choose places by NumPy's rules, and places out of range are moved to the nearest in it; see
    /// ``IndexedTensor/get(mode:fillValue:)`` for other ways. Masks work on values that are not traced.
    ///
    /// - Precondition: Swift integers are in range, and there are no more indices than axes.
    public subscript(_ index: some TensorIndex) -> Tensor {
        get { self[all: [index.axisIndex]] }
        set { self[all: [index.axisIndex]] = newValue }
    }

    /// What two indices name (`x[i, j]` in NumPy).
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex) -> Tensor {
        get { self[all: [first.axisIndex, second.axisIndex]] }
        set { self[all: [first.axisIndex, second.axisIndex]] = newValue }
    }

    /// What three indices name.
    public subscript(
        _ first: some TensorIndex, _ second: some TensorIndex, _ third: some TensorIndex
    ) -> Tensor {
        get { self[all: [first.axisIndex, second.axisIndex, third.axisIndex]] }
        set { self[all: [first.axisIndex, second.axisIndex, third.axisIndex]] = newValue }
    }

    /// What four indices name.
    public subscript(
        _ first: some TensorIndex, _ second: some TensorIndex, _ third: some TensorIndex,
        _ fourth: some TensorIndex
    ) -> Tensor {
        get { self[all: [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex]] }
        set {
            self[all: [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex]] =
                newValue
        }
    }

    /// What five indices name.
    public subscript(
        _ first: some TensorIndex, _ second: some TensorIndex, _ third: some TensorIndex,
        _ fourth: some TensorIndex, _ fifth: some TensorIndex
    ) -> Tensor {
        get {
            self[
                all: [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex,
                ]]
        }
        set {
            self[
                all: [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex,
                ]] = newValue
        }
    }

    /// What six indices name.
    public subscript(
        _ first: some TensorIndex, _ second: some TensorIndex, _ third: some TensorIndex,
        _ fourth: some TensorIndex, _ fifth: some TensorIndex, _ sixth: some TensorIndex
    ) -> Tensor {
        get {
            self[
                all: [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex,
                    sixth.axisIndex,
                ]]
        }
        set {
            self[
                all: [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex,
                    sixth.axisIndex,
                ]] = newValue
        }
    }
}

extension [AxisIndex] {
    /// The tensors among the indices.
    var tensors: [Tensor] {
        compactMap { if case .tensor(let tensor) = $0.form { tensor } else { nil } }
    }
}
