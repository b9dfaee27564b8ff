import EspalierTestSupport
import Testing

@testable import Espalier

/// The training loops of the documents, with the losses that JAX gives for them.
@Suite struct TrainingDocumentTests {
    private let file: FixtureFile

    init() throws { file = try FixtureFile("training") }

    private func recorded(_ function: String) throws -> (x: Tensor, y: Tensor, losses: [Double]) {
        let example = try #require(file.cases(of: function).first)
        let losses = try elements(Tensor(fixture: example.outputs[0]))
        return (
            try Tensor(fixture: example.inputs[0]), try Tensor(fixture: example.inputs[1]), losses
        )
    }

    /// Losses before every so many steps, and the last one.
    private func losses<Model: Tree>(
        _ model: inout Model, steps: Int, every: Int, rate: Double,
        _ loss: @escaping (Model) -> Tensor
    ) throws -> [Double] {
        let step = jit { (model: inout Model) -> Tensor in
            let (value, gradients) = valueAndGrad(&model) { loss($0) }
            model = model.map(with: gradients) { $1.isNothing ? $0 : $0 - Tensor.weak(rate) * $1 }
            return value
        }
        var losses: [Double] = []
        for index in 0..<steps {
            let value = step(&model)
            if index % every == 0 { losses += try elements(value) }
        }
        #expect(step.traceCount == 1)
        return losses + (try elements(loss(model)))
    }

    /// The steps of both programs are the same, but they round differently; what that makes of the
    /// loss in thousands of steps of float32 is below two parts in a thousand.
    private func expectSame(_ ours: [Double], _ recorded: [Double]) {
        #expect(ours.count == recorded.count)
        for (a, b) in zip(ours, recorded) {
            #expect(abs(a - b) <= 2e-3 * b, "\(ours) against \(recorded)")
        }
    }

    /// PyTreeClass: an MLP as an array of dictionaries beside one as a module, 10,000 epochs; the
    /// columns agree to the digit.
    @Test func explicitAndInstanceState() throws {
        let (x, y, expected) = try recorded("explicitState")
        let layers = [1] + Array(repeating: 5, count: 4) + [1]
        let keys = Key(0, .original).split(layers.count - 1)
        var parameters = zip(keys, zip(layers, layers.dropFirst())).map { key, sizes in
            [
                "W": key.heNormal(sizes.0, sizes.1),
                "B": key.uniform([sizes.1]),
            ]
        }
        var model = DictionaryMLP(layers: parameters)
        let columns = (
            try losses(&parameters, steps: 10_000, every: 1_000, rate: 1e-3) { parameters in
                meanSquare(DictionaryMLP(layers: parameters)(x) - y)
            },
            try losses(&model, steps: 10_000, every: 1_000, rate: 1e-3) { model in
                meanSquare(model(x) - y)
            }
        )
        #expect(columns.0 == columns.1)
        expectSame(columns.0, expected)
    }

    /// Kernex: regression by arithmetic of models.
    @Test func regressionByArithmetic() throws {
        let (x, y, expected) = try recorded("treeArithmetic")
        var model = TanhStack(key: Key(0, .original))
        let update = jit { (model: inout TanhStack, x: Tensor, y: Tensor) -> Tensor in
            let (value, gradients) = valueAndGrad(&model) { meanSquare($0(x) - y) }
            model -= 1e-3 * gradients
            return value
        }
        var losses: [Double] = []
        for index in 0..<2_000 {
            let value = update(&model, x, y)
            if index % 250 == 0 { losses += try elements(value) }
        }
        losses += try elements(meanSquare(model(x) - y))
        expectSame(losses, expected)
    }

    /// Treex: an MLP whose weights are made by initializers from one key.
    @Test func treexPerceptron() throws {
        let (x, y, expected) = try recorded("perceptron")
        var model = Perceptron([1, 12, 8, 1]).initialized(Key(42, .original))
        let ours = try losses(&model, steps: 10_000, every: 1_000, rate: 0.01) { model in
            meanSquare(model(x) - y)
        }
        expectSame(ours, expected)
    }

    /// toylib: linear regression, then hidden layers. The gradient is of the model's type.
    @Test func toylib() throws {
        let (x, y, expected) = try recorded("linearRegression")
        let key = Key(0, .original)
        var linear = UniformLinear(10, 1, key: key)
        #expect(abs(try elements(linear.weights)[0] + 0.31336924) < 1e-7)
        #expect(abs(try elements(try #require(linear.bias))[0] + 0.24958658) < 1e-7)
        let loss = { (predictions: Tensor) in meanSquare(y - predictions.squeezed()) }
        let ours = try losses(&linear, steps: 100, every: 10, rate: 0.1) { loss($0(x)) }
        expectSame(ours, expected)
        #expect(abs(ours[0] - 176.39902) < 2e-4 && abs((ours.last ?? 0) - 0.68103061) < 1e-5)

        let deep = try recorded("deepPerceptron")
        var network = UniformMLP(10, [32, 64], 1, key: key)
        #expect(
            network.leaves.map(\.shape) == [[10, 32], [32], [32, 64], [64], [64, 1], [1]])
        let gradients = grad { (model: UniformMLP) in loss(model(x)) }(network)
        #expect(gradients.layers[1].weights.shape == [32, 64])
        let curve = try losses(&network, steps: 100, every: 10, rate: 1e-3) { loss($0(x)) }
        expectSame(curve, deep.losses)
        #expect(UniformLinear(3, 2, useBias: false, key: key).leafCount == 1)
    }
}

// MARK: - The documents' models

private func meanSquare(_ x: Tensor) -> Tensor { square(x).mean() }

extension Key {
    /// `jax.nn.initializers.he_normal` for a matrix.
    fileprivate func heNormal(_ inputs: Int, _ outputs: Int) -> Tensor {
        // The standard deviation of a normal distribution that is cut off at two of its own.
        let deviation = (2 / Double(inputs)).squareRoot() / 0.87962566103423978
        return truncatedNormal([inputs, outputs], in: -2...2) * Tensor.weak(deviation)
    }

    /// `jax.nn.initializers.lecun_normal` for a matrix.
    fileprivate func lecunNormal(_ inputs: Int, _ outputs: Int) -> Tensor {
        let deviation = (1 / Double(inputs)).squareRoot() / 0.87962566103423978
        return truncatedNormal([inputs, outputs], in: -2...2) * Tensor.weak(deviation)
    }
}

@Module
private struct DictionaryMLP {
    var layers: [[String: Tensor]]

    func callAsFunction(_ x: Tensor) -> Tensor {
        var y = x
        for (index, layer) in layers.enumerated() {
            guard let w = layer["W"], let b = layer["B"] else { continue }
            y = matmul(y, w) + b
            if index < layers.count - 1 { y = tanh(y) }
        }
        return y
    }
}

@Module
private struct TanhStack {
    var l1: Linear
    var l2: Linear
    var l3: Linear

    init(key: Key) {
        let keys = key.split(3)
        l1 = Linear(1, 128, key: keys[0])
        l2 = Linear(128, 128, key: keys[1])
        l3 = Linear(128, 1, key: keys[2])
    }

    func callAsFunction(_ x: Tensor) -> Tensor { l3(tanh(l2(tanh(l1(x))))) }
}

@Module
private struct Perceptron {
    var layers: [Dense]

    @Module
    struct Dense {
        var kernel: Tensor
        var bias: Tensor

        init(_ inputs: Int, _ outputs: Int) {
            kernel = Tensor(Initializer { $0.lecunNormal(inputs, outputs) })
            bias = .zeros([outputs])
        }
    }

    init(_ features: [Int]) {
        layers = zip(features, features.dropFirst()).map { Dense($0, $1) }
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        var y = x
        for (index, layer) in layers.enumerated() {
            y = matmul(y, layer.kernel) + layer.bias
            if index < layers.count - 1 { y = relu(y) }
        }
        return y
    }
}

@Module
private struct UniformLinear {
    var weights: Tensor
    var bias: Tensor?
    let inputs: Int
    let outputs: Int

    init(_ inputs: Int, _ outputs: Int, useBias: Bool = true, key: Key) {
        let (weightKey, biasKey) = key.split()
        let limit = 1 / Double(inputs).squareRoot()
        weights = weightKey.uniform([inputs, outputs], in: -limit..<limit)
        bias = useBias ? biasKey.uniform([outputs], in: -limit..<limit) : nil
        self.inputs = inputs
        self.outputs = outputs
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        let y = matmul(x, weights)
        return bias.map { y + $0 } ?? y
    }
}

@Module
private struct UniformMLP {
    var layers: [UniformLinear]
    var output: UniformLinear

    init(_ inputs: Int, _ hidden: [Int], _ outputs: Int, key: Key) {
        let keys = key.split(hidden.count + 1)
        let sizes = [inputs] + hidden
        layers = hidden.indices.map { UniformLinear(sizes[$0], sizes[$0 + 1], key: keys[$0]) }
        output = UniformLinear(sizes[hidden.count], outputs, key: keys[hidden.count])
    }

    func callAsFunction(_ x: Tensor) -> Tensor { output(layers.reduce(x) { relu($1($0)) }) }
}
