import EspalierTestSupport
import Testing

@testable import Espalier

@Module
private struct Counter {
    @State var calls: Tensor = .zeros([], dtype: .int32)

    mutating func increment() { calls += 1 }
}

@Module
private struct KeyedDropout {
    var keys: KeySequence
    var rate = 0.5

    mutating func callAsFunction(_ x: Tensor) -> Tensor {
        guard isTraining && !isFrozen else { return x }
        let kept = keys.next().uniform(x.shape) .< 1 - rate
        return which(kept, x / (1 - rate), 0)
    }
}

@Module
private struct Stateful {
    var counter = Counter()
    var average = Averager()
    var dropout: KeyedDropout

    mutating func callAsFunction(_ x: Tensor) -> Tensor {
        counter.increment()
        return dropout(average(x))
    }
}

/// State that changes through `inout`, wherever the module goes.
@Suite struct ModuleStateTests {
    private let x = Tensor.ones([8])

    @Test func countsCalls() {
        var counter = Counter()
        let update = jit { (counter: inout Counter) in counter.increment() }
        for _ in 0..<10 { update(&counter) }
        #expect(counter.calls == 10)
        #expect(update.traceCount == 1)
        for _ in 0..<10 { counter.increment() }
        #expect(counter.calls == 20)
    }

    @Test func keysAreSplitAndKept() {
        var keys = KeySequence(Key(3, .original))
        let (first, rest) = Key(3, .original).split()
        #expect(keys.next().data == first.data)
        #expect(keys.next().data == rest.split().0.data)
        #expect(KeySequence(3) == KeySequence(Key(3)))
        #expect(keys.describedLeaves.map { $0.kind == Rng.self } == [true])
    }

    @Test func eagerAndCompiledAgree() {
        var eager = Stateful(dropout: KeyedDropout(keys: KeySequence(1)))
        var compiled = eager
        let run = jit { (model: inout Stateful, x: Tensor) in model(x) }
        var outputs: [Tensor] = []
        for _ in 0..<3 {
            let y = eager(x)
            #expect(run(&compiled, x) == y)
            outputs.append(y)
        }
        #expect(outputs[0] != outputs[1])
        #expect(treeEqual(eager, compiled))
        #expect(eager.counter.calls == 3 && eager.average.total == 24.0)
    }

    @Test func scans() {
        let model = Stateful(dropout: KeyedDropout(keys: KeySequence(1)))
        let rows = Tensor.ones([3, 8])
        let (last, outputs) = scan(initial: model, over: rows) { (model: Stateful, row: Tensor) in
            var model = model
            let y = model(row)
            return (model, y)
        }
        var eager = model
        for index in 0..<3 { #expect(outputs[index] == eager(x)) }
        #expect(treeEqual(last, eager))
        #expect(last.counter.calls == 3)
    }

    @Test func batches() {
        let model = Stateful(dropout: KeyedDropout(keys: KeySequence(1)))
        let (models, outputs) = vmap(
            { (model: Stateful, row: Tensor) -> (Stateful, Tensor) in
                var model = model
                let y = model(row)
                return (model, y)
            }, in: nil, 0)(model, Tensor([[1.0, 2.0], [3.0, 4.0]]).asType(.float32))
        #expect(outputs.shape == [2, 2])
        #expect(models.average.total == [3.0, 7.0])
        // An ensemble: a model for each key.
        let ensemble = vmap { (key: Tensor) in
            Stateful(dropout: KeyedDropout(keys: KeySequence(Key(data: key))))
        }(stack(Key(5).split(4).map(\.data)))
        #expect(ensemble.dropout.keys.leaves[0].shape == [4, 2])
        let different = vmap { (model: Stateful) -> Tensor in
            var model = model
            return model(.ones([16]))
        }(ensemble)
        #expect(different.shape == [4, 16])
        #expect(different[0] != different[1])
    }

    @Test func survivesGradients() {
        var model = Stateful(dropout: KeyedDropout(keys: KeySequence(1)))
        let before = model
        let (loss, gradients) = valueAndGrad(&model) { $0(x).sum() }
        #expect(model.counter.calls == 1 && model.average.total == 8.0)
        #expect(model.dropout.keys != before.dropout.keys)
        #expect(gradients.counter.calls.isNothing && gradients.average.total.isNothing)
        #expect(isClose(gradients.average.scale, loss))
    }

    @Test func modesStopTheState() {
        var model = Stateful(dropout: KeyedDropout(keys: KeySequence(1)))
        model.eval()
        #expect(model(x) == x)
        #expect(model.average.total == 0.0)
        model.train()
        model.dropout.freeze()
        #expect(model(x) == x)
        #expect(model.average.total == 8.0)
    }

    /// Treex's optimizer: its state is a tree that changes by itself, and goes through compiled functions.
    @Test func optimizersAreTrees() throws {
        var parameters = TiedStack(embedding: Tensor([[1.0, 2.0], [3.0, 4.0]]))
        var momentum = HeavyBall(for: parameters)
        let x = Tensor([[1.0, 0.0]])
        let loss = { (model: TiedStack) in model(x).sum() }
        let step = jit { (pair: inout TreePair<TiedStack, HeavyBall<TiedStack>>) -> Tensor in
            let (value, gradients) = valueAndGrad(loss)(pair.first)
            pair.first = pair.second.update(pair.first, with: gradients)
            return value
        }
        var pair = TreePair(parameters, momentum)
        var losses: [Tensor] = []
        for _ in 0..<3 {
            losses.append(step(&pair))
            parameters = momentum.update(parameters, with: grad(loss)(parameters))
        }
        #expect(step.traceCount == 1)
        #expect(treeClose(pair.first, parameters).isClose)
        #expect(treeClose(pair.second, momentum).isClose)
        #expect(Bool(losses[2] .< losses[0]))
        #expect(pair.second.describedLeaves.map { $0.isOf(kind: OptState.self) } == [true])
        // The bare updates, without applying them.
        let updates = momentum.updates(for: grad(loss)(parameters))
        #expect(updates.embedding.shape == [2, 2])
    }

    /// One set of weights that two layers use stands in one place.
    @Test func sharedLayers() throws {
        let model = TiedStack(embedding: Tensor([[1.0, 2.0], [3.0, 4.0]]))
        let slope = grad { (model: TiedStack) in model(Tensor([[1.0, 0.0]])).sum() }(model)
        #expect(model.leafCount == 1)
        // d/dW of the sum of (x W) Wᵀ, by both uses of W.
        #expect(try elements(slope.embedding) == [5, 8, 1, 2])
        try treeCheck(model)
    }
}

@Module
private struct TiedStack {
    var embedding: Tensor

    func callAsFunction(_ x: Tensor) -> Tensor {
        matmul(matmul(x, embedding), embedding.transposed())
    }
}

@Module
private struct HeavyBall<Model: Module> {
    @OptState var velocity: Model
    var rate = 0.01

    init(for parameters: Model) { velocity = parameters.map { .zeros(like: $0) } }

    mutating func updates(for gradients: Model) -> Model {
        velocity = 0.9 * velocity + gradients
        return -rate * velocity
    }

    mutating func update(_ parameters: Model, with gradients: Model) -> Model {
        applyUpdates(parameters, updates(for: gradients))
    }
}
