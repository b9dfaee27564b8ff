// Polynomials as vectors of coefficients, that of the highest power first.

/// The values of a polynomial (`jax.numpy.polyval`), by Horner's rule.
///
/// - Parameters:
///   - p: coefficients along the first axis, that of the highest power first. Further axes are those of several
///     polynomials and are broadcast with `x`.
///   - x: where to take the values.
public func polyval(_ p: Tensor, _ x: Tensor) -> Tensor {
    checked(p, x) {
        guard p.rank >= 1 else {
            throw TensorError("polyval", "needs a vector of coefficients, not a scalar")
        }
        let operands = try promoted([p, x])
        let (coefficients, point) = (operands[0], operands[1])
        let shape = try broadcastShape([Array(p.shape.dropFirst()), x.shape], for: "polyval")
        let start = fill(0, point.type.with(shape: shape).strong)
        guard p.shape[0] > Unrolling.longest else {
            return (0..<p.shape[0]).reduce(start) { $0 * point + coefficients[$1] }
        }
        return scan(initial: start, over: coefficients) { value, coefficient in
            let next = value * point + coefficient
            return (next, next)
        }.0
    }
}

private enum Unrolling {
    /// Up to this many coefficients a polynomial is written out rather than a loop.
    static let longest = 32
}

/// The sum of two polynomials (`jax.numpy.polyadd`).
public func polyadd(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        try requireVectors("polyadd", [a, b])
        let operands = try promoted([a, b])
        let size = Swift.max(a.count, b.count)
        return pad(operands[0], [(size - a.count, 0)]) + pad(operands[1], [(size - b.count, 0)])
    }
}

/// The difference of two polynomials (`jax.numpy.polysub`).
public func polysub(_ a: Tensor, _ b: Tensor) -> Tensor { polyadd(a, -b) }

/// The product of two polynomials (`jax.numpy.polymul`). Integers become float32.
public func polymul(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        try requireVectors("polymul", [a, b])
        func filled(_ x: Tensor) -> Tensor { x.count == 0 ? .zeros([1], dtype: x.dtype) : x }
        return convolve(filled(a), filled(b))
    }
}

/// The quotient and the remainder of two polynomials (`jax.numpy.polydiv`). Integers become float32.
///
/// The remainder is as long as the dividend, with zeros in front.
public func polydiv(_ u: Tensor, _ v: Tensor) -> (quotient: Tensor, remainder: Tensor) {
    let results = checked([u, v], count: 2) {
        try requireVectors("polydiv", [u, v])
        guard v.count > 0 else { throw TensorError("polydiv", "the divisor has no coefficients") }
        let operands = try promoted([u, v], inexact: true)
        var rest = operands[0]
        let divisor = operands[1]
        let steps = u.count - v.count + 1
        guard steps > 0 else { return [.zeros([1], dtype: rest.dtype), rest] }
        let scale = 1 / divisor[0]
        var quotient: [Tensor] = []
        for step in 0..<steps {
            let factor = scale * rest[step]
            quotient.append(factor)
            rest = rest - pad(factor * divisor, [(step, steps - 1 - step)])
        }
        return [stack(quotient), rest]
    }
    return (results[0], results[1])
}

/// The derivative of a polynomial (`jax.numpy.polyder`). Integers become float32.
///
/// - Parameter order: how often to take it.
public func polyder(_ p: Tensor, order: Int = 1) -> Tensor {
    checked(p) {
        try requireVectors("polyder", [p])
        guard order >= 0 else {
            throw TensorError("polyder", "the order must not be negative, and it is \(order)")
        }
        let x = try promotedToInexact(p)
        let count = Swift.max(p.count - order, 0)
        let kept = try part(x, 0, 0, count)
        let factors = (0..<count).map { place in
            // The power of this coefficient, and those below it.
            let power = p.count - 1 - place
            return (0..<order).reduce(1.0) { $0 * Double(power - $1) }
        }
        return kept * (try coefficients(factors, x.dtype))
    }
}

/// The integral of a polynomial (`jax.numpy.polyint`). Integers become float32.
///
/// - Parameters:
///   - order: how often to take it.
///   - constants: what to add each time: a scalar, or a vector of as many as the order.
public func polyint(_ p: Tensor, order: Int = 1, constants: Tensor = 0) -> Tensor {
    checked(p, constants) {
        try requireVectors("polyint", [p])
        guard order >= 0,
            constants.rank == 0 || constants.shape == [order] || constants.shape == [1]
        else {
            throw TensorError(
                "polyint",
                """
                the order must not be negative and the constants one or as many as it, and they are \(order) and \
                \(constants.type)
                """)
        }
        let operands = try promoted([p, constants], inexact: true)
        guard order > 0 else { return operands[0] }
        let added = try broadcast(operands[1], to: [order])
        let count = p.count + order
        let factors = (0..<count).map { place in
            let power = count - 1 - place
            return (0..<order).reduce(1.0) { $0 * Double(Swift.max(power - $1, 1)) }
        }
        return concatenate([operands[0], added]) / (try coefficients(factors, operands[0].dtype))
    }
}

/// The polynomial with given zeros and 1 as its highest coefficient (`jax.numpy.poly`). Integers become float32.
///
/// - Parameter zeros: a vector. (Of a matrix NumPy takes the eigenvalues; pass these.)
public func poly(_ zeros: Tensor) -> Tensor {
    checked(zeros) {
        try requireVectors("poly", [zeros])
        let x = try promotedToInexact(zeros)
        let one = Tensor.ones([1], dtype: x.dtype)
        guard x.count > 0 else { return one.squeezed() }
        return (0..<x.count).reduce(one) { product, place in
            convolve(product, concatenate([one, -x[place].reshaped([1])]))
        }
    }
}

/// The polynomial of a degree that comes closest to points, by least squares (`jax.numpy.polyfit`).
///
/// Of several that come as close, as where there are fewer different coordinates than coefficients, the one with the smallest
/// coefficients of scaled powers. Integers become float32.
///
/// - Parameters:
///   - x: coordinates, a vector.
///   - y: values: a vector, or a matrix with a column for each polynomial.
///   - degree: of the polynomial.
///   - weights: what to multiply the distance of each point by.
///   - tolerance: singular values of the scaled powers below this part of the largest count as 0; by default the number of
///     points times the distance from 1 to the next number.
/// - Returns: coefficients along the first axis, that of the highest power first.
public func polyfit(
    _ x: Tensor, _ y: Tensor, degree: Int, weights: Tensor? = nil, tolerance: Double? = nil
) -> Tensor {
    checked([x, y, weights].compactMap { $0 }) {
        guard degree >= 0, x.rank == 1, y.rank == 1 || y.rank == 2, x.count == y.shape.first,
            x.count > 0, weights.map({ $0.shape == x.shape }) ?? true
        else {
            throw TensorError(
                "polyfit",
                """
                needs a degree from 0 on, a vector of coordinates, and as many values and weights; the degree is \
                \(degree), and the shapes are \(x.shape), \(y.shape) and \(weights?.shape ?? x.shape)
                """)
        }
        _ = try validShape([x.count, degree.saturatingAdd(1)], for: "polyfit")
        let operands = try promoted([x, y] + [weights].compactMap { $0 }, inexact: true)
            .map { try factorable($0, "polyfit") }
        var powers = vander(operands[0], columns: degree + 1)
        var values = try reshape(operands[1], to: [x.count, y.count / x.count])
        if operands.count > 2 {
            let weight = operands[2].expanded(at: 1)
            (powers, values) = (powers * weight, values * weight)
        }
        let norms = sqrt((powers * powers).sum(axis: 0))
        let bound = tolerance ?? Double(x.count) * powers.dtype.realPart.epsilon
        let solution = lstsq(powers / norms, values, tolerance: bound).x / norms.expanded(at: 1)
        return try reshape(solution, to: [degree + 1] + y.shape.dropFirst())
    }
}

private func coefficients(_ numbers: [Double], _ dtype: DType) throws -> Tensor {
    let bytes = numbers.flatMap { HostScalar.float($0).bytes(dtype) }
    return Tensor(HostNode(bytes, ShapedTensor(shape: [numbers.count], dtype: dtype)))
}

private func requireVectors(_ name: String, _ polynomials: [Tensor]) throws {
    for polynomial in polynomials where polynomial.rank != 1 {
        throw TensorError(
            name, "needs a vector of coefficients, and was given the shape \(polynomial.shape)")
    }
}

/// The roots of a polynomial (`jax.numpy.roots`), complex, as the eigenvalues of its companion matrix.
///
/// - Parameters:
///   - p: a vector of coefficients, that of the highest power first; integers become float32.
///   - stripZeros: whether first coefficients that are 0 are left out. That makes the number of roots depend on values, so
///     that in `jit` and the other transformations it must be false: then roots that don't exist are NaN, at the end.
/// - Precondition: LAPACK is installed; the error of ``eigvals(_:)`` says how.
public func roots(_ p: Tensor, stripZeros: Bool = true) -> Tensor {
    checked(p) {
        guard p.rank == 1 else {
            throw TensorError(
                "roots", "needs a vector of coefficients, and the shape is \(p.shape)")
        }
        let p = try factorable(p, "roots")
        let none = fill(0, p.type.with(shape: [0], dtype: p.dtype.complexified))
        guard p.count >= 2 else { return none }
        let isZero = p .== 0
        let leading = isZero.asType(.int32).cumprod(axis: 0).sum()
        if stripZeros {
            guard let known = leading.concrete else {
                throw TensorError(
                    "roots",
                    """
                    the number of roots depends on the values of the coefficients, which aren't known while a function \
                    is traced; pass stripZeros: false
                    """)
            }
            let count = try known.scalars(as: Int32.self)[0]
            let rest = p[Int(count)...]
            return rest.count < 2 ? none : try companionRoots(rest)
        }
        // Zeros in front go to the end, where they make roots that are 0.
        let safe = which(leading .== .weak(p.count), scalar(1, p.dtype), p)
        let places = remainder(Tensor.arange(p.count) + leading, .weak(p.count))
        let found = try companionRoots(take(safe, places))
        let order = argsort((found .== 0).asType(.int32), axis: 0)
        let isRoot = Tensor.arange(p.count - 1) .< .weak(p.count - 1) - leading
        let missing = complex(scalar(.nan, p.dtype.realPart), scalar(.nan, p.dtype.realPart))
        return which(isRoot, take(found, order), missing)
    }
}

private func companionRoots(_ p: Tensor) throws -> Tensor {
    let size = p.count - 1
    let first = (-p[1...] / p[0]).expanded(at: 0)
    let below = Tensor.eye(size - 1, size, dtype: p.dtype)
    return eigvals(concatenate([first, below], axis: 0))
}
