// Averages and how far elements are from them. Half precision is added and divided as float32 and rounded once.

extension Tensor {
    /// The arithmetic mean (`jax.numpy.mean`); NaN over no elements. Integers and bools give float32.
    ///
    /// - Parameters:
    ///   - axes: along which; all of them where it is nil.
    ///   - keepDims: whether the axes stay, with size 1.
    ///   - dtype: of the sum and the result.
    ///   - mask: which elements count; broadcast to the shape.
    public func mean(
        axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil, where mask: Tensor? = nil
    ) -> Tensor {
        checked([self, mask].compactMap { $0 }) {
            let result = dtype ?? (self.dtype.isInexact ? self.dtype : .float32)
            let options = ReductionOptions(axes, keepDims, result.widened, nil, mask)
            let count = try options.count(self, "mean", result.widened)
            let sum = sum(axes: axes, keepDims: keepDims, dtype: result.widened, where: mask)
            return try convert(result.isInexact ? sum / count : floorDivide(sum, count), to: result)
        }
    }

    /// The mean squared distance from the mean (`jax.numpy.var`). Integers and bools give float32, complex numbers
    /// their squared modulus. NaN where the count isn't larger than the correction.
    ///
    /// - Parameters:
    ///   - axes: along which; all of them where it is nil.
    ///   - correction: what to subtract from the count that the sum is divided by: 0 for the variance of the
    ///     elements themselves, 1 for an unbiased estimate from a sample (NumPy's `ddof`).
    ///   - keepDims: whether the axes stay, with size 1.
    ///   - dtype: of the computation and the result.
    ///   - mean: where the mean is known, with the axes kept.
    ///   - mask: which elements count; broadcast to the shape.
    public func variance(
        axes: [Int]? = nil, correction: Double = 0, keepDims: Bool = false, dtype: DType? = nil,
        mean: Tensor? = nil, where mask: Tensor? = nil
    ) -> Tensor {
        checked([self, mean, mask].compactMap { $0 }) {
            let (working, result) = try momentDTypes("variance", dtype)
            _ = try ReductionOptions(axes, keepDims).range(of: self, for: "variance")
            let x = try convert(self, to: working)
            let centre =
                try mean.map { try convert($0, to: working) }
                ?? x.mean(axes: axes, keepDims: true, dtype: working, where: mask)
            let squares = squaredModulus(x - centre)
            let options = ReductionOptions(axes, keepDims, squares.dtype, nil, mask)
            return try spread(squares, options, "variance", correction, mask, result)
        }
    }

    /// The square root of the variance (`jax.numpy.std`).
    ///
    /// Options mean what they do for ``variance(axes:correction:keepDims:dtype:mean:where:)``.
    public func standardDeviation(
        axes: [Int]? = nil, correction: Double = 0, keepDims: Bool = false, dtype: DType? = nil,
        mean: Tensor? = nil, where mask: Tensor? = nil
    ) -> Tensor {
        sqrt(
            variance(
                axes: axes, correction: correction, keepDims: keepDims, dtype: dtype, mean: mean,
                where: mask))
    }

    /// The mean of what isn't NaN (`jax.numpy.nanmean`); NaN over nothing.
    public func nanMean(
        axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil, where mask: Tensor? = nil
    ) -> Tensor {
        guard self.dtype.isInexact else {
            return mean(axes: axes, keepDims: keepDims, dtype: dtype, where: mask)
        }
        let result = dtype ?? self.dtype
        let sum = nanSum(axes: axes, keepDims: keepDims, dtype: result, where: mask)
        return sum / (!isNaN(self)).sum(axes: axes, keepDims: keepDims, dtype: result, where: mask)
    }

    /// The variance of what isn't NaN (`jax.numpy.nanvar`); NaN where the count isn't larger than the correction.
    ///
    /// Options mean what they do for ``variance(axes:correction:keepDims:dtype:mean:where:)``.
    public func nanVariance(
        axes: [Int]? = nil, correction: Double = 0, keepDims: Bool = false, dtype: DType? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        checked([self, mask].compactMap { $0 }) {
            let (working, result) = try momentDTypes("nanVariance", dtype)
            _ = try ReductionOptions(axes, keepDims).range(of: self, for: "nanVariance")
            let x = try convert(self, to: working)
            let counts = !isNaN(x)
            let centre = x.nanMean(axes: axes, keepDims: true, dtype: working, where: mask)
            let squares = squaredModulus(which(counts, x - centre, Espalier.zeros(like: x)))
            let all = mask.map { counts & $0 } ?? counts
            let options = ReductionOptions(axes, keepDims, squares.dtype, nil, all)
            return try spread(squares, options, "nanVariance", correction, mask, result)
        }
    }

    /// The square root of the variance of what isn't NaN (`jax.numpy.nanstd`).
    public func nanStandardDeviation(
        axes: [Int]? = nil, correction: Double = 0, keepDims: Bool = false, dtype: DType? = nil,
        where mask: Tensor? = nil
    ) -> Tensor {
        sqrt(
            nanVariance(
                axes: axes, correction: correction, keepDims: keepDims, dtype: dtype, where: mask))
    }

    /// The mean, weighted where there are weights (`jax.numpy.average`). Integers and bools become float32.
    ///
    /// - Parameters:
    ///   - axes: along which; all of them where it is nil.
    ///   - weights: of the tensor's shape, or of the shape that its axes `axes` have, in their order.
    ///   - keepDims: whether the axes stay, with size 1.
    public func average(axes: [Int]? = nil, weights: Tensor? = nil, keepDims: Bool = false)
        -> Tensor
    {
        weightedAverage(axes: axes, weights: weights, keepDims: keepDims).average
    }

    /// The weighted mean along one axis (`jax.numpy.average`).
    public func average(axis: Int, weights: Tensor? = nil, keepDims: Bool = false) -> Tensor {
        average(axes: [axis], weights: weights, keepDims: keepDims)
    }

    /// The weighted mean, and the sum of the weights in its shape (`jax.numpy.average` with `returned`).
    ///
    /// Options mean what they do for ``average(axes:weights:keepDims:)``.
    public func weightedAverage(
        axes: [Int]? = nil, weights: Tensor? = nil, keepDims: Bool = false
    ) -> (average: Tensor, weightSum: Tensor) {
        let results = checked([self, weights].compactMap { $0 }, count: 2) {
            let range =
                try axes.map { try $0.map { try normalized($0, rank: rank, for: "average") } }
                ?? Array(0..<rank)
            guard let weights else {
                let mean = mean(axes: range, keepDims: keepDims)
                let count = Double(range.reduce(1) { $0 * shape[$1] })
                return [mean, fill(count, mean.type)]
            }
            let operands = try promoted([self, weights], inexact: true)
            let (x, given) = (operands[0], operands[1])
            var full = given
            if given.shape != shape {
                guard axes != nil, given.shape == range.map({ shape[$0] }) else {
                    throw TensorError(
                        "average",
                        """
                        weights of the shape \(given.shape) don't fit the axes \(range) of the shape \(shape); \
                        they must have that shape, or the sizes of the axes where these are named
                        """)
                }
                let order = range.indices.sorted { range[$0] < range[$1] }
                let spread = shape.indices.map { range.contains($0) ? shape[$0] : 1 }
                full = try reshape(try permuteAxes(given, order), to: spread)
            }
            let total = full.sum(axes: range, keepDims: keepDims)
            let mean = (x * full).sum(axes: range, keepDims: keepDims) / total
            return [mean, try Espalier.broadcast(total, to: mean.shape)]
        }
        return (results[0], results[1])
    }

    /// In which dtype to compute a variance, and that of the result.
    private func momentDTypes(_ name: String, _ dtype: DType?) throws -> (DType, DType) {
        if let dtype {
            guard dtype.isComplex || !self.dtype.isComplex else {
                throw TensorError(
                    name,
                    "complex elements can't be computed with as \(dtype); take the real part first")
            }
            guard dtype.isInexact else {
                throw TensorError(name, "needs a floating dtype, and was asked for \(dtype)")
            }
            return (dtype.widened, dtype)
        }
        let working = self.dtype.isInexact ? self.dtype : .float32
        return (working.widened, working.realPart)
    }

    /// The sum of squares over the count less the correction, NaN where that isn't positive.
    private func spread(
        _ squares: Tensor, _ options: ReductionOptions, _ name: String, _ correction: Double,
        _ mask: Tensor?, _ result: DType
    ) throws -> Tensor {
        let sum = squares.sum(
            axes: options.axes, keepDims: options.keepDims, dtype: squares.dtype, where: mask)
        let count = try options.count(self, name, squares.dtype) - Tensor.weak(correction)
        let isPositive = count .> 0
        let quotient = which(isPositive, sum / count, Tensor.weak(Double.nan))
        return try convert(quotient, to: result)
    }

    private func squaredModulus(_ x: Tensor) -> Tensor {
        x.dtype.isComplex ? real(x * conjugate(x)) : square(x)
    }
}

extension ReductionOptions {
    /// How many elements come together in each of the result.
    fileprivate func count(_ x: Tensor, _ name: String, _ dtype: DType) throws -> Tensor {
        if let mask = try mask(like: x, for: name) {
            return mask.sum(axes: axes, keepDims: keepDims, dtype: dtype)
        }
        let count = try range(of: x, for: name).reduce(1) { $0 * x.shape[$1] }
        return Tensor(.float(Double(count)), dtype, isWeak: false)
    }
}

extension DType {
    /// float32 for the narrower floats, else itself: what sums are computed in.
    var widened: DType { self == .float16 || self == .bfloat16 ? .float32 : self }
}
