import EspalierTestSupport
import Foundation

@testable import Espalier

// Where this library decides otherwise than JAX. JAX has one switch for all 64-bit types; here each
// tensor has the dtype that it was made with, and what is made of narrower numbers stays narrow.

/// Why a recorded function is not called yet.
let later = "comes with the full library of functions"

extension FixtureException {
    /// Integers and flags become float32 in floating functions; in JAX float64 when 64-bit types
    /// are on.
    static let integersBecomeFloat32 = FixtureException(
        reason: "integers become float32 whatever their width, as literals do"
    ) { example, expected, found in
        example.x64 && expected == "float64" && found == "float32"
            && example.inputs.allSatisfy {
                !$0.dtype.hasPrefix("float") && !$0.dtype.hasPrefix("complex")
            }
    }

    /// uint32 and a signed integer meet in int64; in JAX that is int32 when 64-bit types are off.
    static let mixedSignsWiden = FixtureException(
        reason: "uint32 and int32 meet in int64, which always exists"
    ) { example, expected, found in
        !example.x64 && expected == "int32" && found == "int64"
            && Set(example.inputs.map(\.dtype)) == ["int32", "uint32"]
    }

    /// Sums and places of narrow integers are int32 or uint32; in JAX 64 bits wide when those are
    /// on.
    static let integersStayNarrow = FixtureException(
        reason: "sums of narrow integers and places in tensors are 32 bits wide"
    ) { example, expected, found in
        example.x64
            && [("int64", "int32"), ("uint64", "uint32")].contains { $0 == (expected, found) }
    }
}

/// Recorded values that are wrong, because JAX's are: the right ones by element.
struct FixtureCorrection: Sendable {
    let function: String
    let reason: String
    /// The right numbers of a call's first result, where they differ from the recorded ones; a complex element is two.
    let right: @Sendable (_ inputs: [FixtureArray]) throws -> [Int: Double]

    static let all = [
        FixtureCorrection(
            function: "digamma",
            reason:
                "at the pole at zero it has the limit from the side of the zero's sign, as in SciPy, not NaN"
        ) { inputs in
            let numbers = try inputs[0].numbers.enumerated().filter { $1 == 0 }
            return Dictionary(uniqueKeysWithValues: numbers.map { ($0, -1 / $1) })
        },
        FixtureCorrection(
            function: "log",
            reason:
                "JAX 0.10.2 is off by a hundred units in the last place of some complex128 (its issue 39707)"
        ) { inputs in
            guard inputs[0].dtype == "complex128" else { return [:] }
            var right: [Int: Double] = [:]
            let numbers = try inputs[0].numbers
            for first in stride(from: 0, to: numbers.count, by: 2) {
                let modulus = Foundation.hypot(numbers[first], numbers[first + 1])
                if modulus.isFinite && modulus > 0 { right[first] = Foundation.log(modulus) }
            }
            return right
        },
    ]

    /// The first result of a call as it should have been recorded.
    static func corrected(_ recorded: FixtureArray, of example: FixtureCase) throws -> FixtureArray
    {
        guard let correction = all.first(where: { $0.function == example.function }) else {
            return recorded
        }
        var numbers = try recorded.numbers
        let right = try correction.right(example.inputs)
        guard !right.isEmpty else { return recorded }
        for (index, number) in right { numbers[index] = number }
        let dtype = try recorded.tensorType
        guard dtype.isComplex else {
            return try FixtureArray(Tensor(scalars: numbers, shape: recorded.shape).asType(dtype))
        }
        let parts = Tensor(scalars: numbers, shape: recorded.shape + [2])
        return try FixtureArray(
            complex(parts[.ellipsis, 0], parts[.ellipsis, 1]).asType(dtype))
    }
}
