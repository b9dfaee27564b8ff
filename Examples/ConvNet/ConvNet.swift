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

    @Option(help: "The images.")
    var data = "Examples/Digits/Data/digits.csv"

    @Option(help: "Where the picture goes.")
    var folder = "."

    func validate() throws {
        guard epochs >= 1 else { throw ValidationError("--epochs has to be at least 1.") }
    }

    func run() throws {
        let start = ContinuousClock.now
        let (images, heldOut) = try DigitFile.load(data)
        let (modelKey, orderKey) = Key(seed).split()
        let model = DigitNetwork(key: modelKey)
        var training = Training(model: model, optimizer: adam(1e-3).initialized(for: model))
        let step = jit { (training: inout Training, pixels: Tensor, labels: Tensor) -> Tensor in
            let (loss, gradients) = valueAndGrad(&training.model) { model in
                -(oneHot(labels, 10) * logSoftmax(model(pixels))).sum(axis: 1).mean()
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
                    shuffledBy: orderKey.folded(in: epoch))
            }
        ) { training, batch in
            step(&training, batch[0], batch[1])
        }
        let accuracy = jit { (model: DigitNetwork, x: Tensor, y: Tensor) -> Tensor in
            var model = model
            return (model(x).argmax(axis: 1) .== y).mean()
        }
        let share = Double(accuracy(training.model.training(false), heldOut.pixels, heldOut.labels))
        let time = (ContinuousClock.now - start) / .seconds(1)
        print(
            String(
                format: "%d epochs, loss %.4f, accuracy %.2f %% on held-out images, %.1f s",
                epochs, losses[epochs - 1], 100 * share, time))
        try draw(losses)
        guard epochs < 20 || share >= 0.98 else {
            throw Failure("the accuracy \(share) is below 98 %")
        }
    }

    private func draw(_ losses: [Double]) throws {
        let folder = URL(filePath: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var plot = LinePlot(
            title: "A convolutional network learns digits", xLabel: "epoch", yLabel: "loss")
        plot.hasLogarithmicY = true
        plot.curves = [.init("", x: losses.indices.map { Double($0 + 1) }, y: losses)]
        try plot.write(to: folder.appending(path: "convnet.png").path)
    }
}
