import ArgumentParser
import Espalier
import Foundation

/// Model surgery and filtering by `.at`.
struct SurgeryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "surgery", abstract: "Model surgery and filters by `.at`.")

    func run() throws {
        try operate()
        try filter()
    }

    /// Freezes, sets and maps parts of a model; what is frozen is not learned.
    private func operate() throws {
        var model = StackedLinear(1, 1, hidden: 10, key: Key(0, .original))
        model.l1.freeze()
        model.l2 = model.l2.at[model.l2 .< 0].set(0)
        model.l3 = model.l3.at[...].apply(sin)
        print(model.treeDiagram())
        try check(Double(model.l2.weight.min()) == 0, "a weight of l2 is negative")
        try check(Double(abs(model.l3.weight).max()) <= 1, "l3 is not a sine")

        let before = model
        let x = Tensor.linspace(0, 1, count: 100).reshaped([100, 1])
        let step = jit { (model: inout StackedLinear) -> Tensor in
            let (loss, gradients) = valueAndGrad(&model) { meanSquare($0(x) - x ** 3) }
            model = applyUpdates(model, -1e-3 * gradients)
            return loss
        }
        let losses = (0..<200).map { _ in Double(step(&model)) }
        print("\nloss \(losses[0]) -> \(losses[199]) with l1 frozen\n")
        try check(treeEqual(model.l1, before.l1), "the frozen layer moved")
        try check(!treeEqual(model.l2, before.l2), "l2 did not move")
        try check(losses[199] < losses[0], "the loss did not fall")
    }

    /// Selects by value, name, type and metadata.
    private func filter() throws {
        let model = DescribedLinear(1, 1, hidden: 5, key: Key(0, .original))
        print(model, "\n\nmodel.at[model .< 0].get()")
        print(model.at[model .< 0].get(), "\n\nmodel.at[model .< 0].set(0)")
        print(model.at[model .< 0].set(0), "\n\nmodel.at[model .< 0].apply(square)")
        print(model.at[model .< 0].apply { square($0) })
        let sum = Double(model.at[model .< 0].reduceSum())
        print("\nmodel.at[model .< 0].reduceSum()\n\(Float(sum))")
        try check(abs(sum + 7.3432307) < 1e-6, "the document has -7.3432307")

        print("\nmodel.at[model == \"l1\"].get()")
        print(model.at[model == "l1"].get())
        let first = model.at[model == ["description": "First layer"]].get()
        try check(first.l1.weight == model.l1.weight.reshaped([5]), "the first layer is missing")
        try check(first.l2.weight.count == 0, "the second layer is selected")
        let layers = model.at[model == Linear.self].values
        try check(layers.count == 4, "\(layers.count) tensors are in linear layers")
    }
}
