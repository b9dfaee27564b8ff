import Espalier

/// Examples in groups: a sequence of trees, cut from a tree of arrays along their first axes.
///
///     let training = Batches(of: [images, labels], size: 64, shuffledBy: key)
///     for (step, batch) in training.enumerated() { loss = train(&model, batch[0], batch[1]) }
///
/// The order is `key.permutation`'s, so that the same key gives the same batches, and a run that is resumed can take up
/// where it stopped: by ``skipping(_:)`` as many batches.
public struct Batches<Examples: Tree & Sendable>: SkippingSequence, Sendable {
    private let examples: Examples
    private let size: Int
    private let count: Int
    private let order: [Int32]?
    private let keepsRest: Bool
    /// How many batches are left out.
    private var skipped = 0

    /// - Parameters:
    ///   - examples: arrays, or trees of arrays, that have the examples along their first axes.
    ///   - size: how many examples a batch has.
    ///   - key: what the order is drawn by; nil leaves it.
    ///   - keepsRest: whether the last batch may be smaller, which has jitted functions traced again for it.
    /// - Precondition: `size` is positive, and all leaves have equally many examples.
    public init(
        of examples: Examples, size: Int, shuffledBy key: Key? = nil, keepsRest: Bool = false
    ) {
        let counts = Set(examples.leaves.map { $0.shape.first ?? 0 })
        precondition(size > 0, "Batches: \(size) examples in a batch")
        precondition(
            counts.count == 1, "Batches: the first axes have different sizes, \(counts.sorted())")
        self.examples = examples
        self.size = size
        self.keepsRest = keepsRest
        count = counts.first ?? 0
        order = key.map { key in
            (try? key.permutation(counts.first ?? 0).asType(.int32).scalars(as: Int32.self)) ?? []
        }
    }

    /// How many batches there are.
    public var underestimatedCount: Int {
        Swift.max(0, (keepsRest ? (count + size - 1) / size : count / size) - skipped)
    }

    /// The batches from a later one on, without making those before.
    public func skipping(_ count: Int) -> Batches {
        precondition(count >= 0, "Batches: \(count) batches can't be skipped")
        var rest = self
        rest.skipped += Swift.min(count, .max - skipped)
        return rest
    }

    /// Gives the batches from the first on.
    public func makeIterator() -> AnyIterator<Examples> {
        let (product, overflow) = skipped.multipliedReportingOverflow(by: size)
        var start = overflow ? count : Swift.min(product, count)
        return AnyIterator {
            let end = Swift.min(start + size, count)
            guard keepsRest ? start < end : start + size <= count else { return nil }
            defer { start = end }
            if let order {
                let rows = Tensor(scalars: order[start..<end], shape: [end - start])
                return examples.map { take($0, rows, axis: 0) }
            }
            return examples.map { $0[start..<end] }
        }
    }
}
