import Foundation
import TestSupport
import Testing

/// A message of a macro and its position in the source.
struct ExpectedDiagnostic: Equatable {
    let message: String
    let line: Int
    let column: Int
}

/// The result of `EspalierMacros-tool --expand`.
private struct Expansion {
    let source: Substring
    let diagnostics: [ExpectedDiagnostic]

    /// The compiler's plugin, which lies beside the program that runs the tests.
    private static let plugin: URL? = {
        let program = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return sequence(first: program) { $0.path == "/" ? nil : $0.deletingLastPathComponent() }
            .map { $0.appending(path: "EspalierMacros-tool") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()

    init(_ source: String) throws {
        let plugin = try #require(Self.plugin, "the compiler's plugin is not beside the tests")
        let output = try output(of: [plugin.path, "--expand"], input: source)
        // A line for each diagnostic, an empty line, the source.
        var rest = output[...]
        var diagnostics: [ExpectedDiagnostic] = []
        while let line = rest.prefixMatch(of: /(\d+):(\d+): (.*)\n/) {
            diagnostics.append(
                ExpectedDiagnostic(
                    message: String(line.3), line: try #require(Int(line.1)),
                    column: try #require(Int(line.2))))
            rest = rest[line.range.upperBound...]
        }
        self.source = rest
        self.diagnostics = diagnostics
    }
}

/// Expands the macros in a source and compares the result and the diagnostics.
func expectExpansion(
    _ source: String, _ expanded: String, diagnostics: [ExpectedDiagnostic] = [],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    do {
        let found = try Expansion(source)
        #expect(
            found.source.trimmingCharacters(in: .newlines)
                == expanded.trimmingCharacters(in: .newlines), sourceLocation: sourceLocation)
        #expect(found.diagnostics == diagnostics, sourceLocation: sourceLocation)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}
