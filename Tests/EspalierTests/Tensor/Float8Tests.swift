import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct Float8Tests {
    private let dtypes: [DType] = [.float8E4M3FN, .float8E5M2]

    @Test func conversions() throws {
        for dtype in dtypes {
            let hasInfinity: Bool = dtype == DType.float8E5M2
            // Every number there is, read here and by XLA.
            let type = ShapedTensor(shape: [256], dtype: dtype)
            let all = Tensor(HostNode((0...255).map { UInt8($0) }, type))
            let wide = try jit { (x: Tensor) in x.asType(.float32) }(all).scalars(as: Float.self)
            let known = try HostScalar.read(all.hostBytes(), dtype).map { Float($0.real) }
            #expect(zip(wide, known).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN })
            #expect(wide.contains(where: \.isInfinite) == hasInfinity)
            // Numbers between, at and beyond them.
            let finite = known.filter(\.isFinite).sorted()
            let ties = zip(finite, finite.dropFirst()).map { ($0 + $1) / 2 }
            let numbers =
                finite + ties + ties.map { $0 * 1.01 }
                + [1e-9, -1e-9, 470, 500, 60000, 62000, 1e9, -.infinity, .nan]
            let narrow = try jit { (x: Tensor) in x.asType(dtype).asType(.float32) }(
                Tensor(numbers)
            )
            .scalars(as: Float.self)
            let rounded = numbers.flatMap { HostScalar.float(Double($0)).bytes(dtype) }
            let expected = HostScalar.read(rounded, dtype).map { Float($0.real) }
            for (number, (a, b)) in zip(numbers, zip(narrow, expected)) {
                #expect(a == b || a.isNaN && b.isNaN, "\(dtype) of \(number): \(a) and \(b)")
            }
            for other in DType.allCases {
                let small = Tensor([0, 1, 2]).asType(other)
                #expect(small.asType(dtype).asType(other) == small, "\(dtype) and \(other)")
            }
        }
    }

    @Test func printing() {
        #expect(
            Tensor([0.1, 1.0, -448.0]).asType(.float8E4M3FN).description
                == "[   0.1015625    1.        -448.       ]"
        )
        #expect(Tensor([Float8E5M2(3), Float8E5M2(1e9)]).description == "[ 3. inf]")
        #expect(
            "\(DType.float8E4M3FN) \(ShapedTensor(shape: [2], dtype: .float8E5M2))"
                == "float8_e4m3fn f8_e5m2[2]")
        #expect(Float(Float8E4M3FN(0.3)) == 0.3125)
    }

    @Test func arithmetic() throws {
        for dtype in dtypes {
            let x = Tensor([1.0, 2.0, 3.0]).asType(dtype)
            let results = jit { (x: Tensor) -> [Tensor] in
                [
                    x + x, x * 2, sqrt(x), x.sum(), -x, sort(x), cumsum(x), x[1...],
                    concatenate([x, x]),
                    which(x .> 1, x, 0), exp(x).mean(), x.max(),
                    x.reshaped([3, 1]).matmul(x.reshaped([1, 3])),
                    scan(initial: x, count: 2) { ($0 + 1, $0) }.1,
                ]
            }(x)
            #expect(results.allSatisfy { $0.dtype == dtype })
            #expect(results[1] == Tensor([2.0, 4.0, 6.0]).asType(dtype))
            #expect(results[3] == Tensor(6.0 as Float).asType(dtype))
            #expect(results[12][2] == Tensor([3.0, 6.0, 9.0]).asType(dtype).asType(dtype))
            #expect(x.argmax() == Tensor(2 as Int32) || x.argmax().dtype == .int64)
            let slope = grad { (x: Tensor) in (x.asType(.float32) * x.asType(.float32)).sum() }
            #expect(slope(x).dtype == dtype)
        }
    }

    @Test func promotion() throws {
        let x = Tensor([1.0]).asType(.float8E4M3FN)
        #expect((x + 1.0).dtype == .float8E4M3FN)
        #expect((x + Tensor([1, 2])).dtype == .float8E4M3FN)
        #expect(promote(.float8E5M2, .bool) == .float8E5M2)
        for other in [DType.float16, .bfloat16, .float32, .float64, .complex64, .float8E5M2] {
            let message = mistake { x + Tensor([1.0]).asType(other) }
            #expect(
                message?.contains("float8_e4m3fn and \(other) have no common dtype") == true
                    || message?.contains("\(other) and float8_e4m3fn") == true, "\(message ?? "")")
        }
        let drawn = Key(0).uniform([100], dtype: .float8E4M3FN).asType(.float32)
        #expect(Bool(((drawn .>= 0) & (drawn .<= 1)).all()))
        #expect(Float(drawn.standardDeviation()) > 0.2)
    }
}
