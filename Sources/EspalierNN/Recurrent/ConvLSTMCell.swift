import Espalier

/// A cell with long short-term memory whose products are convolutions, for sequences of images (Flax's `ConvLSTMCell`;
/// https://arxiv.org/abs/1506.04214).
///
/// With the gates in the order i, g, f, o of the channels of W * x + b + U * h + b':
/// c' = σ(f + 1) · c + σ(i) · tanh(g), h' = σ(o) · tanh(c').
///
///     let layer = RNN(ConvLSTMCell(1, 8, kernel: [3, 3], key: key))
///     let y = layer(films)                        // [batch, time, 1, 28, 28] gives [batch, time, 8, 28, 28]
///
/// Weights and biases begin as those of ``Conv2D``; Flax draws weights by LeCun's normal, and its biases begin with 0.
@Module
public struct ConvLSTMCell: RecurrentCell {
    /// `[4 · hidden, inputs, ...window]`.
    public var weightIH: Tensor
    /// `[4 · hidden]`.
    public var biasIH: Tensor?
    /// `[4 · hidden, hidden, ...window]`.
    public var weightHH: Tensor
    /// `[4 · hidden]`.
    public var biasHH: Tensor?
    /// The options of the convolution of the input.
    public let settings: ConvolutionSettings
    /// The options of the convolution of the state.
    public let stateSettings: ConvolutionSettings

    /// A cell for images.
    ///
    /// - Parameters:
    ///   - inputs: the number of channels of the input.
    ///   - hidden: the number of channels of the state.
    ///   - kernel: the size of the window along each spatial axis; there are as many of these as numbers.
    ///   - padding: what is put around the spatial axes, whose sizes it must keep.
    ///   - useBias: whether both convolutions have biases.
    ///   - layout: where the channels stand.
    ///   - dtype: of the parameters.
    ///   - computeDType: what input, state and parameters are converted to for the gates; nil for their common dtype.
    ///   - precision: how exactly products are computed, where the device has a choice.
    ///   - key: what the parameters are drawn from; nil leaves that to ``Tree/initialized(_:)``.
    public init(
        _ inputs: Int, _ hidden: Int, kernel: [Int], padding: SpatialPadding = .same,
        useBias: Bool = true, layout: SpatialLayout = .channelsFirst, dtype: DType = .float32,
        computeDType: DType? = nil, precision: ProductPrecision = .standard, key: Key? = nil
    ) {
        let keys = key?.split(2)
        let spatial = kernel.count
        func settings(_ channels: Int) -> ConvolutionSettings {
            let ones = 1.extents(axes: spatial)
            return ConvolutionSettings(
                spatial: spatial, inputs: channels, outputs: hidden.saturatingMultiply(4),
                kernel: kernel,
                stride: ones, padding: padding, outputPadding: 0.extents(axes: spatial),
                dilation: ones, groups: 1, paddingMode: .zeros, layout: layout,
                products: ProductSettings(dtype: computeDType, precision: precision))
        }
        let problem =
            inputs < 1 || hidden < 1 || !(1...3).contains(spatial)
            ? """
            needs channels and a kernel of one to three axes, and was given \(inputs) and \(hidden) channels and the \
            kernel \(kernel)
            """ : nil
        self.settings = settings(inputs)
        stateSettings = settings(hidden)
        (weightIH, biasIH) = self.settings.parameters(
            "ConvLSTMCell", problem: problem, useBias: useBias, nil, nil, dtype, keys?[0])
        (weightHH, biasHH) = stateSettings.parameters(
            "ConvLSTMCell", problem: problem, useBias: useBias, nil, nil, dtype, keys?[1])
    }

    /// The next state; input and state are `[..., channels, ...spatial]` or, with `.channelsLast`,
    /// `[..., ...spatial, channels]`.
    public func callAsFunction(_ input: Tensor, _ state: LSTMState) -> LSTMState {
        let sums = checkedTensor([input, state.hidden, state.cell]) {
            let i = settings.convolution("ConvLSTMCell", input, weightIH, biasIH)
            let h = stateSettings.convolution("ConvLSTMCell", state.hidden, weightHH, biasHH)
            var expected = state.hidden.shape
            let place = expected.count + featureAxis
            if expected.indices.contains(place) { expected[place] *= 4 }
            guard i.shape == expected, h.shape == expected else {
                throw TensorError(
                    "ConvLSTMCell",
                    """
                    the gates of the input have the shape \(i.shape) and those of the state \(h.shape): the padding \
                    must keep the sizes of the spatial axes, and the state is as large as the input
                    """)
            }
            return i + h
        }
        let gates = sums.split(into: 4, axis: featureAxis)
        let cell = sigmoid(gates[2] + 1) * state.cell + sigmoid(gates[0]) * tanh(gates[1])
        let hidden = sigmoid(gates[3]) * tanh(cell)
        return LSTMState(hidden: hidden, cell: cell)
    }

    /// Zeros, for the axes beside that of the channels: those of the batch, then the spatial ones.
    public func initialState(_ batch: [Int], dtype: DType = .float32) -> LSTMState {
        var shape = batch
        shape.insert(stateSettings.inputs, at: max(0, batch.count + 1 + featureAxis))
        let zeros = Tensor.zeros(shape, dtype: promote(dtype, weightHH.dtype))
        return LSTMState(hidden: zeros, cell: zeros)
    }

    /// Zeros, for inputs of a shape.
    public func initialState(for shape: [Int], dtype: DType) -> LSTMState {
        var others = shape
        others.remove(at: max(0, shape.count + featureAxis))
        return initialState(others, dtype: dtype)
    }

    /// What the cell gives out.
    public func output(of state: LSTMState) -> Tensor { state.hidden }

    /// The channels and the spatial axes.
    public var itemRank: Int { settings.spatial + 1 }

    /// Where the channels stand.
    public var featureAxis: Int { settings.layout == .channelsLast ? -1 : -itemRank }
}
