/// Where the elements of windows are read from: one tensor, over all cells, for each place of the
/// kernel, made when it is first asked for.
class WindowSource {
    let kernel: Lattice
    private var known: [Int: Tensor] = [:]

    init(kernel: Lattice) { self.kernel = kernel }

    final func element(_ index: Int) throws -> Tensor {
        if let tensor = known[index] { return tensor }
        let tensor = try read(index)
        known[index] = tensor
        return tensor
    }

    func read(_ index: Int) throws -> Tensor {
        fatalError("WindowSource.read is abstract")
    }

    /// The source whose elements are those of several sources at the same places, put through a
    /// function; nil where that costs more than it saves.
    func mapped(
        with others: [WindowSource], elementCount: Int,
        _ function: @escaping ([Tensor]) throws -> Tensor
    ) throws -> WindowSource? {
        nil
    }
}

/// Elements that a function reads.
final class ReadingSource: WindowSource {
    private let reader: (Int) throws -> Tensor

    init(kernel: Lattice, _ reader: @escaping (Int) throws -> Tensor) {
        self.reader = reader
        super.init(kernel: kernel)
    }

    override func read(_ index: Int) throws -> Tensor { try reader(index) }

    override func mapped(
        with others: [WindowSource], elementCount: Int,
        _ function: @escaping ([Tensor]) throws -> Tensor
    ) throws -> WindowSource? {
        let sources = [self] + others
        return ReadingSource(kernel: kernel) { index in
            try function(try sources.map { try $0.element(index) })
        }
    }
}

/// Elements that are shifted slices of an array.
final class ArraySource: WindowSource {
    let array: Tensor
    let starts: [Int]
    let strides: [Int]
    let cells: [Int]
    private var boxes: [Box: ArraySource] = [:]

    private struct Box: Hashable {
        let extents: [Int]
        let operation: String
    }

    /// - Parameters:
    ///   - starts: where the first place of the first window lies in the array.
    ///   - strides: the distance of neighbouring windows.
    ///   - cells: how many windows there are along each axis.
    init(_ array: Tensor, kernel: Lattice, starts: [Int], strides: [Int], cells: [Int]) {
        self.array = array
        self.starts = starts
        self.strides = strides
        self.cells = cells
        super.init(kernel: kernel)
    }

    override func read(_ index: Int) throws -> Tensor {
        try shifted(array, starts: zip(kernel.place(index), starts).map(+), strides: strides, cells)
    }

    /// Whether the same places of both lie over each other.
    private func isAligned(with other: ArraySource) -> Bool {
        starts == other.starts && strides == other.strides && array.shape == other.array.shape
    }

    override func mapped(
        with others: [WindowSource], elementCount: Int,
        _ function: @escaping ([Tensor]) throws -> Tensor
    ) throws -> WindowSource? {
        let aligned = others.compactMap { $0 as? ArraySource }.filter { isAligned(with: $0) }
        let cellCount = cells.sizeProduct
        guard aligned.count == others.count, array.count <= elementCount * cellCount else {
            return nil
        }
        return with(try function([array] + aligned.map(\.array)))
    }

    /// The source of another array in the place of this one.
    func with(_ array: Tensor) -> ArraySource {
        ArraySource(array, kernel: kernel, starts: starts, strides: strides, cells: cells)
    }

    /// The source whose element at a place is a whole box of this one's, from that place on, put
    /// together by an operation along one axis after another.
    func combining(
        _ extents: [Int], _ operation: String, inGroups: Bool,
        _ combine: ([Tensor]) throws -> Tensor
    ) throws -> ArraySource {
        let box = Box(extents: extents, operation: operation)
        if let known = boxes[box] { return known }
        var result = array
        for (axis, extent) in extents.enumerated() where extent > 1 {
            result = try slidingCombination(
                result, axis: axis, width: extent, inGroups: inGroups, combine)
        }
        let source = with(result)
        boxes[box] = source
        return source
    }
}

/// The elements of an array from `starts` on in steps, as many as `cells` says.
func shifted(_ array: Tensor, starts: [Int], strides: [Int], _ cells: [Int]) throws -> Tensor {
    let limits = cells.indices.map { starts[$0] + (cells[$0] - 1) * strides[$0] + 1 }
    // Steps of an axis with one cell don't matter, and slices with steps cost more.
    let steps = cells.indices.map { cells[$0] == 1 ? 1 : strides[$0] }
    if limits == array.shape && starts.allSatisfy({ $0 == 0 }) && steps.allSatisfy({ $0 == 1 }) {
        return array
    }
    return try bind1(Slice(starts: starts, limits: limits, strides: steps), array)
}

/// For each place along an axis, `width` elements from there on put together.
///
/// A few are put together as shifted slices. From 16 on groups of them are put together first, which are the same for
/// all places; more than 64, or 32 where groups won't do, are made of runs of 1, 2, 4 … elements, each of two of half
/// the length.
private func slidingCombination(
    _ array: Tensor, axis: Int, width: Int, inGroups: Bool, _ combine: ([Tensor]) throws -> Tensor
) throws -> Tensor {
    func part(_ x: Tensor, from start: Int, count: Int) throws -> Tensor {
        var (starts, cells) = ([Int](repeating: 0, count: x.rank), x.shape)
        (starts[axis], cells[axis]) = (start, count)
        return try shifted(x, starts: starts, strides: x.shape.map { _ in 1 }, cells)
    }
    func neighbours(_ x: Tensor, _ width: Int) throws -> Tensor {
        let count = x.shape[axis] - width + 1
        return try combine(try (0..<width).map { try part(x, from: $0, count: count) })
    }
    let count = array.shape[axis] - width + 1
    if width < 16 || (width <= 32 && !inGroups) { return try neighbours(array, width) }
    if width <= 64 && inGroups {
        let size = Int(Double(width).squareRoot())
        let groups = try neighbours(array, size)
        let rest = width % size
        return try combine(
            try stride(from: 0, to: width - rest, by: size).map {
                try part(groups, from: $0, count: count)
            }
                + (width - rest..<width).map { try part(array, from: $0, count: count) })
    }
    var (run, length, start) = (array, 1, 0)
    var parts: [Tensor] = []
    while true {
        if width & length != 0 {
            parts.append(try part(run, from: start, count: count))
            start += length
        }
        guard 2 * length <= width else { break }
        let half = run.shape[axis] - length
        run = try combine([
            try part(run, from: 0, count: half), try part(run, from: length, count: half),
        ])
        length *= 2
    }
    return try combine(parts)
}
