import Espalier

/// A gated recurrent unit (Equinox's `GRUCell`).
///
/// With W the weights, U those of the state h, and the gates in the order r, z, n:
/// r = σ(Wᵣx + bᵣ + Uᵣh), z = σ(W_z x + b_z + U_z h), n = tanh(Wₙx + bₙ + r · (Uₙh + biasN)), h' = n + z · (h - n).
///
/// All parameters are uniform within ±1/√hidden and have, for one key, Equinox's numbers.
@Module
public struct GRUCell: RecurrentCell {
    /// `[3 · hidden, inputs]`.
    public var weightIH: Tensor
    /// `[3 · hidden, hidden]`.
    public var weightHH: Tensor
    /// `[3 · hidden]`.
    public var bias: Tensor?
    /// What is added to the state's part of the new content, `[hidden]`.
    public var biasN: Tensor?
    /// The number of input features.
    public let inputs: Int
    /// The number of hidden features.
    public let hidden: Int

    /// A cell of the sizes; `key` nil leaves its leaves to ``Tree/initialized(_:)``.
    public init(
        _ inputs: Int, _ hidden: Int, useBias: Bool = true, dtype: DType = .float32,
        key: Key? = nil
    ) {
        let keys = key?.split(4)
        (weightIH, weightHH, bias) = gateWeights(
            "GRUCell", gates: 3, inputs, hidden, useBias: useBias, dtype, keys)
        let limit = (1 / Double(hidden)).squareRoot()
        biasN =
            bias == nil
            ? nil : parameter(keys?[3]) { uniformWeights($0, [hidden], dtype, limit: limit) }
        self.inputs = inputs
        self.hidden = hidden
    }

    /// The next state, `[..., hidden]`.
    public func callAsFunction(_ input: Tensor, _ state: Tensor) -> Tensor {
        checkedTensor([input, state]) {
            try requireFeatures("GRUCell", input, inputs, weight: weightIH)
            try requireState("GRUCell", state, hidden)
            var fromInput = matmul(input, weightIH.transposed())
            if let bias { fromInput += bias }
            let i = fromInput.split(into: 3, axis: -1)
            let h = matmul(state, weightHH.transposed()).split(into: 3, axis: -1)
            let reset = sigmoid(i[0] + h[0])
            let update = sigmoid(i[1] + h[1])
            let new = tanh(i[2] + reset * (biasN.map { h[2] + $0 } ?? h[2]))
            return new + update * (state - new)
        }
    }

    /// Zeros, `[..., hidden]`.
    public func initialState(_ batch: [Int], dtype: DType = .float32) -> Tensor {
        .zeros(batch + [hidden], dtype: promote(dtype, weightHH.dtype))
    }
}
