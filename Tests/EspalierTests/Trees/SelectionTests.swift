import EspalierTestSupport
import Testing

@testable import Espalier

/// `.at[…]`: the outputs of PyTreeClass's section on filtering, and everything that a selection can
/// do.
@Suite struct SelectionTests {
    let model = DescribedStack.model

    private func near(_ x: Tensor, _ expected: [Double]) throws -> Bool {
        let x = try elements(x)
        return x.count == expected.count
            && zip(x, expected).allSatisfy { abs($0 - $1) <= 2e-7 * max(1, abs($1)) }
    }

    @Test func getsElements() throws {
        let negative = model.at[model .< 0].get()
        #expect(try near(negative.l1.weight, [-1.6248673, -2.8383057, -0.40784812]))
        #expect(negative.l1.bias.shape == [0])
        #expect(try near(negative.l2.weight, [-1.0687716, -0.19255024, -1.2108876]))
        let first = model.at[model == "l1"].get()
        #expect(
            try near(
                first.l1.weight, [-1.6248673, -2.8383057, 1.3969219, 1.3169124, -0.40784812]))
        #expect(first.l1.bias == Tensor.ones([5]))
        #expect(first.l2.weight.shape == [0])
    }

    @Test func getsWholeLeaves() {
        let first = model.at["l1"].get(wholeLeaves: true)
        #expect(first.l1.weight == model.l1.weight)
        #expect(first.l2.weight.isNothing)
        let ones = model.at[model .== 1].get(wholeLeaves: true)
        #expect(ones.l1.weight.isNothing)
        #expect(ones.l1.bias == model.l1.bias)
        #expect(model.at[model .> 0].values.map(\.count) == [2, 5, 2, 1])
    }

    @Test func sets() throws {
        let set = model.at[model .< 0].set(0)
        #expect(try near(set.l1.weight, [0, 0, 1.3969219, 1.3169124, 0]))
        #expect(try near(set.l2.weight, [0.98507565, 0.99815285, 0, 0, 0]))
        #expect(treeEqual(model, DescribedStack.model))
        #expect(model.at["bias"].set(2.5).l1.bias == .full([1, 5], 2.5))
        let other = model.map { -$0 }
        #expect(model.at[model .< 0].set(other).l1.weight == abs(model.l1.weight))
        let bools = Numbers(1, 2, 3, "A").at["b"].set(7.9)
        #expect(bools.b.dtype == .int32)
        #expect(bools.b == 7)
    }

    @Test func applies() throws {
        let squares = model.at[model .< 0].apply { $0 ** 2 }
        #expect(
            try near(squares.l1.weight, [2.6401937, 8.05598, 1.3969219, 1.3169124, 0.16634008]))
        #expect(
            try near(
                squares.l2.weight, [0.98507565, 0.99815285, 1.1422727, 0.03707559, 1.4662486]))
        let all = model.at[...].apply(sin)
        #expect(all.l2.weight == sin(model.l2.weight))
        let (counted, count) = model.at["weight"].scan(0) { leaf, count in
            count += 1
            return leaf * Tensor(Double(count)).asType(.float32)
        }
        #expect(count == 2)
        #expect(counted.l2.weight == model.l2.weight * 2)
        #expect(counted.l2.bias == model.l2.bias)
    }

    @Test func computes() throws {
        let numbers = Numbers(2, [3, -4], 5, "A")
        let large = numbers .> 2
        #expect(numbers.at[large].add(10) == Numbers(2, [13, -4], 15, "A"))
        #expect(numbers.at[large].subtract(1) == Numbers(2, [2, -4], 4, "A"))
        #expect(numbers.at[large].multiply(2) == Numbers(2, [6, -4], 10, "A"))
        #expect(numbers.at["c"].divide(2).c == 2.5)
        #expect(numbers.at[large].power(2) == Numbers(2, [9, -4], 25, "A"))
        #expect(numbers.at[...].minimum(3) == Numbers(2, [3, -4], 3, "A"))
        #expect(numbers.at[...].maximum(3) == Numbers(3, [3, 3], 5, "A"))
    }

    @Test func reduces() throws {
        #expect(try near(model.at[model .< 0].reduceSum(), [-7.3432307]))
        let numbers = Numbers(2, [3, -4], 5, "A")
        #expect(try elements(numbers.at[numbers .> 2].reduceSum()) == [8])
        #expect(try elements(numbers.at[numbers .> 2].reduceProduct()) == [15])
        #expect(try elements(numbers.at[numbers .< 5].reduceMax()) == [3])
        #expect(try elements(numbers.at[numbers .> -4].reduceMin()) == [2])
        #expect(numbers.at[numbers .> 2].reduce(0) { $0 + $1.count } == 2)
        // What selects nothing gives the neutral element.
        let none = numbers.at[numbers == "nothing"]
        #expect(try elements(none.reduceSum()) == [0])
        #expect(try elements(none.reduceProduct()) == [1])
        #expect(try elements(none.reduceMax()) == [-.infinity])
        #expect(try elements(none.reduceMin()) == [.infinity])
    }

    @Test func everyWayToSelect() throws {
        let numbers = { (selection: Selection<DescribedStack>) in
            selection.mask.parts.map { if case .all = $0 { 1 } else { 0 } }
        }
        #expect(numbers(model.at["l1"]["bias"]) == [0, 1, 0, 0])
        #expect(
            numbers(model.at["l1"][where: { $0.path.keys.last == .name("weight") }]) == [
                1, 0, 0, 0,
            ])
        #expect(numbers(model.at["weight", "bias"]) == [1, 1, 1, 1])
        #expect(numbers(model.at[Linear.self]["weight"]) == [1, 0, 1, 0])
        #expect(numbers(model.at[metadata: ["description": "Second layer"]]) == [0, 0, 1, 1])
        #expect(numbers(model.at[path: "l2"]) == [0, 0, 1, 1])
        #expect(numbers(model.at[path: "l2.weight"]) == [0, 0, 1, 0])
        #expect(numbers(model.at[path: /^l\d\.b/]) == [0, 1, 0, 1])
        #expect(numbers(model.at[where: { $0.index == 2 }]) == [0, 0, 1, 0])
        #expect(numbers(model.at[...]) == [1, 1, 1, 1])
        let layers = at(["a": [Linear(1, 2), Linear(2, 1)]])
        #expect(layers[path: "a.1.bias"].values.map(\.shape) == [[1]])
        #expect(layers[path: "[\"a\"][0]"].values.count == 2)
        #expect(layers["a"].values.count == 4)
    }

    @Test func worksInCompiledFunctions() throws {
        let eager = model.at[model .< 0].apply { $0 * $0 }
        let compiled = jit { (model: DescribedStack) in model.at[model .< 0].apply { $0 * $0 } }(
            model)
        #expect(treeClose(eager, compiled).isClose)
        let sum = jit { (model: DescribedStack) in model.at[model .< 0].reduceSum() }(model)
        #expect(try near(sum, [-7.3432307]))
        let highest = jit { (model: DescribedStack) in model.at["weight"].reduceMax() }(model)
        #expect(try near(highest, [1.3969219]))
        // The elements that a comparison selects can't be gathered there; whole leaves can.
        let whole = jit { (model: DescribedStack) in model.at["bias"].get() }(model)
        #expect(whole.l1.bias.shape == [5])
        let message = mistake {
            jit { (model: DescribedStack) in model.at[model .< 0].get() }(model)
        }
        #expect(message?.contains("use set, apply or a reduction") == true)
        let slope = grad { (model: DescribedStack) in model.at[model .< 0].power(2).l2.weight.sum()
        }(model)
        #expect(isClose(slope.l2.weight, which(model.l2.weight .< 0, 2 * model.l2.weight, 1)))
    }

    @Test func mistakes() {
        #expect(mistake { model.at["l3"].get() }?.contains("called 'l3'") == true)
        #expect(mistake { model.at["l3"].get() }?.contains("'l1', 'weight', 'bias', 'l2'") == true)
        #expect(
            mistake { model.at[path: "l1.mean"].set(0) }?.contains("no leaf at 'l1.mean'") == true)
        #expect(mistake { model.at["l1"].set(Tensor.zeros([3])) }?.contains("broadcast") == true)
        #expect(mistake { model.at["bias"].set(Tensor.zeros([2, 5])) }?.contains("[2, 5]") == true)
    }
}
