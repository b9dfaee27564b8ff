import Testing

@testable import Espalier

private let m = Tensor.ones([2, 3])
private let v = Tensor.ones([3])
private let n = Tensor([0, 1, 2])

/// Wrong uses of reductions, transforms and what is made of them, each with what its message must say.
private let mistakes: [(parts: [String], body: @Sendable () -> Tensor)] = [
    (["sum", "mask", "float32", ".!="], { m.sum(where: m) }),
    (["sum", "[4]", "[2, 3]"], { m.sum(where: Tensor.full([4], true)) }),
    (["sum", "initial", "[3]"], { m.sum(initial: v) }),
    (["max", "initial"], { m.max(where: m .> 0) }),
    (["max", "complex64"], { Tensor.ones([2], dtype: .complex64).max(initial: 0) }),
    (["variance", "int32"], { m.variance(dtype: .int32) }),
    (["variance", "complex"], { Tensor.ones([2], dtype: .complex64).variance(dtype: .float32) }),
    (["average", "[2]", "[2, 3]"], { m.average(weights: Tensor.ones([2])) }),
    (["quantile", "c64[2]"], { Tensor.ones([2], dtype: .complex64).quantile(0.5) }),
    (["median", "no elements"], { Tensor.ones([0]).median() }),
    (["quantile", "axis 2"], { m.quantile(0.5, axis: 2) }),
    (["cumulativeSum", "axis"], { cumulativeSum(m) }),
    (["cumulativeSum", "scalar"], { cumulativeSum(1) }),
    (["diff", "-1"], { diff(v, order: -1) }),
    (["gradient", "2 elements"], { gradient(Tensor.ones([1]), axis: 0) }),
    (["gradient", "[2]", "[2, 3]"], { gradient(m, spacing: Tensor.ones([2]), axis: 1) }),
    (["trapezoid", "[5]", "[2, 3]"], { trapezoid(m, x: Tensor.ones([5])) }),
    (["reduce", "scalar", "[3]"], { reduce(v, initial: v) { $0 + $1 } }),
    (["reduce", "types", "bool"], { reduce(v, initial: 0) { $0 .> $1 } }),
    (["reduceWindow", "2 axes", "[1"], { reduceWindow(m, .sum, sizes: [2]) }),
    (["reduceWindow", "positive"], { reduceWindow(v, .maximum, sizes: [2], strides: [0]) }),
    (["reduceWindow", "bool"], { reduceWindow(v .> 0, .sum, sizes: [2]) }),
    (["reducePrecision", "exponent"], { reducePrecision(v, exponentBits: 0, mantissaBits: 3) }),
    (["conv", "[2, 3]", "[3]"], { conv(m, v) }),
    (["conv", "features", "3", "2"], { conv(Tensor.ones([1, 3, 4]), Tensor.ones([1, 2, 2])) }),
    (
        ["conv", "groups", "divide"],
        {
            conv(Tensor.ones([1, 4, 4]), Tensor.ones([3, 2, 2]), featureGroups: 2)
        }
    ),
    (
        ["conv", "layout", "NHX"],
        {
            conv(
                Tensor.ones([1, 3, 4]), Tensor.ones([1, 3, 2]), layout: .init("NHX", "OIH", "NHC"))
        }
    ),
    (
        ["conv", "lhsDilation", "explicit"],
        {
            conv(Tensor.ones([1, 3, 4]), Tensor.ones([1, 3, 2]), padding: .same, lhsDilation: [2])
        }
    ),
    (
        ["convTranspose", "stride"],
        {
            convTranspose(Tensor.ones([1, 4, 3]), Tensor.ones([2, 3, 1]), strides: [])
        }
    ),
    (["fft", "[0]", "positive"], { fftn(m, shape: [0]) }),
    (["rfft", "real", "complex64"], { rfft(Tensor.ones([2], dtype: .complex64)) }),
    (["fft", "axis 3"], { fft(m, axis: 3) }),
    (["fftn", "twice"], { fftn(m, axes: [0, -2]) }),
    (["dct", "length", "0"], { dct(v, length: 0) }),
    (["bincount", "f32[3]"], { bincount(v) }),
    (["histogram", "[2]", "[3]"], { histogram(v, weights: Tensor.ones([2])).counts }),
    (["histogram", "bin"], { histogram(v, bins: 0).counts }),
    (["digitize", "[2, 3]"], { digitize(v, m) }),
    (["interp", "[3]", "[2]"], { interp(v, v, Tensor.ones([2])) }),
    (["searchSorted", "[2, 3]"], { searchSorted(m, v) }),
    (["cov", "weights", "3 observations"], { cov(m, weights: Tensor.ones([2])) }),
    (["convolve", "empty", "[0]"], { convolve(v, Tensor.ones([0])) }),
    (["polyfit", "degree"], { polyfit(v, v, degree: -1) }),
    (["polyadd", "[2, 3]"], { polyadd(m, v) }),
    (["segmentSum", "[2]", "integer"], { segmentSum(v, Tensor([0, 1]), count: 2) }),
    (["lexsort", "[2, 3]", "[3]"], { lexsort([m, v]) }),
    (["partition", "place 3"], { partition(v, 3) }),
    (["mapCoordinates", "order 2"], { mapCoordinates(v, [v], order: 2) }),
    (["resize", "[2, 3]", "[4]"], { resize(m, to: [4], method: .linear) }),
    (
        ["scaleAndTranslate", "nearest"],
        {
            scaleAndTranslate(
                v, to: [4], axes: [0], scale: Tensor([2.0]), translation: Tensor([0.0]),
                method: .nearest)
        }
    ),
    (["welch", "overlap"], { welch(v, overlap: 5).power }),
    (["istft", "[3]"], { istft(v).signal }),
    (["vq", "rows"], { vq(m, Tensor.ones([2, 2])).distances }),
]

@Suite struct StatisticsMistakeTests {
    @Test(arguments: mistakes.indices)
    func saysWhatIsWrong(_ place: Int) throws {
        let mistake = mistakes[place]
        do {
            _ = try withErrors { mistake.body() }
            Issue.record("\(mistake.parts) is no mistake")
        } catch {
            let message = "\(error)"
            for part in mistake.parts {
                #expect(message.contains(part), "\(message) doesn't say \(part)")
            }
        }
    }

    @Test func lengthsAreNeededWhileTracing() {
        #expect(throws: TensorError.self) {
            try withErrors { jit { (x: Tensor) in bincount(x) }(n) }
        }
        #expect(throws: TensorError.self) {
            try withErrors { jit { (x: Tensor) in segmentSum(x, x) }(n) }
        }
    }

    @Test func reducersMayNotUseTracedValues() {
        #expect(throws: TensorError.self) {
            try withErrors {
                jit { (x: Tensor, y: Tensor) in reduce(x, initial: 0) { $0 + $1 * y } }(v, 2)
            }
        }
    }
}
