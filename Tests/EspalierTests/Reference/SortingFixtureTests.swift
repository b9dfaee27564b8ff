import Testing

@testable import Espalier

/// Orders: sort, argsort, top-k, search.
@Suite struct SortingFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { sorting }

    @Test(arguments: sorting.names)
    func agreesWithJAX(_ function: String) throws { try sorting.check(function) }

    @Test func isComplete() throws { try sorting.checkCompleteness() }
}

private let sorting = FixtureArea(
    "sorting",
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
        // The recorded results have as many elements, and nothing is left to be filled up.
        "flatnonzero": { [flatnonzero($0[0], size: 2)] },
        "nonzero": { nonzero($0[0], size: 2) },
        "unique": { [unique($0[0], size: 3)] },
        "lexsort": { [lexsort($0.inputs)] },
        "bincount": { [bincount($0[0], length: try $0.int("length"))] },
        "searchsorted": { call in
            [
                searchSorted(
                    call[0], call[1], side: try call.string("side") == "right" ? .right : .left)
            ]
        },
    ])
