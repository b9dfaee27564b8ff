import Espalier
import EspalierTestSupport
import Testing

/// The comparison that the other tests rest on.
@Suite struct ClosenessTests {
    private func agree(_ a: [Double], _ b: [Double], _ closeness: Closeness) throws -> Bool {
        try closeness.difference(FixtureArray(a), FixtureArray(b)) == nil
    }

    @Test func boundsAreRelativeToASize() throws {
        let part = Closeness(relative: 0.1)
        #expect(try agree([1.05, 100], [1, 95], part))
        #expect(try !agree([1.2, 100], [1, 100], part))
        // The largest of the array.
        #expect(try agree([9, 100], [1, 100], Closeness(relative: 0.1, size: .array)))
        #expect(try !agree([12, 100], [1, 100], Closeness(relative: 0.1, size: .array)))
        #expect(try agree([0.05], [0], Closeness(relative: 0.1, leastSize: 1)))
        #expect(try agree([1.19], [1], .within(0.1)))
        #expect(try !agree([1.21], [1], .within(0.1)))
    }

    @Test func specialNumbers() throws {
        let closeness = Closeness(relative: 1)
        #expect(try !agree([.nan], [.nan], closeness))
        #expect(try agree([.nan], [.nan], Closeness(relative: 1, equatesNaN: true)))
        #expect(try !agree([.nan], [1], Closeness(relative: 1, equatesNaN: true)))
        #expect(try agree([.infinity], [.infinity], closeness))
        #expect(try !agree([1], [.infinity], closeness))
        #expect(try !agree([-.infinity], [.infinity], closeness))
        #expect(try agree([0], [-0.0], closeness))
        #expect(try !agree([0], [-0.0], Closeness(relative: 1, distinguishesZeros: true)))
    }

    @Test func complexNumbers() throws {
        func array(_ real: Double, _ imaginary: Double) throws -> FixtureArray {
            try FixtureArray(complex(Tensor(real), Tensor(imaginary)))
        }
        let expected = try array(100, 1)
        let found = try array(100, 1.5)
        #expect(try Closeness(relative: 0.1).difference(found, expected) != nil)
        #expect(try Closeness(relative: 0.1, size: .element).difference(found, expected) == nil)
        // Each part of zero is close, the modulus of the difference is not.
        let close = try array(0.09, 0.09)
        #expect(try Closeness.within(0.1).difference(close, try array(0, 0)) != nil)
    }

    @Test func typesAndIntegersHaveToBeEqual() throws {
        let x = Tensor([1, 2, 3])
        #expect(isClose(x, Tensor([1, 2, 3])))
        #expect(!isClose(x, Tensor([1, 2, 4]), tolerance: 10))
        #expect(!isClose(x, x.asType(.float32)))
        #expect(!isClose(x, x.reshaped([3, 1])))
        let message = try difference(x, Tensor([1, 5, 3]), .rounding)
        #expect(message == "element 1 is 2.0 and should be 5.0")
    }

    /// The numbers that a recording holds are those of the tensor that is made of it.
    @Test(arguments: DType.allCases) func readsEveryDType(_ dtype: DType) throws {
        let numbers: [Double] = dtype == .bool ? [0, 1, 1] : [0, 1, 3]
        let tensor = Tensor(scalars: numbers, shape: [3]).asType(dtype)
        let array = try FixtureArray(tensor)
        #expect(array.dtype == dtype.description && array.shape == [3])
        let parts = dtype.isComplex ? numbers.flatMap { [$0, 0] } : numbers
        #expect(try array.numbers == parts)
        #expect(try array.tensor == tensor)
    }
}
