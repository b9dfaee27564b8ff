import Espalier

/// A function of a tensor as a constant of a module: hashable, so that compiled functions can be looked up by it.
///
/// Named functions are equal if their names are. One that is made from a closure is equal to its copies only, so that a
/// model that is built again with it is compiled again.
///
///     MLP(2, 1, width: 8, depth: 2, activation: .tanh, key: key)
///     MLP(2, 1, width: 8, depth: 2, activation: .celu(alpha: 0.5), key: key)
///     MLP(2, 1, width: 8, depth: 2, activation: Activation { $0 * sigmoid(1.7 * $0) }, key: key)
public struct Activation: Hashable, Sendable, CustomStringConvertible {
    /// What tells a closure from any other.
    private final class Identity: Sendable {}

    /// The name of the function; `function` for a closure.
    public let name: String
    private let identity: Identity?
    private let function: @Sendable (Tensor) -> Tensor

    /// A function that is equal to its copies only.
    public init(_ function: @escaping @Sendable (Tensor) -> Tensor) {
        name = "function"
        identity = Identity()
        self.function = function
    }

    /// A function that is equal to every other one of its name: keep one name for one function.
    public init(_ name: String, _ function: @escaping @Sendable (Tensor) -> Tensor) {
        self.name = name
        identity = nil
        self.function = function
    }

    /// The function's value.
    public func callAsFunction(_ x: Tensor) -> Tensor { function(x) }

    /// Whether both are the same function, as far as can be told.
    public static func == (a: Activation, b: Activation) -> Bool {
        a.name == b.name && a.identity === b.identity
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(identity.map { ObjectIdentifier($0) })
    }

    /// The name.
    public var description: String { name }
}
