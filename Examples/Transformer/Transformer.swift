import ArgumentParser
import Espalier
import EspalierIO
import Foundation

/// A small transformer that writes one character after another.
@main
struct Transformer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transformer",
        abstract: "A small transformer that writes one character after another.",
        subcommands: [TrainCommand.self, WriteCommand.self], defaultSubcommand: TrainCommand.self)
}

/// What both commands are told.
struct Options: ParsableArguments {
    @Option(
        help: "The text that is learned; Genesis in the King James Version where nothing is said.")
    var text: String?

    @Option(help: "How many characters are written.")
    var count = 400

    @Option(help: "How bold the writing is: 0 takes the likeliest character each time.")
    var temperature = 0.6

    @Option(help: "What the writing begins with.")
    var prompt = "In the beginning "

    @Option(help: "What everything is drawn from.")
    var seed = 0

    func validate() throws {
        guard count >= 1 else { throw ValidationError("--count has to be at least 1.") }
        guard temperature >= 0 else { throw ValidationError("--temperature can't be negative.") }
        guard seed >= 0 else { throw ValidationError("--seed can't be negative.") }
    }

    /// The text and its alphabet.
    func load() throws -> (text: [Int32], alphabet: Alphabet) {
        let file =
            text.map { URL(filePath: $0) }
            ?? Bundle.module.url(forResource: "genesis", withExtension: "txt")
        guard let file else { throw Failure("genesis.txt is missing from the resources") }
        let text = try String(contentsOf: file, encoding: .utf8)
        let alphabet = Alphabet(of: text)
        let codes = try alphabet.codes(text)
        guard codes.count >= 10_000 else {
            throw Failure("\(file.path) has \(codes.count) characters, and 10,000 are needed")
        }
        return (codes, alphabet)
    }
}

/// The characters of a text, which are numbered.
struct Alphabet {
    let characters: [Character]
    private let codes: [Character: Int32]

    init(of text: String) {
        characters = Set(text).sorted()
        codes = Dictionary(
            uniqueKeysWithValues: characters.enumerated().map { ($1, Int32($0)) })
    }

    /// The numbers of a text's characters.
    func codes(_ text: String) throws -> [Int32] {
        try text.map { character in
            guard let code = codes[character] else {
                throw Failure("the character \(String(reflecting: character)) is not in the text")
            }
            return code
        }
    }

    func text(_ codes: [Int32]) -> String { String(codes.map { characters[Int($0)] }) }
}

/// What went wrong.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
