import ArgumentParser
import Espalier
import EspalierNN
import EspalierOptimizers

/// A gated recurrent unit, carried along a sequence by scan, and a judgement of its last state.
@Module
struct SpiralNetwork {
    var cell: GRUCell
    var linear: EspalierNN.Linear

    init(hidden: Int, key: Key) {
        let keys = key.split(2)
        cell = GRUCell(2, hidden, key: keys[0])
        linear = EspalierNN.Linear(hidden, 1, key: keys[1])
    }

    /// The probability, `[batch, 1]`, that spirals `[batch, time, 2]` go clockwise.
    func callAsFunction(_ spirals: Tensor) -> Tensor {
        let start = Tensor.zeros([spirals.shape[0], cell.hidden])
        let (last, _) = scan(initial: start, over: spirals.movingAxis(1, to: 0)) { state, points in
            (cell(points, state), EmptyTree())
        }
        return sigmoid(linear(last))
    }
}

/// Equinox's `train_rnn`: clockwise or anticlockwise?
struct TrainRNN: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train-rnn", abstract: "A recurrent network tells spirals apart.")

    @OptionGroup var options: Options

    @Option(help: "How many steps are taken.")
    var steps = 500

    func run() throws {
        let keys = options.keys
        let examples = spirals(10_000, key: keys.data)
        let model = SpiralNetwork(hidden: 16, key: keys.model)
        var training = Training(model: model, optimizer: adam(3e-3).initialized(for: model))
        let step = jit {
            (training: inout Training<SpiralNetwork>, x: Tensor, y: Tensor) -> Tensor in
            let (loss, gradients) = valueAndGrad(&training.model) { model in
                let p = model(x)
                return -(y * log(p) + (1 - y) * log(1 - p)).mean()
            }
            training.optimizer.update(&training.model, with: gradients)
            return loss
        }
        let batches = endlessBatches(examples, size: 32, key: keys.order)
        let losses = batches.prefix(steps).map { Double(step(&training, $0[0], $0[1])) }
        try options.compare(
            losses,
            [
                (0, 0.7120441), (1, 0.6932993), (2, 0.7006332), (3, 0.6925521), (4, 0.6732289),
            ], within: 1e-4)
        let accuracy = jit { (model: SpiralNetwork, x: Tensor, y: Tensor) in
            ((model(x) .> 0.5) .== (y .> 0.5)).mean()
        }
        let share = Double(accuracy(training.model, examples[0], examples[1]))
        print("after \(steps) steps: loss \(losses[steps - 1]), accuracy \(100 * share) %")
        try options.draw("A recurrent network tells spirals apart", losses, "equinox-rnn.png")
        try check(steps < 200 || share > 0.99, "the accuracy is \(share)")
    }

    /// Spirals of 16 points, `[count, 16, 2]`, and whether they go clockwise, `[count, 1]`: the second half does.
    private func spirals(_ count: Int, key: Key) -> [Tensor] {
        let t = Tensor.linspace(0, 2 * .pi, count: 16)
        let phase = t + key.uniform([count, 1], in: 0..<2 * .pi)
        let isClockwise = (Tensor.arange(count) .>= count / 2).reshaped([count, 1])
        let x = which(isClockwise, sin(phase), -sin(phase)) / (1 + t)
        let y = cos(phase) / (1 + t)
        return [stack([x, y], axis: -1), isClockwise.asType(.float32)]
    }
}
