// Primitives that only move elements about: inside a window they choose among tensors and compute
// nothing.

/// A primitive whose result's elements are elements of its first operand.
protocol RearrangingWindowRule: WindowRule {
    /// For each element of the result, which of the operand's it is.
    func places(_ operand: [Int], _ result: [Int]) -> [Int]
}

extension RearrangingWindowRule {
    var isRearrangement: Bool { true }

    func elements(
        _ inputs: [WindowOperand], _ type: ShapedTensor, in windows: WindowInterpreter
    ) throws -> [WindowElement]? {
        let elements = try inputs[0].elements()
        return places(inputs[0].type.shape, type.shape).map { elements[$0] }
    }
}

extension Reshape: RearrangingWindowRule {
    func places(_ operand: [Int], _ result: [Int]) -> [Int] { Array(0..<result.sizeProduct) }
}

extension Transpose: RearrangingWindowRule {
    func places(_ operand: [Int], _ result: [Int]) -> [Int] {
        Lattice(shape: operand).indices(over: result) { place in
            var source = place
            for (to, from) in permutation.enumerated() { source[from] = place[to] }
            return source
        }
    }
}

extension BroadcastInDim: RearrangingWindowRule {
    func places(_ operand: [Int], _ result: [Int]) -> [Int] {
        Lattice(shape: operand).indices(over: result) { place in
            operand.indices.map { operand[$0] == 1 ? 0 : place[axes[$0]] }
        }
    }
}

extension Slice: RearrangingWindowRule {
    func places(_ operand: [Int], _ result: [Int]) -> [Int] {
        Lattice(shape: operand).indices(over: result) { place in
            place.indices.map { starts[$0] + place[$0] * strides[$0] }
        }
    }
}

extension Reverse: RearrangingWindowRule {
    func places(_ operand: [Int], _ result: [Int]) -> [Int] {
        Lattice(shape: operand).indices(over: result) { place in
            place.indices.map { axes.contains($0) ? operand[$0] - 1 - place[$0] : place[$0] }
        }
    }
}

extension Concatenate: WindowRule {
    var isRearrangement: Bool { true }

    func elements(
        _ inputs: [WindowOperand], _ type: ShapedTensor, in windows: WindowInterpreter
    ) throws -> [WindowElement]? {
        let operands = try inputs.map {
            (lattice: Lattice(shape: $0.type.shape), try $0.elements())
        }
        let result = Lattice(shape: type.shape)
        return (0..<result.count).map { index in
            var place = result.place(index)
            var operand = 0
            while place[axis] >= operands[operand].lattice.shape[axis] {
                place[axis] -= operands[operand].lattice.shape[axis]
                operand += 1
            }
            return operands[operand].1[operands[operand].lattice.index(place)]
        }
    }
}

extension Pad: WindowRule {
    var isRearrangement: Bool { true }

    func elements(
        _ inputs: [WindowOperand], _ type: ShapedTensor, in windows: WindowInterpreter
    ) throws -> [WindowElement]? {
        let elements = try inputs[0].elements()
        let padding = try inputs[1].elements()[0]
        let operand = Lattice(shape: inputs[0].type.shape)
        let result = Lattice(shape: type.shape)
        return (0..<result.count).map { index in
            let place = result.place(index)
            var source = place
            for axis in place.indices {
                let distance = place[axis] - low[axis]
                let (at, between) = distance.quotientAndRemainder(dividingBy: interior[axis] + 1)
                guard distance >= 0, between == 0, at < operand.shape[axis] else { return padding }
                source[axis] = at
            }
            return elements[operand.index(source)]
        }
    }
}
