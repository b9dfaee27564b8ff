// Choosing between values, and keeping them between bounds.

/// Elements of `a` where the condition holds and of `b` where it doesn't, all broadcast
/// (`jax.numpy.where`).
///
/// No computation is skipped: a derivative through the side that is not taken is multiplied by
/// zero, so an infinite one there gives NaN.
public func which(_ condition: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
    checked(condition, a, b) {
        let operands = try promoted([a, b])
        return try bind1(Select(), try convert(condition, to: .bool), operands[0], operands[1])
    }
}

/// The element of the tensor that an index names, for each place (`jax.lax.select_n`).
///
/// - Parameters:
///   - index: integers or bools; one out of range takes the nearest.
///   - cases: at least one; all are broadcast, and promoted to one dtype.
public func select(_ index: Tensor, _ cases: [Tensor]) -> Tensor {
    checked([index] + cases) {
        guard !cases.isEmpty, !index.dtype.isInexact else {
            throw TensorError(
                "select",
                cases.isEmpty
                    ? "needs at least one tensor to select from"
                    : "the index must be an integer or bool, and its dtype is \(index.dtype)")
        }
        let cases = try promoted(cases)
        let place = index.dtype == .bool ? try convert(index, to: .int32) : index
        let shape = try broadcastShape([place.shape] + cases.map(\.shape), for: "select")
        let chosen = cases.indices.dropLast().reversed().reduce(cases[cases.count - 1]) {
            which(place .<= Tensor.weak($1), cases[$1], $0)
        }
        return try broadcast(chosen, to: shape)
    }
}

/// For each place the element of the first tensor whose condition holds there (`jax.numpy.select`).
///
/// - Parameters:
///   - conditions: bools, as many as choices and at least one.
///   - choices: what the conditions choose; all are broadcast, and promoted to one dtype.
///   - default: what stands where no condition holds.
public func select(_ conditions: [Tensor], _ choices: [Tensor], default: Tensor = 0) -> Tensor {
    checked(conditions + choices + [`default`]) {
        guard !conditions.isEmpty, conditions.count == choices.count else {
            throw TensorError(
                "select",
                """
                needs as many choices as conditions and at least one, and there are \(conditions.count) conditions \
                and \(choices.count) choices
                """)
        }
        let operands = try promoted([`default`] + choices)
        return zip(conditions, operands.dropFirst()).reversed().reduce(operands[0]) {
            which($1.0, $1.1, $0)
        }
    }
}

/// The tensor under the function whose condition holds, place by place (`jax.numpy.piecewise`).
///
/// Every function is applied to the whole tensor, as both sides of ``which(_:_:_:)`` are computed.
///
/// - Parameters:
///   - x: the tensor. The results take its dtype.
///   - conditions: bools; where several hold, the last decides.
///   - functions: as many as conditions.
///   - otherwise: the function where no condition holds.
public func piecewise(
    _ x: Tensor, _ conditions: [Tensor], _ functions: [(Tensor) -> Tensor],
    otherwise: (Tensor) -> Tensor = { Tensor.zeros(like: $0) }
) -> Tensor {
    checked([x] + conditions) {
        guard conditions.count == functions.count else {
            throw TensorError(
                "piecewise",
                """
                needs as many functions as conditions, and there are \(functions.count) and \(conditions.count); the \
                function for the rest is given as otherwise
                """)
        }
        return try zip(conditions, functions).reduce(try convert(otherwise(x), to: x.dtype)) {
            which($1.0, try convert($1.1(x), to: x.dtype), $0)
        }
    }
}

/// Each element moved into the range from `low` to `high` (`jax.numpy.clip`).
///
/// Where it is on a bound, half of the derivative is the element's and half the bound's. Where the bounds are crossed,
/// the upper one wins. Complex numbers have no order: an error.
public func clip(_ x: Tensor, _ low: Tensor, _ high: Tensor) -> Tensor {
    minimum(maximum(x, low), high)
}

/// Each element moved up to `min` and down to `max`, where they are given (`jax.numpy.clip`).
public func clip(_ x: Tensor, min: Tensor? = nil, max: Tensor? = nil) -> Tensor {
    let raised = min.map { maximum(x, $0) } ?? x
    return max.map { minimum(raised, $0) } ?? raised
}

/// Each element moved into the range from `low` to `high` (`jax.lax.clamp`).
///
/// As ``clip(_:_:_:)`` but for the derivative, which on a bound is 0.
public func clamp(_ x: Tensor, _ low: Tensor, _ high: Tensor) -> Tensor {
    checked(x, low, high) {
        let operands = try promoted([x, low, high])
        guard operands[0].dtype.isInexact else {
            return clip(operands[0], operands[1], operands[2])
        }
        return Formula.clamp(operands[0], operands[1], operands[2])
    }
}

/// The tensor with numbers in place of NaN and the infinities (`jax.numpy.nan_to_num`).
///
/// - Parameters:
///   - x: integers have neither and come back as they are; of complex numbers both parts are treated.
///   - nan: what stands for NaN.
///   - positiveInfinity: what stands for plus infinity; nil is the largest number of the dtype.
///   - negativeInfinity: what stands for minus infinity; nil is the smallest number of the dtype.
public func nanToNum(
    _ x: Tensor, nan: Tensor = 0.0, positiveInfinity: Tensor? = nil,
    negativeInfinity: Tensor? = nil
) -> Tensor {
    checked(x, nan) {
        guard x.dtype.isInexact else { return x }
        if x.dtype.isComplex {
            let parts = [real(x), imaginary(x)].map {
                nanToNum(
                    $0, nan: nan, positiveInfinity: positiveInfinity,
                    negativeInfinity: negativeInfinity)
            }
            return complex(parts[0], parts[1])
        }
        let largest = x.dtype.greatestFinite
        func replacement(_ given: Tensor?, _ number: Double) throws -> Tensor {
            try convert(given ?? .weak(number), to: x.dtype)
        }
        let numbers = which(isNaN(x), try convert(nan, to: x.dtype), x)
        let below = which(
            isPositiveInfinity(numbers), try replacement(positiveInfinity, largest), numbers)
        return which(isNegativeInfinity(below), try replacement(negativeInfinity, -largest), below)
    }
}

extension Formula {
    fileprivate static let clamp = Formula(
        name: "clamp", value: { clip($0[0], $0[1], $0[2]) },
        rule: slopes(
            { x, y in try convert((x[0] .> x[1]) & (x[0] .< x[2]), to: y.dtype) },
            { x, y in try convert((x[1] .> x[0]) & (x[1] .< x[2]), to: y.dtype) },
            { x, y in try convert(x[2] .< x[0], to: y.dtype) }))
}
