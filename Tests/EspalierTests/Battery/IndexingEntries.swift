@testable import Espalier

/// Gathers and scatters with every role of axes; the simple ones are among the structural entries.
let indexingEntries: [BatteryEntry] = [
    BatteryEntry("Gather", variant: "blocks", [spread([4, 3]), Tensor([[1], [0]])]) {
        [
            gather(
                $0[0], $0[1],
                dimensionNumbers: GatherDimensionNumbers(
                    offsetDims: [0, 2], collapsedSliceDims: [], startIndexMap: [0]),
                sliceSizes: [2, 3], mode: .clip)
        ]
    },
    BatteryEntry("Gather", variant: "batch axes", [spread([3, 4]), Tensor([[1], [0], [3]])]) {
        [
            gather(
                $0[0], $0[1],
                dimensionNumbers: GatherDimensionNumbers(
                    offsetDims: [], collapsedSliceDims: [1], startIndexMap: [1],
                    operandBatchingDims: [0], startIndicesBatchingDims: [0]),
                sliceSizes: [1, 1], mode: .fillOrDrop)
        ]
    },
    scatterEntry("batch axes, set", scatter),
    scatterEntry("batch axes, add", scatterAdd),
    scatterEntry("batch axes, multiply", scatterMultiply),
    scatterEntry("batch axes, maximum", scatterMax),
    scatterEntry("batch axes, minimum", scatterMin),
]

private typealias ScatterFunction =
    @Sendable (
        Tensor, Tensor, Tensor, ScatterDimensionNumbers, IndexMode, Bool, Bool
    ) -> Tensor

private func scatterEntry(_ variant: String, _ function: @escaping ScatterFunction) -> BatteryEntry
{
    BatteryEntry(
        "Scatter", variant: variant,
        [spread([3, 4], 0.5, 1.5), Tensor([[1], [0], [3]]), spread([3, 1], 0.6, 1.4, turn: 1)]
    ) {
        [
            function(
                $0[0], $0[1], $0[2],
                ScatterDimensionNumbers(
                    updateWindowDims: [1], insertedWindowDims: [], scatterDimsToOperandDims: [1],
                    operandBatchingDims: [0], scatterIndicesBatchingDims: [0]),
                .clip, true, false)
        ]
    }
}
