import Espalier
import Testing

@testable import EspalierNN

extension Attributes {
    /// A padding as the recordings write it.
    fileprivate var padding: SpatialPadding {
        switch self {
        case .number(let count): .all(Int(count))
        case .text("same"): .same
        case .text("sameLower"): .sameLower
        case .list(let pairs): .explicit(pairs.map { ($0.ints[0], $0.ints[1]) })
        default: .valid
        }
    }

    fileprivate func extents(_ name: String, _ other: Int) -> [Int] {
        self[name].extents(2) ?? [other, other]
    }
}

/// Convolutions and pooling against Equinox's, with their weights, and the two layouts against each other.
@Suite struct ConvolutionFixtureTests {
    private let key = Key(17)

    /// A layer that is given its channels last, and gives them last.
    private func turned(_ x: Tensor, spatial: Int) -> Tensor { x.movingAxis(-1 - spatial, to: -1) }

    @Test func convolutions() throws {
        for recording in try Recording.of("Conv2D") {
            let options = recording.options
            func layer(_ layout: SpatialLayout) -> Conv2D {
                Conv2D(
                    2, 4, kernel: options.extents("kernel", 1),
                    stride: options.extents("stride", 1),
                    padding: options["padding"].padding, dilation: options.extents("dilation", 1),
                    groups: options["groups"].int ?? 1, useBias: options["useBias"].bool ?? true,
                    paddingMode: options["mode"].string.flatMap { PaddingMode(rawValue: $0) }
                        ?? .zeros, layout: layout, key: key)
            }
            try check(recording, layer(.channelsFirst))
            let last = try layer(.channelsLast).loading(recording.weights)
            let y = last(turned(try recording.input, spatial: 2))
            #expect(isClose(y, turned(try recording.outputs[0].tensor, spatial: 2)))
        }
        for recording in try Recording.of("Conv1D") {
            try check(recording, Conv1D(2, 3, kernel: 3, key: key))
        }
        for recording in try Recording.of("Conv3D") {
            try check(recording, Conv3D(1, 2, kernel: 2, padding: 1, key: key))
        }
    }

    @Test func transposedConvolutions() throws {
        for recording in try Recording.of("ConvTranspose2D") {
            let options = recording.options
            func layer(_ layout: SpatialLayout) -> ConvTranspose2D {
                ConvTranspose2D(
                    2, 4, kernel: options.extents("kernel", 1),
                    stride: options.extents("stride", 1),
                    padding: options["padding"].padding,
                    outputPadding: options.extents("outputPadding", 0),
                    dilation: options.extents("dilation", 1), groups: options["groups"].int ?? 1,
                    paddingMode: options["mode"].string.flatMap { PaddingMode(rawValue: $0) }
                        ?? .zeros, layout: layout, key: key)
            }
            try check(recording, layer(.channelsFirst))
            let last = try layer(.channelsLast).loading(recording.weights)
            let y = last(turned(try recording.input, spatial: 2))
            #expect(isClose(y, turned(try recording.outputs[0].tensor, spatial: 2)))
        }
        for recording in try Recording.of("ConvTranspose1D") {
            try check(recording, ConvTranspose1D(2, 3, kernel: 3, stride: 2, key: key))
        }
        for recording in try Recording.of("ConvTranspose3D") {
            try check(recording, ConvTranspose3D(1, 2, kernel: 2, stride: 2, key: key))
        }
    }

    @Test func pools() throws {
        for recording in try Recording.of("MaxPool2D") + Recording.of("AvgPool2D") {
            let options = recording.options
            let (kernel, stride) = (options.extents("kernel", 1), options.extents("stride", 1))
            let (padding, useCeil) = (
                options["padding"].padding, options["useCeil"].bool ?? false
            )
            let expected = turned(try recording.outputs[0].tensor, spatial: 2)
            let x = turned(try recording.input, spatial: 2)
            if recording.function == "MaxPool2D" {
                try check(
                    recording,
                    MaxPool2D(kernel, stride: stride, padding: padding, useCeil: useCeil))
                let last = MaxPool2D(
                    kernel, stride: stride, padding: padding, useCeil: useCeil,
                    layout: .channelsLast)
                #expect(isClose(last(x), expected))
            } else {
                try check(
                    recording,
                    AvgPool2D(kernel, stride: stride, padding: padding, useCeil: useCeil))
                let last = AvgPool2D(
                    kernel, stride: stride, padding: padding, useCeil: useCeil,
                    layout: .channelsLast)
                #expect(isClose(last(x), expected))
            }
        }
        try check(Recording.of("MaxPool1D")[0], MaxPool1D(2, stride: 2))
        try check(Recording.of("AvgPool1D")[0], AvgPool1D(2, stride: 2))
        try check(Recording.of("MaxPool3D")[0], MaxPool3D(2, stride: 2))
        try check(Recording.of("AvgPool3D")[0], AvgPool3D(2, stride: 2))
    }

    @Test func adaptivePools() throws {
        for recording in try Recording.of("AdaptiveMaxPool2D") {
            try check(recording, AdaptiveMaxPool2D(recording.options.extents("target", 1)))
        }
        for recording in try Recording.of("AdaptiveAvgPool2D") {
            let target = recording.options.extents("target", 1)
            try check(recording, AdaptiveAvgPool2D(target))
            let last = AdaptiveAvgPool2D(target, layout: .channelsLast)
            let y = last(turned(try recording.input, spatial: 2))
            #expect(isClose(y, turned(try recording.outputs[0].tensor, spatial: 2)))
        }
        try check(Recording.of("AdaptiveMaxPool1D")[0], AdaptiveMaxPool1D(2))
        try check(Recording.of("AdaptiveAvgPool1D")[0], AdaptiveAvgPool1D(2))
        try check(Recording.of("AdaptiveMaxPool3D")[0], AdaptiveMaxPool3D(2))
        try check(Recording.of("AdaptiveAvgPool3D")[0], AdaptiveAvgPool3D(2))
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
        #expect(isClose(y[2], projection.bias.map { expected + $0 } ?? expected))
        let large = Upsample([2, 1])(x)
        #expect(large.shape == [2, 8, 6])
        #expect(large[1, 5] == x[1, 2])
        #expect(Upsample(2, spatial: 1, layout: .channelsLast)(x[0]).shape == [8, 6])
    }
}
