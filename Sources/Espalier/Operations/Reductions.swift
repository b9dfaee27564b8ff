// Reductions take `axes` (all of them where none are given), or a single `axis`; negative ones count from the last.
// With `keepDims` the axes stay, with size 1, so that the result broadcasts against the operand.

extension Tensor {
    /// The sum (`jax.numpy.sum`); 0 over no elements.
    ///
    /// Bools and integers of up to 32 bits are added as int32, unsigned ones as uint32; float16 and bfloat16 are
    /// added as float32 and rounded at the end.
    public func sum(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        reduced(self, "sum", axes, keepDims) { x, axes in
            try inWorkingDType(x) { try reduceSum($0, axes: axes) }
        }
    }

    /// The product (`jax.numpy.prod`); 1 over no elements. Dtypes widen as in ``sum(axes:keepDims:)``.
    public func prod(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        reduced(self, "prod", axes, keepDims) { x, axes in
            try inWorkingDType(x) { axes.isEmpty ? $0 : try bind1(ReduceProduct(axes: axes), $0) }
        }
    }

    /// The arithmetic mean (`jax.numpy.mean`); NaN over no elements. Integers and bools give float32.
    public func mean(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        reduced(self, "mean", axes, keepDims) { x, axes in try averaged(x, axes) }
    }

    /// The mean squared distance from the mean (`jax.numpy.var`). Integers and bools give float32, complex numbers
    /// their squared modulus.
    ///
    /// - Parameter correction: what to subtract from the count that the sum is divided by: 0 for the variance of the
    ///   elements themselves, 1 for an unbiased estimate from a sample (NumPy's `ddof`).
    public func variance(axes: [Int]? = nil, correction: Double = 0, keepDims: Bool = false)
        -> Tensor
    {
        reduced(self, "variance", axes, keepDims) { x, axes in try spread(x, axes, correction) }
    }

    /// The square root of the variance (`jax.numpy.std`).
    ///
    /// - Parameter correction: as for ``variance(axes:correction:keepDims:)``.
    public func standardDeviation(
        axes: [Int]? = nil, correction: Double = 0, keepDims: Bool = false
    ) -> Tensor {
        sqrt(variance(axes: axes, correction: correction, keepDims: keepDims))
    }

    /// The largest element, NaN where there is one (`jax.numpy.max`). Derivatives are shared among equal ones.
    ///
    /// Over no elements there is none: an error. Complex numbers have no order: an error.
    public func max(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        reduced(self, "max", axes, keepDims) { x, axes in
            try requireElements(x, axes, "max")
            return axes.isEmpty ? x : try bind1(ReduceMaximum(axes: axes), x)
        }
    }

    /// The smallest element, NaN where there is one (`jax.numpy.min`). Derivatives are shared among equal ones.
    ///
    /// Over no elements there is none: an error. Complex numbers have no order: an error.
    public func min(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        reduced(self, "min", axes, keepDims) { x, axes in
            try requireElements(x, axes, "min")
            return axes.isEmpty ? x : try bind1(ReduceMinimum(axes: axes), x)
        }
    }

    /// Whether all elements hold (`jax.numpy.all`): numbers hold where they aren't 0. True over no elements.
    public func all(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        reduced(self, "all", axes, keepDims) { x, axes in
            let holds = try convert(x, to: .bool)
            return axes.isEmpty ? holds : try bind1(ReduceAnd(axes: axes), holds)
        }
    }

    /// Whether any element holds (`jax.numpy.any`): numbers hold where they aren't 0. False over no elements.
    public func any(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        reduced(self, "any", axes, keepDims) { x, axes in
            let holds = try convert(x, to: .bool)
            return axes.isEmpty ? holds : try bind1(ReduceOr(axes: axes), holds)
        }
    }

    /// How many elements aren't 0 or false, as int32 (`jax.numpy.count_nonzero`).
    public func countNonzero(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        reduced(self, "countNonzero", axes, keepDims) { x, axes in
            try reduceSum(try convert(try convert(x, to: .bool), to: .int32), axes: axes)
        }
    }

    /// The length of vectors: (Σ |x|^p)^(1/p) (`jax.numpy.linalg.norm`).
    ///
    /// - Parameter order: p. 2 is the Euclidean length, 1 the sum of moduli, 0 the number of elements that aren't 0,
    ///   plus or minus infinity the largest or smallest modulus.
    public func norm(order: Double = 2, axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        reduced(self, "norm", axes, keepDims) { x, axes in
            let x = try promotedToInexact(x)
            switch order {
            case 2:
                let squares = x.dtype.isComplex ? real(x * conjugate(x)) : x * x
                return sqrt(try reduceSum(squares, axes: axes))
            case 1: return try reduceSum(abs(x), axes: axes)
            case 0:
                let nonzero = try convert(try convert(x, to: .bool), to: x.dtype.realPart)
                return try reduceSum(nonzero, axes: axes)
            case .infinity: return abs(x).max(axes: axes)
            case -.infinity: return abs(x).min(axes: axes)
            default:
                let powers = power(abs(x), Tensor.weak(order))
                return power(try reduceSum(powers, axes: axes), Tensor.weak(1 / order))
            }
        }
    }

    /// Where the largest element is: the first of equal ones, or the first NaN (`jax.numpy.argmax`).
    ///
    /// - Parameter axis: along which to look; without one the index is into the flattened tensor.
    /// - Returns: int32 indices. Over no elements: an error.
    public func argmax(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
        argExtremum(self, "argmax", isMaximum: true, axis, keepDims)
    }

    /// Where the smallest element is: the first of equal ones, or the first NaN (`jax.numpy.argmin`).
    ///
    /// - Parameter axis: along which to look; without one the index is into the flattened tensor.
    /// - Returns: int32 indices. Over no elements: an error.
    public func argmin(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
        argExtremum(self, "argmin", isMaximum: false, axis, keepDims)
    }
}

// MARK: - Along one axis

extension Tensor {
    /// The sum along one axis.
    public func sum(axis: Int, keepDims: Bool = false) -> Tensor {
        sum(axes: [axis], keepDims: keepDims)
    }
    /// The product along one axis.
    public func prod(axis: Int, keepDims: Bool = false) -> Tensor {
        prod(axes: [axis], keepDims: keepDims)
    }
    /// The mean along one axis.
    public func mean(axis: Int, keepDims: Bool = false) -> Tensor {
        mean(axes: [axis], keepDims: keepDims)
    }
    /// The variance along one axis.
    public func variance(axis: Int, correction: Double = 0, keepDims: Bool = false) -> Tensor {
        variance(axes: [axis], correction: correction, keepDims: keepDims)
    }
    /// The standard deviation along one axis.
    public func standardDeviation(axis: Int, correction: Double = 0, keepDims: Bool = false)
        -> Tensor
    {
        standardDeviation(axes: [axis], correction: correction, keepDims: keepDims)
    }
    /// The largest element along one axis.
    public func max(axis: Int, keepDims: Bool = false) -> Tensor {
        max(axes: [axis], keepDims: keepDims)
    }
    /// The smallest element along one axis.
    public func min(axis: Int, keepDims: Bool = false) -> Tensor {
        min(axes: [axis], keepDims: keepDims)
    }
    /// Whether all elements along one axis hold.
    public func all(axis: Int, keepDims: Bool = false) -> Tensor {
        all(axes: [axis], keepDims: keepDims)
    }
    /// Whether any element along one axis holds.
    public func any(axis: Int, keepDims: Bool = false) -> Tensor {
        any(axes: [axis], keepDims: keepDims)
    }
    /// How many elements along one axis aren't 0 or false.
    public func countNonzero(axis: Int, keepDims: Bool = false) -> Tensor {
        countNonzero(axes: [axis], keepDims: keepDims)
    }
    /// The lengths of the vectors along one axis.
    public func norm(order: Double = 2, axis: Int, keepDims: Bool = false) -> Tensor {
        norm(order: order, axes: [axis], keepDims: keepDims)
    }
}

// MARK: - What they share

private func reduced(
    _ x: Tensor, _ name: String, _ axes: [Int]?, _ keepDims: Bool,
    _ body: (Tensor, [Int]) throws -> Tensor
) -> Tensor {
    checked(x) {
        let axes = try axes.map { try normalized($0, rank: x.rank, for: name) } ?? Array(0..<x.rank)
        let result = try body(x, axes)
        guard keepDims else { return result }
        return try reshape(result, to: keptShape(x.shape, axes))
    }
}

/// The shape with size 1 along the given axes.
func keptShape(_ shape: [Int], _ axes: [Int]) -> [Int] {
    shape.indices.map { axes.contains($0) ? 1 : shape[$0] }
}

private func inWorkingDType(_ x: Tensor, _ body: (Tensor) throws -> Tensor) throws -> Tensor {
    let (working, result): (DType, DType) =
        switch x.dtype {
        case .bool, .int8, .int16, .int32: (.int32, .int32)
        case .uint8, .uint16, .uint32: (.uint32, .uint32)
        case .float16, .bfloat16: (.float32, x.dtype)
        default: (x.dtype, x.dtype)
        }
    return try convert(try body(try convert(x, to: working)), to: result)
}

private func averaged(_ x: Tensor, _ axes: [Int]) throws -> Tensor {
    let x = try promotedToInexact(x)
    let count = axes.reduce(1) { $0 * x.shape[$1] }
    // Half precision is summed and divided as float32, rounded once.
    let wide = x.dtype == .float16 || x.dtype == .bfloat16 ? try convert(x, to: .float32) : x
    return try convert(try reduceSum(wide, axes: axes) / Tensor.weak(Double(count)), to: x.dtype)
}

private func spread(_ x: Tensor, _ axes: [Int], _ correction: Double) throws -> Tensor {
    let x = try promotedToInexact(x)
    let wide = x.dtype == .float16 || x.dtype == .bfloat16 ? try convert(x, to: .float32) : x
    let mean = try reshape(try averaged(wide, axes), to: keptShape(x.shape, axes))
    let centred = wide - mean
    let squares = x.dtype.isComplex ? real(centred * conjugate(centred)) : centred * centred
    let count = Double(axes.reduce(1) { $0 * x.shape[$1] }) - correction
    return try convert(
        try reduceSum(squares, axes: axes) / Tensor.weak(count), to: x.dtype.realPart)
}

private func requireElements(_ x: Tensor, _ axes: [Int], _ name: String) throws {
    guard axes.allSatisfy({ x.shape[$0] > 0 }) else {
        throw TensorError(
            name,
            "over no elements there is no result: the shape is \(x.shape) and the axes are \(axes)")
    }
    guard !x.dtype.isComplex else {
        throw TensorError(name, "needs real operands, and this one has the dtype \(x.dtype)")
    }
}

private func argExtremum(
    _ x: Tensor, _ name: String, isMaximum: Bool, _ axis: Int?, _ keepDims: Bool
) -> Tensor {
    checked(x) {
        let operand = axis == nil ? try reshape(x, to: [x.count]) : x
        let place = try normalized(axis ?? 0, rank: operand.rank, for: name)
        try requireElements(operand, [place], name)
        let result = try bind1(ArgExtremum(axis: place, isMaximum: isMaximum), operand)
        guard keepDims else { return result }
        return try reshape(
            result, to: axis == nil ? x.shape.map { _ in 1 } : keptShape(x.shape, [place]))
    }
}
