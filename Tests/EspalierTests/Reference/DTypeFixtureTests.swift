import EspalierTestSupport
import Testing

@testable import Espalier

/// Every function over every dtype: what JAX takes is taken with JAX's result, and the rest is a clear error.
@Suite struct DTypeFixtureTests {
    private typealias Function = @Sendable (Tensor, Tensor) -> Tensor

    private static let functions: [String: Function] = [
        "abs": { x, _ in abs(x) }, "sign": { x, _ in sign(x) }, "floor": { x, _ in floor(x) },
        "ceil": { x, _ in ceil(x) }, "round": { x, _ in round(x) }, "trunc": { x, _ in trunc(x) },
        "square": { x, _ in square(x) }, "reciprocal": { x, _ in reciprocal(x) },
        "exp": { x, _ in exp(x) }, "exp2": { x, _ in exp2(x) }, "expm1": { x, _ in expm1(x) },
        "log": { x, _ in log(x) }, "log1p": { x, _ in log1p(x) }, "log2": { x, _ in log2(x) },
        "log10": { x, _ in log10(x) }, "sqrt": { x, _ in sqrt(x) }, "cbrt": { x, _ in cbrt(x) },
        "sin": { x, _ in sin(x) }, "cos": { x, _ in cos(x) }, "tan": { x, _ in tan(x) },
        "asin": { x, _ in asin(x) }, "acos": { x, _ in acos(x) }, "atan": { x, _ in atan(x) },
        "sinh": { x, _ in sinh(x) }, "cosh": { x, _ in cosh(x) }, "tanh": { x, _ in tanh(x) },
        "asinh": { x, _ in asinh(x) }, "acosh": { x, _ in acosh(x) }, "atanh": { x, _ in atanh(x) },
        "isNaN": { x, _ in isNaN(x) }, "isFinite": { x, _ in isFinite(x) },
        "isInfinite": { x, _ in isInfinite(x) }, "real": { x, _ in real(x) },
        "imaginary": { x, _ in imaginary(x) }, "conjugate": { x, _ in conjugate(x) },
        "angle": { x, _ in angle(x) }, "negative": { x, _ in -x }, "invert": { x, _ in ~x },
        "sum": { x, _ in x.sum() }, "product": { x, _ in x.prod() }, "mean": { x, _ in x.mean() },
        "variance": { x, _ in x.variance() },
        "standardDeviation": { x, _ in x.standardDeviation() }, "max": { x, _ in x.max() },
        "min": { x, _ in x.min() }, "any": { x, _ in x.any() }, "all": { x, _ in x.all() },
        "argmax": { x, _ in x.argmax() }, "argmin": { x, _ in x.argmin() },
        "cumsum": { x, _ in cumsum(x) }, "cumprod": { x, _ in cumprod(x) },
        "sort": { x, _ in sort(x) }, "argsort": { x, _ in argsort(x) },
        "transpose": { x, _ in x.transposed() }, "reversed": { x, _ in x.flipped() },
        "diagonal": { x, _ in diagonal(x) }, "tril": { x, _ in tril(x) },
        "roll": { x, _ in x.rolled(by: 1) }, "relu": { x, _ in relu(x) },
        "sigmoid": { x, _ in sigmoid(x) }, "softmax": { x, _ in softmax(x) },
        "silu": { x, _ in silu(x) }, "erf": { x, _ in erf(x) }, "lgamma": { x, _ in lgamma(x) },
        "digamma": { x, _ in digamma(x) }, "logSumExp": { x, _ in logSumExp(x) },
        "clip": { x, _ in clip(x, 0, 1) }, "pad": { x, _ in pad(x, [(1, 1), (1, 1)]) },
        "slice": { x, _ in x[1...] }, "gather": { x, _ in x[Tensor([1, 0])] },
        "set": { x, _ in x.at[0].set(1) }, "addAt": { x, _ in x.at[0].add(x[1]) },
        "topK": { x, _ in topK(x, 1).values },
        "+": { $0 + $1 }, "-": { $0 - $1 }, "*": { $0 * $1 }, "/": { $0 / $1 },
        "remainder": { $0 % $1 }, "floorDivide": { floorDivide($0, $1) }, "pow": { power($0, $1) },
        "maximum": { maximum($0, $1) }, "minimum": { minimum($0, $1) },
        "atan2": { atan2($0, $1) }, "hypot": { hypot($0, $1) },
        "logAddExp": { logAddExp($0, $1) }, "less": { $0 .< $1 }, "equal": { $0 .== $1 },
        "and": { $0 & $1 }, "or": { $0 | $1 }, "xor": { $0 ^ $1 }, "shiftLeft": { $0 << $1 },
        "shiftRight": { $0 >> $1 }, "matmul": { $0.matmul($1) },
        "concatenate": { concatenate([$0, $1]) }, "which": { which($0 .== $0, $0, $1) },
        "outer": { outer($0, $1) },
    ]

    /// Where another answer than JAX's may be given, by function and kind of dtype; Documentation/Functions/DTypes.md
    /// says why.
    private static let exceptions: [String: [Kind: String]] = [
        "addAt": [.bool: "bool"], "pow": [.bool: "error"], "relu": [.bool: "bool"],
        "remainder": [.bool: "error"], "round": [.bool: "bool", .complex: "error"],
        "shiftLeft": [.bool: "error"], "shiftRight": [.bool: "error"], "square": [.bool: "error"],
        "sigmoid": [.bool: "float32", .integer: "float32"],
        "silu": [.bool: "float32", .integer: "float32"],
        "softmax": [.bool: "float32", .complex: "error"], "argmax": [.complex: "error"],
        "argmin": [.complex: "error"], "atan2": [.complex: "error"],
        "logSumExp": [.complex: "error"], "max": [.complex: "error"], "min": [.complex: "error"],
        "maximum": [.complex: "error"], "minimum": [.complex: "error"],
        "hypot": [.complex: "real part"],
    ]

    private enum Kind { case bool, integer, floating, complex }

    private static func kind(_ dtype: DType) -> Kind {
        if dtype == DType.bool { return .bool }
        return dtype.isInteger ? .integer : dtype.isFloating ? .floating : .complex
    }

    @Test func agreesWithJAX() throws {
        let recorded = try #require(
            try FixtureFile("dtypes").cases(of: "resultDTypes").first?.table)
        #expect(Set(recorded.keys) == Set(Self.functions.keys))
        for dtype in DType.allCases {
            let x = Tensor([[0, 1], [1, 1]]).asType(dtype)
            var taken: [(String, Function)] = []
            for (name, function) in Self.functions.sorted(by: { $0.key < $1.key }) {
                let row = try #require(recorded[name])
                let given = try #require(row["\(dtype)"])
                var expected: Set = [Self.adjusted(given, name, dtype)]
                if let other = Self.exceptions[name]?[Self.kind(dtype)] {
                    expected.insert(other == "real part" ? "\(dtype.realPart)" : other)
                }
                do {
                    let found = try withErrors { evalShape({ function($0, $0) }, x) }
                    #expect(expected.contains("\(found.dtype)"), "\(name) of \(dtype): \(found)")
                    taken.append((name, function))
                } catch {
                    #expect(expected.contains("error"), "\(name) of \(dtype): \(error)")
                    #expect("\(error)".contains("\(dtype)"), "\(name): \(error)")
                }
            }
            // All of them compile and run, with the results that were promised.
            let all = jit { (x: Tensor) in taken.map { $0.1(x, x) } }
            for ((name, function), result) in zip(taken, try withErrors { all(x) }) {
                #expect(result.dtype == evalShape({ function($0, $0) }, x).dtype, "\(name)")
                #expect(try result.hostBytes().count == result.byteCount)
            }
        }
    }

    /// What holds for all functions here: integers become float32, whatever their width, and positions are int32.
    private static func adjusted(
        _ given: String, _ name: String, _ dtype: DType
    ) -> String {
        if ["argmax", "argmin", "argsort"].contains(name) { return "int32" }
        if dtype.isInteger && given == "float64" { return "float32" }
        return given
    }
}
