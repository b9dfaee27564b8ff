import Espalier

/// A layer whose weight is split into its direction and its length (Equinox's `WeightNorm`).
///
///     WeightNorm(Linear(3, 2, key: key))
///
/// The weight that the layer is called with is weight · length / ‖weight‖, where the norm is taken over all axes but
/// one; the length begins as the norm, so that at first nothing is changed.
@Module
public struct WeightNorm<Wrapped: WeightedLayer & Sendable>: Layer, Sendable {
    /// The layer, whose weight is the direction.
    public var layer: Wrapped
    /// The norms, with the other axes of the size 1.
    public var length: Tensor
    /// The axis that has one norm for each place; nil for one norm of all.
    public let axis: Int?

    /// The layer with its weight split.
    ///
    /// - Parameters:
    ///   - layer: a layer whose weight is there already.
    ///   - axis: the axis that has one norm for each place; nil for one norm of all.
    public init(_ layer: Wrapped, axis: Int? = 0) {
        self.layer = layer
        self.axis = axis
        length = Self.norms(of: layer.weight, axis)
    }

    /// The layer's output, with the weight put together.
    public mutating func callAsFunction(_ input: Tensor) -> Tensor {
        let direction = layer.weight
        layer.weight = direction * length / Self.norms(of: direction, axis)
        defer { layer.weight = direction }
        return layer(input)
    }

    private static func norms(of weight: Tensor, _ axis: Int?) -> Tensor {
        checkedTensor([weight]) {
            if let axis, !weight.shape.indices.contains(axis) {
                throw TensorError("WeightNorm", "the weight \(weight.shape) has no axis \(axis)")
            }
            let others = (0..<weight.rank).filter { $0 != axis }
            return sqrt(square(weight).sum(axes: others, keepDims: true))
        }
    }
}

/// A layer whose weight is divided by its largest singular value (Equinox's `SpectralNorm`).
///
/// The singular vectors are kept, and while it is trained each call improves them by steps of power iteration, which
/// derivatives don't pass. In evaluation, and where the layer is frozen, they stay as they are. The weight counts as a
/// matrix whose rows are its first axis.
@Module
public struct SpectralNorm<Wrapped: WeightedLayer & Sendable>: Layer, Sendable {
    /// The layer, with its weight as it is learned.
    public var layer: Wrapped
    /// The left singular vector.
    @ModelState public var left: Tensor
    /// The right singular vector.
    @ModelState public var right: Tensor
    /// How many steps of power iteration are made at each call.
    public let iterations: Int
    /// What norms are at least.
    public let epsilon: Double

    /// The layer with its weight normalised.
    ///
    /// - Parameters:
    ///   - layer: a layer whose weight is there already, and has two axes at least.
    ///   - iterations: how many steps of power iteration are made at each call.
    ///   - epsilon: what norms are at least.
    ///   - key: what the singular vectors begin with; fifteen steps are made from there.
    public init(_ layer: Wrapped, iterations: Int = 1, epsilon: Double = 1e-12, key: Key) {
        self.layer = layer
        self.iterations = iterations
        self.epsilon = epsilon
        let matrix = Self.matrix(layer.weight)
        let (first, second) = key.split()
        (left, right) = (matrix, matrix)
        guard matrix.rank == 2, !matrix.isInitializer else { return }
        left = first.normal([matrix.shape[0]], dtype: matrix.dtype)
        right = second.normal([matrix.shape[1]], dtype: matrix.dtype)
        for _ in 0..<15 { iterate(matrix) }
    }

    /// The layer's output, with the weight divided by its largest singular value.
    public mutating func callAsFunction(_ input: Tensor) -> Tensor {
        let weight = layer.weight
        let matrix = Self.matrix(weight)
        if isTraining && !isFrozen {
            let fixed = stopGradient(matrix)
            for _ in 0..<iterations { iterate(fixed) }
        }
        let largest = einsum("i,ij,j->", left, matrix, right)
        layer.weight = weight / largest
        defer { layer.weight = weight }
        return layer(input)
    }

    private mutating func iterate(_ matrix: Tensor) {
        left = unit(matmul(matrix, right))
        right = unit(matmul(matrix.transposed(), left))
    }

    private func unit(_ x: Tensor) -> Tensor {
        x / maximum(sqrt(square(x).sum()), Tensor(epsilon).asType(x.dtype))
    }

    private static func matrix(_ weight: Tensor) -> Tensor {
        checkedTensor([weight]) {
            guard weight.rank >= 2 else {
                throw TensorError(
                    "SpectralNorm", "the weight \(weight.shape) must have two axes at least")
            }
            return weight.reshaped([weight.shape[0], -1])
        }
    }
}
