// Activation functions, elementwise. Integers become float32, except where it says otherwise.

/// The larger of x and 0; its derivative at 0 is 0 (`jax.nn.relu`). Dtypes are kept.
public func relu(_ x: Tensor) -> Tensor {
    checked(x) { try bind1(Select(), x .<= zeros(like: x), fill(0, x.type.with(shape: [])), x) }
}

/// x, but not below 0 and not above 6 (`jax.nn.relu6`); its derivative at either is 0. Dtypes are kept.
public func relu6(_ x: Tensor) -> Tensor { which(x .>= 6, 6, relu(x)) }

/// x times its logistic sigmoid, also called swish (`jax.nn.silu`).
public func silu(_ x: Tensor) -> Tensor { x * sigmoid(x) }

/// x times the probability that a standard normal number is below it (`jax.nn.gelu`).
///
/// - Parameter approximate: whether to take the formula with the hyperbolic tangent in place of the error function.
public func gelu(_ x: Tensor, approximate: Bool = true) -> Tensor {
    checked(x) {
        let x = try promotedToInexact(x)
        if approximate {
            let inner = 0.7978845608028654 * (x + 0.044715 * (x ** 3))
            return x * (0.5 * (1 + tanh(inner)))
        }
        return 0.5 * x * erfc(-x * 0.7071067811865476)
    }
}

/// log(1 + exp(x)), a smooth relu (`jax.nn.softplus`).
public func softplus(_ x: Tensor) -> Tensor { logAddExp(x, 0) }

/// The logarithm of the logistic sigmoid (`jax.nn.log_sigmoid`).
public func logSigmoid(_ x: Tensor) -> Tensor {
    checked(x) { -softplus(-(try promotedToInexact(x))) }
}

/// x where it is positive, alpha (exp(x) - 1) elsewhere (`jax.nn.elu`).
public func elu(_ x: Tensor, alpha: Tensor = 1.0) -> Tensor {
    checked(x, alpha) {
        let x = try promotedToInexact(x)
        // The side that isn't taken must not overflow, or its derivative would be NaN.
        return which(x .> 0, x, alpha * expm1(which(x .> 0, 0, x)))
    }
}

/// ``elu(_:alpha:)`` scaled so that mean and variance settle at 0 and 1 (`jax.nn.selu`).
public func selu(_ x: Tensor) -> Tensor {
    1.0507009873554805 * elu(x, alpha: 1.6732632423543772)
}

/// x where it is positive, alpha (exp(x / alpha) - 1) elsewhere (`jax.nn.celu`).
public func celu(_ x: Tensor, alpha: Tensor = 1.0) -> Tensor {
    checked(x, alpha) {
        let x = try promotedToInexact(x)
        return maximum(x, 0) + alpha * expm1(minimum(x, 0) / alpha)
    }
}

/// x where it isn't negative, a fraction of it elsewhere (`jax.nn.leaky_relu`).
public func leakyReLU(_ x: Tensor, negativeSlope: Tensor = 0.01) -> Tensor {
    checked(x, negativeSlope) {
        let x = try promotedToInexact(x)
        return which(x .>= 0, x, negativeSlope * x)
    }
}

/// x / (1 + |x|) (`jax.nn.soft_sign`).
public func softSign(_ x: Tensor) -> Tensor {
    checked(x) {
        let x = try promotedToInexact(x)
        return x / (abs(x) + 1)
    }
}

/// (x + √(x² + b)) / 2, a smooth relu without exponentials (`jax.nn.squareplus`).
///
/// - Parameter b: how smooth; 0 gives relu.
public func squareplus(_ x: Tensor, b: Tensor = 4) -> Tensor {
    checked(x, b) { (x + sqrt(square(x) + b)) / 2 }
}

/// 0 up to -1, x from 1 on, and the parabola (x + 1)² / 4 between (`jax.nn.sparse_plus`).
public func sparsePlus(_ x: Tensor) -> Tensor {
    checked(x) {
        let x = try promotedToInexact(x)
        return which(x .<= -1, 0, which(x .>= 1, x, square(x + 1) / 4))
    }
}

/// 0 up to -1, 1 from 1 on, and the line between (`jax.nn.sparse_sigmoid`): the derivative of ``sparsePlus(_:)``.
public func sparseSigmoid(_ x: Tensor) -> Tensor { 0.5 * clip(x + 1.0, 0.0, 2.0) }

/// x times the hyperbolic tangent of its softplus (`jax.nn.mish`).
public func mish(_ x: Tensor) -> Tensor { x * tanh(softplus(x)) }

/// x, but not below -1 and not above 1 (`jax.nn.hard_tanh`); its derivative at either is 1. Dtypes are kept.
public func hardTanh(_ x: Tensor) -> Tensor { which(x .> 1, 1, which(x .< -1, -1, x)) }

/// relu6(x + 3) / 6, a sigmoid made of lines (`jax.nn.hard_sigmoid`).
public func hardSigmoid(_ x: Tensor) -> Tensor { relu6(x + 3.0) / 6.0 }

/// x times its ``hardSigmoid(_:)``, also called hard swish (`jax.nn.hard_silu`).
public func hardSilu(_ x: Tensor) -> Tensor { x * hardSigmoid(x) }

/// The first half along an axis times the sigmoid of the second (`jax.nn.glu`).
///
/// - Parameter axis: of even size; negative counts from the last.
public func glu(_ x: Tensor, axis: Int = -1) -> Tensor {
    checked(x) {
        let axis = try normalized(axis, rank: x.rank, for: "glu")
        let size = x.shape[axis]
        guard size % 2 == 0 else {
            throw TensorError(
                "glu",
                "axis \(axis) must have an even size to be halved, and the shape is \(x.shape)")
        }
        return (try part(x, axis, 0, size / 2)) * sigmoid(try part(x, axis, size / 2, size))
    }
}

/// log(1 - exp(-x)) for positive x, exact for small and large ones (`jax.nn.log1mexp`).
public func log1mexp(_ x: Tensor) -> Tensor { Formula.log1mexp(x) }

extension Formula {
    fileprivate static let log1mexp = Formula(
        name: "log1mexp",
        value: { x in
            let small = log(-expm1(-x[0]))
            return which(x[0] .< 0.6931471805599453, small, Espalier.log1p(-exp(-x[0])))
        },
        rule: slope { x, _ in 1 / expm1(x) })
}
