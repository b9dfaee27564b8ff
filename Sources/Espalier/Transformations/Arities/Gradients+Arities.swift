// Written by Scripts/generate-arities.py; change that, not this.

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
public func grad<A: Tree>(
    _ function: @escaping (A) -> Tensor
) -> (A) -> A {
    { a in
        var point = a
        return valueAndGradient(&point, operation: "grad") { tracer in
            (function(tracer), EmptyTree())
        }.gradient
    }
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
public func grad<A: Tree>(
    _ function: Jitted<(A) -> Tensor>
) -> (A) -> A {
    grad({ function($0) })
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
public func valueAndGrad<A: Tree>(
    _ function: @escaping (A) -> Tensor
) -> (A) -> (Tensor, A) {
    { a in
        var point = a
        let result = valueAndGradient(&point, operation: "valueAndGrad") { tracer in
            (function(tracer), EmptyTree())
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
public func valueAndGrad<A: Tree>(
    _ function: Jitted<(A) -> Tensor>
) -> (A) -> (Tensor, A) {
    valueAndGrad({ function($0) })
}

/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
public func valueAndGrad<A: Tree, Aux: Tree>(
    _ function: @escaping (A) -> (Tensor, Aux)
) -> (A) -> ((Tensor, Aux), A) {
    { a in
        var point = a
        let result = valueAndGradient(&point, operation: "valueAndGrad") { tracer in
            function(tracer)
        }
        return ((result.loss, result.aux), result.gradient)
    }
}

/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
public func valueAndGrad<A: Tree, Aux: Tree>(
    _ function: Jitted<(A) -> (Tensor, Aux)>
) -> (A) -> ((Tensor, Aux), A) {
    valueAndGrad({ function($0) })
}

/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
public func grad<A: Tree, Aux: Tree>(
    _ function: @escaping (A) -> (Tensor, Aux)
) -> (A) -> (A, Aux) {
    { a in
        var point = a
        let result = valueAndGradient(&point, operation: "grad") { tracer in
            function(tracer)
        }
        return (result.gradient, result.aux)
    }
}

/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
public func grad<A: Tree, Aux: Tree>(
    _ function: Jitted<(A) -> (Tensor, Aux)>
) -> (A) -> (A, Aux) {
    grad({ function($0) })
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
public func grad<A: Tree, B: Tree>(
    _ function: @escaping (A, B) -> Tensor
) -> (A, B) -> A {
    { a, b in
        var point = a
        return valueAndGradient(&point, operation: "grad") { tracer in
            (function(tracer, b), EmptyTree())
        }.gradient
    }
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
public func grad<A: Tree, B: Tree>(
    _ function: Jitted<(A, B) -> Tensor>
) -> (A, B) -> A {
    grad({ function($0, $1) })
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
public func valueAndGrad<A: Tree, B: Tree>(
    _ function: @escaping (A, B) -> Tensor
) -> (A, B) -> (Tensor, A) {
    { a, b in
        var point = a
        let result = valueAndGradient(&point, operation: "valueAndGrad") { tracer in
            (function(tracer, b), EmptyTree())
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
public func valueAndGrad<A: Tree, B: Tree>(
    _ function: Jitted<(A, B) -> Tensor>
) -> (A, B) -> (Tensor, A) {
    valueAndGrad({ function($0, $1) })
}

/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
public func valueAndGrad<A: Tree, B: Tree, Aux: Tree>(
    _ function: @escaping (A, B) -> (Tensor, Aux)
) -> (A, B) -> ((Tensor, Aux), A) {
    { a, b in
        var point = a
        let result = valueAndGradient(&point, operation: "valueAndGrad") { tracer in
            function(tracer, b)
        }
        return ((result.loss, result.aux), result.gradient)
    }
}

/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
public func valueAndGrad<A: Tree, B: Tree, Aux: Tree>(
    _ function: Jitted<(A, B) -> (Tensor, Aux)>
) -> (A, B) -> ((Tensor, Aux), A) {
    valueAndGrad({ function($0, $1) })
}

/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
public func grad<A: Tree, B: Tree, Aux: Tree>(
    _ function: @escaping (A, B) -> (Tensor, Aux)
) -> (A, B) -> (A, Aux) {
    { a, b in
        var point = a
        let result = valueAndGradient(&point, operation: "grad") { tracer in
            function(tracer, b)
        }
        return (result.gradient, result.aux)
    }
}

/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
public func grad<A: Tree, B: Tree, Aux: Tree>(
    _ function: Jitted<(A, B) -> (Tensor, Aux)>
) -> (A, B) -> (A, Aux) {
    grad({ function($0, $1) })
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
public func grad<A: Tree, B: Tree, C: Tree>(
    _ function: @escaping (A, B, C) -> Tensor
) -> (A, B, C) -> A {
    { a, b, c in
        var point = a
        return valueAndGradient(&point, operation: "grad") { tracer in
            (function(tracer, b, c), EmptyTree())
        }.gradient
    }
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
public func grad<A: Tree, B: Tree, C: Tree>(
    _ function: Jitted<(A, B, C) -> Tensor>
) -> (A, B, C) -> A {
    grad({ function($0, $1, $2) })
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree>(
    _ function: @escaping (A, B, C) -> Tensor
) -> (A, B, C) -> (Tensor, A) {
    { a, b, c in
        var point = a
        let result = valueAndGradient(&point, operation: "valueAndGrad") { tracer in
            (function(tracer, b, c), EmptyTree())
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree>(
    _ function: Jitted<(A, B, C) -> Tensor>
) -> (A, B, C) -> (Tensor, A) {
    valueAndGrad({ function($0, $1, $2) })
}

/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, Aux: Tree>(
    _ function: @escaping (A, B, C) -> (Tensor, Aux)
) -> (A, B, C) -> ((Tensor, Aux), A) {
    { a, b, c in
        var point = a
        let result = valueAndGradient(&point, operation: "valueAndGrad") { tracer in
            function(tracer, b, c)
        }
        return ((result.loss, result.aux), result.gradient)
    }
}

/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, Aux: Tree>(
    _ function: Jitted<(A, B, C) -> (Tensor, Aux)>
) -> (A, B, C) -> ((Tensor, Aux), A) {
    valueAndGrad({ function($0, $1, $2) })
}

/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
public func grad<A: Tree, B: Tree, C: Tree, Aux: Tree>(
    _ function: @escaping (A, B, C) -> (Tensor, Aux)
) -> (A, B, C) -> (A, Aux) {
    { a, b, c in
        var point = a
        let result = valueAndGradient(&point, operation: "grad") { tracer in
            function(tracer, b, c)
        }
        return (result.gradient, result.aux)
    }
}

/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
public func grad<A: Tree, B: Tree, C: Tree, Aux: Tree>(
    _ function: Jitted<(A, B, C) -> (Tensor, Aux)>
) -> (A, B, C) -> (A, Aux) {
    grad({ function($0, $1, $2) })
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
public func grad<A: Tree, B: Tree, C: Tree, D: Tree>(
    _ function: @escaping (A, B, C, D) -> Tensor
) -> (A, B, C, D) -> A {
    { a, b, c, d in
        var point = a
        return valueAndGradient(&point, operation: "grad") { tracer in
            (function(tracer, b, c, d), EmptyTree())
        }.gradient
    }
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
public func grad<A: Tree, B: Tree, C: Tree, D: Tree>(
    _ function: Jitted<(A, B, C, D) -> Tensor>
) -> (A, B, C, D) -> A {
    grad({ function($0, $1, $2, $3) })
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree>(
    _ function: @escaping (A, B, C, D) -> Tensor
) -> (A, B, C, D) -> (Tensor, A) {
    { a, b, c, d in
        var point = a
        let result = valueAndGradient(&point, operation: "valueAndGrad") { tracer in
            (function(tracer, b, c, d), EmptyTree())
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree>(
    _ function: Jitted<(A, B, C, D) -> Tensor>
) -> (A, B, C, D) -> (Tensor, A) {
    valueAndGrad({ function($0, $1, $2, $3) })
}

/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, Aux: Tree>(
    _ function: @escaping (A, B, C, D) -> (Tensor, Aux)
) -> (A, B, C, D) -> ((Tensor, Aux), A) {
    { a, b, c, d in
        var point = a
        let result = valueAndGradient(&point, operation: "valueAndGrad") { tracer in
            function(tracer, b, c, d)
        }
        return ((result.loss, result.aux), result.gradient)
    }
}

/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, Aux: Tree>(
    _ function: Jitted<(A, B, C, D) -> (Tensor, Aux)>
) -> (A, B, C, D) -> ((Tensor, Aux), A) {
    valueAndGrad({ function($0, $1, $2, $3) })
}

/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, Aux: Tree>(
    _ function: @escaping (A, B, C, D) -> (Tensor, Aux)
) -> (A, B, C, D) -> (A, Aux) {
    { a, b, c, d in
        var point = a
        let result = valueAndGradient(&point, operation: "grad") { tracer in
            function(tracer, b, c, d)
        }
        return (result.gradient, result.aux)
    }
}

/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, Aux: Tree>(
    _ function: Jitted<(A, B, C, D) -> (Tensor, Aux)>
) -> (A, B, C, D) -> (A, Aux) {
    grad({ function($0, $1, $2, $3) })
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    _ function: @escaping (A, B, C, D, E) -> Tensor
) -> (A, B, C, D, E) -> A {
    { a, b, c, d, e in
        var point = a
        return valueAndGradient(&point, operation: "grad") { tracer in
            (function(tracer, b, c, d, e), EmptyTree())
        }.gradient
    }
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    _ function: Jitted<(A, B, C, D, E) -> Tensor>
) -> (A, B, C, D, E) -> A {
    grad({ function($0, $1, $2, $3, $4) })
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    _ function: @escaping (A, B, C, D, E) -> Tensor
) -> (A, B, C, D, E) -> (Tensor, A) {
    { a, b, c, d, e in
        var point = a
        let result = valueAndGradient(&point, operation: "valueAndGrad") { tracer in
            (function(tracer, b, c, d, e), EmptyTree())
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    _ function: Jitted<(A, B, C, D, E) -> Tensor>
) -> (A, B, C, D, E) -> (Tensor, A) {
    valueAndGrad({ function($0, $1, $2, $3, $4) })
}

/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, Aux: Tree>(
    _ function: @escaping (A, B, C, D, E) -> (Tensor, Aux)
) -> (A, B, C, D, E) -> ((Tensor, Aux), A) {
    { a, b, c, d, e in
        var point = a
        let result = valueAndGradient(&point, operation: "valueAndGrad") { tracer in
            function(tracer, b, c, d, e)
        }
        return ((result.loss, result.aux), result.gradient)
    }
}

/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, Aux: Tree>(
    _ function: Jitted<(A, B, C, D, E) -> (Tensor, Aux)>
) -> (A, B, C, D, E) -> ((Tensor, Aux), A) {
    valueAndGrad({ function($0, $1, $2, $3, $4) })
}

/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, Aux: Tree>(
    _ function: @escaping (A, B, C, D, E) -> (Tensor, Aux)
) -> (A, B, C, D, E) -> (A, Aux) {
    { a, b, c, d, e in
        var point = a
        let result = valueAndGradient(&point, operation: "grad") { tracer in
            function(tracer, b, c, d, e)
        }
        return (result.gradient, result.aux)
    }
}

/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, Aux: Tree>(
    _ function: Jitted<(A, B, C, D, E) -> (Tensor, Aux)>
) -> (A, B, C, D, E) -> (A, Aux) {
    grad({ function($0, $1, $2, $3, $4) })
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    _ function: @escaping (A, B, C, D, E, F) -> Tensor
) -> (A, B, C, D, E, F) -> A {
    { a, b, c, d, e, f in
        var point = a
        return valueAndGradient(&point, operation: "grad") { tracer in
            (function(tracer, b, c, d, e, f), EmptyTree())
        }.gradient
    }
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    _ function: Jitted<(A, B, C, D, E, F) -> Tensor>
) -> (A, B, C, D, E, F) -> A {
    grad({ function($0, $1, $2, $3, $4, $5) })
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    _ function: @escaping (A, B, C, D, E, F) -> Tensor
) -> (A, B, C, D, E, F) -> (Tensor, A) {
    { a, b, c, d, e, f in
        var point = a
        let result = valueAndGradient(&point, operation: "valueAndGrad") { tracer in
            (function(tracer, b, c, d, e, f), EmptyTree())
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    _ function: Jitted<(A, B, C, D, E, F) -> Tensor>
) -> (A, B, C, D, E, F) -> (Tensor, A) {
    valueAndGrad({ function($0, $1, $2, $3, $4, $5) })
}

/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, Aux: Tree>(
    _ function: @escaping (A, B, C, D, E, F) -> (Tensor, Aux)
) -> (A, B, C, D, E, F) -> ((Tensor, Aux), A) {
    { a, b, c, d, e, f in
        var point = a
        let result = valueAndGradient(&point, operation: "valueAndGrad") { tracer in
            function(tracer, b, c, d, e, f)
        }
        return ((result.loss, result.aux), result.gradient)
    }
}

/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, Aux: Tree>(
    _ function: Jitted<(A, B, C, D, E, F) -> (Tensor, Aux)>
) -> (A, B, C, D, E, F) -> ((Tensor, Aux), A) {
    valueAndGrad({ function($0, $1, $2, $3, $4, $5) })
}

/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, Aux: Tree>(
    _ function: @escaping (A, B, C, D, E, F) -> (Tensor, Aux)
) -> (A, B, C, D, E, F) -> (A, Aux) {
    { a, b, c, d, e, f in
        var point = a
        let result = valueAndGradient(&point, operation: "grad") { tracer in
            function(tracer, b, c, d, e, f)
        }
        return (result.gradient, result.aux)
    }
}

/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, Aux: Tree>(
    _ function: Jitted<(A, B, C, D, E, F) -> (Tensor, Aux)>
) -> (A, B, C, D, E, F) -> (A, Aux) {
    grad({ function($0, $1, $2, $3, $4, $5) })
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func grad<A: Tree>(
    _ function: @escaping (A) -> Tensor, where filter: @escaping (TreeLeaf) -> Bool
) -> (A) -> A {
    { a in
        var point = a
        let result = valueAndGradient(
            &point, mask: a.describedLeaves.map(filter), operation: "grad"
        ) { tracer in
            (function(tracer), EmptyTree())
        }
        return result.gradient
    }
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func grad<A: Tree>(
    _ function: Jitted<(A) -> Tensor>, where filter: @escaping (TreeLeaf) -> Bool
) -> (A) -> A {
    grad({ function($0) }, where: filter)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func grad<A: Tree>(
    _ function: @escaping (A) -> Tensor, where mask: Mask<A>
) -> (A) -> A {
    grad(function, where: mask.contains)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func grad<A: Tree>(
    _ function: Jitted<(A) -> Tensor>, where mask: Mask<A>
) -> (A) -> A {
    grad({ function($0) }, where: mask.contains)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func valueAndGrad<A: Tree>(
    _ function: @escaping (A) -> Tensor, where filter: @escaping (TreeLeaf) -> Bool
) -> (A) -> (Tensor, A) {
    { a in
        var point = a
        let result = valueAndGradient(
            &point, mask: a.describedLeaves.map(filter), operation: "valueAndGrad"
        ) { tracer in
            (function(tracer), EmptyTree())
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func valueAndGrad<A: Tree>(
    _ function: Jitted<(A) -> Tensor>, where filter: @escaping (TreeLeaf) -> Bool
) -> (A) -> (Tensor, A) {
    valueAndGrad({ function($0) }, where: filter)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func valueAndGrad<A: Tree>(
    _ function: @escaping (A) -> Tensor, where mask: Mask<A>
) -> (A) -> (Tensor, A) {
    valueAndGrad(function, where: mask.contains)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func valueAndGrad<A: Tree>(
    _ function: Jitted<(A) -> Tensor>, where mask: Mask<A>
) -> (A) -> (Tensor, A) {
    valueAndGrad({ function($0) }, where: mask.contains)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree>(
    _ function: @escaping (A, B) -> Tensor, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B) -> A {
    { a, b in
        var point = a
        let result = valueAndGradient(
            &point, mask: a.describedLeaves.map(filter), operation: "grad"
        ) { tracer in
            (function(tracer, b), EmptyTree())
        }
        return result.gradient
    }
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree>(
    _ function: Jitted<(A, B) -> Tensor>, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B) -> A {
    grad({ function($0, $1) }, where: filter)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree>(
    _ function: @escaping (A, B) -> Tensor, where mask: Mask<A>
) -> (A, B) -> A {
    grad(function, where: mask.contains)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree>(
    _ function: Jitted<(A, B) -> Tensor>, where mask: Mask<A>
) -> (A, B) -> A {
    grad({ function($0, $1) }, where: mask.contains)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree>(
    _ function: @escaping (A, B) -> Tensor, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B) -> (Tensor, A) {
    { a, b in
        var point = a
        let result = valueAndGradient(
            &point, mask: a.describedLeaves.map(filter), operation: "valueAndGrad"
        ) { tracer in
            (function(tracer, b), EmptyTree())
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree>(
    _ function: Jitted<(A, B) -> Tensor>, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B) -> (Tensor, A) {
    valueAndGrad({ function($0, $1) }, where: filter)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree>(
    _ function: @escaping (A, B) -> Tensor, where mask: Mask<A>
) -> (A, B) -> (Tensor, A) {
    valueAndGrad(function, where: mask.contains)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree>(
    _ function: Jitted<(A, B) -> Tensor>, where mask: Mask<A>
) -> (A, B) -> (Tensor, A) {
    valueAndGrad({ function($0, $1) }, where: mask.contains)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree>(
    _ function: @escaping (A, B, C) -> Tensor, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C) -> A {
    { a, b, c in
        var point = a
        let result = valueAndGradient(
            &point, mask: a.describedLeaves.map(filter), operation: "grad"
        ) { tracer in
            (function(tracer, b, c), EmptyTree())
        }
        return result.gradient
    }
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree>(
    _ function: Jitted<(A, B, C) -> Tensor>, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C) -> A {
    grad({ function($0, $1, $2) }, where: filter)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree>(
    _ function: @escaping (A, B, C) -> Tensor, where mask: Mask<A>
) -> (A, B, C) -> A {
    grad(function, where: mask.contains)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree>(
    _ function: Jitted<(A, B, C) -> Tensor>, where mask: Mask<A>
) -> (A, B, C) -> A {
    grad({ function($0, $1, $2) }, where: mask.contains)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree>(
    _ function: @escaping (A, B, C) -> Tensor, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C) -> (Tensor, A) {
    { a, b, c in
        var point = a
        let result = valueAndGradient(
            &point, mask: a.describedLeaves.map(filter), operation: "valueAndGrad"
        ) { tracer in
            (function(tracer, b, c), EmptyTree())
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree>(
    _ function: Jitted<(A, B, C) -> Tensor>, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C) -> (Tensor, A) {
    valueAndGrad({ function($0, $1, $2) }, where: filter)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree>(
    _ function: @escaping (A, B, C) -> Tensor, where mask: Mask<A>
) -> (A, B, C) -> (Tensor, A) {
    valueAndGrad(function, where: mask.contains)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree>(
    _ function: Jitted<(A, B, C) -> Tensor>, where mask: Mask<A>
) -> (A, B, C) -> (Tensor, A) {
    valueAndGrad({ function($0, $1, $2) }, where: mask.contains)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree, D: Tree>(
    _ function: @escaping (A, B, C, D) -> Tensor, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C, D) -> A {
    { a, b, c, d in
        var point = a
        let result = valueAndGradient(
            &point, mask: a.describedLeaves.map(filter), operation: "grad"
        ) { tracer in
            (function(tracer, b, c, d), EmptyTree())
        }
        return result.gradient
    }
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree, D: Tree>(
    _ function: Jitted<(A, B, C, D) -> Tensor>, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C, D) -> A {
    grad({ function($0, $1, $2, $3) }, where: filter)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree, D: Tree>(
    _ function: @escaping (A, B, C, D) -> Tensor, where mask: Mask<A>
) -> (A, B, C, D) -> A {
    grad(function, where: mask.contains)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree, D: Tree>(
    _ function: Jitted<(A, B, C, D) -> Tensor>, where mask: Mask<A>
) -> (A, B, C, D) -> A {
    grad({ function($0, $1, $2, $3) }, where: mask.contains)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree>(
    _ function: @escaping (A, B, C, D) -> Tensor, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C, D) -> (Tensor, A) {
    { a, b, c, d in
        var point = a
        let result = valueAndGradient(
            &point, mask: a.describedLeaves.map(filter), operation: "valueAndGrad"
        ) { tracer in
            (function(tracer, b, c, d), EmptyTree())
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree>(
    _ function: Jitted<(A, B, C, D) -> Tensor>, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C, D) -> (Tensor, A) {
    valueAndGrad({ function($0, $1, $2, $3) }, where: filter)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree>(
    _ function: @escaping (A, B, C, D) -> Tensor, where mask: Mask<A>
) -> (A, B, C, D) -> (Tensor, A) {
    valueAndGrad(function, where: mask.contains)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree>(
    _ function: Jitted<(A, B, C, D) -> Tensor>, where mask: Mask<A>
) -> (A, B, C, D) -> (Tensor, A) {
    valueAndGrad({ function($0, $1, $2, $3) }, where: mask.contains)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    _ function: @escaping (A, B, C, D, E) -> Tensor, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C, D, E) -> A {
    { a, b, c, d, e in
        var point = a
        let result = valueAndGradient(
            &point, mask: a.describedLeaves.map(filter), operation: "grad"
        ) { tracer in
            (function(tracer, b, c, d, e), EmptyTree())
        }
        return result.gradient
    }
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    _ function: Jitted<(A, B, C, D, E) -> Tensor>, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C, D, E) -> A {
    grad({ function($0, $1, $2, $3, $4) }, where: filter)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    _ function: @escaping (A, B, C, D, E) -> Tensor, where mask: Mask<A>
) -> (A, B, C, D, E) -> A {
    grad(function, where: mask.contains)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    _ function: Jitted<(A, B, C, D, E) -> Tensor>, where mask: Mask<A>
) -> (A, B, C, D, E) -> A {
    grad({ function($0, $1, $2, $3, $4) }, where: mask.contains)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    _ function: @escaping (A, B, C, D, E) -> Tensor, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C, D, E) -> (Tensor, A) {
    { a, b, c, d, e in
        var point = a
        let result = valueAndGradient(
            &point, mask: a.describedLeaves.map(filter), operation: "valueAndGrad"
        ) { tracer in
            (function(tracer, b, c, d, e), EmptyTree())
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    _ function: Jitted<(A, B, C, D, E) -> Tensor>, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C, D, E) -> (Tensor, A) {
    valueAndGrad({ function($0, $1, $2, $3, $4) }, where: filter)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    _ function: @escaping (A, B, C, D, E) -> Tensor, where mask: Mask<A>
) -> (A, B, C, D, E) -> (Tensor, A) {
    valueAndGrad(function, where: mask.contains)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    _ function: Jitted<(A, B, C, D, E) -> Tensor>, where mask: Mask<A>
) -> (A, B, C, D, E) -> (Tensor, A) {
    valueAndGrad({ function($0, $1, $2, $3, $4) }, where: mask.contains)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    _ function: @escaping (A, B, C, D, E, F) -> Tensor, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C, D, E, F) -> A {
    { a, b, c, d, e, f in
        var point = a
        let result = valueAndGradient(
            &point, mask: a.describedLeaves.map(filter), operation: "grad"
        ) { tracer in
            (function(tracer, b, c, d, e, f), EmptyTree())
        }
        return result.gradient
    }
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    _ function: Jitted<(A, B, C, D, E, F) -> Tensor>, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C, D, E, F) -> A {
    grad({ function($0, $1, $2, $3, $4, $5) }, where: filter)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    _ function: @escaping (A, B, C, D, E, F) -> Tensor, where mask: Mask<A>
) -> (A, B, C, D, E, F) -> A {
    grad(function, where: mask.contains)
}

/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func grad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    _ function: Jitted<(A, B, C, D, E, F) -> Tensor>, where mask: Mask<A>
) -> (A, B, C, D, E, F) -> A {
    grad({ function($0, $1, $2, $3, $4, $5) }, where: mask.contains)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    _ function: @escaping (A, B, C, D, E, F) -> Tensor, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C, D, E, F) -> (Tensor, A) {
    { a, b, c, d, e, f in
        var point = a
        let result = valueAndGradient(
            &point, mask: a.describedLeaves.map(filter), operation: "valueAndGrad"
        ) { tracer in
            (function(tracer, b, c, d, e, f), EmptyTree())
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter filter: which leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    _ function: Jitted<(A, B, C, D, E, F) -> Tensor>, where filter: @escaping (TreeLeaf) -> Bool
) -> (A, B, C, D, E, F) -> (Tensor, A) {
    valueAndGrad({ function($0, $1, $2, $3, $4, $5) }, where: filter)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    _ function: @escaping (A, B, C, D, E, F) -> Tensor, where mask: Mask<A>
) -> (A, B, C, D, E, F) -> (Tensor, A) {
    valueAndGrad(function, where: mask.contains)
}

/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
///
/// - Parameter mask: selects the leaves of the argument to differentiate.
public func valueAndGrad<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    _ function: Jitted<(A, B, C, D, E, F) -> Tensor>, where mask: Mask<A>
) -> (A, B, C, D, E, F) -> (Tensor, A) {
    valueAndGrad({ function($0, $1, $2, $3, $4, $5) }, where: mask.contains)
}

/// The gradient of a scalar function with respect to the argument of the given number, as a function (`jax.grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func grad(
    _ function: @escaping (Tensor, Tensor) -> Tensor, argument: Int
) -> (Tensor, Tensor) -> Tensor {
    { a, b in
        let result = gradientOfArgument(argument, [a, b], "grad") { values in
            function(values[0], values[1])
        }
        return result.gradient
    }
}

/// The gradient of a scalar function with respect to the argument of the given number, as a function (`jax.grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func grad(
    _ function: Jitted<(Tensor, Tensor) -> Tensor>, argument: Int
) -> (Tensor, Tensor) -> Tensor {
    grad({ function($0, $1) }, argument: argument)
}

/// The value of a scalar function together with its gradient with respect to the argument of the given number
/// (`jax.value_and_grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func valueAndGrad(
    _ function: @escaping (Tensor, Tensor) -> Tensor, argument: Int
) -> (Tensor, Tensor) -> (Tensor, Tensor) {
    { a, b in
        let result = gradientOfArgument(argument, [a, b], "valueAndGrad") { values in
            function(values[0], values[1])
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the argument of the given number
/// (`jax.value_and_grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func valueAndGrad(
    _ function: Jitted<(Tensor, Tensor) -> Tensor>, argument: Int
) -> (Tensor, Tensor) -> (Tensor, Tensor) {
    valueAndGrad({ function($0, $1) }, argument: argument)
}

/// The gradient of a scalar function with respect to the argument of the given number, as a function (`jax.grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func grad(
    _ function: @escaping (Tensor, Tensor, Tensor) -> Tensor, argument: Int
) -> (Tensor, Tensor, Tensor) -> Tensor {
    { a, b, c in
        let result = gradientOfArgument(argument, [a, b, c], "grad") { values in
            function(values[0], values[1], values[2])
        }
        return result.gradient
    }
}

/// The gradient of a scalar function with respect to the argument of the given number, as a function (`jax.grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func grad(
    _ function: Jitted<(Tensor, Tensor, Tensor) -> Tensor>, argument: Int
) -> (Tensor, Tensor, Tensor) -> Tensor {
    grad({ function($0, $1, $2) }, argument: argument)
}

/// The value of a scalar function together with its gradient with respect to the argument of the given number
/// (`jax.value_and_grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func valueAndGrad(
    _ function: @escaping (Tensor, Tensor, Tensor) -> Tensor, argument: Int
) -> (Tensor, Tensor, Tensor) -> (Tensor, Tensor) {
    { a, b, c in
        let result = gradientOfArgument(argument, [a, b, c], "valueAndGrad") { values in
            function(values[0], values[1], values[2])
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the argument of the given number
/// (`jax.value_and_grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func valueAndGrad(
    _ function: Jitted<(Tensor, Tensor, Tensor) -> Tensor>, argument: Int
) -> (Tensor, Tensor, Tensor) -> (Tensor, Tensor) {
    valueAndGrad({ function($0, $1, $2) }, argument: argument)
}

/// The gradient of a scalar function with respect to the argument of the given number, as a function (`jax.grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func grad(
    _ function: @escaping (Tensor, Tensor, Tensor, Tensor) -> Tensor, argument: Int
) -> (Tensor, Tensor, Tensor, Tensor) -> Tensor {
    { a, b, c, d in
        let result = gradientOfArgument(argument, [a, b, c, d], "grad") { values in
            function(values[0], values[1], values[2], values[3])
        }
        return result.gradient
    }
}

/// The gradient of a scalar function with respect to the argument of the given number, as a function (`jax.grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func grad(
    _ function: Jitted<(Tensor, Tensor, Tensor, Tensor) -> Tensor>, argument: Int
) -> (Tensor, Tensor, Tensor, Tensor) -> Tensor {
    grad({ function($0, $1, $2, $3) }, argument: argument)
}

/// The value of a scalar function together with its gradient with respect to the argument of the given number
/// (`jax.value_and_grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func valueAndGrad(
    _ function: @escaping (Tensor, Tensor, Tensor, Tensor) -> Tensor, argument: Int
) -> (Tensor, Tensor, Tensor, Tensor) -> (Tensor, Tensor) {
    { a, b, c, d in
        let result = gradientOfArgument(argument, [a, b, c, d], "valueAndGrad") { values in
            function(values[0], values[1], values[2], values[3])
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the argument of the given number
/// (`jax.value_and_grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func valueAndGrad(
    _ function: Jitted<(Tensor, Tensor, Tensor, Tensor) -> Tensor>, argument: Int
) -> (Tensor, Tensor, Tensor, Tensor) -> (Tensor, Tensor) {
    valueAndGrad({ function($0, $1, $2, $3) }, argument: argument)
}

/// The gradient of a scalar function with respect to the argument of the given number, as a function (`jax.grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func grad(
    _ function: @escaping (Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor, argument: Int
) -> (Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor {
    { a, b, c, d, e in
        let result = gradientOfArgument(argument, [a, b, c, d, e], "grad") { values in
            function(values[0], values[1], values[2], values[3], values[4])
        }
        return result.gradient
    }
}

/// The gradient of a scalar function with respect to the argument of the given number, as a function (`jax.grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func grad(
    _ function: Jitted<(Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor>, argument: Int
) -> (Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor {
    grad({ function($0, $1, $2, $3, $4) }, argument: argument)
}

/// The value of a scalar function together with its gradient with respect to the argument of the given number
/// (`jax.value_and_grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func valueAndGrad(
    _ function: @escaping (Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor, argument: Int
) -> (Tensor, Tensor, Tensor, Tensor, Tensor) -> (Tensor, Tensor) {
    { a, b, c, d, e in
        let result = gradientOfArgument(argument, [a, b, c, d, e], "valueAndGrad") { values in
            function(values[0], values[1], values[2], values[3], values[4])
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the argument of the given number
/// (`jax.value_and_grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func valueAndGrad(
    _ function: Jitted<(Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor>, argument: Int
) -> (Tensor, Tensor, Tensor, Tensor, Tensor) -> (Tensor, Tensor) {
    valueAndGrad({ function($0, $1, $2, $3, $4) }, argument: argument)
}

/// The gradient of a scalar function with respect to the argument of the given number, as a function (`jax.grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func grad(
    _ function: @escaping (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor, argument: Int
) -> (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor {
    { a, b, c, d, e, f in
        let result = gradientOfArgument(argument, [a, b, c, d, e, f], "grad") { values in
            function(values[0], values[1], values[2], values[3], values[4], values[5])
        }
        return result.gradient
    }
}

/// The gradient of a scalar function with respect to the argument of the given number, as a function (`jax.grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func grad(
    _ function: Jitted<(Tensor, Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor>, argument: Int
) -> (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor {
    grad({ function($0, $1, $2, $3, $4, $5) }, argument: argument)
}

/// The value of a scalar function together with its gradient with respect to the argument of the given number
/// (`jax.value_and_grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func valueAndGrad(
    _ function: @escaping (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor, argument: Int
) -> (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor) -> (Tensor, Tensor) {
    { a, b, c, d, e, f in
        let result = gradientOfArgument(argument, [a, b, c, d, e, f], "valueAndGrad") { values in
            function(values[0], values[1], values[2], values[3], values[4], values[5])
        }
        return (result.loss, result.gradient)
    }
}

/// The value of a scalar function together with its gradient with respect to the argument of the given number
/// (`jax.value_and_grad`).
///
/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.
public func valueAndGrad(
    _ function: Jitted<(Tensor, Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor>, argument: Int
) -> (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor) -> (Tensor, Tensor) {
    valueAndGrad({ function($0, $1, $2, $3, $4, $5) }, argument: argument)
}
