import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

/// What layers do beside their equations: state, modes, composition, options.
@Suite struct LayerBehaviourTests {
    private let key = Key(5)

    private var model: Sequential {
        let keys = key.split(4)
        return Sequential {
            Conv2D(1, 2, kernel: 3, padding: .same, key: keys[0])
            BatchNorm(2, spatial: 2)
            relu
            Dropout(0.5, key: keys[1])
            AdaptiveAvgPool2D(1)
            Lambda { $0.squeezed(axes: [-1, -2]) }
            if keys.count > 3 { Linear(2, 3, key: keys[2]) }
            for _ in 0..<1 { Identity() }
            Activation.tanh
        }
    }

    @Test func sequencesOfLayers() throws {
        var eager = model
        #expect(eager.count == 9)
        #expect(eager[0].as(Conv2D.self)?.settings.kernel == [3, 3])
        #expect(eager[0].as(Linear.self) == nil)
        let paths = eager.describedLeaves.map(\.path.description)
        #expect(paths[0] == "layers[0].weight")
        #expect(paths.contains("layers[1].variance") && paths.contains("layers[6].bias"))
        #expect(eager.treeDiagram().contains("Conv2D"))
        var compiled = eager
        let run = jit { (model: inout Sequential, x: Tensor) in model(x) }
        let x = key.normal([4, 1, 5, 5])
        for _ in 0..<2 {
            let y = eager(x)
            #expect(y.shape == [4, 3])
            #expect(isClose(run(&compiled, x), y, .layers))
        }
        #expect(run.traceCount == 1)
        #expect(treeClose(eager, compiled, absolute: 1e-6).isClose)
        // In evaluation nothing changes, and calls agree.
        eager.eval()
        let before = eager
        #expect(eager(x) == eager(x))
        #expect(treeEqual(before, eager))
        #expect(before.output(for: x) == eager(x))
        // An example by itself is one of the batch.
        #expect(isClose(eager(x[0]), eager(x)[0], .layers))
        eager[6] = AnyLayer(Linear(2, 5, key: key))
        #expect(eager(x).shape == [4, 5])
        #expect(eager.structure != before.structure)
    }

    @Test func trainsThroughState() {
        var model = model
        let x = key.normal([8, 1, 5, 5])
        let target = key.integers([8], in: 0..<3)
        let step = jit { (model: inout Sequential, x: Tensor) -> Tensor in
            let (loss, gradients) = valueAndGrad(&model) {
                softmaxCrossEntropy($0(x), classes: target).mean()
            }
            model -= 0.1 * gradients
            return loss
        }
        let statistics = model[1].as(BatchNorm.self)?.mean
        for _ in 0..<3 { _ = step(&model, x) }
        #expect(step.traceCount == 1)
        #expect(model[1].as(BatchNorm.self)?.mean != statistics)
    }

    @Test func dropouts() throws {
        for recording in try FixtureCase.of("dropout") {
            let layer = Dropout(0.3)
            let y = layer(try recording.inputs[1].tensor, key: Key(data: try recording.input))
            #expect(try difference(y, recording.outputs[0].tensor, .layers) == nil)
        }
        var layer = Dropout(0.5, key: key)
        let x = Tensor.ones([64])
        let (first, second) = (layer(x), layer(x))
        #expect(first != second)
        let values = Set(try first.scalars(as: Float.self))
        #expect(values == [0, 2])
        var shared = Dropout(0.5, sharedAxes: [-1], key: key)
        let rows = shared(Tensor.ones([32, 3]))
        #expect(rows.min(axis: 1) == rows.max(axis: 1))
        #expect(Dropout(1, key: key).output(for: x) == .zeros([64]))
        for idle in [layer.training(false), layer.frozen(), Dropout(0)] {
            #expect(idle.output(for: x) == x)
        }
        #expect(mistake { Dropout(0.5).output(for: x) }?.contains("has no key") == true)
        #expect(mistake { Dropout(2, key: key).output(for: x) }?.contains("from 0 to 1") == true)
    }

    @Test func lazyLayers() {
        var layer = LazyLinear(4, key: key)
        #expect(layer(.ones([2, 3])).shape == [2, 4])
        #expect(layer.paths.map(\.description).contains("linear.weight"))
        #expect(layer(.ones([3])) == Linear(3, 4, key: key)(.ones([3])))
    }

    @Test func attentionDropsWeights() {
        var layer = MultiHeadAttention(heads: 2, size: 4, dropoutRate: 0.5, key: key)
        let x = key.normal([3, 4])
        #expect(layer(x) != layer(x))
        layer.eval()
        #expect(layer(x) == layer(x))
        #expect(
            isClose(
                layer(x), MultiHeadAttention(heads: 2, size: 4, key: key).output(for: x), .layers))
    }

    @Test func causalAttention() {
        let q = key.normal([2, 3, 4])
        let y = scaledDotProductAttention(query: q, key: q, value: q, isCausal: true)
        #expect(isClose(y[0..., 0], q[0..., 0], .layers))
        // The last query of a text that is continued sees all keys.
        let last = scaledDotProductAttention(
            query: q[0..., 2..<3], key: q, value: q, isCausal: true)
        #expect(isClose(last, y[0..., 2..<3], .layers))
        let weights = attentionWeights(query: q, key: q, bias: 0, scale: 1)
        #expect(isClose(weights.sum(axis: -1), .ones([2, 3]), .layers))
    }

    @Test func bothDirections() {
        let keys = key.split(2)
        let (forward, backward) = (GRUCell(2, 3, key: keys[0]), LSTMCell(2, 2, key: keys[1]))
        let layer = BidirectionalRNN(forward: forward, backward: backward)
        let x = key.normal([4, 5, 2])
        let y = layer(x)
        #expect(y.shape == [4, 5, 5])
        #expect(isClose(y[.ellipsis, 0..<3], RNN(forward)(x), .layers))
        let reversed = RNN(backward)(x.flipped(axis: 1)).flipped(axis: 1)
        #expect(isClose(y[.ellipsis, 3..<5], reversed, .layers))
        // In two halves, the second going on where the first ended.
        let rnn = RNN(forward)
        let (first, state) = rnn.run(x[0..., 0..<2])
        let second = rnn.run(x[0..., 2..<5], from: state).outputs
        #expect(isClose(concatenate([first, second], axis: 1), rnn(x), .layers))
    }

    @Test func functionsAsConstants() {
        #expect(Activation.relu == Activation("relu") { relu($0) })
        let closure = Activation { $0 * 2 }
        #expect(closure == closure && closure != Activation { $0 * 2 })
        let run = jit { (model: MLP, x: Tensor) in model(x) }
        for seed in 0..<2 { _ = run(MLP([2, 3, 1], key: Key(seed)), .ones([2])) }
        #expect(run.traceCount == 1)
        #expect(sequence({ $0 + 1 }, { $0 * 2 })(3.0) == 8.0)
        #expect(MLP([1, 12, 8, 1], key: key).leafCount == 6)
        #expect(MLP(1, 1, width: 3, depth: 0, key: key).layers.count == 1)
    }

    @Test func ensembles() {
        let models = vmap { (key: Key) in MLP(2, 1, width: 4, depth: 1, key: key) }(
            key.splitBatch(3))
        #expect(models.layers[0].weight.shape == [3, 4, 2])
        let y = vmap({ (model: MLP, x: Tensor) in model(x) }, in: 0, nil)(models, .ones([5, 2]))
        #expect(y.shape == [3, 5, 1])
    }

    /// Equinox's rule: a last window that doesn't lie inside counts, and may lie in the padding alone.
    @Test func lastWindowsOfStridesLargerThanTheWindow() throws {
        let x = Tensor([[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]])
        func elements(_ y: Tensor) throws -> [Float] { try y.scalars(as: Float.self) }
        #expect(try elements(MaxPool1D(2, stride: 3, useCeil: true)(x)) == [2, 5, 7])
        #expect(try elements(AvgPool1D(2, stride: 4, useCeil: true)(x)) == [1.5, 5.5, 0])
        #expect(try elements(MaxPool1D(2, stride: 4, useCeil: true)(x)) == [2, 6, -.infinity])
    }
}
