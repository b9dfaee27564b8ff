// Incomplete gamma and beta functions. Integers become float32; complex numbers are an error.

/// The regularized lower incomplete gamma function (`jax.scipy.special.gammainc`): the distribution function at x of
/// the gamma distribution of shape a.
///
/// NaN where a or x is negative, or both are 0. Differentiable in both, any number of times; JAX differentiates once
/// in a.
public func gammainc(_ a: Tensor, _ x: Tensor) -> Tensor {
    binary(IncompleteGamma(.lower), a, x, inexact: true)
}

/// The regularized upper incomplete gamma function, 1 - ``gammainc(_:_:)`` (`jax.scipy.special.gammaincc`).
///
/// NaN where a or x is negative, or both are 0. Differentiable in both.
public func gammaincc(_ a: Tensor, _ x: Tensor) -> Tensor {
    binary(IncompleteGamma(.upper), a, x, inexact: true)
}

/// The derivative of ``gammainc(_:_:)`` in a (`jax.lax.igamma_grad_a`).
public func gammaincDerivative(_ a: Tensor, _ x: Tensor) -> Tensor {
    binary(IncompleteGamma(.slope), a, x, inexact: true)
}

/// How fast a sample x of the gamma distribution of shape a moves with a (`jax.lax.random_gamma_grad`): the
/// derivative that keeps `gammainc(a, x)` where it is.
public func gammaSampleDerivative(_ a: Tensor, _ x: Tensor) -> Tensor {
    binary(IncompleteGamma(.sampleSlope), a, x, inexact: true)
}

/// The regularized incomplete beta function (`jax.scipy.special.betainc`): the distribution function at x of the beta
/// distribution of shapes a and b.
///
/// NaN where a or b is negative, or x is not between 0 and 1. Differentiable in all three; in JAX only in x.
public func betainc(_ a: Tensor, _ b: Tensor, _ x: Tensor) -> Tensor {
    checked(a, b, x) {
        try bind(IncompleteBeta(), try promoted([a, b, x], inexact: true))[0]
    }
}
