// Reductions over axes of a window: trees of operations on elements, and for boxes of an array one
// pass along each axis.

/// A reduction, over some axes of a window.
protocol ReducingWindowRule: WindowRule, Reduction {
    /// Several tensors over all cells put together.
    func combine(_ tensors: [Tensor]) throws -> Tensor

    /// Whether elements may be put together in groups, and then the groups. Equal extremes, which share the derivative,
    /// would have different shares.
    var combinesInGroups: Bool { get }
}

/// Boxes of this many elements or more are put together axis by axis.
private let boxThreshold = 16

extension ReducingWindowRule {
    var combinesInGroups: Bool { true }

    func elements(
        _ inputs: [WindowOperand], _ type: ShapedTensor, in windows: WindowInterpreter
    ) throws -> [WindowElement]? {
        let operand = inputs[0]
        let elements = try operand.elements()
        let groups = self.groups(operand.type.shape, type.shape)
        guard groups.allSatisfy({ !$0.isEmpty }) else {
            return groups.map { _ in
                .cell(Tensor(HostNode(identity(type.dtype), type.with(shape: []))))
            }
        }
        if groups[0].count >= boxThreshold,
            let boxes = try groups.compactMapAll({ try box($0.map { elements[$0] }, in: windows) })
        {
            return boxes
        }
        guard elements.count <= WindowInterpreter.elementLimit else { return nil }
        return try groups.map { group in
            if group.count == 1 { return elements[group[0]] }
            if self is ReduceSum, let sum = try weightedSum(group.map { elements[$0] }) {
                return .cell(sum)
            }
            return .cell(try combine(try group.map { try elements[$0].tensor() }))
        }
    }

    /// Which elements of the operand come together in each of the result.
    private func groups(_ operand: [Int], _ result: [Int]) -> [[Int]] {
        let lattice = Lattice(shape: operand)
        let kept = operand.indices.filter { !axes.contains($0) }
        let target = Lattice(shape: result)
        var groups = [[Int]](repeating: [], count: target.count)
        for index in 0..<lattice.count {
            let place = lattice.place(index)
            groups[target.index(kept.map { place[$0] })].append(index)
        }
        return groups
    }

    /// The element at a box's corner of the source in which whole boxes are put together; nil where
    /// the elements aren't a box of an array.
    private func box(
        _ elements: [WindowElement], in windows: WindowInterpreter
    ) throws -> WindowElement? {
        guard let found = reads(elements), let source = found.source as? ArraySource else {
            return nil
        }
        // With long strides most of what a pass along an axis gives would go unread.
        let cellCount = source.cells.sizeProduct
        guard source.array.count <= 4 * max(cellCount, 1) + 4096 else { return nil }
        let places = found.indices.map(source.kernel.place)
        let corner = source.kernel.shape.indices.map { axis in places.map { $0[axis] }.min()! }
        let extents = source.kernel.shape.indices.map { axis in
            places.map { $0[axis] }.max()! - corner[axis] + 1
        }
        guard Set(found.indices).count == elements.count,
            extents.sizeProduct == elements.count
        else { return nil }
        windows.combinedBoxes = true
        let combined = try source.combining(
            extents, name, inGroups: combinesInGroups, combine)
        return .read(combined, source.kernel.index(corner))
    }
}

extension Sequence {
    /// The results for all elements, or nil where one has none.
    fileprivate func compactMapAll<T>(_ transform: (Element) throws -> T?) rethrows -> [T]? {
        var results: [T] = []
        for element in self {
            guard let result = try transform(element) else { return nil }
            results.append(result)
        }
        return results
    }
}

/// A balanced tree of one operation, which adds with less error than a chain and is as fast.
func balanced<Term>(
    _ terms: [Term], _ combine: (Term, Term) throws -> Term
) rethrows -> Term {
    var level = terms
    while level.count > 1 {
        level = try stride(from: 0, to: level.count, by: 2).map { index in
            index + 1 < level.count ? try combine(level[index], level[index + 1]) : level[index]
        }
    }
    return level[0]
}

/// Weighted sums of at least so many elements are one operation.
private let dotThreshold = 4

/// The sum of elements of an array with weights that are the same for all cells, as one operation;
/// nil where the terms are something else.
private func weightedSum(_ terms: [WindowElement]) throws -> Tensor? {
    guard terms.count >= dotThreshold, case .weighted(let first, _, _)? = terms.first,
        let source = first as? ArraySource, source.array.dtype.isFloating
    else { return nil }
    var products: [(place: Int, weight: UniformScalar)] = []
    for term in terms {
        guard case .weighted(let other, let place, let weight) = term, other === source,
            weight.source.dtype == source.array.dtype
        else { return nil }
        products.append((place, weight))
    }
    let weights: Tensor
    let vector = products[0].weight.source
    if products.allSatisfy({ $0.weight.source === vector }) {
        // In the order of the weights they mostly are the vector itself.
        products.sort { $0.weight.index < $1.weight.index }
        weights = try elements(products.map(\.weight.index), of: vector.flat)
    } else {
        weights = try bind(
            Concatenate(axis: 0), try products.map { try reshape($0.weight.tensor(), to: [1]) })[0]
    }
    let starts = products.map { zip(source.kernel.place($0.place), source.starts).map(+) }
    let strides = source.cells.indices.map { source.cells[$0] == 1 ? 1 : source.strides[$0] }
    let places = WindowPlaces(starts: starts, strides: strides, cells: source.cells)
    return try bind1(WindowDot(places: places), source.array, weights)
}

extension ReduceSum: ReducingWindowRule {
    func combine(_ tensors: [Tensor]) throws -> Tensor {
        try balanced(tensors) { try bind1(Add(), $0, $1) }
    }
}

extension ReduceProduct: ReducingWindowRule {
    func combine(_ tensors: [Tensor]) throws -> Tensor {
        try balanced(tensors) { try bind1(Multiply(), $0, $1) }
    }
}

extension ReduceMaximum: ReducingWindowRule {
    var combinesInGroups: Bool { false }

    func combine(_ tensors: [Tensor]) throws -> Tensor {
        tensors.count == 1 ? tensors[0] : try bind(Extremum(isMaximum: true), tensors)[0]
    }
}

extension ReduceMinimum: ReducingWindowRule {
    var combinesInGroups: Bool { false }

    func combine(_ tensors: [Tensor]) throws -> Tensor {
        tensors.count == 1 ? tensors[0] : try bind(Extremum(isMaximum: false), tensors)[0]
    }
}

extension ReduceAnd: ReducingWindowRule {
    func combine(_ tensors: [Tensor]) throws -> Tensor {
        try balanced(tensors) { try bind1(Bitwise(bitwise: .and), $0, $1) }
    }
}

extension ReduceOr: ReducingWindowRule {
    func combine(_ tensors: [Tensor]) throws -> Tensor {
        try balanced(tensors) { try bind1(Bitwise(bitwise: .or), $0, $1) }
    }
}

/// The largest or smallest of several operands, element by element, NaN where there is one.
///
/// As in a reduction, operands that are all the largest share the derivative equally, which a tree
/// of maxima of two would not do.
struct Extremum: Elementwise {
    let isMaximum: Bool

    var name: String { isMaximum ? "largest" : "smallest" }

    func resultDType(_ inputs: [ShapedTensor]) throws -> DType {
        try commonDType(inputs, "real", where: { !$0.isComplex })
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        var level = inputs
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: 2).map { index in
                guard index + 1 < level.count else { return level[index] }
                return context.emit(
                    isMaximum ? "stablehlo.maximum" : "stablehlo.minimum",
                    [level[index], level[index + 1]], result: result)
            }
        }
        return level[0]
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let y = try bind(self, primals)[0]
        let dtype = y.dtype
        let marks = try primals.map { try convert($0 .== y, to: dtype) }
        let shared = balanced(marks) { $0 + $1 }
        let parts = zip(marks, tangents).compactMap { mark, tangent in tangent.map { mark * $0 } }
        guard !parts.isEmpty else { return JVPResult(y, nil) }
        let sum = balanced(parts) { $0 + $1 }
        return JVPResult(y, try broadcast(sum / shared, to: y.shape))
    }
}

// MARK: - Dot products

extension DotGeneral: WindowRule {
    func elements(
        _ inputs: [WindowOperand], _ type: ShapedTensor, in windows: WindowInterpreter
    ) throws -> [WindowElement]? {
        let (lhs, rhs) = (inputs[0].type.shape, inputs[1].type.shape)
        let contracted = contracting.lhs.map { lhs[$0] }
        let products = contracted.sizeProduct
        guard products > 0, type.count * products <= WindowInterpreter.elementLimit else {
            return nil
        }
        let (a, b) = (try inputs[0].elements(), try inputs[1].elements())
        let (left, right) = (Lattice(shape: lhs), Lattice(shape: rhs))
        let freeLeft = lhs.indices.filter {
            !contracting.lhs.contains($0) && !batching.lhs.contains($0)
        }
        let freeRight = rhs.indices.filter {
            !contracting.rhs.contains($0) && !batching.rhs.contains($0)
        }
        let result = Lattice(shape: type.shape)
        let inner = Lattice(shape: contracted)
        return try (0..<result.count).map { index in
            let place = result.place(index)
            var (p, q) = (lhs, rhs)
            let batchCount = batching.lhs.count
            for (number, (l, r)) in zip(batching.lhs, batching.rhs).enumerated() {
                (p[l], q[r]) = (place[number], place[number])
            }
            for (number, axis) in freeLeft.enumerated() { p[axis] = place[batchCount + number] }
            for (number, axis) in freeRight.enumerated() {
                q[axis] = place[batchCount + freeLeft.count + number]
            }
            let terms = try (0..<products).map { number -> WindowElement in
                for (at, (l, r)) in zip(
                    inner.place(number), zip(contracting.lhs, contracting.rhs))
                {
                    (p[l], q[r]) = (at, at)
                }
                return try product(a[left.index(p)], b[right.index(q)])
            }
            if let sum = try weightedSum(terms) { return .cell(sum) }
            return .cell(
                try balanced(try terms.map { try $0.tensor() }) { try bind1(Add(), $0, $1) })
        }
    }
}
