/// On which side of equal elements to insert (NumPy's `side`).
public enum SearchSide: Sendable, Hashable {
    /// Before them.
    case left
    /// After them.
    case right
}

/// Where elements would have to be inserted to keep a vector sorted, as int32 (`jax.numpy.searchsorted`).
///
/// NaN belongs at the end.
///
/// - Parameters:
///   - sorted: a vector in ascending order.
///   - values: what to insert, of any shape.
///   - side: on which side of equal elements.
///   - sorter: the places that put `sorted` in order where it isn't, as ``argsort(_:axis:descending:)`` gives them.
public func searchSorted(
    _ sorted: Tensor, _ values: Tensor, side: SearchSide = .left, sorter: Tensor? = nil
) -> Tensor {
    checked([sorted, values, sorter].compactMap { $0 }) {
        guard sorted.rank == 1, sorter.map({ $0.shape == sorted.shape }) ?? true else {
            throw TensorError(
                "searchSorted",
                """
                needs a sorted vector, and a sorter of its size, not the shapes \(sorted.shape) and \
                \(sorter?.shape ?? sorted.shape)
                """)
        }
        var operands = try promoted([sorted, values])
        if let sorter { operands[0] = take(operands[0], sorter) }
        guard !operands[0].dtype.isComplex else {
            throw TensorError("searchSorted", "complex numbers have no order")
        }
        let (row, value) = (operands[0], operands[1])
        let count = sorted.count
        guard count > Search.widest else {
            let column = try reshape(value, to: values.shape + [1])
            let isBefore = Search.isBefore(row, column, side)
            return try reduceSum(try convert(isBefore, to: .int32), axes: [values.rank])
        }
        // Bisection: each step halves the rows that may come before, until there is one place left.
        var low = fill(0, ShapedTensor(shape: values.shape, dtype: .int32))
        var step = 1
        while 2 * step <= count { step *= 2 }
        while step > 0 {
            let next = low + Tensor.weak(step)
            let candidate = take(row, minimum(next - 1, Tensor.weak(count - 1)))
            let goesOn = (next .<= Tensor.weak(count)) & Search.isBefore(candidate, value, side)
            low = which(goesOn, next, low)
            step /= 2
        }
        return low
    }
}

private enum Search {
    /// Up to this many elements all are compared at once.
    static let widest = 64

    /// Whether an element of the vector stands before a value.
    static func isBefore(_ element: Tensor, _ value: Tensor, _ side: SearchSide) -> Tensor {
        let isBefore = side == .left ? element .< value : element .<= value
        guard element.dtype.isFloating else { return isBefore }
        let isLast = isNaN(value)
        return isBefore | (side == .left ? isLast & !isNaN(element) : isLast)
    }
}

/// In which of the bins between edges each element lies, as int32 (`jax.numpy.digitize`): 0 before the first edge.
///
/// - Parameters:
///   - x: elements of any shape.
///   - edges: a vector in ascending or descending order.
///   - closed: which edge belongs to a bin. By default it is the left one, with descending edges as NumPy has it.
public func digitize(_ x: Tensor, _ edges: Tensor, closed: SearchSide = .left) -> Tensor {
    checked(x, edges) {
        guard edges.rank == 1 else {
            throw TensorError("digitize", "needs a vector of edges, not the shape \(edges.shape)")
        }
        let count = edges.count
        guard count > 0 else { return fill(0, ShapedTensor(shape: x.shape, dtype: .int32)) }
        let side: SearchSide = closed == .left ? .right : .left
        let ascending = searchSorted(edges, x, side: side)
        let descending = Tensor.weak(count) - searchSorted(edges.flipped(), x, side: side)
        return which(edges[count - 1] .>= edges[0], ascending, descending)
    }
}

/// What lies outside of the coordinates of ``interp(_:_:_:left:right:period:)``.
public enum Extrapolation: Sendable {
    /// The value at the nearest end.
    case nearest
    /// A value of its own.
    case constant(Tensor)
    /// The line through the last two points.
    case linear
}

/// Values between given points, on lines through neighbours (`jax.numpy.interp`).
///
/// - Parameters:
///   - x: coordinates, of any shape; real.
///   - xs: the points' coordinates, a vector in ascending order.
///   - ys: the points' values, as many; real or complex.
///   - left: what lies before the first point.
///   - right: what lies after the last point.
///   - period: after which the points repeat themselves. Then they need no order, and nothing lies outside.
public func interp(
    _ x: Tensor, _ xs: Tensor, _ ys: Tensor, left: Extrapolation = .nearest,
    right: Extrapolation = .nearest, period: Tensor? = nil
) -> Tensor {
    checked([x, xs, ys, period].compactMap { $0 }) {
        guard xs.rank == 1, xs.shape == ys.shape, xs.count > 0, (period?.rank ?? 0) == 0,
            !x.dtype.isComplex, !xs.dtype.isComplex
        else {
            throw TensorError(
                "interp",
                """
                needs real coordinates in a vector, as many values, and a scalar period; the points are \(xs.type) \
                and \(ys.type)
                """)
        }
        var coordinates = try promoted([x, xs] + [period].compactMap { $0 }, inexact: true)
        var values = try promotedToInexact(ys)
        if period != nil {
            let period = abs(coordinates[2])
            let wrapped = coordinates[1] % period
            let order = argsort(wrapped)
            let (points, heights) = (take(wrapped, order), take(values, order))
            let count = points.count
            coordinates[0] = coordinates[0] % period
            coordinates[1] = concatenate([
                points[.slice(count - 1, count)] - period, points, points[.slice(0, 1)] + period,
            ])
            values = concatenate([
                heights[.slice(count - 1, count)], heights, heights[.slice(0, 1)],
            ])
        }
        let (at, points) = (coordinates[0], coordinates[1])
        let count = points.count
        guard count > 1 else { return try broadcast(values[0], to: x.shape) }
        let upper = clip(
            searchSorted(points, at, side: .right), 1, Tensor.weak(count - 1))
        let lower = upper - 1
        let (x0, y0) = (
            take(points, lower, mode: .promiseInBounds), take(values, lower, mode: .promiseInBounds)
        )
        let width = take(points, upper, mode: .promiseInBounds) - x0
        let rise = take(values, upper, mode: .promiseInBounds) - y0
        // Between points of one place there is no line.
        let isPoint = abs(width) .<= Tensor.weak(points.dtype.smallestDistance)
        let slope = (at - x0) / which(isPoint, 1, width)
        var result = which(isPoint, y0, y0 + slope * rise)
        guard period == nil else { return result }
        switch left {
        case .linear: break
        case .nearest: result = which(at .< points[0], values[0], result)
        case .constant(let value): result = which(at .< points[0], value, result)
        }
        switch right {
        case .linear: break
        case .nearest: result = which(at .> points[count - 1], values[count - 1], result)
        case .constant(let value): result = which(at .> points[count - 1], value, result)
        }
        return result
    }
}

extension DType {
    /// The distance of neighbouring numbers at the distance of neighbours of 1.
    fileprivate var smallestDistance: Double {
        switch self {
        case .float16: Double(Float(sign: .plus, exponent: -20, significand: 1))
        case .bfloat16: Double(sign: .plus, exponent: -14, significand: 1)
        case .float64: Double.ulpOfOne.ulp
        default: Double(Float.ulpOfOne.ulp)
        }
    }
}
