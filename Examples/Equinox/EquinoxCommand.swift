import ArgumentParser
import Espalier
import EspalierIO
import Foundation

/// The examples of Equinox's first version.
@main
struct EquinoxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "equinox",
        abstract: "The examples of Equinox's documents.",
        discussion: "Each example checks what it computes and fails if it is wrong.",
        subcommands: [
            TrainMLP.self, FrozenLayer.self, BuildModel.self, TrainRNN.self,
        ])
}

/// What the examples that train are told.
struct Options: ParsableArguments {
    @Option(
        help: "What data, order and weights are drawn from. The numbers of Equinox are for 5678.")
    var seed = 5678

    @Option(help: "Where the picture goes.")
    var folder = "."

    /// The keys of the data, of the order and of the model.
    var keys: (data: Key, order: Key, model: Key) {
        let keys = Key(seed).split(3)
        return (keys[0], keys[1], keys[2])
    }

    /// Draws the loss of each step, if gnuplot is there.
    func draw(_ title: String, _ losses: [Double], _ name: String) throws {
        let folder = URL(filePath: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var plot = LinePlot(title: title, xLabel: "step", yLabel: "loss")
        plot.hasLogarithmicY = true
        plot.curves = [.init("", y: losses)]
        do {
            try plot.write(to: folder.appending(path: name).path)
        } catch .notInstalled {
            print("no picture: gnuplot is not installed")
        }
    }

    /// Prints losses beside those that Equinox has for the same key, and stops where they differ by more than a part.
    func compare(_ losses: [Double], _ recorded: [(step: Int, loss: Double)], within part: Double)
        throws
    {
        for (step, expected) in recorded where step < losses.count {
            let loss = losses[step]
            guard seed == 5678 else {
                print(String(format: "step %4d  loss %.7f", step, loss))
                continue
            }
            print(String(format: "step %4d  loss %.7f  Equinox %.7f", step, loss, expected))
            try check(
                abs(loss - expected) <= part * expected, "step \(step): more than \(part) apart")
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

/// Batches without end: each pass in an order of its own, drawn as Equinox's loader draws it.
func endlessBatches(_ examples: [Tensor], size: Int, key: Key) -> some Sequence<[Tensor]> {
    sequence(first: key) { $0.split(1)[0] }.lazy
        .flatMap { Batches(of: examples, size: size, shuffledBy: $0) }
}

/// Ten thousand points of the line 5x - 2.
func line(_ key: Key) -> [Tensor] {
    let x = key.normal([10_000, 1])
    return [x, 5 * x - 2]
}
