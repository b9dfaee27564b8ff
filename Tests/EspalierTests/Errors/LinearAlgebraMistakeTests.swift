import Testing

@testable import Espalier

/// A wrong use of a function of matrices, with what its message must say.
private struct MatrixMistake: Sendable, CustomStringConvertible {
    let description: String
    let parts: [String]
    let body: @Sendable () -> Void

    init<R>(_ description: String, says parts: String..., by body: @escaping @Sendable () -> R) {
        self.description = description
        self.parts = parts
        self.body = { _ = body() }
    }
}

private let m = Tensor.ones([2, 3])
private let s = Tensor.eye(3)
private let v = Tensor.ones([3])
private let half = Tensor.ones([2, 2], dtype: .float16)

private let mistakes: [MatrixMistake] = [
    MatrixMistake("cholesky of a rectangle", says: "cholesky", "square", "[2, 3]") { cholesky(m) },
    MatrixMistake("cholesky of a vector", says: "cholesky", "matrix", "[3]") { cholesky(v) },
    MatrixMistake("cholesky of float16", says: "cholesky", "float16", "asType(.float32)") {
        cholesky(half)
    },
    MatrixMistake("qr of a vector", says: "qr", "[3]") { qr(v) },
    MatrixMistake("derivative of a completed basis", says: "qr", "mode: .reduced") {
        grad { (x: Tensor) in qr(x, mode: .complete).q.sum() }(m.transposed())
    },
    MatrixMistake("eigh of a rectangle", says: "eigh", "2 × 3") { eigh(m) },
    MatrixMistake("svd of a scalar", says: "svd", "[]") { svd(Tensor(1.0)) },
    MatrixMistake("derivative of full vectors", says: "svd", "fullMatrices: false") {
        grad { (x: Tensor) in svd(x).u.sum() }(m)
    },
    MatrixMistake("lu of a vector", says: "lu", "[3]") { lu(v) },
    MatrixMistake("solve of a rectangle", says: "solve", "square", "[2, 3]") { solve(m, v) },
    MatrixMistake("solve for a wrong size", says: "solve", "[3, 3]", "[2, 3]", "rows") {
        solve(s, m)
    },
    MatrixMistake("solve for a scalar", says: "solve", "scalar") { solve(s, Tensor(1.0)) },
    MatrixMistake("solve of batches", says: "solve", "batch", "[2, 3, 3]", "[4, 3, 1]") {
        solve(Tensor.ones([2, 3, 3]), Tensor.ones([4, 3, 1]))
    },
    MatrixMistake("triangularSolve", says: "triangularSolve", "columns", "[3, 3]", "[3, 2]") {
        triangularSolve(s, m.transposed())
    },
    MatrixMistake("inv", says: "inv", "square") { inv(m) },
    MatrixMistake("det", says: "det", "square") { det(m) },
    MatrixMistake("slogdet", says: "slogdet", "square") { slogdet(m) },
    MatrixMistake("lstsq of a batch", says: "lstsq", "one matrix", "vmap") {
        lstsq(Tensor.ones([2, 2, 2]), m)
    },
    MatrixMistake("lstsq of a wrong size", says: "lstsq", "[3, 3]", "[2, 3]") { lstsq(s, m) },
    MatrixMistake("cond of nothing", says: "cond", "[0, 2]") { cond(Tensor.zeros([0, 2])) },
    MatrixMistake("cond of a rectangle", says: "cond", "square") { cond(m, order: 1) },
    MatrixMistake("norm of three axes", says: "norm", "two", "3") {
        norm(Tensor.ones([2, 2, 2]), order: 1)
    },
    MatrixMistake("norm of an order", says: "norm", "frobenius", "3") { norm(m, order: 3) },
    MatrixMistake("nuclear norm of a vector", says: "norm", "nuclear") { norm(v, order: .nuclear) },
    MatrixMistake("norm of one axis twice", says: "norm", "twice") { norm(m, axes: [0, -2]) },
    MatrixMistake("matrixPower", says: "matrixPower", "square", "[2, 3]") { matrixPower(m, 2) },
    MatrixMistake("expm", says: "expm", "square") { expm(m) },
    MatrixMistake("expmFrechet", says: "expmFrechet", "[3, 3]", "[2, 3]") { expmFrechet(s, m) },
    MatrixMistake("cross of four elements", says: "cross", "2 or 3", "4") {
        cross(Tensor.ones([4]), v)
    },
    MatrixMistake("vecdot", says: "vecdot", "equally long", "[2]") { vecdot(v, Tensor.ones([2])) },
    MatrixMistake("multiDot of one", says: "multiDot", "two") { multiDot([m]) },
    MatrixMistake("multiDot of a cube", says: "multiDot", "operand 1") {
        multiDot([m, Tensor.ones([3, 2, 2]), m])
    },
    MatrixMistake("multiDot of wrong sizes", says: "multiDot", "[2, 3] × [2, 3]") {
        multiDot([m, m])
    },
    MatrixMistake("matrixTranspose", says: "matrixTranspose", "[3]") { matrixTranspose(v) },
    MatrixMistake("householderProduct", says: "householder_product", "columns") {
        householderProduct(m, Tensor.ones([2]))
    },
    MatrixMistake("tensorInverse", says: "tensorInverse", "products", "[2]", "[3]") {
        tensorInverse(m, firstAxes: 1)
    },
    MatrixMistake("tensorSolve", says: "tensorSolve", "[2, 3]") {
        tensorSolve(m, Tensor.ones([2]))
    },
    MatrixMistake("tridiagonalSolve", says: "tridiagonalSolve", "[3]", "[2]") {
        tridiagonalSolve(v, v, Tensor.ones([2]), Tensor.ones([3, 1]))
    },
    MatrixMistake("hadamard", says: "hadamard", "power of 2", "6") { hadamard(6) },
    MatrixMistake("leslie", says: "leslie", "one survival less") { leslie(v, v) },
    MatrixMistake("toeplitz of a scalar", says: "toeplitz", "vectors") { toeplitz(Tensor(1.0)) },
    MatrixMistake("einsum of an unknown label", says: "einsum", "\"ij->ik\"", "axis k") {
        einsum("ij->ik", m)
    },
    MatrixMistake("einsum of sizes", says: "einsum", "axis j", "3", "2") {
        einsum("ij,jk->ik", m, m)
    },
    MatrixMistake("einsum of a sign", says: "einsum", "\"1\"") { einsum("i1->i", m) },
    MatrixMistake("einsum of a rank", says: "einsum", "operand 0", "rank 2") {
        einsum("ijk->i", m)
    },
]

/// What a user does wrong with matrices is told in their terms.
@Suite struct LinearAlgebraMistakeTests {
    @Test(arguments: mistakes)
    fileprivate func isExplained(_ mistake: MatrixMistake) throws {
        do {
            try withErrors { mistake.body() }
            Issue.record("no error")
        } catch let error as TensorError {
            for part in mistake.parts {
                #expect(error.description.contains(part), "\(error)")
            }
        }
    }
}
