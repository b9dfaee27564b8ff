import EspalierTestSupport
import Testing

@testable import Espalier

/// One rule of conversion: on the host, on the device, and in compiled programs.
@Suite struct ConversionTests {
    private static let floats: [DType] = [.float16, .bfloat16, .float32, .float64]
    private static let integers: [DType] = [
        .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64,
    ]

    /// Numbers that are out of range of some integers, and what Swift makes of them.
    private static let numbers: [Double] = [
        0, -0.0, 0.9, -0.9, 1, -1, 127.5, 128, -129, 255, 256, 300.7, -300.7, 32768, 65535, 65536,
        1e10, -1e10,
        2_147_483_648, 4_294_967_296, 1e20, -1e20, .infinity, -.infinity, .nan,
    ]

    @Test(arguments: floats)
    func floatsAreCutOffAndClamped(_ dtype: DType) throws {
        let vector = Tensor(Self.numbers).asType(dtype)
        // What the dtype makes of the numbers is exact in float64.
        let exact = try vector.asType(.float64).scalars(as: Double.self)
        let compiled = jit { (x: Tensor) in
            TreePair(
                x.asType(.int8),
                TreePair(
                    x.asType(.int16),
                    TreePair(
                        x.asType(.int32),
                        TreePair(
                            x.asType(.int64),
                            TreePair(
                                x.asType(.uint8),
                                TreePair(
                                    x.asType(.uint16),
                                    TreePair(x.asType(.uint32), x.asType(.uint64))))))))
        }(vector).leaves
        for (integer, compiled) in zip(Self.integers, compiled) {
            let expected = exact.map { number -> HostScalar in
                if number.isNaN { return .integer(0) }
                let whole = number.rounded(.towardZero)
                if let inside = Int128(exactly: whole), integer.holds(inside) {
                    return HostScalar(whole: inside) ?? .integer(0)
                }
                return number < 0 ? integer.lowest : integer.highest
            }
            let right = Tensor(
                HostNode(
                    expected.flatMap { $0.bytes(integer) },
                    ShapedTensor(shape: [exact.count], dtype: integer)))
            #expect(vector.asType(integer) == right, "\(dtype) to \(integer), eagerly")
            #expect(compiled == right, "\(dtype) to \(integer), compiled")
            for (index, number) in exact.enumerated() {
                // A literal, a scalar of the dtype, and one that is filled in.
                let scalar = Tensor(number).asType(dtype).asType(integer)
                #expect(scalar == right[index], "\(number) to \(integer), a scalar")
                let filled = Tensor.full([], Tensor(number), dtype: integer)
                #expect(filled == right[index], "\(number) to \(integer), filled")
            }
        }
    }

    @Test func integersWrapAround() throws {
        let wide = Tensor([300, -1, 70000, -70000, Int.max, Int.min])
        #expect(try wide.asType(.uint8).scalars() == [44, 255, 112, 144, 255, 0] as [UInt8])
        #expect(try wide.asType(.int16).scalars() == [300, -1, 4464, -4464, -1, 0] as [Int16])
        for (index, number) in try wide.scalars(as: Int.self).enumerated() {
            #expect(Tensor(number).asType(.uint8) == wide.asType(.uint8)[index])
            #expect(Tensor(number).asType(.int16) == wide.asType(.int16)[index])
        }
        #expect(try Tensor(-3.7).asType(.int32).asType(.float32).scalars() == [-3] as [Float])
    }

    @Test func complexNumbersHaveTwoParts() throws {
        let x = complex(Tensor([0, 0, 1, 0] as [Float]), Tensor([0, 1, 0, .nan] as [Float]))
        let right = [false, true, true, true]
        #expect(try x.asType(.bool).scalars() == right)
        #expect(try jit { (x: Tensor) in x.asType(.bool) }(x).scalars() == right)
        #expect(try (!x).scalars() == right.map { !$0 })
        #expect(Int(x.countNonzero()) == 3)
        #expect(try logicalOr(x, Tensor([false, false, false, false])).scalars() == right)
        #expect(Bool(x[1...1].any()))
    }
}
