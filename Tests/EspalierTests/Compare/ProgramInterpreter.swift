import EspalierTestSupport
import Testing

@testable import Espalier

/// A random program: operations on numbered values, of which the inputs come first.
///
/// `Scripts/compare/programs.py` draws programs and says in Python what each operation does.
struct ProgramInterpreter: Sendable {
    let operations: [FixtureValue]

    init(_ operations: FixtureValue) throws {
        self.operations = try #require(operations.array)
    }

    /// All values of the program, the inputs first.
    func run(_ inputs: [Tensor]) throws -> [Tensor] {
        var values = inputs
        for operation in operations {
            let places = try #require(operation["in"].ints)
            values += try apply(operation, places.map { values[$0] })
        }
        return values
    }

    /// A part of an operation as a function.
    private func part(_ text: FixtureValue) throws -> ([Tensor]) -> [Tensor] {
        let program = try ProgramInterpreter(text["ops"])
        let results = try #require(text["out"].ints)
        return { inputs in
            do {
                let values = try program.run(inputs)
                return results.map { values[$0] }
            } catch {
                Issue.record(error)
                return []
            }
        }
    }

    private func apply(_ operation: FixtureValue, _ x: [Tensor]) throws -> [Tensor] {
        let name = try #require(operation["op"].string)
        if let function = Self.unary[name] { return [function(x[0])] }
        if let function = Self.binary[name] { return [function(x[0], x[1])] }
        if let function = Self.reductions[name] {
            return [
                function(
                    x[0], try #require(operation["axis"].int),
                    operation["keep"].bool == true)
            ]
        }
        if let results = try moved(name, operation, x) { return results }
        return try structured(name, operation, x)
    }

    /// Operations that move elements, order them or multiply matrices.
    private func moved(
        _ name: String, _ operation: FixtureValue, _ x: [Tensor]
    ) throws -> [Tensor]? {
        let axis = operation["axis"].int ?? 0
        switch name {
        case "reshape": return [x[0].reshaped(try #require(operation["shape"].ints))]
        case "transpose": return [x[0].transposed(try #require(operation["axes"].ints))]
        case "slice":
            let bounds = operation["slice"]
            let index = AxisIndex.slice(bounds[0].int, bounds[1].int, bounds[2].int ?? 1)
            return [x[0].swappingAxes(0, axis)[index].swappingAxes(0, axis)]
        case "take": return [take(x[0], try indices(operation), axis: axis)]
        case "concatenate": return [concatenate(x, axis: axis)]
        case "stack": return [stack(x, axis: axis)]
        case "flip": return [x[0].flipped(axis: axis)]
        case "roll": return [x[0].rolled(by: try #require(operation["shift"].int), axis: axis)]
        case "pad":
            let widths = try #require(operation["widths"].array)
            return [pad(x[0], widths.map { ($0[0].int ?? 0, $0[1].int ?? 0) })]
        case "expand": return [x[0].expanded(at: axis)]
        case "broadcast": return [x[0].broadcast(to: try #require(operation["shape"].ints))]
        case "matmul": return [x[0].matmul(x[1]) * 0.5]
        case "einsum": return [einsum(try #require(operation["spec"].string), x) * 0.5]
        case "sort": return [sort(x[0], axis: axis)]
        case "cumsum": return [cumsum(x[0], axis: axis)]
        case "softmax": return [softmax(x[0], axis: axis)]
        case "logSoftmax": return [logSoftmax(x[0], axis: axis)]
        case "scatterAdd": return [x[0].at[try indices(operation)].add(x[1])]
        default: return nil
        }
    }

    private func indices(_ operation: FixtureValue) throws -> Tensor {
        let numbers = try #require(operation["indices"].ints)
        return Tensor(scalars: numbers.map { Int32($0) }, shape: [numbers.count])
    }

    /// Loops, branches and functions with derivatives of their own.
    private func structured(
        _ name: String, _ operation: FixtureValue, _ x: [Tensor]
    ) throws -> [Tensor] {
        switch name {
        case "scan":
            let body = try part(operation["body"])
            let (last, emitted) = scan(
                initial: x[0][0] * 0.5, over: x[0],
                reverse: operation["reverse"].bool == true
            ) { (carry: Tensor, one: Tensor) -> (Tensor, Tensor) in
                let results = body([carry, one])
                return (results[0], results[1])
            }
            return [last, emitted]
        case "cond":
            let (then, other) = (try part(operation["then"]), try part(operation["else"]))
            let threshold = try #require(operation["threshold"].double)
            return [
                cond(
                    x[0].sum() .> Tensor.weak(threshold), x[0], then: { then([$0])[0] },
                    else: { other([$0])[0] })
            ]
        case "while":
            let threshold = Tensor.weak(try #require(operation["threshold"].double))
            let size = abs(stopGradient(x[0])).max()
            let state = whileLoop(
                initial: [size, Tensor.ones(like: size)], while: { $0[0] .> threshold }
            ) { state in [state[0] * 0.5, state[1] + 0.125] }
            return [x[0] * state[1]]
        case "fori":
            let body = try part(operation["body"])
            let dtype = x[0].dtype
            return [
                foriLoop(0..<(try #require(operation["count"].int)), initial: x[0]) {
                    (index: Tensor, y: Tensor) in body([index.asType(dtype), y])[0]
                }
            ]
        case "vmap":
            let body = try part(operation["body"])
            var function: (Tensor, Tensor) -> Tensor = { a, b in body([a, b])[0] }
            for axes in try #require(operation["axes"].array) {
                function = vmap(function, in: axes[0].int, axes[1].int)
            }
            return [function(x[0], x[1])]
        case "checkpoint":
            let body = try part(operation["body"])
            return [checkpoint { (a: Tensor, b: Tensor) in body([a, b])[0] }(x[0], x[1])]
        case "customJVP": return [Self.bent(x[0])]
        case "customVJP": return [Self.turned(x[0])]
        default: throw TensorError("program", "no such operation: \(name)")
        }
    }

    /// A hyperbolic tangent with a derivative that is not its own.
    private static func bent(_ x: Tensor) -> Tensor {
        customJVP(
            { (x: Tensor) in tanh(x) },
            jvp: { (x: Tensor, t: Tensor) -> (Tensor, Tensor) in
                let y = bent(x)
                return (y, t * (1 - y * y) * 0.5 + t * x * 0.25)
            })(x)
    }

    /// x sin x, with a pullback that is not its own.
    private static func turned(_ x: Tensor) -> Tensor {
        customVJP(
            forward: { (x: Tensor) -> (Tensor, Tensor) in (x * sin(x), x) },
            backward: { (x: Tensor, g: Tensor) -> Tensor in g * (cos(x) * 0.5 + x) })(x)
    }

    private static let unary: [String: @Sendable (Tensor) -> Tensor] = [
        "neg": { -$0 }, "sin": { sin($0) }, "cos": { cos($0) }, "tanh": { tanh($0) },
        "sigmoid": { sigmoid($0) }, "atan": { atan($0) }, "erf": { erf($0) },
        "softplus": { softplus($0) }, "silu": { silu($0) }, "asinh": { asinh($0) },
        "gelu": { gelu($0, approximate: true) }, "relu": { relu($0) }, "abs": { abs($0) },
        "bell": { exp(-$0 * $0) }, "logSquare": { log1p($0 * $0) },
        "root": { sqrt(1 + $0 * $0) }, "inverseRoot": { rsqrt(1 + $0 * $0) },
        "expm1": { expm1(tanh($0)) }, "cube": { tanh($0) ** 3 }, "half": { $0 * 0.5 },
        "shift": { $0 + 0.25 },
    ]

    private static let binary: [String: @Sendable (Tensor, Tensor) -> Tensor] = [
        "add": { $0 + $1 }, "sub": { $0 - $1 }, "mul": { $0 * $1 },
        "ratio": { $0 / (1 + $1 * $1) }, "max": { maximum($0, $1) }, "min": { minimum($0, $1) },
        "direction": { atan2($0, 1 + $1 * $1) }, "logaddexp": { logAddExp($0, $1) },
        "where": { which($0 .> $1, $0 * 0.5, $1) }, "power": { (1 + $0 * $0) ** sin($1) },
        "hypot": { hypot($0, 1 + $1 * $1) },
    ]

    private static let reductions: [String: @Sendable (Tensor, Int, Bool) -> Tensor] = [
        "sum": { $0.sum(axis: $1, keepDims: $2) }, "mean": { $0.mean(axis: $1, keepDims: $2) },
        "amax": { $0.max(axis: $1, keepDims: $2) }, "amin": { $0.min(axis: $1, keepDims: $2) },
        "logsumexp": { $0.logSumExp(axis: $1, keepDims: $2) },
        "var": { $0.variance(axis: $1, keepDims: $2) },
        "prod": { tanh($0).prod(axis: $1, keepDims: $2) },
        "norm": { sqrt(1 + ($0 * $0).sum(axis: $1, keepDims: $2)) },
    ]
}
