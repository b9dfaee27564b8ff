import EspalierTestSupport
import Testing

@testable import Espalier

/// A literal means the number that is written, in every dtype, or is a mistake that says so.
@Suite struct LiteralValueTests {
    @Test func arithmeticOfLiteralsIsExact() throws {
        #expect(try Tensor(1_000_000 * 1_000_000).scalars() == [1_000_000_000_000])
        #expect(try Tensor([1 << 40, 1]).scalars() == [1 << 40, 1])
        let power: Tensor = 2 ** 40
        #expect(try power.scalars() == [1 << 40])
        let moved: Tensor = 1 << 40
        #expect(try moved.scalars() == [1 << 40])
        let third: Tensor = 1 / 3.0
        #expect(try (third * Tensor(1.0 as Double)).scalars() == [1.0 / 3])
        let negative: Tensor = -(3_000_000_000)
        #expect(try negative.scalars() == [-3_000_000_000])
        let sum: Tensor = 2_147_483_647 + 1
        #expect(try sum.scalars() == [2_147_483_648])
        #expect(sum.isWeaklyTyped)
        let small: Tensor = 2 * 3
        #expect(small.dtype == .int32)
    }

    @Test func literalsOf64BitsYieldToOtherDTypes() throws {
        let x = Tensor([1, 18_446_744_073_709_551_615] as [UInt64])
        #expect(
            try (x - 5_000_000_000).scalars() == [
                18_446_744_068_709_551_617, 18_446_744_068_709_551_615,
            ] as [UInt64])
        #expect((Tensor([1] as [Float16]) * 5_000_000_000).dtype == .float16)
        let both: Tensor = [5_000_000_000, 1]
        #expect(both.dtype == .int64)
    }

    @Test func comparisonsAreThoseOfIntegers() throws {
        let bytes = Tensor([0, 255] as [UInt8])
        func all(_ x: Tensor) throws -> [Bool] { try x.scalars() }
        #expect(try all(bytes .< 256) == [true, true])
        #expect(try all(bytes .<= 1000) == [true, true])
        #expect(try all(bytes .> -1) == [true, true])
        #expect(try all(bytes .>= 256) == [false, false])
        #expect(try all(bytes .== 256) == [false, false])
        #expect(try all(bytes .!= -1) == [true, true])
        #expect(try all(300 .> bytes) == [true, true])
        #expect(try all(-1 .> bytes) == [false, false])
        #expect(try all(Tensor([-1, 5] as [Int]) .< 18_446_744_073_709_551_615) == [true, true])
        #expect(try all(Tensor([0, UInt64.max]) .> 9_223_372_036_854_775_808) == [false, true])
        #expect(try all(jit { (x: Tensor) in x .< 256 }(bytes)) == [true, true])
        #expect(try all(vmap { (x: Tensor) in x .< 256 }(bytes)) == [true, true])
        #expect(try maximum(bytes, -1).scalars() == [0, 255] as [UInt8])
        #expect(try minimum(300, bytes).scalars() == [0, 255] as [UInt8])
        #expect(try clip(bytes, min: -1, max: 300).scalars() == [0, 255] as [UInt8])
    }

    @Test func numbersOutOfRangeAreMistakes() throws {
        let bytes = Tensor([0, 255] as [UInt8])
        let mistakes: [(String, () -> Tensor)] = [
            ("256", { bytes + 256 }), ("-1", { bytes * -1 }), ("300", { maximum(bytes, 300) }),
            ("-1", { minimum(bytes, -1) }), ("1000", { which(bytes .> 1, bytes, 1000) }),
            ("300", { bytes.at[0].set(300) }), ("300", { Tensor.full([2], 300, dtype: .uint8) }),
            ("5000000000", { Tensor([1] as [Int32]) + 5_000_000_000 }),
            ("70000", { jit { (x: Tensor) in x - 70000 }(Tensor([1] as [Int16])) }),
        ]
        for (number, mistake) in mistakes {
            let error = #expect(throws: TensorError.self) { try withErrors { mistake() } }
            let text = error?.description ?? ""
            #expect(text.contains("literal \(number) ") && text.contains("dtype"), "\(text)")
        }
    }
}
