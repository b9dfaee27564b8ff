import Espalier

/// Sets elements to zero at random while it is trained, and scales the others so that the mean stays
/// (Equinox's and Treex's `Dropout`).
///
///     var layer = Dropout(0.5, key: key)
///     let y = layer(x)                      // another mask each time
///     let z = layer(x, key: stepKey)        // by a key of one's own; the layer stays as it is
///
/// In evaluation, and where the layer is frozen, it gives its input back. For one key it drops what Equinox's layer
/// drops.
@Module
public struct Dropout: Layer, Sendable {
    /// Where the masks come from; nil where the caller has to give a key each time.
    @Rng public var keys: KeySequence?
    /// The probability of being dropped.
    public var rate: Double
    /// The axes along which all elements share one fate; negative ones count from the last.
    public let sharedAxes: [Int]

    /// A layer that drops elements with a probability.
    ///
    /// - Parameters:
    ///   - rate: the probability, from 0 to 1.
    ///   - sharedAxes: axes along which all elements are dropped together (Flax's `broadcast_dims`).
    ///   - key: where the masks come from. Without it ``Tree/initialized(_:)`` gives one.
    public init(_ rate: Double = 0.5, sharedAxes: [Int] = [], key: Key? = nil) {
        keys = key.map { KeySequence($0) }
        self.rate = rate
        self.sharedAxes = sharedAxes
    }

    /// Takes the key if the layer has none.
    public mutating func didInitialize(key: Key) {
        if keys == nil { keys = KeySequence(key) }
    }

    /// Whether there is nothing to drop: in evaluation, frozen, or with the rate 0.
    public var isIdle: Bool { !isTraining || isFrozen || rate == 0 }

    /// The input with elements dropped, by the next of the layer's keys.
    public mutating func callAsFunction(_ input: Tensor) -> Tensor {
        if isIdle { return input }
        guard let key = keys?.next() else {
            return checkedTensor([input]) {
                throw TensorError(
                    "Dropout",
                    """
                    has no key to draw a mask from while it is trained: make it by Dropout(rate, key: key) or \
                    model.initialized(key), call it with a key, or evaluate it by model.eval()
                    """)
            }
        }
        return self(input, key: key)
    }

    /// The input with elements dropped, by a key.
    public func callAsFunction(_ input: Tensor, key: Key) -> Tensor {
        if isIdle { return input }
        return checkedTensor([input]) {
            guard (0...1).contains(rate) else {
                throw TensorError("Dropout", "the rate must be from 0 to 1, and it is \(rate)")
            }
            if rate == 1 { return .zeros(like: input) }
            var shape = input.shape
            for axis in sharedAxes {
                let place = axis < 0 ? axis + shape.count : axis
                guard shape.indices.contains(place) else {
                    throw TensorError(
                        "Dropout", "the shared axis \(axis) is not in the shape \(input.shape)")
                }
                shape[place] = 1
            }
            return which(key.bernoulli(1 - rate, shape), input / (1 - rate), 0)
        }
    }
}
