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
    ///
    /// A size below 1, and leaves with different numbers of examples, are programmer's mistakes.
    public init(
        of examples: Examples, size: Int, shuffledBy key: Key? = nil, keepsRest: Bool = false
    ) {
        let counts = Set(examples.leaves.map { $0.shape.first ?? 0 })
        let hasSize = require(
            size > 0, "Batches", "a batch has 1 example or more, and the size is \(size)")
        let areEqual = require(
            counts.count == 1, "Batches",
            counts.isEmpty
                ? "there are no arrays to take examples from"
                : "the first axes have the examples and one size, and there are \(counts.sorted())")
        self.examples = examples
        self.size = hasSize ? size : 1
        self.keepsRest = keepsRest
        // After a mistake there are no batches.
        let count = hasSize && areEqual ? counts.first ?? 0 : 0
        self.count = count
        order = key.map { key in
            (try? key.permutation(count).asType(.int32).scalars(as: Int32.self)) ?? []
        }
    }

    /// How many batches there are.
    public var underestimatedCount: Int {
        let rest = keepsRest && !count.isMultiple(of: size) ? 1 : 0
        return Swift.max(0, count / size + rest - skipped)
    }

    /// The batches from a later one on, without making those before.
    public func skipping(_ count: Int) -> Batches {
        require(count >= 0, "Batches.skipping", "0 batches or more are skipped, not \(count)")
        var rest = self
        rest.skipped += Swift.min(Swift.max(count, 0), .max - skipped)
        return rest
    }

    /// Gives the batches from the first on.
    public func makeIterator() -> AnyIterator<Examples> {
        let (product, overflow) = skipped.multipliedReportingOverflow(by: size)
        var start = overflow ? count : Swift.min(product, count)
        return AnyIterator {
            let end = start + Swift.min(size, count - start)
            guard keepsRest ? start < end : end - start == size else { return nil }
            defer { start = end }
            if let order {
                let rows = Tensor(scalars: order[start..<end], shape: [end - start])
                return examples.map { take($0, rows, axis: 0) }
            }
            return examples.map { $0[start..<end] }
        }
    }
}
