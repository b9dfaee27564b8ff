import Espalier

/// What a stencil was made with, before it meets an array.
struct Configuration: Sendable {
    /// How the results are used.
    enum Kind: String, Sendable {
        case kmap, kscan, smap, sscan

        var isSweep: Bool { self == .kscan || self == .sscan }
    }

    var kind: Kind
    var kernelSize: any AxisSizes
    var strides: any AxisSizes
    var padding: Padding
    /// For `smap` and `sscan`: how many elements to leave alone at each end of each axis.
    var offset: [(Int, Int)]?
    var boundary: Boundary
    var isRelative: Bool
    var names: [Int: String]

    var name: String { kind.rawValue }

    init(
        _ kind: Kind, _ kernelSize: any AxisSizes, _ strides: any AxisSizes,
        padding: Padding = .valid, offset: [(Int, Int)]? = nil, boundary: Boundary = .zero,
        isRelative: Bool, names: [Int: String]
    ) {
        self.kind = kind
        self.kernelSize = kernelSize
        self.strides = strides
        self.padding = padding
        self.offset = offset
        self.boundary = boundary
        self.isRelative = isRelative
        self.names = names
    }
}

/// A stencil laid over an array of one shape.
struct Geometry: Sendable {
    let shape: [Int]
    let frame: WindowFrame
    let strides: [Int]
    /// What is put before and after each axis, not negative.
    let padding: [(Int, Int)]
    /// Windows, in places of the padded array.
    let grid: WindowGrid
    /// Where the centre of the first window lies, in places of the array.
    let firstCentre: [Int]

    /// For each axis, the places of the centres in the array; in the padding they lie outside it.
    func centres(_ axis: Int) -> [Int] {
        (0..<grid.cells[axis]).map { firstCentre[axis] + $0 * strides[axis] }
    }
}

extension Configuration {
    /// The stencil over an array of a shape.
    ///
    /// - Throws: ``TensorError`` where they don't fit each other.
    func geometry(_ shape: [Int]) throws -> Geometry {
        let rank = shape.count
        func mismatch(_ what: String, _ count: String) -> TensorError {
            TensorError(
                name, "\(what) has \(count) axes and the array, of shape \(shape), has \(rank)")
        }
        guard rank > 0 else {
            throw TensorError(name, "needs an array with axes, and it is a scalar")
        }
        guard var kernel = kernelSize.sizes(rank: rank) else {
            throw mismatch("the kernel size \(kernelSize)", "\((kernelSize as? [Int])?.count ?? 0)")
        }
        guard let strides = strides.sizes(rank: rank) else {
            throw mismatch("strides \(self.strides)", "\((self.strides as? [Int])?.count ?? 0)")
        }
        for axis in kernel.indices where kernel[axis] == -1 { kernel[axis] = shape[axis] }
        guard kernel.allSatisfy({ $0 > 0 }), strides.allSatisfy({ $0 > 0 }) else {
            throw TensorError(
                name,
                """
                sizes and strides must be positive, or -1 for a kernel as large as the axis; the kernel size is \
                \(kernelSize) and the strides are \(strides)
                """)
        }
        for axis in names.keys where !shape.indices.contains(axis) {
            throw TensorError(
                name, "namedAxes names axis \(axis), and the array has the axes 0 to \(rank - 1)")
        }
        try SizeLimit.checkNumbers(kernel + strides, "sizes and strides", for: name)
        let widths = try self.widths(kernel)
        try SizeLimit.checkNumbers(widths.flatMap { [$0.0, $0.1] }, "paddings", for: name)
        let cells = kernel.indices.map { axis in
            let room = shape[axis] + widths[axis].0 + widths[axis].1 - kernel[axis]
            return room < 0 ? 0 : room / strides[axis] + 1
        }
        // Offsets may leave no cell: then there is nothing to replace.
        guard offset != nil || cells.allSatisfy({ $0 > 0 }) else {
            throw TensorError(
                name,
                """
                no window of size \(kernel) fits into the array of shape \(shape) with the padding \
                \(widths.map { [$0.0, $0.1] })
                """)
        }
        // Before lists of cells and windows are made.
        let padded = shape.indices.map { shape[$0] + max(widths[$0].0, 0) + max(widths[$0].1, 0) }
        for sizes in [cells, padded, kernel] {
            try SizeLimit.checkMemory(ShapedTensor(shape: sizes, dtype: .int64), for: name)
        }
        let frame = WindowFrame(kernel: kernel, isRelative: isRelative, names: names)
        return Geometry(
            shape: shape, frame: frame, strides: strides,
            padding: widths.map { (max($0.0, 0), max($0.1, 0)) },
            grid: WindowGrid(
                starts: widths.map { max(-$0.0, 0) }, strides: strides, cells: cells),
            firstCentre: zip(widths, frame.centre).map { $1 - $0.0 })
    }

    private func widths(_ kernel: [Int]) throws -> [(Int, Int)] {
        if let offset {
            guard offset.count == kernel.count || offset.count == 1 else {
                throw TensorError(
                    name, "\(offset.count) offsets for a kernel of \(kernel.count) axes")
            }
            guard offset.allSatisfy({ $0.0 >= 0 && $0.1 >= 0 }) else {
                throw TensorError(
                    name,
                    "offsets must not be negative, and they are \(offset.map { [$0.0, $0.1] })")
            }
            return kernel.indices.map { axis in
                let same = Padding.Axis.same.widths(kernel: kernel[axis])
                let left = offset.count == 1 ? offset[0] : offset[axis]
                return (same.low.saturatingSubtract(left.0), same.high.saturatingSubtract(left.1))
            }
        }
        switch padding.form {
        case .all(let axis): return kernel.map { axis.widths(kernel: $0) }
        case .each(let axes):
            guard axes.count == kernel.count else {
                throw TensorError(
                    name,
                    "padding is given for \(axes.count) axes and the kernel has \(kernel.count)")
            }
            return zip(axes, kernel).map { $0.widths(kernel: $1) }
        }
    }
}
