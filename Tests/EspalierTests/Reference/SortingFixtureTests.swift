import Testing

@testable import Espalier

/// Orders: sort, argsort, top-k, search.
@Suite struct SortingFixtureTests {
    @Test(arguments: sorting.names)
    func agreesWithJAX(_ function: String) throws { try sorting.check(function) }

    @Test func isComplete() throws { try sorting.checkCompleteness() }
}

private let sorting = FixtureArea(
    "sorting",
    notYet: ["flatnonzero": later, "unique": later, "nonzero": later],
    exceptions: [.integersStayNarrow],
    functions: [
        "sort": { call in
            [sort(call[0], axis: call.attributes["axis"].int, descending: call.bool("descending"))]
        },
        "argsort": { call in
            [
                argsort(
                    call[0], axis: call.attributes["axis"].int, descending: call.bool("descending"))
            ]
        },
        "topK": { call in
            let (values, places) = topK(call[0], try call.int("k"), axis: try call.int("axis"))
            return [values, places]
        },
        "sortKeyed": { call in
            sort(call.inputs, axis: try call.int("axis"), keyCount: try call.int("keys"))
        },
        "lexsort": { [lexsort($0.inputs)] },
        "bincount": { [bincount($0[0], length: try $0.int("length"))] },
        "searchsorted": { call in
            [
                searchSorted(
                    call[0], call[1], side: try call.string("side") == "right" ? .right : .left)
            ]
        },
    ])
