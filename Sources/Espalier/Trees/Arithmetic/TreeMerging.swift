extension Module {
    /// Two modules merged: each leaf of the left one, and where that isn't there or has no
    /// elements, the right one's. Where both are bools the result says whether either holds.
    ///
    ///     let merged = model["l1"] * 2 | model["l2"] | model
    ///
    /// The modules have to hold the same children. Compare PyTreeClass's `|` and Equinox's
    /// `combine`.
    public static func | (a: Self, b: Self) -> Self {
        if let poison = a.mismatch(with: b, in: "|") { return a.poisoned(poison) }
        return a.rebuilt(zip(a.leaves, b.leaves).map(merged))
    }

    /// Merges a module into this one; see ``|(_:_:)``.
    public static func |= (a: inout Self, b: Self) { a = a | b }
}

private func merged(_ a: Tensor, _ b: Tensor) -> Tensor {
    if a.isAbsent { return b }
    if b.isAbsent { return a }
    if a.count == 0 { return b }
    if b.count == 0 { return a }
    return a.dtype == .bool && b.dtype == .bool ? a | b : a
}
