import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct FreezingTests {
    @Test func freezesParts() {
        var model = DescribedStack.model
        #expect(!model.isFrozen)
        model.l1 = model.l1.frozen()
        #expect(model.l1.isFrozen && !model.l2.isFrozen && !model.isFrozen)
        #expect(model.describedLeaves.map(\.isFrozen) == [true, true, false, false])
        #expect(model.describedLeaves.map(\.isTrainable) == [false, false, true, true])
        model = model.frozen()
        #expect(model.isFrozen && model.l2.isFrozen)
        model.unfreeze()
        #expect(!model.isFrozen && !model.l1.isFrozen)
        model.freeze()
        #expect(!model.describedLeaves.map(\.isFrozen).contains(false))
    }

    @Test func freezesInsideCollections() {
        let layers = ["a": [Linear(1, 2)], "b": []].frozen()
        #expect(layers["a"]?[0].isFrozen == true)
        let layer = Layer.residual(.linear(Linear(1, 2))).frozen()
        #expect(!layer.describedLeaves.map(\.isFrozen).contains(false))
        #expect(mistake { [Tensor(1.0)].frozen() }?.contains("[0]") == true)
        #expect(mistake { Layer.pair(1.0, nil, scale: 1).frozen() }?.contains("no struct") == true)
    }

    @Test func frozenLeavesDoNotLearn() throws {
        var model = DescribedStack.model
        model.l1.freeze()
        let before = model
        let x = Tensor.linspace(0, 1, count: 8).reshaped([8, 1])
        let loss = { (model: DescribedStack) in
            let hidden = tanh(matmul(x, model.l1.weight) + model.l1.bias)
            return (matmul(hidden, model.l2.weight) + model.l2.bias).sum()
        }
        let gradients = grad(loss)(model)
        #expect(gradients.l1.weight.isNothing && gradients.l1.bias.isNothing)
        #expect(gradients.l2.weight.shape == [5, 1])
        let step = jit { (model: inout DescribedStack) in model -= 0.1 * grad(loss)(model) }
        for _ in 0..<3 { step(&model) }
        #expect(step.traceCount == 1)
        #expect(treeEqual(model.l1, before.l1))
        #expect(model.l2.weight != before.l2.weight)
        #expect(model.l1.isFrozen)
        // Thawed, it learns again, by a program of its own.
        model.l1.unfreeze()
        step(&model)
        #expect(step.traceCount == 2)
        #expect(model.l1.weight != before.l1.weight)
    }

    @Test func arithmeticPassesFrozenLeavesOver() {
        var model = DescribedStack.model
        model.l1.freeze()
        let l1 = model.l1
        for changed in [
            model + 1, model - model, 3 * model, model / Tensor(2.0), -model, model ** 2, model % 2,
            abs(model), applyUpdates(model, model.map { $0 }),
        ] {
            #expect(treeEqual(changed.l1, l1))
        }
        model += 1
        model *= model
        #expect(treeEqual(model.l1, l1))
        #expect((model + 1).l2.bias == model.l2.bias + 1)
        // Mapping and assignment are told what to change.
        #expect(model.map { $0 * 0 }.l1.bias == .zeros([1, 5]))
        model.l1.bias = .zeros([1, 5])
        #expect(model.l1.bias == .zeros([1, 5]))
    }

    @Test func writesThroughAtSaySo() {
        var model = DescribedStack.model
        model.l1.freeze()
        for message in [
            mistake { model.at["l1"].set(0) }, mistake { model.at["l1"].apply(sin) },
            mistake { model.frozen().at[...].add(1) },
        ] {
            #expect(message?.contains("l1.weight and what else is selected is frozen") == true)
        }
        #expect(mistake { model.at["l1"]["bias"].set(0) }?.contains("l1.bias is frozen") == true)
        #expect(model.at["l1"].get(wholeLeaves: true).l1.bias == model.l1.bias)
        // Among others they stay as they are.
        let all = model.at[...].set(0)
        #expect(treeEqual(all.l1, model.l1))
        #expect(all.l2.bias == .zeros([1, 1]))
        #expect(treeEqual(model.at[model .< 0].set(0).l1, model.l1))
    }

    @Test func modesAreFlagsThatLayersSee() {
        var model = [Averager(), Averager()]
        model[1].freeze()
        let x = Tensor([1.0, 2.0]).asType(.float32)
        let run = jit { (model: inout [Averager], x: Tensor) in
            for index in model.indices { _ = model[index](x) }
        }
        run(&model, x)
        #expect(model[0].total == 3.0 && model[1].total == 0.0)
        model.eval()
        #expect(!model[0].isTraining && model[1].isFrozen)
        run(&model, x)
        #expect(model[0].total == 3.0)
        #expect(run.traceCount == 2)
        model.train()
        run(&model, x)
        #expect(model[0].total == 6.0 && model[0].count == 4)
        #expect(run.traceCount == 2)
        #expect(model[0].training(false).isTraining == false)
        #expect(model[0].isTraining)
    }

    @Test func statusIsPartOfTheStructure() {
        let model = DescribedStack.model
        #expect(model.structure != model.frozen().structure)
        #expect(model.structure == model.frozen().unfrozen().structure)
        #expect(model.training(false).structure != model.structure)
        #expect(Numbers(1, 2, 3, "A") != Numbers(1, 2, 3, "A").frozen())
        #expect(structureDifference(model, model.frozen()) == "status is training and frozen")
    }
}
