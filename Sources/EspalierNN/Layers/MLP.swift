import Espalier

/// A multilayer perceptron: ``Linear`` layers with a function between them (Equinox's `MLP`).
///
///     MLP(2, 1, width: 8, depth: 2, key: key)         // as Equinox: two hidden layers of 8
///     MLP([1, 12, 8, 1], key: key)                    // as Treex: every size
///
/// Each layer is made as Equinox makes it, from one of `depth + 1` keys.
///
/// Input: `[..., inputs]`; output: `[..., outputs]`.
@Module
public struct MLP: Layer, Sendable {
    /// The layers, the last of which gives the output.
    public var layers: [Linear]
    /// What comes after each layer but the last.
    public let activation: Activation
    /// What comes after the last layer.
    public let finalActivation: Activation

    /// A perceptron with hidden layers of one width.
    ///
    /// - Parameters:
    ///   - inputs: the size of the input's last axis.
    ///   - outputs: the size of the output's last axis.
    ///   - width: the size of each hidden layer.
    ///   - depth: how many hidden layers there are; with 0 it is one linear layer.
    ///   - activation: what comes after each layer but the last.
    ///   - finalActivation: what comes after the last layer.
    ///   - useBias: whether the layers but the last have biases.
    ///   - useFinalBias: whether the last one has.
    ///   - dtype: of weights and biases.
    ///   - computeDType: what each layer computes in; nil for the common dtype of its operands.
    ///   - precision: how exactly products are computed, where the device has a choice.
    ///   - key: what they are drawn from; nil leaves that to ``Tree/initialized(_:)``.
    public init(
        _ inputs: Int, _ outputs: Int, width: Int, depth: Int, activation: Activation = .relu,
        finalActivation: Activation = .identity, useBias: Bool = true, useFinalBias: Bool = true,
        dtype: DType = .float32, computeDType: DType? = nil,
        precision: ProductPrecision = .standard, key: Key? = nil
    ) {
        let isPossible = 0...SizeLimit.objectCount ~= depth
        if !isPossible {
            _ = checkedTensor {
                throw TensorError(
                    "MLP",
                    "the depth must be from 0 to \(SizeLimit.objectCount), and it is \(depth)")
            }
        }
        self.init(
            [inputs] + Array(repeating: width, count: isPossible ? depth : 0) + [outputs],
            activation: activation, finalActivation: finalActivation, useBias: useBias,
            useFinalBias: useFinalBias, dtype: dtype, computeDType: computeDType,
            precision: precision, key: key)
    }

    /// A perceptron by the sizes of its input, its hidden layers and its output (Treex's `MLP`).
    ///
    /// - Parameters:
    ///   - sizes: two at least, or it is a programmer's mistake.
    ///
    /// The other parameters mean what they do for
    /// ``init(_:_:width:depth:activation:finalActivation:useBias:useFinalBias:dtype:computeDType:precision:key:)``.
    public init(
        _ sizes: [Int], activation: Activation = .relu, finalActivation: Activation = .identity,
        useBias: Bool = true, useFinalBias: Bool = true, dtype: DType = .float32,
        computeDType: DType? = nil, precision: ProductPrecision = .standard, key: Key? = nil
    ) {
        if sizes.count < 2 {
            _ = checkedTensor {
                throw TensorError(
                    "MLP",
                    """
                    needs the sizes of its input and its output, with those of hidden layers between them, and they \
                    are \(sizes)
                    """)
            }
        }
        let keys = key?.split(max(sizes.count - 1, 0))
        layers = zip(sizes, sizes.dropFirst()).enumerated().map { index, pair in
            let isLast = index == sizes.count - 2
            return Linear(
                pair.0, pair.1, useBias: isLast ? useFinalBias : useBias, dtype: dtype,
                computeDType: computeDType, precision: precision, key: keys?[index])
        }
        self.activation = activation
        self.finalActivation = finalActivation
    }

    /// The output of the last layer.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        checkedTensor([input]) {
            guard let last = layers.last else {
                throw TensorError("MLP", "has no layer: `layers` must hold the last one at least")
            }
            let hidden = layers.dropLast().reduce(input) { activation($1($0)) }
            return finalActivation(last(hidden))
        }
    }
}
