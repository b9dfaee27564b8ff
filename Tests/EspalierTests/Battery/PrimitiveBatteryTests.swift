import EspalierTestSupport
import Testing

@testable import Espalier

let batteryEntries =
    elementwiseEntries + structuralEntries + controlEntries + specialFunctionEntries + randomEntries
    + linearAlgebraEntries + effectEntries + indexingEntries + statisticsEntries
    + generalMatrixEntries

/// Every primitive under every transformation, each checked against another way to the same numbers.
@Suite struct PrimitiveBatteryTests {
    @Test(arguments: batteryEntries)
    func transformationsAgree(entry: BatteryEntry) throws {
        let entry = entry.overItsAxis
        let examples = (0..<batchSize).map(entry.example)
        let everything = jit { (examples: [[Tensor]]) -> ([Tensor], [String: Tensor]) in
            var checks = BatteryChecks(entry)
            let results = checks.run(examples)
            return (results, checks.errors)
        }
        let (compiled, errors) = try withErrors { everything(examples) }
        for (check, error) in errors.sorted(by: { $0.key < $1.key }) {
            let error = Double(error)
            let bound = BatteryChecks.bound(of: check, entry)
            Margins.record("battery \(entry) \(check)", error / bound)
            #expect(error < bound, "\(check)")
        }
        // One operation after another, without a program around them.
        let eager = try withErrors { entry(examples[0]) }
        for (a, b) in zip(compiled, eager) {
            #expect(isClose(a, b, .compiledAndEager), "compiled \(a) and eager \(b)")
        }
    }

    @Test func everyPrimitiveIsInTheBattery() throws {
        var covered: Set<String> = []
        for entry in batteryEntries {
            let sizes = entry.axisName.map { [$0: 2] } ?? [:]
            let names = AxisEnvironment.$sizes.withValue(sizes) {
                primitiveNames(in: tracedProgram(entry.operands) { entry($0) })
            }
            #expect(names.contains(entry.primitive), "the entry \(entry) applies \(names)")
            covered.formUnion(names)
            guard entry.modes == .reverse else { continue }
            // A pullback of its own becomes a primitive of the derivative.
            let linear = try linearize(entry.operands, active: entry.operands.map { _ in true }) {
                entry($0)
            }.linear
            covered.formUnion(primitiveNames(in: linear.traced.program))
        }
        // Programs hold these as slices; EagerProgramTests have them.
        covered.formUnion(["Roll", "RollByOperand"])
        if !LAPACK.isInstalled { covered.formUnion(primitivesOfLAPACK) }
        let missing = try primitiveNamesInSources().subtracting(covered)
        #expect(missing.isEmpty, "primitives without an entry in the battery: \(missing.sorted())")
    }
}
