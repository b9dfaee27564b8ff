import PJRT
import Synchronization

/// What is left to LAPACK: a computation on matrices of one size that programs call with whole batches.
enum MatrixRoutine: Hashable, Sendable {
    case cholesky
    case triangularSolve(
        TriangularSolve.Transform, isLeft: Bool, isLower: Bool, hasUnitDiagonal: Bool)
    case lu
    case householderFactors
    case householderProduct
    case symmetricEigen
    case singularValues(SingularValues.Vectors)
    case generalEigen(left: Bool, right: Bool)
    case schur

    /// The name of the routine for a dtype.
    func symbol(_ letter: Character) -> String {
        let isComplex = letter == "c" || letter == "z"
        let name =
            switch self {
            case .cholesky: "potrf"
            case .triangularSolve: "trsm"
            case .lu: "getrf"
            case .householderFactors: "geqrf"
            case .householderProduct: isComplex ? "ungqr" : "orgqr"
            case .symmetricEigen: isComplex ? "heevd" : "syevd"
            case .singularValues: "gesdd"
            case .generalEigen: "geev"
            case .schur: "gees"
            }
        return "\(letter)\(name)"
    }

    /// Whether XLA has an algorithm that is better than the reference implementation's.
    private var wantsTunedLibrary: Bool {
        switch self {
        case .cholesky, .triangularSolve, .lu, .householderFactors, .householderProduct: true
        case .symmetricEigen, .singularValues, .generalEigen, .schur: false
        }
    }

    /// Whether matrices are stored by columns, as LAPACK wants them, or by rows, as XLA does; the
    /// routine then does the same with transposed matrices.
    private var storesColumns: Bool {
        switch self {
        case .cholesky, .triangularSolve: false
        default: true
        }
    }

    // MARK: Calling it from programs

    private static let callbacks = Mutex<[MatrixRoutine: HostCallback]>([:])

    /// What programs call, the same one for all of them.
    private var callback: HostCallback {
        Self.callbacks.withLock { known in
            if let callback = known[self] { return callback }
            let callback = HostCallback(canFail: false) { arguments, results in
                // A program that calls it was lowered for a library that is there.
                let lapack = try LAPACK.shared.get()
                try MatrixCall(self, lapack, arguments, results).run()
            }
            known[self] = callback
            return callback
        }
    }

    /// Writes a call.
    ///
    /// The operands and results that have as many axes as the first operand are matrices.
    ///
    /// - Returns: nil where something else must compute it.
    func lower(
        _ inputs: [Value], _ outputs: [ShapedTensor], _ algorithms: LinearAlgebraAlgorithms,
        in context: Lowering
    ) -> [Value]? {
        guard algorithms == .automatic, let lapack = context.lapack,
            lapack.isTuned || !wantsTunedLibrary,
            let number = LAPACKNumber(inputs[0].type.dtype.elementType),
            lapack.symbol(symbol(number.letter)) != nil
        else { return nil }
        let callback = callback
        if !context.callbacks.contains(where: { $0 === callback }) {
            context.callbacks.append(callback)
        }
        let rank = inputs[0].type.rank
        func layouts(_ types: [ShapedTensor]) -> String {
            "["
                + types.map { type in
                    Lowering.layout(type, byColumns: storesColumns && type.rank == rank)
                }.joined(separator: ", ") + "]"
        }
        return context.emit(
            "stablehlo.custom_call", inputs,
            attributes: """
                \(callback.attributes), operand_layouts = \(layouts(inputs.map(\.type))), \
                result_layouts = \(layouts(outputs))
                """, results: outputs.map(\.strong))
    }
}

extension Lowering {
    /// The order in which the elements of an array are stored, for a `custom_call`: row-major, or with each matrix of the
    /// last two axes stored by columns.
    static func layout(_ type: ShapedTensor, byColumns: Bool = false) -> String {
        guard !type.shape.isEmpty else { return "dense<> : tensor<0xindex>" }
        var axes = Array((0..<type.rank).reversed())
        if byColumns { axes.swapAt(0, 1) }
        return "dense<\(list(axes))> : tensor<\(type.rank)xindex>"
    }
}

/// The kinds of numbers that LAPACK has routines for.
struct LAPACKNumber {
    /// What the routines' names begin with.
    let letter: Character
    let isComplex: Bool
    /// The bytes of a number's real part.
    let realSize: Int

    var size: Int { isComplex ? 2 * realSize : realSize }

    init?(_ type: ElementType) {
        switch type {
        case .float32: (letter, isComplex, realSize) = ("s", false, 4)
        case .float64: (letter, isComplex, realSize) = ("d", false, 8)
        case .complex64: (letter, isComplex, realSize) = ("c", true, 4)
        case .complex128: (letter, isComplex, realSize) = ("z", true, 8)
        default: return nil
        }
    }
}
