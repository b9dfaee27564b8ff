import Espalier

/// A layer that gives its input back (Equinox's `Identity`).
@Module
public struct Identity: Layer, Sendable {
    /// A layer that does nothing.
    public init() {}

    /// The input.
    public func callAsFunction(_ input: Tensor) -> Tensor { input }
}

/// A function as a layer (Equinox's and Treex's `Lambda`).
///
///     Lambda { $0.reshaped([-1, 64]) }
///     Lambda(.tanh)
@Module
public struct Lambda: Layer, Sendable {
    /// The function.
    public let function: Activation

    /// A layer that calls a named function.
    public init(_ function: Activation) { self.function = function }

    /// A layer that calls a closure; it is equal to its copies only.
    public init(_ function: @escaping @Sendable (Tensor) -> Tensor) {
        self.function = Activation(function)
    }

    /// The function's value.
    public func callAsFunction(_ input: Tensor) -> Tensor { function(input) }
}

/// Functions one after the other, as one (Treex's `sequence`).
public func sequence(
    _ functions: @Sendable (Tensor) -> Tensor...
) -> @Sendable (Tensor) -> Tensor {
    { x in functions.reduce(x) { $1($0) } }
}
