import EspalierTestSupport
import PJRT
import Testing

@testable import Espalier

@Module
private struct Holder {
    var nested: Inside
    var list: [Inside]

    @Module
    struct Inside {
        var value: Tensor
    }
}

private let step = jit { (x: inout Tensor) in x += 1 }

/// A tensor of its own in device memory.
private func fresh(_ start: Float = 0) throws -> Tensor {
    try (Tensor(scalars: (0..<1024).map { start + Float($0) }, shape: [1024]) * 1).wait()
}

/// The buffer; while it is held the tensor is held too.
private func buffer(_ x: Tensor) -> Buffer? { (x.node as? DeviceNode)?.buffer }

/// Where the elements lie.
private func address(_ x: Tensor) throws -> UInt {
    let held = try #require(buffer(x))
    return try held.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
}

/// Memory is donated to a compiled function by whoever holds it alone.
@Suite struct OwnershipTests {
    @Test func uniqueStateIsUpdatedInPlace() throws {
        var x = try fresh()
        step(&x)
        let before = try address(x)
        step(&x)
        try x.wait()
        #expect(try address(x) == before)
        #expect(try elements(x)[...2] == [2, 3, 4])
    }

    @Test func copiesStayIntact() throws {
        var x = try fresh()
        let copy = x
        step(&x)
        #expect(try #require(buffer(copy)).isDeleted == false)
        #expect(try address(x) != (try address(copy)))
        #expect(try elements(x)[0] == 1)
        #expect(try elements(copy)[0] == 0)
        // Once the copy is out of the way, it is unique again.
        let before = try address(x)
        step(&x)
        #expect(try address(x) == before)
    }

    @Test func arraysInsideStructsInsideArrays() throws {
        let step = jit { (holders: inout [Holder]) in
            for index in holders.indices {
                holders[index].nested.value += 1
                for place in holders[index].list.indices { holders[index].list[place].value *= 2 }
            }
        }
        func make() throws -> Holder {
            Holder(nested: .init(value: try fresh()), list: [.init(value: try fresh(1))])
        }
        var holders = [try make(), try make()]
        step(&holders)
        let kept = holders[1].list[0].value
        let before = try holders.leaves.map(address)
        step(&holders)
        let after = try holders.leaves.map(address)
        #expect(zip(before, after).map(==) == [true, true, true, false])
        #expect(try elements(kept)[0] == 2)
        #expect(try elements(holders[1].list[0].value)[0] == 4)
        #expect(try elements(holders[0].nested.value)[0] == 2)
    }

    /// One tensor in two places of the state is not unique.
    @Test func sharedLeaves() throws {
        let step = jit { (pair: inout [Tensor]) in pair = [pair[0] + 1, pair[1] + 2] }
        let x = try fresh()
        var pair = [x, x]
        step(&pair)
        #expect(try pair.map { try elements($0)[0] } == [1, 2])
        #expect(try elements(x)[0] == 0)
        var twin = [try fresh()]
        twin.append(twin[0])
        step(&twin)
        #expect(try twin.map { try elements($0)[0] } == [1, 2])
    }

    /// The state and another argument may be the same tensor.
    @Test func stateThatIsAlsoAnArgument() throws {
        let add = jit { (x: inout Tensor, y: Tensor) in x += y }
        var x = try fresh(1)
        add(&x, x)
        #expect(try elements(x)[0] == 2)
    }

    @Test func argumentsThatAreNotStateAreKept() throws {
        let double = jit { (x: Tensor) in x * 2 }
        let x = try fresh(1)
        _ = double(x)
        #expect(try #require(buffer(x)).isDeleted == false)
        #expect(try elements(x)[0] == 1)
    }

    @Test func aMistakeLeavesTheStateAlone() throws {
        let faulty = jit { (x: inout Tensor, y: Tensor) in x += y }
        var x = try fresh(1)
        faulty(&x, Tensor(1.0 as Float))
        let before = x
        #expect(mistake { faulty(&x, Tensor([1.0, 2.0])) }?.contains("add") == true)
        // Inside the scope the state is poisoned; copies made before are as they were.
        #expect(try elements(before)[0] == 2)
        x = before
        faulty(&x, Tensor(1.0 as Float))
        #expect(try elements(x)[0] == 3)
    }
}
