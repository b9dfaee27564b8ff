import EspalierTestSupport
import Testing

@testable import Espalier

/// What is said of wrong uses of the functions that make, shape and index tensors.
@Suite struct IndexingMistakeTests {
    private let m = Tensor.ones([2, 3])
    private let v = Tensor.ones([3])
    private let i = Tensor([0, 1])

    /// The message of a mistake holds all parts.
    private func expect<R>(_ parts: String..., by body: () throws -> R) {
        let message = mistake(body) ?? "no mistake"
        for part in parts { #expect(message.contains(part), "\(message)") }
    }

    @Test func creation() {
        expect("linspace", "-1") { Tensor.linspace(v, v, count: -1) }
        expect("linspace", "axis 2") { Tensor.linspace(v, v, axis: 2) }
        expect("linspace", "[3]", "[2]") { Tensor.linspace(v, i) }
        expect("meshgrid", "operand 1", "[2, 3]") { meshgrid([v, m], sparse: true)[0] }
        expect("indices", "[-1]") { indices([-1]) }
        expect("ix", "operand 0", "nonzero") { ix([Tensor([true, false])])[0] }
        expect("vander", "vector") { vander(m) }
        expect("trilIndices", "-2") { trilIndices(-2).rows }
        expect("triuIndices", "matrix", "[3]") { triuIndices(from: v).rows }
        expect("diagIndices", "[2, 3]") { diagIndices(from: m)[0] }
        expect("fillDiagonal", "[3]") { fillDiagonal(v, 0) }
        expect("fillDiagonal", "no value") { fillDiagonal(m, Tensor.zeros([0])) }
        expect("diagonal", "[3]") { trace(v) }
    }

    @Test func joiningAndSplitting() {
        expect("concatenate", "at least one") { hstack([]) }
        expect("concatenate", "[2,3]", "[2,2]") { vstack([m, Tensor.ones([2, 2])]) }
        expect("block", "empty") { block([[Tensor]]()) }
        expect("stack", "[3]", "[2]") { stack([v, Tensor.ones([2])]) }
        expect("split", "3", "equal parts") { Tensor.ones([4]).hsplit(into: 3)[0] }
        expect("split", "axis 2") { m.dsplit(into: 1)[0] }
        expect("arraySplit", "0 parts") { m.arraySplit(into: 0) }
        expect("split", "[1, 2]", "[2, 3]") { m.split(sizes: [1, 2])[0] }
        expect("unstacked", "axis 2") { m.unstacked(axis: 2)[0] }
    }

    @Test func shaping() {
        expect("fliplr", "[3]") { fliplr(v) }
        expect("flipud", "scalar") { flipud(Tensor(1.0)) }
        expect("rot90", "[3]") { rot90(v) }
        expect("rot90", "differ") { rot90(m, axes: (0, -2)) }
        expect("rollaxis", "start 4") { rollaxis(m, 0, start: 4) }
        expect("matrixTranspose", "[3]") { matrixTranspose(v) }
        expect("broadcastArrays", "[2, 3]", "[2]") { broadcastArrays([m, i])[0] }
        expect("broadcastShapes", "[2]", "[3]") { try broadcastShapes([2], [3]) }
        expect("broadcast(to:axes:)", "ascending") { m.broadcast(to: [2, 3], axes: [1, 0]) }
        expect("collapsed", "axis 2 to 1") { m.collapsed(from: 2, to: 1) }
        expect("resize", "[-2]") { resize(m, [-2]) }
        expect("repeated", "integer counts") { m.repeated(v, axis: 1) }
        expect("rolled", "integer scalar") { m.rolled(by: v, axis: 0) }
        expect("unravelIndex", "integers") { unravelIndex(v, [2, 3])[0] }
        expect("ravelMultiIndex", "axis 1", "3") { ravelMultiIndex([i, Tensor([0, 3])], [2, 3]) }
        expect("ravelMultiIndex", "uint8", "wider") {
            ravelMultiIndex([i, i], [20, 20], dtype: .uint8)
        }
    }

    @Test func padding() {
        expect("pad", "2 axes", "3") { pad(m, [(1, 1), (1, 1), (1, 1)]) }
        expect("pad", "values", "[3]") { pad(m, 1, mode: .constant(v)) }
        expect("pad", "statLength") { pad(m, 1, mode: .mean(statLength: [(0, 1)])) }
        expect("pad", "negative") { pad(m, -1, mode: .mean()) }
        expect("pad", "empty") { pad(Tensor.zeros([0]), 1, mode: .linearRamp(0)) }
        expect("pad", "axis 2") { pad(m, [2: (1, 1)]) }
        expect("pad", "vector of 5", "[]") {
            pad(v, 1, mode: .function { vector, _, _ in vector[0] })
        }
    }

    @Test func insertingAndDeleting() {
        expect("insert", "more axes") { insert(v, at: 0, values: m) }
        expect("insert", "2 places", "[3]") { insert(v, at: [0, 1], values: v) }
        expect("insert", "integers") { insert(v, at: v, values: 1) }
        expect("delete", "3", "out of range") { delete(v, at: 3) }
        expect("delete", "a mask") { delete(v, at: Tensor(0.5)) }
        expect("delete", "assumeUniqueIndices") { jit { delete($0, at: $1) }(v, i) }
        expect("trimZeros", "traced") { jit { trimZeros($0) }(v) }
    }

    @Test func indexing() {
        expect("take", "axis 0", "empty") { take(Tensor.zeros([0]), i) }
        expect("takeAlongAxis", "rank") { takeAlongAxis(m, i) }
        expect("put", "integers", "float32") { put(m, v, 1) }
        expect("putAlongAxis", "[2, 3]") { putAlongAxis(m, i, 1, axis: 0) }
        expect("place", "[3]", "[2, 3]") { place(m, v .> 0, 1) }
        expect("putMask", "no value") { putMask(v, v .> 0, Tensor.zeros([0])) }
        expect("slice", "[3]", "[2, 3]") { slice(m, starts: [0], limits: [3]) }
        expect("sliceInDim", "from 0 to 9") { sliceInDim(m, to: 9) }
        expect("indexInDim", "5", "[2, 3]") { indexInDim(m, 5) }
        expect("dynamicSliceInDim", "4", "[2, 3]") { dynamicSliceInDim(m, 0, size: 4, axis: 1) }
        expect("dynamicIndexInDim", "integer scalar") { dynamicIndexInDim(m, v) }
        expect("indexTake", "2", "[0]") { indexTake(m, [i, i], axes: [0]) }
        expect("get", "scalar", "[3]") { m.at[i].get(fillValue: v) }
    }

    /// Wrong roles of axes are found here; XLA would end the process.
    @Test func rolesOfAxes() {
        func read(
            _ offset: [Int], _ collapsed: [Int], _ map: [Int], _ sizes: [Int],
            batch: ([Int], [Int]) = ([], []), mode: IndexMode = .clip, _ starts: Tensor? = nil
        ) -> Tensor {
            gather(
                m, starts ?? Tensor([[0], [1]]),
                dimensionNumbers: GatherDimensionNumbers(
                    offsetDims: offset, collapsedSliceDims: collapsed, startIndexMap: map,
                    operandBatchingDims: batch.0, startIndicesBatchingDims: batch.1),
                sliceSizes: sizes, mode: mode)
        }
        expect("gather", "[5]", "from 0 to 1") { read([5], [0], [0], [1, 3]) }
        expect("gather", "from 0 to 2", "[1, 1]") { read([1, 1], [], [0], [1, 3]) }
        expect("gather", "one entry", "[0, 1]") { read([1], [0], [0, 1], [1, 3]) }
        expect("gather", "axis 0", "size") { read([1], [0], [0], [2, 3]) }
        expect("gather", "don't fit", "[1, 4]") { read([1], [0], [0], [1, 4]) }
        expect("gather", "2 axes", "1, 0 and 0") { read([1], [], [0], [1, 3]) }
        expect("gather", "batch axes", "can't be indexed") {
            read([], [1], [0], [1, 1], batch: ([0], [0]))
        }
        expect("gather", "run along", "[3]", "[2]") {
            read([], [0], [0], [1, 1], batch: ([1], [0]))
        }
        expect("gather", ".wrap") { read([1], [0], [0], [1, 3], mode: .wrap) }
        expect("gather", "integers", "float32") { read([1], [0], [0], [1, 3], Tensor([[0.5]])) }
        expect("scatter_add", "updates", "[2,2]") {
            scatterAdd(
                m, Tensor([[0]]), Tensor.ones([2, 2]),
                dimensionNumbers: ScatterDimensionNumbers(
                    updateWindowDims: [1], insertedWindowDims: [0], scatterDimsToOperandDims: [0]))
        }
    }

    /// Where elements decide the shape, the message inside `jit` says how to give it.
    @Test func sizesInsideJit() {
        for name in ["nonzero", "flatnonzero", "argwhere", "compress", "extract"] {
            expect("traced", "size:", "fillValue:") {
                jit { (x: Tensor) -> Tensor in
                    switch name {
                    case "nonzero": nonzero(x)[0]
                    case "flatnonzero": flatnonzero(x)
                    case "argwhere": argwhere(x)
                    case "compress": compress(x, x)
                    default: extract(x, x)
                    }
                }(v)
            }
        }
        for name in ["unique", "uniqueAll", "union1d", "intersect1d", "setdiff1d", "setxor1d"] {
            expect(name, "traced", "size:") {
                jit { (x: Tensor) -> Tensor in
                    switch name {
                    case "unique": unique(x)
                    case "uniqueAll": uniqueAll(x).counts
                    case "union1d": union1d(x, x)
                    case "intersect1d": intersect1d(x, x)
                    case "setdiff1d": setdiff1d(x, x)
                    default: setxor1d(x, x)
                    }
                }(v)
            }
        }
        expect("repeated", "totalRepeatLength") { jit { v.repeated($0) }(Tensor([1, 2, 3])) }
        expect("ravelMultiIndex", ".wrap") { jit { ravelMultiIndex([$0], [3]) }(i) }
        expect("nonzero", "atleast1D") { nonzero(Tensor(1.0)) }
        expect("nonzero", "-1") { nonzero(v, size: -1)[0] }
        expect("compress", "beyond") { compress(Tensor([true, true]), Tensor([1.0])) }
        expect("unique", "fillValue") { unique(Tensor.zeros([0]), size: 2) }
    }
}
