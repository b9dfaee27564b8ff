import Espalier
import EspalierStencils
import Testing

/// Mistakes say what is wrong, and with what.
@Suite struct StencilMistakeTests {
    private func message(_ body: () -> Tensor) -> String {
        do {
            _ = try withErrors { body() }
            return "no error"
        } catch {
            return String(describing: error)
        }
    }

    @Test func sizes() {
        let sum: (Tensor) -> Tensor = { x in x.sum() }
        let x = Tensor.ones([2, 3])
        #expect(message { kmap(kernelSize: [3, 3], sum)(x) }.contains("no window"))
        #expect(message { kmap(kernelSize: 3, strides: Int.max, sum)(x) }.contains("2⁴⁷"))
        #expect(
            message { kmap(kernelSize: 3, padding: [(.max, 1), (0, 0)], sum)(x) }.contains("2⁴⁷"))
        #expect(
            message {
                kmap(kernelSize: 3, padding: [(1_099_511_627_776, 1), (1, 1)], sum)(x)
            }.contains("GiB"))
        #expect(message { smap(kernelSize: 3, offset: .max, sum)(x) }.contains("2⁴⁷"))
        #expect(message { kmap(kernelSize: [3], sum)(x) }.contains("has 1 axes and the array"))
        #expect(message { kmap(kernelSize: [0, 1], sum)(x) }.contains("must be positive"))
        #expect(message { kmap(kernelSize: [1, 1], strides: [1], sum)(x) }.contains("strides [1]"))
        #expect(
            message { kmap(kernelSize: [1, 1], strides: 0, sum)(x) }.contains("must be positive"))
        #expect(
            message { kmap(kernelSize: [2, 2], padding: [.same], sum)(x) }
                .contains("padding is given for 1 axes"))
        #expect(
            message { kmap(kernelSize: [2, 2], padding: [(-1, 0), (0, 0)], sum)(x) }
                .contains("no window"))
        #expect(message { kmap(kernelSize: 1, sum)(Tensor(1.0)) }.contains("it is a scalar"))
        #expect(message { smap(kernelSize: [1, 1], offset: -1, sum)(x) }.contains("negative"))
    }

    @Test func places() {
        let x = Tensor.ones([4, 4])
        func relative(_ f: @escaping (Tensor) -> Tensor) -> String {
            message {
                kmap(kernelSize: [3, 3], namedAxes: [0: "n", 1: "i"], relative: true, f)(x)
            }
        }
        #expect(relative { u in u[2, 0] }.contains("offsets go from -1 to 1"))
        #expect(relative { u in u["n-2", "i"] }.contains("offsets go from -1 to 1"))
        #expect(
            relative { u in u["m", "i"] }.contains("no axis is named \"m\"; there are \"n\", \"i\"")
        )
        #expect(relative { u in u["n", "n-1"] }.contains("indexed twice"))
        #expect(relative { u in u["n-x", "i"] }.contains("is not a name with an offset"))
        #expect(message { kmap(kernelSize: [3, 3]) { u in u[3, 0] }(x) }.contains("out of range"))
        #expect(message { kmap(kernelSize: [3, 3]) { u in u["n"] }(x) }.contains("namedAxes"))
        #expect(message { x["n"] }.contains("names of axes are for the window"))
        #expect(
            message { kmap(kernelSize: [1, 1], namedAxes: [2: "z"]) { u in u[0, 0] }(x) }
                .contains("names axis 2"))
    }

    @Test func functions() {
        let x = Tensor.ones([4])
        var f = kmap(kernelSize: [1])
        #expect(message { f(x) }.contains("has no function"))
        f[0...] = { u in u[0] }
        f[1] = { u in u }
        #expect(message { f(x) }.contains("results of one shape, and they give [] and [1]"))
        #expect(
            message { kscan(kernelSize: [2]) { u in u }(x) }.contains("one number for each cell"))
        #expect(message { smap(kernelSize: [1], offset: 0) { u in u }(x) }.contains("one number"))
        var g = kmap(kernelSize: [1])
        g[0...] = { u, w in u[0] * w }
        #expect(message { g(x) }.contains("takes 1 arguments after the window, and 0 are given"))
        var h = kmap(kernelSize: [1])
        h[0...] = { u in u[0] }
        h[0, 0] = { u in u[0] }
        #expect(message { h(x) }.contains("a region has 2 indices"))
        let reads = kmap(kernelSize: [1]) { u in Tensor(Float(u[0])) }
        #expect(message { reads(x) }.contains("stencil"))
    }
}
