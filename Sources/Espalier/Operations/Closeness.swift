// What kind of number each element is, and whether tensors agree. All give bools, and none has a derivative.

/// Whether each element is not a number (`jax.numpy.isnan`).
public func isNaN(_ x: Tensor) -> Tensor { x .!= x }

/// Whether each element is neither infinite nor NaN (`jax.numpy.isfinite`).
public func isFinite(_ x: Tensor) -> Tensor {
    if x.dtype.isComplex { return isFinite(real(x)) & isFinite(imaginary(x)) }
    return x.dtype.isFloating ? unary(IsFinite(), x) : x .== x
}

/// Whether each element is plus or minus infinity (`jax.numpy.isinf`).
public func isInfinite(_ x: Tensor) -> Tensor {
    if x.dtype.isComplex { return isInfinite(real(x)) | isInfinite(imaginary(x)) }
    return x.dtype.isFloating ? abs(x) .== Tensor.weak(Double.infinity) : x .!= x
}

/// Whether each element is plus infinity (`jax.numpy.isposinf`). Complex numbers are an error.
public func isPositiveInfinity(_ x: Tensor) -> Tensor { isInfinity(x, .infinity) }

/// Whether each element is minus infinity (`jax.numpy.isneginf`). Complex numbers are an error.
public func isNegativeInfinity(_ x: Tensor) -> Tensor { isInfinity(x, -.infinity) }

private func isInfinity(_ x: Tensor, _ infinity: Double) -> Tensor {
    checked(x) {
        guard !x.dtype.isComplex else {
            throw TensorError(
                infinity > 0 ? "isPositiveInfinity" : "isNegativeInfinity",
                "needs real operands, and this one is \(x.dtype)")
        }
        return x.dtype.isFloating ? x .== Tensor.weak(infinity) : x .!= x
    }
}

/// Whether each element has no imaginary part (`jax.numpy.isreal`).
public func isReal(_ x: Tensor) -> Tensor { imaginary(x) .== 0 }

/// Whether each element has an imaginary part (`jax.numpy.iscomplex`).
public func isComplex(_ x: Tensor) -> Tensor { imaginary(x) .!= 0 }

/// Whether each pair agrees up to a tolerance: |a - b| ≤ absolute + relative |b| (`jax.numpy.isclose`).
///
/// - Parameters:
///   - a: what is compared. Integers become float32.
///   - b: what it is compared with.
///   - relativeTolerance: per unit of b.
///   - absoluteTolerance: regardless of b.
///   - equalNaN: whether NaN agrees with NaN.
public func isClose(
    _ a: Tensor, _ b: Tensor, relativeTolerance: Double = 1e-5, absoluteTolerance: Double = 1e-8,
    equalNaN: Bool = false
) -> Tensor {
    checked(a, b) {
        let operands = try promoted([a, b], inexact: true)
        let (x, y) = (operands[0], operands[1])
        let bound = Tensor.weak(absoluteTolerance) + Tensor.weak(relativeTolerance) * abs(y)
        let isNear = (x .== y) | (isFinite(y) & (abs(x - y) .<= bound))
        return equalNaN ? isNear | (isNaN(x) & isNaN(y)) : isNear
    }
}

/// Whether all pairs agree up to a tolerance, a bool scalar (`jax.numpy.allclose`).
///
/// The parameters are those of ``isClose(_:_:relativeTolerance:absoluteTolerance:equalNaN:)``.
public func allClose(
    _ a: Tensor, _ b: Tensor, relativeTolerance: Double = 1e-5, absoluteTolerance: Double = 1e-8,
    equalNaN: Bool = false
) -> Tensor {
    isClose(
        a, b, relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance,
        equalNaN: equalNaN
    ).all()
}

/// Whether two tensors have one shape and equal elements, a bool scalar (`jax.numpy.array_equal`).
///
/// Unlike `==` it looks at numbers, not dtypes, and works inside transformations.
///
/// - Parameter equalNaN: whether NaN equals NaN.
public func arrayEqual(_ a: Tensor, _ b: Tensor, equalNaN: Bool = false) -> Tensor {
    checked(a, b) {
        guard a.shape == b.shape else { return false }
        let isEqual = a .== b
        return (equalNaN ? isEqual | (isNaN(a) & isNaN(b)) : isEqual).all()
    }
}

/// Whether two tensors are equal once they are broadcast, a bool scalar (`jax.numpy.array_equiv`).
///
/// Shapes that can't be broadcast aren't equal.
public func arrayEquivalent(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        guard (try? broadcastShape([a.shape, b.shape], for: "")) != nil else { return false }
        return (a .== b).all()
    }
}

/// Whether both hold; numbers hold where they aren't 0 (`jax.numpy.logical_and`).
public func logicalAnd(_ a: Tensor, _ b: Tensor) -> Tensor { a.asType(.bool) & b.asType(.bool) }

/// Whether either holds; numbers hold where they aren't 0 (`jax.numpy.logical_or`).
public func logicalOr(_ a: Tensor, _ b: Tensor) -> Tensor { a.asType(.bool) | b.asType(.bool) }

/// Whether one holds and the other doesn't; numbers hold where they aren't 0 (`jax.numpy.logical_xor`).
public func logicalXor(_ a: Tensor, _ b: Tensor) -> Tensor { a.asType(.bool) ^ b.asType(.bool) }
