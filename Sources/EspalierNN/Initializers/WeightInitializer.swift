import Espalier

/// How the weights of a layer are drawn (`jax.nn.initializers`).
///
///     let w = WeightInitializer.heNormal()(key, [64, 10])
///     let layer = Linear(64, 10, weightInitializer: .orthogonal(), biasInitializer: .zeros, key: key)
///
/// Called with a shape they give what JAX's initializers of the same names give for the same key, as ``Key`` does. A layer
/// that takes an initialiser calls it with its shape in Flax's order of axes, `[...window, inputs, outputs]`, by which
/// fans are counted, and puts the axes into its own order afterwards.
public struct WeightInitializer: Sendable {
    private let make: @Sendable (Key, [Int], DType) throws -> Tensor

    /// An initialiser that draws by a function of a key, a shape and a dtype.
    public init(_ make: @escaping @Sendable (Key, [Int], DType) throws -> Tensor) {
        self.make = make
    }

    /// Draws weights.
    ///
    /// - Parameters:
    ///   - key: what they are drawn from.
    ///   - shape: the shape of the result.
    ///   - dtype: a floating or complex dtype.
    public func callAsFunction(
        _ key: Key, _ shape: [Int], dtype: DType = .float32
    ) -> Tensor {
        checkedTensor([key.data]) { try make(key, shape, dtype) }
    }

    /// The weight of a layer, `[outputs, inputs, ...window]`.
    func drawn(
        _ key: Key, _ outputs: Int, _ inputs: Int, _ window: [Int], _ dtype: DType
    ) -> Tensor {
        let drawn = self(key, window + [inputs, outputs], dtype: dtype)
        return drawn.movingAxes([-1, -2], to: [0, 1])
    }
}

extension WeightInitializer {
    /// Zeros (`zeros`).
    public static let zeros = WeightInitializer { _, shape, dtype in .zeros(shape, dtype: dtype) }

    /// Ones (`ones`).
    public static let ones = WeightInitializer { _, shape, dtype in .ones(shape, dtype: dtype) }

    /// One value everywhere (`constant`).
    ///
    /// - Parameter value: a scalar, or a tensor that is broadcast to the shape.
    public static func constant(_ value: Tensor) -> WeightInitializer {
        WeightInitializer { _, shape, dtype in .full(shape, value, dtype: dtype) }
    }

    /// Uniform from 0 to the scale (`uniform`).
    public static func uniform(scale: Double = 1e-2) -> WeightInitializer {
        WeightInitializer { key, shape, dtype in
            key.uniform(shape, dtype: dtype) * Tensor(scale).asType(dtype)
        }
    }

    /// Normal with the mean 0 (`normal`).
    public static func normal(standardDeviation: Double = 1e-2) -> WeightInitializer {
        WeightInitializer { key, shape, dtype in
            key.normal(shape, dtype: dtype) * Tensor(standardDeviation).asType(dtype)
        }
    }

    /// Normal, but only what lies in a range (`truncated_normal`).
    ///
    /// - Parameters:
    ///   - standardDeviation: what the numbers are multiplied by, after those out of range have been left out.
    ///   - range: in standard deviations.
    public static func truncatedNormal(
        standardDeviation: Double = 1e-2, in range: ClosedRange<Double> = -2...2
    ) -> WeightInitializer {
        WeightInitializer { key, shape, dtype in
            key.truncatedNormal(shape, in: range, dtype: dtype)
                * Tensor(standardDeviation).asType(dtype)
        }
    }
}
