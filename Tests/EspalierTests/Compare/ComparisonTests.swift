import EspalierTestSupport
import Foundation
import Testing

@testable import Espalier

/// This library beside a live JAX: what `make compare` has just recorded, with fresh inputs.
///
/// The tests run where the environment variable `ESPALIER_COMPARISON` names the folder of the recordings. Each writes
/// what it found there, and `Scripts/compare/compare.py` reads it.
@Suite(.enabled(if: ComparisonReport.folder != nil, "make compare runs them"))
struct ComparisonTests {
    @Test(arguments: ComparedPart.all)
    func callsAgree(_ part: ComparedPart) throws {
        var report = ComparisonReport()
        for start in stride(from: part.range.lowerBound, to: part.range.upperBound, by: 20) {
            let range = start..<min(start + 20, part.range.upperBound)
            ComparedCall.compare(try range.compactMap { try part.call($0) }, &report)
        }
        try report.write(part.description)
        #expect(report.differences.isEmpty)
    }

    @Test(arguments: ComparedPart.draws)
    func drawsAgree(_ part: ComparedPart) throws {
        var report = ComparisonReport()
        for index in part.range { try ComparedDraw.compare(part.file.cases[index], &report) }
        try report.write(part.description)
        #expect(report.differences.isEmpty)
    }

    @Test(arguments: ProgramFile.parts)
    func programsAgree(_ part: ProgramFile) throws {
        var report = ComparisonReport()
        for program in part.programs { program.compare(&report) }
        try report.write(part.description)
        #expect(report.differences.isEmpty)
    }
}

/// Some of the recorded calls of an area.
struct ComparedPart: Sendable, CustomTestStringConvertible, CustomStringConvertible {
    let area: FixtureArea?
    let file: FixtureFile
    let fields: [ComparisonFields]
    let range: Range<Int>

    var description: String { "\(file.area)-\(range.lowerBound)" }
    var testDescription: String { description }

    /// The call at a position; nil where the library doesn't have the function or the argument.
    func call(_ index: Int) throws -> ComparedCall? {
        let example = file.cases[index]
        guard let area, let function = area.functions[example.function],
            !area.omissions.contains(where: { $0.applies(example) })
        else { return nil }
        return try ComparedCall(example, fields[index], area, function)
    }

    static let all: [ComparedPart] = comparedAreas.flatMap { parts($0.name, $0) }
    static let draws: [ComparedPart] = parts("random", nil)

    private struct Fields: Decodable { let cases: [ComparisonFields] }

    /// The calls of an area in parts, which run beside one another.
    private static func parts(_ name: String, _ area: FixtureArea?) -> [ComparedPart] {
        guard let folder = ComparisonReport.folder,
            let data = try? Data(contentsOf: folder.appendingPathComponent("\(name).json"))
        else { return [] }
        do {
            let file = try FixtureFile(name, in: folder)
            let fields = try JSONDecoder().decode(Fields.self, from: data).cases
            return stride(from: 0, to: fields.count, by: 60).map {
                ComparedPart(
                    area: area, file: file, fields: fields, range: $0..<min($0 + 60, fields.count))
            }
        } catch {
            Issue.record(error)
            return []
        }
    }
}

/// The areas whose calls are compared as fixtures are.
private let comparedAreas: [FixtureArea] = [
    ActivationsFixtureTests.area, BinaryFixtureTests.area, ControlFlowFixtureTests.area,
    CreationFixtureTests.area, DecompositionFixtureTests.area, DistributionFixtureTests.area,
    ElementwiseFixtureTests.area, FindingFixtureTests.area, IndexingFixtureTests.area,
    IndexingFixtureTests.blockArea, LinearAlgebraFixtureTests.area, MultivariateFixtureTests.area,
    NumberPartsFixtureTests.area, PaddingFixtureTests.area, ReductionFixtureTests.area,
    ReductionOptionFixtureTests.area, SchurFixtureTests.area, SelectionFixtureTests.area,
    ShapingFixtureTests.area, SortingFixtureTests.area, SpecialFixtureTests.area,
    SpecialFunctionsFixtureTests.area, SpecialPairsFixtureTests.area, StatisticsFixtureTests.area,
    TransformFixtureTests.area, furtherFunctions,
]
