import Testing

@testable import Espalier
@testable import EspalierVisuals

@Suite struct LeafStatisticsTests {
    @Test func everyElementHasACellWhereThereIsRoom() throws {
        let x = Tensor([[0, 1, 2, 3], [4, 5, 6, .nan]] as [[Float]])
        let found = try #require(LeafStatistics(x, cells: 100))
        #expect(found.heatMap.rows == 2 && found.heatMap.columns == 4)
        #expect(found.heatMap.cellRows == 2 && found.heatMap.cellColumns == 4)
        #expect(found.heatMap.low == 0 && found.heatMap.high == 6)
        #expect(found.heatMap.cells == [0, 42, 84, 127, 169, 211, 254, 255])
        #expect(found.nanCount == 1 && found.finiteCount == 7)
        #expect(found.mean == 3 && found.deviation == 2)
        #expect(found.histogram.reduce(0, +) == 7)
        #expect(found.histogram.first == 1 && found.histogram.last == 1)
    }

    @Test func cellsAreMeansOfBlocks() throws {
        let x = Tensor.arange(16).reshaped([4, 4])
        let found = try #require(LeafStatistics(x, cells: 4))
        #expect(found.heatMap.cellRows == 2 && found.heatMap.cellColumns == 2)
        // (0 + 1 + 4 + 5) / 4 and so on: 2.5, 4.5, 10.5, 12.5.
        #expect(found.heatMap.low == 2.5 && found.heatMap.high == 12.5)
        #expect(found.heatMap.cells == [0, 50, 203, 254])
    }

    @Test(
        arguments: [
            ([], 1, 1), ([7], 1, 7), ([1000], 16, 64), ([1_000_000], 708, 1414), ([3, 5], 3, 5),
            ([16, 1, 3, 3], 16, 9), ([1, 1, 9], 9, 1), ([1, 1], 1, 1), ([1, 4, 5], 4, 5),
        ] as [([Int], Int, Int)])
    func layout(_ shape: [Int], _ rows: Int, _ columns: Int) {
        let map = HeatMap(shape, cells: 900)
        #expect(map.rows == rows && map.columns == columns)
        #expect(map.cellRows <= rows && map.cellColumns <= columns)
        #expect(map.cellRows * map.cellColumns <= 900)
    }

    @Test(arguments: [[100_000, 3], [3, 100_000], [999, 1000], [1, 5000]])
    func longMatricesHaveFewCells(_ shape: [Int]) {
        let map = HeatMap(shape, cells: 400)
        #expect(map.cellRows * map.cellColumns <= 400)
        #expect(map.cellRows * map.cellColumns >= 200)
    }

    @Test func numbersOfAllTypes() throws {
        for dtype in DType.allCases {
            let x = Tensor([0, 1, 1, 0]).asType(dtype)
            let found = try #require(LeafStatistics(x, cells: 4), "\(dtype)")
            #expect(found.mean == 0.5 && found.deviation == 0.5, "\(dtype)")
            #expect(found.heatMap.cells == [0, 254, 254, 0], "\(dtype)")
        }
    }

    /// Neither ranges nor sums have to be finite.
    @Test func theLargestNumbers() throws {
        let x = Tensor([-1.7e308, 1.7e308, 1.7e308] as [Double])
        let found = try #require(LeafStatistics(x, cells: 3))
        #expect(found.histogram.first == 1 && found.histogram.last == 2)
        #expect(found.heatMap.cells == [0, 254, 254])
        let sums = Tensor([[1.7e308, 1.7e308, 0, 0]] as [[Double]])
        #expect(try #require(LeafStatistics(sums, cells: 2)).heatMap.cells == [255, 127])
        #expect([x, sums].html().contains("</html>"))
    }

    @Test func equalAndAbsentElements() throws {
        let same = try #require(LeafStatistics(.full([3], 2.0), cells: 4))
        #expect(same.minimum == 2 && same.maximum == 2 && same.deviation == 0)
        #expect(same.heatMap.cells == [127, 127, 127])
        let none = try #require(LeafStatistics(Tensor([.nan, .infinity] as [Float]), cells: 4))
        #expect(none.finiteCount == 0 && none.heatMap.cells == [255, 255])
        #expect(none.nanCount == 1 && none.infinityCount == 1)
        #expect(LeafStatistics(.zeros([0, 3]), cells: 4) == nil)
        #expect(LeafStatistics(.nothing, cells: 4) == nil)
    }
}
