@testable import Espalier

private let matrix = spread([2, 3])

private let reductions: [BatteryEntry] = [
    .unary("ReduceSum", matrix) { $0.sum(axes: [1]) },
    .unary("ReduceProduct", spread([2, 3], 0.5, 1.5)) { $0.prod(axes: [0]) },
    .unary("ReduceMaximum", matrix) { $0.max(axes: [1]) },
    .unary("ReduceMinimum", matrix) { $0.min(axes: [0]) },
    .unary("ReduceAnd", Tensor([[true, false], [true, true]])) { $0.all(axes: [1]) },
    .unary("ReduceOr", Tensor([[true, false], [false, false]])) { $0.any(axes: [1]) },
    .unary("ArgExtremum", matrix) { $0.argmax(axis: 1) },
    BatteryEntry("Cumulative", variant: "sum", [matrix]) { [cumsum($0[0], axis: 1)] },
    BatteryEntry("Cumulative", variant: "product", [spread([2, 3], 0.5, 1.5)]) {
        [cumprod($0[0], axis: 0)]
    },
    BatteryEntry("Cumulative", variant: "maximum, reversed", [matrix]) {
        [cummax($0[0], axis: 1, reverse: true)]
    },
    BatteryEntry("Cumulative", variant: "log-sum-exp", [matrix]) { [cumlogsumexp($0[0], axis: 1)] },
    BatteryEntry("Sort", [matrix, spread([2, 3], turn: 4)]) { sort($0, axis: 1) },
    .binary("DotGeneral", matrix, spread([3, 2], turn: 1)) { $0.matmul($1) },
    .binary("DotGeneral", variant: "batched", spread([2, 2, 3]), spread([2, 3, 2], turn: 1)) {
        $0.matmul($1)
    },
]

private let shapings: [BatteryEntry] = [
    .unary("BroadcastInDim", spread([3])) { $0.broadcast(to: [2, 3]) },
    .unary("Reshape", matrix) { $0.reshaped([3, 2]) },
    .unary("Transpose", matrix) { $0.transposed() },
    .unary("Reverse", matrix) { $0.flipped(axis: 1) },
    .unary("Slice", matrix) { $0[.all, .slice(0, 3, 2)] },
    .binary("Pad", matrix, spread([], turn: 3)) { x, fill in
        checked(x, fill) {
            try bind1(Pad(low: [1, -1], high: [0, 2], interior: [1, 0]), x, fill)
        }
    },
    .binary("Concatenate", matrix, spread([2, 1], turn: 2)) { concatenate([$0, $1], axis: 1) },
    .unary("Convert", matrix) { $0.asType(.complex128) * 2 },
    .unary("Bitcast", matrix) { $0.bitcast(to: .int64) },
    BatteryEntry("Iota", [matrix]) { [$0[0] * Tensor.iota([2, 3], axis: 1, dtype: .float64)] },
    BatteryEntry("Constant", [matrix]) { x in
        let numbers = Constant(
            try spread([3]).hostBytes(), ShapedTensor(shape: [3], dtype: .float64))
        return [x[0] * (try bind1(numbers))]
    },
]

private let rows = Tensor([2, 0])

private let indexings: [BatteryEntry] = [
    BatteryEntry("Gather", variant: "rows", [spread([3, 2]), rows]) {
        [take($0[0], $0[1], axis: 0)]
    },
    BatteryEntry("Gather", variant: "along", [matrix, Tensor([[2, 0], [1, 1]])]) {
        [takeAlongAxis($0[0], $0[1], axis: 1)]
    },
    BatteryEntry("Scatter", variant: "add", [spread([3, 2]), rows, spread([2, 2], turn: 1)]) {
        [$0[0].at[$0[1]].add($0[2])]
    },
    BatteryEntry("Scatter", variant: "set", [spread([3, 2]), rows, spread([2, 2], turn: 1)]) {
        [$0[0].at[$0[1]].set($0[2])]
    },
    BatteryEntry("Scatter", variant: "set once", [spread([3, 2]), rows, spread([2, 2], turn: 1)]) {
        [$0[0].at[$0[1]].set($0[2], uniqueIndices: true)]
    },
    BatteryEntry("Scatter", variant: "multiply", [spread([3, 2]), rows, spread([2, 2], turn: 1)]) {
        [$0[0].at[$0[1]].multiply($0[2], uniqueIndices: true)]
    },
    BatteryEntry("DynamicSlice", [spread([3, 3]), Tensor(1), Tensor(1)]) {
        [dynamicSlice($0[0], [$0[1], $0[2]], sizes: [2, 2])]
    },
    BatteryEntry(
        "DynamicUpdateSlice", [spread([3, 3]), spread([2, 2], turn: 1), Tensor(1), Tensor(1)]
    ) { [dynamicUpdateSlice($0[0], $0[1], [$0[2], $0[3]])] },
]

private let places = WindowPlaces(
    starts: [[0, 0], [0, 1], [1, 2]], strides: [2, 1], cells: [2, 2])

private let windows: [BatteryEntry] = [
    BatteryEntry("Extremum", [matrix, spread([2, 3], turn: 2), spread([2, 3], turn: 4)]) {
        try bind(Extremum(isMaximum: true), $0)
    },
    BatteryEntry("WindowDot", [spread([4, 4]), spread([3], turn: 1)]) {
        try bind(WindowDot(places: places), $0)
    },
    BatteryEntry("WindowCorrelation", [spread([4, 4]), spread([2, 2], turn: 1)]) {
        try bind(WindowCorrelation(places: places), $0)
    },
]

let structuralEntries = reductions + shapings + indexings + windows
