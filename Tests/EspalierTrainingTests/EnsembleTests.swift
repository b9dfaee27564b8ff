import Espalier
import EspalierNN
import EspalierOptimizers
import Testing

/// Several models, several batches and several layers at once.
@Suite struct EnsembleTests {
    @Module
    struct Member {
        var model: MLP
        var optimizer: Optimizer

        init(_ key: Key) {
            model = MLP(2, 1, width: 4, depth: 1, activation: .tanh, key: key)
            optimizer = adam(0.05).initialized(for: model)
        }

        mutating func step(_ x: Tensor, _ y: Tensor) -> Tensor {
            let (loss, gradients) = valueAndGrad(&model) { square($0(x) - y).mean() }
            optimizer.update(&model, with: gradients)
            return loss
        }
    }

    private let x = Key(1).normal([8, 2])
    private var y: Tensor { x.sum(axis: 1, keepDims: true) }

    @Test func anEnsembleTrainsAsItsMembersDo() throws {
        let keys = Key(2).splitBatch(3)
        let together = jit { (all: inout Member, x: Tensor, y: Tensor) -> Tensor in
            let (next, losses) = vmap(
                { (member: Member, x: Tensor, y: Tensor) -> (Member, Tensor) in
                    var member = member
                    let loss = member.step(x, y)
                    return (member, loss)
                }, in: 0, nil, nil)(all, x, y)
            all = next
            return losses
        }
        let alone = jit { (member: inout Member, x: Tensor, y: Tensor) in member.step(x, y) }
        var members = (0..<3).map { Member(keys[$0]) }
        var ensemble = stacked(members)
        var losses = Tensor(0.0)
        for _ in 0..<5 { losses = together(&ensemble, x, y) }
        for (index, member) in ensemble.unstacked().enumerated() {
            var loss = Tensor(0.0)
            for _ in 0..<5 { loss = alone(&members[index], x, y) }
            #expect(treeClose(member, members[index], relative: 1e-5, absolute: 1e-6).isClose)
            #expect(Swift.abs(Float(losses[index]) - Float(loss)) < 1e-5)
        }
        // Made at once, they are the same models.
        let made = vmap { (key: Key) in Member(key) }(keys)
        #expect(treeClose(made, stacked((0..<3).map { Member(keys[$0]) })).isClose)
    }

    @Test func microBatchesMakeOneBatch() throws {
        func training(_ rule: AnyTransformation) -> (MLP, Optimizer) {
            let model = Member(Key(3)).model
            return (model, rule.initialized(for: model))
        }
        let rule = adam(0.05)
        var whole = Member(Key(3))
        whole.optimizer = rule.initialized(for: whole.model)
        var parts = whole
        parts.optimizer = multiSteps(rule, every: 4).initialized(for: parts.model)
        let step = jit { (member: inout Member, x: Tensor, y: Tensor) in member.step(x, y) }
        for _ in 0..<2 {
            _ = step(&whole, x, y)
            let before = parts.model
            for start in stride(from: 0, to: 8, by: 2) {
                #expect(parts.model.leaves == before.leaves)
                _ = step(&parts, x[start..<start + 2], y[start..<start + 2])
            }
        }
        #expect(treeClose(parts.model, whole.model, relative: 1e-5, absolute: 1e-6).isClose)
        // Or all in one step, by a loop over the parts.
        var scanned = Member(Key(3))
        let inOne = jit { (member: inout Member, x: Tensor, y: Tensor) in
            let model = member.model
            let (sum, _) = scan(
                initial: 0 * model, over: [x.reshaped([4, 2, 2]), y.reshaped([4, 2, 1])]
            ) { sum, part in
                var copy = model
                return (sum + grad(&copy) { square($0(part[0]) - part[1]).mean() }, EmptyTree())
            }
            member.optimizer.update(&member.model, with: 0.25 * sum)
        }
        for _ in 0..<2 { inOne(&scanned, x, y) }
        #expect(treeClose(scanned.model, whole.model, relative: 1e-5, absolute: 1e-6).isClose)
    }

    @Test func layersByScanAreTheLoop() throws {
        let keys = Key(4).split(3)
        let list = (0..<3).map { Linear(4, 4, key: keys[$0]) }
        let x = Key(5).normal([2, 4])
        let byLoop = valueAndGrad { (layers: [Linear], x: Tensor) in
            layers.reduce(x) { tanh($1($0)) }.sum()
        }
        let byScan = valueAndGrad { (layers: Linear, x: Tensor) in
            scan(initial: x, over: layers) { x, layer in (tanh(layer(x)), EmptyTree()) }.0.sum()
        }
        let (loopLoss, loopGradients) = jit(byLoop)(list, x)
        let (scanLoss, scanGradients) = jit(byScan)(stacked(list), x)
        #expect(Swift.abs(Float(loopLoss) - Float(scanLoss)) < 1e-5)
        #expect(
            treeClose(
                scanGradients.unstacked(), loopGradients, relative: 1e-5, absolute: 1e-6
            ).isClose)
    }

    @Test func stackingMistakes() {
        #expect(stacked([Tensor(1.0), Tensor(2.0)]).unstacked() == [Tensor(1.0), Tensor(2.0)])
        let ragged = #expect(throws: TensorError.self) {
            try withErrors { _ = [Tensor([1.0]), Tensor([1.0, 2.0]), Tensor(1.0)].unstacked() }
        }
        #expect(ragged?.message.contains("there are 1, 2, none") == true)
        let other = #expect(throws: TensorError.self) {
            try withErrors { _ = stacked([Dropout(0.1), Dropout(0.2)]) }
        }
        #expect(
            other?.description
                == "stacked: trees 0 and 1 have different structures: rate is 0.1 and 0.2")
    }
}
