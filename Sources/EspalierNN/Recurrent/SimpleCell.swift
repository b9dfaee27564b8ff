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
    /// In what dtype and how exactly it multiplies; the state keeps its own dtype.
    public let products: ProductSettings

    /// A cell of the sizes.
    ///
    /// - Parameters:
    ///   - inputs: the number of input features.
    ///   - hidden: the number of hidden features.
    ///   - activation: what is applied to the sum.
    ///   - useBias: whether there is a bias.
    ///   - dtype: of the parameters.
    ///   - computeDType: what input, state and parameters are converted to for the gates; nil for their common dtype.
    ///   - precision: how exactly products are computed, where the device has a choice.
    ///   - key: what the parameters are drawn from; nil leaves that to ``Tree/initialized(_:)``.
    public init(
        _ inputs: Int, _ hidden: Int, activation: Activation = .tanh, useBias: Bool = true,
        dtype: DType = .float32, computeDType: DType? = nil,
        precision: ProductPrecision = .standard, key: Key? = nil
    ) {
        products = ProductSettings(dtype: computeDType, precision: precision)
        (weightIH, weightHH, bias) = gateWeights(
            "SimpleCell", gates: 1, inputs, hidden, useBias: useBias, dtype, products,
            key?.split(3))
        self.inputs = inputs
        self.hidden = hidden
        self.activation = activation
    }

    /// The next state, `[..., hidden]`.
    public func callAsFunction(_ input: Tensor, _ state: Tensor) -> Tensor {
        checkedTensor([input, state]) {
            try requireFeatures("SimpleCell", input, inputs, weight: weightIH)
            try requireState("SimpleCell", state, hidden)
            let sum = products.affine(input, weightIH) + products.affine(state, weightHH)
            let next = activation(bias.map { sum + products.cast($0) } ?? sum)
            // A state of another dtype could not be carried on.
            return products.dtype == nil ? next : next.asType(state.dtype)
        }
    }

    /// Zeros, `[..., hidden]`.
    public func initialState(_ batch: [Int], dtype: DType = .float32) -> Tensor {
        .zeros(batch + [hidden], dtype: promote(dtype, weightHH.dtype))
    }
}
