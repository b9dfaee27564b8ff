/// The solution X of A X = B or X A = B for a triangular A (`jax.lax.linalg.triangular_solve`).
///
/// Operands are A and B, with equal leading axes. The other triangle of A is not read, and its diagonal neither where
/// it is taken to be ones.
struct TriangularSolve: Primitive {
    /// What stands in place of A.
    enum Transform: String {
        case none = "NO_TRANSPOSE"
        case transpose = "TRANSPOSE"
        case adjoint = "ADJOINT"
    }

    /// Whether A stands left of X.
    var isLeft = true
    var isLower = true
    var transform = Transform.none
    var hasUnitDiagonal = false
    let algorithms = LinearAlgebraAlgorithms.current

    var name: String { "triangular_solve" }
    var printedParameters: [(name: String, value: String)] {
        [
            ("left", "\(isLeft)"), ("lower", "\(isLower)"), ("transform", "\(transform)"),
            ("unit_diagonal", "\(hasUnitDiagonal)"),
        ]
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let (a, b) = (inputs[0], inputs[1])
        guard a.dtype == b.dtype, a.dtype.isFactorable else {
            throw TensorError(
                name,
                """
                needs operands of one dtype, float32, float64, complex64 or complex128, and these have \
                \(a.dtype) and \(b.dtype)
                """)
        }
        guard a.rank >= 2, a.rank == b.rank, a.shape[a.rank - 1] == a.shape[a.rank - 2],
            b.shape[b.rank - (isLeft ? 2 : 1)] == a.shape[a.rank - 1],
            a.shape.dropLast(2) == b.shape.dropLast(2)
        else {
            throw TensorError(
                name,
                """
                the triangular matrix must be square, and the \(isLeft ? "rows" : "columns") of the right-hand \
                side must be as many; the shapes are \(a.shape) and \(b.shape)
                """)
        }
        return [b.strong]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard outputs[0].count > 0 else { return [inputs[1]] }
        let routine = MatrixRoutine.triangularSolve(
            transform, isLeft: isLeft, isLower: isLower, hasUnitDiagonal: hasUnitDiagonal)
        if let results = routine.lower(inputs, outputs, algorithms, in: context) { return results }
        return [
            context.emit(
                "stablehlo.triangular_solve", inputs,
                attributes: """
                    left_side = \(isLeft), lower = \(isLower), unit_diagonal = \(hasUnitDiagonal), \
                    transpose_a = #stablehlo<transpose \(transform.rawValue)>
                    """,
                result: outputs[0])
        ]
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let (a, b) = (primals[0], primals[1])
        let x = try bind1(self, a, b)
        var change = tangents[1]
        if let tangent = tangents[0] {
            // d(op A) X + op A dX = dB.
            var part = isLower ? tril(tangent) : triu(tangent)
            if hasUnitDiagonal {
                part = isLower ? tril(tangent, offset: -1) : triu(tangent, offset: 1)
            }
            switch transform {
            case .none: break
            case .transpose: part = try matrixTransposed(part)
            case .adjoint: part = try adjoint(part)
            }
            let product = isLeft ? part.matmul(x) : x.matmul(part)
            change = change.map { $0 - product } ?? -product
        }
        return JVPResult(x, try change.map { try bind1(self, a, $0) })
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil, nil] }
        guard !inputs[0].isLinear else {
            throw TensorError(name, "is not linear in the triangular matrix")
        }
        let a = inputs[0].value
        var turned = self
        switch transform {
        case .none: turned.transform = .transpose
        case .transpose: turned.transform = .none
        case .adjoint:
            turned.transform = .none
            return [nil, try bind1(turned, conjugate(a), cotangent)]
        }
        return [nil, try bind1(turned, a, cotangent)]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        if axes[0] == nil, let axis = axes[1], inputs[0].rank == 2 {
            // More right-hand sides for the same matrix: they become columns (or rows) of one.
            let b = inputs[1]
            let others = (0..<3).filter { $0 != axis }
            let order = isLeft ? [others[0], others[1], axis] : [axis, others[0], others[1]]
            let moved = try permuteAxes(b, order)
            let (first, second) = (b.shape[others[0]], b.shape[others[1]])
            let flat = try reshape(
                moved, to: isLeft ? [first, second * batch.size] : [batch.size * first, second])
            let x = try bind1(self, inputs[0], flat)
            return isLeft
                ? BatchResult(try reshape(x, to: [first, second, batch.size]), 2)
                : BatchResult(try reshape(x, to: [batch.size, first, second]), 0)
        }
        let operands = try zip(inputs, axes).map { try batchedInFront($0, $1, size: batch.size) }
        return BatchResult(try bind1(self, operands[0], operands[1]), 0)
    }
}
