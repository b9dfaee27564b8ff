import ArgumentParser
import Espalier
import EspalierIO
import Foundation

/// Lets a transformer write that was trained before.
struct WriteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Lets a transformer write that was trained before.")

    @OptionGroup var options: Options

    @Argument(help: "A file of `transformer train --save`.")
    var file: String

    func run() throws {
        let (_, alphabet) = try options.load()
        var model = LanguageModel(characters: alphabet.characters.count, key: Key(0))
        // The file has the optimiser's state, too.
        try model.load(from: URL(filePath: file), allowingOthers: true) { "model.\($0.name)" }
        print(try options.written(by: model, alphabet))
    }
}
