import ArgumentParser
import Espalier
import Foundation

/// Differential equations, pictures and layers, each by a stencil of a few lines.
@main
struct Gallery: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stencils",
        abstract: "Differential equations, pictures and layers, each by a stencil of a few lines.",
        discussion: "Each example checks what it computes and fails if it is wrong.")

    @Argument(help: "Which examples to run; all by default.")
    var names: [String] = []

    @Option(help: "Where the pictures go.")
    var folder = "."

    static let examples: [(name: String, run: @Sendable (URL) throws -> String)] = [
        ("convection", convection), ("heat", heat), ("burgers", burgers), ("laplace", laplace),
        ("blur", blur), ("life", life), ("learning", learning), ("layers", layers),
    ]

    func validate() throws {
        for name in names where !Self.examples.contains(where: { $0.name == name }) {
            let known = Self.examples.map(\.name).joined(separator: ", ")
            throw ValidationError("There is no example \(name); there are \(known).")
        }
    }

    func run() throws {
        let folder = URL(filePath: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, run) in Self.examples where names.isEmpty || names.contains(name) {
            print(name.padding(toLength: 12, withPad: " ", startingAt: 0), try run(folder))
        }
    }
}

/// What an example found wrong.
struct WrongResult: Error, CustomStringConvertible {
    let description: String
}

/// Stops an example whose result is wrong.
func check(_ holds: Bool, _ message: @autoclosure () -> String) throws {
    guard holds else { throw WrongResult(description: message()) }
}
