import Espalier

// All activation functions of `jax.nn`. Those with parameters are named for their values, so that they are equal where
// these are.

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
    /// What ``celu(alpha:)`` is for alpha 1.
    public static let celu = Activation("celu") { Espalier.celu($0) }
    /// The scaled elu that keeps mean and variance.
    public static let selu = Activation("selu") { Espalier.selu($0) }
    /// x times its sigmoid, also called swish.
    public static let silu = Activation("silu") { Espalier.silu($0) }
    /// x times the normal distribution function, by the formula with the hyperbolic tangent.
    public static let gelu = Activation("gelu") { Espalier.gelu($0) }
    /// The first half along the last axis times the sigmoid of the second.
    public static let glu = Activation("glu") { Espalier.glu($0) }
    /// log(1 + exp(x)).
    public static let softplus = Activation("softplus") { Espalier.softplus($0) }
    /// (x + √(x² + 4)) / 2.
    public static let squareplus = Activation("squareplus") { Espalier.squareplus($0) }
    /// 0 up to -1, x from 1 on, and a parabola between.
    public static let sparsePlus = Activation("sparsePlus") { Espalier.sparsePlus($0) }
    /// x times the hyperbolic tangent of its softplus.
    public static let mish = Activation("mish") { Espalier.mish($0) }
    /// x / (1 + |x|).
    public static let softSign = Activation("softSign") { Espalier.softSign($0) }
    /// The logistic function.
    public static let sigmoid = Activation("sigmoid") { Espalier.sigmoid($0) }
    /// The logarithm of the logistic function.
    public static let logSigmoid = Activation("logSigmoid") { Espalier.logSigmoid($0) }
    /// 0 up to -1, 1 from 1 on, and the line between.
    public static let sparseSigmoid = Activation("sparseSigmoid") { Espalier.sparseSigmoid($0) }
    /// relu6(x + 3) / 6.
    public static let hardSigmoid = Activation("hardSigmoid") { Espalier.hardSigmoid($0) }
    /// x times its ``hardSigmoid``, also called hard swish.
    public static let hardSilu = Activation("hardSilu") { Espalier.hardSilu($0) }
    /// x, but not below -1 and not above 1.
    public static let hardTanh = Activation("hardTanh") { Espalier.hardTanh($0) }
    /// The hyperbolic tangent.
    public static let tanh = Activation("tanh") { Espalier.tanh($0) }
    /// The sine.
    public static let sin = Activation("sin") { Espalier.sin($0) }
    /// The exponentials along the last axis, divided by their sum.
    public static let softmax = Activation("softmax") { Espalier.softmax($0) }
    /// The logarithm of the softmax along the last axis.
    public static let logSoftmax = Activation("logSoftmax") { Espalier.logSoftmax($0) }
    /// Mean 0 and variance 1 along the last axis.
    public static let standardize = Activation("standardize") { Espalier.standardize($0) }
}

// MARK: - With parameters

extension Activation {
    /// A function that is named for its parameters.
    private init(
        _ name: String, _ parameters: KeyValuePairs<String, any Sendable>,
        _ function: @escaping @Sendable (Tensor) -> Tensor
    ) {
        let list = parameters.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        self.init("\(name)(\(list))", function)
    }

    /// x where it isn't negative, `negativeSlope` · x elsewhere.
    public static func leakyReLU(negativeSlope: Double) -> Activation {
        Activation("leakyReLU", ["negativeSlope": negativeSlope]) {
            Espalier.leakyReLU($0, negativeSlope: Tensor(floatLiteral: negativeSlope))
        }
    }

    /// x where it is positive, alpha (exp(x) - 1) elsewhere.
    public static func elu(alpha: Double) -> Activation {
        Activation("elu", ["alpha": alpha]) {
            Espalier.elu($0, alpha: Tensor(floatLiteral: alpha))
        }
    }

    /// x where it is positive, alpha (exp(x / alpha) - 1) elsewhere.
    public static func celu(alpha: Double) -> Activation {
        Activation("celu", ["alpha": alpha]) {
            Espalier.celu($0, alpha: Tensor(floatLiteral: alpha))
        }
    }

    /// x times the normal distribution function: by the formula with the hyperbolic tangent, or exactly.
    public static func gelu(approximate: Bool) -> Activation {
        Activation("gelu", ["approximate": approximate]) {
            Espalier.gelu($0, approximate: approximate)
        }
    }

    /// The first half along an axis times the sigmoid of the second.
    public static func glu(axis: Int) -> Activation {
        Activation("glu", ["axis": axis]) { Espalier.glu($0, axis: axis) }
    }

    /// (x + √(x² + b)) / 2; with b = 0 it is relu.
    public static func squareplus(b: Double) -> Activation {
        Activation("squareplus", ["b": b]) {
            Espalier.squareplus($0, b: Tensor(floatLiteral: b))
        }
    }

    /// The exponentials along an axis, divided by their sum.
    public static func softmax(axis: Int) -> Activation {
        Activation("softmax", ["axis": axis]) { Espalier.softmax($0, axis: axis) }
    }

    /// The logarithm of the softmax along an axis.
    public static func logSoftmax(axis: Int) -> Activation {
        Activation("logSoftmax", ["axis": axis]) { Espalier.logSoftmax($0, axis: axis) }
    }

    /// Mean 0 and variance 1 along axes; epsilon is added to the variance.
    public static func standardize(axes: [Int], epsilon: Double = 1e-5) -> Activation {
        Activation("standardize", ["axes": axes, "epsilon": epsilon]) {
            Espalier.standardize($0, axes: axes, epsilon: epsilon)
        }
    }
}
