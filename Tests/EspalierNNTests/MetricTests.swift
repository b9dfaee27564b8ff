import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

@Module
private struct Measured {
    var weight: Tensor = 2.0
    var metric = MeanSquaredError()

    mutating func loss(_ x: Tensor, _ y: Tensor) -> Tensor {
        metric.update(x * weight, y)
        return squaredError(x * weight, y).mean()
    }
}

@Suite struct MetricTests {
    @Test func accuracies() {
        let scores = Tensor([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]]).asType(.float32)
        #expect(isClose(accuracy(scores, [1, 1, 1]), Tensor(2 / 3 as Float), .layers))
        #expect(isClose(accuracy(scores[0..., 1], [1, 0, 0]), Tensor(2 / 3 as Float), .layers))
        #expect(isClose(accuracy(Tensor([1, 0, 1]), [1, 0, 1]), Tensor(1 as Float), .layers))
        #expect(isClose(accuracy(scores, oneHot([1, 0, 0], 2)), Tensor(2 / 3 as Float), .layers))
        #expect(mistake { accuracy(scores, [1, 1]) }?.contains("[3, 2]") == true)
    }

    @Test func collectOverBatches() {
        var metric = Accuracy()
        #expect(Bool(isNaN(metric.compute())))
        metric.update(Tensor([1, 0, 1, 1]), [1, 1, 1, 1])
        metric.update(Tensor([0, 0]), [0, 1])
        #expect(isClose(metric.compute(), Tensor(4 / 6 as Float), .layers))
        metric.reset()
        metric.update(Tensor([0, 0]), [0, 1], weights: [3.0, 1.0])
        #expect(isClose(metric.compute(), Tensor(0.75 as Float), .layers))
        var mean = RunningMean()
        mean.update([[1.0, 2.0], [3.0, 6.0]], weights: [1.0, 0.0])
        #expect(isClose(mean.compute(), Tensor(1.5 as Float), .layers))
        var absolute = MeanAbsoluteError()
        absolute.update(Tensor([1.0, 3.0]), Tensor([2.0, 5.0]))
        #expect(isClose(absolute.compute(), Tensor(1.5 as Float), .layers))
    }

    /// Three batches of other sizes, against Flax's metrics and NumPy over all.
    @Test func recordings() throws {
        func batches(_ recording: FixtureCase, of count: Int) throws -> [[Tensor]] {
            let inputs = try recording.inputs.map { try $0.tensor }
            return stride(from: 0, to: inputs.count, by: count).map {
                Array(inputs[$0..<$0 + count])
            }
        }
        func check(_ name: String, operands: Int, _ compute: ([[Tensor]]) -> [Tensor]) throws {
            for recording in try FixtureCase.of(name, in: "losses") {
                let count = operands + (recording.attributes["weighted"].isNull ? 0 : 1)
                let found = compute(try batches(recording, of: count))
                for (found, expected) in zip(found, recording.outputs) {
                    #expect(
                        try difference(found, expected.tensor, .layers) == nil, "\(recording.name)")
                }
            }
        }
        try check("Accuracy", operands: 2) { batches in
            var metric = Accuracy()
            for x in batches { metric.update(x[0], x[1], weights: x.count > 2 ? x[2] : nil) }
            return [metric.compute()]
        }
        try check("MeanSquaredError", operands: 2) { batches in
            var metric = MeanSquaredError()
            for x in batches { metric.update(x[0], x[1], weights: x.count > 2 ? x[2] : nil) }
            return [metric.compute()]
        }
        try check("MeanAbsoluteError", operands: 2) { batches in
            var metric = MeanAbsoluteError()
            for x in batches { metric.update(x[0], x[1], weights: x.count > 2 ? x[2] : nil) }
            return [metric.compute()]
        }
        try check("RunningMean", operands: 1) { batches in
            var metric = RunningMean()
            for x in batches { metric.update(x[0]) }
            return [metric.compute()]
        }
        try check("ConfusionMatrix", operands: 2) { batches in
            var metric = ConfusionMatrix(3)
            for x in batches { metric.update(x[0], x[1]) }
            return [metric.compute(), metric.precision, metric.recall]
        }
    }

    @Test func confusion() throws {
        var matrix = ConfusionMatrix(3)
        matrix.update(Tensor([0, 1, 2, 2]), [0, 1, 1, 2])
        #expect(try matrix.compute().scalars(as: Float.self) == [1, 0, 0, 0, 1, 1, 0, 0, 1])
        #expect(isClose(matrix.precision, Tensor([1, 1, 0.5] as [Float]), .layers))
        #expect(isClose(matrix.recall, Tensor([1, 0.5, 1] as [Float]), .layers))
        matrix.reset()
        #expect(matrix.counts == .zeros([3, 3]))
    }

    /// A metric in a model changes in compiled functions, and isn't learned.
    @Test func partsOfModels() {
        var model = Measured()
        let step = jit { (model: inout Measured, x: Tensor, y: Tensor) -> Tensor in
            let (loss, gradients) = valueAndGrad(&model) { $0.loss(x, y) }
            model -= 0.0 * gradients
            return loss
        }
        let x = Tensor([1.0, 2.0] as [Float])
        _ = step(&model, x, 2 * x)
        _ = step(&model, x, 2 * x + 1)
        #expect(isClose(model.metric.compute(), Tensor(0.5 as Float), .layers))
        #expect(model.metrics().leaves.contains { !$0.isNothing })
        #expect(model.describedLeaves.filter(\.isTrainable).count == 1)
    }
}
