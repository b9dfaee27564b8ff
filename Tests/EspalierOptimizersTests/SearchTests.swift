import Espalier
import EspalierOptimizers
import EspalierTestSupport
import Testing

/// Searches along a line go where Optax's do.
@Suite(.serialized) struct SearchTests {
    static let transformations: [String: AnyTransformation] = [
        "lbfgs": lbfgs(),
        "lbfgs backtracking": lbfgs(
            memory: 4, lineSearch: scaleByBacktrackingLineSearch(maximumSteps: 15)),
        "sgd backtracking": chain(
            sgd(1), scaleByBacktrackingLineSearch(maximumSteps: 15, storesGradient: true)),
        "sgd zoom": chain(sgd(1), scaleByZoomLineSearch(maximumSteps: 15)),
        "sgd zoom capped": chain(
            sgd(1),
            scaleByZoomLineSearch(
                maximumSteps: 10, maximumLearningRate: 0.02, curvatureTolerance: 0.1,
                approximateTolerance: nil)),
        "sam opaque": sam(
            sgd(0.01), adversary: chain(normalize(), sgd(0.05)), isOpaque: true),
    ]

    static func valley(_ model: Leaves) -> Tensor {
        let (x, y) = (model.items[0].flattened(), model.items[1])
        let (head, tail) = (x[..<3], x[1...])
        return (10 * square(tail - square(head)) + square(1 - head)).sum() + cosh(y - 0.5).sum()
            + 0.1 * x.sum() * y.sum()
    }

    @Test(arguments: OptaxFile.shared?.searches ?? [])
    func matches(_ example: OptaxFile.Search) throws {
        let transformation = try #require(Self.transformations[example.name])
        let model = Leaves(items: try example.initial.map { try $0.tensor })
        var training = Training(model: model, optimizer: transformation.initialized(for: model))
        let step = jit { (training: inout Training) -> Tensor in
            let (loss, gradients) = valueAndGrad(Self.valley)(training.model)
            training.optimizer.update(
                &training.model, with: gradients, loss: loss, Self.valley)
            return loss
        }
        for (index, expected) in example.values.enumerated() {
            let value = Double(step(&training))
            #expect(
                Swift.abs(value - expected) <= 1e-9 * Swift.max(1, Swift.abs(expected)),
                "the loss before step \(index + 1) is \(value) for \(expected)")
            guard let parameters = example.steps["\(index + 1)"] else { continue }
            expectClose(
                training.model.items, parameters, .optimizers(relative: 1e-8, absolute: 1e-9),
                "after \(index + 1) steps")
        }
    }
}
