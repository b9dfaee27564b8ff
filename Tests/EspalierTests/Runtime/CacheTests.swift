import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct CacheTests {
    @Test func theLeastRecentlyUsedGo() {
        let cache = BoundedCache<Int, String>(capacity: 8)
        for key in 0..<8 { cache.store("\(key)", for: key) }
        #expect(cache.count == 8)
        #expect(cache[0] == "0")
        #expect(cache.store("other", for: 1) == "1")
        cache.store("8", for: 8)
        // A quarter and the excess, in the order of their last use; storing what is there is none.
        #expect(cache.count == 6)
        #expect((0...8).filter { cache[$0] != nil } == [0, 4, 5, 6, 7, 8])
        cache.removeAll()
        #expect(cache.count == 0)
    }

    /// Keys that come round and round fit after they came back once; many that come once don't displace them.
    @Test func whatComesBackStays() {
        let cache = BoundedCache<Int, Int>(capacity: 8, returning: 64)
        func missing(_ keys: Range<Int>) -> Int {
            keys.count { key in
                if cache[key] != nil { return false }
                cache.store(key, for: key)
                return true
            }
        }
        #expect(missing(0..<32) == 32)
        #expect(cache.count <= 8)
        #expect(missing(0..<32) > 0)
        #expect(missing(0..<32) == 0)
        #expect(missing(1_000..<3_000) == 2_000)
        #expect(missing(0..<20) == 0)
        #expect(cache.count <= 40)
    }

    @Test func jittedFormsAreBounded() throws {
        let forms = TracedForms(capacity: 4)
        let functions = (1...5).map { factor in
            CompiledFunction<EmptyTree, Tensor, Tensor>(label: "f") { (_, x) in x * Float(factor) }
        }
        var state = EmptyTree()
        for function in functions {
            _ = function.call(&state, Tensor([1.0]))
            if let entry = function.recent?.entry { forms.add(entry, of: function) }
        }
        // The excess and a quarter of four are forgotten, the oldest first.
        #expect(forms.count == 3)
        #expect(functions.map { $0.recent != nil } == [false, false, true, true, true])
        forms.removeAll()
        #expect(forms.count == 0)
        #expect(functions.allSatisfy { $0.recent == nil })
    }

    @Test func forgottenFormsAreTracedAgain() throws {
        let f = CompiledFunction<EmptyTree, Tensor, Tensor>(label: "f") { (_, x) in x * 2 }
        var state = EmptyTree()
        #expect(try elements(f.call(&state, Tensor([1.0]))) == [2])
        let entry = try #require(f.recent?.entry)
        f.forget(entry)
        #expect(f.recent?.entry == nil)
        #expect(try elements(f.call(&state, Tensor([3.0]))) == [6])
        #expect(try elements(f.call(&state, Tensor([4.0]))) == [8])
        #expect(f.traceCount == 2)
    }

    @Test func functionsMadeInPassingLeaveNothing() throws {
        weak var form: CompiledEntry?
        do {
            let f = CompiledFunction<EmptyTree, Tensor, Tensor>(label: "f") { (_, x) in x * 2 }
            var state = EmptyTree()
            _ = f.call(&state, Tensor([1.0]))
            form = f.recent?.entry
            #expect(form != nil)
        }
        #expect(form == nil)
    }
}
