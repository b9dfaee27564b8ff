import SwiftCompilerPlugin
import SwiftSyntaxMacros

/// The program that the compiler asks for expansions; with `--expand` it expands what it reads.
@main
struct EspalierPlugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [ModuleMacro.self, FieldMarkerMacro.self]

    static func main() throws {
        if CommandLine.arguments.dropFirst() == ["--expand"] {
            ExpansionCommand.run()
        } else {
            try compile()
        }
    }
}

extension CompilerPlugin {
    /// Answers the compiler, which `main()` does where a plugin has none of its own.
    fileprivate static func compile() throws { try main() }
}
