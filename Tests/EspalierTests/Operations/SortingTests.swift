import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct SortingTests {
    private func check(
        _ name: String, batching: Bool = true,
        _ function: @escaping (FixtureValue, [Tensor]) throws -> [Tensor]
    ) throws {
        let cases = try FixtureFile("sorting").cases(of: name)
        #expect(!cases.isEmpty)
        for recorded in cases.filter(\.isSinglePrecision).prefix(4) {
            let rules = RecordedRules(recorded) { try function(recorded.attributes, $0) }
            if batching && recorded.inputs.allSatisfy({ $0.dtype == "float32" }) {
                try rules.checkBatching()
            }
        }
    }

    @Test func sorting() throws {
        try check("sort") {
            [sort($1[0], axis: $0["axis"].int, descending: $0["descending"].bool ?? false)]
        }
    }

    @Test func argsorting() throws {
        try check("argsort") {
            let places = argsort(
                $1[0], axis: $0["axis"].int, descending: $0["descending"].bool ?? false)
            // With 64-bit types switched on, places are recorded as int64.
            return [
                $1[0].dtype.byteSize == 8 && !$1[0].dtype.isComplex
                    ? try convert(places, to: .int64) : places
            ]
        }
    }

    @Test func largest() throws {
        try check("topK") {
            let (values, indices) = topK($1[0], $0["k"].int ?? 0, axis: $0["axis"].int ?? -1)
            return [values, indices]
        }
    }

    @Test func searching() throws {
        try check("searchsorted", batching: false) {
            [searchSorted($1[0], $1[1], side: $0["side"].string == "right" ? .right : .left)]
        }
    }

    @Test func sortingByKeys() throws {
        try check("sortKeyed") {
            sort($1, axis: $0["axis"].int ?? 0, keyCount: $0["keys"].int ?? 1)
        }
    }

    @Test func emptyAndMistaken() throws {
        #expect(sort(.zero([0, 3]), axis: 0).shape == [0, 3])
        #expect(argsort(.zero([2, 0])).shape == [2, 0])
        #expect(throws: TensorError.self) { try withErrors { sort(.zero([2]), axis: 1) } }
        #expect(throws: TensorError.self) { try withErrors { sort(Tensor(1.0)) } }
        #expect(throws: TensorError.self) { try withErrors { topK(.zero([2]), 3).values } }
        #expect(throws: TensorError.self) { try withErrors { searchSorted(.zero([2, 2]), 1) } }
    }
}
