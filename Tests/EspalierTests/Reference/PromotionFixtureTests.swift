import EspalierTestSupport
import Testing

@testable import Espalier

/// The dtypes that operands meet in, and conversions between dtypes.
@Suite struct PromotionFixtureTests {
    @Test(arguments: promotions.names)
    func agreesWithJAX(_ function: String) throws { try promotions.check(function) }

    @Test func isComplete() throws {
        try promotions.checkCompleteness(outside: ["promotion", "promotionToInexact"])
    }

    @Test func sumsOfAllPairs() throws {
        for example in try FixtureFile("promotion").cases(of: "promotion") {
            let table = try #require(example.table)
            for (left, row) in table {
                for (right, recorded) in row {
                    let sum = try Self.operand(left) + Self.operand(right)
                    let found = (sum.isWeaklyTyped ? "weak:" : "") + sum.dtype.description
                    var expected = recorded
                    if example.x64 {
                        expected = Self.narrowWeak[recorded] ?? recorded
                    } else if Set([left, right]).isSuperset(of: ["uint32"]) {
                        // JAX without 64-bit types has no int64 for uint32 and a signed integer to meet in.
                        expected = promoteSigned(left, right) ?? recorded
                    }
                    #expect(found == expected, "\(left) + \(right)")
                }
            }
        }
    }

    @Test func inexactResults() throws {
        let example = try #require(
            try FixtureFile("promotion").cases(of: "promotionToInexact").first)
        for (mode, row) in try #require(example.table) {
            for (name, recorded) in row {
                let found = exp(try Self.operand(name)).dtype
                // Integers become float32 here, whatever JAX's switch for 64-bit types says.
                let isWhole = !(try Self.operand(name)).dtype.isInexact
                #expect(
                    found.description == (isWhole ? "float32" : recorded), "exp(\(name)), \(mode)")
            }
        }
    }

    /// The weak types are 32 bits wide here; in JAX they follow its switch.
    private static let narrowWeak = [
        "weak:int64": "weak:int32", "weak:float64": "weak:float32",
        "weak:complex128": "weak:complex64",
    ]

    private func promoteSigned(_ left: String, _ right: String) -> String? {
        let signed: Set = ["int8", "int16", "int32"]
        return signed.contains(left) || signed.contains(right) ? "int64" : nil
    }

    private static func operand(_ name: String) throws -> Tensor {
        switch name {
        case "weakInt": .weak(1)
        case "weakFloat": .weak(1.0)
        case "weakComplex": Tensor(.complex(0, 1), .complex64, isWeak: true)
        default:
            Tensor(
                .integer(0), try #require(DType.allCases.first { $0.description == name }),
                isWeak: false)
        }
    }
}

private let promotions = FixtureArea(
    "promotion",
    functions: [
        "asType": { [$0[0].asType(try $0.dtype())] },
        "bitcast": { [$0[0].bitcast(to: try $0.dtype())] },
    ])
