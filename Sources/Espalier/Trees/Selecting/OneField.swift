extension Module {
    /// The module with the leaves under one field; the others are not there.
    ///
    ///     let step = model["l1"] * 0.5
    ///
    /// A name that no field has is a programmer's mistake. Compare Kernex's `A['a']`.
    public subscript(name: String) -> Self { at[name].get(wholeLeaves: true) }

    /// The module with the leaves that the mask selects as a whole; the others are not there.
    ///
    ///     let large = model[model .> 10]
    ///
    /// Compare Kernex's `A[A > 10]`.
    public subscript(mask: Mask<Self>) -> Self { at[mask].get(wholeLeaves: true) }
}
