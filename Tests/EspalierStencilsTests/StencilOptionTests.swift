import Espalier
import EspalierStencils
import Testing

/// Kernel sizes, strides, paddings, borders, regions.
@Suite struct StencilOptionTests {
    private let line = Tensor.arange(1, 6)

    @Test func paddings() throws {
        let sum: (Tensor) -> Tensor = { x in x.sum() }
        #expect(kmap(kernelSize: [3], sum)(line) == Tensor([6, 9, 12]))
        #expect(kmap(kernelSize: [3], padding: .valid, sum)(line) == Tensor([6, 9, 12]))
        #expect(kmap(kernelSize: 3, padding: .same, sum)(line) == Tensor([3, 6, 9, 12, 9]))
        #expect(kmap(kernelSize: [3], padding: 1, sum)(line) == Tensor([3, 6, 9, 12, 9]))
        #expect(kmap(kernelSize: [3], padding: [2], sum)(line) == Tensor([1, 3, 6, 9, 12, 9, 5]))
        #expect(kmap(kernelSize: [3], padding: [(2, 0)], sum)(line) == Tensor([1, 3, 6, 9, 12]))
        // Of an even kernel the extra place comes after.
        #expect(kmap(kernelSize: [2], padding: .same, sum)(line) == Tensor([3, 5, 7, 9, 5]))
        // Negative: fewer centres, the same neighbours.
        #expect(kmap(kernelSize: [3], padding: [(-1, 0)], sum)(line) == Tensor([9, 12]))
        #expect(kmap(kernelSize: [3], padding: [(0, -1)], sum)(line) == Tensor([6, 9]))
    }

    @Test func zerosAroundNegativeNumbers() {
        let f = kmap(kernelSize: [3], padding: .same) { x in x.max() }
        #expect(f(Tensor([-1, -2, -3])) == Tensor([0, -1, 0]))
    }

    @Test func stridesAndWholeAxes() {
        let f = kmap(kernelSize: [3], strides: 2) { x in x.sum() }
        #expect(f(line) == Tensor([6, 12]))
        let rows = kmap(kernelSize: [1, -1]) { x in x.sum() }
        #expect(rows(Tensor([[1, 2, 3], [4, 5, 6]])) == Tensor([[6], [15]]))
        let padded = kmap(kernelSize: [-1], padding: .same) { x in x.sum() }
        #expect(padded(Tensor([1, 2, 3])) == Tensor([3, 6, 5]))
    }

    @Test func borders() {
        func sum(_ boundary: Boundary) -> Tensor {
            kmap(kernelSize: [3], padding: .same, boundary: boundary) { x in x.sum() }(line)
        }
        #expect(sum(.constant(10)) == Tensor([13, 6, 9, 12, 19]))
        #expect(sum(.periodic) == Tensor([8, 6, 9, 12, 10]))
        #expect(sum(.reflect) == Tensor([5, 6, 9, 12, 13]))
        #expect(sum(.symmetric) == Tensor([4, 6, 9, 12, 14]))
        #expect(sum(.edge) == Tensor([4, 6, 9, 12, 14]))
    }

    @Test func kernelsMayBeLargerThanTheArrayWherePaddingMakesRoom() throws {
        let x = Tensor([1, 2, 3])
        func sum(_ boundary: Boundary) -> Tensor {
            kmap(kernelSize: 7, padding: .same, boundary: boundary) { x in x.sum() }(x)
        }
        #expect(sum(.zero) == Tensor([6, 6, 6]))
        #expect(sum(.periodic) == Tensor([13, 14, 15]))
        #expect(sum(.reflect) == Tensor([15, 14, 13]))
        #expect(sum(.symmetric) == Tensor([15, 14, 13]))
        #expect(sum(.edge) == Tensor([12, 14, 16]))
        let swept = sscan(kernelSize: 5, offset: 0) { x in x.sum() }(x)
        #expect(swept == Tensor([6, 11, 20]))
    }

    @Test func offsetsThatLeaveNoCellLeaveTheArray() {
        let f = smap(kernelSize: 3, offset: 3) { x in x.sum() }
        #expect(f(line) == line)
        let g = sscan(kernelSize: 3, offset: [(4, 1)]) { x in x.sum() }
        #expect(g(line) == line)
        let one = smap(kernelSize: 3, offset: 2) { x in x.sum() }
        #expect(one(line) == Tensor([1, 2, 9, 4, 5]))
    }

    @Test func shapesAreResolvedOnEveryCall() {
        var f = kmap(kernelSize: [1])
        f[0...] = { x in x[0] }
        f[-1] = { _ in 0 }
        #expect(f(Tensor([1, 2, 3])) == Tensor([1, 2, 0]))
        #expect(f(Tensor([1, 2, 3, 4, 5])) == Tensor([1, 2, 3, 4, 0]))
    }

    @Test func variablesAreReadOnEveryCall() {
        var factor = 2
        let f = kmap(kernelSize: [1]) { x in x[0] * factor }
        #expect(f(Tensor([1, 2])) == Tensor([2, 4]))
        factor = 3
        #expect(f(Tensor([1, 2])) == Tensor([3, 6]))
    }

    @Test func theLastAssignedFunctionWins() {
        var f = kmap(kernelSize: [1])
        f[1..<3] = { _ in 10 }
        f[2...] = { _ in 20 }
        f[2] = { _ in 30 }
        // What no index names gets the function that was assigned first.
        #expect(f(Tensor([0, 0, 0, 0])) == Tensor([10, 10, 30, 20]))
    }

    @Test func aFunctionKeepsItsFirstPlace() {
        let ten = StencilFunction { _ in 10 }
        var f = kmap(kernelSize: [1])
        f[0...] = { _ in 0 }
        f[0] = ten
        f[1...] = { _ in 20 }
        f[2] = ten
        #expect(f(Tensor([5, 5, 5])) == Tensor([10, 20, 20]))
    }

    @Test func aSingleFunctionIsAppliedEverywhere() {
        var f = kmap(kernelSize: [1])
        f[0] = { x in x[0] + 1 }
        #expect(f(Tensor([1, 2])) == Tensor([2, 3]))
    }

    @Test func stepsCountFromTheStart() {
        var f = kmap(kernelSize: [1])
        f[0...] = { _ in 0 }
        f[.slice(1, nil, 2)] = { _ in 1 }
        #expect(f(Tensor([5, 5, 5, 5, 5])) == Tensor([0, 1, 0, 1, 0]))
    }

    @Test func leadingAxesAndBorders() {
        var f = kmap(kernelSize: [1, 1], padding: [(1, 1), (0, 0)])
        f[0...] = { x in x[0, 0] }
        f[1] = { _ in 7 }
        f[-1, 0] = { _ in 9 }
        // Centres in the border are in no open range: they get the first function.
        #expect(
            f(Tensor([[1, 2], [3, 4], [5, 6]]))
                == Tensor([[0, 0], [1, 2], [7, 7], [9, 6], [0, 0]]))
    }

    @Test func furtherArguments() {
        let f = kmap(kernelSize: [2]) { x, w, b in (x * w).sum() + b }
        #expect(f(Tensor([1, 2, 3]), Tensor([1, 10]), 100) == Tensor([121, 132]))
        var g = kmap(kernelSize: [1])
        g[0...] = { x, w in x[0] * w }
        g[0] = { _ in 0 }
        #expect(g(Tensor([1, 2, 3]), 2) == Tensor([0, 4, 6]))
    }

    @Test func innerElements() {
        let sum: (Tensor) -> Tensor = { x in x.sum() }
        let f = smap(kernelSize: [3], offset: 1, sum)
        #expect(f(line) == Tensor([1, 6, 9, 12, 5]))
        #expect(smap(kernelSize: [3], offset: [(2, 1)], sum)(line) == Tensor([1, 2, 9, 12, 5]))
        #expect(sscan(kernelSize: [3], offset: [(2, 1)], sum)(line) == Tensor([1, 2, 9, 18, 5]))
        #expect(
            smap(kernelSize: [3], strides: 2, offset: 1, sum)(line) == Tensor([1, 6, 3, 12, 5]))
        let square = smap(kernelSize: [3, 3], offset: 1, relative: true) { x in x[0, 1] }
        #expect(
            square(Tensor.arange(1, 10).reshaped([3, 3]))
                == Tensor([[1, 2, 3], [4, 6, 6], [7, 8, 9]]))
    }
}
