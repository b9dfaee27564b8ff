import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

/// Activations as constants of layers: each is the function of its name.
@Suite struct ActivationTests {
    @Test func namesAreFunctions() throws {
        let pairs: [(Activation, (Tensor) -> Tensor)] = [
            (.identity, { $0 }), (.relu, { relu($0) }), (.relu6, { relu6($0) }),
            (.leakyReLU, { leakyReLU($0) }), (.elu, { elu($0) }), (.celu, { celu($0) }),
            (.selu, { selu($0) }), (.silu, { silu($0) }), (.gelu, { gelu($0) }),
            (.glu, { glu($0) }), (.softplus, { softplus($0) }), (.squareplus, { squareplus($0) }),
            (.sparsePlus, { sparsePlus($0) }), (.mish, { mish($0) }), (.softSign, { softSign($0) }),
            (.sigmoid, { sigmoid($0) }), (.logSigmoid, { logSigmoid($0) }),
            (.sparseSigmoid, { sparseSigmoid($0) }), (.hardSigmoid, { hardSigmoid($0) }),
            (.hardSilu, { hardSilu($0) }), (.hardTanh, { hardTanh($0) }), (.tanh, { tanh($0) }),
            (.sin, { sin($0) }), (.softmax, { softmax($0) }), (.logSoftmax, { logSoftmax($0) }),
            (.standardize, { standardize($0) }),
            (.leakyReLU(negativeSlope: 0.3), { leakyReLU($0, negativeSlope: 0.3) }),
            (.elu(alpha: 0.5), { elu($0, alpha: 0.5) }),
            (.celu(alpha: 0.5), { celu($0, alpha: 0.5) }),
            (.gelu(approximate: false), { gelu($0, approximate: false) }),
            (.glu(axis: 0), { glu($0, axis: 0) }), (.squareplus(b: 1), { squareplus($0, b: 1) }),
            (.softmax(axis: 0), { softmax($0, axis: 0) }),
            (.logSoftmax(axis: 0), { logSoftmax($0, axis: 0) }),
            (
                .standardize(axes: [0], epsilon: 1e-3),
                { standardize($0, axes: [0], epsilon: 1e-3) }
            ),
        ]
        let x = Tensor([[-4.0, -0.7, 0.2, 1.5], [0.6, -1.2, 2.5, 8.0]] as [[Float]])
        let run = jit { (x: Tensor) -> [Tensor] in
            pairs.flatMap { [$0.0(x), $0.1(x)] }
        }
        let results = try run(x).map { try numbers($0) }
        for (index, (activation, _)) in pairs.enumerated() {
            #expect(results[2 * index] == results[2 * index + 1], "\(activation)")
        }
        // Each is another function, and has another name.
        #expect(Set(pairs.map(\.0.name)).count == pairs.count)
        let values = pairs.indices.filter { pairs[$0].0 != .celu }.map { results[2 * $0] }
        #expect(Set(values).count == values.count)
    }

    @Test func parametersAreCompared() {
        #expect(Activation.celu(alpha: 0.5) == .celu(alpha: 0.5))
        #expect(Activation.celu(alpha: 0.5) != .celu(alpha: 0.25))
        #expect("\(Activation.glu(axis: 0))" == "glu(axis: 0)")
        let model = Sequential {
            Activation.glu(axis: -1)
            Activation.celu(alpha: 0.5)
        }
        #expect(model.output(for: .ones([2, 4])).shape == [2, 2])
    }
}
