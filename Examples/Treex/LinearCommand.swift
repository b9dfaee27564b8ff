import ArgumentParser
import Espalier
import EspalierNN

/// Treex's linear regression: the slope and the offset of a line are found.
struct LinearCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "linear", abstract: "A line through points with noise.")

    @OptionGroup var options: Options

    func run() throws {
        let (xKey, noiseKey) = Key(1).split()
        let x = xKey.uniform([200, 1], in: -1..<1)
        let y = 1.4 * x - 0.3 + 0.1 * noiseKey.normal([200, 1])
        var model = Linear(1, 1, key: Key(42))
        let step = jit { (model: inout Linear) -> Tensor in
            let (loss, gradients) = valueAndGrad(&model) { square($0(x) - y).mean() }
            model -= 0.1 * gradients
            return loss
        }
        let losses = (0..<options.steps).map { _ in Double(step(&model)) }
        let offset = Double(model(Tensor([0.0 as Float])).sum())
        let slope = Double(model(Tensor([1.0 as Float])).sum()) - offset
        print("linear: slope \(slope), offset \(offset), loss \(losses[losses.count - 1])")
        try options.draw("A line through points", losses, "treex-linear.png")
        try check(
            abs(slope - 1.4) < 0.05 && abs(offset + 0.3) < 0.05,
            "found \(slope) x + \(offset) in the place of 1.4 x - 0.3")
    }
}
