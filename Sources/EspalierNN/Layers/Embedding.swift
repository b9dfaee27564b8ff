import Espalier

/// A vector for each of a number of things (Equinox's `Embedding`, with Flax's `attend`).
///
/// The weight is normal with the variance 1 and has, for one key, Equinox's numbers. Indices out of range are moved to
/// the nearest one, as in JAX.
///
/// Input: integers `[...]`; output: `[..., features]`.
@Module
public struct Embedding: WeightedLayer, Sendable {
    /// `[count, features]`.
    public var weight: Tensor
    /// The number of things.
    public let count: Int
    /// The size of a vector.
    public let features: Int

    /// A layer of so many vectors.
    ///
    /// - Parameters:
    ///   - count: the number of things.
    ///   - features: the size of a vector.
    ///   - weightInitializer: draws the weight as `[count, features]`; nil for Equinox's default.
    ///   - dtype: of the weight.
    ///   - key: what the weight is drawn from; nil leaves that to ``Tree/initialized(_:)``.
    public init(
        _ count: Int, _ features: Int, weightInitializer: WeightInitializer? = nil,
        dtype: DType = .float32, key: Key? = nil
    ) {
        let problem =
            count < 0 || features < 0
            ? "the sizes \(count) and \(features) can't be negative" : nil
        weight = parameter(key, "Embedding", problem: problem) { key in
            weightInitializer?(key, [count, features], dtype: dtype)
                ?? key.normal([count, features], dtype: dtype)
        }
        self.count = count
        self.features = features
    }

    /// A layer with the given vectors, `[count, features]`.
    public init(weight: Tensor) {
        self.weight = checkedTensor([weight]) {
            guard weight.rank == 2 else {
                throw TensorError(
                    "Embedding",
                    "the weight must have the shape [count, features], and it has \(weight.shape)")
            }
            return weight
        }
        (count, features) = (weight.shape.first ?? 0, weight.shape.last ?? 0)
    }

    /// The vectors of things.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        checkedTensor([input, weight]) {
            guard input.dtype.isInteger else {
                throw TensorError(
                    "Embedding", "takes integers, and the input has the dtype \(input.dtype)")
            }
            return weight[input]
        }
    }

    /// How much vectors are like those of each thing: `[..., features]` gives `[..., count]` (Flax's `attend`).
    ///
    /// With it one weight serves both ends of a language model.
    public func attend(_ query: Tensor) -> Tensor {
        checkedTensor([query, weight]) {
            try requireFeatures("Embedding.attend", query, features, weight: weight)
            return matmul(query, weight.transposed())
        }
    }
}
