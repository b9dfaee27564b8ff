import EspalierTestSupport
import Testing

@testable import Espalier

/// Histograms, covariances, interpolation, polynomials, segments, samples, signals and pictures.
@Suite struct StatisticsFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { statistics }

    @Test(arguments: statistics.names)
    func agreesWithJAX(_ function: String) throws { try statistics.check(function) }

    @Test func isComplete() throws { try statistics.checkCompleteness() }
}

extension FixtureCall {
    fileprivate var bins: [HistogramBins] {
        if let counts = attributes["bins"].ints { return counts.map(HistogramBins.count) }
        return [attributes["bins"].int.map(HistogramBins.count) ?? .edges(inputs[1])]
    }

    fileprivate func range(_ value: FixtureValue) -> (Tensor, Tensor)? {
        guard let low = value[0].double, let high = value[1].double else { return nil }
        return (Tensor.weak(low), Tensor.weak(high))
    }

    fileprivate func convolutionMode() throws -> ConvolutionMode {
        let modes: [String: ConvolutionMode] = ["full": .full, "same": .same, "valid": .valid]
        return try #require(modes[try string("mode")])
    }

    fileprivate func optionalInt(_ name: String, _ usual: Int) -> Int {
        attributes[name].int ?? usual
    }

    fileprivate func resizeMethod() throws -> ResizeMethod {
        let methods: [String: ResizeMethod] = [
            "nearest": .nearest, "linear": .linear, "cubic": .cubic, "lanczos3": .lanczos3,
            "lanczos5": .lanczos5, "area": .area,
        ]
        return try #require(methods[try string("method")])
    }

    fileprivate func extrapolation(_ name: String) -> Extrapolation {
        if let number = attributes[name].double { return .constant(Tensor.weak(number)) }
        return attributes[name].isNull ? .nearest : .linear
    }
}

private let counts: [String: FixtureFunction] = [
    "bincount": { call in
        [
            bincount(
                call[0], weights: call.inputs.dropFirst().first, length: try call.int("length"))
        ]
    },
    "histogram": { call in
        let (counts, edges) = histogram(
            call[0], bins: call.bins[0], range: call.range(call.attributes["range"]),
            weights: call.inputs.count > 2 ? call[2] : nil, isDensity: call.bool("density"))
        return [counts, edges]
    },
    "histogramBinEdges": { [histogramBinEdges($0[0], bins: $0.bins[0])] },
    "histogramDD": { call in
        let (counts, edges) = histogramDD(
            call[0], bins: call.bins, weights: call.inputs.dropFirst().first,
            isDensity: call.bool("density"))
        return [counts] + edges
    },
    "histogram2D": { call in
        let ranges = (0..<2).map { call.range(call.attributes["ranges"][$0]) }
        let (counts, xs, ys) = histogram2D(
            call[0], call[1], bins: call.bins, ranges: ranges, isDensity: call.bool("density"))
        return [counts, xs, ys]
    },
    "digitize": { [digitize($0[0], $0[1], closed: $0.bool("right") ? .right : .left)] },
]

private let covariances: [String: FixtureFunction] = [
    "cov": { call in
        [
            cov(
                call[0], call.inputs.dropFirst().first,
                rowsAreVariables: call.attributes["rowvar"].bool ?? true,
                isBiased: call.bool("bias"), correction: call.attributes["ddof"].int)
        ]
    },
    "covFrequencies": { [cov($0[0], frequencies: $0[1])] },
    "covWeights": { [cov($0[0], weights: $0[1])] },
    "covBoth": { [cov($0[0], frequencies: $0[1], weights: $0[2])] },
    "corrcoef": { call in
        [
            corrcoef(
                call[0], call.inputs.dropFirst().first,
                rowsAreVariables: call.attributes["rowvar"].bool ?? true)
        ]
    },
    "convolve": { [convolve($0[0], $0[1], mode: try $0.convolutionMode())] },
    "correlate": { [correlate($0[0], $0[1], mode: try $0.convolutionMode())] },
]

private let interpolations: [String: FixtureFunction] = [
    "interp": { call in
        let period = call.attributes["period"].double.map { Tensor.weak($0) }
        return [
            interp(
                call[0], call[1], call[2], left: call.extrapolation("left"),
                right: call.extrapolation("right"), period: period)
        ]
    },
    "mapCoordinates": { call in
        let modes: [String: GridExtension] = [
            "constant": .constant(0.5), "nearest": .nearest, "wrap": .wrap, "mirror": .mirror,
            "reflect": .reflect,
        ]
        let mode = try #require(modes[try call.string("mode")])
        return [
            mapCoordinates(call[0], [call[1], call[2]], order: try call.int("order"), mode: mode)
        ]
    },
    "gridInterpolator": { call in
        let outside = call.bool("extends") ? nil : Tensor(Float.nan)
        let interpolator = RegularGridInterpolator(
            [call[0], call[1]], call[2],
            method: try call.string("method") == "linear" ? .linear : .nearest, outside: outside)
        return [interpolator(call[3])]
    },
]

private let polynomials: [String: FixtureFunction] = [
    "polyval": { [polyval($0[0], $0[1])] },
    "polyadd": { [polyadd($0[0], $0[1])] },
    "polysub": { [polysub($0[0], $0[1])] },
    "polymul": { [polymul($0[0], $0[1])] },
    "polydiv": { call in
        let (quotient, remainder) = polydiv(call[0], call[1])
        return [quotient, remainder]
    },
    "polyder": { [polyder($0[0], order: try $0.int("order"))] },
    "polyint": {
        [polyint($0[0], order: try $0.int("order"), constants: try $0.number("constant"))]
    },
    "poly": { [poly($0[0])] },
    "polyfit": { [polyfit($0[0], $0[1], degree: try $0.int("degree"))] },
    "polyfitWeighted": {
        [polyfit($0[0], $0[1], degree: try $0.int("degree"), weights: $0[2])]
    },
]

private let samples: [String: FixtureFunction] = [
    "segmentSum": { [segmentSum($0[0], $0[1], count: try $0.int("count"))] },
    "segmentProd": { [segmentProd($0[0], $0[1], count: try $0.int("count"))] },
    "segmentMax": { [segmentMax($0[0], $0[1], count: try $0.int("count"))] },
    "segmentMin": { [segmentMin($0[0], $0[1], count: try $0.int("count"))] },
    "mode": { call in
        let (mode, count) = call[0].mode(
            axis: call.attributes["axis"].int, keepDims: call.bool("keepDims"))
        return [mode, count]
    },
    "standardError": { call in
        [
            call[0].standardError(
                axis: call.attributes["axis"].int,
                correction: call.attributes["ddof"].double ?? 1, leavesOutNaN: call.bool("omit"))
        ]
    },
    "ranks": { call in
        let methods: [String: RankMethod] = [
            "average": .average, "min": .min, "max": .max, "dense": .dense, "ordinal": .ordinal,
        ]
        let method = try #require(methods[try call.string("method")])
        return [call[0].ranks(method: method, axis: call.attributes["axis"].int)]
    },
    "vq": { call in
        let (codes, distances) = vq(call[0], call[1])
        return [codes, distances]
    },
    "trapezoid": { call in
        let spacing = Tensor.weak(call.attributes["dx"].double ?? 1)
        return [trapezoid(call[0], spacing: spacing, axis: try call.int("axis"))]
    },
    "trapezoidAt": { [trapezoid($0[0], x: $0[1], axis: try $0.int("axis"))] },
]

private func spectrumPlan(_ call: FixtureCall) -> SpectrumPlan {
    let trends: [String: Trend] = ["constant": .constant, "linear": .linear]
    let boundaries: [String: SignalBoundary] = [
        "even": .even, "odd": .odd, "constant": .constant, "zeros": .zeros,
    ]
    let attributes = call.attributes
    var plan = SpectrumPlan(
        rate: attributes["fs"].double ?? 1, segment: attributes["segment"].int,
        overlap: attributes["noverlap"].int, length: attributes["nfft"].int,
        trend: attributes["detrend"].string.flatMap { trends[$0] },
        isOneSided: attributes["return_onesided"].bool ?? true,
        scaling: attributes["scaling"].string == "spectrum" ? .spectrum : .density,
        axis: attributes["axis"].int ?? -1,
        boundary: attributes["boundary"].string.flatMap { boundaries[$0] },
        isPadded: attributes["padded"].bool ?? true)
    if case .object(let members) = attributes, members["detrend"] == nil { plan.trend = .constant }
    return plan
}

private let signals: [String: FixtureFunction] = [
    "convolveND": { call in
        [
            convolveND(
                call[0], call[1], mode: try call.convolutionMode(),
                method: try call.string("method") == "fft" ? .fft : .direct)
        ]
    },
    "correlateND": { call in
        [
            correlateND(
                call[0], call[1], mode: try call.convolutionMode(),
                method: try call.string("method") == "fft" ? .fft : .direct)
        ]
    },
    "fftConvolve": {
        [
            fftConvolve(
                $0[0], $0[1], mode: try $0.convolutionMode(), axes: $0.attributes["axes"].ints)
        ]
    },
    "detrend": { call in
        [
            detrend(
                call[0], axis: call.optionalInt("axis", -1),
                trend: try call.string("type") == "linear" ? .linear : .constant,
                breaks: call.attributes["breaks"].ints ?? [])
        ]
    },
    "stft": { call in
        let plan = spectrumPlan(call)
        var boundary: SignalBoundary? = plan.boundary
        if case .object(let members) = call.attributes, members["boundary"] == nil {
            boundary = .zeros
        }
        let (frequencies, times, spectra) = stft(
            call[0], rate: plan.rate, segment: 8, overlap: plan.overlap, length: plan.length,
            isOneSided: plan.isOneSided, boundary: boundary, isPadded: plan.isPadded)
        return [frequencies, times, spectra]
    },
    "welch": { call in
        let plan = spectrumPlan(call)
        let (frequencies, power) = welch(
            call[0], rate: plan.rate, segment: plan.segment, overlap: plan.overlap,
            length: plan.length, trend: plan.trend, isOneSided: plan.isOneSided,
            scaling: plan.scaling)
        return [frequencies, power]
    },
    "csd": { call in
        let plan = spectrumPlan(call)
        let (frequencies, power) = csd(call[0], call[1], segment: plan.segment, axis: plan.axis)
        return [frequencies, power]
    },
    "istft": { call in
        let hasBoundary = call.attributes["boundary"].bool ?? true
        return [
            istft(
                call[0], segment: 8, overlap: call.attributes["noverlap"].int,
                hasBoundary: hasBoundary
            ).signal
        ]
    },
]

private let images: [String: FixtureFunction] = [
    "resize": { call in
        [
            resize(
                call[0], to: try call.ints("shape"), method: try call.resizeMethod(),
                antialiases: call.bool("antialias"))
        ]
    },
    "scaleAndTranslate": { call in
        [
            scaleAndTranslate(
                call[0], to: try call.ints("shape"), axes: try call.ints("axes"), scale: call[1],
                translation: call[2], method: try call.resizeMethod())
        ]
    },
]

private let statistics = FixtureArea(
    "statistics", exceptions: [.integersBecomeFloat32, .integersStayNarrow],
    functions: [
        counts, covariances, interpolations, polynomials, samples, signals, images,
    ].reduce(into: [:]) { $0.merge($1) { first, _ in first } })
