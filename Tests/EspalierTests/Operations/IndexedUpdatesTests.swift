import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct IndexedUpdatesTests {
    /// Values and derivatives are those of the fixtures; here the same writes are batched.
    @Test func batchedWrites() throws {
        let cases = try FixtureFile("indexing").cases(of: "at").filter(\.isSinglePrecision)
        for recorded in stride(from: 0, to: cases.count, by: 6).map({ cases[$0] }) {
            let attributes = recorded.attributes
            let rules = RecordedRules(recorded) { inputs in
                let indexed = IndexedTensor(
                    tensor: inputs[0], indices: recordedIndex(attributes, inputs))
                let mode = recordedMode(attributes)
                switch attributes["method"].string {
                case "set": return [indexed.set(inputs[1], mode: mode)]
                case "add": return [indexed.add(inputs[1], mode: mode)]
                case "multiply": return [indexed.multiply(inputs[1], mode: mode)]
                case "divide": return [indexed.divide(inputs[1], mode: mode)]
                case "power": return [indexed.power(inputs[1], mode: mode)]
                case "min": return [indexed.min(inputs[1], mode: mode)]
                case "max": return [indexed.max(inputs[1], mode: mode)]
                default: return [indexed.apply(attributes["function"].string == "sin" ? sin : exp)]
                }
            }
            let isBatched =
                !recorded.inputs.contains { $0.dtype == "bool" }
                && ["set", "add", "max"].contains(attributes["method"].string)
            if isBatched { try rules.checkBatching() }
        }
    }

    @Test func repeatedPlaces() throws {
        let rows = Tensor([0, 0, 2] as [Int32])
        #expect(try Tensor.zero([3]).at[rows].add(1).scalars(as: Float.self) == [2, 0, 1])
        #expect(try Tensor.zero([3]).at[rows].subtract(1).scalars(as: Float.self) == [-2, 0, -1])
        let two = Tensor.zero([3]) + 2
        #expect(try two.at[rows].multiply(3).scalars(as: Float.self) == [18, 2, 6])
        #expect(try two.at[rows].divide(2).scalars(as: Float.self) == [0.5, 2, 1])
        #expect(try two.at[rows].apply { $0 + 1 }.scalars(as: Float.self) == [3, 2, 3])
        #expect(try two.at[.stride(by: 2)].set(0).scalars(as: Float.self) == [0, 2, 0])
    }

    @Test func placesOutOfRange() throws {
        let x = Tensor.counting([3])
        let places = Tensor([1, 7] as [Int32])
        #expect(try x.at[places].set(9).scalars(as: Float.self) == [0, 9, 2])
        #expect(try x.at[places].set(9, mode: .clip).scalars(as: Float.self) == [0, 9, 9])
        #expect(try x.at[7].set(9, mode: .fillOrDrop).scalars(as: Float.self) == [0, 1, 2])
        #expect(Float(x.at[7].get(mode: .clip)) == 2)
        #expect(Float(x.at[7].get(fillValue: -1)) == -1)
        #expect(throws: TensorError.self) { try withErrors { x.at[7].set(9) } }
    }

    @Test func masks() throws {
        let x = Tensor.counting([2, 2])
        #expect(try x.at[x .> 1].set(0).scalars(as: Float.self) == [0, 1, 0, 0])
        #expect(try x.at[x .> 1].multiply(2).scalars(as: Float.self) == [0, 1, 4, 6])
        #expect(try x.at[x .> 1].set(Tensor([8.0, 9.0])).scalars(as: Float.self) == [0, 1, 8, 9])
        #expect(try x.at[x .> 1].apply { $0 * $0 }.scalars(as: Float.self) == [0, 1, 4, 9])
        let rows = Tensor([true, false])
        #expect(try x.at[rows].set(Tensor([8.0, 9.0])).scalars(as: Float.self) == [8, 9, 2, 3])
    }

    @Test func mistakes() {
        let x = Tensor.counting([2, 3])
        let error = #expect(throws: TensorError.self) {
            try withErrors { x.at[0].set(Tensor([1.0, 2.0])) }
        }
        #expect(error?.description.contains("can't be broadcast to [3]") == true)
        #expect(throws: TensorError.self) { try withErrors { x.at[2].add(1) } }
        #expect(throws: TensorError.self) { try withErrors { x.at[0].set(complex(1, 1)) } }
    }
}
