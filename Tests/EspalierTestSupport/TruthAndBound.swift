/// The true values of an array, and how far each number may be from its own.
///
/// `make compare` records both, and `Scripts/compare/README.md` says where they come from.
package struct TruthAndBound: Decodable, Sendable {
    package let truth: FixtureArray
    package let allowed: FixtureArray

    package init(truth: FixtureArray, allowed: FixtureArray) {
        self.truth = truth
        self.allowed = allowed
    }

    /// What is wrong with an array of the expected dtype and shape; nil where nothing is.
    ///
    /// Not-a-numbers and infinities have to be where JAX has them, unless the truth is finite.
    package func difference(
        _ found: FixtureArray, _ expected: FixtureArray, signedZeros: Bool
    ) throws -> String? {
        guard found.dtype == expected.dtype, found.shape == expected.shape else {
            return "\(found.dtype) \(found.shape) should be \(expected.dtype) \(expected.shape)"
        }
        let (numbers, jax) = (try found.numbers, try expected.numbers)
        let (exact, bounds) = (try truth.numbers, try allowed.numbers)
        let parts = found.isComplex ? 2 : 1
        for index in numbers.indices {
            let (p, q, t) = (numbers[index], jax[index], exact[index])
            let bound = bounds[index / parts]
            // Where JAX overflows on the way and the truth is finite, either will do.
            let isRight =
                if !q.isFinite && (p == q || p.isNaN && q.isNaN) {
                    true
                } else if p == 0 && q == 0 {
                    !signedZeros || p.sign == q.sign
                } else {
                    (p - t).magnitude <= bound
                }
            if !isRight {
                return
                    "element \(index / parts) is \(p), in JAX \(q), the truth is \(t): off by "
                    + "\((p - t).magnitude / bound) of what is allowed"
            }
        }
        return nil
    }
}

/// The bounds of a recorded call, in lists as those of the call.
package struct RecordedBounds: Decodable, Sendable {
    package let outputs: [TruthAndBound?]
    package let outputTangents: [TruthAndBound?]?
    package let inputCotangents: [TruthAndBound?]?
    package let secondOrder: [TruthAndBound?]?
    package let batched: [TruthAndBound?]?
}
