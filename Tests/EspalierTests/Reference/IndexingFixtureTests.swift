import Testing

@testable import Espalier

/// Reading and writing parts of tensors.
@Suite struct IndexingFixtureTests {
    @Test(arguments: indexing.names)
    func agreesWithJAX(_ function: String) throws { try indexing.check(function) }

    @Test func isComplete() throws { try indexing.checkCompleteness() }
}

private let indexing = FixtureArea(
    "indexing",
    notYet: ["compress": later, "dynamicIndex": later],
    omissions: [
        FixtureOmission(reason: "the mode that wraps around " + later) {
            $0.attributes["mode"].string == "wrap"
        }
    ],
    functions: [
        "get": { call in
            let index = try call.index(arrays: 1)
            guard let mode = try call.mode() else { return [try call[0].subscripted(index)] }
            let fill = call.attributes["fill"].isNull ? nil : try call.number("fill")
            return [IndexedTensor(tensor: call[0], indices: index).get(mode: mode, fillValue: fill)]
        },
        "at": { call in
            let place = IndexedTensor(tensor: call[0], indices: try call.index(arrays: 1))
            let mode = try call.mode()
            switch try call.string("method") {
            case "set": return [place.set(call[1], mode: mode)]
            case "add": return [place.add(call[1], mode: mode)]
            case "multiply": return [place.multiply(call[1], mode: mode)]
            case "divide": return [place.divide(call[1], mode: mode)]
            case "power": return [place.power(call[1], mode: mode)]
            case "min": return [place.min(call[1], mode: mode)]
            case "max": return [place.max(call[1], mode: mode)]
            case "apply": return [place.apply { sin($0) }]
            case let other: throw TensorError("at", "no such method: \(other)")
            }
        },
        "take": { call in
            [
                take(
                    call[0], call[1], axis: call.attributes["axis"].int,
                    mode: try call.mode() ?? .fillOrDrop)
            ]
        },
        "takeAlongAxis": { call in
            guard let axis = call.attributes["axis"].int else {
                return [takeAlongAxis(call[0].flattened(), call[1], axis: 0)]
            }
            return [
                takeAlongAxis(call[0], call[1], axis: axis, mode: try call.mode() ?? .fillOrDrop)
            ]
        },
        "dynamicSlice": { call in
            [dynamicSlice(call[0], [call[1][0], call[1][1]], sizes: try call.ints("sizes"))]
        },
        "dynamicUpdateSlice": { call in
            [dynamicUpdateSlice(call[0], call[1], [call[2][0], call[2][1]])]
        },
        "slice": { call in
            let slice = Slice(
                starts: try call.ints("start"), limits: try call.ints("limit"),
                strides: try call.ints("strides"))
            return [try bind1(slice, call[0])]
        },
    ])

extension FixtureCall {
    /// How indices out of range are treated; nil is the default.
    fileprivate func mode() throws -> IndexMode? {
        let modes: [String: IndexMode] = ["fill": .fillOrDrop, "drop": .fillOrDrop, "clip": .clip]
        return try attributes["mode"].string.map { try #require(modes[$0]) }
    }

    /// The recorded index, whose arrays are inputs from the given one on.
    fileprivate func index(arrays first: Int) throws -> [AxisIndex] {
        try #require(attributes["index"].array).map { entry in
            if let place = entry["int"].int { return place.axisIndex }
            if let parts = entry["slice"].array {
                return .slice(parts[0].int, parts[1].int, parts[2].int ?? 1)
            }
            if entry["newaxis"].bool == true { return .newAxis }
            if entry["ellipsis"].bool == true { return .ellipsis }
            let place = try #require(entry["array"].int) + first
            // Masks make shapes that depend on values, and are constants in a compiled function.
            let isMask = inputs[place].dtype == .bool
            return (isMask ? constants[place] : inputs[place]).axisIndex
        }
    }
}

extension Tensor {
    fileprivate func subscripted(_ index: [AxisIndex]) throws -> Tensor {
        try IndexPlan(index, shape: shape).read(self)
    }
}
