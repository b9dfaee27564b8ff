/// The hyperbolic sine (`jax.lax.sinh`).
struct HyperbolicSine: UnaryElementwise {
    var name: String { "sinh" }
    var operation: String { "chlo.sinh" }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { cosh(x) }
}

/// The hyperbolic cosine (`jax.lax.cosh`).
struct HyperbolicCosine: UnaryElementwise {
    var name: String { "cosh" }
    var operation: String { "chlo.cosh" }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { sinh(x) }
}

/// The hyperbolic tangent (`jax.lax.tanh`).
struct HyperbolicTangent: UnaryElementwise {
    var name: String { "tanh" }
    var operation: String { "stablehlo.tanh" }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { 1 - y * y }
}

/// The inverse of the hyperbolic sine (`jax.lax.asinh`).
struct HyperbolicArcSine: UnaryElementwise {
    var name: String { "asinh" }
    var operation: String { "chlo.asinh" }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { rsqrt(x * x + 1) }
}

/// The inverse of the hyperbolic cosine (`jax.lax.acosh`).
struct HyperbolicArcCosine: UnaryElementwise {
    var name: String { "acosh" }
    var operation: String { "chlo.acosh" }

    // Of complex numbers the root of the product has the wrong sign in half of the plane; JAX takes it.
    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? {
        x.dtype.isComplex ? rsqrt(x - 1) * rsqrt(x + 1) : rsqrt((x - 1) * (x + 1))
    }
}

/// The inverse of the hyperbolic tangent (`jax.lax.atanh`).
struct HyperbolicArcTangent: UnaryElementwise {
    var name: String { "atanh" }
    var operation: String { "chlo.atanh" }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { 1 / ((1 - x) * (1 + x)) }
}
