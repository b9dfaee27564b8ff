import EspalierTestSupport
import Testing

@testable import Espalier

/// A stack whose layers are made when it is first called.
@Module
private struct LazyStack {
    var key: Key
    var hidden = 10

    mutating func callAsFunction(_ x: Tensor) -> Tensor {
        let keys = key.split(3)
        let (inputs, hidden) = (x.shape[x.rank - 1], hidden)
        var y = tanh(lazyNode("l1") { Linear(inputs, hidden, key: keys[0]) }(x))
        y = tanh(lazyNode("l2") { Linear(hidden, hidden, key: keys[1]) }(y))
        return lazyNode("l3") { Linear(hidden, inputs, key: keys[2]) }(y)
    }
}

extension Linear {
    func callAsFunction(_ x: Tensor) -> Tensor { matmul(x, weight) + bias }
}

@Module
private struct Counting {
    mutating func callAsFunction(_ x: Tensor) -> Tensor {
        withLazyNode("average", { Averager() }) { (node: inout Averager) in node(x) }
    }
}

@Suite struct LazyNodeTests {
    @Test func areMadeOnce() {
        var model = LazyStack(key: Key(0))
        #expect(model.leafCount == 1)
        let x = Tensor.ones([4, 3])
        let y = model(x)
        #expect(y.shape == [4, 3])
        #expect(
            model.paths.map(\.description)
                == [
                    "key.data", "l1.weight", "l1.bias", "l2.weight", "l2.bias", "l3.weight",
                    "l3.bias",
                ])
        #expect(model.leaves[1].shape == [3, 10])
        #expect(model(x) == y)
        #expect(model.leafCount == 7)
    }

    @Test func areOrdinaryParts() {
        var model = LazyStack(key: Key(0))
        _ = model(.ones([1, 2]))
        let zero = model.at["l3"].set(0)
        var copy = zero
        #expect(copy(.ones([1, 2])) == .zeros([1, 2]))
        #expect(model.structure == zero.structure)
        #expect(model.structure != LazyStack(key: Key(0)).structure)
        let gradients = grad { (model: LazyStack) in
            var model = model
            return model(.ones([1, 2])).sum()
        }(model)
        #expect(gradients.leafCount == 7)
        #expect(gradients.leaves[6] == [[1.0, 1.0]])
        #expect((model - 0.1 * gradients).structure == model.structure)
        #expect(!model.frozen().describedLeaves.map(\.isFrozen).contains(false))
        #expect(model.treeDiagram().contains("l2=Linear"))
    }

    @Test func compile() {
        var model = LazyStack(key: Key(0))
        let run = jit { (model: inout LazyStack, x: Tensor) in model(x) }
        let x = Tensor.ones([4, 3])
        let first = run(&model, x)
        #expect(model.leafCount == 7)
        #expect(isClose(run(&model, x), first))
        #expect(isClose(run(&model, x), first))
        #expect(run.traceCount == 2)
        var eager = LazyStack(key: Key(0))
        #expect(isClose(eager(x), first))
        #expect(treeClose(eager, model, absolute: 1e-6).isClose)
    }

    @Test func keepTheirState() {
        var model = Counting()
        for _ in 0..<3 { _ = model(.ones([2])) }
        #expect(model.leaves[0] == 6.0)
    }

    @Test func mistakes() {
        var model = LazyStack(key: Key(0))
        _ = model(.ones([1, 2]))
        let message = mistake { model.lazyNode("l1") { Averager() }.scale }
        #expect(message?.contains("made as Linear, and is asked for as Averager") == true)
        var layer = Layer.identity
        #expect(
            mistake { layer.lazyNode("l1") { Linear(1, 1) }.bias }?.contains("stores no status")
                == true)
    }
}
