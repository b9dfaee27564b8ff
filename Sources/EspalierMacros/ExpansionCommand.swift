import SwiftParser
import SwiftSyntax
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros

/// Expands the macros in a Swift file, for their tests and for looking at what a macro makes:
///
///     .build/debug/EspalierMacros-tool --expand < Layer.swift
///
/// It prints a line for each diagnostic, an empty line, and the source with its macros expanded. The tests run it instead
/// of calling the macros, so that swift-syntax is compiled for the compiler's plugin only.
enum ExpansionCommand {
    /// Expands standard input on standard output.
    static func run() {
        var source = ""
        while let line = readLine(strippingNewline: false) { source += line }
        let file = Parser.parse(source: source)
        let context = BasicMacroExpansionContext(
            sourceFiles: [file: .init(moduleName: "Module", fullFilePath: "file.swift")])
        let expanded = file.expand(
            macroSpecs: macros,
            contextGenerator: { node in
                BasicMacroExpansionContext(
                    sharingWith: context, lexicalContext: node.allMacroLexicalContexts())
            }, indentationWidth: .spaces(4))
        for diagnostic in context.diagnostics {
            let location = context.location(
                for: diagnostic.position, anchoredAt: diagnostic.node, fileName: "file.swift")
            print("\(location.line):\(location.column): \(diagnostic.message)")
        }
        print()
        print(expanded)
    }

    /// The macros with the names that the library gives them.
    private static var macros: [String: MacroSpec] {
        var macros = [
            "Module": MacroSpec(type: ModuleMacro.self, conformances: ["Tree", "Module"])
        ]
        for name in FieldMarkers.kinds.union(["Static", "Field"]) {
            macros[name] = MacroSpec(type: FieldMarkerMacro.self)
        }
        return macros
    }
}
