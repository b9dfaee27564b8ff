import Foundation
import Testing

@testable import Espalier

private let v = Tensor.ones([3])
private let m = Tensor.ones([3, 3])
private let batch = Tensor.ones([1, 1, 4])
private let key = Key(1)
private let huge = Int.max
private let tera = 1_099_511_627_776

/// Numbers that no array, no machine and no program is large enough for, each with what its message must say.
private let mistakes: [(parts: [String], body: @Sendable () -> Tensor)] = [
    // Products of sizes.
    (["full", "too large"], { .zeros([4_294_967_296, 4_294_967_296]) }),
    (["full", "too large"], { .zeros([huge, 0]) }),
    (["full", "negative"], { .zeros([-1, 0]) }),
    (["eye", "too large"], { .eye(4_294_967_296) }),
    (["reshape", "3"], { v.reshaped([huge, 2]) }),
    (["reshape", "3"], { v.reshaped([huge, huge, -1]) }),
    (["normal", "too large"], { key.normal([huge, 4]) }),
    (["split", "too large"], { key.splitBatch(huge).data }),
    (["too large"], { v.tiled([huge, huge]) }),
    (["too large"], { v.repeated(huge) }),
    (["too large"], { .arange(.min, .max) }),
    (["pad", "2⁴⁷"], { fft(v, length: huge) }),
    (["too large"], { oneHot(Tensor([1]), huge) }),
    (["too large"], { diag(v, offset: .min) }),
    (["too large"], { convPatches(batch, sizes: [tera]) }),
    (["too large"], { bincount(Tensor([UInt64.max])) }),
    (["too large"], { segmentSum(v, Tensor([1, 2, Int64.max])) }),
    (["too large"], { histogram(v, bins: .count(huge)).edges }),
    (["too large"], { polyfit(v, v, degree: huge) }),
    (["too large"], { besselJn(v, order: 1, steps: huge) }),
    // More memory than the machine has.
    (["GiB"], { .zeros([tera]) }),
    (["GiB"], { .linspace(0.0, 1.0, count: tera) }),
    (["GiB"], { hilbert(1_048_576) }),
    (["GiB"], { dft(1_048_576) }),
    (["GiB"], { trilIndices(1_048_576).rows }),
    (["GiB"], { v.repeated([tera, 1, 1]) }),
    (["GiB"], { resize(v, to: [tera], method: .nearest) }),
    // Counts of objects and terms.
    (["split", "parts"], { v.split(into: tera)[0] }),
    (["arraySplit", "parts"], { v.arraySplit(into: huge)[0] }),
    (["split", "keys"], { key.split(tera)[0].data }),
    (["diagIndices", "64"], { diagIndices(1, rank: tera)[0] }),
    (["multigammaln", "4096"], { multigammaln(v, tera) }),
    (["bernoulli"], { bernoulli(tera) }),
    (["64 axes"], { v.broadcast(toRank: tera) }),
    (["64 axes"], { Tensor(1.0).reshaped(Array(repeating: 1, count: 65)) }),
    // Numbers that sizes are computed from.
    (["conv", "2⁴⁷"], { conv(batch, batch, padding: .explicit([(huge, 1)])) }),
    (["conv", "2⁴⁷"], { conv(batch, batch, lhsDilation: [huge]) }),
    (["conv", "2⁴⁷"], { conv(batch, batch, rhsDilation: [huge]) }),
    (["conv", "features"], { conv(batch, batch, featureGroups: huge) }),
    (["convTranspose", "2⁴⁷"], { convTranspose(batch, batch, strides: [.min]) }),
    (["reduceWindow", "2⁴⁷"], { reduceWindow(v, .sum, sizes: [2], strides: [huge]) }),
    (
        ["reduceWindow", "memory"],
        {
            reduceWindow(v, .maximum, sizes: [tera], padding: .explicit([(tera, tera)]))
        }
    ),
    (["pad", "2⁴⁷"], { pad(v, (.min, .max)) }),
    (["pad", "2⁴⁷"], { pad(v, [(0, 0)], interior: [huge]) }),
]

/// Sizes are checked where types are made, before memory is asked for and before XLA multiplies them.
@Suite struct SizeTests {
    @Test(arguments: mistakes.indices)
    func isRefused(_ index: Int) {
        let (parts, body) = mistakes[index]
        let error = #expect(throws: TensorError.self) { try withErrors { _ = body() } }
        for part in parts {
            #expect(error?.description.contains(part) == true, "\(String(describing: error))")
        }
    }

    @Test func areCheckedWhereverTypesAreMade() {
        #expect(throws: TensorError.self) {
            try withErrors { evalShape({ (x: Tensor) in x.tiled([tera, tera]) }, v) }
        }
        #expect(throws: TensorError.self) {
            try withErrors { jit { (x: Tensor) in x + .zeros([tera]) }(v) }
        }
        #expect(throws: TensorError.self) {
            try withErrors { grad { (x: Tensor) in x.tiled([huge, huge]).sum() }(v) }
        }
        #expect(throws: TensorError.self) {
            try withErrors { vmap { (x: Tensor) in x.broadcast(to: [huge, 4]) }(v) }
        }
        // The CPU's compiler ends the process at values of such a size.
        #expect(throws: TensorError.self) {
            try withErrors {
                jit { (x: Tensor) in Tensor.arange(tera).asType(.float32).sum() * x }(Tensor(1.0))
            }
        }
    }

    @Test func largeTypesAreAllowedWhereNothingIsComputed() throws {
        let type = try withErrors {
            evalShape({ (x: Tensor) in x.broadcast(to: [34_359_738_368, 3]) }, v)
        }
        #expect(type.shape == [34_359_738_368, 3])
        let products = [[huge, 4], [huge, 0], [], [2, 3]].map {
            ShapedTensor(shape: $0, dtype: .float32).count
        }
        #expect(products == [huge, 0, 1, 6])
        #expect(ShapedTensor(shape: [huge], dtype: .float32).byteCount == huge)
    }

    @Test func sixtyFourAxesAreComputedWith() throws {
        let x = Tensor([1.0, 2.0]).reshaped(Array(repeating: 1, count: 63) + [2])
        #expect(Float((x + 1).sum()) == 5)
    }

    @Test func numbersWithoutAnEndMeanTheEnd() throws {
        let x = Tensor([1, 4, 9, 16])
        #expect(diff(x, order: 2).description == Tensor([2, 2]).description)
        #expect(diff(x, order: huge).shape == [0])
        #expect(Int(x[.stride(by: .min)].sum()) == 16)
        #expect(Int(x[.stride(by: .max)].sum()) == 1)
        #expect(Int(sliceInDim(x, stride: .max).sum()) == 1)
        #expect(diagonal(m, offset: .max).shape == [0])
        #expect(diagonal(m, offset: .min).shape == [0])
        #expect(round(Tensor(2.5), decimals: .max).shape == [])
        #expect(round(Tensor([1.5]), decimals: .min).shape == [1])
        #expect(Tensor([1]).arraySplit(into: 3).map(\.count) == [1, 0, 0])
        // Gradients of slices put strides back.
        let slope = grad { (x: Tensor) in sliceInDim(x, stride: .max).sum() }(v)
        #expect(try slope.scalars(as: Float.self) == [1, 0, 0])
    }

    @Test func coordinatesOfAnAreaMayBeATensor() throws {
        let y = Tensor([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]])
        let x = Tensor([[0.0, 1.0, 3.0], [0.0, 2.0, 4.0]])
        #expect(try trapezoid(y, x: x).scalars(as: Float.self) == [6.5, 8])
        for shape in [[], [2, 3, 4], [5]] {
            let error = #expect(throws: TensorError.self) {
                try withErrors { trapezoid(y, x: .ones(shape)) }
            }
            #expect(error?.description.contains("[2, 3]") == true)
        }
    }

    @Test func numbersThatDontFitASwiftIntegerAreMistakes() throws {
        func reading<Number: FixedWidthInteger>(_ x: Tensor, as: Number.Type) throws -> Number {
            try withErrors { Number(x) }
        }
        for x in [Tensor(Double.nan), Tensor(Double.infinity), Tensor(1e30)] {
            #expect(throws: TensorError.self) { try reading(x, as: Int.self) }
        }
        #expect(throws: TensorError.self) { try reading(Tensor(300), as: UInt8.self) }
        #expect(throws: TensorError.self) { try reading(Tensor(-1), as: UInt.self) }
        #expect(throws: TensorError.self) { try reading(Tensor(UInt64.max), as: Int.self) }
        #expect(try reading(Tensor(-3.7), as: Int8.self) == -3)
        #expect(try reading(Tensor(UInt64.max), as: UInt64.self) == .max)
    }

    @Test func histogramsOfNoBinsAreMistakes() {
        for bins in [HistogramBins.count(0), .count(-1), .count(.min)] {
            #expect(throws: TensorError.self) { try withErrors { histogram(m, bins: bins).counts } }
            #expect(throws: TensorError.self) {
                try withErrors { histogramDD(m, bins: [bins]).counts }
            }
        }
    }

    @Test func saturatingArithmetic() {
        #expect(huge.saturatingAdd(1) == huge)
        #expect(Int.min.saturatingAdd(-1) == .min)
        #expect(Int.min.saturatingSubtract(1) == .min)
        #expect(huge.saturatingSubtract(-1) == huge)
        #expect(huge.saturatingMultiply(-2) == .min)
        #expect(Int.min.saturatingMultiply(-1) == huge)
        #expect(Int.min.saturatingMagnitude == huge)
        #expect([huge, 2, 0].sizeProduct == 0)
        #expect([huge, huge].sizeSum == huge)
    }
}
