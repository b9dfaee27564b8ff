import EspalierTestSupport
import Testing

@testable import Espalier

@Module
private struct CountingUnit {
    var weight: Tensor
    @BatchStat var calls = Tensor(0.0 as Float)

    mutating func callAsFunction(_ x: Tensor) -> Tensor {
        calls += 1
        return tanh(x * weight)
    }
}

@Module
private struct CountingNetwork {
    var layers: [CountingUnit]
    var scale: Tensor?
    @State var log: [Tensor] = []

    mutating func callAsFunction(_ x: Tensor) -> Tensor {
        var x = x
        for index in layers.indices { x = layers[index](x) }
        return scale.map { $0 * x } ?? x
    }

    static var example: CountingNetwork {
        CountingNetwork(layers: [
            CountingUnit(weight: Tensor(0.5 as Float)), CountingUnit(weight: Tensor(1.5 as Float)),
        ])
    }
}

@Suite struct CompiledStateTests {
    @Test func stateGoesInAndOut() throws {
        let step = jit { (total: inout Tensor, x: Tensor) -> Tensor in
            total += x
            return total * 2
        }
        var total = Tensor([1.0, 2.0])
        #expect(step(&total, Tensor([1.0, 1.0])) == Tensor([4.0, 6.0]))
        for _ in 0..<10 { _ = step(&total, Tensor([1.0, 1.0])) }
        #expect(total == Tensor([12.0, 13.0]))
        #expect(step.traceCount == 1)
        let advance = jit { (model: inout CountingNetwork) in model.layers[0].weight *= 2 }
        var model = CountingNetwork.example
        advance(&model)
        #expect(try elements(model.layers[0].weight) == [1])
    }

    @Test func stateMayChangeItsStructure() throws {
        let step = jit { (model: inout CountingNetwork, x: Tensor) in
            model.log.append(x)
            model.scale = x
        }
        var model = CountingNetwork.example
        for number in 1...3 { step(&model, Tensor(Float(number))) }
        #expect(try model.log.flatMap(elements) == [1, 2, 3])
        #expect(try elements(model.scale!) == [3])
        #expect(step.traceCount == 3)
        let clear = jit { (model: inout CountingNetwork) in model.log = [] }
        clear(&model)
        #expect(model.log.isEmpty && model.layers.count == 2)
    }

    @Test func valueAndGradKeepsStateThatIsNotTrained() throws {
        var model = CountingNetwork.example
        let (loss, gradient) = valueAndGrad(&model) { $0(1.0) }
        #expect(isClose(loss, tanh(1.5 * tanh(Tensor(0.5 as Float)))))
        #expect(try model.layers.flatMap { try elements($0.calls) } == [1, 1])
        #expect(gradient.layers[0].calls.isNothing && !gradient.layers[0].weight.isNothing)
        let compiled = jit { (model: inout CountingNetwork, x: Tensor) -> Tensor in
            let (loss, gradient) = valueAndGrad(&model) { $0(x) }
            model -= 0.1 * gradient
            return loss
        }
        var trained = model
        #expect(isClose(compiled(&trained, 1.0), loss))
        #expect(try trained.layers.flatMap { try elements($0.calls) } == [2, 2])
        #expect(
            isClose(
                trained.layers[1].weight, model.layers[1].weight - 0.1 * gradient.layers[1].weight))
        // The copy is as it was.
        #expect(try elements(model.layers[0].weight) == [0.5])
    }

    @Test func trainingLowersTheLoss() throws {
        let step = jit { (model: inout CountingNetwork, x: Tensor, y: Tensor) -> Tensor in
            let (loss, gradient) = valueAndGrad(&model) { square($0(x) - y).mean() }
            model -= 0.5 * gradient
            return loss
        }
        var model = CountingNetwork.example
        let x = Tensor.linspace(-1, 1, count: 8)
        let y = tanh(0.9 * x)
        let losses = try (0..<30).map { _ in try elements(step(&model, x, y))[0] }
        #expect(losses[29] < 0.05 * losses[0])
        #expect(step.traceCount == 1)
    }
}
