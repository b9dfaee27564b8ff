import EspalierTestSupport

@testable import Espalier

/// How far a draw may be from the recorded one.
///
/// Random bits, whole numbers, permutations and what exact arithmetic makes of them are the same on every processor.
/// What goes through a logarithm, a sine or the like is not: XLA computes these by other instructions for other
/// processors, and may round a product and a sum once or twice.
struct DrawBound {
    /// How many units in the last place, of the larger of the number and ``size``.
    let units: Double
    /// What numbers are made of that may be as small as one likes, by differences.
    var size = 0.0

    /// The bound of a recorded draw; nil where it has to agree bit for bit.
    static func of(_ example: FixtureCase) -> DrawBound? {
        let dtype = example.outputs[0].dtype
        guard example.outputs[0].isInexact else { return nil }
        if example.function == "uniform" {
            let bounds = ["min", "max"].compactMap { example.attributes[$0].double }
            // A draw from 0 up to 1 is made of random bits; another one is a product and a sum after that.
            return bounds == [0, 1]
                ? nil : DrawBound(units: 1, size: bounds.map(\.magnitude).max() ?? 1)
        }
        guard let bound = byFunction[example.function] else { return nil }
        // Formulas of several steps are rounded after each of them.
        return dtype == "float16" || dtype == "bfloat16"
            ? DrawBound(units: min(bound.units, 4), size: bound.size) : bound
    }

    private static let byFunction: [String: DrawBound] = [
        // One logarithm.
        "exponential": DrawBound(units: 4), "rayleigh": DrawBound(units: 4),
        "cauchy": DrawBound(units: 4),
        // The inverse error function: its polynomial of float64, by Horner's rule, is rounded by up to 1.9 units, the
        // products with x and √2 and the logarithm that it starts from add 2; and that on either side.
        "normal": DrawBound(units: 8), "vmapNormal": DrawBound(units: 8),
        "chain": DrawBound(units: 8),
        // The exponential of a normal number multiplies its error by the number, which is below 4.
        "lognormal": DrawBound(units: 32),
        // The error functions of both bounds, and the inverse of a number between.
        "truncatedNormal": DrawBound(units: 8, size: 1),
        // Differences of logarithms, and logarithms that cross 0.
        "laplace": DrawBound(units: 4), "logistic": DrawBound(units: 4, size: 1),
        "gumbel": DrawBound(units: 4, size: 1),
        // Powers of such numbers.
        "pareto": DrawBound(units: 8), "weibullMin": DrawBound(units: 8),
        // The length of three normal numbers.
        "maxwell": DrawBound(units: 12), "doubleSidedMaxwell": DrawBound(units: 12, size: 1),
        "triangular": DrawBound(units: 4, size: 1), "wald": DrawBound(units: 32),
        // Products of powers and normal numbers; the logarithm of one crosses 0.
        "gamma": DrawBound(units: 16), "vmapGamma": DrawBound(units: 16),
        "loggamma": DrawBound(units: 16, size: 1), "chisquare": DrawBound(units: 16),
        "generalizedNormal": DrawBound(units: 16), "beta": DrawBound(units: 16),
        "t": DrawBound(units: 32), "f": DrawBound(units: 32),
        // Divided by the sum of all, whose terms are added in another order.
        "dirichlet": DrawBound(units: 32), "ball": DrawBound(units: 32),
    ]

    /// How many units in the last place numbers are off, of the number or of ``size``.
    func distance(_ found: FixtureArray, _ expected: FixtureArray) throws -> Double {
        let unit =
            switch expected.dtype {
            case "float16": 0x1p-10
            case "bfloat16": 0x1p-7
            case "float32", "complex64": 0x1p-23
            default: 0x1p-52
            }
        return zip(try found.numbers, try expected.numbers).map { found, expected in
            found == expected || found.isNaN && expected.isNaN
                ? 0 : (found - expected).magnitude / (max(expected.magnitude, size) * unit)
        }.max() ?? 0
    }
}
