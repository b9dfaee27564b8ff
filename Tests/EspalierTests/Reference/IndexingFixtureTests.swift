import Testing

@testable import Espalier

/// Reading and writing parts of tensors.
@Suite struct IndexingFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { indexing }
    static var blockArea: FixtureArea { blocks }

    @Test(arguments: indexing.names)
    func agreesWithJAX(_ function: String) throws { try indexing.check(function) }

    @Test func isComplete() throws { try indexing.checkCompleteness() }
}

/// Slices, gathers and scatters, and the options of reading and writing.
@Suite struct BlockFixtureTests {
    @Test(arguments: blocks.names)
    func agreesWithJAX(_ function: String) throws { try blocks.check(function) }

    @Test func isComplete() throws { try blocks.checkCompleteness() }
}

/// Reading and writing by subscripts and along axes.
private let reading: [String: FixtureFunction] = [
    "get": { call in
        let index = try call.index(arrays: 1)
        if call.bool("sorted") {
            return [
                IndexedTensor(tensor: call[0], indices: index).get(indicesAreSorted: true)
            ]
        }
        guard let mode = try call.mode() else { return [try call[0].subscripted(index)] }
        return [
            IndexedTensor(tensor: call[0], indices: index).get(
                mode: mode, fillValue: try call.fill(),
                wrapNegativeIndices: call.wrapsNegative)
        ]
    },
    "at": { call in
        let place = IndexedTensor(tensor: call[0], indices: try call.index(arrays: 1))
        let mode = try call.mode()
        typealias Method = (Tensor, IndexMode?, Bool, Bool, Bool) -> Tensor
        let methods: [String: Method] = [
            "set": place.set, "add": place.add, "subtract": place.subtract,
            "multiply": place.multiply, "divide": place.divide, "power": place.power,
            "min": place.min, "max": place.max,
        ]
        guard try call.string("method") != "apply" else {
            return [place.apply(mode: mode) { sin($0) }]
        }
        let method = try #require(methods[try call.string("method")])
        return [
            method(
                call[1], mode, call.bool("sorted"), call.bool("unique"), call.wrapsNegative)
        ]
    },
    "take": { call in
        [
            take(
                call[0], call[1], axis: call.attributes["axis"].int,
                mode: try call.mode() ?? .fillOrDrop, fillValue: try call.fill())
        ]
    },
    "takeAlongAxis": { call in
        guard let axis = call.attributes["axis"].int else {
            return [takeAlongAxis(call[0].flattened(), call[1], axis: 0)]
        }
        return [
            takeAlongAxis(
                call[0], call[1], axis: axis, mode: try call.mode() ?? .fillOrDrop,
                fillValue: try call.fill())
        ]
    },
]

private let selecting: [String: FixtureFunction] = [
    "dynamicSlice": { call in
        [dynamicSlice(call[0], [call[1][0], call[1][1]], sizes: try call.ints("sizes"))]
    },
    "dynamicUpdateSlice": { call in
        [dynamicUpdateSlice(call[0], call[1], [call[2][0], call[2][1]])]
    },
    "slice": { call in
        [
            slice(
                call[0], starts: try call.ints("start"), limits: try call.ints("limit"),
                strides: try call.ints("strides"))
        ]
    },
    "compress": { call in
        let condition = try #require(call.attributes["condition"].array).map {
            $0.bool ?? false
        }
        return [compress(Tensor(condition), call[0], axis: try call.int("axis"))]
    },
    "dynamicIndex": { call in
        [
            dynamicIndexInDim(
                call[0], call[1], axis: try call.int("axis"), keepDims: call.bool("keepDims"))
        ]
    },

]

private let cutting: [String: FixtureFunction] = [
    "sliceInDim": { call in
        [
            sliceInDim(
                call[0], from: call.attributes["start"].int, to: call.attributes["limit"].int,
                stride: try call.int("stride"), axis: try call.int("axis"))
        ]
    },
    "indexInDim": { call in
        [
            indexInDim(
                call[0], try call.int("place"), axis: try call.int("axis"),
                keepDims: call.bool("keepDims"))
        ]
    },
    "dynamicUpdateIndexInDim": { call in
        [dynamicUpdateIndexInDim(call[0], call[1], call[2], axis: try call.int("axis"))]
    },
    "dynamicSliceInDim": { call in
        [
            dynamicSliceInDim(
                call[0], call[1], size: try call.int("size"), axis: try call.int("axis"))
        ]
    },
    "dynamicUpdateSliceInDim": { call in
        [dynamicUpdateSliceInDim(call[0], call[1], call[2], axis: try call.int("axis"))]
    },
    "indexTake": { [indexTake($0[0], [$0[1], $0[2]], axes: try $0.ints("axes"))] },
    "gather": { call in
        let mode = try call.blockMode()
        return [
            gather(
                call[0], call[1], dimensionNumbers: try call.gatherNumbers(),
                sliceSizes: try call.ints("sizes"), mode: mode,
                fillValue: mode == .fillOrDrop ? 1 : nil)
        ]
    },
    "scatterApply": { call in
        [
            scatterApply(
                call[0], call[1], dimensionNumbers: try call.scatterNumbers(),
                sliceSizes: try call.ints("sizes"), mode: try call.blockMode()
            ) { sin($0) }
        ]
    },
    "scatter": { try $0.scattered(by: scatter) },
    "scatterAdd": { try $0.scattered(by: scatterAdd) },
    "scatterSubtract": { try $0.scattered(by: scatterSubtract) },
    "scatterMultiply": { try $0.scattered(by: scatterMultiply) },
    "scatterMin": { try $0.scattered(by: scatterMin) },
    "scatterMax": { try $0.scattered(by: scatterMax) },

]

private let indexing = FixtureArea(
    "indexing", functions: reading.merging(selecting) { $1 })

private let blocks = FixtureArea("blocks", functions: reading.merging(cutting) { $1 })

private typealias ScatterFunction = (
    Tensor, Tensor, Tensor, ScatterDimensionNumbers, IndexMode, Bool, Bool
) -> Tensor

extension FixtureCall {
    /// The value that is read out of range, where one is given.
    fileprivate func fill() throws -> Tensor? {
        attributes["fill"].isNull ? nil : try number("fill")
    }

    fileprivate var wrapsNegative: Bool { attributes["wrapNegative"].bool ?? true }

    fileprivate func blockMode() throws -> IndexMode {
        try mode() ?? .promiseInBounds
    }

    fileprivate func gatherNumbers() throws -> GatherDimensionNumbers {
        GatherDimensionNumbers(
            offsetDims: try ints("offset"), collapsedSliceDims: try ints("collapsed"),
            startIndexMap: try ints("map"), operandBatchingDims: try ints("batch"),
            startIndicesBatchingDims: try ints("indexBatch"))
    }

    fileprivate func scatterNumbers() throws -> ScatterDimensionNumbers {
        ScatterDimensionNumbers(
            updateWindowDims: try ints("offset"), insertedWindowDims: try ints("collapsed"),
            scatterDimsToOperandDims: try ints("map"), operandBatchingDims: try ints("batch"),
            scatterIndicesBatchingDims: try ints("indexBatch"))
    }

    fileprivate func scattered(by function: ScatterFunction) throws -> [Tensor] {
        [
            function(
                self[0], self[1], self[2], try scatterNumbers(), try blockMode(), bool("unique"),
                false)
        ]
    }
}

extension FixtureCall {
    /// How indices out of range are treated; nil is the default.
    fileprivate func mode() throws -> IndexMode? {
        let modes: [String: IndexMode] = [
            "fill": .fillOrDrop, "drop": .fillOrDrop, "clip": .clip,
            "wrap": .wrap, "promise_in_bounds": .promiseInBounds,
        ]
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
