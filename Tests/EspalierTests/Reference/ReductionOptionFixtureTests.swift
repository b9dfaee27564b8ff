import Testing

@testable import Espalier

/// Masks, initial values and dtypes of reductions, those that leave out NaN, quantiles, differences, partitions.
@Suite struct ReductionOptionFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { options }

    @Test(arguments: options.names)
    func agreesWithJAX(_ function: String) throws { try options.check(function) }

    @Test func isComplete() throws { try options.checkCompleteness() }
}

private typealias Plain =
    @Sendable (
        Tensor, [Int]?, Bool, DType?, Tensor?, Tensor?
    ) -> Tensor

private let plain: [String: Plain] = [
    "sum": { $0.sum(axes: $1, keepDims: $2, dtype: $3, initial: $4, where: $5) },
    "prod": { $0.prod(axes: $1, keepDims: $2, dtype: $3, initial: $4, where: $5) },
    "mean": { x, axes, keep, dtype, _, mask in
        x.mean(axes: axes, keepDims: keep, dtype: dtype, where: mask)
    },
    "std": { x, axes, keep, dtype, _, mask in
        x.standardDeviation(axes: axes, keepDims: keep, dtype: dtype, where: mask)
    },
    "max": { x, axes, keep, _, initial, mask in
        x.max(axes: axes, keepDims: keep, initial: initial, where: mask)
    },
    "min": { x, axes, keep, _, initial, mask in
        x.min(axes: axes, keepDims: keep, initial: initial, where: mask)
    },
    "all": { x, axes, keep, _, _, mask in x.all(axes: axes, keepDims: keep, where: mask) },
    "any": { x, axes, keep, _, _, mask in x.any(axes: axes, keepDims: keep, where: mask) },
    "nanSum": { x, axes, keep, _, _, _ in x.nanSum(axes: axes, keepDims: keep) },
    "nanProd": { x, axes, keep, _, _, _ in x.nanProd(axes: axes, keepDims: keep) },
    "nanMean": { x, axes, keep, _, _, _ in x.nanMean(axes: axes, keepDims: keep) },
    "nanVariance": { x, axes, keep, _, _, _ in x.nanVariance(axes: axes, keepDims: keep) },
    "nanStandardDeviation": { x, axes, keep, _, _, _ in
        x.nanStandardDeviation(axes: axes, keepDims: keep)
    },
    "nanMax": { x, axes, keep, _, _, _ in x.nanMax(axes: axes, keepDims: keep) },
    "nanMin": { x, axes, keep, _, _, _ in x.nanMin(axes: axes, keepDims: keep) },
    "ptp": { x, axes, keep, _, _, _ in x.ptp(axes: axes, keepDims: keep) },
    "median": { x, axes, keep, _, _, _ in x.median(axes: axes, keepDims: keep) },
    "nanMedian": { x, axes, keep, _, _, _ in x.nanMedian(axes: axes, keepDims: keep) },
]

/// The plain ones, each as it is and with a mask.
private let reductions: [String: FixtureFunction] = {
    var table: [String: FixtureFunction] = [:]
    for (name, function) in plain {
        let asItIs: FixtureFunction = { call in
            [
                function(
                    call[0], call.axes, call.bool("keepDims"), try call.dtypeIfAny(),
                    try call.initial(), nil)
            ]
        }
        let masked: FixtureFunction = { call in
            [
                function(
                    call[0], call.axes, call.bool("keepDims"), nil, try call.initial(), call[1])
            ]
        }
        if name != "all" && name != "any" { table[name] = asItIs }
        if ["sum", "prod", "mean", "std", "max", "min", "all", "any"].contains(name) {
            table[name + "Where"] = masked
        }
    }
    return table
}()

private let quantiles: [String: FixtureFunction] = [
    "quantile": { call in
        [
            call[0].quantile(
                call[1], axes: call.axes, method: try call.quantileMethod(),
                keepDims: call.bool("keepDims"))
        ]
    },
    "nanQuantile": { call in
        [call[0].nanQuantile(call[1], axes: call.axes, method: try call.quantileMethod())]
    },
    "percentile": { [$0[0].percentile($0[1], axes: $0.axes)] },
    "nanPercentile": { [$0[0].nanPercentile($0[1], axes: $0.axes)] },
]

private let differences: [String: FixtureFunction] = [
    "diff": { [diff($0[0], order: try $0.int("order"), axis: try $0.int("axis"))] },
    "diffEnds": { [diff($0[0], axis: try $0.int("axis"), prepend: $0[1], append: $0[2])] },
    "ediff1d": { [ediff1d($0[0])] },
    "ediff1dEnds": { [ediff1d($0[0], toEnd: $0[1], toBegin: $0[2])] },
    "gradient": { [gradient($0[0], axis: try $0.int("axis"))] },
    "gradientAt": { [gradient($0[0], spacing: $0[1], axis: try $0.int("axis"))] },
    "gradients": { gradient($0[0]) },
]

private let orders: [String: FixtureFunction] = [
    "partition": { [partition($0[0], try $0.int("place"), axis: try $0.int("axis"))] },
    "argpartition": { [argpartition($0[0], try $0.int("place"), axis: try $0.int("axis"))] },
    "sortComplex": { [sortComplex($0[0])] },
    "lexsort": { [lexsort($0.inputs, axis: try $0.int("axis"))] },
    "searchsorted": { call in
        [searchSorted(call[0], call[1], side: try call.string("side") == "right" ? .right : .left)]
    },
    "searchsortedSorter": { [searchSorted($0[0], $0[1], sorter: $0[2])] },
]

private let running: [String: FixtureFunction] = [
    "cumsum": { [cumsum($0[0], axis: try $0.int("axis"), dtype: try $0.dtypeIfAny())] },
    "cumprod": { [cumprod($0[0], axis: try $0.int("axis"), dtype: try $0.dtypeIfAny())] },
    "cumulativeSum": { call in
        let axis = call.attributes["axis"].int
        return [cumulativeSum(call[0], axis: axis, includeInitial: call.bool("initial"))]
    },
    "cumulativeProd": { call in
        let axis = call.attributes["axis"].int
        return [cumulativeProd(call[0], axis: axis, includeInitial: call.bool("initial"))]
    },
    "nanCumsum": { [nanCumsum($0[0], axis: $0.attributes["axis"].int)] },
    "nanCumprod": { [nanCumprod($0[0], axis: $0.attributes["axis"].int)] },
    "nanArgmax": { [$0[0].nanArgmax(axis: $0.attributes["axis"].int)] },
    "nanArgmin": { [$0[0].nanArgmin(axis: $0.attributes["axis"].int)] },
]

private let averages: [String: FixtureFunction] = [
    "var": { call in
        [
            call[0].variance(
                axes: call.axes, correction: call.attributes["correction"].double ?? 0,
                dtype: try call.dtypeIfAny())
        ]
    },
    "varWhere": {
        [$0[0].variance(axes: $0.axes, keepDims: $0.bool("keepDims"), where: $0[1])]
    },
    "average": { [$0[0].average(axes: $0.axes)] },
    "weightedAverage": { call in
        let (average, sum) = call[0].weightedAverage(
            axes: call.axes, weights: call[1], keepDims: call.bool("keepDims"))
        return [average, sum]
    },
    "signedLogSumExp": { call in
        let (logarithm, sign) = signedLogSumExp(call[0], axes: call.axes, weights: call[1])
        return [logarithm, sign]
    },
    "logsumexpWhere": { [logSumExp($0[0], axes: $0.axes, where: $0[1])] },
]

private let options = FixtureArea(
    "reduction_options", exceptions: [.integersBecomeFloat32, .integersStayNarrow],
    functions: [reductions, quantiles, differences, orders, running, averages].reduce(into: [:]) {
        $0.merge($1) { first, _ in first }
    })

extension FixtureCall {
    /// The attribute `dtype`, if there is one.
    func dtypeIfAny() throws -> DType? { attributes["dtype"].isNull ? nil : try dtype() }

    /// The attribute `initial`, if it is a number.
    func initial() throws -> Tensor? {
        attributes["initial"].double == nil ? nil : try number("initial")
    }

    func quantileMethod() throws -> QuantileMethod {
        let methods: [String: QuantileMethod] = [
            "linear": .linear, "lower": .lower, "higher": .higher, "midpoint": .midpoint,
            "nearest": .nearest, "inverted_cdf": .invertedCDF,
        ]
        return try #require(methods[try string("method")])
    }
}
