import Espalier

/// The state of an ``LSTMCell``.
@Module
public struct LSTMState: Sendable {
    /// What the cell gives out, `[..., hidden]`.
    @State public var hidden: Tensor
    /// What it remembers, `[..., hidden]`.
    @State public var cell: Tensor

    /// A state of its two parts.
    public init(hidden: Tensor, cell: Tensor) {
        self.hidden = hidden
        self.cell = cell
    }
}

/// A cell with long short-term memory (Equinox's `LSTMCell`).
///
/// With the gates in the order i, f, g, o of Wx + Uh + b: c' = σ(f) · c + σ(i) · tanh(g), h' = σ(o) · tanh(c').
///
/// All parameters are uniform within ±1/√hidden and have, for one key, Equinox's numbers.
@Module
public struct LSTMCell: RecurrentCell {
    /// `[4 · hidden, inputs]`.
    public var weightIH: Tensor
    /// `[4 · hidden, hidden]`.
    public var weightHH: Tensor
    /// `[4 · hidden]`.
    public var bias: Tensor?
    /// The number of input features.
    public let inputs: Int
    /// The number of hidden features.
    public let hidden: Int

    /// A cell of the sizes; `key` nil leaves its leaves to ``Tree/initialized(_:)``.
    public init(
        _ inputs: Int, _ hidden: Int, useBias: Bool = true, dtype: DType = .float32,
        key: Key? = nil
    ) {
        (weightIH, weightHH, bias) = gateWeights(
            "LSTMCell", gates: 4, inputs, hidden, useBias: useBias, dtype, key?.split(3))
        self.inputs = inputs
        self.hidden = hidden
    }

    /// The next state.
    public func callAsFunction(_ input: Tensor, _ state: LSTMState) -> LSTMState {
        let sums = checkedTensor([input, state.hidden, state.cell]) {
            try requireFeatures("LSTMCell", input, inputs, weight: weightIH)
            try requireState("LSTMCell", state.hidden, hidden)
            try requireState("LSTMCell", state.cell, hidden)
            let sum =
                matmul(input, weightIH.transposed()) + matmul(state.hidden, weightHH.transposed())
            return bias.map { sum + $0 } ?? sum
        }
        let gates = sums.split(into: 4, axis: -1)
        let cell = sigmoid(gates[1]) * state.cell + sigmoid(gates[0]) * tanh(gates[2])
        return LSTMState(hidden: sigmoid(gates[3]) * tanh(cell), cell: cell)
    }

    /// Zeros.
    public func initialState(_ batch: [Int], dtype: DType = .float32) -> LSTMState {
        let zeros = Tensor.zeros(batch + [hidden], dtype: promote(dtype, weightHH.dtype))
        return LSTMState(hidden: zeros, cell: zeros)
    }

    /// What the cell gives out.
    public func output(of state: LSTMState) -> Tensor { state.hidden }
}
