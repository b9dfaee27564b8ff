import ArgumentParser
import Espalier
import EspalierIO
import EspalierNN
import Foundation

/// State that a compiled function changes.
@Module
struct Counter {
    @ModelState var calls = Tensor(0)

    mutating func increment() { calls += 1 }
}

/// The parameters inside of the model, as the document's second column has them.
@Module
struct InstanceMLP {
    var layers: [[String: Tensor]]

    init(_ sizes: [Int]) { layers = initialParameters(sizes) }

    func callAsFunction(_ x: Tensor) -> Tensor { forward(layers, x) }
}

/// The document's parameters: weights as He et al. (2015) draw them and uniform biases, from the same keys.
private func initialParameters(_ sizes: [Int]) -> [[String: Tensor]] {
    let keys = Key(0, .original).split(sizes.count - 1)
    let initial = WeightInitializer.heNormal()
    return zip(keys, zip(sizes, sizes.dropFirst())).map { key, size in
        ["W": initial(key, [size.0, size.1]), "B": key.uniform([size.1])]
    }
}

/// A perceptron whose parameters are an array of dictionaries.
private func forward(_ parameters: [[String: Tensor]], _ x: Tensor) -> Tensor {
    var y = x
    for (index, layer) in parameters.enumerated() {
        guard let weight = layer["W"], let bias = layer["B"] else { continue }
        y = matmul(y, weight) + bias
        if index < parameters.count - 1 { y = tanh(y) }
    }
    return y
}

/// Explicit state beside state in an instance.
struct StateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state", abstract: "Parameters by themselves and in a model: the same steps.")

    @OptionGroup var options: Options

    @Option(help: "How many steps are taken.")
    var epochs = 10_000

    /// What JAX has at these epochs.
    private static let recorded = [
        1: 2.011141, 1_000: 2.291075e-2, 2_000: 1.603690e-2, 3_000: 1.120554e-2,
        4_000: 7.954904e-3, 5_000: 5.849749e-3, 6_000: 4.531834e-3, 7_000: 3.723394e-3,
        8_000: 3.225188e-3, 9_000: 2.906840e-3, 10_000: 2.689793e-3,
    ]

    func run() throws {
        var counter = Counter()
        let update = jit { (counter: inout Counter) in counter.increment() }
        for _ in 0..<10 { update(&counter) }
        print("calls: \(counter.calls)")
        try check(Int(counter.calls) == 10, "counted to \(counter.calls)")

        let sizes = [1, 5, 5, 5, 5, 1]
        var parameters = initialParameters(sizes)
        var model = InstanceMLP(sizes)
        let explicit = try losses(&parameters) { forward($0, $1) }
        let instance = try losses(&model) { $0($1) }
        for epoch in explicit.keys.sorted() {
            print(
                String(
                    format: "Epoch=%d\tloss=%.3e\tloss=%.3e", epoch, explicit[epoch] ?? 0,
                    instance[epoch] ?? 0))
        }
        try check(explicit == instance, "the columns differ")
        try check(explicit, against: Self.recorded)
    }

    /// The document's loop: the loss at the first and at every thousandth epoch.
    private func losses<Model: Tree>(
        _ model: inout Model, _ call: @escaping (Model, Tensor) -> Tensor
    ) throws -> [Int: Double] {
        let x = Tensor.linspace(0, 1, count: 100).reshaped([100, 1])
        let y = x ** 2 - 1
        let step = jit { (model: inout Model) -> Tensor in
            let (loss, gradients) = valueAndGrad(&model) { meanSquare(call($0, x) - y) }
            model = model.map(with: gradients) { $0 - 1e-3 * $1 }
            return loss
        }
        var losses: [Int: Double] = [:]
        for epoch in 1...max(epochs, 1) {
            let loss = step(&model)
            if epoch == 1 || epoch % 1_000 == 0 { losses[epoch] = Double(loss) }
        }
        return losses
    }
}
