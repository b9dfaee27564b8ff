/// Whose printed form a model is shown in.
public enum ModelStyle: Sendable, Hashable, CaseIterable {
    /// That of PyTreeClass: floating elements, and integers and booleans in parentheses.
    case pyTreeClass
    /// That of Kernex: all elements in one number, and fields in alphabetical order.
    case kernex
    /// That of Treex: one row for each module, one column for each kind of leaf.
    case treex
}
