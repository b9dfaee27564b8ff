import Espalier

/// A minimal gated unit, a GRU with one gate (Flax's `MGUCell`; https://arxiv.org/abs/1603.09420).
///
/// With W the weights, U those of the state h, and the gates in the order f, n:
/// f = σ(W_f x + b_f + U_f h), n = tanh(Wₙx + bₙ + f · (Uₙh + biasN)), h' = (1 - f) · n + f · h; without a reset gate
/// n = tanh(Wₙx + bₙ + Uₙh).
///
/// Parameters begin as Flax's do: W by LeCun's normal, U orthogonal for each gate, b_f with 1 and the other biases with 0.
@Module
public struct MGUCell: RecurrentCell {
    /// `[2 · hidden, inputs]`.
    public var weightIH: Tensor
    /// `[2 · hidden, hidden]`.
    public var weightHH: Tensor
    /// `[2 · hidden]`.
    public var bias: Tensor
    /// What is added to the state's part of the new content, `[hidden]`; nil without a reset gate.
    public var biasN: Tensor?
    /// The number of input features.
    public let inputs: Int
    /// The number of hidden features.
    public let hidden: Int
    /// What the gate goes through.
    public let gate: Activation
    /// What the new content goes through.
    public let activation: Activation
    /// In what dtype and how exactly it multiplies; the state keeps its own dtype.
    public let products: ProductSettings

    /// A cell of the sizes.
    ///
    /// - Parameters:
    ///   - inputs: the number of input features.
    ///   - hidden: the number of hidden features.
    ///   - resetGate: whether the gate also scales what the state adds to the new content.
    ///   - gate: what the gate goes through.
    ///   - activation: what the new content goes through.
    ///   - dtype: of the parameters.
    ///   - computeDType: what input, state and parameters are converted to for the gates; nil for their common dtype.
    ///   - precision: how exactly products are computed, where the device has a choice.
    ///   - key: what the parameters are drawn from; nil leaves that to ``Tree/initialized(_:)``.
    public init(
        _ inputs: Int, _ hidden: Int, resetGate: Bool = true, gate: Activation = .sigmoid,
        activation: Activation = .tanh, dtype: DType = .float32, computeDType: DType? = nil,
        precision: ProductPrecision = .standard, key: Key? = nil
    ) {
        let keys = key?.split(2)
        products = ProductSettings(dtype: computeDType, precision: precision)
        let problem =
            inputs < 0 || hidden < 1
            ? "the sizes must be positive, and they are \(inputs) and \(hidden)" : products.problem
        weightIH = parameter(keys?[0], "MGUCell", problem: problem) {
            WeightInitializer.lecunNormal().drawn(
                $0, hidden.saturatingMultiply(2), inputs, [], dtype)
        }
        weightHH = parameter(keys?[1], "MGUCell", problem: problem) { key in
            let squares = key.split(2).map {
                WeightInitializer.orthogonal().drawn($0, hidden, hidden, [], dtype)
            }
            return concatenate(squares, axis: 0)
        }
        let size = max(hidden, 0)
        bias = concatenate([.ones([size], dtype: dtype), .zeros([size], dtype: dtype)], axis: 0)
        biasN = resetGate ? .zeros([size], dtype: dtype) : nil
        self.inputs = inputs
        self.hidden = hidden
        self.gate = gate
        self.activation = activation
    }

    /// The next state, `[..., hidden]`.
    public func callAsFunction(_ input: Tensor, _ state: Tensor) -> Tensor {
        checkedTensor([input, state]) {
            try requireFeatures("MGUCell", input, inputs, weight: weightIH)
            try requireState("MGUCell", state, hidden)
            let i = products.affine(input, weightIH, bias).split(into: 2, axis: -1)
            let h = products.affine(state, weightHH).split(into: 2, axis: -1)
            let forget = gate(i[0] + h[0])
            let kept = biasN.map { forget * (h[1] + products.cast($0)) } ?? h[1]
            return (1 - forget) * activation(i[1] + kept) + forget * state
        }
    }

    /// Zeros, `[..., hidden]`.
    public func initialState(_ batch: [Int], dtype: DType = .float32) -> Tensor {
        .zeros(batch + [hidden], dtype: promote(dtype, weightHH.dtype))
    }
}
