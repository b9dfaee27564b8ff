import Foundation
import Testing
import TestSupport

@testable import PJRT

/// Whether wrong numbers of a plugin are found, and what is remembered of them.
@Suite struct PluginCheckTests {
    @Test(arguments: Plugins.paths)
    func findsWhatIsWrong(path: String) throws {
        let client = try Plugins.client(path)
        var program = CheckProgram()
        let x = program.input([1, 2, 3], .float32)
        let sum = program.emit("stablehlo.add", [x, x], .float32, [3])
        program.expect("add", sum, equals: [2, 4, 6])
        program.expect("add", sum, equals: [2, 4, 7])
        let faults = program.run(client, options: CompileOptions())
        #expect(faults.count == 1)
        #expect(faults.first?.sizes == [3])
        #expect(faults.first?.example == "element 2 is 6.0 and should be 7.0")
        // A program that the plugin refuses is a fault, too.
        var refused = CheckProgram()
        refused.expect(
            "nonsense", refused.emit("stablehlo.nonsense", [], .float32, []), equals: [0])
        #expect(refused.run(client, options: CompileOptions()).map(\.operation) == ["nonsense"])
    }

    /// Constants take the compiler's own arithmetic and little time, so that every plugin is checked by every run; the
    /// whole check is `make check-plugin`.
    @Test(arguments: Plugins.paths)
    func knowsTheFaultsOfConstants(path: String) throws {
        let client = try Plugins.client(path)
        let faults = ConstantCheck.programs().flatMap {
            $0.run(client, options: CompileOptions())
        }
        let known: Set =
            path.contains("xla-cpu-pjrt-0.0.1")
            ? ["maximum of constants", "minimum of constants", "atan2 of constants"] : []
        #expect(Set(faults.map(\.operation)) == known)
    }

    @Test func distancesAreUnitsInTheLastPlace() {
        #expect(CheckedType.float32.distance(1 + 0x1p-23, 1) == 1)
        #expect(CheckedType.float32.distance(0.5 + 0x1p-23, 0.5) == 2)
        #expect(CheckedType.float64.distance(3 + 0x1p-51, 3) == 1)
        #expect(CheckedType.float32.distance(.nan, .nan) == 0)
        #expect(CheckedType.float32.distance(.nan, 1) == .infinity)
        #expect(CheckedType.float32.distance(.infinity, 1) == .infinity)
        #expect(CheckedType.float32.distance(-0.0, 0) == 0)
        for type in CheckedType.floats {
            for number in [0, 1, -2.5, .infinity, type.largest, type.smallestNormal] {
                #expect(type.rounded(number) == number, "\(type)")
            }
            #expect(type.rounded(.nan).isNaN)
        }
    }

    @Test func reportsAreKept() throws {
        let folder = try TemporaryFolder()
        let plugin = try Plugin(path: try #require(Plugins.paths.first))
        let cache = try #require(ReportCache(plugin, in: folder.path))
        #expect(cache.report == nil)
        #expect(cache.begin("sorts"))
        // This process is still at it.
        #expect(cache.interruptedParts.isEmpty)
        let report = PluginReport(
            plugin: plugin.path, processor: "a processor", comparisons: 3,
            faults: [PluginFault(operation: "atan", type: "f32", sizes: [64], example: "wrong")])
        cache.keep(report)
        #expect(try #require(ReportCache(plugin, in: folder.path)).report == report)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.count == 1)
        // A damaged file is none.
        try Data("{".utf8).write(to: folder.url.appending(path: files[0]))
        #expect(cache.report == nil)
    }

    @Test func checksThatEndTheirProcessAreGivenUp() throws {
        let folder = try TemporaryFolder()
        let client = try Plugins.client(try #require(Plugins.paths.first))
        let cache = try #require(ReportCache(client.plugin, in: folder.path))
        #expect(cache.begin("convolutions"))
        let mark = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let name = mark.split(separator: ".")[0]
        // Two processes that are no more.
        try FileManager.default.removeItem(at: folder.url.appending(path: mark))
        for number in [999_999_998, 999_999_999] {
            let file = folder.url.appending(path: "\(name).\(number).running")
            try Data("convolutions".utf8).write(to: file)
        }
        let report = try #require(
            client.rememberedReport(in: folder.path) { Issue.record("it is checked again") })
        #expect(report.comparisons == 0)
        #expect(report.faults[0].example.contains("convolutions"))
        #expect(cache.report == report)
    }

    @Test func withoutAFolderNothingIsChecked() throws {
        let client = try Plugins.client(try #require(Plugins.paths.first))
        #expect(client.rememberedReport(in: "/proc/none") == nil)
    }

    @Test(arguments: Plugins.paths)
    func asksForOptions(path: String) throws {
        let client = try Plugins.client(path)
        #expect(client.accepts("xla_backend_optimization_level", 0))
        #expect(!client.accepts("xla_no_such_switch", true))
        #expect(!client.accepts("xla_backend_optimization_level", "much"))
    }
}
