import Espalier
import EspalierStencils
import Foundation

/// A formula for one window, which plain Swift and a stencil both can evaluate.
indirect enum Formula: Sendable {
    case constant(Double)
    /// The place at a distance from the centre.
    case place([Int])
    case weighted([Double], Formula, Formula)
    case product(Formula, Formula)
    case sine(Formula)
    case larger(Formula, Formula)
    case sum
    case mean
    case largest
    /// Σ w · x over the window.
    case dot([Double])

    /// The value, by plain Swift.
    func value(_ kernel: [Int], _ read: @escaping ([Int]) -> Double) -> Double {
        let all = { PlainStencil.places(kernel).map(read) }
        switch self {
        case .constant(let value): return value
        case .place(let offset): return read(zip(offset, kernel).map { $0 + ($1 - 1) / 2 })
        case .weighted(let weights, let a, let b):
            return weights[0] * a.value(kernel, read) + weights[1] * b.value(kernel, read)
        case .product(let a, let b): return a.value(kernel, read) * b.value(kernel, read)
        case .sine(let a): return PlainStencil.sine(a.value(kernel, read))
        case .larger(let a, let b): return max(a.value(kernel, read), b.value(kernel, read))
        case .sum: return all().reduce(0, +)
        case .mean: return all().reduce(0, +) / Double(kernel.reduce(1, *))
        case .largest: return all().max() ?? 0
        case .dot(let weights): return zip(all(), weights).reduce(0) { $0 + $1.0 * $1.1 }
        }
    }

    /// The value, of a stencil's window.
    func value(_ window: Tensor, _ kernel: [Int], isRelative: Bool, names: [Int: String]) -> Tensor
    {
        func again(_ formula: Formula) -> Tensor {
            formula.value(window, kernel, isRelative: isRelative, names: names)
        }
        switch self {
        case .constant(let value): return Tensor(value)
        case .place(let offset):
            let indices = offset.enumerated().map { axis, offset -> any TensorIndex in
                if let name = names[axis] {
                    return offset == 0
                        ? name : offset > 0 ? "\(name)+\(offset)" : "\(name)\(offset)"
                }
                return isRelative ? offset : offset + (kernel[axis] - 1) / 2
            }
            // With a name for each axis their order is free.
            return read(window, names.count == kernel.count ? indices.reversed() : indices)
        case .weighted(let weights, let a, let b):
            return weights[0] * again(a) + weights[1] * again(b)
        case .product(let a, let b): return again(a) * again(b)
        case .sine(let a): return Espalier.sin(again(a))
        case .larger(let a, let b):
            let (x, y) = (again(a), again(b))
            return which(x .> y, x, y)
        case .sum: return window.sum()
        case .mean: return window.mean()
        case .largest: return window.max()
        case .dot(let weights):
            var tensor = Tensor(scalars: weights, shape: kernel)
            if isRelative {
                tensor = tensor.rolled(
                    by: kernel.map { -(($0 - 1) / 2) }, axes: Array(kernel.indices))
            }
            return (window * tensor).sum()
        }
    }

    private func read(_ window: Tensor, _ indices: [any TensorIndex]) -> Tensor {
        switch indices.count {
        case 1: window[indices[0].axisIndex]
        case 2: window[indices[0].axisIndex, indices[1].axisIndex]
        case 3: window[indices[0].axisIndex, indices[1].axisIndex, indices[2].axisIndex]
        default:
            window[
                indices[0].axisIndex, indices[1].axisIndex, indices[2].axisIndex,
                indices[3].axisIndex]
        }
    }
}

/// Along an axis, the cells that a function is for: `start ..< end` in steps.
struct Range1D: Sendable {
    var start: Int?
    var end: Int?
    var step: Int

    func contains(_ place: Int, size: Int) -> Bool {
        let first = start.map { $0 < 0 ? $0 + size : $0 } ?? 0
        let last = end.map { $0 < 0 ? $0 + size : $0 } ?? size
        return place >= first && place < last && (place - first) % step == 0
    }

    var index: AxisIndex { .slice(start, end, step) }
}

/// A stencil in plain Swift: loops over cells and places, slow and without any cleverness.
struct PlainStencil: Sendable {
    var shape: [Int]
    var kernel: [Int]
    var strides: [Int]
    var padding: [(Int, Int)]
    /// Formulas with the regions that they are for.
    var formulas: [(formula: Formula, regions: [[Range1D]])]

    var cells: [Int] {
        shape.indices.map {
            (shape[$0] + padding[$0].0 + padding[$0].1 - kernel[$0]) / strides[$0] + 1
        }
    }

    /// The results of all cells.
    ///
    /// - Parameter inPlace: whether each result takes the place of its centre before the next cell.
    func apply(_ array: [Double], inPlace: Bool) -> [Double] {
        let low = padding.map { max($0.0, 0) }
        let wide = shape.indices.map { shape[$0] + low[$0] + max(padding[$0].1, 0) }
        var state = [Double](repeating: 0, count: wide.reduce(1, *))
        for (number, place) in Self.places(shape).enumerated() {
            state[Self.index(zip(place, low).map(+), wide)] = array[number]
        }
        let before = state
        return Self.places(cells).map { cell in
            let corner = cell.indices.map { cell[$0] * strides[$0] + max(-padding[$0].0, 0) }
            let middle = corner.indices.map { corner[$0] + (kernel[$0] - 1) / 2 }
            let centre = zip(middle, low).map(-)
            let chosen = formulas.dropFirst().last { formula in
                formula.regions.contains { region in
                    region.enumerated().allSatisfy { $1.contains(centre[$0], size: shape[$0]) }
                }
            }
            let source = inPlace ? state : before
            let value = (chosen ?? formulas[0]).formula.value(kernel) { place in
                source[Self.index(zip(place, corner).map(+), wide)]
            }
            state[Self.index(middle, wide)] = value
            return value
        }
    }

    static func index(_ place: [Int], _ shape: [Int]) -> Int {
        zip(place, shape).reduce(0) { $0 * $1.1 + $1.0 }
    }

    static func places(_ shape: [Int]) -> [[Int]] {
        shape.reduce([[]]) { places, size in
            places.flatMap { place in (0..<size).map { place + [$0] } }
        }
    }

    static func sine(_ x: Double) -> Double { Foundation.sin(x) }
}
