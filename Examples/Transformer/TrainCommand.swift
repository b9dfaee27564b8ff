import ArgumentParser
import Espalier
import EspalierIO
import EspalierOptimizers
import Foundation

/// All that a step of training changes.
@Module
struct Training {
    var model: LanguageModel
    var optimizer: Optimizer
    /// What batches are drawn from.
    var keys: KeySequence
    /// How many steps were taken.
    @ModelState var steps = Tensor(0)

    init(characters: Int, seed: Int, steps: Int) {
        let (modelKey, batchKey) = Key(seed).split()
        model = LanguageModel(characters: characters, key: modelKey)
        let warmup = min(50, steps / 4)
        let rate =
            steps < 8
            ? 1e-3
            : Schedule.warmupCosineDecay(
                peak: 4e-3, warmup: warmup, steps: steps, end: 4e-4)
        optimizer = chain(clipByGlobalNorm(1), adamw(rate, weightDecay: 0.01, where: .matrices))
            .initialized(for: model)
        keys = KeySequence(batchKey)
    }
}

/// Trains the transformer, and lets it write.
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Trains the transformer, and lets it write.")

    @OptionGroup var options: Options

    @Option(help: "How many steps are taken.")
    var steps = 1_200

    @Option(help: "How many pieces of the text a step sees.")
    var batch = 32

    @Option(help: "Where the picture goes.")
    var folder = "."

    @Option(
        help: "The safetensors file that model and optimiser are saved to, every hundred steps.")
    var save: String?

    @Option(help: "A file of --save, from which a training of as many --steps goes on.")
    var resume: String?

    func validate() throws {
        guard steps >= 1, batch >= 1 else {
            throw ValidationError("--steps and --batch have to be at least 1.")
        }
    }

    func run() throws {
        let clock = ContinuousClock.now
        let (text, alphabet) = try options.load()
        let cut = text.count * 9 / 10
        let (learned, held) = (Tensor(Array(text[..<cut])), heldOutWindows(text[cut...]))
        var training = Training(
            characters: alphabet.characters.count, seed: options.seed, steps: steps)
        if let resume { try training.load(from: URL(filePath: resume)) }
        let parameters = training.model.leaves.reduce(0) { $0 + $1.count }
        print(
            "\(text.count) characters, \(alphabet.characters.count) different ones, "
                + "\(parameters) parameters")

        let step = jit { (training: inout Training, text: Tensor) -> Tensor in
            let starts = training.keys.next()
                .integers([batch, 1], in: 0..<(cut - context))
            let windows = text[starts + Tensor.arange(context + 1)]
            let (loss, gradients) = valueAndGrad(&training.model) { $0.loss(windows) }
            training.optimizer.update(&training.model, with: gradients)
            training.steps += 1
            return loss
        }
        let evaluate = jit { (model: LanguageModel) -> Tensor in
            var model = model
            return model.loss(held)
        }
        var curves = Curves()
        for index in (Int(training.steps) + 1)..<max(steps + 1, Int(training.steps) + 1) {
            curves.learned[index] = Double(step(&training, learned))
            if index % 100 == 0 || index == steps {
                let loss = Double(evaluate(training.model))
                curves.held[index] = loss
                print(
                    String(
                        format: "step %5d  loss %.3f  on the rest of the text %.3f  (%.0f s)",
                        index, curves.mean(before: index), loss,
                        (ContinuousClock.now - clock) / .seconds(1)))
                fflush(nil)
                if let save { try training.save(to: URL(filePath: save)) }
            }
        }
        if let save { try check(training, against: URL(filePath: save)) }
        try draw(curves.plot())
        print(try options.written(by: training.model, alphabet))
        try curves.check()
    }

    /// Pieces of the text that is not learned, `[count, context + 1]`, at most 64 of them.
    private func heldOutWindows(_ text: ArraySlice<Int32>) -> Tensor {
        let count = min(64, text.count / (context + 1))
        return Tensor(
            scalars: Array(text.prefix(count * (context + 1))), shape: [count, context + 1])
    }

    private func draw(_ plot: LinePlot) throws {
        let folder = URL(filePath: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        do {
            try plot.write(to: folder.appending(path: "transformer.png").path)
        } catch .notInstalled {
            print("no picture: gnuplot is not installed")
        }
    }

    /// Loads what was saved, and compares.
    private func check(_ training: Training, against file: URL) throws {
        var loaded = training.map { .zeros(like: $0) }
        try loaded.load(from: file)
        guard treeEqual(loaded, training) else {
            throw Failure("\(file.path) has other numbers than were saved")
        }
        print("saved to \(file.path)")
    }
}

/// Losses by step.
private struct Curves {
    var learned: [Int: Double] = [:]
    var held: [Int: Double] = [:]

    /// The mean loss of fifty steps.
    func mean(before step: Int) -> Double {
        let losses = (max(1, step - 49)...step).compactMap { learned[$0] }
        return losses.reduce(0, +) / Double(losses.count)
    }

    /// The loss of each step, means of fifty, and what the rest of the text has.
    func plot() -> LinePlot {
        var plot = LinePlot(
            title: "A transformer learns to write", xLabel: "step",
            yLabel: "loss (nats per character)")
        let steps = learned.keys.sorted().filter { $0 % max(1, learned.count / 500) == 0 }
        let evaluated = held.keys.sorted()
        let x = evaluated.map(Double.init)
        plot.curves = [
            .init("steps", x: steps.map(Double.init), y: steps.compactMap { learned[$0] }),
            .init("means of 50 steps", x: x, y: evaluated.map { mean(before: $0) }),
            .init("the rest of the text", x: x, y: evaluated.compactMap { held[$0] }),
        ]
        plot.curves[0].width = 1
        plot.curves[0].color = "#9ecae1"
        plot.curves[1].width = 2.5
        plot.curves[2].width = 2.5
        return plot
    }

    /// The loss has to be far below that of guessing.
    func check() throws {
        guard let first = learned[1], let last = learned.keys.max(), let loss = held[last] else {
            return
        }
        let limit = last < 50 ? first : last < 1_000 ? 0.85 * first : 0.45 * first
        guard loss < limit else {
            throw Failure("the loss went from \(first) to \(loss), which is not below \(limit)")
        }
    }
}

extension Options {
    /// The prompt and what the model makes of it.
    func written(by model: LanguageModel, _ alphabet: Alphabet) throws -> String {
        let codes = try write(
            model, after: try alphabet.codes(prompt), count: count, temperature: temperature,
            key: Key(seed).folded(in: 1))
        return "\n" + prompt + alphabet.text(codes)
    }
}
