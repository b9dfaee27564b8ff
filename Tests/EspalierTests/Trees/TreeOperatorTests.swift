import EspalierTestSupport
import Testing

@testable import Espalier

/// The operators of Kernex's and PyTreeClass's tree classes.
@Suite struct TreeOperatorTests {
    let a = Numbers(10, 20, 30, "A")

    @Test func kernexDocument() throws {
        #expect(a + a == Numbers(20, 40, 60, "A"))
        #expect(a - a == Numbers(0, 0, 0, "A"))
        #expect((a * a).reduceMean() == 1400.0)
        #expect(a.reduceMean() == 60.0)
        #expect(a + 1 == Numbers(11, 21, 31, "A"))
        #expect(a["a"] + 1 == Numbers(11, .nothing, .nothing, "A"))
        let aa = a["a"] + 10
        let ab = a["b"] + 10
        #expect(aa | ab | a == Numbers(20, 30, 30, "A"))
        #expect(a[a .> 10] == Numbers(.nothing, 20, 30, "A"))
        #expect(Numbers([10, 10], 20, 30, "B").plusOne() == Numbers([11, 11], 21, 31, "B"))
        let c = Numbers([10, 10], 20, 30, "C")
        #expect(c.map { $0.prod() } == Numbers(100, 20, 30, "C"))
        #expect(c.mapReduce(1, each: { $0.prod() }, combine: *) == 60000)
    }

    @Test func reductions() throws {
        let b = ["a": Tensor([-10, -10]), "b": 1]
        let module = Numbers([-10, -10], 1, 0, "B")
        #expect(module.reduceMax() == -9)
        #expect(module.reduceMin() == -9)
        #expect(module.reduceSum() == -19)
        #expect(try elements(module.reduceMean()) == [-9])
        #expect(module["a"].reduceProduct() == 100)
        #expect(b.mapReduce(1, each: { $0.prod() }, combine: *) == 100)
    }

    @Test func everyOperator() {
        let two = Numbers(2, 3, 4, "B")
        let three = Tensor(3)
        #expect(a % two == Numbers(0, 2, 2, "A"))
        #expect(a % 7 == Numbers(3, 6, 2, "A"))
        #expect(7 % two == Numbers(1, 1, 3, "B"))
        #expect(a % three == Numbers(1, 2, 0, "A") && three % two == Numbers(1, 0, 3, "B"))
        let powers = [two ** two, two ** 2, 2 ** two, two ** three]
        #expect(powers[0] == Numbers(4, 27, 256, "B"))
        #expect(powers[1] == Numbers(4, 9, 16, "B") && powers[2] == Numbers(4, 8, 16, "B"))
        #expect(powers[3] == Numbers(8, 27, 64, "B"))
        #expect(a & two == Numbers(2, 0, 4, "A") && a & 2 == Numbers(2, 0, 2, "A"))
        #expect(a ^ two == Numbers(8, 23, 26, "A") && 1 ^ a == Numbers(11, 21, 31, "A"))
        #expect(a << two == Numbers(40, 160, 480, "A") && a << 1 == Numbers(20, 40, 60, "A"))
        #expect(a >> two == Numbers(2, 2, 1, "A") && a >> 1 == Numbers(5, 10, 15, "A"))
        #expect(~two == Numbers(-3, -4, -5, "B") && +two == two && -two == Numbers(-2, -3, -4, "B"))
        #expect(abs(-two) == two)
        #expect(floorDivide(a, two) == Numbers(5, 6, 7, "A"))
        #expect(floorDivide(a, three) == Numbers(3, 6, 10, "A"))
        #expect(floorDivide(three, two) == Numbers(1, 1, 0, "B"))
        // The number stands where it was written.
        #expect(1 - a == Numbers(-9, -19, -29, "A"))
        let half = 1 / Numbers(2, 4, 5.0, "C")
        #expect(half == Numbers(0.5, 0.25, Tensor(0.2), "C"))
    }

    @Test func matrices() {
        let m = Tensor([[1.0, 2.0], [3.0, 4.0]])
        let model = ArithmeticPair(first: m, second: 2 * m)
        let identity = Tensor([[0.0, 1.0], [1.0, 0.0]])
        #expect(matmul(model, identity).first == Tensor([[2.0, 1.0], [4.0, 3.0]]))
        #expect(matmul(identity, model).first == Tensor([[3.0, 4.0], [1.0, 2.0]]))
        #expect(matmul(model, model).second == matmul(2 * m, 2 * m))
    }

    @Test func mergingPrefersWhatIsThere() {
        let empty = Tensor.zeros([0])
        #expect(Numbers(empty, 0, .nothing, "A") | Numbers(1, 2, 3, "B") == Numbers(1, 0, 3, "A"))
        #expect(Numbers(1, 2, 3, "A") | Numbers(empty, .nothing, 4, "B") == Numbers(1, 2, 3, "A"))
        let bools = Numbers([true, false], false, true, "A")
        #expect(
            bools | Numbers([false, false], true, false, "B")
                == Numbers([true, false], true, true, "A"))
        var merged = a["a"]
        merged |= a
        #expect(merged == a)
        #expect(
            mistake { ArithmeticList(items: [1]) | ArithmeticList(items: [1, 2]) }?
                .contains("different structures") == true)
    }
}

@Module
private struct ArithmeticPair {
    var first: Tensor
    var second: Tensor
}

@Module
private struct ArithmeticList {
    var items: [Tensor]
}

/// An operation of one's own.
extension Numbers {
    fileprivate func plusOne() -> Self { map { $0 + 1 } }
}
