import SwiftCompilerPlugin
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// The text of an expression.
struct TextMacro: ExpressionMacro {
    static func expansion(
        of node: some FreestandingMacroExpansionSyntax, in context: some MacroExpansionContext
    ) -> ExprSyntax {
        "\(literal: node.arguments.trimmedDescription)"
    }
}

@main
struct ClientPlugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [TextMacro.self]
}
