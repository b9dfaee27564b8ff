import ArgumentParser
import Espalier
import EspalierIO
import EspalierOptimizers
import Foundation

/// All that a step of training changes.
@Module
private struct Training {
    var model: AutoEncoder
    var optimizer: Optimizer
}

/// The document's autoencoder, which there is no more than built, learns digits.
struct AutoencoderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "autoencoder", abstract: "An autoencoder learns digits.")

    @OptionGroup var options: Options

    @Option(help: "How often the network sees each image.")
    var epochs = 40

    @Option(help: "What the weights and the order are drawn from.")
    var seed = 1

    @Option(help: "The images; those of the example `digits` where nothing is said.")
    var data: String?

    func validate() throws {
        guard epochs >= 1 else { throw ValidationError("--epochs has to be at least 1.") }
    }

    func run() throws {
        let images = try loadImages()
        let (learned, held) = (images[360...], images[..<360])
        let model = AutoEncoder(key: Key(seed))
        print(model.summary())
        print(model.treeBox(input: .ones([1, 1, 100, 100])))

        var training = Training(model: model, optimizer: adam(3e-3).initialized(for: model))
        let step = jit { (training: inout Training, images: Tensor) -> Tensor in
            let (loss, gradients) = valueAndGrad(&training.model) {
                meanSquare($0(images) - images)
            }
            training.optimizer.update(&training.model, with: gradients)
            return loss
        }
        let apply = jit { (model: AutoEncoder) in model(held) }
        let guess = Double(meanSquare(held - learned.mean(axis: 0)))
        print(String(format: "always the mean image: loss %.4f", guess))
        var curves = (learned: [Double](), held: [Double]())
        for epoch in 1...epochs {
            let batches = Batches(of: learned, size: 64, shuffledBy: Key(seed).folded(in: epoch))
            let losses = batches.map { Double(step(&training, $0)) }
            curves.learned.append(losses.reduce(0, +) / Double(losses.count))
            curves.held.append(Double(meanSquare(apply(training.model) - held)))
            if epoch % 5 == 0 || epoch == epochs {
                print(
                    String(
                        format: "epoch %3d  loss %.4f  on others %.4f", epoch,
                        curves.learned[epoch - 1], curves.held[epoch - 1]))
                fflush(nil)
            }
        }
        try draw(curves.learned, curves.held)
        try draw(held[..<10], apply(training.model)[..<10])
        try check(
            curves.held[epochs - 1] < (epochs < 20 ? 2 : 0.5) * guess,
            "the loss is \(curves.held[epochs - 1]), and that of the mean image \(guess)")
    }

    /// All images, `[count, 1, 12, 12]`, from 0 to 1, in the order of the example `digits`.
    ///
    /// Two empty pixels are put around the 8×8, since they are halved twice, and a window of 3×3 has to fit in what is
    /// left.
    private func loadImages() throws -> Tensor {
        let examples = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
        let file =
            data.map { URL(filePath: $0) } ?? examples.appending(path: "Digits/Data/digits.csv")
        let table = try CSVTable(contentsOf: file, hasHeader: false)
        try check(
            table.columnCount >= 64 && table.rowCount > 360,
            "\(file.path) has \(table.rowCount) lines of \(table.columnCount) numbers")
        let pixels = try table.tensor(columns: 0..<64) / 16
        let images = pixels[Key(1998).permutation(table.rowCount)].reshaped([-1, 1, 8, 8])
        return pad(images, [(0, 0), (0, 0), (2, 2), (2, 2)])
    }

    private func draw(_ learned: [Double], _ held: [Double]) throws {
        var plot = LinePlot(
            title: "An autoencoder learns digits", xLabel: "epoch", yLabel: "mean square error")
        plot.hasLogarithmicY = true
        plot.curves = [.init("images it learns from", y: learned), .init("other images", y: held)]
        try options.draw(plot, "pytreeclass-autoencoder-loss.png")
    }

    /// Images above what the model makes of them.
    private func draw(_ images: Tensor, _ made: Tensor) throws {
        var grid = ImageGrid(
            title: "Digits, and what is left of them behind a neck of 3×3", columns: 10)
        (grid.cellWidth, grid.cellHeight) = (80, 80)
        for batch in [images, made] {
            for image in 0..<batch.shape[0] {
                grid.images.append(.init(pixels: try numbers(batch[image]), width: 12))
            }
        }
        try options.draw(grid, "pytreeclass-autoencoder.png")
    }
}
