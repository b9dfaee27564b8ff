import EspalierTestSupport
import Testing

@testable import Espalier

/// Random draws from fresh keys.
enum ComparedDraw {
    /// Draws that pass through transcendental functions or sums whose order the compiler chooses. All others are
    /// integers, bits, and what exact arithmetic makes of them, and have to agree bit for bit.
    private static let rounded: Set = [
        "ball", "beta", "binomial", "categorical", "cauchy", "chain", "chisquare", "choiceWeighted",
        "dirichlet", "doubleSidedMaxwell", "exponential", "f", "gamma", "generalizedNormal",
        "geometric", "gumbel", "laplace", "loggamma", "logistic", "lognormal", "maxwell",
        "multinomial", "normal", "pareto", "poisson", "rayleigh", "t", "triangular",
        "truncatedNormal", "vmapBinomial", "vmapGamma", "vmapNormal", "vmapPoisson", "wald",
        "weibullMin",
    ]

    static func compare(_ example: FixtureCase, _ report: inout ComparisonReport) throws {
        report.calls += 1
        report.arrays += 1
        do {
            let expected = example.outputs[0]
            let found = try withErrors { try draw(example, wide: expected.dtype == "int64") }
            let array = FixtureArray(
                dtype: "\(found.dtype)", shape: found.shape, bytes: try found.hostBytes())
            if array == expected {
                report.equal += 1
                return
            }
            let tolerance = Tolerance(function: example.function, isValue: true, directionSize: 1)
            let text =
                rounded.contains(example.function)
                ? try tolerance.difference(array, expected) : "the bits are not JAX's"
            if let text { report.differences.append("\(example.name): \(text)") }
        } catch {
            report.differences.append("\(example.name): \(error)")
        }
    }

    private static func draw(_ example: FixtureCase, wide: Bool) throws -> Tensor {
        if example.function == "key" {
            // Off, the seed is cut to 32 bits, which this library doesn't do.
            let seed = try #require(example.attributes["seed"].int)
            return Key(example.x64 ? seed : Int(UInt32(truncatingIfNeeded: seed))).data
        }
        let layout: Key.Layout =
            example.attributes["partitionable"].bool == true ? .partitionable : .original
        let operands = try example.inputs.map(Tensor.init(fixture:))
        let function = try #require(sampled[example.function])
        let compiled = jit { (operands: [Tensor]) -> Tensor in
            do {
                return try function(
                    Draw(
                        Key(data: operands[0], layout), Array(operands.dropFirst()),
                        example.attributes))
            } catch {
                Issue.record(error)
                return operands[0]
            }
        }
        let result = compiled(operands)
        // With 64-bit types enabled JAX counts in int64.
        return wide && result.dtype == .int32 ? try convert(result, to: .int64) : result
    }
}
