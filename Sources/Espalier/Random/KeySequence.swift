/// A key that gives another key each time it is asked: randomness as state of a module.
///
///     @Module struct Dropout {
///         var keys: KeySequence
///         mutating func callAsFunction(_ x: Tensor) -> Tensor {
///             which(keys.next().bernoulli(x.shape, probability: 0.5), 2 * x, 0)
///         }
///     }
///
/// What is left of the key is a leaf of the kind ``Rng``, so that it changes through `inout` in
/// compiled functions too. Under `vmap` a sequence that all examples share gives all of them the
/// same keys; batch it, or split one key for each example, to give them different ones. Compare
/// Treex's `KeySeq`.
public struct KeySequence: Tree, Hashable, Sendable {
    private var key: Key

    /// The sequence that begins with this key.
    public init(_ key: Key) { self.key = key }

    /// The sequence of a seed.
    public init(_ seed: some FixedWidthInteger) { self.init(Key(seed)) }

    /// A key that wasn't given before: the first of the two that the kept one is split into; the
    /// second is kept.
    public mutating func next() -> Key {
        let (own, next) = key.split()
        key = next
        return own
    }

    /// Passes the key on.
    public func visit<V: TreeVisitor>(_ visitor: inout V) {
        visitor.child(key, Field(.name("key"), kind: Rng.self))
    }

    /// Offers the key.
    public mutating func update<U: TreeUpdater>(_ updater: inout U) {
        updater.child(&key, Field(.name("key"), kind: Rng.self))
    }
}
