import Espalier

/// What the cells of a sweep need of each other.
///
/// A cell reads its window from the array as the cells before it left it. The place at a distance p
/// from its centre is the centre of the cell at the distance δ = p / stride, if the division leaves no
/// rest and there is such a cell; it holds that cell's result if the cell comes before in row-major
/// order, and otherwise what the array held before the sweep.
struct Dependence {
    /// For each place of the kernel, the distance to the earlier cell whose result stands there.
    let distances: [[Int]?]

    init(_ geometry: Geometry) {
        let (kernel, centre) = (geometry.frame.kernel, geometry.frame.centre)
        distances = Places(shape: kernel).map { place in
            var distance: [Int] = []
            for axis in kernel.indices {
                let (quotient, rest) = (place[axis] - centre[axis]).quotientAndRemainder(
                    dividingBy: geometry.strides[axis])
                guard rest == 0, abs(quotient) < geometry.grid.cells[axis] else { return nil }
                distance.append(quotient)
            }
            guard let first = distance.first(where: { $0 != 0 }), first < 0 else { return nil }
            return distance
        }
    }
}

/// The places of a shape in row-major order.
struct Places: Sequence, IteratorProtocol {
    private let shape: [Int]
    private var following: [Int]?

    init(shape: [Int]) {
        self.shape = shape
        following = shape.contains(0) ? nil : shape.map { _ in 0 }
    }

    mutating func next() -> [Int]? {
        guard let place = following else { return nil }
        var successor = place
        for axis in shape.indices.reversed() {
            successor[axis] += 1
            if successor[axis] < shape[axis] {
                following = successor
                return place
            }
            successor[axis] = 0
        }
        following = nil
        return place
    }
}

/// In what order the cells of a sweep are computed: all cells with the same Σ weights · place at
/// once, in the order of that sum.
struct Schedule: Equatable {
    let weights: [Int]
    /// An axis of weight 1: given the sum and the places along the other axes, the place along it
    /// follows.
    let axis: Int

    /// The schedule with the fewest steps under which every cell comes after those that it needs
    /// (Lamport, "The parallel execution of DO loops", 1974).
    ///
    /// - Parameters:
    ///   - distances: to the cells whose results are needed, each before the cell in row-major order.
    static func best(for distances: [[Int]], cells: [Int]) -> Schedule {
        let rank = cells.count
        func steps(_ weights: [Int]) -> Int {
            zip(weights, cells).reduce(1) { $0 + $1.0 * ($1.1 - 1) }
        }
        // The row-major order itself, as far as the distances need it, always does.
        var order = [Int](repeating: 1, count: rank)
        for axis in (0..<rank).reversed() {
            order[axis] =
                1
                + (axis + 1..<rank).reduce(0) { sum, later in
                    sum + order[later] * (distances.map { abs($0[later]) }.max() ?? 0)
                }
        }
        var best = order
        for candidate in Places(shape: [Int](repeating: 5, count: rank))
        where candidate.contains(1) && steps(candidate) < steps(best) {
            let isValid = distances.allSatisfy { distance in
                zip(candidate, distance).reduce(0) { $0 + $1.0 * $1.1 } < 0
            }
            if isValid { best = candidate }
        }
        let axes = best.indices.filter { best[$0] == 1 }
        let longest = axes.max { cells[$0] < cells[$1] }
        return Schedule(weights: best, axis: longest ?? rank - 1)
    }

    func steps(_ cells: [Int]) -> Int {
        zip(weights, cells).reduce(1) { $0 + $1.0 * ($1.1 - 1) }
    }

    /// How many steps before a cell the one at a distance is computed.
    func lag(_ distance: [Int]) -> Int {
        -zip(weights, distance).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// Whether steps are whole planes.
    var isPlanes: Bool { weights.allSatisfy { $0 == 0 || $0 == 1 } && weights.reduce(0, +) == 1 }
}
