import EspalierTestSupport
import Testing

@testable import Espalier

/// The layout and digits that NumPy prints.
@Suite struct PrintingFixtureTests {
    @Test func agreesWithNumPy() throws {
        for example in try FixtureFile("printing").cases(of: "str") {
            let tensor = try Tensor(fixture: example.inputs[0])
            #expect(tensor.description == example.text, "\(example.name)")
        }
    }

    /// `array2string` sets NumPy's options, which printing does not have yet.
    @Test func isComplete() throws {
        #expect(try FixtureFile("printing").functions == ["array2string", "str"])
    }
}
