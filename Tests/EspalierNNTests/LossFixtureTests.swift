import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

/// Losses against Optax's, with the gradients of all operands that have one.
@Suite struct LossFixtureTests {
    fileprivate static let mask = Tensor([
        [true, true, false, true], [true, true, true, true], [false, true, true, true],
    ])

    @Test func regression() throws {
        var cases = LossCases()
        try cases.add("squaredError") { x, _ in squaredError(x[0], x[1]) }
        try cases.add("l2Loss") { x, _ in l2Loss(x[0], x[1]) }
        try cases.add("logCosh") { x, _ in logCosh(x[0], x[1]) }
        try cases.add("huberLoss") { x, options in
            huberLoss(x[0], x.count > 1 ? x[1] : nil, delta: options["delta"].double ?? 1)
        }
        try cases.add("cosineSimilarity") { x, options in
            guard let axis = options["axis"].int else { return cosineSimilarity(x[0], x[1]) }
            return cosineSimilarity(
                x[0], x[1], epsilon: options["epsilon"].double ?? 0, axes: [axis],
                where: Tensor(options["mask"].bools ?? []))
        }
        try cases.add("cosineDistance") { x, _ in cosineDistance(x[0], x[1]) }
        try cases.check()
    }

    @Test func twoClasses() throws {
        var cases = LossCases()
        try cases.add("sigmoidBinaryCrossEntropy") { x, _ in
            sigmoidBinaryCrossEntropy(x[0], labels: x[1])
        }
        try cases.add("sigmoidFocalLoss") { x, options in
            sigmoidFocalLoss(
                x[0], labels: x[1], alpha: options["alpha"].double,
                gamma: options["gamma"].double ?? 2)
        }
        try cases.add("hingeLoss") { x, _ in hingeLoss(x[0], x[1]) }
        try cases.add("perceptronLoss") { x, _ in perceptronLoss(x[0], x[1]) }
        try cases.add("sparsemaxLoss") { x, _ in sparsemaxLoss(x[0], labels: x[1]) }
        try cases.check()
    }

    @Test func manyClasses() throws {
        var cases = LossCases()
        try cases.add("softmaxCrossEntropy") { x, options in
            softmaxCrossEntropy(
                x[0], labels: x[1], axes: [options["axis"].int ?? -1],
                where: options["masked"].isNull ? nil : Self.mask)
        }
        try cases.add("safeSoftmaxCrossEntropy") { x, _ in
            safeSoftmaxCrossEntropy(x[0], labels: x[1])
        }
        try cases.add("softmaxCrossEntropyClasses") { x, options in
            softmaxCrossEntropy(x[0], classes: x[1], axis: options["axis"].int ?? -1)
        }
        try cases.add("polyLossCrossEntropy") { x, _ in polyLossCrossEntropy(x[0], labels: x[1]) }
        try cases.add("multiclassHingeLoss") { x, _ in multiclassHingeLoss(x[0], classes: x[1]) }
        try cases.add("multiclassPerceptronLoss") { x, _ in
            multiclassPerceptronLoss(x[0], classes: x[1])
        }
        try cases.add("multiclassSparsemaxLoss") { x, _ in
            multiclassSparsemaxLoss(x[0], classes: x[1])
        }
        try cases.add("smoothLabels") { x, _ in smoothLabels(x[0], alpha: 0.1) }
        try cases.add("rankingSoftmaxLoss") { x, options in
            options["masked"].isNull
                ? rankingSoftmaxLoss(x[0], labels: x[1])
                : rankingSoftmaxLoss(x[0], labels: x[1], where: Self.mask, weights: 2)
        }
        try cases.check()
    }

    @Test func divergences() throws {
        var cases = LossCases()
        try cases.add("klDivergence") { x, _ in klDivergence(x[0], x[1]) }
        try cases.add("klDivergenceLog") { x, _ in klDivergence(x[0], logTargets: x[1]) }
        try cases.add("generalizedKLDivergence") { x, _ in generalizedKLDivergence(x[0], x[1]) }
        try cases.add("fenchelYoungLoss") { x, _ in
            fenchelYoungLoss(x[0], x[1]) { $0.logSumExp(axis: -1) }
        }
        try cases.check()
    }

    @Test func sequences() throws {
        var cases = LossCases()
        try cases.addSeveral("ctcLossWithForwardProbabilities") { x, _ in
            let sums = ctcLossWithForwardProbabilities(
                x[0], logitPaddings: x[1], labels: x[2], labelPaddings: x[3])
            return [sums.loss, sums.blanks, sums.labels]
        }
        try cases.add("ctcLoss") { x, _ in
            ctcLoss(x[0], logitPaddings: x[1], labels: x[2], labelPaddings: x[3])
        }
        try cases.check()
    }

    @Test func embeddingsAndRegions() throws {
        var cases = LossCases()
        try cases.add("ntXent") { x, _ in ntXent(x[0], labels: x[1]) }
        try cases.add("tripletMarginLoss") { x, _ in
            tripletMarginLoss(x[0], positives: x[1], negatives: x[2])
        }
        try cases.add("diceLoss") { x, options in
            diceLoss(
                x[0], x[1], smooth: options["smooth"].double ?? 1,
                alpha: options["alpha"].double ?? 0.5, beta: options["beta"].double ?? 0.5,
                ignoresBackground: options["ignore"].bool ?? false)
        }
        try cases.add("generalizedDiceLoss") { x, _ in generalizedDiceLoss(x[0], x[1]) }
        try cases.check()
    }

    @Test func named() throws {
        var cases = LossCases()
        func reduction(_ options: FixtureValue) -> (LossReduction, Tensor) {
            let names: [String: LossReduction] = [
                "none": .none, "sum": .sum, "mean": .mean, "weightedMean": .weightedMean,
            ]
            let weights = options["weights"].doubles ?? []
            return (
                names[options["reduction"].string ?? ""] ?? .none,
                Tensor(weights).asType(.float32)
            )
        }
        let losses: [String: (Tensor, Tensor, LossReduction, Tensor?) -> Tensor] = [
            "meanSquaredError": { meanSquaredError($0, $1, reduction: $2, weights: $3) },
            "meanAbsoluteError": { meanAbsoluteError($0, $1, reduction: $2, weights: $3) },
            "meanAbsolutePercentageError": {
                meanAbsolutePercentageError($0, $1, reduction: $2, weights: $3)
            },
            "meanSquaredLogarithmicError": {
                meanSquaredLogarithmicError($0, $1, reduction: $2, weights: $3)
            },
            "huber": { huber($0, $1, reduction: $2, weights: $3) },
            "crossEntropy": { crossEntropy($0, $1, reduction: $2, weights: $3) },
            "crossEntropyProbabilities": {
                crossEntropy($0, $1, areLogits: false, reduction: $2, weights: $3)
            },
            "binaryCrossEntropy": { binaryCrossEntropy($0, $1, reduction: $2, weights: $3) },
        ]
        for (name, loss) in losses {
            try cases.add(name) { x, options in
                let (reduction, weights) = reduction(options)
                return loss(x[0], x[1], reduction, weights)
            }
        }
        // Classes are as good as probabilities.
        let x = Tensor([[1.0, 2.0, 0.5], [0.0, 1.0, -1.0]])
        #expect(
            isClose(
                crossEntropy(x, [2, 0]), crossEntropy(x, oneHot([2, 0], 3).asType(x.dtype)), .layers
            ))
        try cases.check()
    }

    @Test func mistakes() {
        let x = Tensor.ones([2, 3])
        #expect(mistake { squaredError(x, .ones([3])) }?.contains("[2, 3] and [3]") == true)
        #expect(mistake { l2Loss([1, 2]) }?.contains("takes floats") == true)
        #expect(
            mistake { softmaxCrossEntropy(x, classes: [0, 1, 2]) }?.contains("shape [2]") == true)
        #expect(
            mistake { softmaxCrossEntropy(x, classes: [0.0, 1.0]) }?.contains("labels:") == true)
        #expect(mistake { crossEntropy(x, [1]) }?.contains("[2]") == true)
        #expect(mistake { x.reduced(weights: .ones([3])) }?.contains("[3]") == true)
        #expect(
            mistake { ntXent(x, labels: [1]) }?.contains("[batch, features]") == true)
        #expect(
            mistake {
                ctcLoss(x, logitPaddings: x, labels: [[1]], labelPaddings: [[0.0]])
            }?.contains("[batch, time, classes]") == true)
        #expect(
            mistake {
                ctcLossWithForwardProbabilities(
                    x, logitPaddings: x, labels: [[1]], labelPaddings: [[0.0]])
            }?.contains("[batch, time, classes]") == true)
    }
}
