/// The error function (`jax.lax.erf`).
struct ErrorFunction: UnaryElementwise {
    var name: String { "erf" }
    var operation: String { "chlo.erf" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("floating", { $0.isFloating })
    }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? {
        1.1283791670955126 * exp(-(x * x))
    }
}

/// 1 minus the error function (`jax.lax.erfc`).
struct ComplementaryErrorFunction: UnaryElementwise {
    var name: String { "erfc" }
    var operation: String { "chlo.erfc" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("floating", { $0.isFloating })
    }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? {
        -1.1283791670955126 * exp(-(x * x))
    }
}

/// The number whose error function is x (`jax.lax.erf_inv`).
struct InverseErrorFunction: UnaryElementwise {
    var name: String { "erf_inv" }
    var operation: String { "chlo.erf_inv" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("floating", { $0.isFloating })
    }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { 0.886226925452758 * exp(y * y) }
}

/// The logarithm of the absolute value of the gamma function (`jax.lax.lgamma`).
struct LogGamma: UnaryElementwise {
    var name: String { "lgamma" }
    var operation: String { "chlo.lgamma" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("floating", { $0.isFloating })
    }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { digamma(x) }
}

/// The derivative of the logarithm of the gamma function (`jax.lax.digamma`).
struct Digamma: UnaryElementwise {
    var name: String { "digamma" }
    var operation: String { "chlo.digamma" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("floating", { $0.isFloating })
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        let (x, y) = (inputs[0], context.emit(operation, inputs, result: result))
        // At the pole at zero some plugins give NaN, in place of the limit from the side of the zero's sign.
        let limit = context.emit(
            "stablehlo.divide", [context.splat(-1, result), x], result: result)
        let isZero = context.compare("EQ", x, context.splat(0, result))
        return context.emit("stablehlo.select", [isZero, limit, y], result: result)
    }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { polygamma(1, x) }
}

/// The n-th derivative of the digamma function at x (`jax.lax.polygamma`).
struct Polygamma: BinaryElementwise {
    var name: String { "polygamma" }
    var operation: String { "chlo.polygamma" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("floating", { $0.isFloating })
    }

    func firstTangent(_ t: Tensor, _ n: Tensor, _ x: Tensor, _ y: Tensor) throws -> Tensor? {
        throw TensorError(name, "has no derivative in its order")
    }
    func secondTangent(_ t: Tensor, _ n: Tensor, _ x: Tensor, _ y: Tensor) throws -> Tensor? {
        t * polygamma(n + 1, x)
    }
}

/// The Hurwitz zeta function Σ (q + k)^-x over k = 0, 1, … (`jax.lax.zeta`).
struct HurwitzZeta: BinaryElementwise {
    var name: String { "zeta" }
    var operation: String { "chlo.zeta" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("floating", { $0.isFloating })
    }

    func firstTangent(_ t: Tensor, _ x: Tensor, _ q: Tensor, _ y: Tensor) throws -> Tensor? {
        try pushforward([x], [t]) { [try zetaSeries($0[0], q)] }.tangents[0]
    }
    func secondTangent(_ t: Tensor, _ x: Tensor, _ q: Tensor, _ y: Tensor) throws -> Tensor? {
        try pushforward([q], [t]) { [try zetaSeries(x, $0[0])] }.tangents[0]
    }
}

/// exp(-|x|) times the modified Bessel function of order 1 (`jax.lax.bessel_i1e`).
struct ScaledBesselI1: UnaryElementwise {
    var name: String { "bessel_i1e" }
    var operation: String { "chlo.bessel_i1e" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("floating", { $0.isFloating })
    }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? {
        let smallest = Tensor.weak(x.dtype.epsilon)
        let isTiny = abs(x) .<= smallest
        let safe = which(isTiny, smallest, x)
        let slope = i0e(safe) - y * (sign(safe) + 1 / safe)
        return which(isTiny, 0.5, slope)
    }
}
