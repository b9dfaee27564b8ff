/// The places of a shape in row-major order.
struct Lattice: Hashable {
    let shape: [Int]

    var count: Int { shape.sizeProduct }

    /// How far apart in the order neighbours along each axis are.
    var strides: [Int] {
        var strides = [Int](repeating: 1, count: shape.count)
        for axis in shape.indices.dropLast().reversed() {
            strides[axis] = strides[axis + 1] * shape[axis + 1]
        }
        return strides
    }

    func index(_ place: [Int]) -> Int {
        zip(place, shape).reduce(0) { $0 * $1.1 + $1.0 }
    }

    func place(_ index: Int) -> [Int] {
        var (rest, place) = (index, shape)
        for axis in shape.indices.reversed() {
            (rest, place[axis]) = rest.quotientAndRemainder(dividingBy: shape[axis])
        }
        return place
    }

    /// For each place of another shape, the index of the place here that a function names.
    func indices(over other: [Int], _ source: ([Int]) -> [Int]) -> [Int] {
        let lattice = Lattice(shape: other)
        return (0..<lattice.count).map { index(source(lattice.place($0))) }
    }
}
