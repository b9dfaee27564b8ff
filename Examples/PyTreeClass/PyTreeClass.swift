import ArgumentParser
import Espalier
import EspalierIO
import Foundation

/// The examples of PyTreeClass's document.
@main
struct PyTreeClass: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pytreeclass",
        abstract: "The examples of PyTreeClass's document.",
        discussion: "Each example checks what it computes and fails if it is wrong.",
        subcommands: [
            PerceptronCommand.self, SurgeryCommand.self, StateCommand.self,
            AutoencoderCommand.self, PhysicsCommand.self,
        ])
}

/// What all examples are told.
struct Options: ParsableArguments {
    @Option(help: "Where pictures go.")
    var folder = "."

    /// Draws curves, if gnuplot is there.
    func draw(_ plot: LinePlot, _ name: String) throws {
        try write(name) { path throws(PlotError) in try plot.write(to: path) }
    }

    /// Draws images, if gnuplot is there.
    func draw(_ grid: ImageGrid, _ name: String) throws {
        try write(name) { path throws(PlotError) in try grid.write(to: path) }
    }

    private func write(_ name: String, _ write: (String) throws(PlotError) -> Void) throws {
        let folder = URL(filePath: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        do {
            try write(folder.appending(path: name).path)
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

/// Stops an example whose losses are not those that JAX has for the same steps.
///
/// Both programs do the same, but round differently; thousands of steps in float32 make two parts in a thousand of it.
func check(_ losses: [Int: Double], against recorded: [Int: Double]) throws {
    for (step, expected) in recorded {
        guard let loss = losses[step] else { continue }
        try check(
            abs(loss - expected) <= 2e-3 * expected,
            "the loss of step \(step) is \(loss), and JAX has \(expected)")
    }
}

/// The mean of the squares.
func meanSquare(_ x: Tensor) -> Tensor { square(x).mean() }

/// The elements as numbers.
func numbers(_ x: Tensor) throws -> [Double] { try x.asType(.float64).scalars(as: Double.self) }
