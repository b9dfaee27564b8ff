import EspalierTestSupport
import Testing

@testable import Espalier

/// A wrong use of an operation, with what its message must say.
private struct Mistake: Sendable, CustomStringConvertible {
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
private let v = Tensor.ones([3])
private let i = Tensor([0, 1])

private let makingMistakes: [Mistake] = [
    Mistake("ragged matrix", says: "Tensor", "rectangular", "row 1", "1", "2") {
        Tensor([[1.0, 2.0], [3.0]] as [[Float]])
    },
    Mistake("ragged literal", says: "rectangular", "[2]", "[1]") { Tensor([[1.0, 2.0], [3.0]]) },
    Mistake("ragged cube", says: "rectangular", "matrix 1") {
        Tensor([[[1, 2]], [[1]]] as [[[Float]]])
    },
    Mistake("wrong count", says: "3 elements", "[2, 2]", "4") {
        Tensor(scalars: [1, 2, 3] as [Float], shape: [2, 2])
    },
    Mistake("negative shape", says: "negative", "[-1]") { Tensor.zeros([-1]) },
    Mistake("negative scalars shape", says: "negative") {
        Tensor(scalars: [Float](), shape: [-1, 0])
    },
    Mistake("full of a wrong shape", says: "[2]", "[3]") { Tensor.full([3], Tensor([1.0, 2.0])) },
    Mistake("linspace", says: "linspace", "-1") { Tensor.linspace(0, 1, count: -1) },
    Mistake("arange of step 0", says: "arange", "0") { Tensor.arange(0, 3, step: 0) },
    Mistake("eye of negative size", says: "eye", "-2") { Tensor.eye(-2) },
    Mistake("iota axis", says: "iota", "2") { Tensor.iota([2, 2], axis: 2) },
    Mistake("iota of bool", says: "iota", "bool") { Tensor.iota([2], dtype: .bool) },
    Mistake("meshgrid", says: "meshgrid", "[2, 3]") { meshgrid([m, v]) },
    Mistake("tri of negative size", says: "-1") { Tensor.tri(-1) },
]

private let elementwiseMistakes: [Mistake] = [
    Mistake("add", says: "add", "[2, 3]", "[2]") { m + Tensor.ones([2]) },
    Mistake("multiply", says: "mul", "[2, 3]", "[4]") { m * Tensor.ones([4]) },
    Mistake("compare", says: "lt", "[2, 3]", "[2]") { m .< Tensor.ones([2]) },
    Mistake("which", says: "[2, 3]", "[2]") { which(m .> 0, m, Tensor.ones([2])) },
    Mistake("bitwise on floats", says: "and", "float32") { v & v },
    Mistake("shift of floats", says: "float32") { v << v },
    Mistake("floor of complex", says: "floor", "complex64") { floor(complex(v, v)) },
    Mistake("erf of complex", says: "erf", "complex64") { erf(complex(v, v)) },
    Mistake("maximum of complex", says: "max", "complex64") { maximum(complex(v, v), v) },
    Mistake("clip of complex", says: "complex64") { clip(complex(v, v), 0, 1) },
    Mistake("complex of integers and shapes", says: "[2, 3]", "[2]") {
        complex(m, Tensor.ones([2]))
    },
    Mistake("remainder", says: "rem", "complex64") { remainder(complex(v, v), v) },
    Mistake("bitcast", says: "bitcast", "float32", "int64") { v.bitcast(to: .int64) },
    Mistake("atan2", says: "atan2", "[2, 3]", "[2]") { atan2(m, Tensor.ones([2])) },
]

private let reductionMistakes: [Mistake] = [
    Mistake("sum axis", says: "sum", "2", "-2 to 1") { m.sum(axes: [2]) },
    Mistake("sum axis twice", says: "sum", "twice") { m.sum(axes: [0, -2]) },
    Mistake("mean axis", says: "mean", "-3") { m.mean(axis: -3) },
    Mistake("max of nothing", says: "max", "[0]") { Tensor.zeros([0]).max() },
    Mistake("argmax axis", says: "argmax", "5") { m.argmax(axis: 5) },
    Mistake("argmax of nothing", says: "argmax") { Tensor.zeros([0, 2]).argmax(axis: 0) },
    Mistake("all axis", says: "all", "2") { (m .> 0).all(axes: [2]) },
    Mistake("softmax axis", says: "softmax", "2") { softmax(m, axis: 2) },
    Mistake("logSumExp axis", says: "logSumExp", "2") { m.logSumExp(axes: [2]) },
    Mistake("cumsum axis", says: "cumsum", "2") { cumsum(m, axis: 2) },
    Mistake("sort axis", says: "sort", "2") { sort(m, axis: 2) },
    Mistake("sort shapes", says: "sort", "[2, 3]", "[3]") { sort([m, v], axis: 0) },
    Mistake("sort keys", says: "sort", "3") { sort([m, m], axis: 0, keyCount: 3) },
    Mistake("argsort axis", says: "argsort", "2") { argsort(m, axis: 2) },
    Mistake("topK", says: "topK", "4", "3") { topK(m, 4).values },
    Mistake("searchSorted", says: "searchSorted", "[2, 3]") { searchSorted(m, v) },
]

private let shapingMistakes: [Mistake] = [
    Mistake("reshape", says: "reshape", "[2, 3]", "[4]") { m.reshaped([4]) },
    Mistake("reshape with two -1", says: "reshape", "-1") { m.reshaped([-1, -1]) },
    Mistake("reshape with -1 that doesn't fit", says: "reshape", "6", "4") { m.reshaped([-1, 4]) },
    Mistake("transpose", says: "transpose", "[0, 0]") { m.transposed([0, 0]) },
    Mistake("transpose of too few", says: "transpose", "[0]") { m.transposed([0]) },
    Mistake("swap", says: "2") { m.swappingAxes(0, 2) },
    Mistake("move", says: "2") { m.movingAxis(2, to: 0) },
    Mistake("expand", says: "4") { m.expanded(at: 4) },
    Mistake("squeeze", says: "squeeze", "3") { m.squeezed(axis: 1) },
    Mistake("broadcast", says: "broadcast", "[2, 3]", "[2, 4]") { m.broadcast(to: [2, 4]) },
    Mistake("flip", says: "flip", "2") { m.flipped(axis: 2) },
    Mistake("concatenate", says: "concatenate", "[2,3]", "[3,2]") {
        concatenate([m, m.transposed()])
    },
    Mistake("concatenate axis", says: "concatenate", "2") { concatenate([m, m], axis: 2) },
    Mistake("concatenate of nothing", says: "concatenate") { concatenate([]) },
    Mistake("concatenate of scalars", says: "concatenate") {
        concatenate([Tensor(1.0), Tensor(2.0)])
    },
    Mistake("stack", says: "stack", "[2, 3]", "[3]") { stack([m, v]) },
    Mistake("stack axis", says: "stack", "3") { stack([m, m], axis: 3) },
    Mistake("pad", says: "pad", "2", "3") { pad(m, [(1, 1), (0, 0), (1, 1)]) },
    Mistake("split", says: "split", "3", "2") { m.split(into: 2, axis: 1) },
    Mistake("tile", says: "til", "-1") { m.tiled([-1]) },
    Mistake("repeat", says: "repeat", "-1") { m.repeated(-1, axis: 0) },
    Mistake("repeat counts", says: "repeat", "2", "3") { m.repeated([1, 2], axis: 1) },
    Mistake("roll", says: "roll", "2") { m.rolled(by: 1, axis: 2) },
    Mistake("diag", says: "diag", "[1, 1, 1]") { diag(Tensor.ones([1, 1, 1])) },
    Mistake("diagonal", says: "diagonal") { diagonal(v) },
    Mistake("tril", says: "tril") { tril(v) },
    Mistake("oneHot", says: "oneHot", "float32") { oneHot(v, 3) },
]

private let productMistakes: [Mistake] = [
    Mistake("matmul", says: "matmul", "[2, 3]", "[2, 3]", "inner") { m.matmul(m) },
    Mistake("matmul of scalars", says: "matmul") { m.matmul(1.0) },
    Mistake("matmul batches", says: "matmul", "[2, 2, 3]", "[4, 3, 2]") {
        Tensor.ones([2, 2, 3]).matmul(.ones([4, 3, 2]))
    },
    Mistake("dot", says: "dot", "[2, 3]", "[2]") { m.dot(.ones([2])) },
    Mistake("tensordot", says: "tensordot") { tensordot(m, m, axes: ([0], [1])) },
    Mistake("tensordot axes", says: "tensordot") { tensordot(m, m, axes: 3) },
    Mistake("inner", says: "inner", "[2, 3]", "[2]") { inner(m, .ones([2])) },
    Mistake("vdot", says: "vdot") { vdot(m, v) },
    Mistake("einsum sizes", says: "einsum", "j") { einsum("ij,jk->ik", m, m) },
    Mistake("einsum rank", says: "einsum", "ijk") { einsum("ijk->i", m) },
    Mistake("einsum output", says: "einsum", "z") { einsum("ij->z", m) },
    Mistake("einsum operands", says: "einsum", "2", "1") { einsum("ij,jk->ik", m) },
]

private let indexingMistakes: [Mistake] = [
    Mistake("index", says: "subscript", "2", "[2, 3]") { m[2] },
    Mistake("negative index", says: "subscript", "-3") { m[-3] },
    Mistake("too many indices", says: "subscript", "[2, 3]", "3") { m[0, 0, 0] },
    Mistake("float indices", says: "subscript", "float32") { m[v] },
    Mistake("mask shape", says: "subscript", "[2]", "[3]") { v[Tensor([true, false])] },
    Mistake("two ellipses", says: "subscript", "ellipsis") { m[.ellipsis, .ellipsis] },
    Mistake("step 0", says: "subscript", "step") { m[.slice(0, 2, 0)] },
    Mistake("at", says: "5") { m.at[5].set(0) },
    Mistake("at value", says: "[2, 3]", "[2]") { m.at[.all].set(Tensor.ones([2])) },
    Mistake("take", says: "take", "float32") { take(m, v) },
    Mistake("take axis", says: "take", "2") { take(m, i, axis: 2) },
    Mistake("takeAlongAxis", says: "takeAlongAxis", "[2]") { takeAlongAxis(m, i, axis: 0) },
    Mistake("dynamicSlice sizes", says: "dynamic", "[2, 4]", "[2, 3]") {
        dynamicSlice(m, [0, 0], sizes: [2, 4])
    },
    Mistake("dynamicSlice starts", says: "dynamic", "1", "2") {
        dynamicSlice(m, [0], sizes: [1, 1])
    },
    Mistake("dynamicUpdateSlice", says: "dynamic", "[3, 3]", "[2, 3]") {
        dynamicUpdateSlice(m, .ones([3, 3]), [0, 0])
    },
]

private let randomMistakes: [Mistake] = [
    Mistake("uniform dtype", says: "uniform", "int32") { Key(0).uniform([2], dtype: .int32) },
    Mistake("uniform range", says: "uniform") { Key(0).uniform([2], in: 1..<1) },
    Mistake("normal dtype", says: "normal", "bool") { Key(0).normal([2], dtype: .bool) },
    Mistake("normal shape", says: "-1") { Key(0).normal([-1]) },
    Mistake("split", says: "split", "-1") { Key(0).split(-1).map(\.data) },
    Mistake("categorical", says: "categorical") { Key(0).categorical(logits: Tensor.zeros([0])) },
]

@Suite struct OperationMistakeTests {
    @Test(
        arguments: makingMistakes + elementwiseMistakes + reductionMistakes + shapingMistakes
            + productMistakes + indexingMistakes + randomMistakes)
    private func saysWhatIsWrong(made: Mistake) throws {
        let message = try #require(mistake(made.body), "\(made) is no mistake")
        for part in made.parts { #expect(message.contains(part)) }
    }

    @Test func readingWrongly() throws {
        #expect(mistake { try v.scalars(as: Double.self) }?.contains("asType(.float64)") == true)
        #expect(mistake { Float(v) }?.contains("[3]") == true)
        #expect(mistake { Int(Tensor.zeros([0])) }?.contains("one element") == true)
    }

    @Test func theFirstMistakeIsThrownAndTheRestSkipped() throws {
        var reached = false
        #expect(throws: TensorError.self) {
            try withErrors { () -> Tensor in
                let wrong = m + Tensor.ones([2])
                reached = true
                return (wrong * 2).sum().matmul(v)[7]
            }
        }
        #expect(reached)
        let message = mistake { (m + Tensor.ones([2])).matmul(v) + m.reshaped([7]) }
        #expect(message?.hasPrefix("add") == true)
        // A scope inside a scope has its own first mistake.
        let outer = mistake { mistake { m.reshaped([7]) } ?? "" }
        #expect(outer == nil)
    }

    @Test func outsideOfAScopeAMistakeEndsTheProgram() async {
        let ended = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) { _ = Tensor.ones([2, 3]).matmul(.ones([2, 3])) }
        let text = String(decoding: ended?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("matmul:") && text.contains("[2, 3]"))
        await #expect(processExitsWith: .failure) { _ = Tensor.ones([2])[2] }
        let traced = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) { _ = jit { (x: Tensor) in Float(x) > 0 ? x : -x }(1.0) }
        let explanation = String(decoding: traced?.standardErrorContent ?? [], as: UTF8.self)
        #expect(explanation.contains("traced tensor") && explanation.contains("cond"))
    }
}
