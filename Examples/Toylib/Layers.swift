import Espalier

/// A linear map; weights and bias are uniform between ±1/√inputs.
@Module
struct Linear {
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

/// Hidden layers with ReLU and a linear one: modules in a list are part of the tree.
@Module
struct MLP {
    var layers: [Linear]
    var outputLayer: Linear

    init(_ inputs: Int, _ hidden: [Int], _ outputs: Int, key: Key) {
        let keys = key.split(hidden.count + 1)
        let sizes = [inputs] + hidden
        layers = hidden.indices.map { Linear(sizes[$0], sizes[$0 + 1], key: keys[$0]) }
        outputLayer = Linear(sizes[hidden.count], outputs, key: keys[hidden.count])
    }

    func callAsFunction(_ x: Tensor) -> Tensor { outputLayer(layers.reduce(x) { relu($1($0)) }) }
}
