import ArgumentParser
import Espalier
import EspalierNN

/// A backbone that was trained before, and a new head.
@Module
struct Transferred {
    var backbone: MLP
    var head: Linear

    func callAsFunction(_ x: Tensor) -> Tensor { head(relu(backbone(x))) }
}

/// Treex's transfer learning: the backbone is frozen, the head learns something else.
struct TransferCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer", abstract: "A new head learns on a frozen backbone.")

    @OptionGroup var options: Options

    func run() throws {
        let (x, y) = parabola(Key(3))
        var source = Transferred(
            backbone: MLP([1, 32, 32], key: Key(42)), head: Linear(32, 1, key: Key(43)))
        let first = train(&source, x, y)
        let trained = source.backbone.frozen()
        var model = Transferred(backbone: trained, head: Linear(32, 1, key: Key(44)))
        let losses = train(&model, x, abs(x))
        let moved = zip(model.backbone.leaves, trained.leaves).map { Double(abs($0 - $1).max()) }
        print(
            "transfer: loss \(first[first.count - 1]) before, then \(losses[0]) -> ", terminator: ""
        )
        print("\(losses[losses.count - 1]), backbone moved \(moved.max() ?? 0)")
        try options.draw("A new head on a frozen backbone", losses, "treex-transfer.png")
        try check(moved.allSatisfy { $0 == 0 }, "the frozen backbone moved")
        try check(losses[losses.count - 1] < losses[0] / 2, "the loss did not fall by half")
    }

    private func train(_ model: inout Transferred, _ x: Tensor, _ y: Tensor) -> [Double] {
        let step = jit { (model: inout Transferred) -> Tensor in
            let (loss, gradients) = valueAndGrad(&model) { square($0(x) - y).mean() }
            model = model.map(with: gradients) { $1.isNothing ? $0 : $0 - 0.02 * $1 }
            return loss
        }
        return (0..<options.steps).map { _ in Double(step(&model)) }
    }
}
