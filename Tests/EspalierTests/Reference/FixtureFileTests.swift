import EspalierTestSupport
import Foundation
import Testing

@Suite("Fixture files")
struct FixtureFileTests {
    @Test("A case holds its arrays, bytes and attributes")
    func readsElementwise() throws {
        let file = try FixtureFile("elementwise")
        #expect(file.area == "elementwise")
        #expect(file.versions["jax"] == "0.10.2")
        let example = try #require(file.cases(of: "exp").first)
        let input = try #require(example.inputs.first)
        #expect(input.dtype == "float32")
        #expect(input.shape == [2, 3])
        #expect(input.bytes.count == 24)
        #expect(input.elements(as: Float.self)?.count == input.count)
        #expect(example.inputCotangents?.first??.shape == [2, 3])
        let power = try #require(file.cases(of: "integerPower").first)
        #expect(power.attributes["exponent"].int == 0)
        #expect(power.attributes["absent"].isNull)
    }

    @Test func valuesHaveTheirTypes() throws {
        let text =
            #"{"a": true, "b": 1, "c": 2.5, "d": "x", "e": [null, 0], "f": -3.0, "g": false, "h": 9223372036854775807}"#
        let value = FixtureValue(try JSONSerialization.jsonObject(with: Data(text.utf8)))
        #expect(
            value
                == .object([
                    "a": .bool(true), "b": .int(1), "c": .double(2.5), "d": .string("x"),
                    "e": .array([.null, .int(0)]), "f": .int(-3), "g": .bool(false),
                    "h": .int(.max),
                ]))
    }

    @Test("An absent file throws")
    func missing() {
        #expect(throws: (any Error).self) { try FixtureFile("no such area") }
    }
}
