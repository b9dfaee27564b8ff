import EspalierTestSupport
import Testing

@testable import Espalier

/// Running results of padded arrays, which XLA folds into one operation, wrongly where an axis of one element is padded
/// as far to both sides.
@Suite struct MisreadPadTests {
    @Test(arguments: [1, 2, 3])
    func sumsBeginAtTheElement(_ width: Int) throws {
        let x: Tensor = [[3.0], [4.0], [5.0], [7.0]]
        let run = jit { (x: Tensor) in
            cumsum(pad(x, [(0, 0), (width, width)]), axis: 1)
        }
        let row = Array(repeating: 0.0, count: width) + Array(repeating: 1.0, count: width + 1)
        #expect(
            try elements(run(x)) == [3.0, 4, 5, 7].flatMap { number in row.map { number * $0 } })
    }

    @Test func maximaBeginAtTheElement() throws {
        let x: Tensor = [[3.0], [4.0]]
        let run = jit { (x: Tensor) in
            cummax(pad(x, [(0, 0), (1, 1)], mode: .constant(-1)), axis: 1)
        }
        #expect(try elements(run(x)) == [-1, 3, 3, -1, 4, 4])
    }
}
