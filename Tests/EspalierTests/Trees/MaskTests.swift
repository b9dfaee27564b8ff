import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct MaskTests {
    let model = DescribedStack.model

    private func selected(_ mask: Mask<DescribedStack>) -> [Bool] {
        mask.parts.map { if case .all = $0 { true } else { false } }
    }

    @Test func byNameTypeAndAnnotation() {
        #expect(selected(model == "l1") == [true, true, false, false])
        #expect(selected(model == "bias") == [false, true, false, true])
        #expect(selected(model == "nothing of that name") == [false, false, false, false])
        #expect(selected(model == Linear.self) == [true, true, true, true])
        #expect(selected(model == DescribedStack.self) == [true, true, true, true])
        #expect(selected(model == Tensor.self) == [true, true, true, true])
        #expect(selected(model == (any AnyLayer).self) == [true, true, true, true])
        #expect(selected(model == Averager.self) == [false, false, false, false])
        #expect(
            selected(model == ["description": "First layer"]) == [true, true, false, false])
        #expect(selected(model == ["description": "Third layer"]).allSatisfy { !$0 })
        #expect(selected(model == ["description": 1]).allSatisfy { !$0 })
        #expect(
            selected(model.mask { $0.path.description == "l2.bias" }) == [
                false, false, false, true,
            ])
    }

    @Test func negatedComparisons() {
        #expect(selected(model != "l1") == [false, false, true, true])
        #expect(selected(model != Linear.self) == [false, false, false, false])
        #expect(selected(model != ["description": "First layer"]) == [false, false, true, true])
    }

    @Test func byValue() throws {
        let numbers = Numbers(10, [-5, 20], 30, "A")
        let bools = { (mask: Mask<Numbers>) in
            try mask.tree(like: numbers).leaves.map { try $0.reshaped([-1]).scalars(as: Bool.self) }
        }
        #expect(try bools(numbers .> 10) == [[false], [false, true], [true]])
        #expect(try bools(numbers .>= 10) == [[true], [false, true], [true]])
        #expect(try bools(numbers .< 10) == [[false], [true, false], [false]])
        #expect(try bools(numbers .<= 10.0) == [[true], [true, false], [false]])
        #expect(try bools(numbers .== 20) == [[false], [false, true], [false]])
        #expect(try bools(numbers .!= 20) == [[true], [true, false], [true]])
        #expect(try bools(numbers .== numbers) == [[true], [true, true], [true]])
        #expect(
            try bools(numbers .< Numbers(11, [0, 0], 0, "B")) == [[true], [true, false], [false]])
        #expect(try bools(numbers .> Tensor([0, 25])).map(\.count) == [2, 2, 2])
    }

    @Test func combinations() throws {
        let numbers = Numbers(3, [1, 7], -2, "A")
        let bools = { (mask: Mask<Numbers>) in
            try mask.tree(like: numbers).leaves.map { try $0.reshaped([-1]).scalars(as: Bool.self) }
        }
        #expect(try bools((numbers .> 0) & (numbers .< 5)) == [[true], [true, false], [false]])
        #expect(try bools((numbers == "a") | (numbers == "b")) == [[true], [true, true], [false]])
        #expect(try bools((numbers == "a") | (numbers .> 5)) == [[true], [false, true], [false]])
        #expect(try bools((numbers == "b") & (numbers .> 5)) == [[false], [false, true], [false]])
        #expect(try bools((numbers == "b") ^ (numbers .> 5)) == [[false], [true, false], [false]])
        #expect(try bools((numbers == "b") ^ (numbers == "a")) == [[true], [true, true], [false]])
        #expect(try bools((numbers .> 0) ^ (numbers .> 5)) == [[true], [true, false], [false]])
        #expect(try bools(!(numbers .> 5)) == [[true], [true, false], [true]])
        #expect(try bools(!(numbers == "b")) == [[true], [false, false], [true]])
    }

    @Test func treesOfBoolsAreMasks() throws {
        let numbers = Numbers(3, [1, 7], -2, "A")
        let mask = Mask(numbers.map { $0 .> 2 })
        #expect(try elements(numbers.at[mask].reduceSum()) == [10])
        #expect(mistake { Mask(numbers) }?.contains("a is i32[]") == true)
    }

    /// A mask is a tree, so compiled functions take it; what it selects as a whole is part of its
    /// structure.
    @Test func masksAsArguments() throws {
        let fill = jit { (model: DescribedStack, mask: Mask<DescribedStack>) in
            model.at[mask].set(7)
        }
        let negative = fill(model, model .< 0)
        #expect(try elements(negative.l1.weight).filter { $0 == 7 }.count == 3)
        _ = fill(model, model .< -1)
        #expect(fill.traceCount == 1)
        #expect(fill(model, model == "l2").l2.bias == [[7.0]])
        #expect(fill.traceCount == 2)
        #expect(treeEqual(fill(model, model == "l1").l2, model.l2))
        #expect(fill.traceCount == 3)
    }

    @Test func masksOfOtherModels() {
        let two = Mask<[Tensor]>(all: [1, 2])
        let three = Mask<[Tensor]>(all: [1, 2, 3])
        #expect(mistake { two & three }?.contains("2 and of 3 leaves") == true)
        #expect(mistake { at([1, 2] as [Tensor])[three].set(0) }?.contains("3 leaves") == true)
    }
}
