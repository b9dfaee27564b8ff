import Espalier

/// An affine map of the last axis: y = W x + b (Equinox's `Linear`; Treex's with the weight transposed).
///
/// The weight has the shape `[outputs, inputs]` in every case. By default weight and bias are uniform within
/// ±1/√inputs and have, for one key, Equinox's numbers. Initialisers draw in the order of axes that Flax has, so that
/// `weightInitializer: .lecunNormal(), biasInitializer: .zeros` gives the distribution of Flax's and Treex's layers.
///
/// Input: `[..., inputs]` in a floating or complex dtype; output: `[..., outputs]`, dtypes promoted.
@Module
public struct Linear: WeightedLayer, Sendable {
    /// `[outputs, inputs]`.
    public var weight: Tensor
    /// `[outputs]`.
    public var bias: Tensor?
    /// The size of the last axis of the input.
    public let inputs: Int
    /// The size of the last axis of the output.
    public let outputs: Int

    /// A layer of the sizes.
    ///
    /// - Parameters:
    ///   - inputs: the size of the input's last axis.
    ///   - outputs: the size of the output's last axis.
    ///   - useBias: whether there is a bias.
    ///   - weightInitializer: draws the weight; nil for Equinox's default.
    ///   - biasInitializer: draws the bias; nil for Equinox's default.
    ///   - dtype: of weight and bias.
    ///   - key: what they are drawn from; nil leaves that to ``Tree/initialized(_:)``.
    public init(
        _ inputs: Int, _ outputs: Int, useBias: Bool = true,
        weightInitializer: WeightInitializer? = nil, biasInitializer: WeightInitializer? = nil,
        dtype: DType = .float32, key: Key? = nil
    ) {
        let keys = key?.split(2)
        let problem =
            inputs < 0 || outputs < 0 ? "the sizes \(inputs) and \(outputs) can't be negative" : nil
        let limit = 1 / Double(inputs).squareRoot()
        weight = parameter(keys?[0], "Linear", problem: problem) { key in
            weightInitializer?.drawn(key, outputs, inputs, [], dtype)
                ?? uniformWeights(key, [outputs, inputs], dtype, limit: limit)
        }
        bias =
            useBias && problem == nil
            ? parameter(keys?[1]) { key in
                biasInitializer?(key, [outputs], dtype: dtype)
                    ?? uniformWeights(key, [outputs], dtype, limit: limit)
            } : nil
        self.inputs = inputs
        self.outputs = outputs
    }

    /// W x + b along the last axis.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        checkedTensor([input, weight]) {
            try requireFeatures("Linear", input, inputs, weight: weight)
            let product = matmul(input, weight.transposed())
            return bias.map { product + $0 } ?? product
        }
    }
}

/// A ``Linear`` layer whose number of inputs is that of the first tensor it is called with.
///
/// The layer is made at the first call, and is then a part by the name `linear`; see ``Module/lazyNode(_:_:)`` for what
/// that means in compiled functions.
@Module
public struct LazyLinear: Layer, Sendable {
    /// What weight and bias are drawn from.
    @Rng public var key: Key
    /// The size of the last axis of the output.
    public let outputs: Int
    /// Whether there is a bias.
    public let useBias: Bool
    /// The dtype of weight and bias.
    public let dtype: DType

    /// A layer with so many outputs.
    public init(_ outputs: Int, useBias: Bool = true, dtype: DType = .float32, key: Key) {
        self.key = key
        self.outputs = outputs
        self.useBias = useBias
        self.dtype = dtype
    }

    /// W x + b along the last axis.
    public mutating func callAsFunction(_ input: Tensor) -> Tensor {
        guard let inputs = input.shape.last else {
            return checkedTensor([input]) {
                throw TensorError("LazyLinear", "the input is a scalar, and it needs a last axis")
            }
        }
        let (outputs, useBias, dtype, key) = (outputs, useBias, dtype, key)
        let linear = lazyNode("linear") {
            Linear(inputs, outputs, useBias: useBias, dtype: dtype, key: key)
        }
        return linear(input)
    }
}
