import Testing

@testable import Espalier

/// Reductions and running reductions along axes.
@Suite struct ReductionFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { reductions }

    @Test(arguments: reductions.names)
    func agreesWithJAX(_ function: String) throws { try reductions.check(function) }

    @Test func isComplete() throws { try reductions.checkCompleteness() }
}

private let reductions = FixtureArea(
    "reductions",
    exceptions: [.integersBecomeFloat32, .integersStayNarrow],
    functions: [
        "sum": { call in
            [
                call[0].sum(
                    axes: call.axes, keepDims: call.bool("keepDims"), dtype: try call.dtypeIfAny(),
                    initial: try call.initial())
            ]
        },
        "prod": { [$0[0].prod(axes: $0.axes, keepDims: $0.bool("keepDims"))] },
        "mean": { [$0[0].mean(axes: $0.axes, keepDims: $0.bool("keepDims"))] },
        "max": { call in
            [
                call[0].max(
                    axes: call.axes, keepDims: call.bool("keepDims"), initial: try call.initial())
            ]
        },
        "min": { call in
            [
                call[0].min(
                    axes: call.axes, keepDims: call.bool("keepDims"), initial: try call.initial())
            ]
        },
        "logsumexp": { [$0[0].logSumExp(axes: $0.axes, keepDims: $0.bool("keepDims"))] },
        "any": { [$0[0].any(axes: $0.axes, keepDims: $0.bool("keepDims"))] },
        "all": { [$0[0].all(axes: $0.axes, keepDims: $0.bool("keepDims"))] },
        "countNonzero": { [$0[0].countNonzero(axes: $0.axes, keepDims: $0.bool("keepDims"))] },
        "var": { call in
            let correction = call.attributes["correction"].double ?? 0
            return [
                call[0].variance(
                    axes: call.axes, correction: correction, keepDims: call.bool("keepDims"))
            ]
        },
        "std": { call in
            let correction = call.attributes["correction"].double ?? 0
            return [
                call[0].standardDeviation(
                    axes: call.axes, correction: correction, keepDims: call.bool("keepDims"))
            ]
        },
        "sumWhere": { [$0[0].sum(axes: $0.axes, where: $0[1])] },
        "meanWhere": { [$0[0].mean(axes: $0.axes, where: $0[1])] },
        "prodWhere": { [$0[0].prod(axes: $0.axes, where: $0[1])] },
        "logsumexpWeighted": { [logSumExp($0[0], axes: $0.axes, weights: $0[1])] },
        "average": { [$0[0].average(axis: try $0.int("axis"), weights: $0[1])] },
        "quantile": { [$0[0].quantile(try $0.number("q"), axis: try $0.int("axis"))] },
        "median": { [$0[0].median(axis: try $0.int("axis"))] },
        "argmax": {
            [$0[0].argmax(axis: $0.attributes["axis"].int, keepDims: $0.bool("keepDims"))]
        },
        "argmin": {
            [$0[0].argmin(axis: $0.attributes["axis"].int, keepDims: $0.bool("keepDims"))]
        },
        "cumsum": { [cumsum($0[0], axis: $0.attributes["axis"].int, reverse: $0.bool("reverse"))] },
        "cumprod": {
            [cumprod($0[0], axis: $0.attributes["axis"].int, reverse: $0.bool("reverse"))]
        },
        "cummax": { [cummax($0[0], axis: $0.attributes["axis"].int, reverse: $0.bool("reverse"))] },
        "cummin": { [cummin($0[0], axis: $0.attributes["axis"].int, reverse: $0.bool("reverse"))] },
        "cumlogsumexp": {
            [cumlogsumexp($0[0], axis: $0.attributes["axis"].int, reverse: $0.bool("reverse"))]
        },
        "cumsumNumpy": { [cumsum($0[0])] },
        "cumprodNumpy": { [cumprod($0[0])] },
        "norm": { call in
            let order = call.attributes["order"].double ?? 2
            return [call[0].norm(order: order, axes: call.axes, keepDims: call.bool("keepDims"))]
        },
    ])
