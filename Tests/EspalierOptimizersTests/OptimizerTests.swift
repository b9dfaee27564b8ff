import Espalier
import EspalierOptimizers
import EspalierTestSupport
import Logging
import TestSupport
import Testing

@Module
struct Part {
    var weight: Tensor
    var bias: Tensor
}

/// A model with leaves that aren't learned.
@Module
struct Network {
    var first = Part(weight: Tensor([[0.5, -1.0], [2.0, 0.25]]), bias: Tensor([0.5, 1.0]))
    var second = Part(weight: Tensor([[1.0, 2.0], [-0.5, 0.75]]), bias: Tensor([0.1, 0.2]))
    @BatchStat var mean = Tensor([3.0, 4.0])
    var calls = Tensor(scalars: [7] as [Int32], shape: [])

    func loss(_ x: Tensor) -> Tensor {
        let h = tanh(x.matmul(first.weight) + first.bias)
        return square(h.matmul(second.weight) + second.bias - mean).sum()
    }
}

@Module
struct NetworkTraining {
    var model: Network
    var optimizer: Optimizer
}

private let input = Tensor([[1.0, 2.0], [0.5, -1.0]])

/// What an optimiser does with a model, whatever its rule is.
@Suite(.serialized) struct OptimizerTests {
    private func train(
        _ training: inout NetworkTraining, _ x: Tensor
    ) -> Tensor {
        let (loss, gradients) = valueAndGrad(&training.model) { $0.loss(x) }
        training.optimizer.update(&training.model, with: gradients)
        return loss
    }

    @Test(arguments: ["adamw", "lamb", "multi steps", "partition"])
    func eagerEqualsJitted(_ name: String) throws {
        let transformation = try #require(optaxCases[name] ?? optaxWrappers[name])
        let model = Network()
        let start = NetworkTraining(
            model: model, optimizer: transformation.initialized(for: model))
        var (eager, jitted) = (start, start)
        let step = jit { (training: inout NetworkTraining, x: Tensor) -> Tensor in
            train(&training, x)
        }
        for _ in 0..<4 {
            _ = train(&eager, input)
            _ = step(&jitted, input)
        }
        // A fused program rounds fewer intermediate numbers, in each of four steps.
        let closeness = treeClose(jitted, eager, relative: 1e-5, absolute: 1e-6)
        #expect(closeness.isClose, "\(closeness)")
        #expect(step.traceCount == 1)
    }

    @Test func leavesThatAreNotLearnedStay() {
        var model = Network()
        model.first.freeze()
        let before = model
        var optimizer = adamw(0.1, weightDecay: 0.5).initialized(for: model)
        for _ in 0..<3 {
            let gradients = grad { (model: Network) in model.loss(input) }(model)
            optimizer.update(&model, with: gradients)
        }
        #expect(treeEqual(model.first, before.first))
        #expect(model.mean == before.mean)
        #expect(model.calls == before.calls)
        #expect(model.second.weight != before.second.weight)
        #expect(model.second.bias != before.second.bias)
        #expect(optimizer.state.slot("mu")?.count == 2)
    }

    @Test func learnsWhatItIsTold() {
        var model = Network()
        let before = model
        var optimizer = adam(0.1).initialized(for: model) { $0.path.description == "first.bias" }
        let gradients = grad { (model: Network) in model.loss(input) }(model)
        optimizer.update(&model, with: gradients)
        #expect(model.first.bias != before.first.bias)
        model.first.bias = before.first.bias
        #expect(treeEqual(model, before))
    }

    @Test func pureUpdates() {
        let model = Network()
        let optimizer = adam(0.1).initialized(for: model)
        let gradients = grad { (model: Network) in model.loss(input) }(model)
        let (updates, next) = optimizer.updates(for: gradients, at: model)
        #expect(updates.mean.isNothing && updates.calls.isNothing)
        #expect(Int(optimizer.count ?? -1) == 0)
        #expect(Int(next.count ?? -1) == 1)
        var (moved, mutable) = (model, optimizer)
        mutable.update(&moved, with: gradients)
        #expect(treeEqual(applyUpdates(model, updates), moved))
        #expect(treeEqual(mutable, next))
    }

    @Test func stateIsUpdatedInPlace() throws {
        let model = Leaves(items: [Tensor.ones([128, 64])])
        var training = Training(model: model, optimizer: adam(0.1).initialized(for: model))
        let step = jit { (training: inout Training, gradients: Leaves) in
            training.optimizer.update(&training.model, with: gradients)
        }
        let gradients = Leaves(items: [Tensor.full([128, 64], 0.5)])
        func addresses() throws -> [UInt] {
            try training.leaves.filter { $0.rank == 2 }.map { leaf in
                try leaf.wait().withHostBytes { UInt(bitPattern: $0.baseAddress) }
            }
        }
        step(&training, gradients)
        let before = try addresses()
        step(&training, gradients)
        #expect(before.count == 3)
        #expect(try addresses() == before)
    }

    @Test func theStateIsATree() {
        let model = Network()
        let optimizer = adam(0.1).initialized(for: model)
        let paths = optimizer.paths.map(\.description)
        #expect(paths.contains("state.parts[0].numbers[\"count\"]"))
        #expect(paths.contains("state.parts[0].slots[\"mu\"][0]"))
        #expect(optimizer.leaves.count == 9)
        #expect(optimizer.optStates().leaves.allSatisfy { !$0.isNothing })
        #expect(optimizer.state.number("count")?.dtype == .int32)
        #expect(optimizer.description.contains("Optimizer"))
        // Nothing in it is learned.
        #expect(optimizer.describedLeaves.allSatisfy { !$0.isTrainable })
    }

    @Test func theLearningRateChangesWithoutTracing() {
        let model = Network()
        let transformation = adamw(.adjustable(0.1), weightDecay: .adjustable(0.5))
        var training = NetworkTraining(
            model: model, optimizer: transformation.initialized(for: model))
        var reference = NetworkTraining(
            model: model, optimizer: adamw(0.1, weightDecay: 0.5).initialized(for: model))
        let step = jit { (training: inout NetworkTraining, x: Tensor) -> Tensor in
            train(&training, x)
        }
        _ = step(&training, input)
        _ = train(&reference, input)
        #expect(treeClose(training.model, reference.model, relative: 1e-6, absolute: 1e-7).isClose)
        training.optimizer.learningRate = 0
        let before = training.model
        _ = step(&training, input)
        #expect(treeEqual(training.model, before))
        #expect(step.traceCount == 1)
        #expect(Double(training.optimizer.weightDecay ?? -1) == 0.5)
    }

    @Test func otherNumbersTraceAgain() {
        #expect(adam(1e-3) == adam(1e-3))
        #expect(adam(1e-3) != adam(1e-2))
        #expect(adam(1e-3) != adam(.cosineDecay(initial: 1e-3, steps: 10)))
        let closure: LeafFilter = .leaves { $0.tensor.rank > 1 }
        #expect(masked(clip(1), where: closure) == masked(clip(1), where: closure))
        #expect("\(adam(1e-3))".contains("0.999"))
    }

    @Test func movingAverages() {
        var model = Network()
        var average = ExponentialMovingAverage(of: model, decay: 0.75)
        average.update(with: model)
        #expect(treeClose(average.model, model, relative: 1e-6).isClose)
        model.first.bias = Tensor([2.5, 1.0])
        average.update(with: model)
        // (0.75 · 0.25 · 0.5 + 0.25 · 2.5) / (1 - 0.75²)
        let expected = (0.75 * 0.25 * 0.5 + 0.25 * 2.5) / (1 - 0.5625)
        #expect(Swift.abs(Double(average.model.first.bias[0]) - expected) < 1e-6)
        #expect(average.model.calls == model.calls)

        var plain = ExponentialMovingAverage(of: Network(), decay: 0.75, debias: false)
        plain.update(with: model)
        #expect(Swift.abs(Double(plain.model.first.bias[0]) - 1) < 1e-6)

        let target = incrementalUpdate(model, Network(), stepSize: 0.25)
        #expect(treeClose(target, plain.model, relative: 1e-6).isClose)
        #expect(treeEqual(periodicUpdate(model, Network(), step: 4, period: 2), model))
        #expect(treeEqual(periodicUpdate(model, Network(), step: 3, period: 2), Network()))
        #expect(Double(globalNorm([Tensor([3.0]), Tensor([4.0])])) == 5)
    }

    @Test func scheduleFreeWeights() {
        var model = Leaves(items: [Tensor([1.0, 2.0])])
        var optimizer = scheduleFreeSGD(0.5).initialized(for: model)
        #expect(treeEqual(optimizer.evaluationWeights(of: model), model))
        optimizer.update(&model, with: Leaves(items: [Tensor([1.0, 0.0])]))
        // After one step the mean is the one weight there is.
        let mean = optimizer.evaluationWeights(of: model)
        #expect(Swift.abs(Double(mean.items[0][0]) - 0.5) < 1e-6)
    }
}

/// Mistakes say what is wrong, and how to mend it.
@Suite(.serialized) struct OptimizerMistakeTests {
    private func message(_ body: () -> Void) -> String {
        do {
            try withErrors { body() }
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test func otherModels() {
        let model = Leaves(items: [Tensor([1.0, 2.0]), Tensor([3.0])])
        let optimizer = adam(0.1).initialized(for: model)
        func update(_ model: Leaves, _ gradients: Leaves) -> String {
            message {
                var (model, optimizer) = (model, optimizer)
                optimizer.update(&model, with: gradients)
            }
        }
        let short = Leaves(items: [Tensor([1.0, 2.0])])
        #expect(update(short, short).contains("items[1] is missing"))
        let long = Leaves(items: model.items + [Tensor([1.0])])
        #expect(update(long, long).contains("has 3 leaves, and it had 2"))
        let wide = Leaves(items: [Tensor([1.0, 2.0]), Tensor([3.0, 4.0])])
        #expect(update(wide, wide).contains("items[1] is"))
        #expect(update(model, wide).contains("gradient of items[1] has the shape [2]"))
        #expect(update(model, short).contains("the gradients have 1 leaves"))
    }

    @Test func freezingLater() {
        var model = Network()
        let optimizer = adam(0.1).initialized(for: model)
        model.first.freeze()
        let gradients = grad { (model: Network) in model.loss(input) }(model)
        let text = message {
            var (model, optimizer) = (model, optimizer)
            optimizer.update(&model, with: gradients)
        }
        #expect(text.contains("first.weight") && text.contains("frozen now"))
        let frozen = adam(0.1).initialized(for: model)
        let all = Network()
        let unknown = message {
            var (model, optimizer) = (all, frozen)
            optimizer.update(
                &model, with: grad { (model: Network) in model.loss(input) }(model))
        }
        #expect(unknown.contains("doesn't know the leaf first.weight"))
    }

    @Test func whatIsMissing() {
        let model = Leaves(items: [Tensor([1.0, 2.0])])
        func update(_ transformation: AnyTransformation) -> String {
            message {
                var (model, optimizer) = (model, transformation.initialized(for: model))
                optimizer.update(&model, with: model)
            }
        }
        #expect(update(polyakSGD()).contains("loss: loss"))
        #expect(update(lbfgs()).contains("as a function"))
        #expect(
            update(multiTransform(["a": sgd(1)]) { _ in "b" }).contains("there are rules for a"))
        #expect(
            message {
                var optimizer = adam(0.1).initialized(for: model)
                optimizer.learningRate = 0.1
            }.contains(".adjustable"))
        #expect(
            message { _ = adam(0.1).initialized(for: model.frozen()) }.contains("none to learn"))
    }

    @Test func numbers() {
        #expect(message { _ = multiSteps(sgd(1), every: 0) }.contains("positive whole number"))
        #expect(message { _ = applyEvery(0) }.contains("positive number of steps"))
        #expect(
            message { _ = lookahead(sgd(1), syncPeriod: 0, slowStepSize: 0.5) }.contains("period"))
        #expect(message { _ = Schedule.cosineDecay(initial: 1, steps: 0) }.contains("one step"))
        #expect(message { _ = Schedule.joined([1, 2], at: []) }.contains("one fewer"))
        #expect(
            message { _ = Schedule.piecewiseConstant(initial: 1, scales: [3: -1]) }
                .contains("at step 3 is -1"))
        #expect(message { _ = reduceOnPlateau(factor: 2) }.contains("between zero and one"))
        #expect(message { _ = scaleByLBFGS(memory: 0) }.contains("at least one step"))
    }

    @Test func weightsStoredTwiceAreReported() {
        let tied = Tensor([1.0, 2.0])
        let model = Leaves(items: [tied, tied])
        let book = LogBook()
        Diagnostics.withLogger(Logger(label: "test") { _ in book }) {
            _ = adam(0.1).initialized(for: model)
        }
        #expect(book.lines.contains { $0.contains("items[0] and items[1]") })
    }
}
