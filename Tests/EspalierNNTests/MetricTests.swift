import Espalier
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
        #expect(isClose(accuracy(scores, [1, 1, 1]), Tensor(2 / 3 as Float)))
        #expect(isClose(accuracy(scores[0..., 1], [1, 0, 0]), Tensor(2 / 3 as Float)))
        #expect(isClose(accuracy(Tensor([1, 0, 1]), [1, 0, 1]), Tensor(1 as Float)))
        #expect(isClose(accuracy(scores, oneHot([1, 0, 0], 2)), Tensor(2 / 3 as Float)))
        #expect(mistake { accuracy(scores, [1, 1]) }?.contains("[3, 2]") == true)
    }

    @Test func collectOverBatches() {
        var metric = Accuracy()
        #expect(Bool(isNaN(metric.compute())))
        metric.update(Tensor([1, 0, 1, 1]), [1, 1, 1, 1])
        metric.update(Tensor([0, 0]), [0, 1])
        #expect(isClose(metric.compute(), Tensor(4 / 6 as Float)))
        metric.reset()
        metric.update(Tensor([0, 0]), [0, 1], weights: [3.0, 1.0])
        #expect(isClose(metric.compute(), Tensor(0.75 as Float)))
        var mean = RunningMean()
        mean.update([[1.0, 2.0], [3.0, 6.0]], weights: [1.0, 0.0])
        #expect(isClose(mean.compute(), Tensor(1.5 as Float)))
        var absolute = MeanAbsoluteError()
        absolute.update(Tensor([1.0, 3.0]), Tensor([2.0, 5.0]))
        #expect(isClose(absolute.compute(), Tensor(1.5 as Float)))
    }

    @Test func confusion() throws {
        var matrix = ConfusionMatrix(3)
        matrix.update(Tensor([0, 1, 2, 2]), [0, 1, 1, 2])
        #expect(try matrix.compute().scalars(as: Float.self) == [1, 0, 0, 0, 1, 1, 0, 0, 1])
        #expect(isClose(matrix.precision, Tensor([1, 1, 0.5] as [Float])))
        #expect(isClose(matrix.recall, Tensor([1, 0.5, 1] as [Float])))
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
        #expect(isClose(model.metric.compute(), Tensor(0.5 as Float)))
        #expect(model.metrics().leaves.contains { !$0.isNothing })
        #expect(model.describedLeaves.filter(\.isTrainable).count == 1)
    }
}
