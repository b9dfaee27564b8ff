import Espalier
import Workloads

/// Linear algebra of 512×512 matrices, run when `Scripts/bench-linear-algebra.py` says so.
@main
struct LinearAlgebra {
    static func main() throws {
        var workloads: [String: Workload] = [:]
        for dtype in [DType.float32, .float64] {
            for (name, function) in functions {
                workloads["\(name) \(dtype)"] = {
                    let matrices = try Matrices(size: 512, dtype)
                    let f = jit { (operands: [Tensor]) in
                        function(Matrices(operands))
                    }
                    return { f(matrices.all) }
                }
            }
        }
        try serve(workloads, sumsModuli: true)
    }

    private static let functions: [String: @Sendable (Matrices) -> [Tensor]] = [
        "matmul": { [$0.general.matmul($0.right)] },
        "cholesky": { [cholesky($0.positive)] },
        "triangular solve": { [solveTriangular($0.positive, $0.right, lower: true)] },
        "lu": { [luFactor($0.general).lu] },
        "solve": { [solve($0.general, $0.right)] },
        "inv": { [inv($0.general)] },
        "slogdet": {
            let (sign, logarithm) = slogdet($0.general)
            return [sign, logarithm]
        },
        "qr": {
            let (q, r) = qr($0.general)
            return [q, r]
        },
        "svd": {
            let (u, s, vh) = svd($0.general, fullMatrices: false)
            return [u, s, vh]
        },
        "svdvals": { [svdvals($0.general)] },
        "eigh": {
            let (values, vectors) = eigh($0.positive)
            return [values, vectors]
        },
        "eigvals": { [eigvals($0.general)] },
        "eig": { [eig($0.general).eigenvalues] },
        "lstsq": { [lstsq($0.general, $0.right).x] },
        "pinv": { [pinv($0.general)] },
        "expm": { [expm($0.general)] },
        "matrixPower": { [matrixPower($0.general, 7)] },
        "gradient of cholesky": { [grad { (a: Tensor) in cube(cholesky(a)) }($0.positive)] },
        "gradient of solve": {
            grad { (m: [Tensor]) in cube(solve(m[0], m[1])) }([$0.general, $0.right])
        },
        "gradient of inv": { [grad { (a: Tensor) in cube(inv(a)) }($0.general)] },
        "gradient of slogdet": { [grad { (a: Tensor) in slogdet(a).logAbsDet }($0.general)] },
        "gradient of qr": { [grad { (a: Tensor) in cube(qr(a).r) }($0.general)] },
        "gradient of svdvals": { [grad { (a: Tensor) in cube(svdvals(a)) }($0.general)] },
        "gradient of eigvalsh": { [grad { (a: Tensor) in cube(eigvalsh(a)) }($0.positive)] },
    ]
}

/// A number that everything has a part in.
private func cube(_ x: Tensor) -> Tensor { (x * x * x).sum() }

/// The operands, which are the same for all functions.
struct Matrices {
    /// Far from singular, with small eigenvalues.
    let general: Tensor
    /// Symmetric and positive definite.
    let positive: Tensor
    /// A right-hand side.
    let right: Tensor

    var all: [Tensor] { [general, positive, right] }

    init(_ operands: [Tensor]) {
        (general, positive, right) = (operands[0], operands[1], operands[2])
    }

    init(size: Int, _ dtype: DType) throws {
        let normal = Key(0).normal([size, size], dtype: .float32)
        let scaled = normal / Tensor(Double(size).squareRoot())
        general = try (scaled * 0.5 + .identity(size)).asType(dtype).wait()
        positive = try (scaled.matmul(scaled.swappingAxes(0, 1)) + .identity(size)).asType(dtype)
            .wait()
        right = try Key(1).normal([size, size]).asType(dtype).wait()
    }
}
