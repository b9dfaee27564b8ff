import Testing

@testable import Espalier

/// Products of matrices and their generalisations.
@Suite struct LinearAlgebraFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { linearAlgebra }

    @Test(arguments: linearAlgebra.names)
    func agreesWithJAX(_ function: String) throws { try linearAlgebra.check(function) }

    @Test func isComplete() throws { try linearAlgebra.checkCompleteness() }
}

private let linearAlgebra = FixtureArea(
    "linear_algebra",
    exceptions: [.integersStayNarrow],
    functions: products.merging(patterns) { $1 })

private let products: [String: FixtureFunction] = [
    "matmul": { [$0[0].matmul($0[1])] },
    "dot": { [dot($0[0], $0[1])] },
    "dotGeneral": { call in
        let (contracting, batch) = (call.attributes["contracting"], call.attributes["batch"])
        let primitive = DotGeneral(
            contracting: (contracting[0].ints ?? [], contracting[1].ints ?? []),
            batching: (batch[0].ints ?? [], batch[1].ints ?? []))
        return [try bind1(primitive, call[0], call[1])]
    },
    "einsum": { [einsum(try $0.string("spec"), $0.inputs)] },
    "outer": { [outer($0[0], $0[1])] },
    "inner": { [inner($0[0], $0[1])] },
    "vdot": { [vdot($0[0], $0[1])] },
    "trace": { [trace($0[0])] },
    "tensordot": { call in
        let axes = call.attributes["axes"]
        if let count = axes.int { return [tensordot(call[0], call[1], axes: count)] }
        return [tensordot(call[0], call[1], axes: (axes[0].ints ?? [], axes[1].ints ?? []))]
    },
    "kron": { [kron($0[0], $0[1])] },
    "cross": { call in
        guard let axes = call.attributes["axes"].ints else { return [cross(call[0], call[1])] }
        return [cross(call[0], call[1], axes: (axes[0], axes[1]), resultAxis: axes[2])]
    },
    "vecdot": { [vecdot($0[0], $0[1], axis: try $0.int("axis"))] },
    "matvec": { [matvec($0[0], $0[1])] },
    "vecmat": { [vecmat($0[0], $0[1])] },
    "multiDot": { [multiDot($0.inputs)] },
    "matrixPower": { [matrixPower($0[0], try $0.int("exponent"))] },
    "matrixTranspose": { [matrixTranspose($0[0])] },
    "symmetricProduct": { [symmetricProduct($0[0], $0[1], alpha: 2, beta: 0.5)] },
    "norm": { call in
        [norm(call[0], order: call.order, axes: call.axes, keepDims: call.bool("keepDims"))]
    },
    "matrixNorm": { [matrixNorm($0[0], order: $0.order ?? .frobenius)] },
    "vectorNorm": { call in
        guard case .power(let power) = call.order else { return [] }
        return [vectorNorm(call[0], order: power, axes: call.axes)]
    },
]

private let patterns: [String: FixtureFunction] = [
    "toeplitz": { [toeplitz($0[0], $0.inputs.count > 1 ? $0[1] : nil)] },
    "hankel": { [hankel($0[0], $0.inputs.count > 1 ? $0[1] : nil)] },
    "circulant": { [circulant($0[0])] },
    "companion": { [companion($0[0])] },
    "fiedler": { [fiedler($0[0])] },
    "fiedlerCompanion": { [fiedlerCompanion($0[0])] },
    "leslie": { [leslie($0[0], $0[1])] },
    "convolutionMatrix": { call in
        let modes: [String: ConvolutionMatrixMode] = [
            "full": .full, "same": .same, "valid": .valid,
        ]
        let mode = try #require(modes[try call.string("mode")])
        return [convolutionMatrix(call[0], size: try call.int("size"), mode: mode)]
    },
    "blockDiag": { [blockDiag($0.inputs)] },
    "hilbert": { [hilbert(try $0.int("size"))] },
    "inverseHilbert": { [inverseHilbert(try $0.int("size"))] },
    "helmert": { [helmert(try $0.int("size"), full: $0.bool("full"))] },
    "hadamard": { [hadamard(try $0.int("size"))] },
    "pascal": { [pascal(try $0.int("size"), kind: try $0.pascalKind)] },
    "inversePascal": { [inversePascal(try $0.int("size"), kind: try $0.pascalKind)] },
    "dft": { call in
        let scales: [String: DFTScale] = ["sqrtn": .unitary, "n": .inverse]
        return [
            dft(try call.int("size"), scale: scales[call.attributes["scale"].string ?? ""] ?? .none)
        ]
    },
]

extension FixtureCall {
    /// The attribute `order`: a number or the name of a norm.
    var order: NormOrder? {
        switch attributes["order"].string {
        case "fro": return .frobenius
        case "nuc": return .nuclear
        default: return attributes["order"].double.map { .power($0) }
        }
    }

    fileprivate var pascalKind: PascalKind {
        get throws {
            let kinds: [String: PascalKind] = [
                "symmetric": .symmetric, "lower": .lower, "upper": .upper,
            ]
            return try #require(kinds[try string("kind")])
        }
    }
}
