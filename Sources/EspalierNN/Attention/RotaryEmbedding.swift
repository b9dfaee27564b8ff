import Espalier

/// Turns vectors by angles that grow with their place (Equinox's `RotaryPositionalEmbedding`).
///
/// Element i of the first half and element i of the second are the two coordinates that are turned, by the place times
/// theta^(-2i / size).
///
/// Input and output: `[..., places, size]`.
@Module
public struct RotaryEmbedding: Layer, Sendable {
    /// The size of a vector, an even number.
    public let size: Int
    /// How far angles are spread.
    public let theta: Double
    /// The dtype of sines and cosines.
    public let dtype: DType

    /// A layer for vectors of a size.
    public init(_ size: Int, theta: Double = 10_000, dtype: DType = .float32) {
        self.size = size
        self.theta = theta
        self.dtype = dtype
    }

    /// The vectors turned, the first of each sequence being at place 0.
    public func callAsFunction(_ input: Tensor) -> Tensor { self(input, from: 0) }

    /// The vectors turned.
    ///
    /// - Parameter start: the place of the first vector of each sequence, a scalar that may be traced: how many vectors
    ///   have been before, in a text that is continued.
    public func callAsFunction(_ input: Tensor, from start: Tensor) -> Tensor {
        checkedTensor([input, start]) {
            guard size >= 0, size % 2 == 0, input.rank >= 2, input.shape.last == size else {
                throw TensorError(
                    "RotaryEmbedding",
                    """
                    the input has the shape \(input.shape), and it must have the axes [..., places, \(size)] with an \
                    even size
                    """)
            }
            let steps = Tensor.arange(size / 2).asType(.float32) * 2
            let frequencies = 1 / (Tensor(Float(theta)) ** (steps / Float(max(size, 1))))
            let places = Tensor.arange(input.shape[input.rank - 2]).asType(.float32) + start
            let angles = outer(places, frequencies)
            let twice = concatenate([angles, angles], axis: -1)
            let (cosines, sines) = (cos(twice).asType(dtype), sin(twice).asType(dtype))
            let halves = input.split(into: 2, axis: -1)
            let turned = concatenate([-halves[1], halves[0]], axis: -1)
            return (input * cosines + turned * sines).asType(input.dtype)
        }
    }
}
