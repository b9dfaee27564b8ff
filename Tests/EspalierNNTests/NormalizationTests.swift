import Espalier
import Testing

@testable import EspalierNN

/// Normalisations against Equinox's and Flax's, and their statistics.
@Suite struct NormalizationTests {
    @Test func examples() throws {
        for recording in try Recording.of("LayerNorm") {
            try check(recording, LayerNorm(recording.options["shape"].ints))
        }
        for recording in try Recording.of("RMSNorm") {
            try check(recording, RMSNorm(recording.options["shape"].ints))
        }
    }

    @Test func groups() throws {
        for recording in try Recording.of("GroupNorm") {
            let spatial = recording.options["spatial"].int ?? 0
            let channels = try recording.input.shape[0]
            try check(recording, GroupNorm(groups: 2, channels: channels, spatial: spatial))
        }
        let recordings = try Recording.of("GroupNorm").filter { $0.options["spatial"].int == 2 }
        for recording in recordings {
            let last = try GroupNorm(groups: 2, channels: 4, spatial: 2, layout: .channelsLast)
                .loading(recording.weights)
            let y = last(try recording.input.movingAxis(0, to: -1))
            #expect(try difference(y, recording.outputs[0].tensor.movingAxis(0, to: -1)) == nil)
        }
        for recording in try Recording.of("InstanceNorm") {
            try check(
                recording, InstanceNorm(2, spatial: 2, layout: .channelsLast))
        }
    }

    @Test func batches() throws {
        for recording in try Recording.of("BatchNorm") {
            let spatial = recording.options["spatial"].int ?? 0
            let x = try recording.input
            var layer = try BatchNorm(x.shape[1], spatial: spatial).loading(recording.weights)
            let before = layer
            let y = layer(x)
            #expect(try difference(y, recording.outputs[0].tensor) == nil)
            #expect(try difference(layer.mean, recording.outputs[1].tensor) == nil)
            #expect(try difference(layer.variance, recording.outputs[2].tensor) == nil)
            let evaluated = try #require(
                try Recording.of("BatchNormEvaluated").first {
                    $0.options["spatial"].int == spatial
                })
            for other in [before.training(false), before.frozen()] {
                var other = other
                #expect(try difference(other(x), evaluated.outputs[0].tensor) == nil)
                #expect(other.mean == before.mean && other.variance == before.variance)
            }
            // Compiled, with the statistics going out.
            var compiled = before
            let run = jit { (layer: inout BatchNorm, x: Tensor) in layer(x) }
            #expect(isClose(run(&compiled, x), y))
            #expect(treeClose(compiled, layer, absolute: 1e-6).isClose)
            // Each example by itself, averaged under the name of the axis.
            var named = BatchNorm(x.shape[1], spatial: spatial, axisName: "batch")
            named.weight = before.weight
            named.bias = before.bias
            let each = { (x: Tensor) -> Tensor in
                var copy = named
                return copy(x)
            }
            #expect(isClose(vmap(each, axisName: "batch")(x), y))
        }
        for recording in try Recording.of("BatchNormGradient") {
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
            #expect(try difference(weight, #require(try expected[1]?.tensor)) == nil)
            #expect(try difference(bias, #require(try expected[2]?.tensor)) == nil)
            #expect(gradients.mean.isNothing && gradients.variance.isNothing)
            let slope = grad { (x: Tensor) -> Tensor in
                var copy = layer
                return (copy(x) * cotangent).sum()
            }(x)
            #expect(try difference(slope, #require(try expected[0]?.tensor)) == nil)
        }
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
