import TestSupport
import Testing

@testable import Espalier

/// Paddings whose reads are written in their place.
@Suite struct UnwrittenPadTests {
    /// Random slices of randomly padded arrays: in one program, and of an array that was padded before.
    @Test(arguments: 0..<40) func slices(seed: UInt64) throws {
        var dice = SeededGenerator(seed: seed)
        let rank = Int.random(in: 0...3, using: &dice)
        let shape = (0..<rank).map { _ in Int.random(in: 1...5, using: &dice) }
        let low = shape.map { Int.random(in: -$0 / 2...3, using: &dice) }
        let high = shape.map { Int.random(in: -$0 / 2...3, using: &dice) }
        let pad = Pad(low: low, high: high, interior: shape.map { _ in 0 })
        let x = Key(seed).normal(shape)
        let border = [Tensor(0.0), Tensor(2.5), Key(seed).normal()][Int(seed % 3)]
        let padded = try bind1(pad, x, border)
        let slices = (0..<Int.random(in: 1...6, using: &dice)).map { _ in
            let starts = padded.shape.map { Int.random(in: 0...$0, using: &dice) }
            let limits = zip(starts, padded.shape).map { Int.random(in: $0...$1, using: &dice) }
            let step = Int.random(in: 0...9, using: &dice) == 0 ? 2 : 1
            return Slice(starts: starts, limits: limits, strides: shape.map { _ in step })
        }
        let traced = jit { (x: Tensor) in
            checked([x]) {
                let padded = try bind1(pad, x, border)
                return try concatenate(slices.map { try bind1($0, padded).flattened() }, axis: 0)
            }
        }
        let expected = try concatenate(slices.map { try bind1($0, padded).flattened() }, axis: 0)
        #expect(traced(x) == expected)
    }

    private func text(_ types: [ShapedTensor], _ body: ([Tensor]) throws -> [Tensor]) throws
        -> String
    {
        try trace(types, body).program.stableHLO
    }

    /// The slices of an array with a border of one element, at those distances from the array itself.
    private func neighbours(_ x: Tensor, _ distances: [[Int]]) throws -> [Tensor] {
        let ones = x.shape.map { _ in 1 }
        let padded = try bind1(
            Pad(low: ones, high: ones, interior: x.shape.map { _ in 0 }), x,
            fill(0, x.type.with(shape: [])))
        return try distances.map { distance in
            let starts = distance.map { $0 + 1 }
            return try shifted(padded, starts: starts, strides: ones, x.shape)
        }
    }

    @Test func fewSlicesArePaddingsOfTheirOwn() throws {
        let type = ShapedTensor(shape: [8, 8], dtype: .float32)
        let cross = [[1, 0], [-1, 0], [0, 1], [0, -1]]
        let few = try text([type]) { try [neighbours($0[0], cross + [[0, 0]]).reduce(0, +)] }
        #expect(!few.contains("stablehlo.slice"))
        #expect(few.components(separatedBy: "stablehlo.pad").count - 1 == 4)
        let many = try text([type]) { try [neighbours($0[0], cross + [[1, 1]]).reduce(0, +)] }
        #expect(many.components(separatedBy: "stablehlo.pad").count - 1 == 1)
        #expect(many.components(separatedBy: "stablehlo.slice").count - 1 == 5)
        // What else needs the padded array has it written.
        let both = try text([type]) { x in
            let ones = [1, 1]
            let padded = try bind1(Pad(low: ones, high: ones, interior: [0, 0]), x[0], Tensor(0.0))
            return [sin(padded), try shifted(padded, starts: [0, 0], strides: ones, [8, 8])]
        }
        #expect(both.contains("stablehlo.slice"))
    }
}
