/// The key of a random number generator: what random numbers are drawn from.
///
/// Drawing from a key doesn't change it, so the same draw from the same key gives the same numbers;
/// for other numbers split the key and use each part once.
///
///     let (weights, noise) = Key(42).split()
///     let w = weights.normal([3, 2])
///     let x = noise.uniform([3], in: -1 ..< 1)
///
/// The generator is Threefry-2x32, and every method gives what the function of `jax.random` that it
/// names gives for the same key: bit for bit where exact arithmetic makes it of random bits (keys,
/// integers, uniform numbers from 0 up to 1, permutations), and to the last digits where it goes
/// through a logarithm or the like, or through a product and a sum that the compiler may round once or
/// twice. Those digits differ from processor to processor, in JAX as here.
///
/// A key is two 32-bit words in a tensor; it may be traced, be batched by ``vmap(_:)``, and be stored
/// in a module, where its kind is ``Rng``.
public struct Key: Sendable {
    /// Which counters the generator is given for the elements of a tensor; keys are the same words
    /// in both.
    public enum Layout: String, Hashable, Sendable, CaseIterable {
        /// Each element from a counter of its own, so that parts of a tensor can be drawn apart:
        /// JAX's default since 0.5 (`jax_threefry_partitionable` set).
        case partitionable
        /// Two elements from each pair of counters: what JAX did before.
        case original
    }

    /// The key's words: uint32 of the shape `[2]`, with more axes in front for several keys at
    /// once.
    public private(set) var data: Tensor

    /// The layout of the draws.
    public let layout: Layout

    /// The key of a seed (`jax.random.key`).
    ///
    /// The words are the upper and lower half of the seed in 64 bits, in two's complement if it is
    /// negative. JAX agrees when it runs with 64-bit types enabled; without them it drops the upper
    /// half.
    public init(_ seed: some FixedWidthInteger, _ layout: Layout = .partitionable) {
        let bits = UInt64(truncatingIfNeeded: seed)
        let words = [UInt32(truncatingIfNeeded: bits >> 32), UInt32(truncatingIfNeeded: bits)]
        self.init(unchecked: Tensor(scalars: words, shape: [2]), layout)
    }

    /// The key of a seed that is a tensor, and may be traced (`jax.random.key`).
    ///
    /// - Parameter seed: an integer scalar. Below 64 bits the first word is zero.
    public init(seed: Tensor, _ layout: Layout = .partitionable) {
        let data = checked(seed) {
            guard seed.rank == 0, seed.dtype.isInteger else {
                throw TensorError(
                    "Key", "a seed must be an integer scalar, and this one is \(seed.type)")
            }
            let signature = Sampler.Signature("seed", layout)
            return try Sampler.run(signature, [seed]) { [try seedWords($0[0])] }[0]
        }
        self.init(unchecked: data, layout)
    }

    /// The key, or the batch of keys, with these words (`jax.random.wrap_key_data`).
    ///
    /// - Parameter data: uint32 whose last axis has the size 2.
    public init(data: Tensor, _ layout: Layout = .partitionable) {
        let data = checked(data) {
            guard data.dtype == .uint32, data.shape.last == 2 else {
                throw TensorError(
                    "Key",
                    "the words of a key must be uint32 of the shape [2] or […, 2], not \(data.type)"
                )
            }
            return data
        }
        self.init(unchecked: data, layout)
    }

    init(unchecked data: Tensor, _ layout: Layout) {
        self.data = data
        self.layout = layout
    }
}

// MARK: - Several keys at once

extension Key {
    /// The sizes of the axes of keys: empty for a single key.
    public var shape: [Int] { Array(data.shape.dropLast()) }

    /// The key, or the keys, at a place along the first axis of keys.
    ///
    /// - Parameter index: negative counts from the last.
    public subscript(index: Int) -> Key {
        let words = checked(data) {
            guard let count = shape.first else {
                throw TensorError("Key", "this is a single key, which has no parts; split it first")
            }
            guard index >= -count, index < count else {
                throw TensorError("Key", "there is no key \(index) among \(count)")
            }
            return try part(data, index < 0 ? index + count : index)
        }
        return Key(unchecked: words, layout)
    }
}

/// Keys are equal if they give the same numbers: words and layout agree.
extension Key: Hashable {}

extension Key: Tree {
    /// The words, then the layout.
    public func visit<V: TreeVisitor>(_ visitor: inout V) {
        visitor.child(data, Field(.name("data"), kind: Rng.self))
        visitor.constant(layout, Field(.name("layout")))
    }

    /// Offers the words.
    public mutating func update<U: TreeUpdater>(_ updater: inout U) {
        updater.child(&data, Field(.name("data"), kind: Rng.self))
    }
}

/// The two words of an integer scalar: its upper and lower half in 64 bits.
func seedWords(_ seed: Tensor) throws -> Tensor {
    let low = try convert(seed, to: .uint32)
    guard seed.dtype.byteSize == 8 else {
        return stack([Tensor(.unsigned(0), .uint32, isWeak: false), low])
    }
    let bits = try convert(seed, to: .uint64)
    return stack([try convert(bits >> 32, to: .uint32), low])
}
