import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

extension FixtureValue {
    /// A padding as the recordings write it.
    fileprivate var padding: SpatialPadding {
        switch self {
        case .int(let count): .all(count)
        case .string("same"): .same
        case .string("sameLower"): .sameLower
        case .array(let pairs):
            .explicit(pairs.compactMap(\.ints).map { ($0[0], $0[1]) })
        default: .valid
        }
    }

    fileprivate func extents(_ name: String, _ other: Int) -> [Int] {
        self[name].extents(2) ?? [other, other]
    }
}

extension Layer {
    /// What a function of images with channels last makes of one with channels first.
    fileprivate func turned(_ x: Tensor, _ body: (Tensor) -> Tensor) -> Tensor {
        body(x.movingAxis(-3, to: -1)).movingAxis(-1, to: -3)
    }
}

/// Convolutions and pooling against Equinox's, with their weights, and the two layouts against each other.
@Suite struct ConvolutionFixtureTests {
    private let key = Key(17)

    @Test func convolutions() throws {
        for recording in try FixtureCase.of("Conv2D") {
            let options = recording.options
            func layer(_ layout: SpatialLayout) -> Conv2D {
                Conv2D(
                    2, 4, kernel: options.extents("kernel", 1),
                    stride: options.extents("stride", 1),
                    padding: options["padding"].padding, dilation: options.extents("dilation", 1),
                    groups: options["groups"].int ?? 1, useBias: options["useBias"].bool ?? true,
                    paddingMode: options["mode"].string.flatMap { PaddingMode(rawValue: $0) }
                        ?? .zeros, layout: layout, weightInitializer: .zeros,
                    biasInitializer: .zeros, key: key)
            }
            let last = layer(.channelsLast)
            try check(
                recording, layer(.channelsFirst),
                also: { first, x in
                    var last = last
                    (last.weight, last.bias) = (first.weight, first.bias)
                    return first.turned(x) { last($0) }
                })
        }
        for recording in try FixtureCase.of("Conv1D") {
            try check(
                recording,
                Conv1D(
                    2, 3, kernel: 3, weightInitializer: .zeros, biasInitializer: .zeros, key: key))
        }
        for recording in try FixtureCase.of("Conv3D") {
            try check(
                recording,
                Conv3D(
                    1, 2, kernel: 2, padding: 1, weightInitializer: .zeros, biasInitializer: .zeros,
                    key: key))
        }
    }

    @Test func transposedConvolutions() throws {
        for recording in try FixtureCase.of("ConvTranspose2D") {
            let options = recording.options
            func layer(_ layout: SpatialLayout) -> ConvTranspose2D {
                ConvTranspose2D(
                    2, 4, kernel: options.extents("kernel", 1),
                    stride: options.extents("stride", 1),
                    padding: options["padding"].padding,
                    outputPadding: options.extents("outputPadding", 0),
                    dilation: options.extents("dilation", 1), groups: options["groups"].int ?? 1,
                    paddingMode: options["mode"].string.flatMap { PaddingMode(rawValue: $0) }
                        ?? .zeros, layout: layout, weightInitializer: .zeros,
                    biasInitializer: .zeros, key: key)
            }
            let last = layer(.channelsLast)
            try check(
                recording, layer(.channelsFirst),
                also: { first, x in
                    var last = last
                    (last.weight, last.bias) = (first.weight, first.bias)
                    return first.turned(x) { last($0) }
                })
        }
        for recording in try FixtureCase.of("ConvTranspose1D") {
            try check(
                recording,
                ConvTranspose1D(
                    2, 3, kernel: 3, stride: 2, weightInitializer: .zeros, biasInitializer: .zeros,
                    key: key))
        }
        for recording in try FixtureCase.of("ConvTranspose3D") {
            try check(
                recording,
                ConvTranspose3D(
                    1, 2, kernel: 2, stride: 2, weightInitializer: .zeros, biasInitializer: .zeros,
                    key: key))
        }
    }

    @Test func pools() throws {
        for recording in try FixtureCase.of("MaxPool2D") + FixtureCase.of("AvgPool2D") {
            let options = recording.options
            let (kernel, stride) = (options.extents("kernel", 1), options.extents("stride", 1))
            let (padding, useCeil) = (
                options["padding"].padding, options["useCeil"].bool ?? false
            )
            if recording.function == "MaxPool2D" {
                let last = MaxPool2D(
                    kernel, stride: stride, padding: padding, useCeil: useCeil,
                    layout: .channelsLast)
                try check(
                    recording,
                    MaxPool2D(kernel, stride: stride, padding: padding, useCeil: useCeil),
                    also: { first, x in first.turned(x) { last($0) } })
            } else {
                let last = AvgPool2D(
                    kernel, stride: stride, padding: padding, useCeil: useCeil,
                    layout: .channelsLast)
                try check(
                    recording,
                    AvgPool2D(kernel, stride: stride, padding: padding, useCeil: useCeil),
                    also: { first, x in first.turned(x) { last($0) } })
            }
        }
        try check(FixtureCase.of("MaxPool1D")[0], MaxPool1D(2, stride: 2))
        try check(FixtureCase.of("AvgPool1D")[0], AvgPool1D(2, stride: 2))
        try check(FixtureCase.of("MaxPool3D")[0], MaxPool3D(2, stride: 2))
        try check(FixtureCase.of("AvgPool3D")[0], AvgPool3D(2, stride: 2))
    }

    @Test func adaptivePools() throws {
        for recording in try FixtureCase.of("AdaptiveMaxPool2D") {
            try check(recording, AdaptiveMaxPool2D(recording.options.extents("target", 1)))
        }
        for recording in try FixtureCase.of("AdaptiveAvgPool2D") {
            let target = recording.options.extents("target", 1)
            let last = AdaptiveAvgPool2D(target, layout: .channelsLast)
            try check(
                recording, AdaptiveAvgPool2D(target),
                also: { first, x in first.turned(x) { last($0) } })
        }
        try check(FixtureCase.of("AdaptiveMaxPool1D")[0], AdaptiveMaxPool1D(2))
        try check(FixtureCase.of("AdaptiveAvgPool1D")[0], AdaptiveAvgPool1D(2))
        try check(FixtureCase.of("AdaptiveMaxPool3D")[0], AdaptiveMaxPool3D(2))
        try check(FixtureCase.of("AdaptiveAvgPool3D")[0], AdaptiveAvgPool3D(2))
    }

    @Test func patchesAndRepeats() {
        let x = Tensor.arange(2 * 4 * 6).asType(.float32).reshaped([2, 4, 6])
        let layer = PatchEmbedding(2, 3, patch: 2, key: key)
        let y = layer(x)
        #expect(y.shape == [6, 3])
        // The last patch of the first row.
        let patch = x[0..., 0..<2, 4..<6].flattened()
        let projection = layer.projection
        let expected = matmul(projection.weight.reshaped([3, 8]), patch)
        #expect(isClose(y[2], projection.bias.map { expected + $0 } ?? expected, .layers))
        let large = Upsample([2, 1])(x)
        #expect(large.shape == [2, 8, 6])
        #expect(large[1, 5] == x[1, 2])
        #expect(Upsample(2, spatial: 1, layout: .channelsLast)(x[0]).shape == [8, 6])
    }
}
