import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// Writes the traversal of a struct or an enum, as an extension that makes it a `Module`, and gives
/// a struct the property that holds its status.
public struct ModuleMacro: ExtensionMacro, MemberMacro {
    /// The generated code is laid out already.
    public static var formatMode: FormatMode { .disabled }

    /// Writes `visit` and `update`, or reports why the type can't be a module.
    public static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        let visit: [String]
        let update: [String]
        if let declaration = declaration.as(EnumDeclSyntax.self) {
            reportConditionalMembers(declaration.memberBlock, in: context)
            let traversal = EnumTraversal(declaration)
            visit = traversal.visit
            update = traversal.update
        } else if let declaration = declaration.as(StructDeclSyntax.self) {
            reportConditionalMembers(declaration.memberBlock, in: context)
            let properties = declaration.memberBlock.members.flatMap { member in
                member.decl.as(VariableDeclSyntax.self)?.storedProperties(in: context) ?? []
            }
            visit =
                ["visitor.status(self._status)"] + properties.flatMap(visitStatement)
                + ["visitor._lazyNodes(self._status)"]
            update =
                ["updater.status(&self._status)"] + properties.flatMap(updateStatement)
                + ["updater._lazyNodes(&self._status)"]
        } else {
            context.error(
                "moduleKind",
                "@Module makes a tree of values out of a struct or an enum; it can't be applied to "
                    + "\(kindName(of: declaration))",
                at: node)
            return []
        }

        // A type that states a conformance itself, or by a protocol that inherits it, is not asked
        // to have it again. `Tree` is named besides `Module`, which inherits it: the compiler looks
        // at the macro of a type in another file only for protocols that the macro names.
        let conformances = ["Tree", "Module"].filter { name in
            protocols.contains { $0.trimmedDescription.split(separator: ".").last == name[...] }
        }
        let conformance =
            conformances.isEmpty
            ? "" : ": " + conformances.map { "Espalier.\($0)" }.joined(separator: ", ")
        let access = accessModifier(of: declaration, in: context)
        let lines =
            [
                "extension \(type.trimmedDescription)\(conformance) {",
                "\(access)func visit<__V: Espalier.TreeVisitor>(_ visitor: inout __V) {",
            ] + visit + [
                "}", "",
                "\(access)mutating func update<__U: Espalier.TreeUpdater>(_ updater: inout __U) {",
            ] + update + ["}", "}"]
        let source: DeclSyntax = "\(raw: laidOut(lines))"
        guard let result = source.as(ExtensionDeclSyntax.self) else { return [] }
        return [result]
    }

    /// Writes the property for the status of a struct. An enum can't store one.
    public static func expansion(
        of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        guard declaration.is(StructDeclSyntax.self) else { return [] }
        let access = accessModifier(of: declaration, in: context)
        return [
            """
            /// The modes of the module, and the nodes that it made lazily.
            \(raw: access)var _status = Espalier.ModuleStatus()
            """
        ]
    }

    private static func visitStatement(_ property: StoredProperty) -> [String] {
        let arguments = "self.\(property.name), \(property.field)"
        if property.markers.isStatic { return ["visitor._staticField(\(arguments))"] }
        guard property.isLet else { return ["visitor._field(\(arguments))"] }
        return [
            "do {", "let role = Espalier._role(of: self.\(property.name))",
            "visitor._letField(role, \(arguments))", "}",
        ]
    }

    private static func updateStatement(_ property: StoredProperty) -> [String] {
        guard !property.isLet, !property.markers.isStatic else { return [] }
        let call = "updater._field(&self.\(property.name), \(property.field))"
        guard property.hasObservers else { return [call] }
        return ["if Espalier._isTree(self.\(property.name)) {", call, "}"]
    }

    /// Members inside `#if` are refused: which of them exist is not known here, and leaving one out
    /// silently would be worse.
    private static func reportConditionalMembers(
        _ members: MemberBlockSyntax, in context: some MacroExpansionContext
    ) {
        for member in members.members {
            guard let block = member.decl.as(IfConfigDeclSyntax.self) else { continue }
            let holdsStorage = block.clauses.contains { clause in
                guard case .decls(let declarations) = clause.elements else { return false }
                return declarations.contains {
                    $0.decl.as(VariableDeclSyntax.self)?.isStoredInstance ?? false
                        || $0.decl.is(EnumCaseDeclSyntax.self)
                }
            }
            if holdsStorage {
                context.error(
                    "conditionalMember",
                    "@Module can't see which of the stored properties or cases inside '#if' exist; "
                        + "move them out of it",
                    at: block)
            }
        }
    }

    private static func kindName(of declaration: some DeclGroupSyntax) -> String {
        switch declaration.kind {
        case .classDecl: "a class"
        case .actorDecl: "an actor"
        case .protocolDecl: "a protocol"
        case .extensionDecl: "an extension"
        default: "this declaration"
        }
    }

    /// The access that the two methods need, so that they can fulfil a public protocol's
    /// requirements.
    private static func accessModifier(
        of declaration: some DeclGroupSyntax, in context: some MacroExpansionContext
    ) -> String {
        if let access = declaration.modifiers.accessLevel {
            return access == "public" || access == "package" ? "\(access) " : ""
        }
        // Members of `public extension` are public without saying so.
        if let enclosing = context.lexicalContext.first?.as(ExtensionDeclSyntax.self),
            let access = enclosing.modifiers.accessLevel, access == "public" || access == "package"
        {
            return "\(access) "
        }
        return ""
    }
}

extension DeclModifierListSyntax {
    /// The access level among the modifiers, leaving out that of a setter.
    fileprivate var accessLevel: String? {
        let levels: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
        return first { levels.contains($0.name.text) && $0.detail == nil }?.name.text
    }
}
