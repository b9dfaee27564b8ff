import Espalier

/// Normalises each example by its own mean and variance (Equinox's `LayerNorm`).
///
/// y = (x - mean) / √(variance + epsilon) · weight + bias over the last axes, which have the layer's shape; all axes
/// before them are examples. Narrow dtypes are computed in float32, and the result has the input's dtype.
@Module
public struct LayerNorm: Layer, Sendable {
    /// What the elements are multiplied by, of the layer's shape.
    public var weight: Tensor?
    /// What is added to the elements, of the layer's shape.
    public var bias: Tensor?
    /// The sizes of the last axes.
    public let shape: [Int]
    /// What is added to the variance.
    public let epsilon: Double

    /// A layer for last axes of these sizes.
    public init(
        _ shape: [Int], epsilon: Double = 1e-5, useWeight: Bool = true, useBias: Bool = true,
        dtype: DType = .float32
    ) {
        weight = useWeight ? .ones(shape, dtype: dtype) : nil
        bias = useBias ? .zeros(shape, dtype: dtype) : nil
        self.shape = shape
        self.epsilon = epsilon
    }

    /// A layer for a last axis of this size.
    public init(
        _ size: Int, epsilon: Double = 1e-5, useWeight: Bool = true, useBias: Bool = true,
        dtype: DType = .float32
    ) {
        self.init(
            [size], epsilon: epsilon, useWeight: useWeight, useBias: useBias, dtype: dtype)
    }

    /// The normalised input.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        normalized("LayerNorm", input, shape, weight, bias) { x, axes in
            let centred = x - x.mean(axes: axes, keepDims: true)
            return centred * rsqrt(square(centred).mean(axes: axes, keepDims: true) + epsilon)
        }
    }
}

/// Divides each example by the root of the mean of its squares (Equinox's `RMSNorm`).
///
/// y = x / √(mean of x² + epsilon) · weight + bias over the last axes, which have the layer's shape. Narrow dtypes are
/// computed in float32, and the result has the input's dtype.
@Module
public struct RMSNorm: Layer, Sendable {
    /// What the elements are multiplied by, of the layer's shape.
    public var weight: Tensor?
    /// What is added to the elements, of the layer's shape.
    public var bias: Tensor?
    /// The sizes of the last axes.
    public let shape: [Int]
    /// What is added to the mean.
    public let epsilon: Double

    /// A layer for last axes of these sizes.
    public init(
        _ shape: [Int], epsilon: Double = 1e-5, useWeight: Bool = true, useBias: Bool = true,
        dtype: DType = .float32
    ) {
        weight = useWeight ? .ones(shape, dtype: dtype) : nil
        bias = useBias ? .zeros(shape, dtype: dtype) : nil
        self.shape = shape
        self.epsilon = epsilon
    }

    /// A layer for a last axis of this size.
    public init(
        _ size: Int, epsilon: Double = 1e-5, useWeight: Bool = true, useBias: Bool = true,
        dtype: DType = .float32
    ) {
        self.init(
            [size], epsilon: epsilon, useWeight: useWeight, useBias: useBias, dtype: dtype)
    }

    /// The normalised input.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        normalized("RMSNorm", input, shape, weight, bias) { x, axes in
            x * rsqrt(square(x).mean(axes: axes, keepDims: true) + epsilon)
        }
    }
}

/// Normalises over the last axes, then scales and shifts.
private func normalized(
    _ layer: String, _ input: Tensor, _ shape: [Int], _ weight: Tensor?, _ bias: Tensor?,
    _ normalize: (Tensor, [Int]) -> Tensor
) -> Tensor {
    checkedTensor([input]) {
        guard input.rank >= shape.count, Array(input.shape.suffix(shape.count)) == shape else {
            throw TensorError(
                layer,
                """
                the input has the shape \(input.shape), and its last axes must be \(shape), the shape of the layer
                """)
        }
        let dtype = computing(input.dtype)
        let axes = Array(input.rank - shape.count..<input.rank)
        var y = normalize(input.asType(dtype), axes)
        if let weight { y *= weight.asType(dtype) }
        if let bias { y += bias.asType(dtype) }
        return y.asType(input.dtype)
    }
}
