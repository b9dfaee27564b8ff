extension Tensor {
    /// The length of vectors: (Σ |x|^p)^(1/p) (`jax.numpy.linalg.norm`).
    ///
    /// - Parameter order: p. 2 is the Euclidean length, 1 the sum of moduli, 0 the number of elements that aren't 0,
    ///   plus or minus infinity the largest or smallest modulus.
    public func norm(order: Double = 2, axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
        checked(self) {
            let options = ReductionOptions(axes, keepDims)
            let axes = try options.range(of: self, for: "norm")
            let x = try promotedToInexact(self)
            let length: Tensor
            switch order {
            case 2:
                let squares = x.dtype.isComplex ? real(x * conjugate(x)) : x * x
                length = sqrt(try reduceSum(squares, axes: axes))
            case 1: length = try reduceSum(abs(x), axes: axes)
            case 0:
                let nonzero = try convert(try convert(x, to: .bool), to: x.dtype.realPart)
                length = try reduceSum(nonzero, axes: axes)
            case .infinity: length = abs(x).max(axes: axes)
            case -.infinity: length = abs(x).min(axes: axes)
            default:
                let powers = power(abs(x), Tensor.weak(order))
                length = power(try reduceSum(powers, axes: axes), Tensor.weak(1 / order))
            }
            return try options.kept(length, axes, of: x)
        }
    }
}
