/// A leaf that is yet to be made, from a key.
///
/// A module whose leaves are initializers is declared without a key, and gets one when its
/// structure stands:
///
///     @Module struct Linear {
///         var weight: Tensor
///         var bias: Tensor
///         init(_ inputs: Int, _ outputs: Int) {
///             weight = Tensor(Initializer { key in key.normal([inputs, outputs]) })
///             bias = Tensor(Initializer { _ in .zeros([outputs]) })
///         }
///     }
///     let model = Linear(3, 2).initialized(Key(42))
///
/// Until ``Tree/initialized(_:)`` has made it, computing with the leaf is a programmer's mistake,
/// and transformations pass over it. Compare Treex's `Initializer`.
public struct Initializer: Sendable {
    let make: @Sendable (Key) -> Tensor

    /// An initializer that makes the leaf by the function.
    public init(_ make: @escaping @Sendable (Key) -> Tensor) { self.make = make }

    /// Makes the leaf.
    public func callAsFunction(_ key: Key) -> Tensor { make(key) }
}

extension Tensor {
    /// A leaf that ``Tree/initialized(_:)`` is to make.
    public init(_ initializer: Initializer) { self.init(InitializerNode(initializer)) }

    /// Whether the tensor is a leaf that ``Tree/initialized(_:)`` is yet to make.
    public var isInitializer: Bool { node.tag == .initializer }

    /// Whether there is nothing to compute with: the leaf was filtered out or is yet to be made.
    var isAbsent: Bool { node.tag >= .nothing }

    /// Whether it stands for the result of a mistake.
    package var isPoisoned: Bool { node.tag == .poison }
}
