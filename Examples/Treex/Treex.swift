import ArgumentParser
import Espalier
import EspalierIO
import Foundation

/// The examples of Treex's documents.
@main
struct Treex: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "treex",
        abstract: "The examples of Treex's documents.",
        discussion: "Each example checks what it computes and fails if it is wrong.",
        subcommands: [
            PerceptronCommand.self, LinearCommand.self, BatchNormCommand.self,
            TransferCommand.self,
        ])
}

/// What all examples are told.
struct Options: ParsableArguments {
    @Option(help: "How many steps are taken.")
    var steps = 2_000

    @Option(help: "Where the picture goes.")
    var folder = "."

    func validate() throws {
        guard steps >= 200 else { throw ValidationError("--steps has to be at least 200.") }
    }

    /// Draws the loss of each step, if gnuplot is there.
    func draw(_ title: String, _ losses: [Double], _ name: String) throws {
        var plot = LinePlot(title: title, xLabel: "step", yLabel: "loss")
        plot.hasLogarithmicY = true
        plot.curves = [.init("", x: losses.indices.map { Double($0 + 1) }, y: losses)]
        try write(plot, name)
    }

    private func write(_ plot: LinePlot, _ name: String) throws {
        let folder = URL(filePath: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        do {
            try plot.write(to: folder.appending(path: name).path)
        } catch .notInstalled {
            print("no picture: gnuplot is not installed")
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

/// A hundred points of 1.4 x² - 0.3 with noise of the deviation 0.1.
func parabola(_ key: Key) -> (x: Tensor, y: Tensor) {
    let (xKey, noiseKey) = key.split()
    let x = xKey.uniform([100, 1], in: -1..<1)
    return (x, 1.4 * x * x - 0.3 + 0.1 * noiseKey.normal([100, 1]))
}
