import Espalier

// What the rules do to lists of tensors. The dtypes are those of Optax: numbers are weak, so that a
// list keeps its dtypes.

func zipMap(_ a: [Tensor], _ b: [Tensor], _ f: (Tensor, Tensor) -> Tensor) -> [Tensor] {
    zip(a, b).map { f($0, $1) }
}

func zipMap(
    _ a: [Tensor], _ b: [Tensor], _ c: [Tensor], _ f: (Tensor, Tensor, Tensor) -> Tensor
) -> [Tensor] {
    a.indices.map { f(a[$0], b[$0], c[$0]) }
}

/// A number that takes the dtype of what it is combined with.
func weak(_ number: Double) -> Tensor { Tensor(floatLiteral: number) }

/// What is missing to one.
///
/// Written out in front of a tensor, `(1 - x) * t`, the difference would be one of tensors, rounded to
/// float32.
func complement(_ share: Double) -> Double { 1 - share }

/// A whole number as an int32 scalar.
func int32(_ number: Int) -> Tensor { Tensor(scalars: [Int32(clamping: number)], shape: []) }

// MARK: - Elements

/// The squared absolute value, which is real (`optax.abs_sq`).
func squaredMagnitude(_ x: Tensor) -> Tensor {
    x.dtype.isComplex ? square(real(x)) + square(imaginary(x)) : square(x)
}

extension DType {
    /// The dtype that numbers of a step are computed in that later scale tensors of this dtype.
    var stepPrecision: DType { realPart == .float64 ? .float64 : .float32 }
}

extension [Tensor] {
    /// The dtype that numbers of a step are computed in which are for all the tensors.
    var stepPrecision: DType {
        contains { $0.dtype.stepPrecision == .float64 } ? .float64 : .float32
    }

    /// Zeros of the same shapes.
    func zeros(_ dtype: DType? = nil) -> [Tensor] { map { .zeros(like: $0, dtype: dtype) } }

    /// The same number everywhere.
    func filled(_ number: Double) -> [Tensor] {
        map { Tensor.full($0.shape, weak(number), dtype: $0.dtype) }
    }

    /// The tensors in another dtype, or as they are.
    func cast(_ dtype: DType?) -> [Tensor] {
        guard let dtype else { return self }
        return map { $0.asType(dtype) }
    }

    /// The tensors in the dtypes of others.
    func cast(like others: [Tensor]) -> [Tensor] { zipMap(self, others) { $0.asType($1.dtype) } }

    /// Every tensor times a number, which takes its dtype.
    func scaled(by number: Tensor) -> [Tensor] { map { number.asType($0.dtype) * $0 } }
}

extension [TreeLeaf] {
    var tensors: [Tensor] { map(\.tensor) }
}

// MARK: - Moments

/// The running mean of the updates.
func firstMoment(_ updates: [Tensor], _ moments: [Tensor], _ decay: Double) -> [Tensor] {
    zipMap(updates, moments) { complement(decay) * $0 + decay * $1 }
}

/// The running mean of the squared magnitudes of the updates.
func secondMoment(_ updates: [Tensor], _ moments: [Tensor], _ decay: Double) -> [Tensor] {
    zipMap(updates, moments) { complement(decay) * squaredMagnitude($0) + decay * $1 }
}

/// Running means that began at zero, made up for that (Kingma and Ba, 2015, section 3).
func biasCorrected(_ moments: [Tensor], _ decay: Double, _ count: Tensor) -> [Tensor] {
    moments.map { moment in
        let precision = moment.dtype.stepPrecision
        let correction = 1 - weak(decay).asType(precision) ** count.asType(precision)
        return moment / correction.asType(moment.dtype)
    }
}

/// The corrected first moment, with Nesterov's look ahead or without (Dozat, 2016).
func correctedFirstMoment(
    _ updates: [Tensor], _ mu: [Tensor], _ decay: Double, _ count: Tensor, nesterov: Bool
) -> [Tensor] {
    guard nesterov else { return biasCorrected(mu, decay, count) }
    return zipMap(
        biasCorrected(mu, decay, incremented(count)), biasCorrected(updates, decay, count)
    ) { decay * $0 + complement(decay) * $1 }
}

// MARK: - Norms

/// The square of the norm of all elements of all tensors together.
func squaredNorm(_ list: [Tensor]) -> Tensor {
    list.dropFirst().reduce(list.first.map { squaredMagnitude($0).sum() } ?? 0) {
        $0 + squaredMagnitude($1).sum()
    }
}

/// The norm of a tensor, at least the given one.
func safeNorm(_ x: Tensor, _ minimum: Double) -> Tensor {
    let square = squaredMagnitude(x).sum()
    let norm = sqrt(square)
    // Where the norm is small it isn't differentiated, since the root of zero has no derivative.
    let isSmall = norm .<= weak(minimum)
    return which(isSmall, weak(minimum), sqrt(which(isSmall, weak(1), square)))
}

/// The root of the mean square of a tensor, at least the given one.
func safeRootMeanSquare(_ x: Tensor, _ minimum: Double) -> Tensor {
    let square = squaredMagnitude(x).mean()
    let isSmall = sqrt(square) .<= weak(minimum)
    return which(isSmall, weak(minimum), sqrt(which(isSmall, weak(1), square)))
}

/// The real part of the inner product of all elements, the first conjugated.
func realDot(_ a: [Tensor], _ b: [Tensor]) -> Tensor {
    let products = zipMap(a, b) { x, y in
        (x.dtype.isComplex ? real(conjugate(x) * y) : x * y).sum()
    }
    return products.dropFirst().reduce(products.first ?? 0) { $0 + $1 }
}

/// The norm of all leaves of a tree together, those left out that aren't numbers with a fraction
/// (`optax.global_norm`).
public func globalNorm<T: Tree>(_ tree: T) -> Tensor {
    sqrt(squaredNorm(tree.leaves.filter { !$0.isNothing && $0.dtype.isInexact }))
}
