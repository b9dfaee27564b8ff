/// The square root (`jax.lax.sqrt`).
struct SquareRoot: UnaryElementwise {
    var name: String { "sqrt" }
    var operation: String { "stablehlo.sqrt" }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { 0.5 / y }
}

/// 1 over the square root (`jax.lax.rsqrt`).
struct ReciprocalSquareRoot: UnaryElementwise {
    var name: String { "rsqrt" }
    var operation: String { "stablehlo.rsqrt" }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { -0.5 * (y / x) }
}

/// The real cube root, negative for negative x (`jax.lax.cbrt`).
struct CubeRoot: UnaryElementwise {
    var name: String { "cbrt" }
    var operation: String { "stablehlo.cbrt" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("floating", { $0.isFloating })
    }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { y / (3 * x) }
}
