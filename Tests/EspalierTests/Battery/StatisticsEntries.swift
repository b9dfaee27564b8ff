@testable import Espalier

private let matrix = spread([4, 5])

private func windows(strides: [Int], dilated: Bool = false) -> WindowGeometry {
    WindowGeometry(
        sizes: [2, 3], strides: strides, low: [1, 0], high: [0, 1],
        baseDilation: dilated ? [2, 1] : [1, 1], windowDilation: dilated ? [1, 2] : [1, 1])
}

private let reductions: [BatteryEntry] = [
    BatteryEntry("WindowSum", [matrix]) { x in
        [try bind1(WindowSum(windows: windows(strides: [2, 1], dilated: true)), x[0])]
    },
    BatteryEntry("WindowExtremum", variant: "maximum", [matrix]) { x in
        [try bind1(WindowExtremum(windows: windows(strides: [1, 2]), isMaximum: true), x[0])]
    },
    BatteryEntry("WindowExtremum", variant: "minimum, dilated", [matrix]) { x in
        let dilated = windows(strides: [1, 2], dilated: true)
        return [try bind1(WindowExtremum(windows: dilated, isMaximum: false), x[0])]
    },
    BatteryEntry("WindowArgExtremum", [matrix]) { x in
        let places = WindowArgExtremum(windows: windows(strides: [1, 2]), isMaximum: true)
        return [x[0].sum() * (try bind1(places, x[0])).asType(.float64)]
    },
    .unary("GeneralReduction", spread([3, 2, 2], 0.5, 1.5)) {
        reduce($0, initial: 1, axes: [0, 2]) { $0 * $1 }
    },
    BatteryEntry("GeneralReduction", variant: "pairs", [matrix, spread([4, 5], turn: 3)]) { x in
        // The product of complex numbers, in parts.
        reduce(x, initial: [Tensor(1.0 as Double), Tensor(0.0 as Double)], axes: [1]) { a, b in
            [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]]
        }
    },
    BatteryEntry("GeneralWindowReduction", [spread([4, 5], 0.5, 1.5)]) { x in
        [
            reduceWindow(
                x[0], initial: 1, sizes: [2, 2], strides: [1, 2],
                padding: .explicit([(1, 0), (0, 1)]), baseDilation: [1, 2], windowDilation: [2, 1]
            ) { $0 * $1 }
        ]
    },
    // To the bits that there are: rounding isn't linear.
    .unary("ReducePrecision", matrix) {
        $0 * reducePrecision($0, exponentBits: 11, mantissaBits: 52)
    },
]

private let images = spread([2, 4, 5, 4])

private func convolution(
    _ layout: ConvolutionLayout = .channelsFirst(spatial: 2), _ change: (inout Convolution) -> Void
) throws -> Convolution {
    var primitive = Convolution(
        axes: try layout.axes(rank: 4), strides: [1, 1], low: [0, 0], high: [0, 0],
        lhsDilation: [1, 1], rhsDilation: [1, 1])
    change(&primitive)
    return primitive
}

private let convolutions: [BatteryEntry] = [
    BatteryEntry("Convolution", [images, spread([3, 4, 2, 3], turn: 1)]) { x in
        let primitive = try convolution {
            ($0.strides, $0.low, $0.high) = ([2, 1], [1, -1], [0, 2])
            ($0.lhsDilation, $0.rhsDilation) = ([1, 2], [2, 1])
        }
        return try bind(primitive, x)
    },
    BatteryEntry(
        "Convolution", variant: "last", [spread([2, 4, 3, 2]), spread([2, 2, 2, 3], turn: 1)]
    ) { x in
        try bind(try convolution(.channelsLast(spatial: 2)) { $0.strides = [1, 2] }, x)
    },
    BatteryEntry(
        "Convolution", variant: "feature groups", [images, spread([6, 2, 2, 2], turn: 1)]
    ) { x in try bind(try convolution { $0.featureGroups = 2 }, x) },
    BatteryEntry(
        "Convolution", variant: "batch groups",
        [spread([4, 2, 3, 3]), spread([4, 2, 2, 2], turn: 1)]
    ) { x in try bind(try convolution { $0.batchGroups = 2 }, x) },
]

private let complexVectors = complexSpread([2, 6])

private let transforms: [BatteryEntry] = [
    .unary("FourierTransform", complexVectors) { fft($0) },
    BatteryEntry("FourierTransform", variant: "inverse", [complexSpread([3, 2, 2])]) {
        [ifftn($0[0], axes: [0, 2])]
    },
    BatteryEntry("FourierTransform", variant: "real", [matrix]) {
        [rfftn($0[0]), rfft($0[0], axis: 0)]
    },
    BatteryEntry("FourierTransform", variant: "inverse real", [complexSpread([3, 4])]) {
        [irfft($0[0]), irfft($0[0], length: 7), irfftn($0[0], axes: [1, 0])]
    },
]

let statisticsEntries = reductions + convolutions + transforms
