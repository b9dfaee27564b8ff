import Testing

@testable import Espalier

/// Functions that move elements without computing with them.
@Suite struct ShapingFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { shaping }

    @Test(arguments: shaping.names)
    func agreesWithJAX(_ function: String) throws { try shaping.check(function) }

    @Test func isComplete() throws { try shaping.checkCompleteness() }
}

private let shaping = FixtureArea(
    "shaping",
    functions: [
        "reshape": { [$0[0].reshaped(try $0.ints("shape"))] },
        "transpose": { call in
            [call.axes.map { call[0].transposed($0) } ?? call[0].transposed()]
        },
        "expandDims": { [$0[0].expanded(at: try $0.ints("axes"))] },
        "squeeze": { call in [call.axes.map { call[0].squeezed(axes: $0) } ?? call[0].squeezed()] },
        "broadcastTo": { [$0[0].broadcast(to: try $0.ints("shape"))] },
        "flip": { [$0[0].flipped(axes: $0.axes)] },
        "ravel": {
            [
                try $0.string("order") == "F"
                    ? $0[0].flattened(order: .columnMajor) : $0[0].flattened()
            ]
        },
        "reshapeColumns": { [$0[0].reshaped(try $0.ints("shape"), order: .columnMajor)] },
        "moveaxis": { [$0[0].movingAxes(try $0.ints("source"), to: try $0.ints("destination"))] },
        "swapaxes": { [$0[0].swappingAxes(try $0.int("axis1"), try $0.int("axis2"))] },
        "concatenate": { [concatenate($0.inputs, axis: $0.attributes["axis"].int)] },
        "stack": { [stack($0.inputs, axis: try $0.int("axis"))] },
        "split": { call in
            let (sections, axis) = (call.attributes["sections"], try call.int("axis"))
            if let count = sections.int { return call[0].split(into: count, axis: axis) }
            return call[0].split(at: try call.ints("sections"), axis: axis)
        },
        "tile": { [$0[0].tiled(try $0.ints("repetitions"))] },
        "repeat": { call in
            let axis = call.attributes["axis"].int
            if let count = call.attributes["repeats"].int {
                return [call[0].repeated(count, axis: axis)]
            }
            return [call[0].repeated(try call.ints("repeats"), axis: axis)]
        },
        "roll": { call in
            let shifts = try call.ints("shift")
            guard let axes = call.axes else { return [call[0].rolled(by: shifts[0])] }
            return [call[0].rolled(by: shifts, axes: axes)]
        },
        "laxPad": { call in
            let config = try #require(call.attributes["config"].array).map { $0.ints ?? [] }
            return [
                pad(
                    call[0], config.map { ($0[0], $0[1]) }, mode: .constant(call[1]),
                    interior: config.map { $0[2] })
            ]
        },
        "hstack": { [hstack($0.inputs)] },
        "vstack": { [vstack($0.inputs)] },
        "dstack": { [dstack($0.inputs)] },
        "columnStack": { [columnStack($0.inputs)] },
        "block": { call in
            let x = call.inputs
            let rows = [Array(x.prefix(2)), Array(x.dropFirst(2))]
            switch try call.int("depth") {
            case 1: return [block(x)]
            case 2: return [block(rows)]
            default: return [block([rows])]
            }
        },
        "hsplit": { call in
            try call.attributes["sections"].int.map { call[0].hsplit(into: $0) }
                ?? call[0].hsplit(at: try call.ints("sections"))
        },
        "vsplit": { call in
            try call.attributes["sections"].int.map { call[0].vsplit(into: $0) }
                ?? call[0].vsplit(at: try call.ints("sections"))
        },
        "dsplit": { call in
            try call.attributes["sections"].int.map { call[0].dsplit(into: $0) }
                ?? call[0].dsplit(at: try call.ints("sections"))
        },
        "arraySplit": { call in
            let axis = try call.int("axis")
            return try call.attributes["sections"].int.map {
                call[0].arraySplit(into: $0, axis: axis)
            } ?? call[0].arraySplit(at: try call.ints("sections"), axis: axis)
        },
        "splitSizes": { $0[0].split(sizes: try $0.ints("sizes"), axis: try $0.int("axis")) },
        "unstack": { $0[0].unstacked(axis: try $0.int("axis")) },
        "rot90": { call in
            let axes = try call.ints("axes")
            return [rot90(call[0], try call.int("turns"), axes: (axes[0], axes[1]))]
        },
        "fliplr": { [fliplr($0[0])] },
        "flipud": { [flipud($0[0])] },
        "matrixTranspose": { [matrixTranspose($0[0])] },
        "rollaxis": { [rollaxis($0[0], try $0.int("axis"), start: try $0.int("start"))] },
        "atleast": { call in
            switch try call.int("rank") {
            case 1: [atleast1D(call[0])]
            case 2: [atleast2D(call[0])]
            default: [atleast3D(call[0])]
            }
        },
        "broadcastArrays": { broadcastArrays($0.inputs) },
        "broadcastInDim": { call in
            [call[0].broadcast(to: try call.ints("shape"), axes: try call.ints("axes"))]
        },
        "broadcastAlong": { [$0[0].broadcast(along: try $0.ints("sizes"))] },
        "collapse": { [$0[0].collapsed(from: try $0.int("start"), to: $0.attributes["end"].int)] },
        "append": { [append($0[0], $0[1], axis: $0.attributes["axis"].int)] },
        "insert": { call in
            let axis = call.attributes["axis"].int
            let single = call.attributes["places"].int.map {
                insert(call[0], at: $0, values: call[1], axis: axis)
            }
            return [
                try single
                    ?? insert(call[0], at: try call.ints("places"), values: call[1], axis: axis)
            ]
        },
        "delete": { call in
            let axis = call.attributes["axis"].int
            let single = call.attributes["places"].int.map { delete(call[0], at: $0, axis: axis) }
            return [try single ?? delete(call[0], at: try call.ints("places"), axis: axis)]
        },
        "deleteUnique": { call in
            [delete(call[0], at: call[1], axis: try call.int("axis"), assumeUniqueIndices: true)]
        },
        "resize": { [resize($0[0], try $0.ints("shape"))] },
        "trimZeros": { call in
            let sides = [
                "f": TrimSides.front, "b": .back, "fb": .both,
            ][try call.string("sides")]
            // The elements decide the shape, and are constants in a compiled function.
            return EagerInterpreter.shared.run {
                [trimZeros(call.constants[0], sides ?? .both, axes: call.axes)]
            }
        },
        "repeatComputed": { call in
            [
                call[0].repeated(
                    call[1], axis: call.attributes["axis"].int,
                    totalRepeatLength: try call.int("total"))
            ]
        },
        "rollComputed": { call in
            if let axes = call.attributes["axis"].ints {
                return [call[0].rolled(by: call[1], axes: axes)]
            }
            return [call[0].rolled(by: call[1], axis: call.attributes["axis"].int)]
        },
        "applyAlongAxis": { call in
            let functions: [String: (Tensor) -> Tensor] = [
                "sum": { $0.sum() }, "outer": { outer($0, $0[..<2]) },
                "reversed": { $0.flipped() },
            ]
            let function = try #require(functions[try call.string("function")])
            return [applyAlongAxis(call[0], axis: try call.int("axis"), function)]
        },
        "applyOverAxes": { call in
            [applyOverAxes(call[0], axes: try call.ints("axes")) { $0.max(axis: $1) }]
        },
        "vectorize": { call in
            [
                vectorize(try call.string("signature")) { (a: Tensor, b: Tensor) in a.matmul(b) }(
                    call[0], call[1])
            ]
        },
        "unravelIndex": { unravelIndex($0[0], try $0.ints("shape")) },
        "ravelMultiIndex": { call in
            let modes: [String: CoordinateMode] = ["clip": .clip, "wrap": .wrap, "ignore": .ignore]
            return [
                ravelMultiIndex(
                    call.inputs, try call.ints("shape"),
                    mode: try #require(modes[try call.string("mode")]),
                    order: try call.string("order") == "F" ? .columnMajor : .rowMajor)
            ]
        },
    ])
