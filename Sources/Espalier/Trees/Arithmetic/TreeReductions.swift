extension Tree {
    /// What a function makes of each leaf, combined into one tensor from the first to the last.
    ///
    ///     let product = model.mapReduce(1, each: { $0.prod() }, combine: *)
    ///
    /// Leaves that aren't there are passed over. An operation that is needed often becomes a method
    /// in an extension of one's own, which is Swift's form of Kernex's `register_op`.
    ///
    /// - Parameters:
    ///   - initial: what the first leaf is combined with.
    ///   - each: applied to each leaf.
    ///   - combine: takes what was combined so far and what `each` gave.
    public func mapReduce(
        _ initial: Tensor, each: (Tensor) throws -> Tensor,
        combine: (Tensor, Tensor) throws -> Tensor
    ) rethrows -> Tensor {
        var result = initial
        for leaf in leaves where !leaf.isAbsent { result = try combine(result, try each(leaf)) }
        return result
    }
}

// As in Kernex, these add up what each leaf gives, so that the mean of a module is the sum of its
// leaves' means. What is reduced over all selected elements at once stands in
// Selection+Reductions.swift.
extension Module {
    /// The sum of all elements.
    public func reduceSum() -> Tensor { mapReduce(0, each: { $0.sum() }, combine: +) }
    /// The product of all elements.
    public func reduceProduct() -> Tensor { mapReduce(1, each: { $0.prod() }, combine: *) }
    /// The sum of the leaves' means.
    public func reduceMean() -> Tensor { mapReduce(0, each: { $0.mean() }, combine: +) }
    /// The sum of the leaves' largest elements.
    public func reduceMax() -> Tensor { mapReduce(0, each: { $0.max() }, combine: +) }
    /// The sum of the leaves' smallest elements.
    public func reduceMin() -> Tensor { mapReduce(0, each: { $0.min() }, combine: +) }
}
