/// How far a computed number may be from JAX's.
///
/// Both compute with XLA on the same kind of processor, so that most numbers agree to the bit; what
/// differs is the order of the operations that XLA fuses, and the instructions it picks for the
/// processor at hand. The bound is a multiple of the unit in the last place, relative to the number
/// itself for functions applied element by element, and to the largest number of the array where sums
/// can cancel.
package struct Tolerance {
    package let function: String
    package let isValue: Bool
    /// The product of the largest elements of the directions.
    package let directionSize: Double

    package init(function: String, isValue: Bool, directionSize: Double) {
        self.function = function
        self.isValue = isValue
        self.directionSize = directionSize
    }

    /// The relative bound of a dtype.
    ///
    /// float32 has a unit of 1.2e-7, float64 of 2.2e-16; sixteen of them cover the few operations that a
    /// rule is made of. The narrow types are rounded after each operation where XLA does not fuse, which
    /// makes a few of their units of 9.8e-4 and 7.8e-3.
    static func relative(_ dtype: String) -> Double {
        switch dtype {
        case "float64", "complex128": 4e-15
        case "float32", "complex64": 2e-6
        case "float16": 2e-3
        case "bfloat16": 1.6e-2
        default: 0
        }
    }

    /// Functions whose bound is wider by a factor, and why.
    static let factors: [String: (factor: Double, reason: String)] = [
        "cbrt": (
            4, "older versions of XLA take it by logarithms, whose error grows with the exponent"
        ),
        "besselJn": (4, "thirty steps of a recurrence, each of which rounds"),
        "erfcx": (
            32, "its second derivative is 2x, up to 180, times a difference of numbers close to 1"
        ),
        "expn": (2, "a continued fraction of some fifty steps"),
        "factorial": (2, "it is the exponential of a logarithm that is rounded first"),
        "loggamma": (8, "it crosses 0 at 1 and 2"),
        "sici": (8, "the cosine integral crosses 0"),
        "standardize": (
            8,
            "of two elements the results are 1 and -1, and terms of derivatives cancel but for epsilon"
        ),
    ]

    /// Functions whose derivatives are small differences along some recorded directions, or zero, by cancellation: what
    /// is left is the rounding of terms of the size of the directions.
    static let cancelling: Set = [
        "hypot", "std", "logaddexp2", "softmax", "softmaxWhere", "erfcx", "dawsn", "standardize",
        "i0e", "i1e",
    ]

    /// Families of distributions whose functions, `family.method`, have a bound that is wider by a factor, and why.
    static let families: [String: (factor: Double, reason: String)] = [
        "beta": (
            16,
            "the incomplete beta function is a continued fraction, and what is left of 1 beside it"
        ),
        "norm": (
            32,
            "in the tails the exponential of -200, which multiplies the rounding of its exponent by 200"
        ),
        "truncnorm": (32, "differences of the normal distribution function between both bounds"),
        "gaussianKDE": (8, "sums of exponentials of quadratic forms by the inverse of a matrix"),
    ]

    /// The factor of other families: an exponential multiplies the rounding of its exponent.
    static let distributionFactor = 4.0

    private var factor: Double {
        if let own = Self.factors[function] { return own.factor }
        guard let dot = function.firstIndex(of: ".") else { return 1 }
        return Self.families[String(function[..<dot])]?.factor ?? Self.distributionFactor
    }

    /// Functions of whole matrices: how much wider the bound is, which holds relative to the largest number of the
    /// array. Each number comes of all elements, by other algorithms than LAPACK's, which JAX calls; conditions
    /// of the recorded matrices are below 100.
    static let matrixFactors: [String: Double] = [
        "cholesky": 10, "qr": 20, "qrTriangle": 20, "householderFactors": 10,
        "householderProduct": 10,
        "ormqr": 10, "lu": 20, "luFactor": 20, "eigh": 40, "eigvalsh": 20, "svd": 40, "svdFull": 20,
        "svdvals": 20, "polar": 20, "solve": 40, "inv": 40, "solvePositiveDefinite": 40,
        "choSolve": 20, "choFactor": 10, "luSolve": 20, "solveTriangular": 20,
        "triangularSolve": 20,
        "det": 10, "slogdet": 20, "pinv": 40, "lstsq": 40, "cond": 40, "tensorInverse": 20,
        "tensorSolve": 20, "expm": 200, "expmFrechet": 40, "hessenberg": 10,
        "hessenbergFactors": 10,
        "tridiagonal": 20, "tridiagonalSolve": 10, "eighTridiagonal": 20, "choleskyUpdate": 10,
        "matrixPower": 10, "matrixNorm": 10, "multiDot": 4, "cross": 1, "vecdot": 1, "vecmat": 1,
        "symmetricProduct": 1, "dft": 1, "companion": 1, "fiedlerCompanion": 1, "norm": 2,
        "vectorNorm": 2,
        "matvec": 1, "inverseHilbert": 4, "eigvals": 40, "eig": 40, "schur": 80, "complexSchur": 40,
        "sqrtm": 40, "funm": 100, "solveSylvester": 40, "roots": 40,
    ]

    /// Functions whose values are sums in which terms cancel: the bound is relative to the largest element.
    static let sums: Set = [
        "fft", "ifft", "rfft", "irfft", "hfft", "ihfft", "fftn", "ifftn", "rfftn", "irfftn",
        "fft2", "ifft2", "rfft2", "irfft2", "dct", "idct", "dctn", "idctn", "conv",
        "convTranspose", "convLocal", "convolve", "correlate", "convolveND", "correlateND",
        "fftConvolve", "cov", "covWeights", "covBoth", "covFrequencies", "corrcoef", "polyfit",
        "polyfitWeighted", "polyval", "polydiv", "poly", "detrend", "stft", "welch", "csd",
        "istft", "resize", "scaleAndTranslate", "interp", "mapCoordinates", "gridInterpolator",
        "gradientAt", "trapezoid", "trapezoidAt", "vq", "signedLogSumExp",
        "klDiv",
        // Values that are gradients.
        "rosenbrockGrad", "networkGrad", "networkPerExampleGrad", "crossEntropyGrad",
    ]

    /// The distance that numbers of a dtype may have.
    package func closeness(of dtype: String) -> Closeness {
        let matrixFactor = Self.matrixFactors[function]
        // Sums in derivatives cancel; so do the parts of a complex number.
        let isOwn = isValue && matrixFactor == nil && !Self.sums.contains(function)
        let cancels = Self.cancelling.contains(function) || matrixFactor != nil && !isValue
        return Closeness(
            relative: Self.relative(dtype) * (matrixFactor ?? factor),
            size: isOwn ? .element : .array,
            leastSize: cancels && !isOwn ? directionSize : 0, equatesNaN: true,
            distinguishesZeros: isValue && matrixFactor == nil)
    }

    /// The first element that is too far from the recorded one, in words; nil where all are close.
    package func difference(_ found: FixtureArray, _ expected: FixtureArray) throws -> String? {
        try closeness(of: expected.dtype).difference(
            found, expected, for: "\(function) \(isValue ? "value" : "derivative")")
    }
}
