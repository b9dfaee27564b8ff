import Testing

@testable import Espalier

/// Fourier and cosine transforms, convolutions, reductions over windows.
@Suite struct TransformFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { transforms }

    @Test(arguments: transforms.names)
    func agreesWithJAX(_ function: String) throws { try transforms.check(function) }

    @Test func isComplete() throws { try transforms.checkCompleteness() }
}

extension FixtureCall {
    fileprivate var norm: FourierNorm {
        switch attributes["norm"].string {
        case "ortho": .orthonormal
        case "forward": .forward
        default: .backward
        }
    }

    fileprivate var isOrthonormal: Bool { attributes["norm"].string == "ortho" }

    fileprivate var padding: WindowPadding {
        switch attributes["padding"].string {
        case "SAME": return .same
        case "SAME_LOWER": return .sameLower
        case .some: return .valid
        case nil:
            guard let pairs = attributes["padding"].array else { return .valid }
            return .explicit(pairs.map { ($0[0].int ?? 0, $0[1].int ?? 0) })
        }
    }

    fileprivate var layout: ConvolutionLayout? {
        guard let names = attributes["layout"].array?.compactMap(\.string) else { return nil }
        return ConvolutionLayout(names[0], names[1], names[2])
    }
}

private typealias Transform = @Sendable (Tensor, Int?, Int, FourierNorm) -> Tensor

private let oneAxis: [String: Transform] = [
    "fft": { fft($0, length: $1, axis: $2, norm: $3) },
    "ifft": { ifft($0, length: $1, axis: $2, norm: $3) },
    "rfft": { rfft($0, length: $1, axis: $2, norm: $3) },
    "irfft": { irfft($0, length: $1, axis: $2, norm: $3) },
    "hfft": { hfft($0, length: $1, axis: $2, norm: $3) },
    "ihfft": { ihfft($0, length: $1, axis: $2, norm: $3) },
]

private let overOneAxis: [String: FixtureFunction] = oneAxis.mapValues { transform in
    { call in
        [transform(call[0], call.attributes["length"].int, try call.int("axis"), call.norm)]
    }
}

private typealias TransformOfAxes = @Sendable (Tensor, [Int]?, [Int]?, FourierNorm) -> Tensor

private let severalAxes: [String: TransformOfAxes] = [
    "fftn": { fftn($0, shape: $1, axes: $2, norm: $3) },
    "ifftn": { ifftn($0, shape: $1, axes: $2, norm: $3) },
    "rfftn": { rfftn($0, shape: $1, axes: $2, norm: $3) },
    "irfftn": { irfftn($0, shape: $1, axes: $2, norm: $3) },
]

private let overAxes: [String: FixtureFunction] = severalAxes.mapValues { transform in
    { call in [transform(call[0], call.attributes["shape"].ints, call.axes, call.norm)] }
}

private let others: [String: FixtureFunction] = [
    "fft2": { [fft2($0[0])] },
    "ifft2": { [ifft2($0[0])] },
    "rfft2": { [rfft2($0[0])] },
    "irfft2": { [irfft2($0[0])] },
    "fftFreq": { [Tensor.fftFreq(try $0.int("count"), spacing: try $0.double("step"))] },
    "rfftFreq": { [Tensor.rfftFreq(try $0.int("count"), spacing: try $0.double("step"))] },
    "fftShift": { [fftShift($0[0], axes: $0.axes)] },
    "ifftShift": { [ifftShift($0[0], axes: $0.axes)] },
    "dct": {
        let length = $0.attributes["length"].int
        return [
            dct($0[0], length: length, axis: try $0.int("axis"), isOrthonormal: $0.isOrthonormal)
        ]
    },
    "idct": {
        let length = $0.attributes["length"].int
        return [
            idct($0[0], length: length, axis: try $0.int("axis"), isOrthonormal: $0.isOrthonormal)
        ]
    },
    "dctn": {
        let shape = $0.attributes["shape"].ints
        return [dctn($0[0], shape: shape, axes: $0.axes, isOrthonormal: $0.isOrthonormal)]
    },
    "idctn": {
        let shape = $0.attributes["shape"].ints
        return [idctn($0[0], shape: shape, axes: $0.axes, isOrthonormal: $0.isOrthonormal)]
    },
]

private let windows: [String: FixtureFunction] = [
    "reduceWindow": { call in
        let monoids: [String: WindowReducer] = [
            "sum": .sum, "maximum": .maximum, "minimum": .minimum, "product": .product,
            "logSumExp": .logSumExp,
        ]
        let monoid = try #require(monoids[try call.string("monoid")])
        return [
            reduceWindow(
                call[0], monoid, sizes: try call.ints("sizes"),
                strides: call.attributes["strides"].ints, padding: call.padding,
                baseDilation: call.attributes["baseDilation"].ints,
                windowDilation: call.attributes["windowDilation"].ints)
        ]
    },
    "reduceAbsMax": { call in
        [reduce(call[0], initial: 0, axes: call.axes) { maximum(abs($0), abs($1)) }]
    },
    "reduceProduct": { call in
        [reduce(call[0], initial: 1, axes: call.axes) { $0 * $1 + 0 * $0 }]
    },
    "reduceArgMax": { call in
        let places = Tensor.iota(call[0].shape, axis: 1)
        let start = [Tensor(-Float.infinity), Tensor(-1)]
        return reduce([call[0], places], initial: start, axes: call.axes) { a, b in
            let first = a[0] .>= b[0]
            return [which(first, a[0], b[0]), which(first, a[1], b[1])]
        }
    },
    "reducePrecision": { call in
        let (exponent, mantissa) = (try call.int("exponent"), try call.int("mantissa"))
        return [reducePrecision(call[0], exponentBits: exponent, mantissaBits: mantissa)]
    },
]

private let convolutions: [String: FixtureFunction] = [
    "conv": { call in
        [
            conv(
                call[0], call[1], strides: call.attributes["strides"].ints, padding: call.padding,
                lhsDilation: call.attributes["lhsDilation"].ints,
                rhsDilation: call.attributes["rhsDilation"].ints, layout: call.layout,
                featureGroups: call.attributes["featureGroups"].int ?? 1,
                batchGroups: call.attributes["batchGroups"].int ?? 1,
                preferredDType: try call.dtypeIfAny())
        ]
    },
    "convPatches": { call in
        [
            convPatches(
                call[0], sizes: try call.ints("sizes"), strides: call.attributes["strides"].ints,
                padding: call.padding, layout: call.layout)
        ]
    },
    "convLocal": { call in
        [
            convLocal(
                call[0], call[1], sizes: try call.ints("sizes"),
                strides: call.attributes["strides"].ints, padding: call.padding,
                layout: call.layout)
        ]
    },
    "convTranspose": { call in
        [
            convTranspose(
                call[0], call[1], strides: try call.ints("strides"), padding: call.padding,
                rhsDilation: call.attributes["rhsDilation"].ints, layout: call.layout,
                transposesKernel: call.bool("transposesKernel"),
                hasForwardPadding: call.bool("forward"))
        ]
    },
]

private let transforms = FixtureArea(
    "transforms", exceptions: [.integersBecomeFloat32, .integersStayNarrow],
    functions: [overOneAxis, overAxes, others, windows, convolutions].reduce(into: [:]) {
        $0.merge($1) { first, _ in first }
    })
