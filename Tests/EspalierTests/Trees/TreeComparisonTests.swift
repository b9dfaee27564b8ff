import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct TreeComparisonTests {
    let model = DescribedStack.model

    @Test func equality() {
        #expect(treeEqual(model, model.map { $0 + 0 }))
        #expect(treeEqual(model, model, model))
        #expect(!treeEqual(model, model, model.at["bias"].add(1)))
        #expect(!treeEqual(model, model.map { $0.asType(.float64) }))
        #expect(!treeEqual([Tensor(1.0)], [Tensor(1.0), 2]))
        #expect(!treeEqual([Tensor.zeros([2])], [Tensor.zeros([1, 2])]))
        #expect(!treeEqual(Numbers(1, 2, 3, "A"), Numbers(1, 2, 3, "B")))
        #expect(treeEqual(model["l1"], model["l1"]))
        #expect(!treeEqual(model["l1"], model["l2"]))
    }

    @Test func closenessNamesTheWorstLeaf() {
        let near = treeClose(model, model.map { $0 * (1 + 1e-6) })
        #expect(near.isClose && near.excess > 0 && near.excess <= 1)
        #expect(treeClose(model, model).description == "all elements are equal")
        var other = model
        other.l1.bias = other.l1.bias.at[0, 3].add(1e-3)
        other.l2.weight = other.l2.weight.at[2, 0].set(7)
        let far = treeClose(model, other)
        #expect(!far.isClose)
        #expect(far.worst?.description == "l2.weight")
        #expect(
            far.description.hasPrefix("l2.weight differs most: -1.0687716 against 7.0 at [2, 0]"))
        #expect(treeClose(model, other, absolute: 10).isClose)
    }

    @Test func formsAndSpecialNumbers() {
        #expect(treeClose([Tensor(Float.nan)], [Tensor(Float.nan)]).isClose)
        #expect(!treeClose([Tensor(Float.nan)], [Tensor(Float(1))]).isClose)
        #expect(treeClose([Tensor(Float.infinity)], [Tensor(Float.infinity)]).isClose)
        #expect(!treeClose([Tensor(Float.infinity)], [Tensor(-Float.infinity)]).isClose)
        #expect(!treeClose([Tensor(1)], [Tensor(2)], relative: 0, absolute: 0).isClose)
        #expect(treeClose([Tensor](), []).isClose)
        #expect(
            treeClose([Tensor.zeros([2])], [Tensor.zeros([3])]).description
                == "[0] is f32[2] and f32[3]")
        #expect(treeClose([Tensor(1)], []).description.contains("different structures"))
        #expect(!treeClose(model["l1"], model).isClose)
    }

    @Test func sharedStorage() throws {
        let w = Tensor.ones([2])
        let tied = ["a": w, "b": w, "c": Tensor.ones([2])]
        #expect(tied.sharedLeaves.map { $0.map(\.description) } == [["[\"a\"]", "[\"b\"]"]])
        #expect(throws: TensorError.self) { try treeCheck(tied) }
        try treeCheck(model)
        try treeCheck([Tensor(3), 3])
        // It goes wrong nowhere else: a donated step works, and the two are leaves of their own.
        var pair = Numbers(w, w, 1.0, "A")
        let step = jit { (model: inout Numbers) in model.a += 1 }
        step(&pair)
        step(&pair)
        #expect(pair.a == [3.0, 3.0] && pair.b == [1.0, 1.0])
    }

    @Test func replacing() {
        let w = Tensor.zeros([1, 5])
        #expect(model.replacing(\.l1.weight, with: w).l1.weight == w)
        let two = model.replacing(\.l1.bias, \.l2.bias, with: [w, Tensor.zeros([1, 1])])
        #expect(two.l1.bias == w && two.l2.bias == .zeros([1, 1]))
        let mixed = model.replacing(\.l1, \.l2.bias, with: (Linear(1, 5), w))
        #expect(mixed.l1.weight == .ones([1, 5]) && mixed.l2.bias == w)
        #expect(model.replacing(\.l1.bias, \.l2.bias) { $0 * 4 }.l2.bias == [[4.0]])
        let three = Numbers(1, 2, 3, "A").replacing(\.a, \.b, \.name, with: (4, 5, "B"))
        #expect(three == Numbers(4, 5, 3, "B"))
        #expect(
            mistake { model.replacing(\.l1.bias, \.l2.bias, with: [w]) }?.contains("2 places")
                == true)
        #expect(model.l1.bias == .ones([1, 5]))
    }

    @Test func updates() {
        let model = Numbers(1, 2.0, [3.0, 4.0], "A")
        let updates = Numbers(10, .nothing, 0.5, "B")
        let updated = applyUpdates(model, updates)
        #expect(updated == Numbers(11, 2.0, [3.5, 4.5], "A"))
        #expect(updated.a.dtype == .int32)
    }

    @Test func applyingToParts() {
        let changed = model.applying(to: Linear.self) { $0.bias = 0 }
        #expect(changed.l1.bias == 0 && changed.l2.bias == 0)
        var order: [String] = []
        _ = model.applying(to: (any Module).self) { order.append("\(type(of: $0))") }
        #expect(order == ["Linear", "Linear", "DescribedStack"])
        #expect(model.parts(Linear.self).map(\.path.description) == ["l1", "l2"])
        let message = mistake {
            model.applying(to: (any Module).self) { if $0 is Linear { $0 = Averager() } }
        }
        #expect(message?.contains("Averager in the place of a Linear") == true)
    }
}
