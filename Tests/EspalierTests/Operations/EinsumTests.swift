import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct EinsumTests {
    @Test func recorded() throws {
        let cases = try FixtureFile("linear_algebra").cases(of: "einsum")
        for recorded in cases.filter(\.isSinglePrecision).prefix(16) {
            let specification = recorded.attributes["spec"].string ?? ""
            let rules = RecordedRules(recorded) { operands in
                switch operands.count {
                case 1: [einsum(specification, operands[0])]
                case 2: [einsum(specification, operands[0], operands[1])]
                default: [einsum(specification, operands[0], operands[1], operands[2])]
                }
            }
            if recorded.inputs.allSatisfy({ $0.dtype == "float32" }) { try rules.checkBatching() }
        }
    }

    @Test(arguments: [
        "ij,jk", "ij->ii", "ij->ik", "ijk->i", "i->i", "i1->i", "ij->i->j", "...i...->i", "",
        "i.j->ij",
    ])
    func badSpecifications(_ specification: String) {
        let error = #expect(throws: TensorError.self) {
            try withErrors { einsum(specification, .zero([2, 3])) }
        }
        #expect(error?.description.contains("\"\(specification)\"") == true)
    }

    @Test func sizesThatDiffer() {
        let error = #expect(throws: TensorError.self) {
            try withErrors { einsum("ij,jk->ik", .zero([2, 3]), .zero([4, 5])) }
        }
        #expect(error?.description.contains("axis j the sizes 3 and 4") == true)
        #expect(throws: TensorError.self) { try withErrors { einsum("ii", .zero([2, 3])) } }
    }
}
