import EspalierTestSupport
import Testing

@testable import Espalier

/// A function of tensors with recorded operands, whose batched form is checked.
struct RecordedRules {
    let recorded: FixtureCase
    let function: ([Tensor]) throws -> [Tensor]

    init(_ recorded: FixtureCase, _ function: @escaping ([Tensor]) throws -> [Tensor]) {
        self.recorded = recorded
        self.function = function
    }

    /// Checks the batched function against one call for each example, with all inputs batched and
    /// with each alone.
    func checkBatching(skipping skipped: Set<Int> = []) throws {
        let inputs = try recorded.inputs.map { try $0.tensor }
        let batched = inputs.indices.filter { !skipped.contains($0) }
        for chosen in Set(batched.map { [$0] } + [batched]) {
            try withErrors {
                let others = try inputs.map(other)
                let interpreter = BatchingInterpreter(
                    parent: Interpreter.current, size: 2, axisName: nil)
                let arguments = inputs.indices.map { index in
                    guard chosen.contains(index) else { return inputs[index] }
                    let last = inputs[index].rank
                    return interpreter.join(
                        stack([inputs[index], others[index]], axis: index == 0 ? last : 0),
                        index == 0 ? last : 0)
                }
                let results = try interpreter.run { try function(arguments) }
                let first = try function(inputs)
                let second = try function(
                    inputs.indices.map { chosen.contains($0) ? others[$0] : inputs[$0] })
                for (index, result) in results.enumerated() {
                    let (value, axis) = interpreter.split(result)
                    let front =
                        try axis.map { try moveAxis(value, from: $0, to: 0) }
                        ?? stack([value, value])
                    let expected = stack([first[index], second[index]])
                    #expect(
                        isClose(front, expected, .batches(of: "\(expected.dtype)")),
                        "\(recorded.name) batched in \(chosen): \(front.shape) and \(expected.shape)"
                    )
                }
            }
        }
    }

    /// Another example of the same type, its places among those of the first.
    private func other(_ x: Tensor) throws -> Tensor {
        guard x.dtype.isInteger else { return x * -0.5 + 0.25 }
        return try x.rank == 0 ? x : bind1(Reverse(axes: Array(0..<x.rank)), x)
    }
}
