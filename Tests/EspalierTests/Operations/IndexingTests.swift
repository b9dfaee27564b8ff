import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct IndexingTests {
    /// Values and derivatives are those of the fixtures; here the same reads are batched.
    @Test func batchedReads() throws {
        let cases = try FixtureFile("indexing").cases(of: "get").filter(\.isSinglePrecision)
        // Every sixth: the recordings vary one thing at a time.
        for recorded in stride(from: 0, to: cases.count, by: 6).map({ cases[$0] }) {
            let attributes = recorded.attributes
            let rules = RecordedRules(recorded) { inputs in
                let indexed = IndexedTensor(
                    tensor: inputs[0], indices: recordedIndex(attributes, inputs))
                let fill = attributes["fill"].int.map { Tensor(Int32($0)) }
                return [indexed.get(mode: recordedMode(attributes), fillValue: fill)]
            }
            if !recorded.inputs.contains(where: { $0.dtype == "bool" }) {
                try rules.checkBatching()
            }
        }
    }

    @Test func subscripts() throws {
        let m = Tensor.counting([2, 3])
        let (i, last) = (1, -1)
        func elements(_ x: Tensor) throws -> [Float] { try x.scalars() }
        #expect(try elements(m[0]) == [0, 1, 2])
        #expect(try elements(m[i]) == [3, 4, 5])
        #expect(try elements(m[0..., 1]) == [1, 4])
        #expect(m[1..., .newAxis].shape == [1, 1, 3])
        #expect(try elements(m[.ellipsis, last]) == [2, 5])
        #expect(try elements(m[.all, .slice(1, -1)]) == [1, 4])
        #expect(try elements(m[.stride(by: -1), 0]) == [3, 0])
        #expect(try elements(m[0, ..<(-1)]) == [0, 1])
        #expect(try elements(m[0, 1...2]) == [1, 2])
        #expect(try elements(m[0, -2...(-1)]) == [1, 2])
        #expect(try elements(m[0, ...1]) == [0, 1])
        #expect(try elements(m[0, 0..<2]) == [0, 1])
        #expect(try elements(m[[1, -2]]) == [3, 4, 5, 0, 1, 2])
        #expect(try elements(m[m .> 3]) == [4, 5])
        #expect(try elements(m[Tensor([1, 0] as [Int32]), [2, 0]]) == [5, 0])
        #expect(Float(m[1, 2]) == 5)
        let x = Tensor.zero([2, 1, 2, 1, 2, 1])
        #expect(x[0, .all, 0].shape == [1, 1, 2, 1])
        #expect(x[0, .all, 0, .newAxis].shape == [1, 1, 1, 2, 1])
        #expect(x[0, .all, 0, .newAxis, 0].shape == [1, 1, 2, 1])
        #expect(x[0, 0, 0, 0, 0, 0].shape == [])
    }

    @Test func assignment() throws {
        var m = Tensor.counting([2, 2])
        let old = m
        m[0, 1] = 7
        m[1] += 1
        m[.all, 0] = Tensor([5.0, 6.0])
        #expect(try m.scalars(as: Float.self) == [5, 7, 6, 4])
        #expect(try old.scalars(as: Float.self) == [0, 1, 2, 3])
    }

    @Test func takingScalarPlaces() throws {
        let x = Tensor.counting([4])
        #expect(Float(x[Tensor(2 as Int32)]) == 2)
        #expect(Float(x[Tensor(-1 as Int8)]) == 3)
        #expect(Float(x[Tensor(9 as UInt8)]) == 3)
        #expect(x[Tensor(9 as Int32).axisIndex].shape == [])
    }

    @Test func emptyResults() throws {
        let x = Tensor.counting([3, 2])
        #expect(x[2..<2].shape == [0, 2])
        #expect(x[[Int]()].shape == [0, 2])
        #expect(Tensor.zero([0, 2])[[Int]()].shape == [0, 2])
        #expect(Tensor.zero([0, 2])[0...].shape == [0, 2])
        #expect(x[x .> 100].shape == [0])
    }

    private func message(_ body: () -> Tensor) -> String {
        do {
            _ = try withErrors(body)
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test func mistakes() {
        let m = Tensor.counting([2, 3])
        #expect(message { m[2] }.contains("index 2 is out of range for axis 0 of the shape [2, 3]"))
        #expect(message { m[0, -4] }.contains("axis 1"))
        #expect(message { m[[0, 2]] }.contains("index 2"))
        #expect(message { m[0, 0, 0] }.contains("3 axes are indexed"))
        #expect(message { m[.ellipsis, .ellipsis] }.contains("ellipsis"))
        #expect(message { m[.stride(by: 0)] }.contains("step"))
        #expect(message { m[Tensor([0.5])] }.contains("integers or bools"))
        #expect(message { m[Tensor([true, false, true])] }.contains("mask"))
        #expect(message { Tensor.zero([0])[Tensor([0] as [Int32])] }.contains("empty"))
        #expect(message { m[[0, 1], [0, 1, 2]] }.contains("broadcast"))
    }

    @Test func tracedMasks() throws {
        let types = [ShapedTensor(shape: [3], dtype: .float32)]
        let error = #expect(throws: TensorError.self) {
            try withErrors { try trace(types) { [$0[0][$0[0] .> 0]] } }
        }
        #expect(error?.description.contains("which(mask, a, b)") == true)
        let program = try trace(types) { [$0[0].at[$0[0] .> 1].set(9)] }.program
        let result = try program.evaluate([.counting([3])])[0]
        #expect(try result.scalars(as: Float.self) == [0, 1, 9])
    }

    /// Integers and slices are read without index tensors.
    @Test func staticIndicesAreSlices() throws {
        let types = [ShapedTensor(shape: [4, 5], dtype: .float32)]
        let program = try trace(types) { [$0[0][1, .slice(nil, nil, -2)]] }.program
        #expect(program.equations.map(\.primitive.name) == ["slice", "rev", "reshape"])
    }
}
