import Foundation
import Testing

@testable import Espalier

@Suite struct KeyTests {
    // MARK: Known answers

    @Test func threefryOfZeros() throws {
        let zero = Tensor(UInt32(0))
        let words = try bind(Threefry2x32(), [zero, zero, zero, zero])
        #expect(try words.map { try $0.scalars(as: UInt32.self)[0] } == [0x6b20_0159, 0x99ba_4efe])
    }

    /// The vectors that the authors of the generator give.
    @Test func threefryOfOnesAndPi() throws {
        func threefry(_ operands: UInt32...) throws -> [UInt32] {
            try bind(Threefry2x32(), operands.map { Tensor($0) }).map {
                try $0.scalars(as: UInt32.self)[0]
            }
        }
        let ones = UInt32.max
        #expect(try threefry(ones, ones, ones, ones) == [0x1cb9_96fc, 0xbb00_2be7])
        #expect(
            try threefry(0x1319_8a2e, 0x0370_7344, 0x243f_6a88, 0x85a3_08d3)
                == [0xc492_3a9c, 0x483d_f7a0])
    }

    @Test func threefryBroadcastsAndMaps() throws {
        let key = Tensor(UInt32(7))
        let x = Tensor([1, 2, 3] as [UInt32])
        let column = Tensor([[4], [5]] as [[UInt32]])
        let words = try bind(Threefry2x32(), [key, key, x, column])
        #expect(words.map(\.shape) == [[2, 3], [2, 3]])
        let single = try bind(Threefry2x32(), [key, key, Tensor(UInt32(3)), Tensor(UInt32(5))])
        #expect(try words[1].scalars(as: UInt32.self)[5] == single[1].scalars(as: UInt32.self)[0])
    }

    @Test func splitInBothLayouts() throws {
        let original = Key(0, .original).split()
        #expect(try original.0.data.scalars() as [UInt32] == [4_146_024_105, 967_050_713])
        #expect(try original.1.data.scalars() as [UInt32] == [2_718_843_009, 1_272_950_319])
        let partitionable = Key(0).split(3)
        #expect(
            try partitionable.flatMap { try $0.data.scalars() as [UInt32] } == [
                1_797_259_609, 2_579_123_966, 928_981_903, 3_453_687_069, 4_146_024_105,
                2_718_843_009,
            ])
    }

    @Test func normalOfTheOriginalLayout() throws {
        #expect(Float(Key(0, .original).normal()) == -0.20584226)
        let keys = Key(0, .original).split(3)
        let first = keys[0].normal([1, 5]) * sqrt(Tensor(Float(2)))
        #expect(abs(try first.scalars(as: Float.self)[0] + 1.6248673) < 1e-6)
        let last = keys[2].normal([5, 1]) * sqrt(Tensor(Float(0.4)))
        #expect(abs(try last.scalars(as: Float.self)[0] - 0.98507565) < 1e-6)
    }

    // MARK: Making keys

    @Test func seedsOf64Bits() throws {
        #expect(try Key(1 << 33 + 5).data.scalars() as [UInt32] == [2, 5])
        #expect(try Key(UInt64.max).data.scalars() as [UInt32] == [.max, .max])
        #expect(Key(-1).data == Key(UInt64.max).data)
        #expect(try Key(seed: Tensor(Int32(-1))).data.scalars() as [UInt32] == [0, .max])
    }

    @Test func splittingIntoNoneAndMany() throws {
        #expect(Key(3).split(0).isEmpty)
        #expect(Key(3).splitBatch(0).data.shape == [0, 2])
        for layout in Key.Layout.allCases {
            let key = Key(3, layout)
            #expect(stack(key.split(5).map(\.data)) == key.splitBatch(5).data)
        }
    }

    @Test func foldingANumberAndATensor() {
        let key = Key(11)
        #expect(key.folded(in: 7).data == key.folded(in: Tensor(Int32(7))).data)
        #expect(key.folded(in: 7).data == key.folded(in: Tensor(UInt64(1 << 32 + 7))).data)
        #expect(key.folded(in: 7).data != key.folded(in: 8).data)
    }

    @Test func isATreeOfKindRng() {
        struct Visitor: TreeVisitor {
            var leaves: [Tensor] = []
            var kinds: [TreePart.Type?] = []
            var layouts: [Key.Layout] = []
            mutating func leaf(_ tensor: Tensor) { leaves.append(tensor) }
            mutating func child<T: Tree>(_ value: T, _ field: Field) {
                kinds.append(field.kind)
                value.visit(&self)
            }
            mutating func constant<T: Hashable & Sendable>(_ value: T, _ field: Field) {
                if let layout = value as? Key.Layout { layouts.append(layout) }
            }
        }
        struct Doubler: TreeUpdater {
            mutating func leaf(_ tensor: inout Tensor) { tensor = tensor + tensor }
        }
        var visitor = Visitor()
        var key = Key(5, .original)
        key.visit(&visitor)
        #expect(visitor.leaves.map(\.shape) == [[2]])
        #expect(visitor.kinds.count == 1 && visitor.kinds[0] == Rng.self)
        #expect(visitor.layouts == [.original])
        var updater = Doubler()
        key.update(&updater)
        #expect(key.data == Key(10).data)
    }

    // MARK: Mistakes

    @Test func mistakesAreNamed() throws {
        func message(_ body: () -> Tensor) throws -> String {
            try #require(throws: TensorError.self) { try withErrors(body) }.description
        }
        let key = Key(0)
        let p = Tensor([0.5, 0.5] as [Float])
        #expect(
            try message { key.normal([2, -1]) } == "normal: the shape [2, -1] has a negative size")
        #expect(
            try message { key.normal(dtype: .int32) }.contains("floating or complex, not int32"))
        #expect(try message { key.uniform(dtype: .int32) }.contains("must be floating, not int32"))
        #expect(try message { key.uniform(in: 1..<1) } == "uniform: the range 1.0..<1.0 is empty")
        #expect(try message { key.integers(in: 3..<3) } == "integers: the range 3..<3 is empty")
        #expect(
            try message { key.integers(in: 0..<257, dtype: .uint8) }
                == "integers: the range 0..<257 doesn't fit the dtype uint8")
        #expect(try message { key.integers(in: 0..<2, dtype: .float32) }.contains("not float32"))
        #expect(try message { key.bits(dtype: .int32) }.contains("unsigned integer, not int32"))
        #expect(try message { key.bernoulli(1.5) }.contains("between 0 and 1, not be 1.5"))
        #expect(try message { key.bernoulli(p, [3]) }.contains("broadcast"))
        #expect(
            try message { key.bernoulli(p, []) }
                == "bernoulli: parameters of the shape [2] can't be broadcast to the result's shape []"
        )
        #expect(try message { key.bernoulli(Tensor(Int32(1))) }.contains("floating, not int32"))
        #expect(try message { key.truncatedNormal(in: 1...1) }.contains("empty"))
        #expect(try message { key.rademacher(dtype: .uint8) }.contains("can't"))
        #expect(
            try message { key.categorical(logits: p, axis: 1) }.contains("axis 1 is out of range"))
        let rows = Tensor([[0, 0], [0, 0]] as [[Float]])
        #expect(try message { key.categorical(logits: rows, shape: [3]) }.contains("must end with"))
        #expect(
            try message { key.splitBatch(-1).data }.contains(
                "split: the shape [-1, 2] has a negative size"))
        #expect(try message { key.folded(in: -1).data }.contains("not -1"))
        #expect(
            try message { key.splitBatch(3).normal() }.contains(
                "draw from a batch of keys inside vmap"))
        #expect(try message { Key(data: p).normal() }.contains("must be uint32"))
        #expect(try message { Key(seed: p).normal() }.contains("must be an integer scalar"))
    }
}
