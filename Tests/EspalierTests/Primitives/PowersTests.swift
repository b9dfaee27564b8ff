import EspalierTestSupport
import Testing

@testable import Espalier

/// Powers with whole exponents: of integers modulo two to the number of bits, of floats by all digits of the exponent.
@Suite struct PowersTests {
    /// The power modulo two to the number of bits, by Swift.
    private static func power<Integer: FixedWidthInteger>(_ base: Integer, _ exponent: Int)
        -> Integer
    {
        if exponent < 0 {
            return base == 1
                ? 1 : base == 0 || base.magnitude != 1 ? 0 : exponent % 2 == 0 ? 1 : base
        }
        var (result, square, rest): (Integer, Integer, Int) = (1, base, exponent)
        while rest > 0 {
            if rest % 2 == 1 { result = result &* square }
            square = square &* square
            rest /= 2
        }
        return result
    }

    private static func check<Integer: FixedWidthInteger & TensorScalar>(_: Integer.Type) throws {
        let bases = [0, 1, 2, 3, 7, 10, 255, -1, -2, -3].map { Integer(truncatingIfNeeded: $0) }
        let exponents = [0, 1, 2, 5, 31, 63, 64, 65, 100, 127, -1, -2].compactMap(
            Integer.init(exactly:))
        let pairs = bases.flatMap { base in exponents.map { (base, $0) } }
        let (x, n) = (Tensor(pairs.map(\.0)), Tensor(pairs.map(\.1)))
        let right = pairs.map { power($0, Int($1)) }
        #expect(try (x ** n).scalars() == right)
        #expect(try jit { (x: Tensor, n: Tensor) in x ** n }(x, n).scalars() == right)
        // Known exponents, larger ones than the dtype holds among them.
        let known = [0, 1, 2, 64, 200, 255, 1000, 1_000_003]
        let outputs = jit { (x: Tensor) in known.map { Espalier.power(x, Tensor.weak($0)) } }(
            Tensor(bases))
        for (exponent, output) in zip(known, outputs) {
            #expect(try output.scalars() == bases.map { power($0, exponent) }, "\(exponent)")
        }
    }

    @Test func integers() throws {
        try Self.check(Int32.self)
        try Self.check(UInt8.self)
        try Self.check(Int64.self)
        try Self.check(UInt64.self)
        try Self.check(Int16.self)
        #expect(try (Tensor([3] as [Int32]) ** 200).scalars() == [-1_426_542_431] as [Int32])
        #expect(try (Tensor([0] as [Int32]) ** Tensor([64] as [Int32])).scalars() == [0] as [Int32])
        #expect(try (Tensor([2] as [Float]) ** .weak(Int.min)).scalars() == [0] as [Float])
        #expect(try grad { ($0 ** .weak(Int.min)) }(Tensor(2 as Float)).scalars() == [0] as [Float])
        #expect(try (Tensor([3] as [UInt8]) ** 255).scalars() == [171] as [UInt8])
    }

    @Test(arguments: [DType.float16, .bfloat16, .float32, .float64])
    func floats(_ dtype: DType) throws {
        let x = Tensor([-1, 1, -0.0, 0, -2] as [Float]).asType(dtype)
        for exponent in [257, 256, 1_000_001, 33_554_433] {
            let odd = exponent % 2 == 1
            let known = x ** .weak(exponent)
            let traced = jit { (x: Tensor, n: Tensor) in x ** n }(x, Tensor(Int64(exponent)))
            for y in [known, traced] {
                let numbers = try y.asType(.float64).scalars(as: Double.self)
                #expect(numbers[0] == (odd ? -1 : 1))
                #expect(numbers[1] == 1)
                #expect(numbers[2] == 0 && (numbers[2].sign == .minus) == odd)
                #expect(numbers[3] == 0 && numbers[3].sign == .plus)
                #expect(
                    numbers[4]
                        == (dtype == .float64 || dtype == .float32 || exponent < 1000
                            ? numbers[4] : odd ? -.infinity : .infinity))
            }
        }
        let slope = grad { (x: Tensor) in (x ** Tensor(3 as Int32)) }(Tensor(2.0).asType(dtype))
        #expect(try slope.asType(.float64).scalars() == [12.0])
        let atZero = grad { (x: Tensor) in (x ** Tensor(1 as Int32)) }(Tensor(0.0).asType(dtype))
        #expect(try atZero.asType(.float64).scalars() == [1.0])
        let constant = grad { (x: Tensor) in (x ** Tensor(0 as Int32)) }(Tensor(0.0).asType(dtype))
        #expect(try constant.asType(.float64).scalars() == [0.0])
    }
}
