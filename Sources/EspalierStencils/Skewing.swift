import Espalier

/// Moves each line of a tensor along an axis by an amount that grows with its place along the other
/// axes, so that cells of one step come to stand in one plane.
struct Skewing {
    /// For each axis, by how much a step along it moves the line; for the axis itself it is not read.
    let weights: [Int]
    let axis: Int

    private var others: [Int] { weights.indices.filter { $0 != axis } }

    /// The size of the moved axis.
    func steps(_ shape: [Int]) -> Int {
        others.reduce(shape[axis]) { $0 + weights[$1] * (shape[$1] - 1) }
    }

    /// The planes along a new first axis, in place of the moved one.
    ///
    /// - Parameter filling: what stands in a plane where there is no cell.
    func planes(_ x: Tensor, filling: Tensor) -> Tensor {
        var result = x.movingAxis(axis, to: -1)
        // A line that is longer by w than those it is cut into again ends up moved by w more than the
        // line before.
        for place in others.indices {
            let weight = weights[others[place]]
            guard weight > 0 else { continue }
            let count = result.shape[place]
            let length = result.shape.last ?? 0
            let width = length + weight * (count - 1)
            result = result.movingAxis(place, to: -2)
            let shape = result.shape
            let leading = shape.dropLast(2).map { $0 }
            result = padded(result, by: width + weight - length, filling)
            result = result.reshaped(leading + [count * (width + weight)])
            result = result[.ellipsis, 0..<(count * width)].reshaped(leading + [count, width])
            result = result.movingAxis(-2, to: place)
        }
        return result.movingAxis(-1, to: 0)
    }

    /// The tensor of a shape whose planes these are.
    func cells(_ planes: Tensor, shape: [Int]) -> Tensor {
        var result = planes.movingAxis(0, to: -1)
        for place in others.indices.reversed() {
            let weight = weights[others[place]]
            guard weight > 0 else { continue }
            let count = result.shape[place]
            let width = result.shape.last ?? 0
            let length = width - weight * (count - 1)
            result = result.movingAxis(place, to: -2)
            let leading = result.shape.dropLast(2).map { $0 }
            result = result.reshaped(leading + [count * width])
            result = padded(result, by: count * weight, 0)
            result = result.reshaped(leading + [count, width + weight])
            result = result[.ellipsis, 0..<length].movingAxis(-2, to: place)
        }
        return result.movingAxis(-1, to: axis)
    }

    private func padded(_ x: Tensor, by amount: Int, _ filling: Tensor) -> Tensor {
        var widths = x.shape.map { _ in (0, 0) }
        widths[x.rank - 1].1 = amount
        return pad(x, widths, mode: .constant(filling))
    }
}
