import Testing

@testable import Espalier

/// Places where something holds, elements without repetitions, sets, and putting in at places.
@Suite struct FindingFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { finding }

    @Test(arguments: finding.names)
    func agreesWithJAX(_ function: String) throws { try finding.check(function) }

    @Test func isComplete() throws { try finding.checkCompleteness() }
}

private let finding = FixtureArea(
    "finding", exceptions: [.integersStayNarrow],
    functions: [
        "nonzero": { call in
            try call.sized { nonzero($0[0], size: $1, fillValue: try call.fills()) }
        },
        "which": { call in try call.sized { which($0[0], size: $1) } },
        "flatnonzero": { call in
            try call.sized { [flatnonzero($0[0], size: $1, fillValue: try call.fills())] }
        },
        "argwhere": { call in
            try call.sized { [argwhere($0[0], size: $1, fillValue: try call.fills())] }
        },
        "compressComputed": { call in
            let axis = call.attributes["axis"].int
            let fill = try call.fills() ?? 0
            guard let size = call.attributes["size"].int else {
                return [compress(call.constants[1], call[0], axis: axis)]
            }
            return [compress(call[1], call[0], axis: axis, size: size, fillValue: fill)]
        },
        "extract": { call in
            let size = call.attributes["size"].int
            let condition = size == nil ? call.constants[1] : call[1]
            return [extract(condition, call[0], size: size, fillValue: 5)]
        },
        "unique": { call in
            try call.sized {
                [
                    unique(
                        $0[0], axis: call.attributes["axis"].int, equalNaN: call.bool("equalNaN"),
                        size: $1, fillValue: try call.fills())
                ]
            }
        },
        "uniqueAll": { call in
            try call.sized {
                let found = uniqueAll(
                    $0[0], axis: call.attributes["axis"].int, equalNaN: call.bool("equalNaN"),
                    size: $1, fillValue: try call.fills())
                return [found.values, found.indices, found.inverseIndices, found.counts]
            }
        },
        "uniqueCounts": { call in
            let (values, counts) = uniqueCounts(call[0], size: try call.int("size"))
            return [values, counts]
        },
        "uniqueInverse": { call in
            let (values, inverse) = uniqueInverse(call[0], size: try call.int("size"))
            return [values, inverse]
        },
        "uniqueValues": { [uniqueValues($0[0], size: try $0.int("size"))] },
        "isin": { [isin($0[0], $0[1], invert: $0.bool("invert"))] },
        "union1d": { call in
            try call.sized { [union1d($0[0], $0[1], size: $1, fillValue: try call.fills())] }
        },
        "setdiff1d": { call in
            try call.sized {
                [
                    setdiff1d(
                        $0[0], $0[1], assumeUnique: call.bool("unique"), size: $1,
                        fillValue: try call.fills())
                ]
            }
        },
        "setxor1d": { call in
            try call.sized {
                [
                    setxor1d(
                        $0[0], $0[1], assumeUnique: call.bool("unique"), size: $1,
                        fillValue: try call.fills())
                ]
            }
        },
        "intersect1d": { call in
            try call.sized {
                [
                    intersect1d(
                        $0[0], $0[1], assumeUnique: call.bool("unique"), size: $1,
                        fillValue: try call.fills())
                ]
            }
        },
        "intersect1dWithIndices": { call in
            try call.sized {
                let (values, first, second) = intersect1dWithIndices(
                    $0[0], $0[1], size: $1, fillValue: try call.fills())
                return [values, first, second]
            }
        },
        "put": { call in
            let modes: [String: IndexMode] = ["clip": .clip, "wrap": .wrap]
            let mode = call.attributes["mode"].string.flatMap { modes[$0] }
            return [put(call[0], call[1], call[2], mode: mode)]
        },
        "putAlongAxis": { call in
            [putAlongAxis(call[0], call[1], call[2], axis: call.attributes["axis"].int)]
        },
        "place": { [place($0[0], $0[1], $0[2])] },
        "putMask": { [putMask($0[0], $0[1], $0[2])] },
    ])

extension FixtureCall {
    /// The attribute `fill`: nothing, a number or a list of numbers.
    fileprivate func fills() throws -> Tensor? {
        if let list = attributes["fill"].ints { return Tensor(list.map { Int32($0) }) }
        return attributes["fill"].isNull ? nil : try number("fill")
    }

    /// Calls a function with the attribute `size`; without one on values, since these decide the shape.
    fileprivate func sized(_ function: ([Tensor], Int?) throws -> [Tensor]) throws -> [Tensor] {
        if let size = attributes["size"].int { return try function(inputs, size) }
        return try EagerInterpreter.shared.run { try function(constants, nil) }
    }
}
