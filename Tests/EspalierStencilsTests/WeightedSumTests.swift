import Espalier
import EspalierStencils
import EspalierTestSupport
import TestSupport
import Testing

/// Sums of windows' elements times weights, and their derivatives, beside slices that are added up one by one.
@Suite struct WeightedSumTests {
    /// Random arrays, kernels, paddings and steps.
    struct Case: Sendable {
        let shape: [Int]
        let kernel: [Int]
        let strides: [Int]
        let padding: [(Int, Int)]
        let isRelative: Bool
        let seed: UInt64

        init(seed: Int) {
            var dice = SeededGenerator(seed: seed + 1)
            let rank = dice.number(1...3)
            let shape = (0..<rank).map { _ in dice.number(1...7) }
            kernel = shape.map { dice.number(1...Swift.min($0, rank == 1 ? 6 : 3)) }
            strides = shape.map { _ in dice.chance(75) ? 1 : 2 }
            padding = zip(shape, kernel).map { size, kernel in
                switch dice.number(0...3) {
                case 0: (0, 0)
                case 1: ((kernel - 1) / 2, kernel / 2)
                case 2: (dice.number(0...3), dice.number(0...3))
                default: (dice.chance(50) ? 2 : 0, 0)
                }
            }
            isRelative = dice.chance(30)
            self.shape = shape
            self.seed = UInt64(seed)
        }

        var array: Tensor { Key(seed).normal(shape, dtype: .float64) }
        var weights: Tensor { Key(seed + 1000).normal(kernel, dtype: .float64) }

        func stencil(_ x: Tensor, _ w: Tensor) -> Tensor {
            kmap(
                kernelSize: kernel, strides: strides,
                padding: padding,
                relative: isRelative
            ) { x, w in (x * w).sum() }(x, w)
        }

        /// The same by one product for each place of the kernel.
        func plain(_ x: Tensor, _ w: Tensor) -> Tensor {
            let padded = pad(x, padding)
            let cells = shape.indices.map {
                (padded.shape[$0] - kernel[$0]) / strides[$0] + 1
            }
            var result = Tensor.zeros(cells, dtype: .float64)
            for index in 0..<kernel.reduce(1, *) {
                var (place, rest) = ([Int](repeating: 0, count: kernel.count), index)
                for axis in kernel.indices.reversed() {
                    place[axis] = rest % kernel[axis]
                    rest /= kernel[axis]
                }
                // Windows that are counted from their centre have what is left of it last.
                let at = kernel.indices.map {
                    isRelative ? (place[$0] + (kernel[$0] - 1) / 2) % kernel[$0] : place[$0]
                }
                var part = padded
                for axis in kernel.indices {
                    let along = (0..<cells[axis]).map { Int32(at[axis] + $0 * strides[axis]) }
                    part = take(part, Tensor(along), axis: axis)
                }
                result = result + part * w.flattened()[index]
            }
            return result
        }
    }

    @Test(arguments: 0..<40) func values(seed: Int) {
        let it = Case(seed: seed)
        let y = jit { (x: Tensor, w: Tensor) in it.stencil(x, w) }(it.array, it.weights)
        #expect(isClose(y, it.plain(it.array, it.weights), .weightedSums), "\(it)")
    }

    @Test(arguments: 0..<24) func derivatives(seed: Int) {
        let it = Case(seed: seed)
        let (x, w) = (it.array, it.weights)
        for derivative in [slopeByArray, slopeByWeights, slopeByBoth] {
            let found = jit { (x: Tensor, w: Tensor) in derivative(it.stencil, x, w) }(x, w)
            #expect(isClose(found, derivative(it.plain, x, w), .weightedSums), "\(it)")
        }
    }

    private typealias Sum = (Tensor, Tensor) -> Tensor

    /// A number on which all results have different effects.
    private func loss(_ y: Tensor) -> Tensor {
        (sin(y) * Key(7).normal(y.shape, dtype: .float64)).sum()
    }

    private func slopeByArray(_ f: @escaping Sum, _ x: Tensor, _ w: Tensor) -> Tensor {
        grad { (x: Tensor) in loss(f(x, w)) }(x)
    }

    private func slopeByWeights(_ f: @escaping Sum, _ x: Tensor, _ w: Tensor) -> Tensor {
        grad { (w: Tensor) in loss(f(x, w)) }(w)
    }

    private func slopeByBoth(_ f: @escaping Sum, _ x: Tensor, _ w: Tensor) -> Tensor {
        grad { (w: Tensor) in slopeByArray(f, x, w).sum() }(w)
    }

    @Test(arguments: 0..<12) func batches(seed: Int) throws {
        let it = Case(seed: 100 + seed)
        let xs = stack([it.array, it.array * 2])
        let ws = stack([it.weights, it.weights + 1])
        let expected = [0, 1].map { i in [0, 1].map { j in it.plain(xs[i], ws[j]) } }
        #expect(
            isClose(
                vmap { (x: Tensor) in it.stencil(x, ws[0]) }(xs),
                stack([expected[0][0], expected[1][0]]), .weightedSums))
        #expect(
            isClose(
                vmap { (w: Tensor) in it.stencil(xs[0], w) }(ws), stack(expected[0]), .weightedSums)
        )
        #expect(
            isClose(
                vmap { (x: Tensor, w: Tensor) in it.stencil(x, w) }(xs, ws),
                stack([expected[0][0], expected[1][1]]), .weightedSums))
    }
}
