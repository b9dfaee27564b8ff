import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

/// Normalisations against Equinox's and Flax's, and their statistics.
@Suite struct NormalizationTests {
    @Test func examples() throws {
        for recording in try FixtureCase.of("LayerNorm") {
            try check(recording, LayerNorm(recording.options["shape"].ints ?? []))
        }
        for recording in try FixtureCase.of("RMSNorm") {
            try check(recording, RMSNorm(recording.options["shape"].ints ?? []))
        }
    }

    @Test func groups() throws {
        for recording in try FixtureCase.of("GroupNorm") {
            let spatial = recording.options["spatial"].int ?? 0
            let channels = try recording.input.shape[0]
            let last = GroupNorm(
                groups: 2, channels: channels, spatial: spatial, layout: .channelsLast)
            try check(
                recording, GroupNorm(groups: 2, channels: channels, spatial: spatial),
                also: { first, x in
                    var last = last
                    (last.weight, last.bias) = (first.weight, first.bias)
                    return last(x.movingAxis(0, to: -1)).movingAxis(-1, to: 0)
                })
        }
        for recording in try FixtureCase.of("InstanceNorm") {
            try check(
                recording, InstanceNorm(2, spatial: 2, layout: .channelsLast))
        }
    }

    @Test func batches() throws {
        for recording in try FixtureCase.of("BatchNorm") {
            let spatial = recording.options["spatial"].int ?? 0
            let x = try recording.input
            var layer = try BatchNorm(x.shape[1], spatial: spatial).loading(recording.weights)
            let before = layer
            let y = layer(x)
            #expect(try difference(y, recording.outputs[0].tensor, .layers) == nil)
            #expect(try difference(layer.mean, recording.outputs[1].tensor, .layers) == nil)
            #expect(try difference(layer.variance, recording.outputs[2].tensor, .layers) == nil)
            let evaluated = try #require(
                try FixtureCase.of("BatchNormEvaluated").first {
                    $0.options["spatial"].int == spatial
                })
            for other in [before.training(false), before.frozen()] {
                var other = other
                #expect(try difference(other(x), evaluated.outputs[0].tensor, .layers) == nil)
                #expect(other.mean == before.mean && other.variance == before.variance)
            }
            // Compiled, with the statistics going out.
            var compiled = before
            let run = jit { (layer: inout BatchNorm, x: Tensor) in layer(x) }
            #expect(isClose(run(&compiled, x), y, .layers))
            #expect(treeClose(compiled, layer, absolute: 1e-6).isClose)
            // Each example by itself, averaged under the name of the axis.
            var named = BatchNorm(x.shape[1], spatial: spatial, axisName: "batch")
            named.weight = before.weight
            named.bias = before.bias
            let each = { (x: Tensor) -> Tensor in
                var copy = named
                return copy(x)
            }
            #expect(isClose(vmap(each, axisName: "batch")(x), y, .layers))
        }
        for recording in try FixtureCase.of("BatchNormGradient") {
            let (x, cotangent) = (
                try recording.input, try #require(try recording.cotangents?[0]?.tensor)
            )
            var layer = BatchNorm(x.shape[1], spatial: recording.options["spatial"].int ?? 0)
            layer.weight = try recording.inputs[1].tensor
            layer.bias = try recording.inputs[2].tensor
            let (_, gradients) = valueAndGrad(&layer) { ($0(x) * cotangent).sum() }
            let expected = try #require(recording.inputCotangents)
            let weight = try #require(gradients.weight)
            let bias = try #require(gradients.bias)
            #expect(try difference(weight, #require(try expected[1]?.tensor), .layers) == nil)
            #expect(try difference(bias, #require(try expected[2]?.tensor), .layers) == nil)
            #expect(gradients.mean.isNothing && gradients.variance.isNothing)
            let slope = grad { (x: Tensor) -> Tensor in
                var copy = layer
                return (copy(x) * cotangent).sum()
            }(x)
            #expect(try difference(slope, #require(try expected[0]?.tensor), .layers) == nil)
        }
    }

    /// Equinox's modes: two batches in training, then the first in evaluation.
    @Test func modesOfEquinox() throws {
        for recording in try FixtureCase.of("BatchNormMode") {
            let mode: BatchNormMode =
                recording.options["mode"].string == "ema" ? .ema : .debiased
            let blank = BatchNorm(3, momentum: 0.75, mode: mode)
            let inputs = try recording.inputs.map { try $0.tensor }
            let cotangents = try #require(recording.cotangents?.prefix(2)).map {
                try #require($0).tensor
            }
            let run = jit { (inputs: [Tensor]) -> TreePair<[Tensor], [Tensor]> in
                let (gradients, outputs) = grad { (inputs: [Tensor]) -> (Tensor, [Tensor]) in
                    var layer = blank
                    (layer.weight, layer.bias) = (inputs[2], inputs[3])
                    let (y, z) = (layer(inputs[0]), layer(inputs[1]))
                    let evaluated = layer(inputs[0], useRunningStatistics: true)
                    let loss = (y * cotangents[0]).sum() + (z * cotangents[1]).sum()
                    return (
                        loss,
                        [y, z, evaluated, layer.mean, layer.variance, layer.count ?? 0]
                    )
                }(inputs)
                return TreePair(gradients, outputs)
            }
            let results = run(inputs)
            for (found, expected) in zip(results.second, recording.outputs) {
                #expect(try difference(found, expected.tensor, .layers) == nil, "\(mode)")
            }
            #expect(Int(results.second[5]) == 2)
            for (found, expected) in zip(
                results.first, try #require(recording.inputCotangents))
            {
                let gradient = try #require(expected).tensor
                #expect(try difference(found, gradient, .layers(3e-5)) == nil, "\(mode)")
            }
            let kinds = blank.describedLeaves.filter(\.isTrainable).map(\.path.description)
            #expect(kinds == ["weight", "bias"])
        }
        #expect(BatchNorm(3).leafCount == 4)
    }

    @Test func narrowNumbers() {
        let x = Tensor.linspace(-1, 1, count: 4).asType(.bfloat16)
        #expect(LayerNorm(4)(x).dtype == .bfloat16)
        #expect(RMSNorm(4)(x).dtype == .bfloat16)
        #expect(GroupNorm(groups: 2, channels: 4)(x).dtype == .bfloat16)
        var batch = BatchNorm(4)
        #expect(batch(x.expanded(at: 0)).dtype == .bfloat16)
        #expect(batch.mean.dtype == .float32)
    }
}
