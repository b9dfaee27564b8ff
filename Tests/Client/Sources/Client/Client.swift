import Espalier

@freestanding(expression)
macro text<Value>(_ value: Value) -> String =
    #externalMacro(module: "ClientMacros", type: "TextMacro")

/// A linear regression.
@Module
struct Regression {
    var weight: Tensor
    var bias: Tensor

    init(inputs: Int, key: Key) {
        weight = key.normal([inputs])
        bias = .zeros([])
    }

    func callAsFunction(_ x: Tensor) -> Tensor { x.matmul(weight) + bias }
}

/// Trains a model as a program that depends on Espalier does, and fails where the loss doesn't fall.
@main
struct Client {
    static func main() {
        let (modelKey, dataKey) = Key(0).split()
        let x = dataKey.normal([64, 3])
        let y = x.matmul(Tensor([1.0, -2.0, 0.5])) + 3

        let step = jit { (model: inout Regression, x: Tensor, y: Tensor) -> Tensor in
            let (loss, gradients) = valueAndGrad(&model) { square($0(x) - y).mean() }
            model -= 0.1 * gradients
            return loss
        }

        var model = Regression(inputs: 3, key: modelKey)
        let losses = (0..<100).map { _ in Float(step(&model, x, y)) }
        precondition(
            losses[99] < 1e-3 * losses[0], "the loss goes from \(losses[0]) to \(losses[99])")
        precondition(step.traceCount == 1, "the step is traced \(step.traceCount) times")
        print(#text(square(model(x) - y).mean()), "<", 1e-3 * losses[0])
    }
}
