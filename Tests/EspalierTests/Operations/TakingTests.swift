import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct TakingTests {
    private func check(
        _ name: String, _ function: @escaping (FixtureValue, [Tensor]) throws -> Tensor
    ) throws {
        let cases = try FixtureFile("indexing").cases(of: name)
        #expect(!cases.isEmpty)
        for recorded in cases.filter(\.isSinglePrecision).prefix(6)
        where recorded.attributes["mode"].string != "wrap" {
            let rules = RecordedRules(recorded) { [try function(recorded.attributes, $0)] }
            if recorded.inputs[0].dtype == "float32" { try rules.checkBatching() }
        }
    }

    @Test func taking() throws {
        try check("take") {
            take($1[0], $1[1], axis: $0["axis"].int, mode: recordedMode($0) ?? .fillOrDrop)
        }
    }

    @Test func takingAlong() throws {
        try check("takeAlongAxis") {
            takeAlongAxis(
                $1[0], $1[1], axis: $0["axis"].int, mode: recordedMode($0) ?? .fillOrDrop)
        }
    }

    @Test func blocks() throws {
        try check("dynamicSlice") { attributes, x in
            dynamicSlice(
                x[0], (0..<x[1].count).map { x[1][$0] }, sizes: attributes["sizes"].ints ?? [])
        }
        try check("dynamicUpdateSlice") { _, x in
            dynamicUpdateSlice(x[0], x[1], (0..<x[2].count).map { x[2][$0] })
        }
    }

    @Test func singlePlaces() throws {
        try check("dynamicIndex") {
            dynamicIndexInDim(
                $1[0], $1[1], axis: $0["axis"].int ?? 0, keepDims: $0["keepDims"].bool ?? false)
        }
        let x = dynamicUpdateIndexInDim(.zero([2, 2]), Tensor([1.0, 2.0]), -1, axis: 1)
        #expect(try x.scalars(as: Float.self) == [0, 1, 0, 2])
    }

    @Test func mistakes() {
        let x = Tensor.counting([2, 3])
        #expect(throws: TensorError.self) { try withErrors { take(x, Tensor([0.5])) } }
        #expect(throws: TensorError.self) {
            try withErrors { take(x, Tensor(0 as Int32), axis: 2) }
        }
        #expect(throws: TensorError.self) {
            try withErrors { takeAlongAxis(x, Tensor([0] as [Int32]), axis: 0) }
        }
        #expect(throws: TensorError.self) {
            try withErrors { dynamicSlice(x, [0], sizes: [1, 1]) }
        }
        #expect(throws: TensorError.self) {
            try withErrors { dynamicSlice(x, [0, 0], sizes: [3, 1]) }
        }
    }
}
