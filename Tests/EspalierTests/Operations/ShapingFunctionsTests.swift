import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct ShapingFunctionsTests {
    private typealias Call = @Sendable (Tensor, FixtureValue) -> Tensor

    private static let calls: [String: Call] = [
        "reshape": { $0.reshaped($1["shape"].ints ?? []) },
        "transpose": { x, a in a["axes"].ints.map { x.transposed($0) } ?? x.transposed() },
        "expandDims": { $0.expanded(at: $1["axes"].ints ?? []) },
        "squeeze": { x, a in a["axes"].ints.map { x.squeezed(axes: $0) } ?? x.squeezed() },
        "broadcastTo": { $0.broadcast(to: $1["shape"].ints ?? []) },
        "flip": { $0.flipped(axes: $1["axes"].ints) },
        "moveaxis": {
            $0.movingAxes($1["source"].ints ?? [], to: $1["destination"].ints ?? [])
        },
        "swapaxes": { $0.swappingAxes($1["axis1"].int ?? 0, $1["axis2"].int ?? 0) },
        "tile": { $0.tiled($1["repetitions"].ints ?? []) },
        "repeat": { x, a in
            a["repeats"].int.map { x.repeated($0, axis: a["axis"].int) }
                ?? x.repeated(a["repeats"].ints ?? [], axis: a["axis"].int)
        },
        "roll": { x, a in
            let shifts = a["shift"].ints ?? []
            return a["axes"].ints.map { x.rolled(by: shifts, axes: $0) } ?? x.rolled(by: shifts[0])
        },
    ]

    @Test func rules() throws {
        let x = direction(like: Tensor.zeros([3, 4], dtype: .float64), seed: 5)
        try checkRules([x]) { [$0[0].reshaped([2, -1]), $0[0].transposed(), $0[0].flattened()] }
        try checkRules([x]) {
            [$0[0].expanded(at: -2), $0[0].flipped(axis: 0), $0[0].tiled([2, 1])]
        }
        try checkRules([x]) { [$0[0].rolled(by: 1, axis: 1), $0[0].repeated([1, 0, 2], axis: 0)] }
        try checkRules([x]) {
            [pad($0[0], [(2, 1)], mode: .reflect), pad($0[0], [(-1, 2), (0, 1)])]
        }
        try checkRules([x, Tensor(0.5 as Double)]) {
            [pad($0[0], [(1, 1)], mode: .constant($0[1]), interior: [0, 1])]
        }
        try checkRules([x]) { $0[0].split(at: [1], axis: 1) + $0[0].split(into: 3) }
    }

    @Test func bits() {
        let one = Tensor([1] as [Float]).bitcast(to: .uint32)
        #expect(one == Tensor([0x3F80_0000] as [UInt32]))
        #expect(Tensor([1.9, -1.9] as [Float]).asType(.int32) == Tensor([1, -1] as [Int32]))
    }

    @Test func mistakes() {
        let x = Tensor.zeros([2, 3])
        #expect(throws: TensorError.self) { try withErrors { x.reshaped([4]) } }
        #expect(throws: TensorError.self) { try withErrors { x.reshaped([-1, -1]) } }
        #expect(throws: TensorError.self) { try withErrors { x.reshaped([-1, 4]) } }
        #expect(throws: TensorError.self) { try withErrors { x.transposed([0]) } }
        #expect(throws: TensorError.self) { try withErrors { x.transposed([0, 0]) } }
        #expect(throws: TensorError.self) { try withErrors { x.squeezed(axis: 0) } }
        #expect(throws: TensorError.self) { try withErrors { x.expanded(at: 3) } }
        #expect(throws: TensorError.self) { try withErrors { x.broadcast(to: [2, 4]) } }
        #expect(throws: TensorError.self) { try withErrors { x.split(into: 2, axis: 1)[0] } }
        #expect(throws: TensorError.self) { try withErrors { x.tiled([-1]) } }
        #expect(throws: TensorError.self) { try withErrors { x.repeated([1], axis: 1) } }
        #expect(throws: TensorError.self) { try withErrors { pad(x, [(1, 1), (0, 0), (0, 0)]) } }
        #expect(throws: TensorError.self) { try withErrors { pad(x, [(-1, 1)], mode: .edge) } }
        #expect(throws: TensorError.self) { try withErrors { pad(x, [(-3, 0)]) } }
        #expect(throws: TensorError.self) { try withErrors { x.bitcast(to: .float64) } }
    }
}
