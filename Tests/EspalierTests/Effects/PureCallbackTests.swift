import EspalierTestSupport
import Synchronization
import Testing

@testable import Espalier
@testable import PJRT

@Suite struct PureCallbackTests {
    private let x = Tensor([1.0, 2.0, 3.0] as [Double])
    private let doubled: @Sendable (Double) -> Double = { 2 * $0 }

    private func numbers(_ tensor: Tensor) throws -> [Double] { try tensor.scalars() }

    @Test func eagerAndCompiled() throws {
        #expect(try numbers(onHost(x, doubled)) == [2, 4, 6])
        let function = jit { (x: Tensor) in onHost(x + 1, doubled) * 10 }
        #expect(try numbers(function(x)) == [40, 60, 80])
        #expect(try numbers(function(x * 2)) == [60, 100, 140])
        #expect(function.traceCount == 1)
    }

    @Test func severalResultsOfEveryType() throws {
        let types = DType.allCases.map { ShapedTensor(shape: [2], dtype: $0) }
        let operands = DType.allCases.map { Tensor([0.0, 1.0]).asType($0) }
        let function = jit { (operands: [Tensor]) in
            pureCallback(resultTypes: types.reversed(), inputs: operands) { inputs in
                zip(inputs, types).allSatisfy { $0.shapedType == $1 } ? inputs.reversed() : []
            }
        }
        for (result, operand) in zip(function(operands), operands.reversed()) {
            #expect(result.dtype == operand.dtype)
            #expect(result == operand)
        }
    }

    @Test func shapes() throws {
        let count = jit { (x: Tensor) in
            pureCallback(resultTypes: [ShapedTensor(shape: [], dtype: .int64)], x) { inputs in
                [Tensor(inputs[0].count)]
            }[0]
        }
        #expect(Int(count(Tensor.zeros([2, 0, 3]))) == 0)
        #expect(Int(count(Tensor.zeros([2, 3]).transposed())) == 6)
        let table = jit { (x: Tensor) in onHost(x.transposed(), doubled) }
        let matrix = Tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]] as [[Double]])
        #expect(table(matrix) == 2 * matrix.transposed())
        let constant = jit { () -> Tensor in
            pureCallback(resultTypes: [ShapedTensor(shape: [2], dtype: .float32)]) { _ in
                [Tensor([1, 2] as [Float])]
            }[0]
        }
        #expect(constant() == Tensor([1, 2] as [Float]))
    }

    @Test func loopsAndBranches() throws {
        let looped = jit { (x: Tensor) in
            scan(initial: x, count: 3) { carry in (onHost(carry, doubled), carry.sum()) }
        }
        let (last, sums) = looped(x)
        #expect(try numbers(last) == [8, 16, 24])
        #expect(try numbers(sums) == [6, 12, 24])
        #expect(
            try numbers(scan(initial: x, count: 2) { (onHost($0, doubled), $0) }.0) == [4, 8, 12])
        let branching = jit { (x: Tensor) in
            cond(x.sum() .> 10, then: { onHost(x) { $0 + 100 } }, else: { onHost(x) { -$0 } })
        }
        #expect(try numbers(branching(x)) == [-1, -2, -3])
        #expect(try numbers(branching(x * 2)) == [102, 104, 106])
        let until = whileLoop(initial: x, while: { onHost($0, doubled).sum() .< 100 }) {
            onHost($0, doubled)
        }
        #expect(try numbers(until) == [16, 32, 48])
    }

    @Test(arguments: [
        (CallbackVmapMethod.sequential, ["[] []", "[] []", "[] []"]),
        (.expandDims, ["[3] [1]"]), (.broadcastAll, ["[3] [3]"]),
    ])
    func batched(method: CallbackVmapMethod, shapes: [String]) throws {
        let recorder = Recorder()
        let sum = { @Sendable (x: Tensor, y: Tensor) in
            pureCallback(resultTypes: [x.shapedType], x, y, vmapMethod: method) { inputs in
                recorder.add("\(inputs[0].shape) \(inputs[1].shape)")
                let (x, y): ([Double], [Double]) = try (inputs[0].scalars(), inputs[1].scalars())
                return [
                    Tensor(
                        scalars: x.indices.map { x[$0] + y[$0 % y.count] }, shape: inputs[0].shape)
                ]
            }[0]
        }
        let function = jit(vmap(sum, in: 0, nil))
        #expect(try numbers(function(x, Tensor(10.0 as Double))) == [11, 12, 13])
        #expect(recorder.lines == shapes)
        let matrix = stack([x, 2 * x])
        let twice = vmap(vmap(sum))(matrix, matrix)
        #expect(twice == 2 * matrix)
    }

    @Test func derivativesByRules() throws {
        let slope = grad { (x: Tensor) in (hostSine(x) * hostSine(x)).sum() }
        let expected = 2 * sin(x) * cos(x)
        #expect(isClose(slope(x), expected))
        #expect(isClose(jit(slope)(x), expected))
        #expect(isClose(vmap(slope)(stack([x, x])), stack([expected, expected])))
        // Where nothing is differentiated no rule is needed.
        let known = grad { (x: Tensor) in (x * onHost(stopGradient(x), doubled)).sum() }
        #expect(try numbers(jit(known)(x)) == [2, 4, 6])
        // Through a pullback, too.
        let reversed = customVJP(
            forward: { (x: Tensor) -> (Tensor, Tensor) in (onHost(x) { $0 * $0 }, x) },
            backward: { (x: Tensor, g: Tensor) -> Tensor in 2 * x * g })
        #expect(try numbers(jit(grad { (x: Tensor) in reversed(x).sum() })(x)) == [2, 4, 6])
    }

    @Test func needsARule() throws {
        let message = mistake { grad { (x: Tensor) in onHost(x, doubled).sum() }(x) }
        #expect(message?.contains("pureCallback") == true)
        #expect(message?.contains("customJVP") == true)
    }

    @Test func unusedOnesAreLeftOut() throws {
        let recorder = Recorder()
        let function = jit { (x: Tensor) -> Tensor in
            _ = pureCallback(resultTypes: [x.shapedType], x) { inputs in
                recorder.add("called")
                return inputs
            }
            return x
        }
        #expect(function(x) == x)
        #expect(recorder.lines.isEmpty)
    }

    // MARK: Mistakes

    private struct Refusal: Error {}

    private func failing(
        _ function: @escaping @Sendable ([Tensor]) throws -> [Tensor]
    ) -> [String?] {
        let call = { @Sendable (x: Tensor) in
            pureCallback(
                resultTypes: [ShapedTensor(shape: [3], dtype: .float64)], x, calling: function)[0]
        }
        let compiled = jit(call)
        return [
            mistake { call(x) }, mistake { compiled(x) }, mistake { jit { compiled($0) + 1 }(x) },
        ]
    }

    @Test func wrongResults() throws {
        for message in failing({ _ in [] }) {
            #expect(
                message == "pureCallback: the Swift function gave 0 tensors, and 1 were declared")
        }
        for message in failing({ _ in [Tensor([1, 2] as [Double])] }) {
            #expect(message?.contains("is f64[2], and f64[3] was declared") == true)
        }
        for message in failing({ _ in [Tensor([1, 2, 3] as [Float])] }) {
            #expect(message?.contains("is f32[3], and f64[3] was declared") == true)
        }
        for message in failing({ _ in throw Refusal() }) {
            #expect(message == "pureCallback: the Swift function failed: Refusal()")
        }
        for message in failing({ [Tensor(scalars: try $0[0].scalars(as: Int32.self), shape: [3])] })
        {
            #expect(message?.contains("float64 was read as Int32") == true)
        }
    }

    @Test func operationsInside() throws {
        let known = (x * 2 + 1)
        let inner = jit { (x: Tensor) in x * 3 }
        let bodies: [@Sendable ([Tensor]) throws -> [Tensor]] = [
            { [$0[0] + 1] }, { [inner($0[0])] }, { [grad { ($0 * $0).sum() }($0[0])] },
            { [vmap { $0 + 1 }($0[0])] }, { _ in [known] },
            { _ in [Tensor(scalars: try known.scalars(as: Double.self), shape: [3])] },
            {
                try known.wait()
                return $0
            },
        ]
        for body in bodies {
            for message in failing(body) {
                #expect(message?.hasPrefix("pureCallback: ") == true, "\(message ?? "nothing")")
                #expect(
                    message?.contains("Tensor(scalars:shape:)") == true, "\(message ?? "nothing")")
            }
        }
    }

    // MARK: Lifetime and tasks

    private final class Witness: Sendable {}

    @Test func functionsGoWithTheirPrograms() throws {
        weak var witness: Witness?
        do {
            let made = Witness()
            witness = made
            let function = jit { (x: Tensor) in
                let keep = made
                return pureCallback(resultTypes: [x.shapedType], x) { inputs in
                    withExtendedLifetime(keep) { inputs }
                }[0]
            }
            #expect(function(x) == x)
            #expect(scan(initial: x, count: 2) { carry in (function(carry), carry) }.0 == x)
        }
        #expect(witness == nil)
    }

    @Test func manyTasks() async throws {
        let function = jit { (x: Tensor) in onHost(x * 2) { $0 + 1 } }
        await withTaskGroup { group in
            for start in 0..<8 {
                group.addTask {
                    for turn in 0..<25 {
                        let x = Tensor([Double(start), Double(turn)])
                        #expect(function(x) == 2 * x + 1)
                    }
                }
            }
        }
    }
}
