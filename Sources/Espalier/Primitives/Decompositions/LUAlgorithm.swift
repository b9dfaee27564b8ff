/// How many columns are factored before the rest of a large matrix is updated by one product.
private let blockSize = 32

/// The LU decomposition of matrices of the shape [batch, rows, columns]: the factors in one matrix, the exchanges, and
/// the order of rows.
///
/// A narrow panel of columns is factored one by one; then one triangular solution and one product
/// bring the columns to its right up to date. The loop over panels has one body for all, which works on the whole
/// matrix and leaves alone by masks what is done.
func luFactorized(_ a: Tensor) throws -> [Tensor] {
    let (batch, rows, columns) = (a.shape[0], a.shape[1], a.shape[2])
    let steps = min(rows, columns)
    guard steps > 2 * blockSize else {
        let panel = try Panel(a, batch: batch, steps: steps).factored(from: Tensor(0), steps: steps)
        return [panel.elements, panel.pivots, panel.order]
    }
    // Zeros complete the last panel; they are never chosen as pivots in place of what stands there.
    let blocks = (steps + blockSize - 1) / blockSize
    let padding = [max(0, blocks * blockSize - rows), max(0, blocks * blockSize - columns)]
    let padded = try bind1(
        Pad(low: [0, 0, 0], high: [0] + padding, interior: [0, 0, 0]), a, scalar(0, a.dtype))
    let order = try broadcast(.arange(padded.shape[1]), to: [batch, padded.shape[1]])
    let initial = [
        padded, order, Tensor.zeros([batch, blocks * blockSize], dtype: .int32), Tensor(0),
    ]
    let last = whileLoop(initial: initial, while: { $0[3] .< .weak(blocks) }) { state in
        let next = checked(state, count: 4) { try blockStep(state) }
        return next
    }
    return [
        last[0][.all, 0..<rows, 0..<columns], last[2][.all, 0..<steps], last[1][.all, 0..<rows],
    ]
}

/// Factors one panel and updates what is right of it.
private func blockStep(_ state: [Tensor]) throws -> [Tensor] {
    let (matrix, order, pivots) = (state[0], state[1], state[2])
    let (batch, rows, columns) = (matrix.shape[0], matrix.shape[1], matrix.shape[2])
    let (start, zero) = (state[3] * .weak(blockSize), Tensor(0))
    let slab = dynamicSlice(matrix, [zero, zero, start], sizes: [batch, rows, blockSize])
    let panel = try Panel(slab, batch: batch, steps: blockSize)
        .factored(from: start, steps: blockSize)
    let places = panel.order.expanded(at: 2)
    let exchanged = dynamicUpdateSlice(
        takeAlongAxis(matrix, places, axis: 1, mode: .promiseInBounds), panel.elements,
        [zero, zero, start])
    // The rows of the panel's triangle: U right of it is L⁻¹ times what stood there.
    let band = dynamicSlice(exchanged, [zero, start, zero], sizes: [batch, blockSize, columns])
    let triangle = dynamicSlice(
        panel.elements, [zero, start, zero], sizes: [batch, blockSize, blockSize])
    let solved = try bind1(
        TriangularSolve(isLeft: true, isLower: true, hasUnitDiagonal: true), triangle, band)
    let isRight = Tensor.iota([1, 1, columns], axis: 2) .>= start + .weak(blockSize)
    let isBelow = Tensor.iota([1, rows, 1], axis: 1) .>= start + .weak(blockSize)
    let none = scalar(0, matrix.dtype)
    let upper = which(isRight, solved, none)
    let lower = which(isBelow, panel.elements, none)
    let updated =
        dynamicUpdateSlice(
            exchanged, which(isRight, solved, band), [zero, start, zero]) - lower.matmul(upper)
    return [
        updated, takeAlongAxis(order, panel.order, axis: 1, mode: .promiseInBounds),
        dynamicUpdateSlice(pivots, panel.pivots, [zero, start]), state[3] + 1,
    ]
}

/// Columns that are factored one after another.
private struct Panel {
    /// [batch, rows, columns].
    var elements: Tensor
    /// [batch, rows].
    var order: Tensor
    /// [batch, steps].
    var pivots: Tensor

    init(_ elements: Tensor, batch: Int, steps: Int) throws {
        self.elements = elements
        order = try broadcast(.arange(elements.shape[1]), to: [batch, elements.shape[1]])
        pivots = Tensor.zeros([batch, steps], dtype: .int32)
    }

    /// The first columns factored, the first of them with its pivot in the row `start`.
    func factored(from start: Tensor, steps: Int) throws -> Panel {
        var result = self
        let initial = [elements, order, pivots, Tensor(0)]
        let last = whileLoop(initial: initial, while: { $0[3] .< .weak(steps) }) { state in
            checked(state, count: 4) { try step(state, start) }
        }
        (result.elements, result.order, result.pivots) = (last[0], last[1], last[2])
        return result
    }

    private func step(_ state: [Tensor], _ start: Tensor) throws -> [Tensor] {
        let (elements, order, pivots, column) = (state[0], state[1], state[2], state[3])
        let (batch, rows, columns) = (elements.shape[0], elements.shape[1], elements.shape[2])
        let zero = Tensor(0)
        let row = start + column
        let rowPlaces = Tensor.iota([1, rows, 1], axis: 1)
        let isBelow = rowPlaces .> row
        let current = dynamicSlice(elements, [zero, zero, column], sizes: [batch, rows, 1])
        // LAPACK's measure, which takes no square roots: the choice of pivots is to be the same.
        let size =
            current.dtype.isComplex ? abs(real(current)) + abs(imaginary(current)) : abs(current)
        let chosen = which(rowPlaces .>= row, size, scalar(-1, size.dtype)).argmax(axis: 1)
            .reshaped([batch, 1, 1])
        let here = dynamicSlice(elements, [zero, row, zero], sizes: [batch, 1, columns])
        let there =
            batch == 1
            ? dynamicSlice(elements, [zero, chosen.reshaped([]), zero], sizes: [1, 1, columns])
            : takeAlongAxis(
                elements, try broadcast(chosen, to: [batch, 1, columns]), axis: 1,
                mode: .promiseInBounds)
        let pivot = dynamicSlice(there, [zero, zero, column], sizes: [batch, 1, 1])
        let swapped = which(
            rowPlaces .== row, there, which(rowPlaces .== chosen, here, elements))
        let beside = which(
            rowPlaces .== chosen, dynamicSlice(here, [zero, zero, column], sizes: [batch, 1, 1]),
            current)
        let none = scalar(0, elements.dtype)
        let divisor = which(pivot .== none, scalar(1, elements.dtype), pivot)
        let factors = which(isBelow, beside / divisor, none)
        let columnPlaces = Tensor.iota([1, 1, columns], axis: 2)
        let rest = which(columnPlaces .> column, there, none)
        let updated = which(
            isBelow & (columnPlaces .== column), factors, swapped - factors * rest)
        let (flatChosen, places) = (chosen.reshaped([batch, 1]), Tensor.iota([1, rows], axis: 1))
        let orderHere = dynamicSlice(order, [zero, row], sizes: [batch, 1])
        let orderThere = takeAlongAxis(order, flatChosen, axis: 1, mode: .promiseInBounds)
        let newOrder = which(
            places .== row, orderThere, which(places .== flatChosen, orderHere, order))
        return [
            updated, newOrder, dynamicUpdateSlice(pivots, flatChosen, [zero, column]), column + 1,
        ]
    }
}
