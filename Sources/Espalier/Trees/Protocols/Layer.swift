/// A module that maps a tensor to a tensor.
///
///     extension Linear: Layer {}
///
/// What knows only that much of a module can call it: ``Tree/treeBox(input:)`` and ``Tree/summary(style:input:depth:names:constants:)``
/// follow shapes through layers. A layer that keeps state, as a batch norm does, declares the function `mutating`;
/// one that doesn't need not.
public protocol Layer: Module {
    /// The layer's output.
    mutating func callAsFunction(_ input: Tensor) -> Tensor
}
