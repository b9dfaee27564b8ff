import Espalier
import EspalierStencils
import Testing

/// What `kmap` gives, by the documents of Kernex.
@Suite struct KmapTests {
    @Test func laplacianOfOnesIsZero() throws {
        let laplacian = kmap(kernelSize: [3, 3], padding: .valid, relative: true) { x in
            x[1, 0] + x[-1, 0] + x[0, 1] + x[0, -1] - 4 * x[0, 0]
        }
        let y = laplacian(Tensor.ones([10, 10]))
        #expect(y == Tensor.zeros([8, 8]))
    }

    @Test func convolution() throws {
        let conv = kmap(kernelSize: [3, 3, 3], padding: [.valid, .same, .same]) { x, w in
            (x * w).sum()
        }
        let image = Key(0).normal([3, 6, 7])
        let weights = Key(1).normal([3, 3, 3])
        let y = conv(image, weights)
        #expect(y.shape == [1, 6, 7])
        let padded = pad(image, [(0, 0), (1, 1), (1, 1)])
        for (i, j) in [(0, 0), (2, 3), (5, 6)] {
            let direct = (padded[.all, i..<(i + 3), j..<(j + 3)] * weights).sum()
            #expect(abs(Float(y[0, i, j]) - Float(direct)) < 1e-5)
        }
    }

    @Test func patches() throws {
        let patches = kmap(kernelSize: [3, 3], padding: .same) { x in x }
        let y = patches(Tensor.arange(1, 26).reshaped([5, 5]))
        #expect(y.shape == [5, 5, 3, 3])
        #expect(y[0, 0] == Tensor([[0, 0, 0], [0, 1, 2], [0, 6, 7]]))
    }

    @Test func movingAverageOfIntegers() throws {
        let average = kmap(kernelSize: [3]) { x in x.mean() }
        let y = average(Tensor([1, 2, 3, 7, 9]))
        #expect(y.dtype == .float32)
        #expect(try y.scalars(as: Float.self) == [2, 4, 6.3333335])
    }

    @Test func functionsByIndex() throws {
        var f = kmap(kernelSize: [1])
        f[0] = { x in x[0] ** 2 }
        f[1...] = { x in x[0] ** 3 }
        let array = Tensor.arange(1, 11).asType(.float32)
        #expect(
            try f(array).scalars(as: Float.self) == [1, 8, 27, 64, 125, 216, 343, 512, 729, 1000])
        let g = f
        let slope = grad { (x: Tensor) in g(x).sum() }(array)
        #expect(
            try slope.scalars(as: Float.self) == [2, 12, 27, 48, 75, 108, 147, 192, 243, 300])
    }

    @Test func derivativesOfFunctionsByIndex() throws {
        var f = kmap(kernelSize: [1])
        f[0] = { x in x[0] ** 2 }
        f[1...] = { x in x[0] ** 3 }
        let array = Tensor([1.0, 2, 3])
        #expect(try grad { f($0).sum() }(array).scalars(as: Float.self) == [2, 12, 27])
    }

    @Test func asKernexDoes() throws {
        let line = Tensor([1.0, 2, 3, 4, 5])
        let strided = kscan(kernelSize: [3], strides: 2, padding: .same) { x in x.sum() }
        #expect(try strided(line).scalars(as: Float.self) == [3, 9, 9])
        let even = kmap(kernelSize: [4], padding: .same, relative: true) { x in
            x[-1] + 10 * x[0] + 100 * x[1] + 1000 * x[2]
        }
        #expect(
            try even(line).scalars(as: Float.self) == [3210, 4321, 5432, 543, 54])
        var sweep = kscan(kernelSize: [3], padding: [(1, 1)])
        sweep[0] = { _ in 100 }
        sweep[1...] = { x in x.sum() }
        #expect(try sweep(line).scalars(as: Float.self) == [100, 105, 112, 121, 126])
    }

    @Test func maximumInBorders() throws {
        let pool = kmap(kernelSize: [2, 2], strides: [2, 2], padding: .same) { x in x.max() }
        let y = vmap(vmap(pool))(Tensor.arange(1, 26).reshaped([1, 1, 5, 5]))
        #expect(y[0, 0] == Tensor([[7, 9, 10], [17, 19, 20], [22, 24, 25]]))
    }

    @Test func blurOfBytes() throws {
        let blur = kmap(kernelSize: [3, 3], padding: .same) { x in
            (x.asType(.float32) * (1 / 9)).sum()
        }
        let image = Tensor.arange(1, 26).reshaped([1, 1, 5, 5]).asType(.uint8)
        let y = vmap(vmap(blur))(image).asType(.uint8)
        // 16 / 9 and 108 / 9, cut off; a mean that is whole may come out just below.
        #expect(Int(y[0, 0, 0, 0]) == 1)
        #expect([12, 13].contains(Int(y[0, 0, 2, 2])))
    }

    @Test func convolutionOfSeveralFilters() throws {
        let conv = kmap(kernelSize: [2, 3, 3], padding: [.valid, .same, .same]) { x, w in
            (x * w).sum()
        }
        let images = Key(0).normal([2, 2, 4, 5])
        let weights = Key(1).normal([3, 2, 3, 3])
        let bias = Tensor([1.0, 2.0, 3.0]).reshaped([3, 1, 1])
        let layer = { (image: Tensor) in
            vmap({ (w: Tensor) in conv(image, w) })(weights)[0..., 0] + bias
        }
        let y = vmap(layer)(images)
        #expect(y.shape == [2, 3, 4, 5])
        let padded = pad(images[1], [(0, 0), (1, 1), (1, 1)])
        let direct = (padded[.all, 2..<5, 1..<4] * weights[2]).sum() + 3
        #expect(abs(Float(y[1, 2, 2, 1]) - Float(direct)) < 1e-4)
    }

    /// Windows of many places, mapped over filters, are convolved.
    @Test func convolutionOfManyChannels() throws {
        let filter = kmap(
            kernelSize: [8, 3, 3], strides: [1, 2, 1], padding: [.valid, .same, .same]
        ) { x, w in (x * w).sum() }
        let images = Key(0).normal([2, 8, 5, 4])
        let weights = Key(1).normal([3, 8, 3, 3])
        let layer = { (weights: Tensor, images: Tensor) in
            vmap { (image: Tensor) in
                vmap { (w: Tensor) in filter(image, w) }(weights)[0..., 0]
            }(images)
        }
        let direct = { (weights: Tensor, images: Tensor) in
            conv(images, weights, strides: [2, 1], padding: .explicit([(1, 1), (1, 1)]))
        }
        let compare = jit { (weights: Tensor, images: Tensor) -> [Tensor] in
            let functions = [layer, direct].map { function in
                { (weights: Tensor, images: Tensor) in square(function(weights, images)).sum() }
            }
            let values = abs(layer(weights, images) - direct(weights, images)).max()
            let slopes = functions.map { grad($0)(weights, images) }
            let other = functions.map { grad($0, argument: 1)(weights, images) }
            return [
                values, abs(slopes[0] - slopes[1]).max() / abs(slopes[1]).max(),
                abs(other[0] - other[1]).max() / abs(other[1]).max(),
            ]
        }
        for difference in compare(weights, images) { #expect(Float(difference) < 1e-4) }
    }

    @Test func sweepSums() throws {
        let sums = kscan(kernelSize: [3], padding: .same) { x in x.sum() }
        #expect(sums(Tensor([1, 2, 3, 4, 5])) == Tensor([3, 8, 15, 24, 29]))
        let inner = sscan(kernelSize: [3], offset: [(2, 1)]) { x in x.sum() }
        #expect(inner(Tensor([1, 2, 3, 4, 5])) == Tensor([1, 2, 9, 18, 5]))
    }
}
