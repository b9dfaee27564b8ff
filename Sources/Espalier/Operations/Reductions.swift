// Reductions take `axes` (all of them where none are given), or a single `axis`; negative ones count from the last.
// With `keepDims` the axes stay, with size 1, so that the result broadcasts against the operand. `initial` is a scalar
// that is combined with the result; elements where `mask` doesn't hold are left out.

extension Tensor {
    /// The sum (`jax.numpy.sum`); 0 over no elements.
    ///
    /// Bools and integers of up to 32 bits are added as int32, unsigned ones as uint32; float16 and bfloat16 are
    /// added as float32 and rounded at the end.
    ///
    /// - Parameters:
    ///   - axes: along which; all of them where it is nil.
    ///   - keepDims: whether the axes stay, with size 1.
    ///   - dtype: in which to add, and of the result. Over bool it is whether any element holds.
    ///   - initial: a scalar to add to the result.
    ///   - mask: which elements count; broadcast to the shape.
    public func sum(
        axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil, initial: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        let options = ReductionOptions(axes, keepDims, dtype, initial, mask)
        return options.reduce(self, "sum", identity: 0, { dtype == .bool ? $0 | $1 : $0 + $1 }) {
            guard dtype == .bool else { return try reduceSum($0, axes: $1) }
            return $1.isEmpty ? $0 : try bind1(ReduceOr(axes: $1), $0)
        }
    }

    /// The product (`jax.numpy.prod`); 1 over no elements.
    ///
    /// Dtypes widen and options mean what they do for ``sum(axes:keepDims:dtype:initial:where:)``.
    public func prod(
        axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil, initial: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        let options = ReductionOptions(axes, keepDims, dtype, initial, mask)
        return options.reduce(self, "prod", identity: 1, { dtype == .bool ? $0 & $1 : $0 * $1 }) {
            if $1.isEmpty { return $0 }
            return try dtype == .bool
                ? bind1(ReduceAnd(axes: $1), $0) : bind1(ReduceProduct(axes: $1), $0)
        }
    }

    /// The largest element, NaN where there is one (`jax.numpy.max`). Derivatives are shared among equal ones.
    ///
    /// Over no elements there is none: an error, unless there is `initial`. Complex numbers have no order: an error.
    ///
    /// - Parameters:
    ///   - axes: along which; all of them where it is nil.
    ///   - keepDims: whether the axes stay, with size 1.
    ///   - initial: a scalar that counts as one more element.
    ///   - mask: which elements count; needs `initial`.
    public func max(
        axes: [Int]? = nil, keepDims: Bool = false, initial: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        extremum("max", axes, keepDims, initial, mask, dtype.lowest, maximum) {
            ReduceMaximum(axes: $0)
        }
    }

    /// The smallest element, NaN where there is one (`jax.numpy.min`). Derivatives are shared among equal ones.
    ///
    /// Over no elements there is none: an error, unless there is `initial`. Complex numbers have no order: an error.
    ///
    /// - Parameters:
    ///   - axes: along which; all of them where it is nil.
    ///   - keepDims: whether the axes stay, with size 1.
    ///   - initial: a scalar that counts as one more element.
    ///   - mask: which elements count; needs `initial`.
    public func min(
        axes: [Int]? = nil, keepDims: Bool = false, initial: Tensor? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        extremum("min", axes, keepDims, initial, mask, dtype.highest, minimum) {
            ReduceMinimum(axes: $0)
        }
    }

    /// The largest element minus the smallest (`jax.numpy.ptp`). Over no elements: an error.
    public func ptp(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        max(axes: axes, keepDims: keepDims) - min(axes: axes, keepDims: keepDims)
    }

    /// Whether all elements hold (`jax.numpy.all`): numbers hold where they aren't 0. True over no elements.
    ///
    /// - Parameter mask: which elements count; broadcast to the shape.
    public func all(axes: [Int]? = nil, keepDims: Bool = false, where mask: Tensor? = nil)
        -> Tensor
    {
        ReductionOptions(axes, keepDims, .bool, nil, mask)
            .reduce(self, "all", identity: 1, { $0 & $1 }) {
                $1.isEmpty ? $0 : try bind1(ReduceAnd(axes: $1), $0)
            }
    }

    /// Whether any element holds (`jax.numpy.any`): numbers hold where they aren't 0. False over no elements.
    ///
    /// - Parameter mask: which elements count; broadcast to the shape.
    public func any(axes: [Int]? = nil, keepDims: Bool = false, where mask: Tensor? = nil)
        -> Tensor
    {
        ReductionOptions(axes, keepDims, .bool, nil, mask)
            .reduce(self, "any", identity: 0, { $0 | $1 }) {
                $1.isEmpty ? $0 : try bind1(ReduceOr(axes: $1), $0)
            }
    }

    /// How many elements aren't 0 or false, as int32 (`jax.numpy.count_nonzero`).
    public func countNonzero(axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        checked(self) {
            try convert(self, to: .bool).sum(axes: axes, keepDims: keepDims, dtype: .int32)
        }
    }

    private func extremum(
        _ name: String, _ axes: [Int]?, _ keepDims: Bool, _ initial: Tensor?, _ mask: Tensor?,
        _ identity: HostScalar, _ combine: (Tensor, Tensor) -> Tensor,
        _ primitive: ([Int]) -> any Primitive
    ) -> Tensor {
        guard mask == nil || initial != nil else {
            return checked(self) {
                throw TensorError(
                    name, "where a mask leaves no element there is no result; give `initial` too")
            }
        }
        let options = ReductionOptions(axes, keepDims, dtype, initial, mask)
        return options.reduce(self, name, identity: identity, combine) { x, axes in
            guard !x.dtype.isComplex else {
                throw TensorError(
                    name, "needs real operands, and this one has the dtype \(x.dtype)")
            }
            if initial == nil { try requireElements(x, axes, name) }
            return axes.isEmpty ? x : try bind1(primitive(axes), x)
        }
    }
}

/// What NumPy's reductions can be told.
struct ReductionOptions {
    let axes: [Int]?
    let keepDims: Bool
    let dtype: DType?
    let initial: Tensor?
    let mask: Tensor?

    init(
        _ axes: [Int]?, _ keepDims: Bool, _ dtype: DType? = nil, _ initial: Tensor? = nil,
        _ mask: Tensor? = nil
    ) {
        self.axes = axes
        self.keepDims = keepDims
        self.dtype = dtype
        self.initial = initial
        self.mask = mask
    }

    /// Carries a reduction out.
    ///
    /// - Parameters:
    ///   - identity: what stands for elements that are left out.
    ///   - combine: puts `initial` and the result together.
    ///   - body: the reduction over axes that are in range.
    func reduce(
        _ x: Tensor, _ name: String, identity: HostScalar, _ combine: (Tensor, Tensor) -> Tensor,
        _ body: (Tensor, [Int]) throws -> Tensor
    ) -> Tensor {
        checked([x, initial, mask].compactMap { $0 }) {
            let axes = try range(of: x, for: name)
            let (working, final) = dtypes(x.dtype)
            var operand = try convert(x, to: working)
            if let mask = try mask(like: x, for: name) {
                let neutral = Tensor(identity, working, isWeak: false)
                operand = try bind1(Select(), mask, operand, try broadcast(neutral, to: x.shape))
            }
            var result = try body(operand, axes)
            if let initial {
                guard initial.rank == 0 else {
                    throw TensorError(
                        name, "`initial` must be a scalar, and its shape is \(initial.shape)")
                }
                result = combine(try convert(initial, to: result.dtype), result)
            }
            return try convert(try kept(result, axes, of: x), to: final)
        }
    }

    func reduce(
        _ x: Tensor, _ name: String, identity: Int64, _ combine: (Tensor, Tensor) -> Tensor,
        _ body: (Tensor, [Int]) throws -> Tensor
    ) -> Tensor {
        reduce(x, name, identity: .integer(identity), combine, body)
    }

    /// The axes, counted from the front.
    func range(of x: Tensor, for name: String) throws -> [Int] {
        try axes.map { try normalized($0, rank: x.rank, for: name) } ?? Array(0..<x.rank)
    }

    /// The mask in the shape of the operand.
    func mask(like x: Tensor, for name: String) throws -> Tensor? {
        guard let mask else { return nil }
        guard mask.dtype == .bool else {
            throw TensorError(
                name,
                "the mask `where` must be of bools, and its dtype is \(mask.dtype): compare, as in x .!= 0"
            )
        }
        guard try broadcastShape([mask.shape, x.shape], for: name) == x.shape else {
            throw TensorError(
                name, "a mask of the shape \(mask.shape) doesn't fit the shape \(x.shape)")
        }
        return try broadcast(mask, to: x.shape)
    }

    /// The result with its axes kept, if that was asked for.
    func kept(_ result: Tensor, _ axes: [Int], of x: Tensor) throws -> Tensor {
        keepDims ? try reshape(result, to: keptShape(x.shape, axes)) : result
    }

    /// In which dtype to compute, and that of the result.
    private func dtypes(_ given: DType) -> (working: DType, final: DType) {
        if let dtype { return (dtype, dtype) }
        return (given.summed.widened, given.summed)
    }
}

/// The shape with size 1 along the given axes.
func keptShape(_ shape: [Int], _ axes: [Int]) -> [Int] {
    shape.indices.map { axes.contains($0) ? 1 : shape[$0] }
}

/// Throws where there is nothing to choose an extremum from.
func requireElements(_ x: Tensor, _ axes: [Int], _ name: String) throws {
    guard axes.allSatisfy({ x.shape[$0] > 0 }) else {
        throw TensorError(
            name,
            "over no elements there is no result: the shape is \(x.shape) and the axes are \(axes)")
    }
    guard !x.dtype.isComplex else {
        throw TensorError(name, "needs real operands, and this one has the dtype \(x.dtype)")
    }
}
