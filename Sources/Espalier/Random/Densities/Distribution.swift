/// Probability distributions as values: densities, distribution functions, quantiles and draws (`jax.scipy.stats`).
///
///     let normal = Distributions.Normal(mean: 1, scale: Tensor([0.5, 2]))
///     normal.logPDF(x)                     // broadcast: an axis of two for the scales
///     normal.sample(Key(0), [100, 2])
///
/// Parameters are tensors of any real dtype, and are broadcast against each other and against the argument. A
/// distribution is a tree whose leaves they are, so that it can be differentiated in them, mapped over and stored in a
/// module:
///
///     let slope = grad { (d: Distributions.Normal) in -d.logPDF(data).sum() }(normal)
///
/// Arguments that a distribution never takes have the density 0; parameters that it doesn't have give NaN or what the
/// formula makes of them, as in JAX.
public enum Distributions {}

/// A distribution, as ``Distributions`` holds them.
public protocol Distribution: Tree, Sendable {
    /// The parameters by name, in the order in which they are a tree's leaves.
    static var parameters: [DistributionParameter<Self>] { get }
}

/// A parameter of a family of distributions.
public struct DistributionParameter<Family> {
    let name: String
    let place: WritableKeyPath<Family, Tensor>

    /// The parameter that is stored at a place.
    public init(_ name: String, _ place: WritableKeyPath<Family, Tensor>) {
        self.name = name
        self.place = place
    }
}

/// A distribution of numbers that have a density.
public protocol ContinuousDistribution: Distribution {
    /// The logarithm of the density.
    func logPDF(_ x: Tensor) -> Tensor
}

/// A distribution of whole numbers.
public protocol DiscreteDistribution: Distribution {
    /// The logarithm of the probability.
    func logPMF(_ k: Tensor) -> Tensor
}

extension ContinuousDistribution {
    /// The density.
    public func pdf(_ x: Tensor) -> Tensor { exp(logPDF(x)) }
}

extension DiscreteDistribution {
    /// The probability.
    public func pmf(_ k: Tensor) -> Tensor { exp(logPMF(k)) }
}

extension Distribution {
    /// Reads the parameters.
    public func visit<V: TreeVisitor>(_ visitor: inout V) {
        for parameter in Self.parameters {
            visitor.child(self[keyPath: parameter.place], Field(.name(parameter.name)))
        }
    }

    /// Offers the parameters for writing.
    public mutating func update<U: TreeUpdater>(_ updater: inout U) {
        for parameter in Self.parameters {
            updater.child(&self[keyPath: parameter.place], Field(.name(parameter.name)))
        }
    }

    /// The parameters' values.
    var values: [Tensor] { Self.parameters.map { self[keyPath: $0.place] } }

    /// A function of the distribution, evaluated by one program.
    ///
    /// - Parameters:
    ///   - name: of the method, which says with the types what the program is.
    ///   - arguments: what the method is given.
    ///   - body: gets the arguments and then the parameters in their common floating dtype. It may use nothing else.
    func formula(
        _ name: String, _ arguments: [Tensor], _ body: ([Tensor]) throws -> Tensor
    ) -> Tensor {
        checked(arguments + values) {
            let label = "\(Self.self).\(name)"
            let operands = try promoted(arguments + values, inexact: true)
            for operand in operands where operand.dtype.isComplex {
                throw TensorError(
                    label,
                    "arguments and parameters must be real, and their dtype is \(operand.dtype)"
                )
            }
            return try Sampler.run(Sampler.Signature(label), operands) { [try body($0)] }[0]
        }
    }

    /// A draw made of standard numbers, which get the shape asked for or that of the parameters.
    func transformed(
        _ name: String, _ key: Key, _ shape: [Int]?, _ body: (Key, [Int], DType) throws -> Tensor
    ) -> Tensor {
        checked([key.data] + values) {
            let label = "\(Self.self).\(name)"
            let dtype = try key.commonDType(values, for: label)
            return try body(key, try key.drawnShape(values, shape, for: label), dtype)
        }
    }
}

/// What is shifted and scaled: `(x - location) / scale`.
func standardized(_ x: Tensor, _ location: Tensor, _ scale: Tensor) -> Tensor {
    (x - location) / scale
}

/// Minus infinity, the logarithm of a probability of 0.
var impossible: Tensor { Tensor.weak(-Double.infinity) }

/// The mark of what is not defined.
var undefined: Tensor { Tensor.weak(Double.nan) }

/// A quantile, or NaN where the level is not a probability.
func quantile(at level: Tensor, _ value: Tensor) -> Tensor {
    which(isNaN(level) | (level .< 0) | (level .> 1), undefined, value)
}
