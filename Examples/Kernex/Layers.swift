import Espalier

/// A linear map with weights as He et al. (2015) draw them and an offset that begins at one.
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

/// Three layers with tanh between them.
@Module
struct StackedLinear: Espalier.Layer {
    var l1: Linear
    var l2: Linear
    var l3: Linear

    init(_ inputs: Int, _ outputs: Int, key: Key) {
        let keys = key.split(3)
        l1 = Linear(inputs, 128, key: keys[0])
        l2 = Linear(128, 128, key: keys[1])
        l3 = Linear(128, outputs, key: keys[2])
    }

    func callAsFunction(_ x: Tensor) -> Tensor { l3(tanh(l2(tanh(l1(x))))) }
}
