import Espalier

/// A layer with one weight that others can stand in front of: what ``WeightNorm`` and ``SpectralNorm`` wrap.
public protocol WeightedLayer: Layer {
    /// The weight; its first axis goes through the output features.
    var weight: Tensor { get set }
}

extension Layer {
    /// The output of a copy of the layer: what changes in its state is dropped.
    ///
    /// For layers that are constants, and for functions that take a model by value. In a layer that keeps no state
    /// it is the same as calling it.
    public func output(for input: Tensor) -> Tensor {
        var copy = self
        return copy(input)
    }
}

/// A leaf that is made from the key, or by ``Tree/initialized(_:)`` where there is none.
func parameter(_ key: Key?, _ make: @escaping @Sendable (Key) -> Tensor) -> Tensor {
    if let key { make(key) } else { Tensor(Initializer(make)) }
}

/// The leaf of a layer that was made with options that mean nothing: a mistake, unless `problem` is nil.
func parameter(
    _ key: Key?, _ layer: String, problem: String?, _ make: @escaping @Sendable (Key) -> Tensor
) -> Tensor {
    guard let problem else { return parameter(key, make) }
    return checkedTensor { throw TensorError(layer, problem) }
}

/// Numbers that are uniform between the limit and its negative, as Equinox draws them. Complex numbers take two draws.
func uniformWeights(_ key: Key, _ shape: [Int], _ dtype: DType, limit: Double) -> Tensor {
    // Without inputs there is nothing to draw, and no limit either.
    guard limit.isFinite, limit > 0 else { return .zeros(shape, dtype: dtype) }
    guard dtype.isComplex else { return key.uniform(shape, in: -limit..<limit, dtype: dtype) }
    let (first, second) = key.split()
    return complex(
        first.uniform(shape, in: -limit..<limit, dtype: dtype.realPart),
        second.uniform(shape, in: -limit..<limit, dtype: dtype.realPart))
}

/// Checks that the input ends in as many features as the layer takes.
func requireFeatures(_ layer: String, _ input: Tensor, _ count: Int, weight: Tensor) throws {
    guard input.shape.last == count else {
        throw TensorError(
            layer,
            """
            the input has the shape \(input.shape), and its last axis must have the size \(count): the weight of the \
            shape \(weight.shape) takes \(count) features
            """)
    }
}

/// Calls a function with one axis of examples in place of all axes before the item's own.
func withExamples(
    _ x: Tensor, itemRank: Int, _ body: (Tensor) throws -> Tensor
) rethrows -> Tensor {
    let lead = Array(x.shape.dropLast(itemRank))
    let y = try body(x.reshaped([lead.sizeProduct] + x.shape.suffix(itemRank)))
    return y.reshaped(lead + y.shape.dropFirst())
}

/// The dtype that normalisations compute in: float32 for the narrow ones.
func computing(_ dtype: DType) -> DType { promote(dtype, .float32) }
