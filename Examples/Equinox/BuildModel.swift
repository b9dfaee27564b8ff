import ArgumentParser
import Espalier

/// Equinox's first example: a layer with a flag that is no tensor.
@Module
struct LinearOrIdentity {
    var weight: Tensor
    let flag: Bool

    init(_ inputs: Int, _ outputs: Int, flag: Bool, key: Key) {
        weight = key.normal([outputs, inputs])
        self.flag = flag
    }

    func callAsFunction(_ x: Tensor) -> Tensor { flag ? x : weight.matmul(x) }
}

/// A linear layer. As in Equinox's example, weight and bias are drawn from one key.
@Module
struct Linear {
    var weight: Tensor
    var bias: Tensor

    init(_ inputs: Int, _ outputs: Int, key: Key) {
        weight = key.normal([outputs, inputs])
        bias = key.normal([outputs])
    }

    func callAsFunction(_ x: Tensor) -> Tensor { weight.matmul(x) + bias }
}

/// Layers, one after the other.
@Module
struct Perceptron {
    var layers: [Linear]

    init(_ inputs: Int, _ outputs: Int, width: Int, depth: Int, key: Key) {
        let sizes = [inputs] + Array(repeating: width, count: depth) + [outputs]
        layers = zip(key.split(depth + 1), zip(sizes, sizes.dropFirst()))
            .map { Linear($1.0, $1.1, key: $0) }
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        var x = x
        for layer in layers.dropLast() { x = relu(layer(x)) }
        return layers[layers.count - 1](x)
    }
}

/// Equinox's `build_model`: a model is a struct, and functions of it are compiled, differentiated and vectorised.
struct BuildModel: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build-model", abstract: "A model from scratch in jit, grad and vmap.")

    func run() throws {
        let keys = Key(5678).split(2)
        let model = Perceptron(2, 3, width: 8, depth: 2, key: keys[0])
        let data = keys[1].normal([2])
        let expected = Tensor([1.1406986 as Float, -0.48218673, 8.107601])
        func same(_ a: Tensor, _ b: Tensor) -> Bool {
            Bool(allClose(a, b, relativeTolerance: 1e-4))
        }

        print("call:", model(data))
        try check(same(model(data), expected), "Equinox has \(expected)")

        let compiled = jit { (model: Perceptron, x: Tensor) in model(x) }
        print("jit: ", compiled(model, data))
        try check(same(compiled(model, data), expected), "Equinox has \(expected)")

        let gradient = grad { (model: Perceptron, x: Tensor) in model(x).sum() }(model, data)
        let first = Tensor([
            [1.3514191 as Float, 0.5201643], [-1.1186188, -0.43055895], [7.8446717, 3.0194323],
            [-2.064881, -0.79477745], [0, 0], [-0.7734571, -0.29770544],
            [0.41884235, 0.16121338], [0, 0],
        ])
        print("grad of the first weight:", gradient.layers[0].weight, separator: "\n")
        try check(same(gradient.layers[0].weight, first), "Equinox has \(first)")

        let batch = stack([data, data])
        let vectorized = vmap({ (model: Perceptron, x: Tensor) in model(x) }, in: nil, 0)
        print("vmap:", vectorized(model, batch), separator: "\n")
        try check(same(vectorized(model, batch), stack([expected, expected])), "vmap is wrong")

        try withFlag()
    }

    /// The flag is part of what is compiled; only the weight has a gradient.
    private func withFlag() throws {
        let keys = Key(0).split(3)
        let model = LinearOrIdentity(2, 3, flag: false, key: keys[0])
        let (x, y) = (keys[1].normal([100, 2]), keys[2].normal([100, 3]))
        let loss = jit(
            valueAndGrad { (model: LinearOrIdentity, x: Tensor, y: Tensor) in
                let found = vmap { (x: Tensor) in model(x) }(x)
                return square(y - found).mean()
            })
        let (value, gradients) = loss(model, x, y)
        print("loss \(value), gradient", gradients.weight, separator: "\n")
        try check(abs(Double(value) - 2.2174125) < 1e-5, "Equinox has 2.2174125")
        try check(
            abs(Double(gradients.weight[0, 0]) - 0.76305807) < 1e-5, "Equinox has 0.76305807")
    }
}
