import EspalierTestSupport
import Testing

@testable import Espalier

@Module
private struct Dense {
    var weight: Tensor
    var bias: Tensor
    var noise: Tensor = 0.0

    init(_ inputs: Int, _ outputs: Int) {
        weight = Tensor(Initializer { $0.normal([inputs, outputs]) })
        bias = Tensor(Initializer { $0.uniform([outputs]) })
    }

    mutating func didInitialize(key: Key) { noise = key.normal([]) }
}

@Module
private struct Pair {
    var first = Dense(2, 3)
    var second = Dense(3, 1)
}

@Suite struct InitializationTests {
    @Test func makesLeavesInOrder() {
        let key = Key(42, .original)
        let model = Pair().initialized(key)
        // Of each split the first key is used and the second goes on: leaves first, then the hooks
        // from inside out.
        var next = key
        func draw() -> Key {
            let (own, rest) = next.split()
            next = rest
            return own
        }
        #expect(model.first.weight == draw().normal([2, 3]))
        #expect(model.first.bias == draw().uniform([3]))
        #expect(model.second.weight == draw().normal([3, 1]))
        #expect(model.second.bias == draw().uniform([1]))
        #expect(model.first.noise == draw().normal([]))
        #expect(model.second.noise == draw().normal([]))
        #expect(model.isInitialized && model.first.isInitialized)
        #expect(!Pair().isInitialized)
    }

    @Test func isIdempotent() {
        let model = Pair().initialized(Key(1))
        #expect(treeEqual(model, model.initialized(Key(2))))
        // What is new in an initialised model is made.
        var other = model
        other.second = Dense(3, 4)
        other.initialize(Key(3))
        #expect(treeEqual(other.first, model.first))
        #expect(other.second.weight.shape == [3, 4])
    }

    @Test func useBeforehandIsAMistake() {
        let model = Pair()
        let x = Tensor.ones([1, 2])
        #expect(model.first.weight.isInitializer)
        #expect("\(model.first.weight)" == "Initializer")
        let fix = "call model.initialized(key) first"
        #expect(mistake { matmul(x, model.first.weight) }?.contains(fix) == true)
        #expect(mistake { try model.first.weight.scalars(as: Float.self) }?.contains(fix) == true)
        let run = jit { (model: Pair, x: Tensor) in matmul(x, model.first.weight) }
        #expect(mistake { run(model, x) }?.contains(fix) == true)
        // Arithmetic passes over what is not there yet.
        #expect((model * 2).first.weight.isInitializer)
        #expect(grad { (model: Pair) in model.first.noise * 2 }(model).first.weight.isNothing)
    }

    @Test func compiles() {
        let make = jit { (model: Pair, key: Key) in model.initialized(key) }
        let blank = Pair()
        let model = make(blank, Key(7))
        #expect(treeClose(model, blank.initialized(Key(7)), absolute: 1e-6).isClose)
        _ = make(blank, Key(8))
        #expect(make.traceCount == 1)
        // Other initializers make other leaves, so they need another program.
        let renewed = make(Pair(), Key(8))
        #expect(make.traceCount == 2)
        #expect(renewed.first.weight.shape == [2, 3])
    }
}
