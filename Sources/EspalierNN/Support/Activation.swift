import Espalier

/// A function of a tensor as a constant of a module: hashable, so that compiled functions can be looked up by it.
///
/// Named functions are equal if their names are. One that is made from a closure is equal to its copies only, so that a
/// model that is built again with it is compiled again.
///
///     MLP(2, 1, width: 8, depth: 2, activation: .tanh, key: key)
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

extension Activation {
    /// The tensor itself.
    public static let identity = Activation("identity") { $0 }
    /// The larger of x and 0.
    public static let relu = Activation("relu") { Espalier.relu($0) }
    /// x, but not below 0 and not above 6.
    public static let relu6 = Activation("relu6") { Espalier.relu6($0) }
    /// x where it is positive, a hundredth of it elsewhere.
    public static let leakyReLU = Activation("leakyReLU") { Espalier.leakyReLU($0) }
    /// x where it is positive, exp(x) - 1 elsewhere.
    public static let elu = Activation("elu") { Espalier.elu($0) }
    /// The scaled elu that keeps mean and variance.
    public static let selu = Activation("selu") { Espalier.selu($0) }
    /// x times its sigmoid, also called swish.
    public static let silu = Activation("silu") { Espalier.silu($0) }
    /// x times the normal distribution function, by the formula with the hyperbolic tangent.
    public static let gelu = Activation("gelu") { Espalier.gelu($0) }
    /// log(1 + exp(x)).
    public static let softplus = Activation("softplus") { Espalier.softplus($0) }
    /// x / (1 + |x|).
    public static let softSign = Activation("softSign") { Espalier.softSign($0) }
    /// The logistic function.
    public static let sigmoid = Activation("sigmoid") { Espalier.sigmoid($0) }
    /// The hyperbolic tangent.
    public static let tanh = Activation("tanh") { Espalier.tanh($0) }
    /// The sine.
    public static let sin = Activation("sin") { Espalier.sin($0) }
    /// The exponentials along the last axis, divided by their sum.
    public static let softmax = Activation("softmax") { Espalier.softmax($0) }
    /// The logarithm of the softmax along the last axis.
    public static let logSoftmax = Activation("logSoftmax") { Espalier.logSoftmax($0) }
}
