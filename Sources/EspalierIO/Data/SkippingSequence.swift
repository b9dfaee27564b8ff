/// A sequence that can begin further on without making the elements before.
///
/// Data that a training run goes over conforms where it can, so that a run that is resumed in the middle takes no time
/// to get there.
public protocol SkippingSequence: Sequence {
    /// The same elements without the first ones.
    ///
    /// - Parameter count: how many are left out; all, where there aren't more.
    func skipping(_ count: Int) -> Self
}

extension Sequence {
    /// Gives the elements without the first ones, which are made only where there is no other way.
    public func makeIterator(skipping count: Int) -> AnyIterator<Element> {
        guard count > 0 else { return AnyIterator(makeIterator()) }
        func opened<Base: SkippingSequence>(_ base: Base) -> AnyIterator<Element>? {
            AnyIterator(base.skipping(count).makeIterator()) as? AnyIterator<Element>
        }
        if let skipping = self as? any SkippingSequence, let iterator = opened(skipping) {
            return iterator
        }
        var iterator = makeIterator()
        for _ in 0..<count {
            guard iterator.next() != nil else { break }
        }
        return AnyIterator(iterator)
    }
}
