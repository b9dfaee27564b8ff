import Testing

@testable import Espalier

/// Functions whose results are as large as their operands' elements say, and what else fixtures can't show.
@Suite struct FindingTests {
    private let x = Tensor([3, 1, 3, 2] as [Float])

    @Test func shapesFromElements() throws {
        #expect(unique(x) == Tensor([1, 2, 3] as [Float]))
        #expect(compress(x .> 1, x) == Tensor([3, 3, 2] as [Float]))
        #expect(x.repeated(Tensor([2, 0, 1, 1])) == Tensor([3, 3, 3, 2] as [Float]))
        #expect(trimZeros(Tensor([0, 1, 0] as [Float])) == Tensor([1] as [Float]))
        #expect(delete(x, at: x .> 2) == Tensor([1, 2] as [Float]))
        #expect(delete(x, at: Tensor([1, 1, -1])) == Tensor([3, 3] as [Float]))
        #expect(delete(x, at: 1..<3) == Tensor([3, 2] as [Float]))
        #expect(
            insert(x, at: .slice(nil, nil, 2), values: 0) == Tensor([0, 3, 1, 0, 3, 2] as [Float]))
    }

    /// Eager differentiation sees elements, so that a mask may decide the shape there.
    @Test func derivativesOfChoices() {
        let slope = grad { (x: Tensor) in (compress(x .> 1.5, x) ** 2).sum() }(x)
        #expect(slope == Tensor([6, 0, 6, 4] as [Float]))
        let first = grad { (x: Tensor) in unique(x).sum() }(x)
        #expect(first == Tensor([1, 1, 0, 1] as [Float]))
    }

    /// Constant masks decide shapes inside `jit` too.
    @Test func constantMasks() {
        let mask = Tensor([true, false, false, true])
        let chosen = jit { (x: Tensor) in extract(mask, x) + x[mask] }(x)
        #expect(chosen == Tensor([6, 4] as [Float]))
    }

    @Test func examplesOfABatch() {
        let rows = Tensor([[0, 5, 0], [7, 8, 9]] as [[Float]])
        let places = vmap { flatnonzero($0, size: 2, fillValue: -1) }(rows)
        #expect(places == Tensor([[1, -1], [0, 1]] as [[Int32]]))
        let values = vmap { unique($0, size: 3, fillValue: 0) }(rows)
        #expect(values == Tensor([[0, 5, 0], [7, 8, 9]] as [[Float]]))
        let padded = vmap { insert($0, at: $1, values: 1) }(rows, Tensor([0, 3]))
        #expect(padded == Tensor([[1, 0, 5, 0], [7, 8, 9, 1]] as [[Float]]))
    }

    @Test func flagsAsIndices() {
        let flag = Tensor(true)
        #expect(x[flag].shape == [1, 4])
        #expect(x[!flag].shape == [0, 4])
        #expect(x.at[flag].set(0) == Tensor.zeros([4]))
        #expect(x.at[!flag].set(0) == x)
    }

    @Test func placesThatCountAround() {
        let places = Tensor([4, -5] as [Int32])
        #expect(x.at[places].get(mode: .wrap) == Tensor([3, 2] as [Float]))
        #expect(x.at[places].set(0, mode: .wrap) == Tensor([0, 1, 3, 0] as [Float]))
        #expect(x.at[6].get(mode: .wrap) == Tensor(3 as Float))
        #expect(takeAlongAxis(x, places, axis: 0, mode: .wrap) == Tensor([3, 2] as [Float]))
    }

    @Test func gridsAndWidths() throws {
        let grid = ix([Tensor([1, 0]), Tensor([0, 2])])
        let m = Tensor.iota([6]).reshaped([2, 3])
        #expect(m[grid[0], grid[1]] == Tensor([[3, 5], [0, 2]] as [[Int32]]))
        #expect(pad(m, [-1: (0, 1)]).shape == [2, 4])
        #expect(try broadcastShapes([2, 1], [3], []) == [2, 3])
    }
}
