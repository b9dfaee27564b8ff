import TestSupport
import Testing

@testable import Espalier

/// Random subscripts, read and written, against NumPy's rules followed one element after another.
@Suite struct RandomIndexTests {
    /// Many subscripts are compiled as one program, since compiling takes nearly all the time.
    @Test(arguments: 0..<3)
    func subscriptsFollowNumPy(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let cases = (0..<70).map { _ in IndexCase(&generator) }
        let results = jit { (flags: Tensor) -> [Tensor] in
            cases.flatMap { example -> [Tensor] in
                let x = example.tensor + flags
                let place = IndexedTensor(tensor: x, indices: example.indices)
                let read = place.get()
                return [
                    read, place.add(Tensor.iota([read.count], dtype: .int32).reshaped(read.shape)),
                ]
            }
        }(Tensor(0 as Int32))
        for (number, example) in cases.enumerated() {
            let places = example.places
            let (read, written) = (results[2 * number], results[2 * number + 1])
            #expect(read.shape == places.shape, "\(example)")
            let expected = places.elements.map { Int32($0) }
            #expect(try read.scalars(as: Int32.self) == expected, "\(example)")
            var sums = (0..<example.count).map { Int32($0) }
            for (order, place) in places.elements.enumerated() { sums[place] += Int32(order) }
            #expect(try written.scalars(as: Int32.self) == sums, "\(example)")
        }
    }
}

/// One index as plain Swift knows it.
private enum PlainIndex {
    case integer(Int)
    case slice(Int?, Int?, Int)
    case newAxis
    case ellipsis
    case array(shape: [Int], places: [Int], isTensor: Bool)
    case mask(shape: [Int], flags: [Bool])
}

/// A shape and a subscript of it.
private struct IndexCase: CustomStringConvertible {
    let shape: [Int]
    let plain: [PlainIndex]

    init(_ generator: inout SeededGenerator) {
        shape = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
            Int.random(in: 1...4, using: &generator)
        }
        // The arrays of one subscript are broadcast together: some have size 1 along an axis of the common shape.
        let common = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
            Int.random(in: 1...3, using: &generator)
        }
        let maskCount = Int.random(in: 0...9, using: &generator) == 0 ? 1 : 0
        var plain: [PlainIndex] = []
        var axis = 0
        var hasEllipsis = false
        var hasMask = false
        while axis < shape.count && Int.random(in: 0...6, using: &generator) > 0 {
            let size = shape[axis]
            switch Int.random(in: 0...9, using: &generator) {
            case 0, 1: plain.append(.integer(Int.random(in: -size..<size, using: &generator)))
            case 2, 3, 4:
                func bound(_ generator: inout SeededGenerator) -> Int? {
                    Bool.random(using: &generator)
                        ? nil : Int.random(in: -size - 2...size + 2, using: &generator)
                }
                let step = [1, 1, 2, -1, -2, 3].randomElement(using: &generator) ?? 1
                plain.append(.slice(bound(&generator), bound(&generator), step))
            case 5:
                plain.append(.newAxis)
                axis -= 1
            case 6 where !hasEllipsis:
                hasEllipsis = true
                plain.append(.ellipsis)
                axis += Int.random(in: -1..<shape.count - axis, using: &generator)
            case 7 where maskCount > 0 && !hasMask && common.count == 0:
                hasMask = true
                let rank = Int.random(in: 1...min(2, shape.count - axis), using: &generator)
                let sizes = Array(shape[axis..<axis + rank])
                let flags = (0..<sizes.reduce(1, *)).map { _ in Bool.random(using: &generator) }
                plain.append(.mask(shape: sizes, flags: flags))
                axis += rank - 1
            default:
                let rank = Int.random(in: 0...common.count, using: &generator)
                let own = common.suffix(rank).map {
                    Int.random(in: 0...2, using: &generator) == 0 ? 1 : $0
                }
                let places = (0..<own.reduce(1, *)).map { _ in
                    Int.random(in: -size..<size, using: &generator)
                }
                let isTensor = own.count != 1 || Bool.random(using: &generator)
                plain.append(.array(shape: own, places: places, isTensor: isTensor))
            }
            axis += 1
        }
        // After an ellipsis, places are those of the axes at the end.
        if hasEllipsis && axis < shape.count {
            plain += Array(repeating: .slice(nil, nil, 1), count: shape.count - axis)
        }
        self.plain = plain
    }

    var count: Int { shape.reduce(1, *) }
    var tensor: Tensor { Tensor.iota([count]).reshaped(shape) }
    var description: String { "\(shape)[\(plain)]" }

    var indices: [AxisIndex] {
        plain.map { index in
            switch index {
            case .integer(let place): place.axisIndex
            case .slice(let start, let stop, let step): .slice(start, stop, step)
            case .newAxis: .newAxis
            case .ellipsis: .ellipsis
            case .array(_, let places, false): places.axisIndex
            case .array(let shape, let places, true):
                Tensor(scalars: places.map { Int32($0) }, shape: shape).axisIndex
            case .mask(let shape, let flags): Tensor(scalars: flags, shape: shape).axisIndex
            }
        }
    }

    // MARK: NumPy's rules

    /// The shape of what the subscript names, and the flat place of each of its elements.
    var places: (shape: [Int], elements: [Int]) {
        let steps = shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
        // Every index becomes a list of flat offsets with a shape of its own, and says whether it is an array's.
        var parts: [(shape: [Int], offsets: [Int], isArray: Bool)] = []
        let hasArrays = plain.contains {
            switch $0 {
            case .array, .mask: true
            default: false
            }
        }
        let used = plain.reduce(0) { sum, index in
            switch index {
            case .newAxis, .ellipsis: sum
            case .mask(let shape, _): sum + shape.count
            default: sum + 1
            }
        }
        var whole = shape.count - used
        var axis = 0
        func addWhole() {
            parts.append(([shape[axis]], (0..<shape[axis]).map { $0 * steps[axis] }, false))
            axis += 1
        }
        for index in plain {
            let size = axis < shape.count ? shape[axis] : 0
            let step = axis < shape.count ? steps[axis] : 0
            func flat(_ place: Int) -> Int { (place < 0 ? place + size : place) * step }
            switch index {
            case .integer(let place):
                parts.append(([], [flat(place)], hasArrays))
                axis += 1
            case .slice(let start, let stop, let stride):
                let named = pythonSlice(start, stop, stride, size)
                parts.append(([named.count], named.map { $0 * step }, false))
                axis += 1
            case .newAxis: parts.append(([1], [0], false))
            case .ellipsis:
                while whole > 0 {
                    addWhole()
                    whole -= 1
                }
            case .array(let own, let places, _):
                parts.append((own, places.map(flat), true))
                axis += 1
            case .mask(let own, let flags):
                // A mask stands for as many vectors as it has axes; together they are one list of offsets.
                let last = axis + own.count - 1
                let offsets = flags.indices.filter { flags[$0] }.map { $0 * steps[last] }
                parts.append(([offsets.count], offsets, true))
                axis += own.count
            }
        }
        while axis < shape.count { addWhole() }
        let arrays = parts.indices.filter { parts[$0].isArray }
        guard let first = arrays.first, let last = arrays.last else {
            return outer(parts.map { ($0.shape, $0.offsets) })
        }
        // The arrays are broadcast together, and their axes stand where they do, in front where they are apart.
        let shared = arrays.dropFirst().reduce((parts[first].shape, parts[first].offsets)) {
            broadcastSum($0, (parts[$1].shape, parts[$1].offsets))
        }
        let others = parts.indices.filter { !parts[$0].isArray }
        let isTogether = last - first + 1 == arrays.count
        let before = isTogether ? others.filter { $0 < first } : []
        let after = others.filter { !before.contains($0) }
        return outer(
            before.map { (parts[$0].shape, parts[$0].offsets) } + [shared]
                + after.map { (parts[$0].shape, parts[$0].offsets) })
    }
}

/// The places that Python's `start:stop:step` names.
private func pythonSlice(_ start: Int?, _ stop: Int?, _ step: Int, _ size: Int) -> [Int] {
    let (low, high) = step > 0 ? (0, size) : (-1, size - 1)
    func bounded(_ bound: Int?, _ otherwise: Int) -> Int {
        bound.map { min(max($0 < 0 ? $0 + size : $0, low), high) } ?? otherwise
    }
    return Array(
        stride(
            from: bounded(start, step > 0 ? low : high), to: bounded(stop, step > 0 ? high : low),
            by: step))
}

/// All sums of one offset of each part, the last part running fastest.
private func outer(_ parts: [(shape: [Int], offsets: [Int])]) -> (shape: [Int], elements: [Int]) {
    parts.reduce(([], [0])) { result, part in
        (result.0 + part.shape, result.1.flatMap { sum in part.offsets.map { sum + $0 } })
    }
}

/// The sums of offsets that are broadcast together.
private func broadcastSum(
    _ a: (shape: [Int], offsets: [Int]), _ b: (shape: [Int], offsets: [Int])
) -> ([Int], [Int]) {
    let rank = max(a.shape.count, b.shape.count)
    func padded(_ shape: [Int]) -> [Int] { Array(repeating: 1, count: rank - shape.count) + shape }
    let (p, q) = (padded(a.shape), padded(b.shape))
    let shape = zip(p, q).map { $0 == 1 ? $1 : $0 }
    let offsets = (0..<shape.reduce(1, *)).map { element in
        var rest = element
        var (i, j, stepA, stepB) = (0, 0, 1, 1)
        for axis in (0..<rank).reversed() {
            let place = rest % shape[axis]
            rest /= shape[axis]
            if p[axis] > 1 { i += place * stepA }
            if q[axis] > 1 { j += place * stepB }
            stepA *= p[axis]
            stepB *= q[axis]
        }
        return a.offsets[i] + b.offsets[j]
    }
    return (shape, offsets)
}
