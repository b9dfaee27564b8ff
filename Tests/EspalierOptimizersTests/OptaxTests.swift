import Espalier
import EspalierOptimizers
import EspalierTestSupport
import Testing

/// Twenty steps on random trees end where Optax's do.
@Suite(.serialized) struct OptaxTests {
    @Test func readsTheFile() throws {
        let file = try OptaxFile.read()
        let names = Set(file.cases.map(\.name))
        #expect(names == Set(optaxCases.keys).union(optaxWrappers.keys))
        #expect(Set(file.schedules.map(\.name)) == Set(optaxSchedules.keys))
    }

    @Test(arguments: OptaxFile.shared?.cases ?? [])
    func matches(_ example: OptaxFile.Case) throws {
        let file = try #require(OptaxFile.shared)
        let transformation = try #require(
            optaxCases[example.name] ?? optaxWrappers[example.name])
        let tree = try #require(file.trees[example.tree])
        let model = Leaves(items: try tree.initial.map { try $0.tensor })
        var training = Training(model: model, optimizer: transformation.initialized(for: model))
        let step = jit { (training: inout Training, gradients: Leaves, loss: Tensor) in
            training.optimizer.update(&training.model, with: gradients, loss: loss)
        }
        let dtype: DType = example.tree.hasSuffix("float64") ? .float64 : .float32
        let closeness = Self.closeness(example)
        for (index, recorded) in tree.gradients.enumerated() {
            let gradients = Self.spoiled(try recorded.map { try $0.tensor }, example.name, index)
            let loss = Tensor(recordedLoss(index)).asType(dtype)
            step(&training, Leaves(items: gradients), loss)
            guard var expected = example.steps["\(index + 1)"] else { continue }
            if example.name == "distance" {
                // Optax's `scale_by_distance_over_gradients` makes vectors of scalars.
                expected = zip(expected, tree.initial).map { $0.reshaped($1.shape) }
            }
            expectClose(
                training.model.items, expected, closeness, "after \(index + 1) steps")
        }
        #expect(step.traceCount == 1)
    }

    /// How far results may be off: some roundings in twenty steps.
    private static func closeness(_ example: OptaxFile.Case) -> Closeness {
        if example.tree.hasSuffix("float64") {
            return .optimizers(relative: 1e-12, absolute: 1e-13)
        }
        // Weights of one by a small product, which float32 doesn't know well.
        if example.name == "lbfgs unscaled" { return .optimizers(relative: 1e-3, absolute: 1e-4) }
        if example.tree.hasSuffix("bfloat16") { return .optimizers(relative: 2e-2, absolute: 1e-2) }
        return single
    }

    private static let single = Closeness.optimizers(relative: 1e-6, absolute: 2e-7)

    /// Gradients that aren't finite at some steps, in the cases that are about those.
    private static func spoiled(_ gradients: [Tensor], _ name: String, _ step: Int) -> [Tensor] {
        guard ["apply if finite", "zero nans", "multi steps finite"].contains(name),
            [2, 3, 4, 9].contains(step)
        else { return gradients }
        var gradients = gradients
        gradients[0] = gradients[0].at[0, 1].set(
            step % 2 == 0 ? Tensor(Float.infinity) : Tensor(Float.nan))
        return gradients
    }

    @Test(arguments: OptaxFile.shared?.lookahead ?? [])
    func lookaheadMatches(_ example: OptaxFile.Case) throws {
        let file = try #require(OptaxFile.shared)
        let tree = try #require(file.trees[example.tree])
        let model = Leaves(items: try tree.initial.map { try $0.tensor })
        let transformation = lookahead(
            adam(0.01), syncPeriod: 4, slowStepSize: 0.5,
            resetState: example.name.hasSuffix("reset"))
        var training = Training(model: model, optimizer: transformation.initialized(for: model))
        let step = jit { (training: inout Training, gradients: Leaves) in
            training.optimizer.update(&training.model, with: gradients)
        }
        for (index, gradients) in tree.gradients.enumerated() {
            step(&training, Leaves(items: try gradients.map { try $0.tensor }))
            guard let fast = example.steps["\(index + 1)"],
                let slow = example.slow?["\(index + 1)"]
            else { continue }
            expectClose(training.model.items, fast, Self.single, "after \(index + 1) steps")
            let slowModel = training.optimizer.slowWeights(of: training.model)
            expectClose(slowModel.items, slow, Self.single, "slow after \(index + 1) steps")
        }
    }

    @Test(arguments: OptaxFile.shared?.schedules ?? [])
    func scheduleMatches(_ example: OptaxFile.Values) throws {
        let schedule = try #require(optaxSchedules[example.name])
        let values = vmap { (step: Tensor) in schedule(step, dtype: .float64) }(
            Tensor.arange(example.values.count))
        for (index, (value, expected)) in zip(try numbers(values), example.values).enumerated() {
            #expect(
                Swift.abs(value - expected) <= 1e-12 + 1e-9 * Swift.abs(expected),
                "at step \(index): \(value) for \(expected)")
        }
        #expect(Swift.abs(schedule(7) - example.values[7]) <= 1e-9)
    }
}
