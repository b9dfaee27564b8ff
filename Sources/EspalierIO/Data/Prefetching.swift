import Espalier
import Foundation

extension Sequence where Self: Sendable, Element: Sendable {
    /// The same elements, made on another thread before they are asked for.
    ///
    ///     for batch in Batches(of: data, size: 64).lazy.map(augment).prefetched(2) { … }
    ///
    /// Reading, decoding and augmenting then go on while the device computes.
    ///
    /// - Parameter count: how many elements may wait at most; at least 1, or it is a programmer's mistake.
    public func prefetched(_ count: Int = 2) -> PrefetchedSequence<Self> {
        require(count > 0, "prefetched", "1 element or more may wait, not \(count)")
        return PrefetchedSequence(base: self, count: Swift.max(count, 1))
    }
}

/// A sequence whose elements are made on another thread; see ``Swift/Sequence/prefetched(_:)``.
public struct PrefetchedSequence<Base: Sequence & Sendable>: Sequence, Sendable
where Base.Element: Sendable {
    fileprivate let base: Base
    fileprivate let count: Int

    /// As many as there are in the sequence itself.
    public var underestimatedCount: Int { base.underestimatedCount }

    /// Starts the thread.
    public func makeIterator() -> Iterator { Iterator(Channel(base, count)) }

    /// Gives the elements in order. The thread ends with the sequence, or when the iterator goes.
    public final class Iterator: IteratorProtocol {
        private let channel: Channel<Base>

        fileprivate init(_ channel: Channel<Base>) { self.channel = channel }

        deinit { channel.close() }

        /// The next element, waited for if it isn't there yet.
        public func next() -> Base.Element? { channel.receive() }
    }
}

extension PrefetchedSequence: SkippingSequence where Base: SkippingSequence {
    /// The same without the first elements, which aren't made.
    public func skipping(_ count: Int) -> PrefetchedSequence {
        PrefetchedSequence(base: base.skipping(count), count: self.count)
    }
}

/// Elements on their way from the thread that makes them.
private final class Channel<Base: Sequence & Sendable>: @unchecked Sendable
where Base.Element: Sendable {
    // The condition guards what varies.
    private let condition = NSCondition()
    private var waiting: [Base.Element] = []
    private var isFinished = false
    private var isClosed = false

    init(_ base: Base, _ count: Int) {
        let thread = Thread { [self] in
            for element in base {
                guard send(element, count) else { return }
            }
            condition.withLock {
                isFinished = true
                condition.signal()
            }
        }
        // As much as the main thread has: what runs here may trace and compile.
        thread.stackSize = 8 << 20
        thread.name = "espalier.prefetch"
        thread.start()
    }

    private func send(_ element: Base.Element, _ count: Int) -> Bool {
        condition.withLock {
            while waiting.count >= count && !isClosed { condition.wait() }
            guard !isClosed else { return false }
            waiting.append(element)
            condition.signal()
            return true
        }
    }

    func receive() -> Base.Element? {
        condition.withLock {
            while waiting.isEmpty && !isFinished { condition.wait() }
            guard !waiting.isEmpty else { return nil }
            defer { condition.signal() }
            return waiting.removeFirst()
        }
    }

    func close() {
        condition.withLock {
            isClosed = true
            condition.signal()
        }
    }
}
