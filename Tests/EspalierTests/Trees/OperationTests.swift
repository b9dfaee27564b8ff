import Espalier
import Testing

@Suite struct OperationTests {
    let model = StackedLinear(inputs: 1, outputs: 1, hidden: 10)

    @Test func leavesComeInDeclarationOrder() {
        #expect(
            model.leaves.map(\.shape) == [
                [1, 10], [1, 10], [10, 10], [1, 10], [10, 1], [1, 1],
            ])
        #expect(model.leafCount == 6)
        #expect(
            model.paths.map(\.description) == [
                "l1.weight", "l1.bias", "l2.weight", "l2.bias", "l3.weight", "l3.bias",
            ])
    }

    @Test func pathsGoThroughCollections() {
        let everything = Everything(inner: Linear(1, 2))
        #expect(
            everything.paths.map(\.description) == [
                "weight", "mean", "inner.weight", "inner.bias", "momentum", "table[\"a\"].weight",
                "table[\"a\"].bias", "table[\"b\"].weight", "table[\"b\"].bias", "pair.0",
                "watched",
                "secret",
            ])
        let tree: [Int: [Tensor?]] = [10: [1, nil], 2: [nil, 3]]
        #expect(tree.paths.map(\.description) == ["[2][1]", "[10][0]"])
        #expect(tree.leaves == [3, 1])
        #expect(Tensor(1.0).paths == [Path()])
        #expect(TreePair(model, Tensor(1.0)).paths.last?.description == "[1]")
        #expect(TreePair(model, Tensor(1.0)).paths.first?.description == "[0].l1.weight")
    }

    @Test func mapKeepsConstants() {
        var everything = Everything(inner: Linear(1, 2))
        everything.steps = 8
        let doubled = everything.map { $0 * 2 }
        #expect(doubled.steps == 8)
        #expect(doubled.pair.0 == 10)
        #expect(doubled.pair.scale == 0.1)
        #expect(doubled.frozen == 9)
        #expect(doubled.inner.weight == Tensor.ones([1, 2]) * 2)
        // An observer of a tree is called when its tensors change, that of a constant is not.
        #expect(doubled.observations == 1)
    }

    @Test func mapWithPath() {
        let zeroed = model.mapWithPath { path, leaf in
            path.description.hasSuffix("bias") ? leaf * 0 : leaf
        }
        #expect(zeroed.l2.bias == .zeros([1, 10]))
        #expect(zeroed.l2.weight == model.l2.weight)
    }

    @Test func mapRethrows() {
        struct Refused: Error {}
        #expect(throws: Refused.self) { try model.map { _ in throw Refused() } }
    }

    @Test func mapOfSeveralTrees() {
        let other = model.map { $0 * 3 }
        #expect(model.map(with: other) { $0 + $1 }.l1.bias == .ones([1, 10]) * 4)
        #expect(model.map(with: other, other) { $0 + $1 * $2 }.l1.bias == .ones([1, 10]) * 10)
        #expect(model.map(with: [other]) { $0[1] }.l3.bias == .ones([1, 1]) * 3)
    }

    @Test func arraysOfTensorsMapToTheSame() {
        let tensors: [Tensor] = [1, 2]
        #expect(tensors.map { $0 * 2 } == [2, 4])
        #expect(tensors.map { $0.count } == [1, 1])
        let optional: Tensor? = 3
        #expect(optional.map { $0 + 1 } == 4)
    }

    @Test func reduceAndReplace() {
        #expect(model.treeReduce(0) { $0 + $1.count } == 141)
        let replaced = model.replacingLeaves(with: model.leaves.reversed())
        #expect(replaced.l1.weight == model.l3.bias)
        #expect(replaced.l3.bias == model.l1.weight)
    }

    @Test func replacingNeedsTheRightNumber() async {
        await #expect(processExitsWith: .failure) {
            _ = StackedLinear(inputs: 1, outputs: 1, hidden: 1).replacingLeaves(with: [1])
        }
    }

    @Test func tuplesOfTrees() {
        var six = TreeSextuple(
            Tensor(1.0), EmptyTree(), [Tensor(2.0)], Tensor?.none, TreeTriple(model, model, model),
            TreePair(Tensor(3.0), Tensor(4.0)))
        #expect(six.leafCount == 22)
        six.replaceLeaves(with: six.leaves.map { $0 + 1 })
        #expect(six.first == 2.0)
        #expect(six.sixth.second == 5.0)
    }

    @Test func enumsAreTrees() {
        var layer = Layer.residual(.pair(1, nil, scale: 0.5))
        #expect(layer.paths.map(\.description) == ["residual.pair.0"])
        layer = layer.map { $0 + 1 }
        guard case .residual(.pair(let a, let b, let scale)) = layer else {
            Issue.record("the case changed")
            return
        }
        #expect(a == 2)
        #expect(b == nil)
        #expect(scale == 0.5)
        #expect(Layer.identity.leafCount == 0)
        let either = Either<[Tensor], Linear>.left([1, 2]).map { -$0 }
        #expect(either.leaves == [-1, -2])
        #expect(
            Layer.linear(Linear(1, 1)).map { $0 * 2 }.leaves == [
                .ones([1, 1]) * 2, .ones([1, 1]) * 2,
            ])
    }

    /// A tree without the macro: two methods, as toylib's first classes have them.
    @Test func treesWrittenByHand() {
        let model = HandWritten(weights: [1.0, 2.0], bias: nil, inputs: 2)
        #expect(model.leafCount == 1)
        let gradients = grad { (model: HandWritten) in (model.weights * model.weights).sum() }(
            model)
        #expect(gradients.weights == [2.0, 4.0])
        #expect(model.map(with: gradients) { $0 - 0.1 * $1 }.inputs == 2)
        let scale = jit { (model: HandWritten) in model.map { $0 * 2 } }
        #expect(scale(model).weights == [2.0, 4.0])
        #expect(scale(HandWritten(weights: [1.0, 2.0], bias: 3.0, inputs: 2)).bias == 6.0)
        #expect(scale.traceCount == 2)
    }

    @Test func existentialsAreTrees() {
        let wrapper = Wrapper(layer: Wrapper(layer: Linear(1, 2)))
        #expect(wrapper.paths.map(\.description) == ["layer.layer.weight", "layer.layer.bias"])
        #expect(wrapper.map { $0 * 2 }.leaves[0] == .ones([1, 2]) * 2)
    }
}

private struct HandWritten: Tree {
    var weights: Tensor
    var bias: Tensor?
    var inputs: Int

    func visit<V: TreeVisitor>(_ visitor: inout V) {
        visitor.child(weights, Field(.name("weights")))
        visitor.child(bias, Field(.name("bias")))
        visitor.constant(inputs, Field(.name("inputs")))
    }

    mutating func update<U: TreeUpdater>(_ updater: inout U) {
        updater.child(&weights, Field(.name("weights")))
        updater.child(&bias, Field(.name("bias")))
    }
}
