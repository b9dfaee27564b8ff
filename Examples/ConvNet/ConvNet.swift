import ArgumentParser
import Espalier
import EspalierIO
import EspalierNN
import EspalierOptimizers
import EspalierTraining
import Foundation

/// All that a step of training changes.
@Module
struct Training {
    var model: DigitNetwork
    var optimizer: Optimizer
    /// What shifts are drawn from.
    var keys: KeySequence
}

/// Trains a convolutional network to read handwritten digits.
@main
struct ConvNet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convnet",
        abstract: "Trains a convolutional network to read handwritten digits.",
        discussion: "From 20 epochs on it fails below 98 % of right answers on held-out images.")

    @Option(help: "How often the network sees each image.")
    var epochs = 30

    @Option(help: "What weights, order and masks are drawn from.")
    var seed = 0

    @Option(help: "The images; those of the example `digits` where nothing is said.")
    var data: String?

    @Option(help: "Where the pictures go.")
    var folder = "."

    func validate() throws {
        guard epochs >= 1 else { throw ValidationError("--epochs has to be at least 1.") }
    }

    func run() throws {
        let start = ContinuousClock.now
        let (images, heldOut) = try DigitFile.load(data ?? DigitFile.defaultPath)
        let keys = Key(seed).split(3)
        let model = DigitNetwork(key: keys[0])
        let steps = epochs * (images.labels.count / 64)
        let rate = Schedule.cosineDecay(initial: 2e-3, steps: steps)
        var training = Training(
            model: model, optimizer: adam(rate).initialized(for: model), keys: KeySequence(keys[2]))
        let step = jit { (training: inout Training, pixels: Tensor, labels: Tensor) -> Tensor in
            let shifted = Self.shifted(pixels, key: training.keys.next())
            let (loss, gradients) = valueAndGrad(&training.model) { model in
                softmaxCrossEntropy(model(shifted), classes: labels).mean()
            }
            training.optimizer.update(&training.model, with: gradients)
            return loss
        }
        var loop = TrainingLoop(epochs: epochs)
        var losses: [Double] = []
        loop.reporters = [Reporter { losses += $0.metrics.map(\.value) }]
        try loop.run(
            &training,
            over: { epoch in
                Batches(
                    of: [images.pixels, images.labels], size: 64,
                    shuffledBy: keys[1].folded(in: epoch))
            }
        ) { training, batch in
            step(&training, batch[0], batch[1])
        }
        let read = jit { (model: DigitNetwork, x: Tensor) -> Tensor in
            var model = model
            return model(x).argmax(axis: 1)
        }
        let answers = read(training.model.training(false), heldOut.pixels)
        let share = Double((answers .== heldOut.labels).mean())
        let time = (ContinuousClock.now - start) / .seconds(1)
        print(
            String(
                format: "%d epochs, loss %.4f, accuracy %.2f %% on held-out images, %.1f s",
                epochs, losses[epochs - 1], 100 * share, time))
        try draw(losses)
        try drawMisread(heldOut, answers)
        guard epochs < 20 || share >= 0.98 else {
            throw Failure("the accuracy \(share) is below 98 %")
        }
    }

    /// Images `[count, 64]`, each moved by at most one pixel in each direction.
    private static func shifted(_ pixels: Tensor, key: Key) -> Tensor {
        let count = pixels.shape[0]
        let padded = pad(pixels.reshaped([count, 8, 8]), [(0, 0), (1, 1), (1, 1)])
        let move = vmap { (image: Tensor, start: Tensor) in
            dynamicSlice(image, [start[0], start[1]], sizes: [8, 8])
        }
        return move(padded, key.integers([count, 2], in: 0..<3)).reshaped([count, 64])
    }

    private func draw(_ losses: [Double]) throws {
        var plot = LinePlot(
            title: "A convolutional network learns digits", xLabel: "epoch", yLabel: "loss")
        plot.hasLogarithmicY = true
        plot.curves = [.init("", x: losses.indices.map { Double($0 + 1) }, y: losses)]
        try write("convnet.png") { path throws(PlotError) in try plot.write(to: path) }
    }

    /// Draws what was read as another digit than was meant.
    private func drawMisread(_ heldOut: DigitFile, _ answers: Tensor) throws {
        let labels = try heldOut.labels.scalars(as: Int32.self)
        let read = try answers.asType(.int32).scalars(as: Int32.self)
        let wrong = labels.indices.filter { labels[$0] != read[$0] }.prefix(24)
        print("misread:", wrong.map { "\(labels[$0]) as \(read[$0])" }.joined(separator: ", "))
        guard !wrong.isEmpty else { return }
        var grid = ImageGrid(title: "Misread digits", columns: min(wrong.count, 6))
        (grid.cellWidth, grid.cellHeight) = (120, 140)
        grid.images = try wrong.map { index in
            let pixels = try heldOut.pixels[index].asType(.float64).scalars(as: Double.self)
            return .init("\(labels[index]), read as \(read[index])", pixels: pixels, width: 8)
        }
        try write("convnet-misread.png") { path throws(PlotError) in try grid.write(to: path) }
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
