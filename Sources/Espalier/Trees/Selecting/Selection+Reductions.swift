extension Selection {
    /// The sum of the selected elements of all leaves; 0 if there are none.
    public func reduceSum() -> Tensor {
        reduced(0, fill: { _ in 0 }, each: { $0.sum() }, combine: +)
    }

    /// The product of the selected elements of all leaves; 1 if there are none.
    public func reduceProduct() -> Tensor {
        reduced(1, fill: { _ in 1 }, each: { $0.prod() }, combine: *)
    }

    /// The largest selected element of all leaves; -inf if there are none.
    public func reduceMax() -> Tensor {
        reduced(
            Tensor(-Float.infinity), fill: { fill($0.lowest, $0) }, each: { $0.max() },
            combine: Espalier.maximum)
    }

    /// The smallest selected element of all leaves; inf if there are none.
    public func reduceMin() -> Tensor {
        reduced(
            Tensor(Float.infinity), fill: { fill($0.highest, $0) }, each: { $0.min() },
            combine: Espalier.minimum)
    }

    /// The selected elements of each leaf, as ``get()`` gives them, combined into one value from
    /// the first leaf to the last.
    public func reduce<Result>(
        _ initial: Result, _ combine: (Result, Tensor) throws -> Result
    ) rethrows -> Result {
        try values.reduce(initial, combine)
    }

    /// Reduces each leaf with a neutral element in the place of what isn't selected, which needs no
    /// sizes that are known only from the elements.
    private func reduced(
        _ initial: Tensor, fill: (DType) -> Tensor, each: (Tensor) -> Tensor,
        combine: (Tensor, Tensor) -> Tensor
    ) -> Tensor {
        guard let parts = mask.fitting(model, "reduce") else { return initial }
        var result: Tensor?
        for (leaf, part) in zip(model.leaves, parts) {
            if leaf.isAbsent || part.isNone || leaf.count == 0 { continue }
            var chosen = leaf
            if case .elements(let selected) = part {
                chosen = which(selected, leaf, fill(leaf.dtype))
            }
            let value = each(chosen)
            result = result.map { combine($0, value) } ?? value
        }
        return result ?? initial
    }
}

/// The number as a scalar of the dtype.
private func fill(_ value: HostScalar, _ dtype: DType) -> Tensor {
    Tensor(value, dtype, isWeak: false)
}
