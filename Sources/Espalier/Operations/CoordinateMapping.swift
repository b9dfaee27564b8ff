/// What lies outside of a grid (SciPy's `mode` of `map_coordinates`).
public enum GridExtension: Sendable {
    /// One value, a scalar.
    case constant(Tensor)
    /// The nearest element: `a a | a b c | c c`.
    case nearest
    /// The grid over again: `b c | a b c | a b`.
    case wrap
    /// A reflection at the outermost element: `c b | a b c | b a`.
    case mirror
    /// A reflection at the border: `b a | a b c | c b`.
    case reflect
}

/// The values of a grid at coordinates between its points (`jax.scipy.ndimage.map_coordinates`).
///
/// - Parameters:
///   - x: the grid.
///   - coordinates: for each axis of it the places, counted in elements; all of one shape, which is the result's.
///   - order: 0 for the nearest point, 1 for lines between points.
///   - mode: what lies outside.
public func mapCoordinates(
    _ x: Tensor, _ coordinates: [Tensor], order: Int, mode: GridExtension = .constant(0)
) -> Tensor {
    checked([x] + coordinates) {
        guard coordinates.count == x.rank, !coordinates.isEmpty, order == 0 || order == 1,
            !x.shape.contains(0)
        else {
            throw TensorError(
                "mapCoordinates",
                """
                needs coordinates for each axis of a grid that isn't empty, and order 0 or 1; the shape is \
                \(x.shape), and there are \(coordinates.count) coordinates and order \(order)
                """)
        }
        let shape = try broadcastShape(coordinates.map(\.shape), for: "mapCoordinates")
        let corners = try zip(coordinates, x.shape).map { place, size in
            try mode.corners(try broadcast(place, to: shape), size, order)
        }
        // Each combination of a corner along each axis adds its share.
        var combinations: [[Corner]] = [[]]
        for list in corners {
            combinations = combinations.flatMap { head in list.map { head + [$0] } }
        }
        var result: Tensor?
        for combination in combinations {
            var flat = fill(0, ShapedTensor(shape: shape, dtype: .int32))
            for (corner, size) in zip(combination, x.shape) {
                flat = flat * Tensor.weak(size) + corner.index
            }
            var value = take(x, flat, mode: .clip)
            if case .constant(let outside) = mode {
                let isInside = combination.map(\.isInside).reduce(true) { $0 & $1 }
                value = which(isInside, value, try convert(outside, to: x.dtype))
            }
            let weights = combination.compactMap(\.weight)
            let share = weights.isEmpty ? value : weights.dropFirst().reduce(weights[0], *) * value
            result = result.map { $0 + share } ?? share
        }
        var sum = result ?? x
        if x.dtype.isInteger, sum.dtype.isInexact { sum = try bind1(RoundAwayFromZero(), sum) }
        return try convert(sum, to: x.dtype)
    }
}

/// One of the grid's points around a coordinate, along one axis.
private struct Corner {
    let index: Tensor
    let isInside: Tensor
    /// Its share; nil where it is the only one.
    let weight: Tensor?
}

extension GridExtension {
    fileprivate func corners(_ place: Tensor, _ size: Int, _ order: Int) throws -> [Corner] {
        func corner(_ index: Tensor, _ weight: Tensor?) throws -> Corner {
            let index = try convert(index, to: .int32)
            let isInside = (index .>= 0) & (index .< Tensor.weak(size))
            return Corner(index: inside(index, size), isInside: isInside, weight: weight)
        }
        if order == 0 {
            let nearest = place.dtype.isInteger ? place : try bind1(RoundAwayFromZero(), place)
            return [try corner(nearest, nil)]
        }
        let place = try promotedToInexact(place)
        let lower = floor(place)
        let share = place - lower
        return [
            try corner(lower, 1 - share), try corner(try convert(lower, to: .int32) + 1, share),
        ]
    }

    /// The place in range that stands for one outside.
    private func inside(_ index: Tensor, _ size: Int) -> Tensor {
        func mirrored(_ index: Tensor, _ size: Int) -> Tensor {
            guard size > 1 else { return zeros(like: index) }
            let last = Tensor.weak(size - 1)
            return abs((index + last) % Tensor.weak(2 * (size - 1)) - last)
        }
        switch self {
        case .constant, .nearest: return clip(index, 0, Tensor.weak(size - 1))
        case .wrap: return index % Tensor.weak(size)
        case .mirror: return mirrored(index, size)
        case .reflect: return floorDivide(mirrored(2 * index + 1, 2 * size + 1) - 1, 2)
        }
    }
}

/// Values on a grid of any spacing, and those between its points (`jax.scipy.interpolate.RegularGridInterpolator`).
public struct RegularGridInterpolator: Sendable {
    /// How values between points come about.
    public enum Method: Sendable, Hashable {
        /// On lines between them.
        case linear
        /// From the nearest point, the lower one at a tie.
        case nearest
    }

    let points: [Tensor]
    let values: Tensor
    let method: Method
    let outside: Tensor?

    /// An interpolator.
    ///
    /// - Parameters:
    ///   - points: for each axis of the grid the coordinates, in ascending order, at least 2.
    ///   - values: on the grid; further axes are those of values that aren't scalars.
    ///   - method: how values between points come about.
    ///   - outside: the value outside of the grid; where it is nil, the cells at the border go on.
    public init(
        _ points: [Tensor], _ values: Tensor, method: Method = .linear,
        outside: Tensor? = Tensor(Float.nan)
    ) {
        self.points = points
        self.values = values
        self.method = method
        self.outside = outside
    }

    /// The values at coordinates.
    ///
    /// - Parameter coordinates: of any shape whose last axis goes through the axes of the grid.
    public func callAsFunction(_ coordinates: Tensor) -> Tensor {
        checked([coordinates, values] + points) {
            let values = try promotedToInexact(values)
            guard coordinates.rank > 0, coordinates.shape.last == points.count,
                zip(points, values.shape).allSatisfy({ $0.shape == [$1] && $1 > 1 }),
                points.count <= values.rank
            else {
                throw TensorError(
                    "RegularGridInterpolator",
                    """
                    the grid \(points.map(\.shape)) must fit the values \(values.type), with at least 2 points along \
                    each axis, and the last axis of the coordinates \(coordinates.type)
                    """)
            }
            var isOutside = Tensor.full(Array(coordinates.shape.dropLast()), false)
            var corners: [[(index: Tensor, weight: Tensor)]] = []
            for (axis, grid) in points.enumerated() {
                let place = try reshape(
                    try part(coordinates, coordinates.rank - 1, axis, axis + 1), to: isOutside.shape
                )
                let lower = clip(searchSorted(grid, place) - 1, 0, Tensor.weak(grid.count - 2))
                let (low, high) = (take(grid, lower), take(grid, lower + 1))
                let share = (place - low) / (high - low)
                isOutside = isOutside | (place .< grid[0]) | (place .> grid[grid.count - 1])
                switch method {
                case .linear: corners.append([(lower, 1 - share), (lower + 1, share)])
                case .nearest:
                    corners.append([(which(share .<= 0.5, lower, lower + 1), Tensor(Float(1)))])
                }
            }
            let inner = Array(values.shape.dropFirst(points.count))
            let cells = values.shape.prefix(points.count)
            let rows = try reshape(values, to: [cells.sizeProduct] + inner)
            let widened = isOutside.shape + inner.map { _ in 1 }
            var combinations: [(index: Tensor, weight: Tensor?)] = [(zeros32(isOutside.shape), nil)]
            for (list, size) in zip(corners, cells) {
                combinations = combinations.flatMap { head in
                    list.map { corner in
                        (
                            head.index * Tensor.weak(size) + corner.index,
                            head.weight.map { $0 * corner.weight } ?? corner.weight
                        )
                    }
                }
            }
            var result: Tensor?
            for (index, weight) in combinations {
                var value = take(rows, index, axis: 0)
                if method == .linear, let weight { value = value * weight.reshaped(widened) }
                result = result.map { $0 + value } ?? value
            }
            guard let outside, let found = result else { return result ?? values }
            return which(isOutside.reshaped(widened), outside, found)
        }
    }
}

private func zeros32(_ shape: [Int]) -> Tensor {
    fill(0, ShapedTensor(shape: shape, dtype: .int32))
}
