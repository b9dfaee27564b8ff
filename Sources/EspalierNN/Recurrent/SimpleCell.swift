import Espalier

/// A recurrent cell without gates: h' = activation(W x + U h + b) (Flax's `SimpleCell`).
///
/// Weights are laid out and drawn as those of ``GRUCell``: uniform within ±1/√hidden. Flax draws W by LeCun's normal
/// and U by the orthogonal initialiser, and begins with b = 0.
@Module
public struct SimpleCell: RecurrentCell {
    /// `[hidden, inputs]`.
    public var weightIH: Tensor
    /// `[hidden, hidden]`.
    public var weightHH: Tensor
    /// `[hidden]`.
    public var bias: Tensor?
    /// The number of input features.
    public let inputs: Int
    /// The number of hidden features.
    public let hidden: Int
    /// What is applied to the sum.
    public let activation: Activation

    /// A cell of the sizes; `key` nil leaves its leaves to ``Tree/initialized(_:)``.
    public init(
        _ inputs: Int, _ hidden: Int, activation: Activation = .tanh, useBias: Bool = true,
        dtype: DType = .float32, key: Key? = nil
    ) {
        (weightIH, weightHH, bias) = gateWeights(
            "SimpleCell", gates: 1, inputs, hidden, useBias: useBias, dtype, key?.split(3))
        self.inputs = inputs
        self.hidden = hidden
        self.activation = activation
    }

    /// The next state, `[..., hidden]`.
    public func callAsFunction(_ input: Tensor, _ state: Tensor) -> Tensor {
        checkedTensor([input, state]) {
            try requireFeatures("SimpleCell", input, inputs, weight: weightIH)
            try requireState("SimpleCell", state, hidden)
            let sum = matmul(input, weightIH.transposed()) + matmul(state, weightHH.transposed())
            return activation(bias.map { sum + $0 } ?? sum)
        }
    }

    /// Zeros, `[..., hidden]`.
    public func initialState(_ batch: [Int], dtype: DType = .float32) -> Tensor {
        .zeros(batch + [hidden], dtype: promote(dtype, weightHH.dtype))
    }
}
