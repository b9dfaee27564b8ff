import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

/// Recurrent cells and what carries them, against Flax's with their weights.
@Suite struct RecurrentFixtureTests {
    private static let lengths = Tensor([4, 2] as [Int32])

    private func check<Cell: RecurrentCell>(
        _ name: String, _ cell: (FixtureValue) -> Cell,
        states: @escaping (Cell.CellState) -> [Tensor]
    ) throws {
        for recording in try FixtureCase.of(name) {
            let options = recording.options
            let layer = RNN(cell(options), reverse: options["reverse"].bool ?? false)
            guard options["resetGate"].isNull else {
                try EspalierNNTests.check(recording, layer, names: ["cell": ""], batches: false)
                continue
            }
            let lengths = options["lengths"].bool == true ? Self.lengths : nil
            try EspalierNNTests.check(
                recording, layer, names: ["cell": ""], batches: false,
                call: {
                    let (outputs, last) = $0.run($1, lengths: lengths)
                    return concatenate(
                        [outputs] + states(last).map { $0.expanded(at: 1) }, axis: 1)
                })
        }
    }

    @Test func cellsOfFlax() throws {
        try check("GRUFlax", { _ in GRUCell(2, 3) }, states: { [$0] })
        try check("LSTMFlax", { _ in LSTMCell(2, 3) }, states: { [$0.hidden, $0.cell] })
        try check(
            "MGUFlax", { MGUCell(2, 3, resetGate: $0["resetGate"].bool ?? true) }, states: { [$0] })
    }

    @Test func bothDirections() throws {
        let layer = BidirectionalRNN(forward: GRUCell(2, 3), backward: LSTMCell(2, 3))
        for recording in try FixtureCase.of("BidirectionalFlax") {
            try EspalierNNTests.check(
                recording, layer,
                names: ["forward.cell": "forward", "backward.cell": "backward"], batches: false,
                call: {
                    let (outputs, states) = $0.run($1, lengths: Self.lengths)
                    let ends = concatenate([states.0, states.1.hidden], axis: -1)
                    return concatenate([outputs, ends.expanded(at: 1)], axis: 1)
                })
        }
    }

    @Test func images() throws {
        let names = [
            "cell.weightIH": "ih/kernel", "cell.biasIH": "ih/bias", "cell.weightHH": "hh/kernel",
            "cell.biasHH": "hh/bias",
        ]
        for recording in try FixtureCase.of("ConvLSTM") {
            let last = RNN(ConvLSTMCell(1, 2, kernel: [2, 2], layout: .channelsLast))
            let first = RNN(ConvLSTMCell(1, 2, kernel: [2, 2]))
            try EspalierNNTests.check(
                recording, last, names: names,
                also: { last, x in
                    var first = first
                    (first.cell.weightIH, first.cell.biasIH) = (
                        last.cell.weightIH, last.cell.biasIH
                    )
                    (first.cell.weightHH, first.cell.biasHH) = (
                        last.cell.weightHH, last.cell.biasHH
                    )
                    return first(x.movingAxis(-1, to: -3)).movingAxis(-3, to: -1)
                })
        }
    }

    /// What stands behind a sequence changes neither outputs nor states nor gradients.
    @Test func paddingIsIgnored() throws {
        let keys = Key(3).split(3)
        let layer = BidirectionalRNN(
            forward: MGUCell(2, 3, key: keys[0]), backward: GRUCell(2, 3, key: keys[1]))
        let x = keys[2].normal([4, 2])
        let run = jit { (layer: BidirectionalRNN<MGUCell, GRUCell>, x: Tensor) -> [Tensor] in
            let loud = x.at[2...].set(100)
            let batch = stack([x, loud, loud])
            let (outputs, states) = layer.run(batch, lengths: [2, 2, 0])
            let (alone, ends) = layer.run(x[0..<2])
            let slope = grad { (x: Tensor) in layer(x, lengths: [2, 2, 0]).sum() }(batch)
            return [outputs, alone, states.0, ends.0, states.1, ends.1, slope]
        }
        let results = run(layer, x)
        let values = try results.map { try numbers($0) }
        #expect(Array(values[0][0..<12]) == Array(values[0][24..<36]))
        #expect(zip(values[0], values[1]).allSatisfy { Swift.abs($0 - $1) < 1e-6 })
        #expect(values[0][12..<24].allSatisfy { $0 == 0 })
        #expect(values[0][48...].allSatisfy { $0 == 0 })
        for (all, end) in [(values[2], values[3]), (values[4], values[5])] {
            #expect(zip(all, end + end).allSatisfy { Swift.abs($0 - $1) < 1e-6 })
            #expect(all[6...].allSatisfy { $0 == 0 })
        }
        #expect(values[6][4..<8].allSatisfy { $0 == 0 })
        #expect(values[6][16...].allSatisfy { $0 == 0 })
        #expect(values[6][0..<4] == values[6][8..<12])
    }

    @Test func initialWeights() throws {
        let cell = MGUCell(2, 3, key: Key(1))
        #expect(try numbers(cell.bias) == [1, 1, 1, 0, 0, 0])
        let u = try numbers(cell.weightHH)
        let rows = (0..<6).map { Array(u[3 * $0..<3 * $0 + 3]) }
        for row in rows {
            #expect(Swift.abs(row.map { $0 * $0 }.reduce(0, +) - 1) < 1e-5)
        }
        #expect(Swift.abs(zip(rows[0], rows[1]).map(*).reduce(0, +)) < 1e-5)
        #expect(rows[0] != rows[3])
        #expect(MGUCell(2, 3, resetGate: false).biasN == nil)
        let film = ConvLSTMCell(1, 2, kernel: [3], useBias: false)
        #expect(film.biasIH == nil && film.itemRank == 2 && film.featureAxis == -2)
        #expect(film.initialState(for: [5, 1, 7], dtype: .float32).hidden.shape == [5, 2, 7])
    }

    @Test func mistakes() {
        let x = Tensor.ones([4, 5])
        let cell = SimpleCell(5, 3, key: Key(0))
        #expect(
            mistake { RNN(cell)(x, lengths: [1, 2]) }?.contains("integers of the shape []") == true)
        #expect(
            mistake { MGUCell(2, 3, key: Key(0))(x, .ones([4, 3])) }?.contains("[6, 2]") == true)
        #expect(mistake { MGUCell(2, 0, key: Key(0)).weightIH }?.contains("positive") == true)
        #expect(
            mistake { ConvLSTMCell(1, 2, kernel: [], key: Key(0)).weightIH }?
                .contains("one to three axes") == true)
        #expect(
            mistake {
                let film = ConvLSTMCell(1, 2, kernel: [3], padding: 0, key: Key(0))
                return RNN(film)(.ones([4, 1, 5]))
            }?.contains("must keep the sizes") == true)
        #expect(
            mistake { RNN(ConvLSTMCell(1, 2, kernel: [3], key: Key(0)))(.ones([1, 5])) }?
                .contains("2 of an item") == true)
    }
}
