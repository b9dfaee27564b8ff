import Espalier

/// What a page shows of the elements of a leaf. Complex elements count by their modulus, booleans as 0 and 1.
struct LeafStatistics {
    var mean = 0.0
    /// The standard deviation, by the number of elements.
    var deviation = 0.0
    var minimum = Double.infinity
    var maximum = -Double.infinity
    var nanCount = 0
    var infinityCount = 0
    /// How many elements are numbers; the statistics are theirs.
    var finiteCount = 0
    /// How many elements lie in equal parts of the range from the minimum to the maximum.
    var histogram: [Int] = []
    var heatMap: HeatMap

    static let bins = 32

    /// The statistics of a tensor's elements; nil where it has none.
    ///
    /// - Parameter cells: how many cells the heat map may have.
    init?(_ tensor: Tensor, cells: Int) {
        guard let tensor = tensor.concrete, tensor.count > 0 else { return nil }
        heatMap = HeatMap(tensor.shape, cells: cells)
        let found: LeafStatistics?? = try? tensor.withHostBytes { [self] bytes in
            var copy = self
            copy.fill(from: bytes, tensor.dtype)
            return copy
        }
        guard let found = found ?? nil else { return nil }
        self = found
    }

    private mutating func fill(from bytes: UnsafeRawBufferPointer, _ dtype: DType) {
        switch dtype {
        case .bool, .uint8: fill(bytes, UInt8.self) { Double($0) }
        case .int8: fill(bytes, Int8.self) { Double($0) }
        case .int16: fill(bytes, Int16.self) { Double($0) }
        case .int32: fill(bytes, Int32.self) { Double($0) }
        case .int64: fill(bytes, Int64.self) { Double($0) }
        case .uint16: fill(bytes, UInt16.self) { Double($0) }
        case .uint32: fill(bytes, UInt32.self) { Double($0) }
        case .uint64: fill(bytes, UInt64.self) { Double($0) }
        case .bfloat16:
            fill(bytes, UInt16.self) { Double(Float(bitPattern: UInt32($0) << 16)) }
        case .float8E4M3FN:
            fill(bytes, UInt8.self) { Double(Float(Float8E4M3FN(bitPattern: $0))) }
        case .float8E5M2:
            fill(bytes, UInt8.self) { Double(Float(Float8E5M2(bitPattern: $0))) }
        case .float16: fill(bytes, Float16.self) { Double($0) }
        case .float32: fill(bytes, Float.self) { Double($0) }
        case .float64: fill(bytes, Double.self) { $0 }
        case .complex64:
            fill(bytes, SIMD2<Float>.self) {
                (Double($0.x * $0.x) + Double($0.y * $0.y)).squareRoot()
            }
        case .complex128:
            fill(bytes, SIMD2<Double>.self) { ($0.x * $0.x + $0.y * $0.y).squareRoot() }
        }
    }

    private mutating func fill<Element>(
        _ bytes: UnsafeRawBufferPointer, _ type: Element.Type, _ value: (Element) -> Double
    ) {
        let count = bytes.count / MemoryLayout<Element>.stride
        func element(_ index: Int) -> Double {
            value(
                bytes.loadUnaligned(
                    fromByteOffset: index * MemoryLayout<Element>.stride, as: Element.self))
        }
        var sum = 0.0
        for index in 0..<count {
            let x = element(index)
            if x.isNaN {
                nanCount += 1
            } else if x.isInfinite {
                infinityCount += 1
            } else {
                finiteCount += 1
                sum += x
                minimum = Swift.min(minimum, x)
                maximum = Swift.max(maximum, x)
            }
        }
        mean = sum / Double(finiteCount)
        var squares = 0.0
        histogram = Array(repeating: 0, count: Self.bins)
        // The range may be larger than the largest number.
        let scale = (maximum - minimum).isFinite ? 1.0 : 0.25
        let width = (maximum * scale - minimum * scale) / Double(Self.bins)
        heatMap.fill(count: count) { index in
            let x = element(index)
            guard x.isFinite else { return nil }
            squares += (x - mean) * (x - mean)
            let bin = width > 0 ? Int((x * scale - minimum * scale) / width) : Self.bins / 2
            histogram[Swift.min(bin, Self.bins - 1)] += 1
            return x
        }
        deviation = (squares / Double(finiteCount)).squareRoot()
    }
}

/// A tensor as a picture of few cells, each of which has the mean of the elements that it covers.
struct HeatMap {
    /// How many elements there are across and down, when the tensor is laid out as a matrix.
    let columns: Int
    let rows: Int
    /// How many cells there are across and down.
    let cellColumns: Int
    let cellRows: Int
    /// The least and the greatest mean of a cell.
    private(set) var low = 0.0
    private(set) var high = 0.0
    /// For each cell, row by row, its place between the least and the greatest mean, from 0 to 254; 255 for a cell
    /// without numbers.
    private(set) var cells: [UInt8] = []

    /// The layout of a tensor: a matrix as it is, a vector in lines, any other with its first axis downwards.
    init(_ shape: [Int], cells limit: Int) {
        let count = shape.reduce(1, *)
        if shape.count < 2 {
            columns = count <= 64 ? count : max(64, Int(Double(2 * count).squareRoot()))
            rows = (count + columns - 1) / columns
        } else {
            let matrix = shape.filter { $0 > 1 }
            rows = shape.count == 2 ? shape[0] : matrix.first ?? 1
            columns = count / rows
        }
        let scale = min(1, (Double(limit) / (Double(rows) * Double(columns))).squareRoot())
        let few = max(1, Int((Double(min(rows, columns)) * scale).rounded(.up)))
        let many = max(1, min(max(rows, columns), limit / few))
        (cellRows, cellColumns) = rows < columns ? (few, many) : (many, few)
    }

    /// Goes through the elements once, in order.
    mutating func fill(count: Int, _ element: (Int) -> Double?) {
        var sums = Array(repeating: 0.0, count: cellRows * cellColumns)
        var counts = Array(repeating: 0, count: sums.count)
        let places = (0..<columns).map { $0 * cellColumns / columns }
        var index = 0
        for row in 0..<rows {
            let start = row * cellRows / rows * cellColumns
            for column in 0..<min(columns, count - index) {
                if let x = element(index) {
                    sums[start + places[column]] += x
                    counts[start + places[column]] += 1
                }
                index += 1
            }
        }
        // Sums of the largest numbers may be infinite.
        let means = zip(sums, counts).map { $1 > 0 && $0.isFinite ? $0 / Double($1) : nil }
        low = means.compactMap { $0 }.min() ?? 0
        high = means.compactMap { $0 }.max() ?? 0
        cells = means.map { mean in
            guard let mean else { return 255 }
            return high > low ? UInt8((mean / 4 - low / 4) / (high / 4 - low / 4) * 254) : 127
        }
    }
}
