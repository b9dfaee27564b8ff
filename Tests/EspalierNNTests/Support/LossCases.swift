import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

/// Recorded calls of losses, which are computed with their gradients by one program.
struct LossCases {
    private struct Case {
        let recording: FixtureCase
        let losses: ([Tensor], FixtureValue) -> [Tensor]
        let inputs: [Tensor]
        let cotangents: [Tensor]
        /// The inputs that have a recorded gradient, with it.
        let pulled: [(index: Int, gradient: Tensor)]

        init(_ recording: FixtureCase, _ losses: @escaping ([Tensor], FixtureValue) -> [Tensor])
            throws
        {
            self.recording = recording
            self.losses = losses
            inputs = try recording.inputs.map { try $0.tensor }
            cotangents = try (recording.cotangents ?? []).compactMap { try $0?.tensor }
            pulled = try (recording.inputCotangents ?? []).enumerated().compactMap { index, array in
                try array.map { (index, try $0.tensor) }
            }
        }

        /// The outputs, then the gradients.
        func results(_ inputs: [Tensor]) -> [Tensor] {
            guard !pulled.isEmpty else { return losses(inputs, recording.attributes) }
            let (gradients, outputs) = grad { (chosen: [Tensor]) -> (Tensor, [Tensor]) in
                var operands = inputs
                for (place, x) in zip(pulled, chosen) { operands[place.index] = x }
                let outputs = losses(operands, recording.attributes)
                let products = zip(outputs, cotangents).map { ($0 * $1).sum() }
                return (products.dropFirst().reduce(products[0], +), outputs)
            }(pulled.map { inputs[$0.index] })
            return outputs + gradients
        }
    }

    private var cases: [Case] = []

    /// The recorded calls of a loss.
    mutating func add(
        _ name: String, _ loss: @escaping ([Tensor], FixtureValue) -> Tensor
    ) throws {
        try addSeveral(name) { [loss($0, $1)] }
    }

    /// The recorded calls of a function with several results.
    mutating func addSeveral(
        _ name: String, _ losses: @escaping ([Tensor], FixtureValue) -> [Tensor]
    ) throws {
        cases += try FixtureCase.of(name, in: "losses").map { try Case($0, losses) }
    }

    /// Compares all with what was recorded.
    func check() throws {
        let run = jit { (inputs: [[Tensor]]) -> [[Tensor]] in
            zip(cases, inputs).map { $0.results($1) }
        }
        for (known, found) in zip(cases, run(cases.map(\.inputs))) {
            let name = known.recording.name
            let bounds = known.recording.bounds
            for (index, (found, expected)) in zip(found, known.recording.outputs).enumerated() {
                let text = try known.recording.difference(
                    found, expected.tensor, bounds?.outputs[index], .layers)
                #expect(text == nil, "\(name)")
            }
            let gradients = found.dropFirst(known.recording.outputs.count)
            #expect(gradients.count == known.pulled.count)
            for (found, expected) in zip(gradients, known.pulled) {
                let text = try known.recording.difference(
                    found, expected.gradient, bounds?.inputCotangents?[expected.index],
                    .layers(3e-5))
                #expect(text == nil, "\(name), gradient of input \(expected.index)")
            }
        }
    }
}
