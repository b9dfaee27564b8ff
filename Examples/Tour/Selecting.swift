import Espalier

extension Tour {
    static func selecting() {
        var model = Network(key: Key(0))
        model = model.at["bias"].set(0.5)
        model = model.at[(model .> -0.1) & (model .< 0.1)].set(0)
        model = model.at[path: "second.weight"].apply { clip($0, -1, 1) }
        print(model.at["bias"].reduceSum(), model.batchStats().at["calls"].values.count)

        model.first.freeze()
        let x = Tensor.linspace(-1, 1, count: 32).reshaped([32, 1])
        let (_, gradients) = valueAndGrad(&model) { $0.loss(x, x * x) }
        print(gradients.first.weight, gradients.second.weight.shape)
        let slopes = grad({ (m: Network) in m.first.bias.sum() }, where: model == "bias")(model)
        print(slopes.first.bias)
    }
}
