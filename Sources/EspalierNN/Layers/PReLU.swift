import Espalier

/// A relu whose slope for negative numbers is learned (Equinox's `PReLU`).
///
/// y = x where x is not negative, slope · x elsewhere.
@Module
public struct PReLU: Layer, Sendable {
    /// The slope: a scalar, or anything that broadcasts with the input.
    public var negativeSlope: Tensor

    /// A layer that begins with a slope.
    public init(slope: Tensor = Tensor(0.25 as Float)) { negativeSlope = slope }

    /// The input with negative elements scaled.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        which(input .>= 0, input, negativeSlope.asType(input.dtype) * input)
    }
}
