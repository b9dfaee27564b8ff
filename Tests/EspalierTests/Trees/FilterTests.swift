import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct FilterTests {
    let model = Everything(inner: Linear(1, 2))

    private func kept<T: Tree>(_ tree: T) -> [String] {
        zip(tree.paths, tree.leaves).filter { !$1.isNothing }.map(\.0.description)
    }

    @Test func byKind() {
        #expect(kept(model.batchStats()) == ["mean"])
        #expect(kept(model.optStates()) == ["momentum"])
        #expect(kept(model.filter(State.self)) == kept(model.states()))
        #expect(kept(model.states()) == ["mean", "momentum"])
        #expect(kept(model.modelStates()) == ["mean"])
        #expect(kept(model.filter(Momentum.self)) == ["momentum"])
        #expect(kept(model.filter(State.self, OptState.self)) == ["momentum"])
        #expect(kept(model.filter(Parameter.self, State.self)) == [])
        #expect(kept(model.rngs()) == [] && kept(model.logs()) == [] && kept(model.losses()) == [])
        #expect(kept(model.metrics()) == [])
        // Integers are no parameters unless they are marked.
        let numbers = Numbers(1, 2.0, true, "A")
        #expect(kept(numbers.parameters()) == ["b"])
        #expect(kept([Key(1)].rngs()) == ["[0].data"])
        #expect(kept(model.parameters()).contains("inner.weight"))
        #expect(!kept(model.parameters()).contains("mean"))
    }

    @Test func byPredicate() {
        var stack = DescribedStack.model
        stack.l1.freeze()
        #expect(kept(stack.filter(Parameter.self) { !$0.isFrozen }) == ["l2.weight", "l2.bias"])
        #expect(
            kept(stack.filter { $0.tensor.count > 1 }) == ["l1.weight", "l1.bias", "l2.weight"])
        #expect(kept(stack.trainable()) == ["l2.weight", "l2.bias"])
    }

    @Test func merging() {
        let stack = DescribedStack.model
        let zero = stack.map { $0 * 0 }
        let merged = stack.merging(zero.filter { $0.path.description.hasSuffix("bias") })
        #expect(merged.l1.weight == stack.l1.weight && merged.l1.bias == zero.l1.bias)
        #expect(treeEqual(stack.merging(zero.parameters(), stack), stack))
        #expect(
            treeEqual(stack.merging(zero).merging(stack["l1"]), stack.merging(zero, stack["l1"])))
        var other = stack
        other.merge(zero)
        #expect(treeEqual(other, zero))
        #expect(
            mistake { [Tensor(1.0)].merging([Tensor(1.0), 2.0]) }?.contains("different structures")
                == true)
    }

    @Test func mapsTheFiltered() {
        let doubled = model.map(BatchStat.self) { $0 + 5 }
        #expect(doubled.mean == 5 && doubled.weight == model.weight)
        let marked = model.map(where: { $0.path.description == "weight" }, transform: { $0 * 3 })
        #expect(marked.weight == 3 && marked.mean == 0)
    }

    /// Treex's way to train: the parameters are an argument of their own, the rest comes along.
    @Test func gradientOfTheParameters() throws {
        var model = Averager()
        let x = Tensor([1.0, 2.0]).asType(.float32)
        let loss = { (parameters: Averager, rest: Averager) -> (Tensor, Averager) in
            var model = rest.merging(parameters)
            return ((model(x) ** 2).sum(), model)
        }
        let ((value, after), gradients) = valueAndGrad(loss)(model.parameters(), model)
        #expect(try elements(value) == [5])
        #expect(try elements(gradients.scale) == [10])
        #expect(gradients.total.isNothing)
        model = after.merging(applyUpdates(after.parameters(), -0.1 * gradients))
        #expect(try elements(model.total) == [3])
        #expect(isClose(model.scale, Tensor(0.0).asType(.float32)))
    }

    @Test func meansOfStatisticsAcrossABatch() {
        let models = vmap(
            { (x: Tensor) -> Averager in
                var model = Averager()
                _ = model(x)
                return model.map(BatchStat.self) { $0.dtype.isFloating ? pmean("batch", $0) : $0 }
            }, axisName: "batch")(Tensor([[1.0, 2.0], [3.0, 4.0]]).asType(.float32))
        #expect(models.total == [5.0, 5.0])
    }

    @Test func partitions() {
        let numbers = Numbers(1, 2.0, 3, "A")
        let (floats, rest) = partition(numbers, where: isInexact)
        #expect(kept(floats) == ["b"] && kept(rest) == ["a", "c"])
        #expect(combine(floats, rest) == numbers)
        #expect(combine(rest, floats) == numbers)
        #expect(kept(partition(numbers, where: isArray).0).count == 3)
        #expect(kept(partition(DescribedStack.model, where: isTrainable).1) == [])
        let (some, others) = partition(numbers, where: numbers == "c")
        #expect(kept(some) == ["c"] && kept(others) == ["a", "b"])
        #expect(mistake { combine([Tensor(1.0)], []) }?.contains("combine") == true)
    }
}
