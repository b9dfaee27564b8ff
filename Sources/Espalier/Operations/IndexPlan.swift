/// The indices of a subscript, checked against a shape and brought into the order of the axes.
///
/// The rules are NumPy's. Integer tensors are broadcast together; their axes take the place of the axes they index
/// where these stand side by side, and go first where they don't. Integers count as such tensors for this.
struct IndexPlan {
    enum Item {
        /// One place of an axis, which vanishes.
        case integer(axis: Int, place: Int)
        /// `count` places of an axis from `start` on.
        case slice(axis: Int, start: Int, step: Int, count: Int)
        case newAxis
        /// Places of an axis that a tensor of integers, none of them negative, names.
        case tensor(axis: Int, Tensor)
    }

    /// A run of axes of the result.
    enum Part {
        case slice(axis: Int, start: Int, step: Int, count: Int)
        case newAxis
        /// The axes of the index tensors.
        case tensors
    }

    /// What is done with places that are out of range or count from the end.
    struct Counting: Sendable {
        /// Whether places given as Swift integers must be in range; otherwise those that are not become tensors, which
        /// the mode of the operation deals with.
        var isChecked = true
        /// Whether negative places count from the end.
        var wrapsNegative = true
        /// Whether places count around.
        var wrapsAround = false

        /// How a mode, nil for the default one, wants it.
        init(_ mode: IndexMode? = nil, wrapsNegative: Bool = true) {
            isChecked = mode == nil
            wrapsAround = mode == .wrap
            self.wrapsNegative = wrapsNegative
        }
    }

    /// The shape of what is indexed, where each bool among the indices has an axis of size 1.
    private(set) var shape: [Int]
    private let counting: Counting
    private(set) var items: [Item] = []
    /// The shape that the index tensors have together; nil where there are none.
    private(set) var tensorShape: [Int]?
    /// The axes of the result in order.
    private(set) var parts: [Part] = []

    init(_ indices: [AxisIndex], shape: [Int], counting: Counting = Counting()) throws {
        self.shape = shape
        self.counting = counting
        try collect(try Self.expanded(indices, shape))
        try arrange()
    }

    /// The index tensors with their axes.
    var tensors: [(axis: Int, places: Tensor)] {
        items.compactMap {
            if case .tensor(let axis, let places) = $0 { (axis, places) } else { nil }
        }
    }

    /// The shape of the result.
    var resultShape: [Int] {
        parts.flatMap { part in
            switch part {
            case .slice(_, _, _, let count): [count]
            case .newAxis: [1]
            case .tensors: tensorShape ?? []
            }
        }
    }

    // MARK: Steps

    /// How many axes an index is for.
    private static func consumed(_ index: AxisIndex) -> Int {
        switch index.form {
        case .newAxis, .ellipsis: 0
        case .tensor(let tensor): tensor.dtype == .bool ? tensor.rank : 1
        case .integer, .slice, .positions, .named: 1
        }
    }

    /// The indices with whole axes for what the ellipsis, or the end, leaves out.
    private static func expanded(_ indices: [AxisIndex], _ shape: [Int]) throws -> [AxisIndex] {
        let given = indices.reduce(0) { $0 + consumed($1) }
        guard given <= shape.count else {
            throw TensorError(
                "subscript",
                "\(given) axes are indexed, and the shape \(shape) has \(shape.count)")
        }
        let whole = [AxisIndex](repeating: .all, count: shape.count - given)
        let places = indices.indices.filter {
            if case .ellipsis = indices[$0].form { true } else { false }
        }
        guard places.count <= 1 else {
            throw TensorError(
                "subscript", "at most one .ellipsis can be given, and here are \(places.count)")
        }
        guard let place = places.first else { return indices + whole }
        return indices[..<place] + whole + indices[(place + 1)...]
    }

    private mutating func collect(_ indices: [AxisIndex]) throws {
        var axis = 0
        for index in indices {
            let size = axis < shape.count ? shape[axis] : 0
            switch index.form {
            case .integer(let number):
                let place = try counted(number, axis)
                items.append(
                    place >= 0 && place < size
                        ? .integer(axis: axis, place: place)
                        : .tensor(axis: axis, placeTensor([place], shape: [])))
            case .slice(let start, let stop, let step):
                items.append(try slice(start, stop, step, axis))
            case .newAxis:
                items.append(.newAxis)
            case .ellipsis, .named:
                break
            case .positions(let places):
                let found = try places.map { try counted($0, axis) }
                items.append(.tensor(axis: axis, placeTensor(found, shape: [found.count])))
            case .tensor(let flag) where flag.dtype == .bool && flag.rank == 0:
                // One place of a new axis, or none.
                let count = try read(flag)[0] == 0 ? 0 : 1
                shape.insert(1, at: axis)
                items.append(
                    .tensor(
                        axis: axis, placeTensor(Array(repeating: 0, count: count), shape: [count])))
                axis += 1
            case .tensor(let tensor) where tensor.dtype == .bool:
                items += try mask(tensor, axis)
            case .tensor(let tensor):
                items.append(
                    .tensor(
                        axis: axis,
                        try wrapped(
                            tensor, size: size, negative: counting.wrapsNegative,
                            around: counting.wrapsAround)))
            }
            axis += Self.consumed(index)
        }
    }

    /// A place counted from the front, if it is in range or need not be.
    private func counted(_ place: Int, _ axis: Int) throws -> Int {
        let size = shape[axis]
        if counting.wrapsAround && size > 0 { return (place % size + size) % size }
        let counted = place < 0 && counting.wrapsNegative ? place + size : place
        guard !counting.isChecked || counted >= 0 && counted < size else {
            throw outOfRange(place, axis)
        }
        return counted
    }

    private func outOfRange(_ place: Int, _ axis: Int) -> TensorError {
        let size = shape[axis]
        return TensorError(
            "subscript",
            size == 0
                ? "index \(place) is out of range for axis \(axis) of the shape \(shape), which is empty"
                : """
                index \(place) is out of range for axis \(axis) of the shape \(shape): places go from \
                \(-size) to \(size - 1)
                """)
    }

    /// Python's rule: bounds are moved into the axis, so that a slice is never out of range.
    private func slice(_ start: Int?, _ stop: Int?, _ step: Int, _ axis: Int) throws -> Item {
        guard step != 0 else { throw TensorError("subscript", "the step of a slice can't be 0") }
        let size = shape[axis]
        let (low, high) = step > 0 ? (0, size) : (-1, size - 1)
        func bounded(_ bound: Int?, _ otherwise: Int) -> Int {
            guard let bound else { return otherwise }
            return min(max(bound < 0 ? bound + size : bound, low), high)
        }
        let first = bounded(start, step > 0 ? low : high)
        let end = bounded(stop, step > 0 ? high : low)
        let distance = step > 0 ? end - first : first - end
        let count = distance <= 0 ? 0 : (distance - 1) / step.saturatingMagnitude + 1
        return .slice(
            axis: axis, start: count == 0 ? 0 : first, step: count <= 1 ? 1 : step, count: count)
    }

    /// The places where a mask holds, as one vector for each of its axes.
    private func mask(_ mask: Tensor, _ axis: Int) throws -> [Item] {
        guard Array(shape[axis..<axis + mask.rank]) == mask.shape else {
            throw TensorError(
                "subscript",
                """
                a mask of the shape \(mask.shape) doesn't fit the axes from \(axis) on of the shape \(shape)
                """)
        }
        let bytes = try read(mask)
        var places = [[Int]](repeating: [], count: mask.rank)
        for (index, byte) in bytes.enumerated() where byte != 0 {
            var rest = index
            for axis in mask.shape.indices.reversed() {
                places[axis].append(rest % mask.shape[axis])
                rest /= mask.shape[axis]
            }
        }
        return places.enumerated().map { offset, found in
            .tensor(axis: axis + offset, placeTensor(found, shape: [found.count]))
        }
    }

    /// The elements of a mask, which must not be traced.
    private func read(_ mask: Tensor) throws -> [UInt8] {
        if let concrete = mask.concrete { return try concrete.hostBytes() }
        guard mask.node.tag == .tracer else { throw unusable(mask, in: "subscript") }
        throw TensorError(
            "subscript",
            """
            a traced mask of type \(mask.type) can't be an index, because its elements would decide the \
            shape of the result. Choose by which(mask, a, b), take a fixed number of elements by \
            compress(mask, x, size: count), or change elements by x.at[mask].set(scalar)
            """)
    }

    private mutating func arrange() throws {
        let tensors = tensors
        if !tensors.isEmpty {
            tensorShape = try broadcastShape(tensors.map(\.places.shape), for: "subscript")
        }
        var places: [Int] = []
        for (place, item) in items.enumerated() {
            switch item {
            case .integer where tensorShape != nil, .tensor: places.append(place)
            case .integer, .slice, .newAxis: break
            }
        }
        let isTogether = zip(places, places.dropFirst()).allSatisfy { $1 == $0 + 1 }
        if tensorShape != nil && !isTogether { parts.append(.tensors) }
        for (place, item) in items.enumerated() {
            if isTogether && place == places.first { parts.append(.tensors) }
            switch item {
            case .slice(let axis, let start, let step, let count):
                parts.append(.slice(axis: axis, start: start, step: step, count: count))
            case .newAxis: parts.append(.newAxis)
            case .integer, .tensor: break
            }
        }
    }
}

/// Places as int32, or as int64 where one needs it.
func placeTensor(_ places: [Int], shape: [Int]) -> Tensor {
    let narrow = places.compactMap { Int32(exactly: $0) }
    return narrow.count == places.count
        ? Tensor(scalars: narrow, shape: shape) : Tensor(scalars: places, shape: shape)
}

/// Integer places as int32 or int64, with negative ones counted from the end of an axis.
///
/// - Throws: ``TensorError`` where they are not integers.
///
/// - Parameters:
///   - negative: whether negative places count from the end.
///   - around: whether places count around.
func wrapped(
    _ places: Tensor, size: Int, negative: Bool = true, around: Bool = false
) throws -> Tensor {
    guard places.dtype.isInteger else {
        throw TensorError(
            "subscript", "a tensor as an index must hold integers or bools, not \(places.dtype)")
    }
    let isUnsigned = places.dtype.isUnsignedInteger
    let places = try convert(places, to: indexDType(places.type))
    let scalar = places.type.with(shape: [])
    if around { return places % fill(Double(max(size, 1)), scalar) }
    if isUnsigned || !negative { return places }
    return which(places .< fill(0, scalar), places + fill(Double(size), scalar), places)
}
