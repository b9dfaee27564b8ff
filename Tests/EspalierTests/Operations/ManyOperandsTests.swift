import Testing

@testable import Espalier

/// Many operands are joined by a tree of concatenations, many keys are taken apart on the host.
@Suite struct ManyOperandsTests {
    private func numbers(_ count: Int) -> [Tensor] { (0..<count).map { Tensor([Float($0)]) } }

    @Test(arguments: [63, 64, 65, 4097])
    func areJoinedInOrder(_ count: Int) throws {
        let expected = (0..<count).map { Float($0) }
        #expect(try concatenate(numbers(count)).scalars() == expected)
        #expect(try stack(numbers(count)).reshaped([count]).scalars() == expected)
    }

    @Test func haveAGradientAndAreBatched() throws {
        let xs = numbers(130)
        let slopes = jit(grad { (xs: [Tensor]) in (concatenate(xs) ** 2).sum() })(xs)
        #expect(slopes.map { Float($0) } == (0..<130).map { 2 * Float($0) })
        let batched = vmap { (x: Tensor) in
            stack(Array(repeating: x, count: 70) + [x + 1])
        }(Tensor([1.0, 2.0]))
        #expect(batched.shape == [2, 71])
        #expect(try batched[.all, 70].scalars(as: Float.self) == [2, 3])
    }

    @Test func weakTypesStayWeakWhereAllAre() {
        let weak = (0..<70).map { Tensor.weak($0).reshaped([1]) }
        #expect(concatenate(weak).isWeaklyTyped)
        #expect(!concatenate(weak + [Tensor([Int32(1)])]).isWeaklyTyped)
    }

    @Test func keysAreTheSameHoweverManyThereAre() throws {
        let many = Key(7).split(4096)
        let few = Key(7).split(3)
        for (a, b) in zip(few, many) {
            #expect(try a.data.scalars(as: UInt32.self) == b.data.scalars(as: UInt32.self))
        }
        let batch = try Key(7).splitBatch(4096).data.scalars(as: UInt32.self)
        #expect(try many[4095].data.scalars(as: UInt32.self) == Array(batch.suffix(2)))
        let traced = jit { (x: Tensor) in Key(7).split(40)[39].uniform([2]) + x }(Tensor(0.0))
        #expect(
            try traced.scalars(as: Float.self)
                == Key(7).split(40)[39].uniform([2]).scalars(as: Float.self))
    }
}
