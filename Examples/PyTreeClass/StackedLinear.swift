import Espalier

/// The document's linear layer.
@Module
struct Linear: Espalier.Layer {
    var weight: Tensor
    var bias: Tensor

    init(_ inputs: Int, _ outputs: Int, key: Key) {
        weight = key.normal([inputs, outputs]) * sqrt(Tensor(2 / Float(inputs)))
        bias = .ones([1, outputs])
    }

    func callAsFunction(_ x: Tensor) -> Tensor { x.matmul(weight) + bias }
}

/// The document's three layers.
@Module
struct StackedLinear: Espalier.Layer {
    var l1: Linear
    var l2: Linear
    var l3: Linear

    init(_ inputs: Int, _ outputs: Int, hidden: Int, key: Key) {
        let keys = key.split(3)
        l1 = Linear(inputs, hidden, key: keys[0])
        l2 = Linear(hidden, hidden, key: keys[1])
        l3 = Linear(hidden, outputs, key: keys[2])
    }

    func callAsFunction(_ x: Tensor) -> Tensor { l3(tanh(l2(tanh(l1(x))))) }
}

/// The document's two layers with descriptions.
@Module
struct DescribedLinear: Espalier.Layer {
    @Field(metadata: ["description": "First layer"]) var l1: Linear
    @Field(metadata: ["description": "Second layer"]) var l2: Linear

    init(_ inputs: Int, _ outputs: Int, hidden: Int, key: Key) {
        let keys = key.split(3)
        l1 = Linear(inputs, hidden, key: keys[0])
        l2 = Linear(hidden, outputs, key: keys[2])
    }

    func callAsFunction(_ x: Tensor) -> Tensor { l2(tanh(l1(x))) }
}
