import Espalier
import EspalierIO
import Foundation
import Synchronization
import Testing

/// Examples in groups, in an order that a key decides, made ahead.
@Suite struct BatchesTests {
    private let x = Tensor.arange(20).reshaped([10, 2])
    private let y = Tensor.arange(10)

    @Test func inOrder() {
        let batches = Array(Batches(of: [x, y], size: 4))
        #expect(batches.map { $0[0].shape } == [[4, 2], [4, 2]])
        #expect(batches[1][1] == [4, 5, 6, 7])
        let all = Batches(of: y, size: 4, keepsRest: true)
        #expect(all.underestimatedCount == 3 && Array(all).last == [8, 9])
        #expect(Array(Batches(of: y, size: 11)).isEmpty)
    }

    @Test func shuffled() throws {
        let order = try Key(3).permutation(10).scalars(as: Int32.self)
        let batches = Batches(of: [x, y], size: 5, shuffledBy: Key(3))
        let seen = try batches.flatMap { try $0[1].scalars(as: Int32.self) }
        #expect(seen == order)
        for batch in batches { #expect(batch[0][0..., 0] == batch[1] * 2) }
        // Going over it again gives the same, another key something else.
        #expect(try batches.flatMap { try $0[1].scalars(as: Int32.self) } == seen)
        let other = Batches(of: y, size: 5, shuffledBy: Key(4))
        #expect(try other.flatMap { try $0.scalars(as: Int32.self) } != seen)
    }

    @Test func skipping() throws {
        let batches = Batches(of: y, size: 3, shuffledBy: Key(3), keepsRest: true)
        for count in 0...5 {
            let expected = Array(batches.dropFirst(count))
            #expect(Array(batches.skipping(count)) == expected)
            #expect(batches.skipping(count).underestimatedCount == expected.count)
            #expect(Array(batches.prefetched().skipping(count)) == expected)
            let plain: some Sequence<Tensor> = Array(batches)
            for sequence in [AnySequence(batches), AnySequence(plain)] {
                #expect(Array(IteratorSequence(sequence.makeIterator(skipping: count))) == expected)
            }
            #expect(Array(IteratorSequence(batches.makeIterator(skipping: count))) == expected)
        }
        #expect(Array(batches.skipping(.max)).isEmpty)
        #expect(Array(batches.skipping(1).skipping(1)) == Array(batches.dropFirst(2)))
    }

    @Test func prefetched() {
        #expect(Array((0..<100).prefetched(3)) == Array(0..<100))
        #expect(Array(Batches(of: y, size: 2).prefetched()).map { Int($0[0]) } == [0, 2, 4, 6, 8])
        #expect(Array(EmptyCollection<Int>().prefetched()).isEmpty)
    }

    @Test func mistakesAreTold() throws {
        func mistake(_ body: () -> Void) -> String {
            do {
                try withErrors(body)
                return ""
            } catch { return "\(error)" }
        }
        #expect(mistake { _ = Batches(of: y, size: 0) }.contains("the size is 0"))
        #expect(mistake { _ = Array(Batches(of: y, size: -1)) }.contains("the size is -1"))
        #expect(mistake { _ = Batches(of: [y, y[1..<3]], size: 2) }.contains("first axes"))
        #expect(mistake { _ = Batches(of: [Tensor](), size: 2) }.contains("no arrays"))
        #expect(mistake { _ = Batches(of: y, size: 1).skipping(-1) }.contains("not -1"))
        #expect(mistake { _ = (0..<3).prefetched(0) }.contains("not 0"))
        // The largest size takes all.
        let all = Batches(of: y, size: .max, keepsRest: true)
        #expect(Array(all).count == 1 && all.underestimatedCount == 1)
        #expect(Array(Batches(of: y, size: .max)).isEmpty)
    }

    @Test func mistakesEndTheProgram() async {
        let ended = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) { _ = (0..<3).prefetched(0) }
        let text = String(decoding: ended?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("prefetched: 1 element or more may wait, not 0"))
    }

    @Test func stopsWhenNobodyListens() {
        let made = Mutex(0)
        let numbers = Counting { made.withLock { $0 += 1 } }
        do {
            let iterator = numbers.prefetched(2).makeIterator()
            #expect(iterator.next() == 1 && iterator.next() == 2)
        }
        // The thread has nowhere to put a further element, and ends.
        Thread.sleep(forTimeInterval: 0.05)
        let count = made.withLock { $0 }
        Thread.sleep(forTimeInterval: 0.05)
        #expect(made.withLock { $0 } == count && count <= 6)
    }
}

/// 1, 2, 3 … without end.
private struct Counting: Sequence, Sendable {
    let report: @Sendable () -> Void

    func makeIterator() -> AnyIterator<Int> {
        var number = 0
        return AnyIterator {
            number += 1
            report()
            return number
        }
    }
}
