import Testing

@testable import Espalier

/// Tensors made from nothing, and triangles of tensors.
@Suite struct CreationFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { creation }

    @Test(arguments: creation.names)
    func agreesWithJAX(_ function: String) throws { try creation.check(function) }

    @Test func isComplete() throws { try creation.checkCompleteness() }
}

private let creation = FixtureArea(
    "creation",
    functions: [
        "arange": { call in
            let arguments = try #require(call.attributes["arguments"].array)
            let dtype = try call.dtype()
            let whole = arguments.compactMap(\.int)
            let numbers = arguments.compactMap(\.double)
            switch (whole.count, numbers.count, arguments.count) {
            case (1, _, 1): return [.arange(whole[0], dtype: dtype)]
            case (2, _, 2): return [.arange(whole[0], whole[1], dtype: dtype)]
            case (3, _, 3): return [.arange(whole[0], whole[1], step: whole[2], dtype: dtype)]
            case (_, 1, _): return [.arange(numbers[0], dtype: dtype)]
            case (_, 2, _): return [.arange(numbers[0], numbers[1], dtype: dtype)]
            default: return [.arange(numbers[0], numbers[1], step: numbers[2], dtype: dtype)]
            }
        },
        "linspace": { call in
            [
                .linspace(
                    try call.double("start"), try call.double("stop"), count: try call.int("count"),
                    endpoint: call.bool("endpoint"), dtype: try call.dtype())
            ]
        },
        "eye": { call in
            [
                .eye(
                    try call.int("rows"), try call.int("columns"), offset: try call.int("offset"),
                    dtype: try call.dtype())
            ]
        },
        "tri": { call in
            [
                .tri(
                    try call.int("rows"), try call.int("columns"), offset: try call.int("offset"),
                    dtype: try call.dtype())
            ]
        },
        "full": { [.full(try $0.ints("shape"), try $0.number("value"), dtype: try $0.dtype())] },
        "zeros": { [.zeros(try $0.ints("shape"), dtype: try $0.dtype())] },
        "ones": { [.ones(try $0.ints("shape"), dtype: try $0.dtype())] },
        "tril": { [tril($0[0], offset: try $0.int("offset"))] },
        "triu": { [triu($0[0], offset: try $0.int("offset"))] },
        "diag": { [diag($0[0], offset: try $0.int("offset"))] },
        "diagonal": { call in
            [
                diagonal(
                    call[0], offset: try call.int("offset"), axis1: try call.int("axis1"),
                    axis2: try call.int("axis2"))
            ]
        },
        "meshgrid": {
            meshgrid(
                $0.inputs, indexing: try $0.string("indexing") == "xy" ? .xy : .ij,
                sparse: $0.bool("sparse"))
        },
        "iota": { call in
            [
                .iota(
                    try call.ints("shape"), axis: try call.int("dimension"), dtype: try call.dtype()
                )
            ]
        },
        "logspace": { call in
            [
                .logspace(
                    Tensor.weak(try call.double("start")), Tensor.weak(try call.double("stop")),
                    count: try call.int("count"), dtype: try call.dtype())
            ]
        },
        "empty": { [.empty(try $0.ints("shape"), dtype: try $0.dtype())] },
        "zerosLike": { [.zeros(like: $0[0], dtype: $0.otherDType, shape: $0.otherShape)] },
        "onesLike": { [.ones(like: $0[0], dtype: $0.otherDType, shape: $0.otherShape)] },
        "emptyLike": { [.empty(like: $0[0], dtype: $0.otherDType, shape: $0.otherShape)] },
        "fullLike": {
            [
                .full(
                    like: $0[0], try $0.number("value"), dtype: $0.otherDType, shape: $0.otherShape)
            ]
        },
        "linspaceArrays": { call in
            [
                .linspace(
                    call[0], call[1], count: try call.int("count"), endpoint: call.bool("endpoint"),
                    axis: try call.int("axis"))
            ]
        },
        "linspaceWithStep": { call in
            let (numbers, step) = Tensor.linspaceWithStep(
                call[0], call[1], count: try call.int("count"), endpoint: call.bool("endpoint"),
                axis: try call.int("axis"))
            return [numbers, step]
        },
        "logspaceArrays": { call in
            [
                .logspace(
                    call[0], call[1], count: try call.int("count"), endpoint: call.bool("endpoint"),
                    base: try call.number("base"), axis: try call.int("axis"))
            ]
        },
        "geomspace": { call in
            [
                .geomspace(
                    call[0], call[1], count: try call.int("count"), endpoint: call.bool("endpoint"),
                    axis: try call.int("axis"))
            ]
        },
        "indices": { [indices(try $0.ints("shape"), dtype: try $0.dtype())] },
        "sparseIndices": { sparseIndices(try $0.ints("shape"), dtype: try $0.dtype()) },
        "ix": { ix($0.inputs) },
        "mgrid": {
            let isMixed = try $0.string("which") == "both"
            return [
                mgrid(
                    isMixed
                        ? [.range(0..<3), .linspace(-1, 1, count: 5)]
                        : [.range(1..<6, step: 2), .range(0..<2)])
            ]
        },
        "ogrid": {
            try $0.string("which") == "both"
                ? ogrid([.range(0..<3), .linspace(-1, 1, count: 5)])
                : ogrid([.stride(from: 0, to: 1, by: 0.25), .range(0..<2)])
        },
        "fromFunction": { call in
            [
                fromFunction(try call.ints("shape"), dtype: try call.dtype()) {
                    $0[0] * 2 - $0[$0.count - 1]
                }
            ]
        },
        "vander": { call in
            [
                vander(
                    call[0], columns: call.attributes["columns"].int,
                    increasing: call.bool("increasing"))
            ]
        },
        "trilIndices": { call in
            let (rows, columns) = trilIndices(
                try call.int("rows"), try call.int("columns"), offset: try call.int("offset"))
            return [rows, columns]
        },
        "triuIndices": { call in
            let (rows, columns) = triuIndices(
                try call.int("rows"), try call.int("columns"), offset: try call.int("offset"))
            return [rows, columns]
        },
        "diagIndices": { diagIndices(try $0.int("size"), rank: try $0.int("rank")) },
        "maskIndices": { call in
            let (rows, columns) = maskIndices(
                try call.int("size"), offset: try call.int("offset"), count: try call.int("count")
            ) { triu($0, offset: $1) }
            return [rows, columns]
        },
        "fillDiagonal": { [fillDiagonal($0[0], $0[1], wrap: $0.bool("wrap"))] },
        "diagflat": { [diagflat($0[0], offset: try $0.int("offset"))] },
        "trace": { call in
            [
                trace(
                    call[0], offset: try call.int("offset"), axis1: try call.int("axis1"),
                    axis2: try call.int("axis2"), dtype: call.otherDType)
            ]
        },
    ])

extension FixtureCall {
    /// The attribute `dtype`, which may be missing.
    fileprivate var otherDType: DType? {
        DType.allCases.first { $0.description == attributes["dtype"].string }
    }

    /// The attribute `shape`, which may be missing.
    fileprivate var otherShape: [Int]? { attributes["shape"].ints }
}
